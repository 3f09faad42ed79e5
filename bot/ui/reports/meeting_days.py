"""« Réunions »: the meetings to come, and what may be changed about each."""

from datetime import date, datetime

from bot.domain.calendar.wall_time import wall_clock
from bot.domain.reports.meetings import Meeting, MeetingCalendar, is_on_day_off
from bot.domain.school.meeting_exceptions import MeetingChange, MeetingStep
from bot.domain.school.office import Office
from bot.slack.payload_shapes import View
from bot.ui.blocks import inputs
from bot.ui.blocks.answers import Answers
from bot.ui.blocks.blocks import Block, Post, StepButton, actions, button, overflow, section
from bot.ui.blocks.dates import day_of, moment
from bot.ui.blocks.form_errors import FieldError, FormErrors
from bot.ui.blocks.modal import carried_by, modal
from bot.ui.blocks.read_back import read_back, wall_time_in
from bot.ui.texts.catalogue import Texts

MEETINGS = "meetings"
MEETING_MENU = "meeting_menu"
ADD_MEETING = "meeting_add"
MEETING_FORM = "meeting_form"
DAY = "meeting_on"
TIME = "meeting_time"
SHOWN = 6


def meetings_modal(calendar: MeetingCalendar, texts: Texts, *, now: datetime) -> Block:
    """The next meetings, each with what departs from the rule, and those cancelled."""
    says, office = texts.meeting_days, calendar.office
    rows = [_row(one, office, texts, now=now) for one in calendar.meetings[:SHOWN]]
    cancelled = [_cancelled(day, texts, now=now, office=office) for day in calendar.cancelled]
    nothing = [] if rows else [section(says.none)]
    add = StepButton(label=says.add, action_id=ADD_MEETING, value=MeetingStep.ADD)
    return modal(
        says.title,
        [section(says.about), *nothing, *rows, *cancelled, actions([button(add)])],
        callback_id=MEETINGS,
        close=texts.receipt.close,
    )


def meetings_button(texts: Texts) -> Block:
    """Opens the list, wherever it stands."""
    return button(StepButton(label=texts.meeting_days.title, action_id=MEETINGS, value=MEETINGS))


def day_off_notice(meeting: Meeting, *, office: Office, texts: Texts, now: datetime) -> Post:
    """Points out ahead that a meeting falls on a holiday or a closed day."""
    when = moment(meeting.starts_at, office.zone, texts, now=now)
    said = texts.meeting_days.day_off.format(when=when)
    return Post(text=said, blocks=[section(said), actions([meetings_button(texts)])])


def chosen_change(value: str) -> MeetingChange:
    """The change that an entry of a meeting's menu asks for."""
    step, _, of = value.partition(":")
    if step == MeetingStep.DROP:
        return MeetingChange(step=MeetingStep.DROP, wall=wall_time_in(of))
    return MeetingChange(step=read_back(MeetingStep, step), planned_on=read_back(date, of))


def meeting_form(change: MeetingChange, texts: Texts, *, now: datetime, office: Office) -> Block:
    """Asks when a meeting is to be held."""
    says = texts.meeting_days
    planned = change.planned_on
    today = now.astimezone(office.zone).date()
    title = says.move if change.step is MeetingStep.MOVE else says.add_title
    about = (
        []
        if planned is None
        else [section(says.moving.format(day=day_of(planned, texts, today=today)))]
    )
    return modal(
        title,
        [
            *about,
            inputs.labelled(inputs.day(planned), says.day, block_id=DAY),
            inputs.labelled(inputs.time_of_day("09:00"), says.time, block_id=TIME),
        ],
        callback_id=MEETING_FORM,
        submit=texts.meeting.save,
        close=texts.forms.cancel,
        carried={"step": change.step, "planned_on": planned.isoformat() if planned else None},
    )


def read_meeting(view: View, *, now: datetime, office: Office) -> MeetingChange | FormErrors:
    """The change that the form asks for; a time that has passed is refused."""
    answers, carried = Answers(view), carried_by(view)
    on, at = answers.given_day(DAY), answers.time_of_day(TIME)
    if at is None:
        answers.refuse(TIME, FieldError.NOT_CHOSEN)
    if on is None or at is None:
        return FormErrors(answers.refusals)
    wall = datetime.combine(on, at)
    if wall <= wall_clock(now, office.zone):
        return FormErrors({DAY: FieldError.IN_PAST})
    planned = carried.get("planned_on")
    return MeetingChange(
        step=read_back(MeetingStep, carried.get("step")),
        planned_on=read_back(date, planned) if planned else None,
        wall=wall,
    )


def _row(meeting: Meeting, office: Office, texts: Texts, *, now: datetime) -> Block:
    says, planned = texts.meeting_days, meeting.planned_on
    wall = wall_clock(meeting.starts_at, office.zone)
    notes = []
    if planned is None:
        notes.append(says.is_extra)
    elif _is_moved(meeting, office):
        today = now.astimezone(office.zone).date()
        notes.append(says.is_moved.format(day=day_of(planned, texts, today=today)))
    if is_on_day_off(meeting, office.calendar):
        notes.append(says.is_day_off)
    when = f"*{moment(meeting.starts_at, office.zone, texts, now=now)}*"
    row = section("\n".join([when, *notes]))
    menu = _menu(planned, wall, texts, is_moved=_is_moved(meeting, office))
    return row | {"accessory": overflow(menu, action_id=MEETING_MENU)}


def _is_moved(meeting: Meeting, office: Office) -> bool:
    moved = {one.planned_on for one in office.meeting_exceptions.moved}
    return meeting.planned_on in moved


def _menu(
    planned: date | None, wall: datetime, texts: Texts, *, is_moved: bool
) -> list[tuple[str, str]]:
    says = texts.meeting_days
    if planned is None:
        return [(says.cancel, f"{MeetingStep.DROP}:{wall.isoformat()}")]
    back = [(says.restore, f"{MeetingStep.RESTORE}:{planned}")] if is_moved else []
    return [
        (says.move, f"{MeetingStep.MOVE}:{planned}"),
        *back,
        (says.cancel, f"{MeetingStep.CANCEL}:{planned}"),
    ]


def _cancelled(day: date, texts: Texts, *, now: datetime, office: Office) -> Block:
    says = texts.meeting_days
    today = now.astimezone(office.zone).date()
    row = section(says.is_cancelled.format(day=day_of(day, texts, today=today)))
    menu = [(says.restore, f"{MeetingStep.RESTORE}:{day}")]
    return row | {"accessory": overflow(menu, action_id=MEETING_MENU)}
