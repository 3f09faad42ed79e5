"""Why a step is refused, with what a sentence about it needs to say."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.errors import VigieError
from bot.domain.roles import Role
from bot.domain.taxonomy import Severity


class Reason(StrEnum):
    """Why a step is refused; the comment names the fields of `Refusal` that say more."""

    ROLE = "role"  # roles: who may
    KIND = "kind"  # cases of this kind know no such step
    STATUS = "status"
    ALREADY_DONE = "already_done"  # done_at, where one is known
    TAKEN = "taken"  # person: who has it
    EMPTY = "empty"  # field
    IN_FUTURE = "in_future"  # field, limit: now
    TOO_EARLY = "too_early"  # field, limit: the first instant that will do
    TOO_LATE = "too_late"  # field, limit: the last instant that will do
    NOT_LATER = "not_later"  # field, limit: the date to go beyond
    TOO_MANY = "too_many"  # no further extension is allowed
    TOO_LONG = "too_long"  # field: more days than an extension may add
    OUT_OF_RANGE = "out_of_range"  # field
    NEEDS_REASON = "needs_reason"  # field; floor, where a severity lies beneath it
    NEEDS_ANALYSIS = "needs_analysis"
    NEEDS_ROOT_CAUSE = "needs_root_cause"
    NEEDS_MEDIATOR = "needs_mediator"
    NEEDS_LETTER = "needs_letter"
    NO_ADDRESSEE = "no_addressee"  # nobody can be answered
    CONFLICT_OF_INTEREST = "conflict_of_interest"  # person
    HAS_LEFT = "has_left"  # field, person: whose account is deactivated
    IS_BOT = "is_bot"  # field, person: a program, which answers for nothing
    NO_SUCH_CASE = "no_such_case"  # field
    SAME_CASE = "same_case"
    IS_DUPLICATE = "is_duplicate"  # the case named as original is itself a duplicate
    INCOMPLETE = "incomplete"  # missing: all that closing still asks for
    NOT_INDEPENDENT = "not_independent"  # person: may not judge their own work


class Missing(StrEnum):
    """What a case still lacks before it can be closed."""

    ACKNOWLEDGEMENT = "acknowledgement"
    ANSWER = "answer"
    ROOT_CAUSE = "root_cause"
    IMPLEMENTATION = "implementation"
    FOLLOW_UP = "follow_up"
    MEASURE = "measure"
    INFORMATION_POINT = "information_point"
    ACTIONS = "actions"
    EXTERNAL_DEADLINES = "external_deadlines"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A reason and its particulars; `field` is the payload's, so that a form can point at it."""

    reason: Reason
    field: str | None = None
    limit: datetime | None = None
    done_at: datetime | None = None
    person: str | None = None
    floor: Severity | None = None
    roles: frozenset[Role] = frozenset()
    missing: tuple[Missing, ...] = ()


class IllegalStepError(VigieError):
    """The step may not be taken now, by this person or in this way; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.reason)
        self.refusal = refusal
