"""The forms of the team meeting (a decision, an improvement, minutes), and the minutes to keep."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from bot.domain.actions.actions import ActionDraft, ActionKind, ActionOrigin
from bot.domain.reports.figures import Report
from bot.domain.reports.meeting_notes import Decided, Discussed, Minutes, MinutesDraft
from bot.domain.school.office import Office
from bot.slack.payload_shapes import View
from bot.ui.blocks import inputs
from bot.ui.blocks.answers import Answers
from bot.ui.blocks.blocks import Block
from bot.ui.blocks.dates import day_of, moment
from bot.ui.blocks.escape import one_line
from bot.ui.blocks.form_errors import FieldError, FormErrors
from bot.ui.blocks.modal import carried_by, modal
from bot.ui.blocks.read_back import read_back
from bot.ui.reports.meeting_questions import NOTE_DECISION, NOTE_IMPROVEMENT, WRITE_MINUTES
from bot.ui.reports.summary import edition_of
from bot.ui.steps.form import area, line
from bot.ui.texts.catalogue import Texts

TITLE = "title"
OWNER = "owner"
DUE_ON = "due_on"
CRITERION = "success_criterion"
HELD_ON = "held_on"
PARTICIPANTS = "participants"
SAID = "said"

DECIDED_FOR = timedelta(days=30)
IMPROVED_IN = timedelta(days=90)


_KINDS = {
    ActionOrigin.DECISION: ActionKind.CORRECTIVE,
    ActionOrigin.IMPROVEMENT: ActionKind.PREVENTIVE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingScene:
    """A summary as somebody is about to note what was said of it."""

    report: Report
    latest: Minutes | None
    office: Office
    actor: str
    texts: Texts
    now: datetime

    @property
    def today(self) -> date:
        return self.now.astimezone(self.office.zone).date()


def meeting_modal(form: str, scene: MeetingScene, *, submission_id: UUID) -> Block:
    """The form that a button under the summary opens."""
    says, month = scene.texts.meeting, scene.report.figures.month
    titles = {
        NOTE_DECISION: says.note_decision,
        NOTE_IMPROVEMENT: says.improvement_title,
        WRITE_MINUTES: says.write_minutes,
    }
    return modal(
        titles[form],
        _ASKED[form](scene),
        callback_id=form,
        submit=says.save,
        close=scene.texts.forms.cancel,
        carried={"about": f"{month}:{scene.report.edition}", "submission": str(submission_id)},
    )


def discussed_in(value: str) -> Discussed:
    """The summary that a button's value names."""
    month, edition = edition_of(value)
    return Discussed(month=month, edition=edition)


def carried_in(view: View) -> tuple[Discussed, UUID]:
    """Which summary a form is about, and its submission."""
    carried = carried_by(view)
    about = discussed_in(read_back(str, carried.get("about")))
    return about, read_back(UUID, carried.get("submission"))


def read_decision(view: View, *, today: date) -> ActionDraft | FormErrors:
    """The decision of a form, or the errors to correct."""
    answers = Answers(view)
    title, owner = answers.written(TITLE), answers.person(OWNER)
    due_on = answers.given_day(DUE_ON)
    if due_on is not None and due_on < today:
        answers.refuse(DUE_ON, FieldError.IN_PAST)
    if answers.refusals or owner is None or due_on is None:
        return FormErrors(answers.refusals)
    return ActionDraft(
        kind=_KINDS[origin_of(view)],
        title=title,
        owner=owner,
        due_on=due_on,
        success_criterion=answers.text(CRITERION).strip() or None,
    )


def read_minutes(view: View, *, today: date) -> MinutesDraft | FormErrors:
    """The minutes as written, or what has to be corrected."""
    answers = Answers(view)
    held_on, text = answers.given_day(HELD_ON), answers.written(SAID)
    participants = answers.people(PARTICIPANTS)
    if held_on is not None and held_on > today:
        answers.refuse(HELD_ON, FieldError.IN_FUTURE)
    if not participants:
        answers.refuse(PARTICIPANTS, FieldError.NOT_CHOSEN)
    if answers.refusals or held_on is None:
        return FormErrors(answers.refusals)
    return MinutesDraft(held_on=held_on, participants=participants, text=text)


def origin_of(view: View) -> ActionOrigin:
    """The origin of a form's action: a decision, or an improvement."""
    is_improvement = view.callback_id == NOTE_IMPROVEMENT
    return ActionOrigin.IMPROVEMENT if is_improvement else ActionOrigin.DECISION


def _ask_decision(scene: MeetingScene) -> list[Block]:
    title = line(scene.texts.meeting.decision, block_id=TITLE)
    return [title, *_who_and_when(scene, in_days=DECIDED_FOR)]


def _ask_improvement(scene: MeetingScene) -> list[Block]:
    says = scene.texts.steps.action
    return [
        line(scene.texts.meeting.improvement, block_id=TITLE),
        area(says.criterion, block_id=CRITERION, hint=says.criterion_hint, optional=True),
        *_who_and_when(scene, in_days=IMPROVED_IN),
    ]


def _who_and_when(scene: MeetingScene, *, in_days: timedelta) -> list[Block]:
    says = scene.texts.steps
    owner = inputs.person(None, says.handling.choose_person)
    due_on = scene.office.calendar.working_day_from(scene.today + in_days)
    return [
        inputs.labelled(owner, says.action.owner, block_id=OWNER),
        inputs.labelled(inputs.day(due_on), says.action.due_on, block_id=DUE_ON),
    ]


def _ask_minutes(scene: MeetingScene) -> list[Block]:
    says, latest = scene.texts.meeting, scene.latest
    people = latest.participants if latest else (scene.actor,)
    held_on = inputs.day(latest.held_on if latest else _meeting_day(scene))
    participants = inputs.people(people, says.choose_people)
    text = latest.text if latest else ""
    return [
        inputs.labelled(held_on, says.held_on, block_id=HELD_ON),
        inputs.labelled(participants, says.participants, block_id=PARTICIPANTS),
        area(says.said, block_id=SAID, initial=text, hint=says.said_hint),
    ]


def _meeting_day(scene: MeetingScene) -> date:
    """The day of the meeting that the summary was made for, unless it is still to come."""
    planned = scene.report.meeting_at
    day = planned.astimezone(scene.office.zone).date() if planned else scene.today
    return min(day, scene.today)


_ASKED: Mapping[str, Callable[[MeetingScene], list[Block]]] = {
    NOTE_DECISION: _ask_decision,
    NOTE_IMPROVEMENT: _ask_improvement,
    WRITE_MINUTES: _ask_minutes,
}


def minutes_document(
    written: Minutes, names: Mapping[str, str], *, zone: ZoneInfo, texts: Texts
) -> str:
    """The minutes, with people called as `names` says; of others only that they exist."""
    return "\n".join(
        [*_head(written, names, zone=zone, texts=texts), *_parts(written, names, texts)]
    )


def _head(
    written: Minutes, names: Mapping[str, str], *, zone: ZoneInfo, texts: Texts
) -> Iterator[str]:
    says, month = texts.meeting, written.month
    year = f" {written.held_on.year}"
    held_on = day_of(written.held_on, texts, today=written.held_on)
    yield f"# {says.minutes_title.format(day=held_on + year)}"
    yield ""
    yield says.minutes_about.format(
        of_month=texts.dates.months[month.month - 1],
        year=month.year,
        edition=written.report_edition,
        fingerprint=written.report_fingerprint,
    )
    yield says.minutes_by.format(
        who=_name(written.written_by, names, texts),
        when=moment(written.written_at, zone, texts, now=written.written_at),
    )
    if written.edition > 1:
        yield says.minutes_edition.format(edition=written.edition)


def _parts(written: Minutes, names: Mapping[str, str], texts: Texts) -> Iterator[str]:
    says = texts.meeting
    people = [_name(person, names, texts) for person in written.participants]
    decisions = [one for one in written.decided if not one.is_improvement]
    improvements = [one for one in written.decided if one.is_improvement]
    yield from ("", f"## {says.part_participants}", "", *_listed(people, texts))
    yield from ("", f"## {says.part_said}", "", written.text)
    yield from ("", f"## {says.part_decisions}", "", *_entries(decisions, names, texts))
    yield from ("", f"## {says.part_improvements}", "", *_entries(improvements, names, texts), "")


def _entries(decided: Iterable[Decided], names: Mapping[str, str], texts: Texts) -> list[str]:
    said = [
        texts.meeting.entry.format(
            ref=one.ref,
            title=one_line(one.title),
            owner=_name(one.owner, names, texts),
            due=f"{day_of(one.due_on, texts, today=one.due_on)} {one.due_on.year}",
        )
        for one in decided
    ]
    return _listed(said, texts)


def _listed(lines: Iterable[str], texts: Texts) -> list[str]:
    return [f"- {line}" for line in lines] or [texts.meeting.nothing]


def _name(person: str, names: Mapping[str, str], texts: Texts) -> str:
    return names.get(person, texts.meeting.not_named)
