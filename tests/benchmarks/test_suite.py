"""What a run says, writes and ends with; no time is taken here."""

from collections.abc import Sequence
from datetime import UTC, datetime
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

WHERE = Circumstances(
    at=datetime(2026, 11, 23, 9, tzinfo=UTC), python="3.11.7", machine="Linux", cores=2, load=0.25
)


def figure(ours: float) -> Measure:
    return Measure(name="acks", ours=ours, twin=2.0, unit="ms", bound=AtMostTimes(1.5))


@pytest.fixture
def plans(monkeypatch: pytest.MonkeyPatch) -> list[Plan]:
    """Two benchmarks that take no time, and the plans that they were given."""
    given: list[Plan] = []

    def kept(plan: Plan, _folder: Path) -> Sequence[Measure]:
        given.append(plan)
        return [figure(3.0)]

    def broken(_plan: Plan, _folder: Path) -> Sequence[Measure]:
        return [figure(3.1)]

    monkeypatch.setattr(suite, "BENCHMARKS", {"kept": kept, "broken": broken})
    monkeypatch.setattr(program, "BENCHMARKS", suite.BENCHMARKS)
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
    assert run("--list") == (0, "kept\nbroken\n")


def test_the_page_says_when_where_and_how_many_bounds_hold() -> None:
    page = performance_page([figure(3.0), figure(3.1)], WHERE)

    assert "**1 of 2 bounds hold.**" in page
    assert "2026-11-23 09:00 UTC; Python 3.11.7 on Linux, 2 cores" in page


def test_a_program_under_measurement_inherits_no_settings_and_no_proxy() -> None:
    ours = {"PATH": "/bin", "SLACK_BOT_TOKEN": "x", "VIGIE_LOCALE": "en", "https_proxy": "x"}

    assert inherited(ours).keys() == {"PATH", "PYTHONPATH"}
