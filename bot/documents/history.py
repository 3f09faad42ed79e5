"""A case's history as a page: every entry of the journal in words, oldest first, letters whole."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import takewhile, zip_longest
from typing import Any
from zoneinfo import ZoneInfo

from bot.documents import words
from bot.documents.field_words import code_in_words, label_of
from bot.documents.page import page, table, text
from bot.domain.journal import Event
from bot.services.register_lines import Line
from bot.ui.texts.french import FRENCH
from storage.journal import Entry

_NOTHING = "\N{EN DASH}"
_ABOVE = "\N{HORIZONTAL ELLIPSIS}"
_END = object()
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(?:\+00:00|Z)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NOT_SAID = frozenset({"action_id", "file_id", "id", "media_type", "told", "letter", "changes"})
"""What says nothing to a reader, or is told in a place of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentLetter:
    """A letter as it was sent, word for word."""

    at: datetime
    kind: str
    subject: str
    body: str
    means: str | None

    def as_text(self, zone: ZoneInfo) -> str:
        """The letter with when and how it went out."""
        means = f" ({self.means})" if self.means else ""
        when = f"{self.at.astimezone(zone):%d/%m/%Y %H:%M}"
        return f"{self.kind}\nLe {when}{means}\nObjet : {self.subject}\n\n{self.body}\n"


def history_page(line: Line, entries: Sequence[Entry], *, zone: ZoneInfo) -> str:
    """The page about one case."""
    case = line.case
    facts = f"{words.word(case.kind)}, état\u00a0: {words.word(case.status)}"
    sections = [_section(entry, zone) for entry in entries]
    sealed = (
        "<p>Dossier confidentiel : seules les dates sont données.</p>" if line.is_sealed else ""
    )
    return page(f"{case.ref} · Historique", f"<p>{text(facts)}</p>", sealed, *sections)


def letters_in(entries: Sequence[Entry]) -> Iterator[SentLetter]:
    """The letters that the entries tell of, in the order in which they were journalled."""
    for entry in entries:
        details = entry.details or {}
        # a follow-up may be made without a letter, which then stands beside its date and means
        told = details.get("told") or details
        letter = told.get("letter") if isinstance(told, Mapping) else None
        if isinstance(letter, Mapping):
            yield SentLetter(
                at=datetime.fromisoformat(told["at"]),
                kind=code_in_words("kind", letter.get("kind", "")),
                subject=str(letter.get("subject", "")),
                body=str(letter.get("body", "")),
                means=code_in_words("means", told["means"]) if told.get("means") else None,
            )


def _section(entry: Entry, zone: ZoneInfo) -> str:
    details = entry.details or {}
    when = f"{entry.at.astimezone(zone):%d/%m/%Y %H:%M}"
    rows = [
        (text(label_of(name)), _said(name, value, zone))
        for name, value in details.items()
        if name not in _NOT_SAID and value not in (None, "", [])
    ]
    who = words.person(entry.actor)
    parts = [
        f"<h2>{text(_event(entry.event))}</h2>",
        f'<p class="when">{when}, par {text(who)}</p>',
        table(rows) if rows else "",
        _changes(details.get("changes"), zone),
        *(_letter(letter, zone) for letter in letters_in([entry])),
    ]
    return "<section>\n" + "\n".join(part for part in parts if part) + "\n</section>"


def _changes(changes: object, zone: ZoneInfo) -> str:
    if not isinstance(changes, Mapping):
        return ""
    rows = [
        (text(label_of(name)), *(_said(name, side, zone) for side in _differing(before, after)))
        for name, (before, after) in changes.items()
    ]
    return table(rows, header=("", "Avant", "Après"))


def _differing(before: object, after: object) -> tuple[object, object]:
    """Of two lists only what is not the same at their beginning: the rest was told before."""
    if not (isinstance(before, list) and isinstance(after, list)):
        return before, after
    pairs = zip_longest(before, after, fillvalue=_END)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    above = [_ABOVE] if same else []
    return [*above, *before[same:]], [*above, *after[same:]]


def _letter(letter: SentLetter, zone: ZoneInfo) -> str:
    return f'<blockquote class="said">{text(letter.as_text(zone))}</blockquote>'


def _event(name: str) -> str:
    return FRENCH.words.event[Event(name)] if name in set(Event) else FRENCH.words.other_event


def _said(name: str, value: Any, zone: ZoneInfo) -> str:  # noqa: ANN401  # whatever the journal holds
    match value:
        case None | "" | []:
            return _NOTHING
        case bool():
            return words.yes_or_no(value)
        case list():
            return "<br>".join(_said(name, item, zone) for item in value)
        case dict():
            said = [
                f"{text(label_of(key))}\u00a0: {_said(key, item, zone)}"
                for key, item in value.items()
                if key not in _NOT_SAID and item not in (None, "", [])
            ]
            return "<br>".join(said)
        case str():
            return f'<span class="said">{text(_in_words(name, value, zone))}</span>'
        case _:
            return text(value)


def _in_words(name: str, value: str, zone: ZoneInfo) -> str:
    try:
        if _INSTANT.fullmatch(value):
            return f"{datetime.fromisoformat(value).astimezone(zone):%d/%m/%Y %H:%M}"
        if _DAY.fullmatch(value):
            return f"{date.fromisoformat(value):%d/%m/%Y}"
    except ValueError:  # people write what only looks like a date
        return value
    return code_in_words(name, value)
