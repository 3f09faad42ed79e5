"""`/qualite reglages`: the school's choices, in a form."""

from typing import Any

import structlog
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond

from bot.domain.errors import NotAllowedError
from bot.domain.office import OfficeChange
from bot.services.offices import change_office, may_change_office, read_office
from bot.slack_gateway import CallError
from bot.ui.form_errors import FormErrors, Refusal
from bot.ui.settings_form import CALLBACK_ID, CHANNEL, read_settings, saved_modal, settings_modal
from handlers.kit import Kit
from handlers.openings import open_view, say_too_late
from handlers.submissions import Submission

log = structlog.get_logger()


def register(app: AsyncApp, kit: Kit) -> None:
    """Register the form; `/qualite` opens it."""
    app.view(CALLBACK_ID)(Settings(kit).submit)


class Settings:
    """Opens and takes the form; who may is decided in the service, again at submission."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit

    async def open(self, command: dict[str, Any], respond: AsyncRespond) -> None:
        """Show the choices as they are. Raises NotAllowedError."""
        kit, user = self._kit, command["user_id"]
        texts = kit.texts_for(user)
        office = await kit.workers.run(read_office, kit.database, kit.defaults)
        if not may_change_office(user, office, is_admin=kit.directory.person(user).is_admin):
            raise NotAllowedError
        view = settings_modal(texts, office=office)
        if not await open_view(self._kit.client, trigger_id=command["trigger_id"], view=view):
            await say_too_late(kit.client, respond, user=user, texts=texts)

    async def submit(self, ack: AsyncAck, body: dict[str, Any], view: dict[str, Any]) -> None:
        submission = Submission.of(ack, body, view, kit=self._kit)
        read = read_settings(view, now=self._kit.clock.now())
        if isinstance(read, OfficeChange):
            read = await self._with_usable_channel(read)
        if isinstance(read, FormErrors):
            await submission.point_out(read)
            return
        async with submission.answered():
            await self._change(read, actor=submission.user)
            await submission.show(saved_modal(submission.texts))
            self._kit.wake_delivery()

    async def _with_usable_channel(self, change: OfficeChange) -> OfficeChange | FormErrors:
        """Refuse a public channel, or one that Vigie cannot post to, at its field."""
        if change.quality_channel is None:
            return change
        try:
            is_private = await self._kit.channel_is_private(change.quality_channel)
        except CallError as error:
            log.info("channel not usable", error=error.code)
            return FormErrors({CHANNEL: Refusal.NOT_IN_CHANNEL})
        return change if is_private else FormErrors({CHANNEL: Refusal.PUBLIC_CHANNEL})

    async def _change(self, change: OfficeChange, *, actor: str) -> None:
        kit = self._kit
        await kit.workers.run(
            change_office,
            kit.database,
            change,
            actor=actor,
            is_admin=kit.directory.person(actor).is_admin,
            defaults=kit.defaults,
            now=kit.clock.now(),
        )
