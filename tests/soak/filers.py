"""People who go on filing whatever happens to the program."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from uuid import uuid4

from tests.support.filing import CONTINUES
from tests.support.people import NotDoneError, Person

ANSWERS = {"Type": "Technique", CONTINUES: "Oui"}
_PATIENCE = 2.0
_GLANCE = 0.01


class Filer:
    """One person or several at once, and the texts of which they were told that they were filed."""

    def __init__(self, *people: Person) -> None:
        self._people = people
        self.accepted: set[str] = set()
        self._goes_on = True

    async def file(self) -> bool:
        """Have the first try to file one incident; whether its receipt was shown."""
        return await self._file(self._people[0])

    async def file_many(self, wanted: int) -> None:
        """Go on until so many more were accepted, or a few above where several file."""
        enough = len(self.accepted) + wanted
        await asyncio.gather(*(self._file_until(enough, person) for person in self._people))

    async def _file_until(self, enough: int, person: Person) -> None:
        while len(self.accepted) < enough and self._goes_on:
            await self._file(person)

    async def _file(self, person: Person) -> bool:
        said = f"incident {len(self.accepted)}, {uuid4()}"
        try:
            await person.command("/incident", said)
            form = await person.open_view("Signaler un incident", patience=_PATIENCE)
            done = await person.submit(form, ANSWERS)
            if done.view is not None and "INC-" in done.view.text:
                self.accepted.add(said)
                return True
        except (NotDoneError, AssertionError):
            await asyncio.sleep(0.1)
        finally:
            with suppress(NotDoneError):  # whatever stands open, if anything does
                await person.act("close_view", all=True)
        return False

    async def watch(self, *, seconds: float, at_most: int) -> None:
        """Return after so long, or as soon as so many more were accepted."""
        ends, enough = time.monotonic() + seconds, len(self.accepted) + at_most
        while time.monotonic() < ends and len(self.accepted) < enough:
            await asyncio.sleep(_GLANCE)

    def stop(self) -> None:
        """Let what is under way be the last."""
        self._goes_on = False


@asynccontextmanager
async def filing(filer: Filer, wanted: int) -> AsyncIterator[Callable[[], bool]]:
    """Have a filer file in the background until so many were accepted.

    Gives whether they are still at it; leaving the block waits for the last.
    """
    task = asyncio.create_task(filer.file_many(wanted))
    try:
        yield lambda: not task.done()
    except BaseException:
        task.cancel()
        raise
    await task
