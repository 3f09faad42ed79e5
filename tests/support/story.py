"""A story in the sandbox: people act at given moments, and time passes in between."""

import asyncio
from datetime import datetime, timedelta

from storage.cases import journal
from tests.support.people import Person, close_all
from tests.support.school import School
from tests.support.times import paris

_A_SECOND = timedelta(seconds=1)


class Story:
    """The school, its people by their roles, and a clock that only the story moves."""

    def __init__(self, school: School) -> None:
        self.school = school
        self._people: dict[str, Person] = {}

    async def at(self, moment: str, role: str) -> Person:
        """Let everything be sent, move to a local moment, and give who acts then.

        What is due at that moment is said first, not whenever the next tick comes.
        """
        await self.settle()
        self.school.clock.advance(paris(moment) - self.now)
        await self.school.vigie.catch_up()
        return await self.person(role)

    async def settle(self) -> None:
        """Wait until everything is sent; what is to be tried again waits for the clock."""
        async with asyncio.timeout(60):
            while self.school.pending():
                self.school.clock.advance(_A_SECOND)
                await self.school.vigie.catch_up()

    async def heard(self, ref: str, event: str) -> None:
        """Wait until a case's journal has it: who presses or replies gets no answer at once."""
        async with asyncio.timeout(60):
            while event not in self._events(ref):
                await asyncio.sleep(0.02)

    async def person(self, role: str) -> Person:
        """Somebody of the school, without a modal left open."""
        if role not in self._people:
            self._people[role] = await self.school.person(role)
        await close_all(self._people[role])
        return self._people[role]

    def _events(self, ref: str) -> set[str]:
        case = self.school.case(ref)
        with self.school.database.reading() as connection:
            return {entry.event for entry in journal.history_of(connection, case.id)}

    @property
    def now(self) -> datetime:
        return self.school.clock.now()
