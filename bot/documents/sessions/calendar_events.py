"""The events of an iCalendar file (RFC 5545), one by one, with the days on which each is held."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.documents.importing.table_files import RECORD_MAX, charset_of
from bot.domain.register.imported import UnreadableFileError

EVENT_LINES_MAX = 2_000
OCCURRENCES_MAX = 4_000
"""Repetitions of one event that are followed: ten years of working days."""

_DAYS = re.compile(r"(?:DTSTART|DTEND|DURATION|RRULE|RDATE|EXDATE)[;:]", re.IGNORECASE)
_TEXT = re.compile(
    r"(?P<name>UID|SUMMARY|STATUS|LOCATION|DESCRIPTION)"
    r'(?:;[^:"]*(?:"[^"]*"[^:"]*)*)?:(?P<value>.*)',
    re.IGNORECASE,
)
_ESCAPED = re.compile(r"\\(.)")
_BY_DAYS = frozenset({"FREQ", "UNTIL", "COUNT", "INTERVAL", "BYDAY", "BYMONTH", "WKST"})
"""Of a rule by days or weeks, the parts that can never ask for a day that no year has."""
_BY_MONTHS = _BY_DAYS | {"BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS"}
_RULES = {"DAILY": _BY_DAYS, "WEEKLY": _BY_DAYS, "MONTHLY": _BY_MONTHS, "YEARLY": _BY_MONTHS}


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEvent:
    """An event as its file tells of it; `number` is its place there.

    Of days that cannot be read, `unreadable` names the property and holds its text.
    """

    number: int
    uid: str = ""
    summary: str = ""
    location: str = ""
    description: str = ""
    is_cancelled: bool = False
    first_on: date | None = None
    last_on: date | None = None
    unreadable: tuple[str, str] | None = None


def is_calendar(path: Path) -> bool:
    """Whether a file begins as an iCalendar does. Raises UnreadableFileError."""
    try:
        with path.open("rb") as file:
            start = file.read(64)
    except OSError as error:
        raise UnreadableFileError(f"{path} cannot be read: {error.strerror}.") from error
    return start.removeprefix(b"\xef\xbb\xbf").lstrip()[:15].upper() == b"BEGIN:VCALENDAR"


def events_in(path: Path, *, zone: ZoneInfo, today: date) -> Iterator[CalendarEvent]:
    """Every event; days of UTC count on the clock of `zone`, others as they are written.

    What repeats without an end is followed to the end of the year after `today`'s. Raises
    UnreadableFileError for a calendar that breaks off.
    """
    with path.open(encoding=charset_of(path), newline="") as file:
        for number, lines in enumerate(_events(_unfolded(file, path), path), start=1):
            yield _EventReader(zone=zone, today=today).read(number, lines)


def _unfolded(lines: Iterable[str], path: Path) -> Iterator[str]:
    """Content lines whole: one that begins with a space goes on with the one before."""
    pieces: list[str] = []
    length = 0
    for line in lines:
        bare = line.rstrip("\r\n")
        if bare[:1] not in {" ", "\t"}:
            yield "".join(pieces)
            pieces, length = [], 0
        pieces.append(bare[1:] if pieces else bare)
        length += len(bare)
        if length > RECORD_MAX:
            raise UnreadableFileError(f"{path}: a line has more than {RECORD_MAX} characters.")
    yield "".join(pieces)


def _events(lines: Iterable[str], path: Path) -> Iterator[list[str]]:
    """The lines that are read of each event; what stands within an event, as alarms do, is not."""
    inside: list[str] = []
    event: list[str] = []
    for line in lines:
        mark, _, name = line.partition(":")
        match mark.upper():
            case "BEGIN":
                inside.append(name.strip().upper())
                event = [] if inside[-1] == "VEVENT" else event
            case "END":
                if inside and inside.pop() == "VEVENT":
                    yield event
            case _ if inside[-1:] == ["VEVENT"] and len(event) < EVENT_LINES_MAX:
                event.append(line)
    if inside:
        raise UnreadableFileError(f"{path} is a calendar that breaks off before its end.")


@dataclass(frozen=True, slots=True, kw_only=True)
class _EventReader:
    zone: ZoneInfo
    today: date

    def read(self, number: int, lines: list[str]) -> CalendarEvent:
        from icalendar import Event  # noqa: PLC0415  # the bot starts without it

        days = [line for line in lines if _DAYS.match(line)]
        event = Event.from_ical("\r\n".join(["BEGIN:VEVENT", *days, "END:VEVENT", ""]))
        texts = _texts_in(lines)
        return CalendarEvent(
            number=number,
            uid=texts.get("uid", ""),
            summary=texts.get("summary", ""),
            location=texts.get("location", ""),
            description=texts.get("description", ""),
            is_cancelled=texts.get("status", "").upper() == "CANCELLED",
            **self._days(event, days),
        )

    def _days(self, event: Any, lines: list[str]) -> dict[str, Any]:  # noqa: ANN401  # the library's
        """The first and the last day, or what of them cannot be read."""
        name = "DTSTART"
        try:
            start = event.get(name)
            if start is None:
                return {}
            begins = self._wall(start.dt)
            name = "DTEND" if event.get("DTEND") is not None else "DURATION"
            ends = self._end(event, begins)
            name = "RRULE"
            first, last = self._repeated(event, _day_of(begins))
        except (ValueError, OverflowError, TypeError, AttributeError):
            return {"unreadable": (name, _text_of(name, lines))}
        return {"first_on": first, "last_on": last + max(ends - _day_of(begins), timedelta())}

    def _wall(self, at: date) -> date:
        """The moment on the wall where it happens, or the day."""
        if isinstance(at, datetime) and at.tzinfo is not None:
            zone = self.zone if at.utcoffset() == timedelta() else at.tzinfo
            return at.astimezone(zone).replace(tzinfo=None)
        return at

    def _end(self, event: Any, begins: date) -> date:  # noqa: ANN401  # the library's
        """The last day of the first time: the end itself belongs to no day."""
        ends = event.get("DTEND")
        lasts = event.get("DURATION")
        if ends is not None:
            end = self._wall(ends.dt)
        elif lasts is not None:
            end = begins + lasts.dt
        else:
            return _day_of(begins)
        if _moment(end) < _moment(begins):
            raise ValueError(end)
        return max(_day_of(begins), (_moment(end) - timedelta(microseconds=1)).date())

    def _repeated(self, event: Any, first: date) -> tuple[date, date]:  # noqa: ANN401  # the library's
        """The first days of the first and the last time that it is held."""
        without = {_day_of(self._wall(one.dt)) for one in _dates(event, "EXDATE")}
        days = {_day_of(self._wall(_begin(one.dt))) for one in _dates(event, "RDATE")} | {first}
        rule = event.get("RRULE")
        if rule is not None:
            if isinstance(rule, list):
                raise ValueError(rule)
            days.update(self._by_rule(rule, first))
        held = days - without
        return (min(held), max(held)) if held else (first, first)

    def _by_rule(self, rule: Any, first: date) -> Iterator[date]:  # noqa: ANN401  # the library's
        from dateutil.rrule import rrulestr  # noqa: PLC0415  # the bot starts without it

        (frequency,) = rule["FREQ"]
        known = _RULES.get(str(frequency).upper())
        if known is None or not set(rule) <= known:
            raise ValueError(frequency)
        end = date(max(self.today, first).year + 1, 12, 31)
        for until in rule.get("UNTIL", ()):
            end = min(end, _day_of(self._wall(until)))
        parts = {name: value for name, value in rule.items() if name != "UNTIL"}
        written = type(rule)(parts).to_ical().decode()
        times = rrulestr(written, dtstart=datetime.combine(first, time()))
        for at in islice(times, OCCURRENCES_MAX):
            if at.date() > end:
                return
            yield at.date()


def _texts_in(lines: Iterable[str]) -> dict[str, str]:
    """The texts of an event by their properties' names; the library takes long for each."""
    found: dict[str, str] = {}
    for line in lines:
        if text := _TEXT.fullmatch(line):
            found.setdefault(text["name"].lower(), _ESCAPED.sub(_unescaped, text["value"]).strip())
    return found


def _unescaped(found: re.Match[str]) -> str:
    return "\n" if found[1] in "nN" else found[1]


def _dates(event: Any, name: str) -> Iterator[Any]:  # noqa: ANN401  # the library's
    found = event.get(name)
    for one in found if isinstance(found, list) else [found]:
        yield from one.dts if one is not None else ()


def _begin(at: Any) -> date:  # noqa: ANN401  # a moment, or a period
    begins: date = at[0] if isinstance(at, tuple) else at
    return begins


def _day_of(at: date) -> date:
    return at.date() if isinstance(at, datetime) else at


def _moment(at: date) -> datetime:
    return at if isinstance(at, datetime) else datetime.combine(at, time())


def _text_of(name: str, lines: Iterable[str]) -> str:
    """What a property holds as it is written, in the first of its lines."""
    found = (line for line in lines if line.upper().startswith((f"{name};", f"{name}:")))
    return next(found, "").partition(":")[2]
