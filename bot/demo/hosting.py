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
from bot.demo import texts
from bot.demo.desk import Desk
from bot.demo.mailbox import OfficeMailbox
from bot.demo.sealed_store import make_store
from bot.demo.six_months import LIVED_WITH_THE_BOT, SIX_MONTHS, six_months, tell_without_bot
from bot.demo.travel import Travel
from bot.domain.errors import CannotEverStartError, CannotStartError
from bot.domain.school.office import Locale
from bot.mail.accounts import SentCopies
from bot.sandbox.people import Role
from bot.sandbox.post_office.office import SCHOOL, PostOffice
from bot.sandbox.post_office.writing import AUTHSERV, Words
from bot.sandbox.server import Sandbox
from bot.sandbox.tokens import ProductionTokensError
from bot.settings import Settings
from storage import schema
from storage.database import Database

QUALITY_CHANNEL = "C0QUALITE"
MAIL_AFTER = 45
"""Seconds: the visitor has found their way around."""
_MAILBOX_READ_WITHIN_SECONDS = 60
POSTS_PER_SECOND = 200
"""The sandbox takes more than Slack does, so that months pass in seconds."""


class Story(StrEnum):
    """The school's past when the page opens."""

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
    mailbox: OfficeMailbox


class Demo:
    """Runs one story at a time, always at the same address.

    In each a complaint comes by mail, `mail_after` seconds after the page opened.
    """

    def __init__(
        self, port: int, *, base: Clock | None = None, mail_after: float | None = None
    ) -> None:
        self._port, self._mail_after = port, mail_after
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
        if self._mail_after is not None:
            self._expect_mail(self._mail_after)

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
        keys = self._closing.enter_context(TemporaryDirectory(prefix="vigie-demo-keys-"))
        make_store(Path(keys), self.sandbox)
        settings = settings_for(self.sandbox, Path(folder), has_mail=True, keys=Path(keys))
        database = Database(settings.database_url)
        self._closing.callback(database.close)
        await asyncio.to_thread(schema.upgrade, database)
        mailbox = OfficeMailbox(self.sandbox.world.post_office)
        vigie = Vigie(settings, clock=clock, mailbox=mailbox)
        travel = host(self.sandbox, vigie, database, settings)
        self._travel = travel
        for story in Story:
            self.sandbox.world.stories[story] = partial(self.begin_anew, story)
        desk = Desk(database, self.sandbox.world.workspace, defaults=settings.office)
        return _Stage(self.sandbox, vigie, travel, desk, database, settings, mailbox)

    async def _open_sandbox(self, clock: MovableClock) -> Sandbox:
        sandbox = Sandbox(clock)
        sandbox.world.is_telling = True
        try:
            await sandbox.start(self._port)
        except ProductionTokensError as error:
            raise CannotEverStartError(f"{error}.") from error
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
        # what came before the mailbox is read for the first time would stay there
        await asyncio.to_thread(stage.mailbox.entered.wait, _MAILBOX_READ_WITHIN_SECONDS)

    def _expect_mail(self, seconds: float) -> None:
        """Let somebody complain by mail while the visitor looks on."""
        words = Words(sender=texts.MAIL_FROM, subject=texts.MAIL_SUBJECT, text=texts.MAIL)
        office = self.sandbox.world.post_office
        coming = asyncio.get_running_loop().call_later(seconds, office.write, words)
        self._closing.callback(coming.cancel)


@asynccontextmanager
async def running_demo(port: int, *, mail_after: float = MAIL_AFTER) -> AsyncIterator[Demo]:
    """A workspace with invented people, and Vigie in it, set up and ready.

    Raises CannotStartError when the port is taken.
    """
    demo = Demo(port, mail_after=mail_after)
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


def settings_for(
    sandbox: Sandbox, folder: Path, *, has_mail: bool = False, keys: Path | None = None
) -> Settings:
    """Settings for a bot in the sandbox; nothing of the real environment's tokens or people.

    With mail, letters go to the post office of a sandbox that was started; `keys` is the folder
    of the sealed store, if there is one.
    """
    return Settings.model_validate(
        {
            "slack_bot_token": sandbox.bot_token,
            "slack_app_token": sandbox.app_token,
            "slack_api_url": sandbox.api_url,
            "database_url": f"sqlite:///{folder / 'vigie.db'}",
            "sealed_folder": keys,
            "quality_channel": QUALITY_CHANNEL,
            "quality_managers": (sandbox.user(Role.QUALITY_MANAGER),),
            "training_managers": (sandbox.user(Role.TRAINING_MANAGER),),
            "locale": Locale.FRENCH,
            "tick_seconds": 1,
            "posts_per_second": POSTS_PER_SECOND,
            "http_port": 0,
            "backup_hours": 0,  # what is thrown away needs none
            **(_mail_at(sandbox.world.post_office) if has_mail else {}),
        }
    )


def _mail_at(office: PostOffice) -> dict[str, object]:
    return {
        "mail_from": f"Centre de formation <{SCHOOL}>",
        "smtp_url": office.smtp_url,
        "mail_sent": SentCopies.SERVER,
        "mail_poll_seconds": 10,
        "mail_authserv": AUTHSERV,
    }
