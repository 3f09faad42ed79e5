"""What people type into a register's cells, and what it means."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.documents.importing.typed_cells import (
    CellMoment,
    UnreadableCellError,
    at_time,
    folded,
    member_in,
    moment_in,
    names_of,
    time_in,
    truth_in,
)
from bot.documents.register import words
from bot.domain.cases.taxonomy import Severity

PARIS = ZoneInfo("Europe/Paris")
WORDS = words.words_of(Severity)
QUARTER_PAST_NINE = datetime(2026, 11, 3, 8, 15, tzinfo=UTC)
NOON = datetime(2026, 11, 3, 11, tzinfo=UTC)


@pytest.mark.parametrize(
    "cell",
    [
        "03/11/2026 09:15",
        "3/11/2026 9h15",
        "03-11-2026 à 09:15",
        "03.11.26 9 h 15",
        "2026-11-03 09:15",
        "2026-11-03T09:15:00+01:00",
        "2026-11-03T08:15:00Z",
        "3 novembre 2026 à 9\u00a0h\u00a015",
        "Mardi 3 nov. 2026, 9h15",
        datetime(2026, 11, 3, 9, 15),  # noqa: DTZ001  # a workbook's times have no zone
        46_329.385416667,
    ],
)
def test_a_moment_is_read_however_it_is_written(cell: object) -> None:
    assert moment_in(cell, PARIS).at.replace(microsecond=0) == QUARTER_PAST_NINE


@pytest.mark.parametrize(
    ("cell", "year"), [("3/11/90", 1990), ("3/11/98", 1998), ("3/11/00", 2000), ("3/11/26", 2026)]
)
def test_a_year_in_two_figures_is_of_the_century_in_which_registers_are(
    cell: str, year: int
) -> None:
    assert moment_in(cell, PARIS).day == date(year, 11, 3)


@pytest.mark.parametrize(
    "cell",
    [
        *("03/11/2026", "3/11/26", "3-11-2026", "2026-11-03", "3 novembre 2026", "03.11.2026"),
        *("mar. 3 NOV 2026", date(2026, 11, 3), 46_329, 46_329.0),
    ],
)
def test_a_day_alone_is_its_noon(cell: object) -> None:
    assert moment_in(cell, PARIS) == CellMoment(at=NOON, day=NOON.date(), is_day=True)


@pytest.mark.parametrize("cell", ["03/11/2026 00:00:00", "2026-11-03 00:00", "2026-11-03T00:00:00"])
def test_a_midnight_is_how_programs_write_a_day(cell: str) -> None:
    assert moment_in(cell, PARIS) == CellMoment(at=NOON, day=NOON.date(), is_day=True)


def test_the_month_may_come_first_where_it_is_said() -> None:
    assert moment_in("11/03/2026", PARIS, day_first=False).at == NOON
    assert moment_in("11/03/2026", PARIS).at.month == 3  # March


@pytest.mark.parametrize("cell", ["9:15", "09:15:00", "9h15", "9 h 15", time(9, 15), 0.385416667])
def test_a_time_beside_a_day_is_read(cell: object) -> None:
    day = moment_in("03/11/2026", PARIS)

    assert at_time(day, time_in(cell), PARIS) == CellMoment(
        at=QUARTER_PAST_NINE, day=NOON.date(), is_day=False
    )


@pytest.mark.parametrize("cell", ["25:00", "matin", "", 17, True])
def test_what_is_no_time_is_refused(cell: object) -> None:
    with pytest.raises(UnreadableCellError):
        time_in(cell)


def test_the_first_of_a_month_may_be_written_so() -> None:
    assert moment_in("1er août 2026", PARIS).at == datetime(2026, 8, 1, 10, tzinfo=UTC)


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_has_its_name(month: int) -> None:
    names = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
    name = names.split()[month - 1]

    assert moment_in(f"2 {name} 2026", PARIS).at.month == month


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "",
            "hier",
            "11/13/2026",
            "31/02/2026",
            "3/11",
            "2026",
            "03/11/2026 25:00",
            "3 brumaire 2026",
        ),
        *("20261103", 2026, True, 3.5, "0/0/0000", float("inf"), float("nan")),
        *("03/11/0206", "01/01/0001 00:00:00", "31/12/9999", "03/11/1989", date(1, 1, 1)),
    ],
)
def test_what_is_no_date_is_refused(cell: object) -> None:
    with pytest.raises(UnreadableCellError):
        moment_in(cell, PARIS)


@given(st.text() | st.integers() | st.floats(allow_nan=False, allow_infinity=False))
def test_any_cell_is_read_or_refused(cell: object) -> None:
    try:
        told = moment_in(cell, PARIS)
    except UnreadableCellError:
        return

    assert told.at.tzinfo is UTC


@given(st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1)))  # noqa: DTZ001  # wall times
def test_a_french_date_means_what_its_iso_date_does(wall: datetime) -> None:
    spoken = moment_in(f"{wall:%d/%m/%Y %H:%M:%S}", PARIS)

    assert spoken == moment_in(wall.replace(microsecond=0).isoformat(), PARIS)


@pytest.mark.parametrize("cell", ["Majeure", "MAJEURE ", "major", "grave"])
def test_a_closed_set_is_known_by_word_code_or_custom(cell: str) -> None:
    also = {"Grave": "major", "Inconnue": "none"}
    names = names_of(Severity, words=WORDS, also=also)

    assert member_in(cell, names, words=WORDS.values()) is Severity.MAJOR


def test_an_unknown_word_is_refused_with_those_that_would_do() -> None:
    with pytest.raises(UnreadableCellError) as raised:
        member_in("énorme", names_of(Severity, words=WORDS, also={}), words=WORDS.values())

    assert raised.value.words == ("Mineure", "Modérée", "Majeure", "Critique")


@pytest.mark.parametrize(
    ("cell", "means"), [("Oui", True), ("x", True), (1, True), ("non", False), ("", False)]
)
def test_yes_and_no_have_many_spellings(cell: object, *, means: bool) -> None:
    assert truth_in(cell) is means


def test_perhaps_is_refused() -> None:
    with pytest.raises(UnreadableCellError):
        truth_in("peut-être")


def test_headers_are_compared_without_accents_capitals_and_odd_spaces() -> None:
    assert folded("  Mise en Œuvre\u00a0LE ") == folded("mise en oeuvre le")
