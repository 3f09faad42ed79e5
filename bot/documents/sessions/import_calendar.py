"""A calendar as a list of sessions: events of one session become one row."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.documents.importing.headers import places_of
from bot.documents.importing.register_reading import Row
from bot.documents.importing.typed_cells import folded
from bot.documents.sessions.calendar_events import CalendarEvent, events_in
from bot.domain.register.imported_sessions import STATE
from bot.domain.sessions.sessions import session_key
from bot.ui.texts.sessions.importing import CANCELLED_WORD, SESSION_COLUMNS

UID_MAX = 40
"""Characters of an identifier that is shown as it is; a longer one is named by its digest."""
NEAR = timedelta(days=7)
"""Days of one code that lie no further apart are those of one session."""

_PLACES = places_of(SESSION_COLUMNS)
_CODE = re.compile(
    r"(?P<code>(?=\S{0,38}\d\d)(?=\S{0,39}[^\W\d_])[\w./-]{4,40})"
    r"(?: [-\u2013\u2014:|\u00b7] | ?: |$)(?P<title>.*)"
)
"""« SST-26-041 - Sauveteur »: a word with a letter and two figures in a row, then a mark."""
_ROOM = re.compile(r"\bsalle\b", re.IGNORECASE)
_BEFORE_ROOM = " ,;-"

Facts = dict[str, object]


def rows_of_calendar(path: Path, *, zone: ZoneInfo, today: date) -> Iterator[Row]:
    """A row for each session, numbered by its first event. Raises UnreadableFileError.

    A session's code opens its event's summary, or is said in its description (« Code : … »), else
    it is the event's own identifier. The description's lines may tell what columns do as well.
    """
    found: dict[str, tuple[int, Facts]] = {}
    for event in events_in(path, zone=zone, today=today):
        facts = _facts(event)
        for place in _places(facts):
            known = found.setdefault(place, (event.number, facts))
            if known[1] is facts or _is_one(known[1], facts):
                _join(known[1], facts)
                break
    for number, facts in found.values():
        texts = {name: str(value) for name, value in facts.items() if value is not None}
        yield Row(number=number, cells=facts, texts=texts)


def _places(facts: Facts) -> Iterator[str]:
    """Where a session of this code may be kept; a second one, further off, goes beside it."""
    key = session_key(str(facts["code"]))
    yield key
    yield f"{key}\0{facts.get('first_on')}\0{facts.get('title')}"


def _facts(event: CalendarEvent) -> Facts:
    told = dict(_told_in(event.description))
    named = _CODE.fullmatch(" ".join(event.summary.split()))
    facts: Facts = {
        "code": told.get("code") or (named["code"] if named else _identifier(event)),
        "title": (named["title"] if named and named["title"] else event.summary) or None,
        **_place(event.location),
        **{name: value for name, value in told.items() if name != "code"},
        "first_on": event.first_on,
        "last_on": event.last_on,
        STATE: CANCELLED_WORD if event.is_cancelled else None,
    }
    if event.unreadable is not None:
        name, text = event.unreadable
        facts["first_on" if name == "DTSTART" else "last_on"] = text or name
    return facts


def _identifier(event: CalendarEvent) -> str:
    name = event.uid.partition("@")[0].strip()
    if name and len(name) <= UID_MAX:
        return name
    return "ICAL-" + sha256(event.uid.encode()).hexdigest()[:12] if event.uid else ""


def _told_in(description: str) -> Iterator[tuple[str, str]]:
    """What the lines of a description tell, as « Formateur : … » does."""
    for line in description.splitlines():
        name, _, value = line.partition(":")
        _, field = _PLACES.get(folded(name), (0, ""))
        if value.strip() and field and field not in {"first_on", "last_on", "title"}:
            yield field, value.strip()


def _place(location: str) -> Facts:
    """« Nanterre, salle B »: site and room."""
    text = " ".join(location.split())
    found = _ROOM.search(text)
    if found is None:
        return {"site": text or None}
    site = text[: found.start()].strip(_BEFORE_ROOM)
    return {"site": site or None, "room": text[found.start() :]}


def _is_one(one: Facts, other: Facts) -> bool:
    """Whether two events of one code are days of one session: of one name, or near each other."""
    if folded(one.get("title") or "") == folded(other.get("title") or ""):
        return True
    days = [facts[name] for facts in (one, other) for name in ("first_on", "last_on")]
    if not all(isinstance(day, date) for day in days):
        return False
    first, last, begins, ends = (day for day in days if isinstance(day, date))
    return begins - last <= NEAR and first - ends <= NEAR


def _join(one: Facts, other: Mapping[str, object]) -> None:
    """Add to a session what another of its events tells; it is cancelled when all of them are."""
    for name, value in other.items():
        if one.get(name) is None and name != STATE:
            one[name] = value
    one["first_on"] = _of_both(one["first_on"], other["first_on"], earliest=True)
    one["last_on"] = _of_both(one["last_on"], other["last_on"], earliest=False)
    one[STATE] = one[STATE] and other[STATE]


def _of_both(one: object, other: object, *, earliest: bool) -> object:
    """The earlier or the later day; what is no day stays, for its row to be refused."""
    if isinstance(one, date) and isinstance(other, date):
        return min(one, other) if earliest else max(one, other)
    texts = [said for said in (one, other) if isinstance(said, str)]
    return texts[0] if texts else one or other
