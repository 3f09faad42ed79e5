"""What a run says, writes and ends with; no time is taken here."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from tests.benchmarks import __main__ as program
from tests.benchmarks import suite
from tests.benchmarks.measures import AtMostTimes, Measure
from tests.benchmarks.page import Circumstances, performance_page
from tests.benchmarks.plan import QUICK, THOROUGH, Plan
from tests.benchmarks.processes import inherited
from tests.benchmarks.suite import Played

WHERE = Circumstances(
    at=datetime(2026, 11, 23, 9, tzinfo=UTC), python="3.11.7", machine="Linux", cores=2, load=0.25
)


def figure(ours: float) -> Measure:
    return Measure(name="acks", ours=ours, twin=2.0, unit="ms", bound=AtMostTimes(1.5))


def dies(_plan: Plan, _folder: Path) -> Sequence[Measure]:
    """As the out-of-memory killer would have it."""
    os._exit(9)


@pytest.fixture
def plans(monkeypatch: pytest.MonkeyPatch) -> list[Plan]:
    """Three benchmarks that take no time, and the plans that they were given."""
    given: list[Plan] = []

    def kept(plan: Plan, _folder: Path) -> Sequence[Measure]:
        given.append(plan)
        return [figure(3.0)]

    def broken(_plan: Plan, _folder: Path) -> Sequence[Measure]:
        return [figure(3.1)]

    def crashing(_plan: Plan, _folder: Path) -> Sequence[Measure]:
        raise AssertionError("something was due")

    benchmarks = {"kept": kept, "crashing": crashing, "broken": broken}
    monkeypatch.setattr(suite, "BENCHMARKS", benchmarks)
    monkeypatch.setattr(program, "BENCHMARKS", benchmarks)
    monkeypatch.setattr(suite, "in_own_process", partial(ThreadPoolExecutor, 1))
    return given


def run(*arguments: str) -> tuple[int, str]:
    app = typer.Typer()
    app.command()(program.main)
    result = CliRunner().invoke(app, arguments)
    return result.exit_code, result.output


@pytest.mark.usefixtures("plans")
def test_a_run_whose_bounds_hold_ends_well() -> None:
    status, said = run("kept")

    assert (status, "acks" in said) == (0, True)


@pytest.mark.usefixtures("plans")
def test_one_bound_that_does_not_hold_fails_the_run() -> None:
    assert run("kept", "broken")[0] == program.BROKEN


@pytest.mark.usefixtures("plans")
def test_an_unknown_benchmark_is_wrong_usage() -> None:
    assert run("imagined")[0] == 2


def test_quick_measures_less(plans: list[Plan]) -> None:
    run("kept", "--quick")
    run("kept")

    assert plans == [QUICK, THOROUGH]


@pytest.mark.usefixtures("plans")
def test_only_a_whole_thorough_run_writes_the_page(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    run("--quick", "--page", str(page))
    run("kept", "--page", str(page))
    was_written = page.exists()
    run("--page", str(page))

    assert (was_written, page.exists()) == (False, True)


@pytest.mark.usefixtures("plans")
def test_the_benchmarks_can_be_listed() -> None:
    assert run("--list") == (0, "kept\ncrashing\nbroken\n")


@pytest.mark.usefixtures("plans")
def test_a_crash_fails_the_run_and_costs_no_other_figure(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    status, said = run("--page", str(page))
    written = page.read_text()

    assert status == program.BROKEN
    assert "something was due" in said
    assert "crashing crashed after 0 s" in said
    assert written.count("| acks |") == 2
    assert "its figures are missing: `crashing`." in written


def test_a_benchmark_whose_process_dies_is_a_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suite, "BENCHMARKS", {"dies": dies})
    played = suite.play("dies", QUICK)

    assert isinstance(played.crash, BrokenProcessPool)
    assert not played.holds


def test_the_page_says_when_where_how_long_and_how_many_bounds_hold() -> None:
    played = [
        Played(name="kept", seconds=100, measures=[figure(3.0)]),
        Played(name="broken", seconds=140, measures=[figure(3.1)]),
    ]
    page = performance_page(played, WHERE)

    assert "**1 of 2 bounds hold.**\n" in page
    assert "2026-11-23 09:00 UTC; Python 3.11.7 on Linux, 2 cores" in page
    assert "took 4 minutes" in page


def test_a_program_under_measurement_inherits_nothing_that_would_change_its_figures() -> None:
    ours = {"PATH": "/bin", "SLACK_BOT_TOKEN": "x", "VIGIE_LOCALE": "en", "https_proxy": "x"}
    ours |= {"PYTHONDONTWRITEBYTECODE": "1"}

    assert inherited(ours).keys() == {"PATH", "PYTHONPATH"}
