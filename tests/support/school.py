"""A school in the sandbox with Vigie at work in it, for tests that tell a story."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
from sqlalchemy import func, select

from bot.app import Vigie
from bot.clock import Clock, MovableClock
from bot.demo import QUALITY_CHANNEL, settings_for
from bot.sandbox.building import Options
from bot.sandbox.server import Sandbox, running_sandbox
from bot.sandbox.to_app.envelopes import Delivery, Envelope, EnvelopeType
from bot.settings import Settings
from storage.cases import cases
from storage.database import Database
from storage.deadlines import reminders
from storage.messages import outbox
from storage.tables import cases as cases_table
from storage.tables import outbox as outbox_table
from tests.support.people import Person
from tests.support.times import MachineClock, RunningFrom, paris

PATIENT = Options(ack_timeout=20, trigger_lifetime=20)
QUIET = paris("2026-11-17 10:00")
"""A Tuesday in the middle of a month: after what is due when a case is filed, nothing soon is."""
_A_SECOND = timedelta(seconds=1)
_LOOKS_ROUND = "conversations.history"


class School:
    """The sandbox, the bot, and whoever was asked to act."""

    def __init__(self, sandbox: Sandbox, settings: Settings, clock: MovableClock) -> None:
        self.sandbox = sandbox
        self.settings = settings
        self.clock = clock
        self.database = Database(settings.database_url)
        self.machine = MachineClock(clock)
        self.vigie = Vigie(settings, clock=self.machine)
        self._people = AsyncExitStack()

    async def person(self, role: str) -> Person:
        """Somebody of the school, with a window open."""
        return await self._people.enter_async_context(Person.at(self.sandbox.base_url, role))

    async def restart(self) -> None:
        """Stop the bot and start it anew, as after an upgrade."""
        await self.vigie.stop()
        self.vigie = Vigie(self.settings, clock=self.machine)
        await self.vigie.start()

    async def get(self, path: str) -> tuple[int, Any]:
        """What the bot's own HTTP side answers."""
        url = f"http://127.0.0.1:{self.vigie.http_port}{path}"
        async with aiohttp.ClientSession() as session, session.get(url) as answer:
            is_json = answer.content_type == "application/json"
            return answer.status, await (answer.json() if is_json else answer.text())

    def calls(self, method: str = "") -> list[str]:
        """The Web API calls that Slack received, by method, in order.

        The look at other installs is among them only when asked for: it comes when it comes.
        """
        made = [call.method for call in self.sandbox.world.inspector.calls]
        return [name for name in made if (method in name if method else name != _LOOKS_ROUND)]

    async def called(self, method: str, *, times: int, patience: float = 60) -> None:
        """Wait until Slack has received so many calls of a method."""
        async with asyncio.timeout(patience):
            while len(self.calls(method)) < times:
                await asyncio.sleep(0.02)

    def case(self, ref: str) -> Any:
        """A case as the register has it."""
        with self.database.reading() as connection:
            return cases.by_ref(connection, ref)

    def number_of_cases(self) -> int:
        """How many cases the register holds."""
        with self.database.reading() as connection:
            counted = connection.execute(select(func.count()).select_from(cases_table))
            return int(counted.scalar_one())

    async def send_again(self, what: str) -> Delivery:
        """Deliver the latest payload of this kind a second time, as a network may."""
        world = self.sandbox.world
        sent = next(one for one in reversed(world.inspector.envelopes) if one.what == what)
        again = Envelope(
            type=EnvelopeType(sent.type),
            what=what,
            payload=sent.payload,
            accepts_answer=sent.type != EnvelopeType.EVENT,
        )
        return await world.courier.deliver(again)

    async def settled(self, patience: float = 60) -> None:
        """Have said what is due by now, and wait until nothing is left to send or to try again.

        What comes after it hangs on no tick: a complaint that nobody owns is due at once. What
        rests, or is to be tried again a while later, waits for the clock, not for the test.
        """
        async with asyncio.timeout(patience):
            await self.vigie.catch_up()
            # due before pending: another's pass makes the one the other in a single commit
            while self._is_anything_due() or self.pending():
                if self._is_in_hand():
                    await asyncio.sleep(0.02)
                else:
                    self.clock.advance(_A_SECOND)
                    await self.vigie.catch_up()

    def _is_in_hand(self) -> bool:
        """Whether a message is being sent right now."""
        with self.database.reading() as connection:
            held = select(func.count()).select_from(outbox_table)
            return bool(connection.execute(held.where(outbox_table.c.lease.is_not(None))).scalar())

    def _is_anything_due(self) -> bool:
        with self.database.reading() as connection:
            return reminders.oldest_due(connection, now=self.clock.now()) is not None

    def pending(self) -> int:
        """How many messages are still to be sent, now or later."""
        with self.database.reading() as connection:
            return outbox.backlog(connection, now=self.clock.now()).pending

    def cards(self, ref: str) -> list[str]:
        """The timestamps of messages in the quality channel that begin a case's thread."""
        messages = self.sandbox.world.workspace.conversations[QUALITY_CHANNEL].messages
        return [one.ts for one in messages.values() if ref in one.text and not one.thread_ts]

    async def close(self) -> None:
        await self._people.aclose()
        self.database.close()


@asynccontextmanager
async def running_school(
    folder: Path, *, options: Options | None = None, base: Clock | None = None, **changes: Any
) -> AsyncIterator[School]:
    """A school that is at work while the block lasts; `changes` to its settings.

    `base` is the clock that runs beneath the one that can be moved. By default it begins at a
    quiet moment: what a journey sees must hang neither on the day it is played nor on the ticks.
    """
    clock = MovableClock(base or RunningFrom(QUIET))
    # a slow machine is not what a journey is about; the benchmarks hold the three seconds
    async with running_sandbox(clock, options or PATIENT) as sandbox:
        settings = settings_for(sandbox, folder).model_copy(
            update={"posts_per_second": 1_000, "kept_files": folder / "files"} | changes
        )
        school = School(sandbox, settings, clock)
        await school.vigie.start()
        try:
            yield school
        finally:
            await school.vigie.stop()
            await school.close()
