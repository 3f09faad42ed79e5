"""The real process: what it says when it cannot start, and what survives its death."""

import asyncio
import re
import signal
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from sqlalchemy import select, text

from bot.clock import MovableClock
from bot.commands.edge import FAILED, MISCONFIGURED
from bot.demo import QUALITY_CHANNEL
from bot.sandbox.server import Sandbox, running_sandbox
from storage.database import Database
from storage.tables import outbox
from tests.soak.scenarios import emptied
from tests.support.filing import CONTINUES, file_incident
from tests.support.people import Person
from tests.support.processes import connected, environment, running_bot, start_bot
from tests.support.school import PATIENT

ANSWERS = {"Type": "Technique", CONTINUES: "Oui"}


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with running_sandbox(MovableClock(), PATIENT) as running:
        yield running


@pytest.fixture
def url(database: Database) -> str:
    return database.url.render_as_string(hide_password=False)


async def test_what_only_a_person_mends_is_one_sentence_and_no_reason_to_start_again(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    wrong, said = {"SLACK_APP_TOKEN": "xapp-wrong"}, "SLACK_APP_TOKEN\xa0: Slack a refusé le jeton"

    assert await ended_with_a_sentence(sandbox, tmp_path, wrong, said) == MISCONFIGURED


async def test_what_is_wrong_at_the_start_is_one_sentence(sandbox: Sandbox, tmp_path: Path) -> None:
    wrong = {"DATABASE_URL": "sqlite:////proc/nonexistent/vigie.db"}
    said = "le fichier /proc/nonexistent/vigie.db ne peut pas être ouvert"

    assert await ended_with_a_sentence(sandbox, tmp_path, wrong, said) == FAILED


async def ended_with_a_sentence(
    sandbox: Sandbox, tmp_path: Path, wrong: dict[str, str], said: str
) -> int:
    """The status with which the program ended, once its one sentence was looked at."""
    env = environment(sandbox, f"sqlite:///{tmp_path / 'vigie.db'}", **wrong)
    bot = await start_bot(env, folder=tmp_path)
    try:
        status = await bot.ended()
    finally:
        await bot.end(signal.SIGKILL)
    last = [line for line in bot.stderr.splitlines() if not line.startswith("{")]

    assert len(last) == 1
    assert said in last[0]
    assert "Traceback" not in bot.stderr
    return status


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_it_stops_cleanly_when_told_and_its_database_is_open_to_nobody_else(
    sandbox: Sandbox, tmp_path: Path, number: signal.Signals
) -> None:
    env = environment(sandbox, f"sqlite:///{tmp_path / 'vigie.db'}")
    async with running_bot(env, folder=tmp_path) as bot:
        modes = modes_in(tmp_path)
        status = await bot.end(number, patience=10)

    assert modes == dict.fromkeys(("vigie.db", "vigie.db-shm", "vigie.db-wal"), 0o600)
    assert status == 0
    assert "Traceback" not in bot.stderr


def modes_in(folder: Path) -> dict[str, int]:
    """Who may read each file of the database."""
    return {file.name: file.stat().st_mode & 0o777 for file in folder.glob("vigie.db*")}


async def test_told_to_stop_it_finishes_what_it_claimed_and_shows_no_secret(
    sandbox: Sandbox, url: str, database: Database, tmp_path: Path
) -> None:
    async with (
        running_bot(environment(sandbox, url), folder=tmp_path) as bot,
        Person.at(sandbox.base_url, "trainer") as trainer,
    ):
        shown = " ".join(psutil.Process(bot.process.pid).cmdline())
        sandbox.world.api_delay = 0.3
        await file_incident(trainer, "juste avant l'arrêt")
        status = await bot.end(signal.SIGTERM, patience=10)
    with database.reading() as connection:
        held = connection.execute(select(outbox.c.key).where(outbox.c.lease.is_not(None))).all()
        in_doubt = connection.execute(select(outbox.c.key).where(outbox.c.in_doubt)).all()

    assert (status, held, in_doubt) == (0, [], [])
    for secret in (sandbox.bot_token, sandbox.app_token):
        assert secret not in shown + bot.stderr


@pytest.mark.fault(3)
async def test_two_processes_on_one_database_share_the_work(
    sandbox: Sandbox, url: str, database: Database, tmp_path: Path
) -> None:
    env = environment(sandbox, url)
    async with (
        running_bot(env, folder=tmp_path),
        running_bot(env, folder=tmp_path),
        Person.at(sandbox.base_url, "trainer") as trainer,
    ):
        await connected(sandbox, 4)
        for number in range(12):
            await file_incident(trainer, f"incident numéro {number}")
            await trainer.act("close_view", all=True)
        await emptied(database)

    assert cards_by_number(sandbox) == {f"{number:04d}": 1 for number in range(1, 13)}


def cards_by_number(sandbox: Sandbox) -> dict[str, int]:
    """How many cards each case has in the quality channel, by its number within the year."""
    counted: dict[str, int] = {}
    messages: dict[str, Any] = sandbox.world.workspace.conversations[QUALITY_CHANNEL].messages
    for message in messages.values():
        ref = next(word for word in message.text.split() if word.startswith("INC-"))
        number = ref.rpartition("-")[2]
        counted[number] = counted.get(number, 0) + 1
    return counted


@pytest.mark.fault(7)
async def test_a_database_that_is_locked_keeps_the_form_open_with_its_text(
    sandbox: Sandbox, url: str, database: Database, tmp_path: Path
) -> None:
    env = environment(sandbox, url)
    async with (
        running_bot(env, folder=tmp_path),
        Person.at(sandbox.base_url, "trainer") as trainer,
    ):
        await trainer.command("/incident", "texte à ne pas perdre")
        form = await trainer.open_view("Signaler un incident")
        with database.writing() as connection:
            if database.url.get_backend_name() == "postgresql":
                connection.execute(text("LOCK TABLE cases IN ACCESS EXCLUSIVE MODE"))
            await asyncio.sleep(1.5)  # ticks and delivery wait for the database by now
            refused = await trainer.submit(form, ANSWERS)
        assert refused.view is not None
        again = await trainer.submit(refused.view, ANSWERS)

    answered = [one for one in sandbox.world.inspector.envelopes if one.what == "incident"]

    # WAIT_FOR_LOCK_MS bounds how long the first took
    assert {one.outcome for one in answered} == {"acked"}
    assert "Votre texte est toujours là" in refused.view.text
    assert refused.view.value("description") == "texte à ne pas perdre"
    assert again.view is not None
    assert re.search(r"INC-\d{4}-0001", again.view.text)
