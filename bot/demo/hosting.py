"""The demo's host: a sandbox and a bot in it, set up and ready, and begun anew when asked."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from enum import StrEnum
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from bot.app import Vigie
from bot.clock import Clock, MovableClock, SystemClock
from bot.demo.desk import Desk
from bot.demo.six_months import LIVED_WITH_THE_BOT, SIX_MONTHS, six_months, tell_without_bot
from bot.demo.travel import Travel
from bot.domain.errors import CannotStartError
from bot.domain.office import Locale
from bot.sandbox.people import Role
from bot.sandbox.server import Sandbox
from bot.settings import Settings
from storage import schema
from storage.database import Database

QUALITY_CHANNEL = "C0QUALITE"
POSTS_PER_SECOND = 200
"""The sandbox takes more than Slack does, so that months pass in seconds."""


class Story(StrEnum):
    """What the school has lived through when the page opens."""

    NEW_SCHOOL = "new_school"
    SIX_MONTHS = "six_months"


class _Stage(NamedTuple):
    """One sandbox with its bot, while it lasts."""

    sandbox: Sandbox
    vigie: Vigie
    travel: Travel
    desk: Desk
    database: Database
    settings: Settings


class Demo:
    """Runs one story at a time, always at the same address."""

    def __init__(self, port: int, *, base: Clock | None = None) -> None:
        self._port = port
        self._base: Clock = base or SystemClock()
        self._closing = AsyncExitStack()
        self._change: asyncio.Task[None] | None = None
        self._travel: Travel
        self.sandbox: Sandbox

    @property
    def base_url(self) -> str:
        return self.sandbox.base_url

    async def start(self, story: Story = Story.NEW_SCHOOL) -> None:
        """Raises CannotStartError when the port is taken."""
        match story:
            case Story.NEW_SCHOOL:
                await self._open_new_school()
            case Story.SIX_MONTHS:
                await self._tell_six_months()
        self.sandbox.world.is_telling = False

    async def stop(self) -> None:
        """End everything, and forget it."""
        if self._change is not None:
            self._change.cancel()
            await asyncio.gather(self._change, return_exceptions=True)
        await self._closing.aclose()

    def begin_anew(self, story: Story) -> None:
        """Let the present school go and begin another one; the page waits for it."""
        self._change = asyncio.create_task(self._replace(story))

    async def _replace(self, story: Story) -> None:
        async with self._travel.one_at_a_time:
            await self._closing.aclose()
        await self.start(story)

    async def _open_new_school(self) -> None:
        stage = await self._raise_stage(MovableClock(self._base))
        await asyncio.to_thread(stage.desk.set_up, self._base.now())
        await self._start_bot(stage)

    async def _tell_six_months(self) -> None:
        now = self._base.now()
        live_from = now - LIVED_WITH_THE_BOT
        stage = await self._raise_stage(MovableClock(self._base, ahead_by=-LIVED_WITH_THE_BOT))
        begins_at = now - SIX_MONTHS
        await asyncio.to_thread(stage.desk.set_up, begins_at)
        chronicle = await asyncio.to_thread(
            six_months, stage.desk, begins_at=begins_at, ends_at=now
        )
        await asyncio.to_thread(
            tell_without_bot,
            stage.database,
            chronicle,
            begins_at=begins_at,
            ends_at=live_from,
            defaults=stage.settings.office,
        )
        await self._start_bot(stage)
        while (moment := chronicle.next_at) is not None and moment < now:
            await stage.travel.to(moment)
            await asyncio.to_thread(chronicle.go_on)
        await stage.travel.to(self._base.now())

    async def _raise_stage(self, clock: MovableClock) -> _Stage:
        folder = self._closing.enter_context(TemporaryDirectory(prefix="vigie-demo-"))
        self.sandbox = await self._open_sandbox(clock)
        settings = settings_for(self.sandbox, Path(folder))
        database = Database(settings.database_url)
        self._closing.callback(database.close)
        await asyncio.to_thread(schema.upgrade, database)
        vigie = Vigie(settings, clock=clock)
        travel = host(self.sandbox, vigie, database, settings)
        self._travel = travel
        for story in Story:
            self.sandbox.world.stories[story] = partial(self.begin_anew, story)
        desk = Desk(database, self.sandbox.world.workspace, defaults=settings.office)
        return _Stage(self.sandbox, vigie, travel, desk, database, settings)

    async def _open_sandbox(self, clock: MovableClock) -> Sandbox:
        sandbox = Sandbox(clock)
        sandbox.world.is_telling = True
        try:
            await sandbox.start(self._port)
        except OSError as error:
            msg = (
                f"Port {self._port} is taken ({error.strerror}); name another: make demo PORT=8020"
            )
            raise CannotStartError(msg) from error
        self._closing.push_async_callback(sandbox.stop)
        self._port = int(sandbox.base_url.rpartition(":")[2])
        return sandbox

    async def _start_bot(self, stage: _Stage) -> None:
        await stage.vigie.start()
        self._closing.push_async_callback(stage.vigie.stop)


@asynccontextmanager
async def running_demo(port: int) -> AsyncIterator[Demo]:
    """A workspace with invented people, and Vigie in it, set up and ready.

    Raises CannotStartError when the port is taken.
    """
    demo = Demo(port)
    try:
        await demo.start()
        yield demo
    finally:
        await demo.stop()


def host(sandbox: Sandbox, vigie: Vigie, database: Database, settings: Settings) -> Travel:
    """Let the sandbox's page move the clock by way of everything that is due."""
    world = sandbox.world
    travel = Travel(world=world, vigie=vigie, database=database, defaults=settings.office)
    world.travel_by = travel.by
    world.jumps.update(travel.jumps)
    return travel


def settings_for(sandbox: Sandbox, folder: Path) -> Settings:
    """Settings for a bot in the sandbox; nothing of the real environment's tokens or people."""
    return Settings.model_validate(
        {
            "slack_bot_token": sandbox.bot_token,
            "slack_app_token": sandbox.app_token,
            "slack_api_url": sandbox.api_url,
            "database_url": f"sqlite:///{folder / 'vigie.db'}",
            "quality_channel": QUALITY_CHANNEL,
            "quality_managers": (sandbox.user(Role.QUALITY_MANAGER),),
            "training_managers": (sandbox.user(Role.TRAINING_MANAGER),),
            "locale": Locale.FRENCH,
            "tick_seconds": 1,
            "posts_per_second": POSTS_PER_SECOND,
            "http_port": 0,
        }
    )
