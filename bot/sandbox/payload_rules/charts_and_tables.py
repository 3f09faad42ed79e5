"""The blocks of 2025 and 2026 that slack-sdk does not describe: tables and charts.

Where Slack's reference and later third-party sources differ (6 or 12 series,
101 or 201 rows), the smaller figure is taken: it holds under both.
"""

from collections.abc import Iterator
from itertools import chain

from bot.sandbox.json_types import Json
from bot.sandbox.payload_rules.checks import (
    Check,
    boolean,
    both,
    by_type,
    choice,
    integer,
    items,
    number,
    problem,
    shape,
    string,
)
from bot.sandbox.payload_rules.objects import IDENTIFIER
from bot.sandbox.payload_rules.rich_text import RICH_TEXT

MOST_TABLE_CHARACTERS = 20_000

_RAW_TEXT = shape({"type": choice("raw_text"), "text": string(at_least=1)})
_RAW_NUMBER = shape({"type": choice("raw_number"), "value": number()}, {"text": string(at_least=1)})
_CELL = by_type({"raw_text": _RAW_TEXT, "raw_number": _RAW_NUMBER, "rich_text": RICH_TEXT})
_ROWS = items(items(_CELL, at_least=1, at_most=20), at_least=1, at_most=100)
_DATA_ROWS = items(items(_CELL, at_least=1, at_most=20), at_least=2, at_most=101)

TABLE = shape(
    {"type": choice("table"), "rows": _ROWS},
    {
        "block_id": IDENTIFIER,
        "column_settings": items(
            shape({}, {"align": choice("left", "center", "right"), "is_wrapped": boolean}),
            at_most=20,
        ),
    },
)


def _is_regular(value: Json, pointer: str) -> Iterator[str]:
    rows = value["rows"]
    if len({len(row) for row in rows}) > 1:
        yield problem("all rows must have the same number of cells", f"{pointer}/rows")
    if any(cell["type"] == "rich_text" for cell in rows[0]):
        yield problem("header cells must not be rich_text", f"{pointer}/rows/0")
    written = sum(len(str(cell.get("text", ""))) for cell in chain.from_iterable(rows))
    if written > MOST_TABLE_CHARACTERS:
        yield problem(f"must be less than {MOST_TABLE_CHARACTERS + 1} characters", pointer)


DATA_TABLE = both(
    shape(
        {"type": choice("data_table"), "caption": string(at_least=1), "rows": _DATA_ROWS},
        {
            "block_id": IDENTIFIER,
            "page_size": integer(at_least=1, at_most=100),
            "row_header_column_index": integer(at_least=0, at_most=19),
        },
    ),
    _is_regular,
)

_LABEL = string(at_least=1, at_most=20)
_POINTS = items(shape({"label": _LABEL, "value": number()}), at_least=1, at_most=20)
_AXES = shape(
    {"categories": items(_LABEL, at_least=1, at_most=20)},
    {"x_label": string(at_most=50), "y_label": string(at_most=50)},
)
_SERIES = items(shape({"name": _LABEL, "data": _POINTS}), at_least=1, at_most=6)


def _matches_categories(value: Json, pointer: str) -> Iterator[str]:
    series, categories = value["series"], value["axis_config"]["categories"]
    if len({one["name"] for one in series}) < len(series):
        yield problem("series names must be unique", f"{pointer}/series")
    for index, one in enumerate(series):
        if sorted(point["label"] for point in one["data"]) != sorted(categories):
            yield problem("labels must match the categories", f"{pointer}/series/{index}/data")


def _plotted(kind: str) -> Check:
    return both(
        shape({"type": choice(kind), "series": _SERIES, "axis_config": _AXES}), _matches_categories
    )


_PIE = shape(
    {
        "type": choice("pie"),
        "segments": items(
            shape({"label": _LABEL, "value": number(at_least=0)}), at_least=1, at_most=6
        ),
    }
)

DATA_VISUALIZATION = shape(
    {
        "type": choice("data_visualization"),
        "title": string(at_least=1, at_most=50),
        "chart": by_type(
            {"pie": _PIE, **{kind: _plotted(kind) for kind in ("bar", "area", "line")}}
        ),
    },
    {"block_id": IDENTIFIER},
)
