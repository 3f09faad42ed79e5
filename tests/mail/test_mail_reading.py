"""The mailbox is read while Vigie runs: at once, by one process, again after every trouble."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from sqlalchemy import select

from bot.clock import SystemClock
from bot.delivery import mailbox_reading
from bot.delivery.mailbox_reading import MailReading, build_reading, reading
from bot.mail import imap_login, imap_mailbox
from bot.mail.accounts import MailAccount, PasswordLogin
from bot.mail.imap_login import open_mailbox
from bot.mail.imap_mailbox import ImapMailbox
from bot.mail.mailbox import Mailbox, MailboxError, MailboxTrouble, Position
from bot.monitoring.metrics import Metrics
from bot.services.unit_of_work import UseCases
from bot.workers import Workers
from storage.database import Database
from storage.tables import mailboxes
from tests.support.builders import OFFICE
from tests.support.dovecot import Dovecot
from tests.support.mail_accounts import account_at
from tests.support.mail_reading import Hands, Shelf, nothing_follows

pytestmark = pytest.mark.one_database
PATIENCE_SECONDS = 60


def mail(n: int) -> bytes:
    return f"Subject: mail {n}\r\nMessage-ID: <{n}@example.org>\r\n\r\nBonjour\r\n".encode()


class Post:
    """A mailbox, and processes that read it."""

    def __init__(self, dovecot: Dovecot, database: Database, folder: Path) -> None:
        self.dovecot, self.user = dovecot, dovecot.new_user()
        self.account = account_at(dovecot, self.user, poll_seconds=3600.0)
        self.hands = Hands(database, folder)
        self.workers = Workers()
        self.woken = 0

    def built(
        self, account: MailAccount | None = None, *, mailbox: Mailbox | None = None
    ) -> MailReading:
        use_cases = UseCases(
            database=self.hands.database,
            workers=self.workers,
            clock=SystemClock(),
            defaults=OFFICE,
        )
        made = build_reading(
            account or self.account,
            use_cases=use_cases,
            folder=self.hands.kept.folder,
            then=nothing_follows,
            metrics=Metrics(),
            wake_delivery=self.wake,
            mailbox=mailbox,
        )
        assert made is not None
        return made

    def wake(self) -> None:
        self.woken += 1

    async def deliver(self, *numbers: int) -> None:
        for n in numbers:
            await asyncio.to_thread(self.dovecot.deliver, self.user, mail(n))

    def in_junk(self) -> int:
        with self.hands.database.reading() as connection:
            return int(connection.execute(select(mailboxes.c.in_junk)).scalar_one())

    async def recorded(self, *numbers: int) -> None:
        await until(lambda: set(self.hands.recorded()) >= {f"mail {n}" for n in numbers})
        assert sorted(map(str, self.hands.recorded())) == [f"mail {n}" for n in sorted(numbers)]

    async def polled(self, mails: MailReading) -> None:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while (await mails.seen()).polled_at is None:
                await asyncio.sleep(0.02)


async def until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not is_so():
            await asyncio.sleep(0.02)


@asynccontextmanager
async def begun(post: Post, account: MailAccount | None = None) -> AsyncIterator[MailReading]:
    """A reading whose first pass is done."""
    mails = post.built(account)
    async with reading(mails):
        await post.polled(mails)
        yield mails


@pytest.fixture
def post(dovecot: Dovecot, database: Database, tmp_path: Path) -> Post:
    return Post(dovecot, database, tmp_path / "files")


async def test_a_mail_is_recorded_when_the_server_tells_of_it(post: Post) -> None:
    async with begun(post):
        await post.deliver(1)
        await post.recorded(1)
        await until(lambda: post.woken == 1)


async def test_it_stops_while_it_waits_for_an_hour(post: Post) -> None:
    mails = post.built()
    mails.start()
    await post.polled(mails)
    async with asyncio.timeout(PATIENCE_SECONDS):
        await mails.stop()


async def test_a_server_that_comes_back_is_read_on(post: Post) -> None:
    async with begun(post):
        await asyncio.to_thread(post.dovecot.stop)
        await asyncio.to_thread(post.dovecot.start)
        await post.deliver(1)
        await post.recorded(1)


async def test_a_password_that_is_put_right_is_tried_again(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.mailbox_reading.PAUSES_SECONDS", (0.05,))
    wrong = replace(post.account, login=PasswordLogin(user=post.user, password="wrong"))
    mails = post.built(wrong)
    async with reading(mails):
        async with asyncio.timeout(PATIENCE_SECONDS):
            while (seen := await mails.seen()).error != "login":
                await asyncio.sleep(0.02)
    async with begun(post) as again:
        after = await again.seen()

    assert (seen.polled_at, after.error) == (None, None)


@pytest.mark.both_databases
async def test_two_processes_take_each_mail_in_once(post: Post) -> None:
    other = post.built()
    async with begun(post), reading(other):
        await post.deliver(1, 2, 3)
        await post.recorded(1, 2, 3)


async def test_another_process_reads_on_when_one_ends(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.mailbox_reading.HELD_EVERY_SECONDS", 0.1)
    async with begun(post):
        await post.deliver(1)
        await post.recorded(1)
    other = post.built()
    async with reading(other):
        await post.deliver(2)
        await post.recorded(1, 2)


async def test_a_wait_is_renewed_before_servers_fall_silent(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap_mailbox, "IDLE_RENEWED_SECONDS", 0)
    async with begun(post):
        await post.deliver(1)
        await post.recorded(1)


async def test_one_connection_takes_in_what_comes_and_comes(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = []

    def open_counted(*given: Any, **more: Any) -> ImapMailbox:
        opened.append(open_mailbox(*given, **more))
        return opened[-1]

    monkeypatch.setattr(imap_login, "open_mailbox", open_counted)
    async with begun(post):
        for number in (1, 2, 3):
            await post.deliver(number)
            await post.recorded(*range(1, number + 1))

    assert len(opened) == 1


class Hanging(Shelf):
    """A server that stops in the middle of its first answer, until the line is cut."""

    def __init__(self) -> None:
        super().__init__([])
        self.cut, self.passes = Event(), 0

    def position(self) -> Position:
        self.passes += 1
        if self.passes == 1:
            self.cut.wait(PATIENCE_SECONDS)
            raise MailboxError(MailboxTrouble.TIMEOUT)
        return super().position()

    def close(self) -> None:
        self.cut.set()


async def test_a_pass_that_hangs_is_cut_and_read_again(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailbox_reading, "PASS_SECONDS_MAX", 0.1)
    monkeypatch.setattr(mailbox_reading, "HELD_EVERY_SECONDS", 0.05)
    monkeypatch.setattr(mailbox_reading, "PAUSES_SECONDS", (0.05,))
    hanging = Hanging()
    mails = post.built(mailbox=hanging)
    async with reading(mails):
        await post.polled(mails)

    assert hanging.cut.is_set()


async def test_junk_is_counted_since_the_reading_began(post: Post) -> None:
    with post.dovecot.entered(post.user) as client:
        client.create("Pourriel")
    # a server tells whole seconds
    before_it, behind_it = (datetime.now(UTC) + timedelta(hours=by) for by in (-1, 1))
    deliver = partial(post.dovecot.deliver, post.user, folder="Pourriel")
    await asyncio.to_thread(deliver, mail(1), at=before_it)
    async with begun(post):
        await post.deliver(2)
        await post.recorded(2)
    before = post.in_junk()
    await asyncio.to_thread(deliver, mail(3), at=behind_it)
    async with reading(post.built()):
        await until(lambda: post.in_junk() == 1)

    assert before == 0
    assert post.hands.recorded() == ["mail 2"]


async def test_without_a_mailbox_nothing_is_read(post: Post) -> None:
    use_cases = UseCases(
        database=post.hands.database, workers=post.workers, clock=SystemClock(), defaults=OFFICE
    )
    for account in (None, replace(post.account, incoming=None)):
        built = build_reading(
            account,
            use_cases=use_cases,
            folder=post.hands.kept.folder,
            then=nothing_follows,
            metrics=Metrics(),
            wake_delivery=post.wake,
        )
        assert built is None
