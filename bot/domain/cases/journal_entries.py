"""What the journal tells of a case: what happened, and what it changed, in plain values."""

from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum, StrEnum
from typing import Any, ClassVar, Protocol, TypeAlias
from uuid import UUID
from zoneinfo import ZoneInfo

VIGIE = "vigie"
"""The journal's name for Vigie itself, where a member's id would stand."""

TIMELINE_PAGE = 5
"""Entries of a timeline shown at a time."""


class Event(StrEnum):
    """What may happen to a case beside its steps and is worth a line in its timeline.

    A step of a case is journalled under its own name, one of an action after `action_`.
    """

    CASE_FILED = "case_filed"
    CASE_IMPORTED = "case_imported"
    REGISTER_APPLIED = "register_applied"
    CASE_READ = "case_read"
    CASE_ANONYMISED = "case_anonymised"
    OWNER_LEFT = "owner_left"
    HANDLERS_NAMED = "handlers_named"
    DUPLICATE_LINKED = "duplicate_linked"
    DUPLICATE_UNLINKED = "duplicate_unlinked"
    DUPLICATE_RETURNED = "duplicate_returned"
    CASES_LINKED = "cases_linked"
    NOTE_EDITED = "note_edited"
    NOTE_DELETED = "note_deleted"
    ACTION_OWNER_LEFT = "action_owner_left"
    INFORMATION_GIVEN = "information_given"
    FILE_KEPT = "file_kept"
    FILE_REFUSED = "file_refused"
    FILE_LINKED = "file_linked"
    FILE_SHOWN = "file_shown"
    LETTER_PRINTED = "letter_printed"
    FILE_WITHDRAWN = "file_withdrawn"
    FILE_MISSING = "file_missing"
    FILE_ALTERED = "file_altered"
    DEADLINE_ESCALATED = "deadline_escalated"
    PERSON_UNREACHABLE = "person_unreachable"
    MAIL_FILED = "mail_filed"
    MAIL_ATTACHED = "mail_attached"
    MAIL_TAKEN_BACK = "mail_taken_back"
    MAIL_SET_ASIDE = "mail_set_aside"
    MAIL_READ = "mail_read"
    LETTER_WISHED = "letter_wished"
    LETTER_ACCEPTED = "letter_accepted"
    LETTER_LEFT_ALONE = "letter_left_alone"
    LETTER_REFUSED = "letter_refused"
    LETTER_UNKNOWN = "letter_unknown"
    LETTER_RETURNED = "letter_returned"
    LETTER_DECLARED_SENT = "letter_declared_sent"
    LETTER_NOT_SENT = "letter_not_sent"
    LETTER_CANCELLED = "letter_cancelled"


ERASING = frozenset({Event.CASE_ANONYMISED})
"""After these a case's earlier entries may lack what people wrote; without one none may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """One line of a case's timeline. `actor` is a Slack user id, None for Vigie itself.

    `event` is an `Event` or a step; one that this version does not know is still shown.
    `details` may hold `text` or `file` (a name), which people wrote, a `reason`, the
    `action` it is about or the `refs` of those it created, and `changes`: a pair of values,
    before and after, for each field.
    """

    at: datetime
    actor: str | None
    event: str
    details: Mapping[str, Any] = field(default_factory=dict)


Plain: TypeAlias = "bool | int | str | list[Plain] | dict[str, Plain] | None"
"""Values as JSON: instants are ISO 8601 in UTC, closed sets their value."""


class Record(Protocol):
    """Any dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A field's value before and after."""

    before: Plain
    after: Plain


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalRecord:
    """An entry for the journal: what was done, what it changed, and what else was said."""

    name: str
    changes: Mapping[str, Change]
    details: Mapping[str, Plain]


def event_of(name: str, wanted: Record, *, old: Record, new: Record) -> JournalRecord:
    """The entry about a step: its changes, and what was given with it that shows in none."""
    changes = changes_between(old, new)
    given = fields_of(wanted)
    details = {
        field: value
        for field, value in given.items()
        if field not in changes and value not in (None, "", [])
    }
    return JournalRecord(name=name, changes=changes, details=details)


def changes_between(old: Record, new: Record) -> Mapping[str, Change]:
    """The fields in which two states of the same thing differ, by name."""
    before, after = fields_of(old), fields_of(new)
    return {
        name: Change(before=before[name], after=after[name])
        for name in before
        if before[name] != after[name]
    }


def fields_of(thing: Record) -> dict[str, Plain]:
    """The fields of a dataclass that tell it from another, by name, as plain values."""
    return {one.name: plain(getattr(thing, one.name)) for one in fields(thing) if one.compare}


def plain(value: object) -> Plain:
    """A domain value as JSON can say it. Raises TypeError for one that it cannot."""
    match value:
        case Enum():
            return plain(value.value)
        case None | bool() | int() | str():
            return value
        case tuple():
            return [plain(item) for item in value]
        case _ if is_dataclass(value) and not isinstance(value, type):
            return fields_of(value)
        case _:
            return _in_letters(value)


def _in_letters(value: object) -> str:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date():
            return value.isoformat()
        case UUID() | ZoneInfo():
            return str(value)
        case _:
            raise TypeError(value)
