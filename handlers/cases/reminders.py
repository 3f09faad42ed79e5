"""« Me le rappeler »: the menu under each reminder."""

from slack_bolt.app.async_app import AsyncApp

from bot.services.deadlines.planning import put_off
from bot.services.school.offices import read_office
from bot.slack.payload_shapes import Pressed
from bot.ui.blocks.read_back import text_in
from bot.ui.deadlines.reminders import SNOOZE, read_snooze, snoozed_notice
from handlers.dependencies import Dependencies
from handlers.listening import on_press
from handlers.openings import Interaction, answer


def register(app: AsyncApp, kit: Dependencies) -> None:
    """Register the menu; chosen twice, or on an old reminder, it does no harm."""

    async def snooze(origin: Interaction, pressed: Pressed) -> None:
        user, now = origin.user, kit.clock.now()
        choice, deadline = read_snooze(text_in(pressed))
        until = await kit.run(put_off, deadline, choice, person=user)
        office = await kit.read(read_office)
        said = snoozed_notice(kit.texts_for(user), until=until, office=office, now=now)
        await answer(origin.respond, text=said)

    on_press(app, SNOOZE, snooze)
