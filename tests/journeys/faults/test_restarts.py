"""Killed at the worst moment, or away for days: what was accepted is said, and said once."""

import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.demo import QUALITY_CHANNEL
from bot.sandbox.changes import Change, MessagePosted
from bot.sandbox.conversations import Message
from storage.database import Database
from tests.soak.filers import Filer
from tests.soak.scenarios import address, emptied, end_leases, sandbox_and_person
from tests.support.filing import LAVANDINE, file_complaint
from tests.support.people import Person
from tests.support.processes import Bot, environment, running_bot
from tests.support.reckoning import flaws
from tests.support.school import School, running_school
from tests.support.times import PARIS, RunningFrom, paris

TUESDAY = paris("2026-11-17 15:00")


class Killer:
    """Kills the bot in the moment in which Slack takes a message, before Slack answers."""

    def __init__(self, *, at: Callable[[Message], bool]) -> None:
        self._is_at = at
        self.bot: Bot | None = None
        self.has_struck = False

    def __call__(self, change: Change) -> None:
        if isinstance(change, MessagePosted) and change.conversation.id == QUALITY_CHANNEL:
            self._look(change.message)

    def _look(self, message: Message) -> None:
        # other bots of a test are none of its business
        if self.bot is not None and not self.has_struck and self._is_at(message):
            self.bot.process.send_signal(signal.SIGKILL)
            self.has_struck = True


@pytest.mark.fault(4)
async def test_killed_after_slack_took_the_card_it_is_not_posted_again(
    database: Database, tmp_path: Path
) -> None:
    async with sandbox_and_person() as (sandbox, trainer):
        killer, filer = Killer(at=lambda message: "INC-" in message.text), Filer(trainer)
        sandbox.world.changes.watch(killer)
        env = environment(sandbox, address(database))
        async with running_bot(env, folder=tmp_path) as killer.bot:
            await filer.file()
            await killer.bot.ended()
        end_leases(database)
        async with running_bot(env, folder=tmp_path):
            await emptied(database)
        found = flaws(database, sandbox.world.workspace, accepted=filer.accepted)

    assert killer.has_struck
    assert found == []


@pytest.mark.fault(4)
async def test_killed_before_slack_took_the_card_it_is_posted_later(
    database: Database, tmp_path: Path
) -> None:
    async with sandbox_and_person() as (sandbox, trainer):
        filer = Filer(trainer)
        env = environment(sandbox, address(database))
        async with running_bot(env, folder=tmp_path) as bot:
            sandbox.inject("chat.postMessage", "drop_before", times=1_000)
            await filer.file()
            await bot.end(signal.SIGKILL)
        sandbox.world.faults.clear()
        end_leases(database)
        async with running_bot(env, folder=tmp_path):
            await emptied(database)
        found = flaws(database, sandbox.world.workspace, accepted=filer.accepted)

    assert len(filer.accepted) == 1
    assert found == []


@pytest.mark.fault(4)
@pytest.mark.parametrize(
    "moment",
    [
        pytest.param(lambda message: message.text.startswith("Bilan "), id="before the files"),
        pytest.param(lambda message: bool(message.files), id="while a file is shared"),
    ],
)
async def test_killed_between_the_summary_and_its_files_the_thread_is_completed_once(
    sqlite_database: Database, tmp_path: Path, moment: Callable[[Message], bool]
) -> None:
    database = sqlite_database
    async with sandbox_and_person("quality_manager") as (sandbox, manager):
        killer = Killer(at=moment)
        env = environment(sandbox, address(database))
        async with running_bot(env, folder=tmp_path) as bot:
            await file_complaint(manager, LAVANDINE)
            await manager.close(await manager.open_view())
            await emptied(database)
            killer.bot = bot
            sandbox.world.changes.watch(killer)
            await publish_summary(manager)
            await bot.ended()
        end_leases(database)
        async with running_bot(env, folder=tmp_path):
            await emptied(database)
        found = flaws(database, sandbox.world.workspace)
        messages = sandbox.world.workspace.conversations[QUALITY_CHANNEL].messages.values()
        shared = sorted(file.name.rpartition(".")[2] for one in messages for file in one.files)

    assert killer.has_struck
    assert found == []
    assert shared == ["pdf", "xlsx"]


async def publish_summary(manager: Person) -> None:
    """Have this month's summary posted now."""
    month = f"{SystemClock().now().astimezone(PARIS):%Y-%m}"
    await manager.command("/qualite", f"bilan {month}")
    seen = await manager.wait_for_message("general", "Aperçu")
    await manager.press("Publier dans le canal", in_=seen)


@pytest.mark.fault(2)
async def test_three_days_away_end_with_one_message_and_a_card_that_says_it_is_late(
    database: Database, tmp_path: Path
) -> None:
    clock = RunningFrom(TUESDAY)
    async with running_school(tmp_path, base=clock, database_url=address(database)) as school:
        manager = await school.person("quality_manager")
        await file_complaint(manager, LAVANDINE)
        await school.settled()
        before = told(school, manager.id)
        await school.vigie.stop()
        school.clock.advance(paris("2026-11-20 15:00") - school.clock.now())
        await school.restart()
        await manager.wait_for_message("dm", "Vigie était à l'arrêt")
        await school.settled()
        # the month's figures are asked of managers at the same time, in a message of their own
        after = [one for one in told(school, manager.id)[len(before) :] if "REC-" in one]
        (card,) = school.cards("REC-2026-0001")
        shown = next(one for one in manager.messages("qualite") if one.ts == card)
        found = flaws(school.database, school.sandbox.world.workspace)

    assert ["Vigie était à l'arrêt" in one for one in after] == [True]
    assert "en retard" in shown.text.lower()
    assert found == []


def told(school: School, person: str) -> list[str]:
    """What Vigie said to somebody directly."""
    workspace = school.sandbox.world.workspace
    direct = workspace.direct_message(person, "U0VIGIE")
    return [one.text for one in direct.messages.values() if one.metadata]
