"""Who stands in for somebody in charge who is away, from which day to which.

A substitute has the absent person's place beside them: what is due is told to both, and both may
do what there is to do. There is no chain: who stands in for a substitute takes their own place,
not the one they were lent.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

LONGEST_DAYS = 366
"""Days that somebody may be replaced at once; who is away for longer leaves the settings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Substitution:
    """Somebody stands in for somebody else, both days included, on the office's clock."""

    id: UUID
    absent: str
    substitute: str
    begins_on: date
    ends_on: date

    def is_running(self, today: date) -> bool:
        return self.begins_on <= today <= self.ends_on

    def meets(self, other: "Substitution") -> bool:
        """Whether both run on some day."""
        return self.begins_on <= other.ends_on and other.begins_on <= self.ends_on


class Unsuited(StrEnum):
    """Why somebody cannot be replaced so."""

    NOT_IN_CHARGE = "absent_not_in_charge"
    SAME_PERSON = "substitute_is_absent"
    PAST = "in_past"
    REVERSED = "days_reversed"
    TOO_LONG = "days_too_many"
    REPLACED_ALREADY = "absent_replaced_already"
    SUBSTITUTE_AWAY = "substitute_away"


def unsuited(
    wanted: Substitution,
    others: Iterable[Substitution],
    *,
    in_charge: Iterable[str],
    today: date,
) -> Unsuited | None:
    """Why a substitution cannot be; None where it can. `others` are not over yet.

    Nobody has two substitutes on one day, and none who is replaced on one of these days.
    """
    if wanted.absent not in in_charge:
        return Unsuited.NOT_IN_CHARGE
    if wanted.substitute == wanted.absent:
        return Unsuited.SAME_PERSON
    return _unsuited_days(wanted, today) or _in_the_way(wanted, others)


def _unsuited_days(wanted: Substitution, today: date) -> Unsuited | None:
    if wanted.begins_on < today:
        return Unsuited.PAST
    if wanted.ends_on < wanted.begins_on:
        return Unsuited.REVERSED
    is_long = (wanted.ends_on - wanted.begins_on).days >= LONGEST_DAYS
    return Unsuited.TOO_LONG if is_long else None


def _in_the_way(wanted: Substitution, others: Iterable[Substitution]) -> Unsuited | None:
    away = {one.absent for one in others if one.meets(wanted)}
    if wanted.absent in away:
        return Unsuited.REPLACED_ALREADY
    return Unsuited.SUBSTITUTE_AWAY if wanted.substitute in away else None


@dataclass(frozen=True, slots=True)
class StandIns:
    """The substitutions that run now."""

    running: tuple[Substitution, ...] = ()

    def of(self, person: str) -> tuple[str, ...]:
        """Who stands in for somebody."""
        return tuple(one.substitute for one in self.running if one.absent == person)

    def replaced_by(self, person: str) -> tuple[str, ...]:
        """For whom somebody stands in."""
        return tuple(one.absent for one in self.running if one.substitute == person)

    def beside(self, people: Iterable[str]) -> tuple[str, ...]:
        """These people, each followed by who stands in for them; nobody twice."""
        both = (one for person in people for one in (person, *self.of(person)))
        return tuple(dict.fromkeys(both))


NOBODY_AWAY = StandIns()


@dataclass(frozen=True, slots=True, kw_only=True)
class Substitutions:
    """Those that run or are to come, as one person may change them.

    `for_all` says that they may for everybody in charge; otherwise for themselves alone.
    """

    listed: tuple[Substitution, ...]
    today: date
    reader: str
    in_charge: frozenset[str]
    for_all: bool

    def may_change(self, one: Substitution) -> bool:
        return self.for_all or one.absent == self.reader
