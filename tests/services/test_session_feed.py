"""The calendar that is set is read once a night, from public hosts alone, and never hurts."""

import socket
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from sqlalchemy import select
from yarl import URL

from bot.clock import MovableClock
from bot.delivery.session_feed import (
    CALENDAR_BYTES_MAX,
    CalendarNotReadError,
    PublicHosts,
    SessionFeed,
    check_public,
)
from bot.services.unit_of_work import UseCases
from bot.workers import Workers
from storage.database import Database
from storage.tables import sessions
from tests.support.builders import OFFICE
from tests.support.certificates import made_certificates
from tests.support.times import RunningFrom, paris

pytestmark = pytest.mark.one_database

NIGHT = paris("2026-11-30 02:00")


def calendar(*codes: str, broken: str = "") -> str:
    events = [f"UID:{code}@school\nSUMMARY:{code} - SST\nDTSTART:20261201" for code in codes]
    events += [f"UID:x@school\nSUMMARY:{broken} - SST\nDTSTART:hier"] if broken else []
    inside = "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{inside}END:VCALENDAR\n"


class Here(AbstractResolver):
    """Finds every host on this machine."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        place = ResolveResult(
            hostname=host, host="127.0.0.1", port=port, family=family, proto=0, flags=0
        )
        return [place]

    async def close(self) -> None: ...


class Host:
    """A host with a calendar, which answers what it is told to."""

    def __init__(self) -> None:
        self.port = 0
        self.asked = 0
        self.content = calendar("SST-26-041", "SST-26-042")
        self.status = 200
        self.location = ""

    @property
    def url(self) -> str:
        return f"https://calendar.example:{self.port}/secret.ics"

    async def answer(self, _request: web.Request) -> web.Response:
        self.asked += 1
        headers = {"Location": self.location} if self.location else {}
        return web.Response(text=self.content, status=self.status, headers=headers)


@asynccontextmanager
async def running(host: Host, folder: Path) -> AsyncIterator[Host]:
    made = made_certificates(folder)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(made.certificate, made.key)
    app = web.Application()
    app.router.add_get("/{path:.*}", host.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context)
    await site.start()
    host.port = runner.addresses[0][1]
    try:
        yield host
    finally:
        await runner.cleanup()


@pytest.fixture
async def host(tmp_path: Path) -> AsyncIterator[Host]:
    async with running(Host(), tmp_path) as one:
        yield one


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(RunningFrom(NIGHT))


@pytest.fixture
async def feed(host: Host, database: Database, clock: MovableClock) -> AsyncIterator[SessionFeed]:
    workers = Workers()
    use_cases = UseCases(database=database, workers=workers, clock=clock, defaults=OFFICE)
    yield SessionFeed(host.url, use_cases, resolver=Here(), verifies=False)
    workers.close()


def offered(database: Database) -> list[str]:
    with database.reading() as connection:
        query = select(sessions.c.code).where(sessions.c.gone_at.is_(None))
        return sorted(connection.execute(query).scalars())


async def test_it_is_read_as_the_process_starts_then_once_a_night(
    feed: SessionFeed, host: Host, database: Database, clock: MovableClock
) -> None:
    await feed.read_when_due()
    await feed.read_when_due()
    host.content = calendar("SST-26-042", "SST-26-043")
    clock.advance(timedelta(hours=22, minutes=30))
    await feed.read_when_due()
    before = host.asked
    clock.advance(timedelta(hours=3))
    await feed.read_when_due()

    assert (before, host.asked) == (1, 2)
    assert offered(database) == ["SST-26-042", "SST-26-043"]


async def test_what_cannot_be_read_takes_nothing_away(
    feed: SessionFeed, host: Host, database: Database
) -> None:
    await feed.read()
    host.content = calendar("SST-26-043", broken="SST-26-042")
    await feed.read()
    host.content = calendar()
    await feed.read()

    assert offered(database) == ["SST-26-041", "SST-26-042", "SST-26-043"]


@pytest.mark.parametrize(
    ("status", "location", "content"),
    [
        (500, "", ""),
        (302, "http://calendar.example/", ""),
        (302, "https://127.0.0.1/", ""),
        (302, "https://[::ffff:10.0.0.1]/", ""),
        (302, "https://169.254.169.254/latest", ""),
        (302, "/again", ""),
        (200, "", "x" * (CALENDAR_BYTES_MAX + 1)),
        (200, "", "<html>Connexion</html>"),
        (200, "", "BEGIN:VCALENDAR\nBEGIN:VEVENT\n"),
    ],
)
async def test_an_odd_answer_is_left_alone_and_asked_for_again(
    feed: SessionFeed, host: Host, database: Database, *, status: int, location: str, content: str
) -> None:
    host.status, host.location, host.content = status, location, content
    await feed.read_when_due()
    failed = host.asked
    host.status, host.location, host.content = 200, "", calendar("SST-26-041")
    await feed.read_when_due()

    assert failed >= 1
    assert offered(database) == ["SST-26-041"]


async def test_it_follows_to_public_places_and_not_for_ever(feed: SessionFeed, host: Host) -> None:
    host.status, host.location = 307, f"https://other.example:{host.port}/"
    with pytest.raises(CalendarNotReadError, match="again and again"):
        await feed.read()

    assert host.asked == 4


@pytest.mark.parametrize(
    "url",
    ["http://a.example/", "https://u:p@a.example/", "https://192.168.1.2/", "ftp://a.example"],
)
def test_only_https_on_a_public_host_is_asked(url: str) -> None:
    with pytest.raises(CalendarNotReadError):
        check_public(URL(url))


async def test_a_name_of_this_machine_is_no_public_host() -> None:
    hosts = PublicHosts()
    with pytest.raises(OSError, match="not a public host"):
        await hosts.resolve("localhost", 443)
    await hosts.close()
