"""Instants and delays in words."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.school.office import PARIS
from bot.ui.blocks import dates
from bot.ui.texts.catalogue import ENGLISH, FRENCH
from tests.support.builders import NOW
from tests.support.forms import spaced


def paris(*wall: int) -> datetime:
    """An instant in UTC, from the wall clock in Paris."""
    return datetime(*wall, tzinfo=PARIS).astimezone(UTC)  # type: ignore[arg-type,misc]  # year, month, day, hour, minute


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (paris(2026, 11, 15, 17, 50), "dimanche 15 novembre à 17 h 50"),
        (paris(2026, 11, 1, 9, 5), "dimanche 1er novembre à 9 h 05"),
        (paris(2027, 1, 4, 8, 30), "lundi 4 janvier 2027 à 8 h 30"),
        (paris(2026, 11, 16, 0, 0), "lundi 16 novembre à 0 h 00"),
        (paris(2026, 11, 16, 0, 1), "lundi 16 novembre à 0 h 01"),
    ],
)
def test_a_moment_names_its_day_and_its_time(at: datetime, said: str) -> None:
    assert spaced(dates.moment(at, PARIS, FRENCH, now=NOW)) == said


def test_a_moment_in_english() -> None:
    at = paris(2026, 11, 15, 17, 50)

    assert dates.moment(at, PARIS, ENGLISH, now=NOW) == "Sunday 15 November at 17:50"


def test_a_moment_never_breaks_inside_its_time() -> None:
    assert dates.time_of_day(NOW, PARIS, FRENCH) == "17\u00a0h\u00a050"


def test_a_moment_is_told_on_the_wall_clock_of_its_zone() -> None:
    at = datetime(2026, 11, 14, 2, 30, tzinfo=UTC)

    assert spaced(dates.moment(at, ZoneInfo("America/Martinique"), FRENCH, now=NOW)) == (
        "vendredi 13 novembre à 22 h 30"
    )


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (paris(2026, 11, 13, 10, 42), "aujourd'hui à 10 h 42"),
        (paris(2026, 11, 12, 9, 0), "hier à 9 h 00"),
        (paris(2026, 11, 13, 0, 0), "aujourd'hui à 0 h 00"),
        (paris(2026, 11, 11, 9, 0), "mercredi 11 novembre à 9 h 00"),
    ],
)
def test_what_happened_lately_is_told_as_people_do(at: datetime, said: str) -> None:
    assert spaced(dates.relative(at, PARIS, FRENCH, now=NOW)) == said


TODAY, TOMORROW = paris(2026, 11, 13, 18, 50), paris(2026, 11, 14, 8, 0)
END_OF_TODAY, END_OF_YEAR = paris(2026, 11, 14, 0, 0), paris(2027, 1, 1, 0, 0)


@pytest.mark.parametrize(
    ("at", "absolute"),
    [
        (TODAY, "vendredi 13 novembre à 18 h 50"),
        (TOMORROW, "samedi 14 novembre à 8 h 00"),
        (END_OF_TODAY, "vendredi 13 novembre"),
        (END_OF_YEAR, "jeudi 31 décembre"),
    ],
)
def test_a_deadline_at_midnight_is_the_day_that_it_ends(at: datetime, absolute: str) -> None:
    assert spaced(dates.deadline(at, PARIS, FRENCH, now=NOW)) == absolute
    assert absolute.startswith(dates.due_day(at, PARIS, FRENCH, now=NOW))


@pytest.mark.parametrize(
    ("at", "absolute", "near"),
    [
        (TODAY, "avant vendredi 13 novembre à 18 h 50", "aujourd'hui avant 18 h 50"),
        (TOMORROW, "avant samedi 14 novembre à 8 h 00", "avant samedi 14 novembre à 8 h 00"),
        (END_OF_TODAY, "vendredi 13 novembre au plus tard", "aujourd'hui au plus tard"),
        (END_OF_YEAR, "jeudi 31 décembre au plus tard", "jeudi 31 décembre au plus tard"),
    ],
)
def test_a_limit_says_its_day(at: datetime, absolute: str, near: str) -> None:
    assert spaced(dates.by(at, PARIS, FRENCH, now=NOW)) == absolute
    assert spaced(dates.limit(at, PARIS, FRENCH, now=NOW)) == near


def test_a_limit_in_english() -> None:
    assert dates.by(TOMORROW, PARIS, ENGLISH, now=NOW) == "by Saturday 14 November at 08:00"
    assert dates.limit(TODAY, PARIS, ENGLISH, now=NOW) == "today by 18:50"
    assert dates.limit(END_OF_TODAY, PARIS, ENGLISH, now=NOW) == "today at the latest"


@pytest.mark.parametrize(
    ("elapsed", "said"),
    [
        (timedelta(seconds=1), "1 min"),
        (timedelta(minutes=59, seconds=59), "59 min"),
        (timedelta(hours=5, minutes=59), "5 h"),
        (timedelta(hours=47), "47 h"),
        (timedelta(hours=48), "2 j"),
        (timedelta(days=12, hours=20), "12 j"),
    ],
)
def test_a_delay_is_rounded_down(elapsed: timedelta, said: str) -> None:
    assert spaced(dates.span(elapsed, FRENCH)) == said
