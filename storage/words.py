"""Where words of people lie: one list, by which a case's are erased, and of what holds none.

A table that gets a column for words, and a folder that gets files with some, is named here; a test
finds the column that is in neither list. See docs/decisions/mail.md.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Table, delete, select, update

from storage.tables import (
    actions,
    appreciations,
    audits,
    case_addresses,
    cases,
    complainants,
    files,
    inbox,
    journal,
    letter_events,
    letters,
    mail_files,
    mails,
    minutes,
    policy_texts,
    reports,
    review_notes,
    risks,
    search_texts,
    sessions,
    trainers,
)


class Fate(StrEnum):
    """What becomes of words when their case is erased."""

    BLANKED = "blanked"
    """Nothing stands in their place; the row stays, with its figures and what proves it."""
    DELETED = "deleted"
    """The row goes."""
    REWORDED = "reworded"
    """Written anew with the case or the action itself, in `bot/services/cases/erasing.py`."""
    PASSING = "passing"
    """Forgotten by itself, once what came is dealt with."""
    OF_PERIOD = "of_period"
    """Of no single case: a meeting's, a month's or a half-year's, kept as it was told."""
    OF_PLANNING = "of_planning"
    """Of no case: sessions as their source tells of them, what audits drew, and risks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordStore:
    """Columns of a table that hold words."""

    table: Table
    columns: tuple[str, ...]
    fate: Fate

    def is_of(self, case_id: UUID) -> ColumnElement[bool]:
        """The rows of a case."""
        if "case_id" in self.table.c:
            return self.table.c.case_id == case_id
        owner, name = _OWNERS[self.table.name]
        return self.table.c[name].in_(select(owner.c.id).where(owner.c.case_id == case_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class WordFolder:
    """A folder whose files hold words, and the columns that name them by their SHA-256."""

    what: str
    named_by: tuple[str, ...]


_OWNERS = {letter_events.name: (letters, "letter_id"), mail_files.name: (mails, "mail_id")}
_EMPTY: Mapping[str, str] = {"notes": "", "folded_notes": ""}
"""What may not be NULL is empty."""

WORD_STORES = (
    WordStore(
        table=cases,
        columns=(
            *("description", "session", "requested_remedy", "life"),
            *("complained_about", "named_handlers", "ack_not_applicable"),
        ),
        fate=Fate.REWORDED,
    ),
    WordStore(
        table=actions,
        columns=(
            *("title", "success_criterion", "proof"),
            *("findings", "cancelled_because", "earlier"),
        ),
        fate=Fate.REWORDED,
    ),
    WordStore(table=search_texts, columns=("facts", "folded_facts"), fate=Fate.REWORDED),
    WordStore(table=search_texts, columns=("notes", "folded_notes"), fate=Fate.BLANKED),
    WordStore(table=complainants, columns=("name", "contact"), fate=Fate.DELETED),
    WordStore(table=journal, columns=("details", "salt"), fate=Fate.BLANKED),
    WordStore(table=files, columns=("name", "url"), fate=Fate.DELETED),
    # before their letters and mails, by which they are found
    WordStore(table=letter_events, columns=("text",), fate=Fate.BLANKED),
    WordStore(table=mail_files, columns=("name",), fate=Fate.DELETED),
    WordStore(
        table=letters,
        columns=("to_address", "subject", "body", "eml", "step", "untaken", "answer"),
        fate=Fate.BLANKED,
    ),
    WordStore(
        table=mails,
        columns=(
            *("from_address", "from_name", "reply_to", "subject", "text", "shown"),
            *("attached", "message_id", "raw"),
        ),
        fate=Fate.BLANKED,
    ),
    WordStore(table=case_addresses, columns=("address",), fate=Fate.DELETED),
    WordStore(table=appreciations, columns=("verbatim", "reason"), fate=Fate.BLANKED),
    WordStore(table=inbox, columns=("payload",), fate=Fate.PASSING),
    WordStore(table=review_notes, columns=("notes",), fate=Fate.OF_PERIOD),
    WordStore(table=reports, columns=("snapshot",), fate=Fate.OF_PERIOD),
    WordStore(table=minutes, columns=("facts", "document"), fate=Fate.OF_PERIOD),
    WordStore(
        table=sessions,
        columns=("title", "site", "room", "trainers", "client", "funder", "source", "words"),
        fate=Fate.OF_PLANNING,
    ),
    WordStore(table=trainers, columns=("name",), fate=Fate.OF_PLANNING),
    WordStore(table=audits, columns=("shown_to", "sample"), fate=Fate.OF_PLANNING),
    WordStore(table=appreciations, columns=("source",), fate=Fate.OF_PLANNING),
    WordStore(table=policy_texts, columns=("text",), fate=Fate.OF_PERIOD),
    WordStore(
        table=risks,
        columns=(
            *("title", "cause", "effect", "control", "treatment"),
            *("accepted_because", "set_aside_because"),
        ),
        fate=Fate.OF_PLANNING,
    ),
)

WORD_FOLDERS = (
    WordFolder(
        what="the folder of kept files",
        named_by=("files.sha256", "mails.raw", "mail_files.sha256"),
    ),
)

WORDLESS: Mapping[str, str] = {
    "actions.origin_refs": "references",
    "letters.server": "the name of a mail server",
    "mailboxes.account": "the school's own address",
    "mailboxes.folder": "the name of a folder",
    "mails.cites": "Message-IDs",
    "office_settings.value": "what the school set up",
    "outbox.details": "facts and ids: what is said is made when it is sent",
    "people.name": "members, by the name that Slack shows",
    "policies.promises": "delays",
    "sealed_entries.body": "what only the sealed folder's keys open; it goes with its report",
    "sealed_entries.mac": "a keyed hash",
    "sealed_reports.header": "as the bodies of its entries",
    "sealed_reports.mac": "a keyed hash",
}
"""Columns that could hold words and hold none, and what they hold."""


def erase_words(connection: Connection, case_id: UUID) -> dict[str, int]:
    """Take all words of a case that are not written anew with the case itself.

    Returns how many rows of each table that were.
    """
    counts = dict[str, int]()
    for store in WORD_STORES:
        mine = store.is_of(case_id) if store.fate in {Fate.BLANKED, Fate.DELETED} else None
        if mine is None:
            continue
        if store.fate is Fate.DELETED:
            taken = connection.execute(delete(store.table).where(mine))
        else:
            blank = {name: _EMPTY.get(name) for name in store.columns}
            taken = connection.execute(update(store.table).where(mine).values(blank))
        counts[store.table.name] = counts.get(store.table.name, 0) + taken.rowcount
    return {name: count for name, count in counts.items() if count}


def words_held(connection: Connection, case_id: UUID) -> set[str]:
    """Every text of a case that lies in a table of its own or in its journal."""
    held = set[str]()
    for store in WORD_STORES:
        if store.fate in {Fate.BLANKED, Fate.DELETED, Fate.REWORDED}:
            columns = [store.table.c[name] for name in store.columns]
            mine = store.table.c.id if store.table is cases else None
            where = mine == case_id if mine is not None else store.is_of(case_id)
            for row in connection.execute(select(*columns).where(where)):
                held.update(text for value in row for text in _texts_in(value))
    return held


def _texts_in(value: object) -> Iterator[str]:
    """The texts in a column's value, those of a JSON document one by one."""
    match value:
        case str() if value[:1] in {"{", "["}:
            try:
                yield from _texts_in(json.loads(value))
            except ValueError:
                yield value
        case str():
            yield value
        case dict():
            yield from (text for item in value.values() for text in _texts_in(item))
        case list() | tuple():
            yield from (text for item in value for text in _texts_in(item))
