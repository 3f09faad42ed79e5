"""What Vigie wrote comes back as it was; all else is refused by one name."""

import json
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import UnreadableError
from bot.ui.blocks.read_back import moment_in, object_in, page_in, read_back, text_in, wall_time_in
from tests.support.forms import used

SOME_ID = UUID(int=5)


class Colour(StrEnum):
    RED = "red"


def test_what_was_written_is_read() -> None:
    assert read_back(UUID, str(SOME_ID)) == SOME_ID
    assert read_back(Colour, "red") is Colour.RED
    assert page_in("3") == 3
    assert moment_in("2026-12-13T16:50:20+00:00") == datetime(2026, 12, 13, 16, 50, 20, tzinfo=UTC)
    assert wall_time_in("2026-12-01T14:00:00").hour == 14
    assert text_in(used({"value": "a", "selected_option": {"value": "b"}})) == "b"
    assert object_in('{"case": "x"}') == {"case": "x"}


@pytest.mark.parametrize(
    "reading",
    [
        lambda: read_back(UUID, None),
        lambda: read_back(UUID, "x"),
        lambda: read_back(Colour, "green"),
        lambda: read_back(str, 5),
        lambda: page_in("-1"),
        lambda: page_in("9" * 40),
        lambda: moment_in("2026-12-13T16:50:20"),
        lambda: wall_time_in("2026-12-13T16:50:20+00:00"),
        lambda: text_in(used({})),
        lambda: object_in("[1]"),
        lambda: object_in("{"),
        lambda: object_in("[" * 100_000),
    ],
)
def test_anything_else_is_refused(reading: Any) -> None:
    with pytest.raises(UnreadableError):
        reading()


@given(st.text(), st.recursive(st.none() | st.text() | st.integers(), st.lists))
def test_nothing_is_answered_with_another_error(written: str, value: object) -> None:
    for reading in (
        lambda: read_back(UUID, value),
        lambda: read_back(tuple[str, ...], value),
        lambda: page_in(value),
        lambda: moment_in(written),
        lambda: object_in(written),
        lambda: object_in(json.dumps(value)),
    ):
        try:
            reading()
        except UnreadableError:
            continue

    assert text_in(used({"value": written})) == written
