"""The real process with a mail server: letters leave, and a stop waits for none for long."""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest

from bot.clock import MovableClock
from bot.domain.mail.departures import LetterState
from bot.sandbox.server import Sandbox, running_sandbox
from storage.database import Database
from tests.soak.letters import wish_letters
from tests.soak.scenarios import address
from tests.support.mailed_letters import states
from tests.support.processes import environment, running_bot
from tests.support.school import PATIENT
from tests.support.smtp_server import KEPT_AND_STALLS, SmtpServer, Step, at, smtp_server

pytestmark = pytest.mark.one_database


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with running_sandbox(MovableClock(), PATIENT) as running:
        yield running


@pytest.fixture
def server() -> Iterator[SmtpServer]:
    with smtp_server(has_login=True) as one:
        yield one


def _settings(sandbox: Sandbox, database: Database, server: SmtpServer) -> dict[str, str]:
    return environment(
        sandbox,
        address(database),
        VIGIE_MAIL_FROM="École <contact@example.org>",
        VIGIE_SMTP_URL=f"smtp://127.0.0.1:{server.port}",
        VIGIE_MAIL_PASSWORD=next(iter(server.passwords)),
        VIGIE_MAIL_PER_MINUTE="6000",
    )


async def _until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not is_so():
            await asyncio.sleep(0.05)


async def test_letters_leave_and_no_secret_is_in_the_log(
    database: Database, sandbox: Sandbox, server: SmtpServer, tmp_path: Path
) -> None:
    wish_letters(database, 3, actor=sandbox.user("quality_manager"))
    async with running_bot(_settings(sandbox, database, server), folder=tmp_path) as bot:
        await _until(lambda: states(database) == [LetterState.ACCEPTED] * 3)
        status = await bot.end(signal.SIGTERM)

    assert status == 0
    assert len(set(server.ids)) == len(server.ids) == 3
    assert not [one for one in (*server.passwords, "person0@example.net") if one in bot.stderr]


@pytest.mark.fault(27)
async def test_a_stop_with_a_letter_in_a_server_s_hands_says_that_nobody_knows(
    database: Database, sandbox: Sandbox, server: SmtpServer, tmp_path: Path
) -> None:
    server.script = at(Step.TEXT, KEPT_AND_STALLS)
    wish_letters(database, 1, actor=sandbox.user("quality_manager"))
    async with running_bot(_settings(sandbox, database, server), folder=tmp_path) as bot:
        await _until(lambda: bool(server.received))
        status = await bot.end(signal.SIGTERM)

    assert status == 0
    assert states(database) == [LetterState.UNKNOWN]
    assert len(server.received) == 1
