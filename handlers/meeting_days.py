"""« Réunions »: meetings moved, cancelled and added, from a list of those to come."""

from typing import Any

import structlog
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond

from bot.domain.meeting_calendar import MeetingCalendar
from bot.domain.meeting_exceptions import MeetingChange, MeetingStep
from bot.services.meeting_days import change_meeting, look_at_meetings
from bot.services.offices import read_office
from bot.ui.form_errors import FormErrors
from bot.ui.meeting_days import (
    ADD_MEETING,
    MEETING_FORM,
    MEETING_MENU,
    MEETINGS,
    chosen_change,
    meeting_form,
    meetings_modal,
    read_meeting,
)
from bot.ui.read_back import text_in
from handlers.kit import Kit
from handlers.openings import Origin, open_view, say_too_late, show_view, update_view
from handlers.submissions import Submission

log = structlog.get_logger()


def register(app: AsyncApp, kit: Kit) -> None:
    """Register the list's button, its menus and its form."""
    days = MeetingDays(kit)
    app.action(MEETINGS)(days.press)
    app.action(MEETING_MENU)(days.choose)
    app.action(ADD_MEETING)(days.add)
    app.view(MEETING_FORM)(days.submit)


class MeetingDays:
    """Shows the meetings and takes changes; who may is decided in the service."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit

    async def open(self, command: dict[str, Any], respond: AsyncRespond) -> None:
        """Answer the command with the list. Raises NotAllowedError."""
        kit, user = self._kit, command["user_id"]
        view = self._modal(await self._look(user), user=user)
        if not await open_view(kit.client, trigger_id=command["trigger_id"], view=view):
            await say_too_late(kit.client, respond, user=user, texts=kit.texts_for(user))

    async def press(self, ack: AsyncAck, body: dict[str, Any], respond: AsyncRespond) -> None:
        await ack()
        origin = Origin.of(body, respond)
        view = self._modal(await self._look(origin.user), user=origin.user)
        await show_view(self._kit.client, origin, view=view, texts=self._kit.texts_for(origin.user))

    async def add(self, ack: AsyncAck, body: dict[str, Any], respond: AsyncRespond) -> None:
        await ack()
        await self._ask(MeetingChange(step=MeetingStep.ADD), Origin.of(body, respond))

    async def choose(self, ack: AsyncAck, body: dict[str, Any], respond: AsyncRespond) -> None:
        """Ask when a meeting is moved to; anything else is done at once."""
        await ack()
        origin = Origin.of(body, respond)
        change = chosen_change(text_in(body["actions"][0]))
        if change.step is MeetingStep.MOVE:
            await self._ask(change, origin)
        else:
            calendar = await self._change(change, user=origin.user)
            view = self._modal(calendar, user=origin.user)
            await update_view(self._kit.client, view_id=body["view"]["id"], view=view)

    async def submit(self, ack: AsyncAck, body: dict[str, Any], view: dict[str, Any]) -> None:
        """Commit, then acknowledge, then show the list beneath as it is now."""
        submission, kit = Submission.of(ack, body, view, kit=self._kit), self._kit
        async with submission.answered():
            office = await kit.workers.run(read_office, kit.database, kit.defaults)
            change = read_meeting(view, now=kit.clock.now(), office=office)
            if isinstance(change, FormErrors):
                await submission.point_out(change)
                return
            calendar = await self._change(change, user=submission.user)
            await submission.close()
            await self._show_beneath(submission, calendar)

    async def _show_beneath(self, submission: Submission, calendar: MeetingCalendar) -> None:
        under = submission.view.get("previous_view_id")
        if under:
            shown = self._modal(calendar, user=submission.user)
            await update_view(self._kit.client, view_id=str(under), view=shown)

    async def _ask(self, change: MeetingChange, origin: Origin) -> None:
        calendar, kit = await self._look(origin.user), self._kit
        texts = kit.texts_for(origin.user)
        form = meeting_form(change, texts, now=kit.clock.now(), office=calendar.office)
        await show_view(kit.client, origin, view=form, texts=texts)

    async def _look(self, user: str) -> MeetingCalendar:
        kit = self._kit
        return await kit.workers.run(
            look_at_meetings,
            kit.database,
            reader=user,
            now=kit.clock.now(),
            defaults=kit.defaults,
        )

    async def _change(self, change: MeetingChange, *, user: str) -> MeetingCalendar:
        kit = self._kit
        calendar = await kit.workers.run(
            change_meeting,
            kit.database,
            change,
            actor=user,
            now=kit.clock.now(),
            defaults=kit.defaults,
        )
        log.info("meeting changed", step=change.step, by=user)
        return calendar

    def _modal(self, calendar: MeetingCalendar, *, user: str) -> dict[str, Any]:
        return meetings_modal(calendar, self._kit.texts_for(user), now=self._kit.clock.now())
