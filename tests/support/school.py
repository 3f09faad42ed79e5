"""A school in the sandbox with Vigie at work in it, for tests that tell a story."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

from bot.app import Vigie
from bot.clock import MovableClock
from bot.demo import settings_for
from bot.sandbox.building import Options
from bot.sandbox.server import Sandbox, running_sandbox
from bot.settings import Settings
from storage import cases
from storage.database import Database
from tests.support.people import Person


class School:
    """The sandbox, the bot, and whoever was asked to act."""

    def __init__(self, sandbox: Sandbox, settings: Settings, clock: MovableClock) -> None:
        self.sandbox = sandbox
        self.settings = settings
        self.clock = clock
        self.database = Database(settings.database_url)
        self.vigie = Vigie(settings, clock=clock)
        self._people = AsyncExitStack()

    async def person(self, role: str) -> Person:
        """Somebody of the school, with a window open."""
        return await self._people.enter_async_context(Person.at(self.sandbox.base_url, role))

    async def restart(self) -> None:
        """Stop the bot and start it anew, as after an upgrade."""
        await self.vigie.stop()
        self.vigie = Vigie(self.settings, clock=self.clock)
        await self.vigie.start()

    async def get(self, path: str) -> tuple[int, Any]:
        """What the bot's own HTTP side answers."""
        url = f"http://127.0.0.1:{self.vigie.http_port}{path}"
        async with aiohttp.ClientSession() as session, session.get(url) as answer:
            is_json = answer.content_type == "application/json"
            return answer.status, await (answer.json() if is_json else answer.text())

    def calls(self, method: str = "") -> list[str]:
        """The Web API calls that Slack received, by method, in order."""
        made = [call.method for call in self.sandbox.world.inspector.calls]
        return [name for name in made if method in name]

    def case(self, ref: str) -> Any:
        """A case as the register has it."""
        with self.database.reading() as connection:
            return cases.by_ref(connection, ref)

    async def close(self) -> None:
        await self._people.aclose()
        self.database.close()


@asynccontextmanager
async def running_school(
    folder: Path, *, options: Options | None = None, **changes: Any
) -> AsyncIterator[School]:
    """A school that is at work while the block lasts; `changes` to its settings."""
    clock = MovableClock()
    async with running_sandbox(clock, options) as sandbox:
        settings = settings_for(sandbox, folder).model_copy(update=changes)
        school = School(sandbox, settings, clock)
        await school.vigie.start()
        try:
            yield school
        finally:
            await school.vigie.stop()
            await school.close()
