"""A calendar of sessions is read as its days are meant, whoever wrote it."""

from datetime import date
from pathlib import Path

import pytest

from bot.documents.importing.register_reading import RowRefusedError
from bot.documents.sessions.session_files import session_lists_in
from bot.documents.sessions.session_rows import read_session
from bot.domain.calendar.wall_time import PARIS
from bot.domain.register.imported import RowFlaw, UnreadableFileError
from bot.domain.sessions.sessions import TrainingSession

TODAY = date(2026, 11, 30)
USUAL = "UID:7@school\nSUMMARY:SST-26-041 - Sauveteur"


def calendar(path: Path, *events: str) -> Path:
    """A calendar of these events, each by its lines."""
    inside = "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events)
    written = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//FR\n{inside}END:VCALENDAR\n"
    path.write_text(written.replace("\n", "\r\n"), encoding="utf-8", newline="")
    return path


def sessions_of(path: Path) -> list[TrainingSession]:
    (found,) = session_lists_in(path, zone=PARIS, today=TODAY).lists
    return [read_session(row, PARIS).session for row in found.rows()]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "sessions.ics"


@pytest.mark.parametrize(
    ("lines", "first", "last"),
    [
        ("DTSTART:20261201T080000Z\nDTEND:20261201T160000Z", (2026, 12, 1), (2026, 12, 1)),
        # the office's clock is an hour ahead
        ("DTSTART:20261130T233000Z\nDTEND:20261201T160000Z", (2026, 12, 1), (2026, 12, 1)),
        # all day: the end is the day after
        ("DTSTART;VALUE=DATE:20261201\nDTEND;VALUE=DATE:20261203", (2026, 12, 1), (2026, 12, 2)),
        ("DTSTART;VALUE=DATE:20261201", (2026, 12, 1), (2026, 12, 1)),
        ("DTSTART;VALUE=DATE:20261201\nDURATION:P2D", (2026, 12, 1), (2026, 12, 2)),
        # a zone that nobody knows, one of Windows, one of a site: the day that is written
        ("DTSTART;TZID=Nowhere/Odd:20261201T230000", (2026, 12, 1), (2026, 12, 1)),
        ("DTSTART;TZID=Romance Standard Time:20261201T003000", (2026, 12, 1), (2026, 12, 1)),
        ("DTSTART;TZID=America/Cayenne:20261201T220000", (2026, 12, 1), (2026, 12, 1)),
        ("DTSTART:20261201T090000\nDTEND:20261202T000000", (2026, 12, 1), (2026, 12, 1)),
        # four Tuesdays; the last one is left out; one day more
        ("DTSTART:20261201T090000\nRRULE:FREQ=WEEKLY;COUNT=4", (2026, 12, 1), (2026, 12, 22)),
        (
            "DTSTART:20261201T090000\nRRULE:FREQ=WEEKLY;UNTIL=20261222\nEXDATE:20261222T090000",
            (2026, 12, 1),
            (2026, 12, 15),
        ),
        (
            "DTSTART;VALUE=DATE:20261201\nRDATE;VALUE=DATE:20261203,20261209",
            (2026, 12, 1),
            (2026, 12, 9),
        ),
        # without an end: to that of next year
        ("DTSTART;VALUE=DATE:20261201\nRRULE:FREQ=DAILY", (2026, 12, 1), (2027, 12, 31)),
    ],
)
def test_a_sessions_days_are_those_on_which_it_is_held(
    path: Path, lines: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    (found,) = sessions_of(calendar(path, f"{USUAL}\n{lines}"))

    assert (found.first_on, found.last_on) == (date(*first), date(*last))


def test_an_event_tells_what_columns_do(path: Path) -> None:
    event = (
        f"{USUAL}\nDTSTART;VALUE=DATE:20261201\nLOCATION:Nanterre\\, salle B\n"
        "DESCRIPTION:Formateur : Yann Moreau\\nStagiaires : 8\\nClient : Securitas\\n"
        "Penser aux\n  mannequins\nBEGIN:VALARM\n"
        "DESCRIPTION:Client : Autre\nTRIGGER:-PT15M\nEND:VALARM"
    )
    (found,) = sessions_of(calendar(path, event))

    assert found == TrainingSession(
        code="SST-26-041",
        title="Sauveteur",
        site="Nanterre",
        room="salle B",
        first_on=date(2026, 12, 1),
        last_on=date(2026, 12, 1),
        trainers=("Yann Moreau",),
        trainees=8,
        client="Securitas",
    )


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ("UID:s-12@x\nSUMMARY:SSIAP 1 initial", "s-12"),
        ("UID:s-12@x\nSUMMARY:Recyclage\nDESCRIPTION:Code : REC-9", "REC-9"),
        (f"UID:{'0' * 90}\nSUMMARY:Recyclage", "ICAL-6ac1a3a25df2"),
    ],
)
def test_a_session_without_a_code_is_known_by_its_event(path: Path, lines: str, code: str) -> None:
    (found,) = sessions_of(calendar(path, lines))

    assert found.code.startswith(code[:5])
    assert f"SUMMARY:{found.title}" in lines


def test_events_of_one_code_are_days_of_one_session(path: Path) -> None:
    days = (
        "UID:1\nSUMMARY:SST-26-041 - Jour 1\nDTSTART;VALUE=DATE:20261201",
        "UID:2\nSUMMARY:SST-26-041 - Jour 2\nDTSTART;VALUE=DATE:20261203\nSTATUS:CANCELLED",
    )
    (found,) = sessions_of(calendar(path, *days))

    assert (found.first_on, found.last_on) == (date(2026, 12, 1), date(2026, 12, 3))
    assert not found.is_cancelled


def test_a_cancelled_event_is_a_cancelled_session(path: Path) -> None:
    (found,) = sessions_of(calendar(path, f"{USUAL}\nSTATUS:CANCELLED"))

    assert found.is_cancelled


@pytest.mark.parametrize(
    ("lines", "field"),
    [
        ("DTSTART:hier", "first_on"),
        ("DTSTART:20261201T090000\nDTEND:20261130T090000", "last_on"),
        ("DTSTART:20261201T090000\nRRULE:FREQ=SECONDLY;COUNT=99999999", "last_on"),
        ("DTSTART:20261201T090000\nRRULE:FREQ=DAILY;BYMONTHDAY=31;BYMONTH=2", "last_on"),
        ("DTSTART:20261201T090000\nRRULE:FREQ=SOMETIMES", "last_on"),
    ],
)
def test_days_that_cannot_be_read_are_refused_with_what_is_written(
    path: Path, lines: str, field: str
) -> None:
    with pytest.raises(RowRefusedError) as refused:
        sessions_of(calendar(path, f"{USUAL}\n{lines}"))

    assert refused.value.flaw is RowFlaw.NO_DATE
    assert refused.value.field == field


def test_a_calendar_that_breaks_off_is_refused_whole(path: Path) -> None:
    path.write_text("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\n", encoding="utf-8")

    with pytest.raises(UnreadableFileError, match="breaks off"):
        sessions_of(path)
