"""What is read is what was written: aware instants, and words of a closed set only."""

from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, MetaData, Table, create_engine, insert, select, text

from storage.types import Instant, word_of


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


TABLE = Table("kept", MetaData(), Column("at", Instant), Column("colour", word_of(Colour)))
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
ENGINE = create_engine("sqlite://")
TABLE.metadata.create_all(ENGINE)


@given(
    st.none() | st.datetimes(datetime(1900, 1, 2), datetime(9998, 1, 1), timezones=ZONES),  # noqa: DTZ001  # hypothesis adds the zones
    st.none() | st.sampled_from(Colour),
)
def test_instants_and_words_come_back_as_they_were(
    at: datetime | None, colour: Colour | None
) -> None:
    with ENGINE.connect() as connection:
        connection.execute(insert(TABLE), {"at": at, "colour": colour})
        row = connection.execute(select(TABLE)).one()

    assert (row.at, row.colour) == (at, colour)
    assert row.at is None or row.at.tzinfo is UTC
    assert row.colour is colour


def test_a_word_of_no_closed_set_is_refused_when_it_is_read() -> None:
    with ENGINE.connect() as connection:
        connection.execute(text("INSERT INTO kept (colour) VALUES ('green')"))
        with pytest.raises(LookupError):
            connection.execute(select(TABLE)).one()
