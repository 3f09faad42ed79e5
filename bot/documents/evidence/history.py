"""A case's history as a page: every entry of the journal in words, oldest first, letters whole."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import takewhile, zip_longest
from typing import Any
from zoneinfo import ZoneInfo

from bot.documents.evidence import texts
from bot.documents.evidence.html import page, table, text
from bot.documents.register import words
from bot.documents.register.words import code_in_words, label_of
from bot.domain.cases.letters import letter_told_in
from bot.domain.cases.taxonomy import Kind
from bot.services.register.register_lines import Line
from bot.ui.texts.catalogue import FRENCH
from storage.cases.journal import Entry

_NOTHING = "\N{EN DASH}"
_ABOVE = "\N{HORIZONTAL ELLIPSIS}"
_END = object()
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(?:\+00:00|Z)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NOT_SAID = frozenset({"action_id", "file_id", "id", "media_type", "told", "letter", "changes"})
"""Keys that are meaningless to a reader, or shown in a place of their own."""
_SAID_IF_TRUE = frozenset({"on_spot"})
"""Keys of what is rarely true, and goes without saying where it is not."""


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
        return texts.LETTER.format(
            kind=self.kind, when=when, means=means, subject=self.subject, body=self.body
        )


def history_page(
    line: Line, entries: Sequence[Entry], *, zone: ZoneInfo, papers: Iterable[str] = ()
) -> str:
    """The page about one case; `papers` are HTML about what else the pack has of it."""
    case = line.case
    status = FRENCH.words.status_of(case.kind, case.status)
    facts = texts.FACTS.format(kind=words.word(case.kind), status=status)
    reader = _Reader(zone=zone, kind=case.kind)
    sections = [_section(entry, reader) for entry in entries]
    sealed = f"<p>{texts.SEALED}</p>" if line.is_sealed else ""
    return page(
        f"{case.ref} · {texts.HISTORY}", f"<p>{text(facts)}</p>", sealed, *papers, *sections
    )


def letters_in(entries: Sequence[Entry]) -> Iterator[SentLetter]:
    """The letters that the entries tell of, in the order in which they were journalled."""
    for told in filter(None, (letter_told_in(entry.details) for entry in entries)):
        yield SentLetter(
            at=told.at,
            kind=code_in_words("kind", told.kind),
            subject=told.subject,
            body=told.body,
            means=code_in_words("means", told.means) if told.means else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """How a page is read: on which clock, and of which kind of case."""

    zone: ZoneInfo
    kind: Kind


def _section(entry: Entry, reader: _Reader) -> str:
    details = entry.details or {}
    when = f"{entry.at.astimezone(reader.zone):%d/%m/%Y %H:%M}"
    rows = [
        (text(label_of(name)), _said(name, value, reader))
        for name, value in details.items()
        if name not in _NOT_SAID and value not in (None, "", [])
    ]
    told = texts.ENTRY.format(when=when, who=words.person(entry.actor))
    parts = [
        f"<h2>{text(FRENCH.journal.named(entry.event))}</h2>",
        f'<p class="when">{text(told)}</p>',
        table(rows) if rows else "",
        _changes(details.get("changes"), reader),
        *(_letter(letter, reader) for letter in letters_in([entry])),
    ]
    return "<section>\n" + "\n".join(part for part in parts if part) + "\n</section>"


def _changes(changes: object, reader: _Reader) -> str:
    if not isinstance(changes, Mapping):
        return ""
    rows = [
        (text(label_of(name)), *(_said(name, side, reader) for side in _differing(before, after)))
        for name, (before, after) in changes.items()
    ]
    return table(rows, header=texts.CHANGES)


def _differing(before: object, after: object) -> tuple[object, object]:
    """Of two lists only what is not the same at their beginning: the rest was told before."""
    if not (isinstance(before, list) and isinstance(after, list)):
        return before, after
    pairs = zip_longest(before, after, fillvalue=_END)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    above = [_ABOVE] if same else []
    return [*above, *before[same:]], [*above, *after[same:]]


def _letter(letter: SentLetter, reader: _Reader) -> str:
    return f'<blockquote class="said">{text(letter.as_text(reader.zone))}</blockquote>'


def _said(name: str, value: Any, reader: _Reader) -> str:  # noqa: ANN401  # whatever the journal holds
    match value:
        case None | "" | []:
            return _NOTHING
        case bool():
            return words.yes_or_no(value)
        case list():
            return "<br>".join(_said(name, item, reader) for item in value)
        case dict():
            said = [
                texts.PAIR.format(label=text(label_of(key)), value=_said(key, item, reader))
                for key, item in value.items()
                if key not in _NOT_SAID and item not in (None, "", [])
                if item or key not in _SAID_IF_TRUE
            ]
            return "<br>".join(said)
        case str():
            return f'<span class="said">{text(_in_words(name, value, reader))}</span>'
        case _:
            return text(value)


def _in_words(name: str, value: str, reader: _Reader) -> str:
    try:
        if _INSTANT.fullmatch(value):
            return f"{datetime.fromisoformat(value).astimezone(reader.zone):%d/%m/%Y %H:%M}"
        if _DAY.fullmatch(value):
            return f"{date.fromisoformat(value):%d/%m/%Y}"
    except ValueError:  # people write what only looks like a date
        return value
    return code_in_words(name, value, kind=reader.kind)
