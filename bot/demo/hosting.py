"""The demo's host: starts a sandbox and a bot in it, set up and ready."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.app import CannotStartError, Vigie
from bot.clock import MovableClock
from bot.demo.travel import Travel
from bot.domain.office import Locale
from bot.sandbox.people import Role
from bot.sandbox.server import Sandbox
from bot.settings import Settings
from storage.database import Database

QUALITY_CHANNEL = "C0QUALITE"
POSTS_PER_SECOND = 200
"""The sandbox takes more than Slack does, so that six months pass in seconds."""


@asynccontextmanager
async def running_demo(port: int) -> AsyncIterator[Sandbox]:
    """A workspace with invented people, and Vigie in it, set up and ready.

    Raises CannotStartError when the port is taken.
    """
    clock = MovableClock()
    sandbox = Sandbox(clock)
    with TemporaryDirectory(prefix="vigie-demo-") as folder:
        try:
            await sandbox.start(port)
        except OSError as error:
            msg = f"Port {port} is taken ({error.strerror}); name another: make demo PORT=8020"
            raise CannotStartError(msg) from error
        settings = settings_for(sandbox, Path(folder))
        vigie = Vigie(settings, clock=clock)
        database = Database(settings.database_url)
        host(sandbox, vigie, database, settings)
        try:
            await vigie.start()
            yield sandbox
        finally:
            await vigie.stop()
            await sandbox.stop()
            database.close()


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
