"""What changed between two states of a thing, in plain values that a journal can keep."""

from collections.abc import Mapping
from dataclasses import Field, dataclass, fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any, ClassVar, Protocol, TypeAlias
from uuid import UUID
from zoneinfo import ZoneInfo

Plain: TypeAlias = "bool | int | str | list[Plain] | dict[str, Plain] | None"
"""What JSON can say: instants are ISO 8601 in UTC, closed sets their value."""


class Record(Protocol):
    """Any dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A field's value before and after."""

    before: Plain
    after: Plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An entry for the journal: what was done, what it changed, and what else was said."""

    name: str
    changes: Mapping[str, Change]
    details: Mapping[str, Plain]


def event_of(name: str, wanted: Record, *, old: Record, new: Record) -> Event:
    """The entry about a step: its changes, and what was given with it that shows in none."""
    changes = changes_between(old, new)
    given = fields_of(wanted)
    details = {
        field: value
        for field, value in given.items()
        if field not in changes and value not in (None, "", [])
    }
    return Event(name=name, changes=changes, details=details)


def changes_between(old: Record, new: Record) -> Mapping[str, Change]:
    """The fields in which two states of the same thing differ, by name."""
    before, after = fields_of(old), fields_of(new)
    return {
        name: Change(before=before[name], after=after[name])
        for name in before
        if before[name] != after[name]
    }


def fields_of(thing: Record) -> dict[str, Plain]:
    """The fields of a dataclass by name, as plain values."""
    return {field.name: plain(getattr(thing, field.name)) for field in fields(thing)}


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
