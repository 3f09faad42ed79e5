"""People who go on filing whatever happens to the program."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from uuid import uuid4

from tests.support.filing import CONTINUES
from tests.support.people import NotDoneError, Person

ANSWERS = {"Type": "Technique", CONTINUES: "Oui"}
_PATIENCE = 2.0


class Filer:
    """One person, and the texts of which they were told that they were filed."""

    def __init__(self, person: Person) -> None:
        self._person = person
        self.accepted: set[str] = set()
        self._goes_on = True

    async def file(self) -> bool:
        """Try to file one incident; whether its receipt was shown."""
        said = f"incident {len(self.accepted)}, {uuid4()}"
        try:
            await self._person.command("/incident", said)
            form = await self._person.open_view("Signaler un incident", patience=_PATIENCE)
            done = await self._person.submit(form, ANSWERS)
            if done.view is not None and "INC-" in done.view.text:
                self.accepted.add(said)
                return True
        except (NotDoneError, AssertionError):
            await asyncio.sleep(0.1)
        finally:
            with suppress(NotDoneError):  # whatever stands open, if anything does
                await self._person.act("close_view", all=True)
        return False

    async def file_many(self, wanted: int) -> None:
        """Go on until so many more were accepted."""
        enough = len(self.accepted) + wanted
        while len(self.accepted) < enough and self._goes_on:
            await self.file()

    def stop(self) -> None:
        """Let what is under way be the last."""
        self._goes_on = False


@asynccontextmanager
async def filing(person: Person, wanted: int) -> AsyncIterator[tuple[Filer, Callable[[], bool]]]:
    """A person who files in the background until so many were accepted.

    Gives the filer, and whether they are still at it; leaving the block waits for the last.
    """
    filer = Filer(person)
    task = asyncio.create_task(filer.file_many(wanted))
    try:
        yield filer, lambda: not task.done()
    except BaseException:
        task.cancel()
        raise
    await task
