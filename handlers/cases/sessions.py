"""The search of the forms among sessions."""

import structlog
from slack_bolt.app.async_app import AsyncApp

from bot.domain.calendar.wall_time import local_day
from bot.domain.errors import StorageUnavailableError
from bot.domain.sessions.sessions import KnownSession
from bot.services.sessions.choosing import offered_sessions
from bot.slack.payload_shapes import Suggestion
from bot.ui.blocks.answers import clean
from bot.ui.blocks.blocks import Block
from bot.ui.filing.session_choice import SESSION, session_options
from handlers.dependencies import Dependencies
from handlers.listening import on_suggest

log = structlog.get_logger()


def register(app: AsyncApp, kit: Dependencies) -> None:
    """Register what answers the search."""
    on_suggest(app, SESSION, SessionSearch(kit).suggest)


class SessionSearch:
    """Answers each time that somebody opens the menu or types into it."""

    def __init__(self, kit: Dependencies) -> None:
        self._kit = kit

    async def suggest(self, sent: Suggestion) -> list[Block]:
        """Options for what was typed; without a database, only that."""
        kit, typed = self._kit, clean(sent.value)
        today = local_day(kit.clock.now(), kit.defaults.zone)
        found = await self._found(typed, reader=sent.person)
        return session_options(found, kit.texts_for(sent.person), typed=typed, today=today)

    async def _found(self, typed: str, *, reader: str) -> tuple[KnownSession, ...]:
        try:
            return await self._kit.read(offered_sessions, typed, reader=reader)
        except StorageUnavailableError as error:
            log.warning("sessions not searched", error=str(error))
            return ()
