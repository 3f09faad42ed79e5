"""What a soak says, keeps, writes and ends with; nothing is played here but a crash."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from bot.domain.cases.quotas import OF_MEMBERS
from storage.database import Database
from tests.soak import __main__ as program
from tests.soak import plan
from tests.soak.scenarios import SEED, plan_reminders, reminders_left
from tests.soak.survival import Survival


def survival(scenario: str, **given: tuple[str, ...]) -> Survival:
    usual = {"accepted": 500, "cases": 700, "messages": 1_400, "seconds": 60.0, "flaws": ()}
    return Survival(scenario=scenario, database="sqlite", **usual | given)  # type: ignore[arg-type]  # the mapping loses which is which


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where the page goes; what is played takes no time, and names its seed."""

    def play(name: str, *, seed: int) -> Iterator[Survival]:
        yield survival(f"{name} with {seed}")

    monkeypatch.setattr(program, "play", play)
    monkeypatch.setattr(program, "PAGE", tmp_path / "reliability.md")
    return tmp_path / "reliability.md"


def run(*arguments: str) -> int:
    app = typer.Typer()
    app.command()(program.main)
    return CliRunner().invoke(app, arguments).exit_code


def test_the_page_has_all_three_runs(page: Path) -> None:
    status = run()
    written = page.read_text()
    seeds = [SEED + number for number in range(3)]

    assert status == 0
    assert "**3 runs, 7500 filings and 6000 letters accepted" in written
    assert "1500 mails taken in, 0 flaws**, 30 minutes." in written
    assert written.count("Played in part") == 3  # one of each name is not one on each database
    assert [written.count(f"killed with {seed} |") for seed in seeds] == [1, 1, 1]


def test_what_is_kept_is_of_one_invocation(page: Path, tmp_path: Path) -> None:
    kept = tmp_path / "runs.json"
    for _ in range(2):
        run("--keep", str(kept), "--runs", "1")
    page.unlink()
    run("--page", "--keep", str(kept))

    assert "**1 runs, 2500 filings and 2000 letters accepted, 500 mails" in page.read_text()


def test_one_flaw_fails_the_soak_and_stands_on_the_page(
    page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = survival("kill -9", flaws=("lost: incident 7",))
    monkeypatch.setattr(program, "play", lambda _name, *, seed: [lost][seed - SEED :])

    assert run() == program.BROKEN
    assert "kill -9, sqlite: lost: incident 7" in page.read_text()


def test_a_crash_is_a_flaw(monkeypatch: pytest.MonkeyPatch) -> None:
    def crashes(*_given: object) -> plan.Played:
        raise TimeoutError("the outbox is not empty")

    monkeypatch.setattr(plan, "in_own_process", partial(ThreadPoolExecutor, 1))
    monkeypatch.setattr(plan, "ON_SQLITE", {"cut": crashes})
    [survived] = plan.play("cut", seed=SEED)

    assert survived.flaws == ("came to no end: TimeoutError the outbox is not empty",)


def test_more_reminders_are_planned_than_one_person_may_file(sqlite_database: Database) -> None:
    plan_reminders(sqlite_database, OF_MEMBERS + 1, within=timedelta(hours=1))

    assert not reminders_left(sqlite_database)
