"""The table of figures: on the terminal, and in Markdown."""

from collections.abc import Sequence

from rich.table import Table

from tests.benchmarks.measures import NOTHING, TIMES, Measure, shown

COLUMNS = ("Benchmark", "Vigie", "Twin", "Ratio", "Bound", "Holds")
_NUMBERS = {"Vigie", "Twin", "Ratio", "Bound"}


def cells(measure: Measure) -> tuple[str, ...]:
    """What each column says of a measure."""
    ratio = measure.ratio
    return (
        measure.name,
        shown(measure.ours, measure.unit),
        shown(measure.twin, measure.unit),
        NOTHING if ratio is None else f"{ratio:.2f} {TIMES}",
        NOTHING if measure.bound is None else str(measure.bound),
        _verdict(measure),
    )


def terminal_table(measures: Sequence[Measure]) -> Table:
    """The table that a terminal shows; a bound that does not hold stands out."""
    table = Table(title="Vigie beside its twins")
    for column in COLUMNS:
        table.add_column(column, justify="right" if column in _NUMBERS else "left")
    for measure in measures:
        table.add_row(*cells(measure), style=None if measure.holds else "bold red")
    return table


def markdown_table(measures: Sequence[Measure]) -> str:
    """The same table for a document."""
    rules = ["--:" if column in _NUMBERS else "---" for column in COLUMNS]
    rows = [COLUMNS, rules, *(cells(measure) for measure in measures)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def curves_table(measures: Sequence[Measure]) -> str:
    """What was measured at several sizes: a line for each, a column for each size."""
    curves = [measure for measure in measures if measure.along]
    sizes = sorted({size for curve in curves for size in curve.along})
    rows = [["Medians at so many cases", *(f"{size:,}" for size in sizes)]]
    rows.append(["---", *("--:" for _ in sizes)])
    for curve in curves:
        figures = [shown(curve.along.get(size), curve.unit) for size in sizes]
        rows.append([curve.name, *figures])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _verdict(measure: Measure) -> str:
    if measure.bound is None:
        return NOTHING
    return "yes" if measure.holds else "**no**"
