"""The promises a school makes: delays, extensions and reminder ladders, as data.

A case keeps the version it was given, so that a new policy moves no existing deadline.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from hashlib import sha256


class AckMode(StrEnum):
    """How the hours of the acknowledgement are counted."""

    ELAPSED_HOURS = "elapsed_hours"
    WORKING_DAYS_CLOCK = "working_days_clock"
    SKIP_SUNDAYS_HOLIDAYS = "skip_sundays_holidays"


class SolutionMode(StrEnum):
    """How the months of the solution are counted."""

    CALENDAR_MONTH = "calendar_month"
    CPC_END_OF_DAY = "cpc_end_of_day"


class DeadlineKind(StrEnum):
    """What is promised by a date; the first word of each reminder's rule."""

    ACK = "ack"
    SOLUTION = "solution"
    CHARGE = "charge"
    INFORMATION = "information"
    FOLLOW_UP = "follow_up"
    NEXT_STEP = "next_step"
    ACTION = "action"
    EXTERNAL = "external"


class Pace(StrEnum):
    """How often something overdue is said again."""

    EACH_WORKING_DAY = "each_working_day"
    EVERY_SECOND_WORKING_DAY = "every_second_working_day"
    WEEKLY = "weekly"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A rung of a ladder: so many days or elapsed hours before the deadline, or at it."""

    days: int = 0
    hours: int = 0

    @property
    def name(self) -> str:
        if self.days:
            return f"{self.days}d"
        return f"{self.hours}h" if self.hours else "due"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """When a kind of deadline is recalled: steps by growing urgency, then a pace when overdue."""

    kind: DeadlineKind
    steps: tuple[Step, ...]
    overdue: Pace
    on_recording: bool = False


def _before(*days: int) -> tuple[Step, ...]:
    return (*(Step(days=count) for count in days), Step())


STANDARD_LADDERS = (
    Ladder(
        kind=DeadlineKind.ACK,
        steps=(Step(hours=24), Step(hours=4), Step()),
        overdue=Pace.EACH_WORKING_DAY,
        on_recording=True,
    ),
    Ladder(
        kind=DeadlineKind.SOLUTION,
        steps=_before(10, 5, 2, 1),
        overdue=Pace.EVERY_SECOND_WORKING_DAY,
    ),
    Ladder(
        kind=DeadlineKind.CHARGE,
        # nothing on recording: the notice of the incident says it already (policy §4.1)
        steps=(Step(),),
        overdue=Pace.EACH_WORKING_DAY,
    ),
    Ladder(
        kind=DeadlineKind.INFORMATION,
        steps=(Step(hours=4), Step()),
        overdue=Pace.EACH_WORKING_DAY,
    ),
    Ladder(kind=DeadlineKind.FOLLOW_UP, steps=_before(1), overdue=Pace.WEEKLY),
    Ladder(kind=DeadlineKind.NEXT_STEP, steps=_before(), overdue=Pace.WEEKLY),
    Ladder(kind=DeadlineKind.ACTION, steps=_before(7, 1), overdue=Pace.WEEKLY),
    Ladder(
        kind=DeadlineKind.EXTERNAL,
        steps=(Step(days=7), Step(days=2), Step(days=1), Step(hours=4), Step()),
        overdue=Pace.EACH_WORKING_DAY,
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A version of the school's promises."""

    version: str
    ack_mode: AckMode = AckMode.ELAPSED_HOURS
    ack_hours: int = 48
    solution_mode: SolutionMode = SolutionMode.CALENDAR_MONTH
    solution_months: int = 1
    max_extensions: int = 2
    max_extension_days: int = 30
    charge_in: timedelta = timedelta(hours=1)
    information_working_days: int = 1
    follow_up_in: timedelta = timedelta(days=7)
    next_step_in: timedelta = timedelta(days=7)
    ladders: tuple[Ladder, ...] = STANDARD_LADDERS

    def ladder(self, kind: DeadlineKind) -> Ladder:
        """The reminders of a kind of deadline; LookupError when the policy has none."""
        for ladder in self.ladders:
            if ladder.kind is kind:
                return ladder
        raise LookupError(kind)


CAPSECURITE = Policy(version="capsecurite-1")
"""Policy §3.2: acknowledged within 48 hours, solution within one month; the rest is practice."""


def own_policy(policy: Policy) -> Policy:
    """A school's own figures under a version that stands for them; the standard's keep theirs."""
    if replace(policy, version=CAPSECURITE.version) == CAPSECURITE:
        return CAPSECURITE
    digest = sha256(repr(replace(policy, version="")).encode()).hexdigest()
    return replace(policy, version=f"{CAPSECURITE.version}+{digest[:8]}")
