"""Nudges the handlers that something waits, in the same words whatever it is."""

from datetime import datetime, timedelta

import aiohttp
import structlog
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackApiError

from bot.domain.errors import StorageUnavailableError
from bot.logs import described
from bot.services.sealed.nudging import change_mark, due_nudges
from handlers.dependencies import Dependencies

log = structlog.get_logger()

ANYWAY = timedelta(minutes=10)
"""How often reports are looked at without a change: days and office hours pass by themselves."""


def register(_app: AsyncApp, kit: Dependencies) -> None:
    """Look at every tick whether a report has changed."""
    kit.each_tick(SealedNudges(kit).look)


class SealedNudges:
    """Sends past the outbox, which would say in the database who handles, and when."""

    def __init__(self, kit: Dependencies) -> None:
        self._kit = kit
        self._mark: tuple[int, int] | None = None
        self._looked_at: datetime | None = None

    async def look(self) -> None:
        """Nudge whom it is time to nudge; what cannot be opened now is looked at later."""
        vault = self._kit.sealed
        if vault is None or not vault.is_open:
            return
        try:
            await self._look()
        except StorageUnavailableError as error:
            log.warning("nudges wait", error=str(error))

    async def _look(self) -> None:
        kit, now = self._kit, self._kit.clock.now()
        assert kit.sealed is not None  # noqa: S101  # looked at above
        mark = await kit.read(change_mark)
        is_old = self._looked_at is None or now - self._looked_at >= ANYWAY
        if not mark[0] or (mark == self._mark and not is_old):
            return
        nudges = await kit.with_transactions(due_nudges, kit.sealed)
        self._mark, self._looked_at = nudges.mark, now
        for person in nudges.people:
            await self._nudge(person)

    async def _nudge(self, person: str) -> None:
        """Say it once; whoever was not reached is nudged again the next working day."""
        text = self._kit.texts_for(person).sealed_handling.nudge
        try:
            await self._kit.client.chat_postMessage(channel=person, text=text)
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            log.warning("nudge not given", **described(error))
