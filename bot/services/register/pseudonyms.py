"""Telling of people without naming them: labels for members, « […] » for who complains.

GDPR art. 4(5): a label stays the same all through one document, so that the same
hand can be followed from case to case, and says nothing outside of it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import cache
from typing import Any, TypeVar, get_args, get_type_hints

from bot.domain.cases.cases import Complainant
from bot.domain.cases.confidentiality import HIDDEN, hiding, hiding_words
from bot.domain.cases.journal_entries import VIGIE, Plain
from bot.domain.school.office import Office, Person

Reword = Callable[[str], str]
Thing = TypeVar("Thing")

PEOPLE = frozenset(
    {
        *("recorded_by", "owner", "closed_by", "handlers", "concerned_people", "people_involved"),
        *("asked_by", "communicated_by", "by", "created_by", "done_by", "checked_by", "actor"),
        *("noted_by", "settled_by", "person", "participants", "written_by", "accepted_by"),
    }
)
"""Fields that hold members' ids."""
CODES = frozenset({"ref", "duplicate_of", "related_refs", "origin_refs", "event", "kind", "period"})
"""Fields that hold no words of people's, and so stay as they are."""

_MEMBER_ID = re.compile(r"[UW](?=[A-Z0-9]*\d)[A-Z0-9]{5,}")
# a label holds no « < »: Slack escapes it, and a search for « > » need look no further
_MENTION = re.compile(r"<@[UW][A-Z0-9]+(?:\|[^<>]*)?>")
_LETTERS = re.compile(r"[^\W\d_]+")


class Labels:
    """Gives each member a label by what they do here: « quality_manager-1 », « member-3 »."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._given: dict[str, str] = {VIGIE: VIGIE}
        self._counts: dict[str, int] = {}

    def label(self, person: str) -> str:
        """The member's label, the next free one when first asked for."""
        if person not in self._given:
            role = self._role(person)
            self._counts[role] = self._counts.get(role, 0) + 1
            self._given[person] = f"{role}-{self._counts[role]}"
        return self._given[person]

    def _role(self, person: str) -> str:
        if person in self._office.quality_managers:
            return "quality_manager"
        return "training_manager" if person in self._office.training_managers else "member"


def names_of(members: Sequence[Person]) -> Reword:
    """Gives each member their name, and their id where no name is known."""
    names = {member.id: member.name for member in members}
    return lambda person: names.get(person, person)


class Masks:
    """Hides who complains, members' full names, addresses and telephone numbers."""

    def __init__(self, members: Sequence[Person]) -> None:
        self._members: dict[str, list[str]] = {}
        for member in members:
            words = _words(member.name)
            if len(words) > 1:  # a lone first name may be any word, as « Pierre » is
                self._members.setdefault(words[0], []).append(member.name)

    def against(self, complainant: Complainant) -> Reword:
        """The masking of texts in the case of this complainant."""
        hide = hiding([complainant.name] if complainant.name else [])
        hide_contact = hiding_words([(complainant.contact or "").strip()])

        def mask(text: str) -> str:
            said = hiding_words(self._members_in(text))(hide_contact(text))
            return hide(_MENTION.sub(HIDDEN, said) if "<@" in said else said)

        return mask

    def _members_in(self, text: str) -> list[str]:
        known = self._members.keys() & set(_words(text)) if self._members else ()
        return [name for word in sorted(known) for name in self._members[word]]


def reworded(thing: Thing, *, person: Reword, text: Reword) -> Thing:
    """The record with its members' ids and texts replaced, at any depth."""
    changes = {}
    for name in _telling_fields(type(thing)):  # type: ignore[arg-type]  # a class has a hash
        value = getattr(thing, name)
        if value:
            said = _reworded_field(name, value, person=person, text=text)
            if said is not value:
                changes[name] = said
    return replace(thing, **changes) if changes else thing  # type: ignore[type-var]  # any dataclass


def reworded_plain(value: Plain, *, person: Reword, text: Reword, name: str = "") -> Plain:
    """A journal's plain value with ids and texts replaced; a lone id is known by its shape."""
    match value:
        case dict():
            return {
                key: reworded_plain(item, person=person, text=text, name=key)
                for key, item in value.items()
            }
        case list():
            return [reworded_plain(item, person=person, text=text, name=name) for item in value]
        case str() if name not in CODES:
            is_member = name in PEOPLE or _MEMBER_ID.fullmatch(value)
            return person(value) if is_member else text(value)
        case _:
            return value


def _reworded_field(name: str, value: Any, *, person: Reword, text: Reword) -> Any:  # noqa: ANN401  # a field may hold anything
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return person(value) if name in PEOPLE else text(value)
    if isinstance(value, tuple):
        return tuple(_reworded_field(name, item, person=person, text=text) for item in value)
    return reworded(value, person=person, text=text) if is_dataclass(value) else value


@cache
def _telling_fields(record: type) -> tuple[str, ...]:
    """The fields that may hold words of people's; codes, dates and numbers need no look."""
    hints = get_type_hints(record)
    return tuple(
        field.name
        for field in fields(record)
        if field.name not in CODES and _may_tell(hints[field.name])
    )


def _may_tell(hint: Any) -> bool:  # noqa: ANN401  # a type, or what stands for several
    if arguments := get_args(hint):
        return any(_may_tell(argument) for argument in arguments)
    return hint is str or is_dataclass(hint)


def _words(text: str) -> list[str]:
    return _LETTERS.findall(text.casefold())
