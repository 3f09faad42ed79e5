"""Figures, bounds and the table, on numbers known beforehand."""

from io import StringIO

import pytest
from rich.console import Console

from tests.benchmarks.measures import (
    NOTHING,
    TIMES,
    AtMost,
    AtMostTimes,
    Measure,
    percentile,
    shown,
)
from tests.benchmarks.table import COLUMNS, curves_table, markdown_table, terminal_table

KEPT = Measure(name="fast", ours=3.0, twin=2.0, unit="ms", bound=AtMostTimes(1.5))
BROKEN = Measure(name="slow", ours=3.1, twin=2.0, unit="ms", bound=AtMostTimes(1.5))


@pytest.mark.parametrize(
    ("percent", "expected"), [(0, 1), (1, 1), (50, 50), (99, 99), (99.5, 100), (100, 100)]
)
def test_a_percentile_is_the_smallest_figure_that_so_many_do_not_exceed(
    percent: float, expected: int
) -> None:
    figures = [float(number) for number in range(100, 0, -1)]

    assert percentile(figures, percent) == expected


def test_of_a_single_figure_every_percentile_is_that_figure() -> None:
    assert {percentile([7.0], percent) for percent in (0, 50, 99, 100)} == {7.0}


def test_no_figures_have_no_percentile() -> None:
    with pytest.raises(ValueError, match="no figure"):
        percentile([], 99)


def test_a_bound_on_the_ratio_includes_its_edge() -> None:
    assert (KEPT.holds, BROKEN.holds) == (True, False)


def test_a_bound_on_the_ratio_without_a_twin_does_not_hold() -> None:
    lonely = Measure(name="lonely", ours=1.0, unit="ms", bound=AtMostTimes(1.5))

    assert not lonely.holds


@pytest.mark.parametrize(("ours", "holds"), [(2.999, True), (3.0, True), (3.001, False)])
def test_an_absolute_bound_does_not_ask_the_twin(ours: float, *, holds: bool) -> None:
    measure = Measure(name="ack", ours=ours, twin=9.0, unit="s", bound=AtMost(3, "s"))

    assert measure.holds is holds


def test_a_figure_without_a_bound_promises_nothing() -> None:
    assert Measure(name="told", ours=1e9, unit="s").holds


def test_a_twin_of_nothing_has_no_ratio() -> None:
    assert Measure(name="lost", ours=1.0, twin=0.0, unit="").ratio is None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, NOTHING),
        (0.0, "0 s"),
        (0.01234, "0.0123 s"),
        (1.0, "1 s"),
        (1.5, "1.5 s"),
        (123.456, "123 s"),
        (100_000.0, "100\u202f000 s"),
    ],
)
def test_a_figure_is_shown_with_three_digits_and_its_unit(value: float | None, text: str) -> None:
    assert shown(value, "s").replace("\u00a0", " ") == text


def test_the_markdown_table_has_a_line_for_each_measure_and_says_which_bound_broke() -> None:
    lines = markdown_table([KEPT, BROKEN]).splitlines()

    assert lines[0] == f"| {' | '.join(COLUMNS)} |"
    assert lines[2:] == [
        f"| fast | 3\u00a0ms | 2\u00a0ms | 1.50 {TIMES} | ≤ 1.5 {TIMES} | yes |",
        f"| slow | 3.1\u00a0ms | 2\u00a0ms | 1.55 {TIMES} | ≤ 1.5 {TIMES} | **no** |",
    ]


def test_what_was_measured_at_several_sizes_has_a_column_for_each() -> None:
    grown = Measure(name="filing", ours=4.0, unit="ms", along={1_000: 2.0, 10_000: 4.0})

    assert curves_table([KEPT, grown]).splitlines() == [
        "| Medians at so many cases | 1,000 | 10,000 |",
        "| --- | --: | --: |",
        "| filing | 2\u00a0ms | 4\u00a0ms |",
    ]


def test_the_terminal_shows_what_the_document_says() -> None:
    console = Console(width=120, record=True, file=StringIO())
    console.print(terminal_table([KEPT]))

    assert f"1.50 {TIMES}" in console.export_text()
