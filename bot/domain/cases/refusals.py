"""Why a step is refused, with what a sentence about it needs to say."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.calendar.wall_time import CLOCK_TOLERANCE
from bot.domain.cases.roles import Role
from bot.domain.cases.taxonomy import Severity
from bot.domain.errors import VigieError


class Reason(StrEnum):
    """Why a step is refused; the comment names the fields of `Refusal` that say more."""

    ROLE = "role"  # roles: who may
    KIND = "kind"  # cases of this kind know no such step
    STATUS = "status"
    ALREADY_DONE = "already_done"  # done_at, where one is known
    UNCHANGED = "unchanged"
    TAKEN = "taken"  # person: who has it
    EMPTY = "empty"  # field
    IN_FUTURE = "in_future"  # field, limit: now
    IN_PAST = "in_past"  # field: a day for what is still to be done
    TOO_EARLY = "too_early"  # field, limit: the first instant that will do
    TOO_LATE = "too_late"  # field, limit: the last instant that will do
    NOT_LATER = "not_later"  # field, limit: the date to go beyond
    TOO_MANY = "too_many"  # no further extension is allowed
    TOO_LONG = "too_long"  # field: more days than an extension may add
    OUT_OF_RANGE = "out_of_range"  # field
    BELOW_FLOOR = "below_floor"
    TOO_GRAVE = "too_grave"  # a major or critical complaint is not settled in one go
    NEEDS_REASON = "needs_reason"  # field; floor, where a severity lies beneath it
    NEEDS_ANALYSIS = "needs_analysis"
    NEEDS_ROOT_CAUSE = "needs_root_cause"
    NEEDS_MEDIATOR = "needs_mediator"
    NEEDS_LETTER = "needs_letter"
    NO_ADDRESSEE = "no_addressee"  # nobody can be answered
    CONFLICT_OF_INTEREST = "conflict_of_interest"  # person
    NOBODY_LEFT = "nobody_left"  # field: nobody would be left to lead the case
    HAS_LEFT = "has_left"  # field, person: whose account is deactivated
    IS_BOT = "is_bot"  # field, person: a program, which answers for nothing
    NO_SUCH_CASE = "no_such_case"  # field
    SAME_CASE = "same_case"
    IS_DUPLICATE = "is_duplicate"  # the case named as original is itself a duplicate
    NOT_HANDLED = "not_handled"  # field: nobody sees to the case named as original, or not any more
    HAS_DUPLICATES = "has_duplicates"  # others are duplicates of this case
    INCOMPLETE = "incomplete"  # missing: all that closing still asks for
    NOT_ON_SPOT = "not_on_spot"  # not settled on the spot, or it is to be handled in full
    LETTER_ON_ITS_WAY = "letter_on_its_way"  # done_at: since when; its outcome comes first
    LETTER_SENT_ALREADY = "letter_sent_already"  # done_at: when it left, word for word
    NO_MAIL = "no_mail"  # field: no mail is set up, or the contact is no longer one address
    LETTER_SETTLED = "letter_settled"  # what became of the letter is known, or words are gone
    NOT_INDEPENDENT = "not_independent"  # person: may not judge their own work


class Missing(StrEnum):
    """Facts that a case still lacks before it can be closed."""

    ACKNOWLEDGEMENT = "acknowledgement"
    QUALIFICATION = "qualification"
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


def check_text(text: str, *, field: str) -> str:
    """The text without space around it. Refuses an empty one."""
    if not (kept := text.strip()):
        raise IllegalStepError(Refusal(reason=Reason.EMPTY, field=field))
    return kept


def check_not_ahead(instant: datetime, *, now: datetime, field: str) -> datetime:
    """The instant, or now when another clock runs a little ahead. Refuses the future."""
    if instant > now + CLOCK_TOLERANCE:
        raise IllegalStepError(Refusal(reason=Reason.IN_FUTURE, field=field, limit=now))
    return min(instant, now)


def check_between(instant: datetime, *, earliest: datetime, now: datetime, field: str) -> datetime:
    """The instant, kept within bounds. Refuses the future and anything before `earliest`.

    People give minutes: 10:42 of a thing received at 10:42:37 is not before it.
    """
    if instant < earliest.replace(second=0, microsecond=0):
        raise IllegalStepError(Refusal(reason=Reason.TOO_EARLY, field=field, limit=earliest))
    return check_not_ahead(max(instant, earliest), now=now, field=field)
