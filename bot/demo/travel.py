"""Moving the clock as the sandbox's page asks: all that is due on the way happens, in order."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import TypeVar

from bot.app import Vigie
from bot.domain.school.office import Office
from bot.sandbox.changes import ClockMoved
from bot.sandbox.world import World
from bot.services.deadlines import upcoming
from bot.services.unit_of_work import Transactions, UnitOfWork
from storage.database import Database

Answer = TypeVar("Answer")

VOID_REMINDERS_MAX = 40
"""Reminders in a row that had nothing to say any more; beyond, the journey ends where it is."""


class Travel:
    """The clock of a sandbox and of the bot in it, moved from one thing due to the next."""

    def __init__(self, *, world: World, vigie: Vigie, database: Database, defaults: Office) -> None:
        self._world = world
        self._vigie = vigie
        self._database = database
        self._defaults = defaults
        self.one_at_a_time = asyncio.Lock()

    @property
    def jumps(self) -> Mapping[str, Callable[[], Awaitable[bool]]]:
        """Moves of the clock besides an hour and a day; each says whether there was a way."""
        return {
            "next_reminder": self.to_next_reminder,
            "next_meeting": self.to_next_meeting,
            "end_of_semester": self.to_end_of_semester,
        }

    async def by(self, span: timedelta) -> None:
        """Move on by so much. Raises ValueError for a negative span."""
        if span < timedelta(0):
            raise ValueError(f"a clock does not go back ({span})")
        await self.to(self._now + span)

    async def to(self, end: datetime) -> None:
        """Move on to an instant, stopping at each thing due before it."""
        async with self.one_at_a_time:
            await self._vigie.catch_up()
            while (stop := await self._next_stop()) < end:
                await self._reach(stop)
            await self._reach(end)

    async def to_next_reminder(self) -> bool:
        """Move on until somebody is reminded of something; False when nothing is planned."""
        for _ in range(VOID_REMINDERS_MAX):
            at = await self._ask(upcoming.next_reminder)
            if at is None:
                return False
            heard_before = self._direct_messages()
            await self.to(at)
            if self._direct_messages() > heard_before:
                break
        return True

    async def to_next_meeting(self) -> bool:
        """Move on to the start of the next team meeting."""
        at = await self._ask(upcoming.next_team_meeting)
        if at is None:
            return False
        await self.to(at)
        return True

    async def to_end_of_semester(self) -> bool:
        """Move on to the first moment of the next half-year."""
        at = await self._ask(upcoming.end_of_semester)
        await self.to(at)
        return True

    @property
    def _now(self) -> datetime:
        return self._world.clock.now()

    async def _next_stop(self) -> datetime:
        return await self._ask(upcoming.next_stop)

    async def _ask(self, question: Callable[[UnitOfWork], Answer]) -> Answer:
        transactions = Transactions(database=self._database, defaults=self._defaults, now=self._now)
        return await asyncio.to_thread(transactions.read, question)

    async def _reach(self, instant: datetime) -> None:
        self._world.clock.advance(max(instant - self._now, timedelta()))
        self._world.changes.tell(ClockMoved())
        await self._vigie.catch_up()

    def _direct_messages(self) -> int:
        conversations = self._world.workspace.conversations.values()
        return sum(len(one.messages) for one in conversations if one.is_direct)
