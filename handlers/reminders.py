"""« Me le rappeler »: the menu under each reminder."""

from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond

from bot.services.offices import read_office
from bot.services.snoozing import put_off
from bot.ui.read_back import text_in
from bot.ui.reminders import SNOOZE, read_snooze, snoozed_notice
from handlers.kit import Kit
from handlers.openings import answer


def register(app: AsyncApp, kit: Kit) -> None:
    """Register the menu; chosen twice, or on an old reminder, it does no harm."""

    async def snooze(ack: AsyncAck, body: dict[str, Any], respond: AsyncRespond) -> None:
        await ack()
        user, now = body["user"]["id"], kit.clock.now()
        choice, deadline = read_snooze(text_in(body["actions"][0]))
        until = await kit.workers.run(
            put_off,
            kit.database,
            deadline,
            choice,
            person=user,
            now=now,
            defaults=kit.defaults,
        )
        office = await kit.workers.run(read_office, kit.database, kit.defaults)
        said = snoozed_notice(kit.texts_for(user), until=until, office=office, now=now)
        await answer(respond, text=said)

    app.action(SNOOZE)(snooze)
