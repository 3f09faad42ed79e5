"""« Réunions » and « Indiquer l'activité »: forms about the meetings to come and their month."""

from uuid import uuid4

import structlog
from slack_bolt.app.async_app import AsyncApp

from bot.domain.calendar.periods import parse_month
from bot.domain.reports.meetings import MeetingCalendar
from bot.domain.school.meeting_exceptions import MeetingChange, MeetingStep
from bot.services.reports.meeting_days import (
    change_meeting,
    look_at_activity,
    look_at_meetings,
    tell_activity,
)
from bot.services.school.offices import read_office
from bot.slack.payload_shapes import Pressed
from bot.ui.blocks.blocks import Block
from bot.ui.blocks.form_errors import FormErrors
from bot.ui.blocks.read_back import text_in
from bot.ui.reports.meeting_days import (
    ADD_MEETING,
    MEETING_FORM,
    MEETING_MENU,
    MEETINGS,
    chosen_change,
    meeting_form,
    meetings_modal,
    read_meeting,
)
from bot.ui.reports.meeting_questions import (
    TELL_ACTIVITY,
    activity_modal,
    activity_told,
    read_activity,
)
from handlers.dependencies import Dependencies
from handlers.listening import on_press, on_submit
from handlers.openings import Interaction, show_view, update_view
from handlers.submissions import Submission

log = structlog.get_logger()


def register(app: AsyncApp, kit: Dependencies) -> None:
    """Register the list of meetings with its menus, and both forms."""
    days = MeetingDays(kit)
    on_press(app, MEETINGS, days.open)
    on_press(app, MEETING_MENU, days.choose)
    on_press(app, ADD_MEETING, days.add)
    on_submit(app, MEETING_FORM, days.submit, kit=kit)
    activity = ActivityForms(kit)
    on_press(app, TELL_ACTIVITY, activity.press)
    on_submit(app, TELL_ACTIVITY, activity.submit, kit=kit)


class MeetingDays:
    """Shows the meetings and takes changes; who may is decided in the service."""

    def __init__(self, kit: Dependencies) -> None:
        self._kit = kit

    async def open(self, origin: Interaction, _brought: object) -> None:
        """Show the list. Raises NotAllowedError."""
        view = self._modal(await self._look(origin.user), user=origin.user)
        await show_view(self._kit.client, origin, view=view, texts=self._kit.texts_for(origin.user))

    async def add(self, origin: Interaction, _pressed: Pressed) -> None:
        await self._ask(MeetingChange(step=MeetingStep.ADD), origin)

    async def choose(self, origin: Interaction, pressed: Pressed) -> None:
        """Ask when a meeting is moved to; anything else is done at once."""
        change = chosen_change(text_in(pressed))
        if change.step is MeetingStep.MOVE:
            await self._ask(change, origin)
        else:
            calendar = await self._change(change, user=origin.user)
            view = self._modal(calendar, user=origin.user)
            await update_view(self._kit.client, view_id=origin.shown.id, view=view)

    async def submit(self, submission: Submission) -> None:
        """Commit, then acknowledge, then show the list beneath as it is now."""
        kit = self._kit
        async with submission.answered():
            office = await kit.read(read_office)
            change = read_meeting(submission.view, now=kit.clock.now(), office=office)
            if isinstance(change, FormErrors):
                await submission.point_out(change)
                return
            calendar = await self._change(change, user=submission.user)
            await self._show_list(submission, calendar)

    async def _show_list(self, submission: Submission, calendar: MeetingCalendar) -> None:
        """As it is now, in its modal beneath the form, or where the form took its place."""
        shown, under = self._modal(calendar, user=submission.user), submission.beneath
        if under == submission.view.id:
            await submission.show(shown)
            return
        await submission.close()
        if under:
            await update_view(self._kit.client, view_id=under, view=shown)

    async def _ask(self, change: MeetingChange, origin: Interaction) -> None:
        calendar, kit = await self._look(origin.user), self._kit
        texts = kit.texts_for(origin.user)
        form = meeting_form(change, texts, now=kit.clock.now(), office=calendar.office)
        await show_view(kit.client, origin, view=form, texts=texts)

    async def _look(self, user: str) -> MeetingCalendar:
        kit = self._kit
        return await kit.read(look_at_meetings, reader=user)

    async def _change(self, change: MeetingChange, *, user: str) -> MeetingCalendar:
        kit = self._kit
        calendar = await kit.run(change_meeting, change, actor=user)
        log.info("meeting changed", step=change.step, by=user)
        return calendar

    def _modal(self, calendar: MeetingCalendar, *, user: str) -> Block:
        return meetings_modal(calendar, self._kit.texts_for(user), now=self._kit.clock.now())


class ActivityForms:
    """Opens and takes the form; who may is decided in the service."""

    def __init__(self, kit: Dependencies) -> None:
        self._kit = kit

    async def press(self, origin: Interaction, pressed: Pressed) -> None:
        """Open the form, with what was told of the month already."""
        kit = self._kit
        month = parse_month(text_in(pressed))
        known = await kit.read(look_at_activity, month, reader=origin.user)
        texts = kit.texts_for(origin.user)
        view = activity_modal(month, known, texts=texts, submission_id=uuid4())
        await show_view(kit.client, origin, view=view, texts=texts)

    async def submit(self, submission: Submission) -> None:
        """Commit, then acknowledge; what cannot be kept now stays in the form."""
        kit = self._kit
        read = read_activity(submission.view)
        if isinstance(read, FormErrors):
            await submission.point_out(read)
            return
        month, told, submission_id = read
        async with submission.answered():
            await kit.run(
                tell_activity, month, told, actor=submission.user, submission_id=submission_id
            )
            await submission.show(activity_told(month, told, submission.texts))
