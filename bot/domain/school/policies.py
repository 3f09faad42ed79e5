"""The promises a school makes: delays, extensions and reminder ladders, as data.

A case keeps the version it was given, so that a new policy moves no existing deadline.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import StrEnum
from hashlib import sha256

from bot.domain.errors import VigieError

LONGEST_AHEAD = timedelta(days=90)
_STEP = re.compile(r"(?P<count>[1-9]\d{0,3})(?P<unit>[dh])")


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
    """Kinds of promises and dates; the first word of each reminder's rule."""

    ACK = "ack"
    SOLUTION = "solution"
    CHARGE = "charge"
    INFORMATION = "information"
    FOLLOW_UP = "follow_up"
    NEXT_STEP = "next_step"
    ACTION = "action"
    EFFECT = "effect"
    """Whether an action had the effect wanted, on the day when that is to be judged."""
    EXTERNAL = "external"

    @property
    def written_out(self) -> str:
        """Its name in exported registers and frozen figures."""
        return _WRITTEN_OUT.get(self, self.value)

    @classmethod
    def _missing_(cls, value: object) -> "DeadlineKind | None":
        return next((kind for kind, name in _WRITTEN_OUT.items() if name == value), None)


_WRITTEN_OUT = {DeadlineKind.ACK: "acknowledgement"}


class Pace(StrEnum):
    """How often something overdue is said again."""

    EACH_WORKING_DAY = "each_working_day"
    EVERY_SECOND_WORKING_DAY = "every_second_working_day"
    WEEKLY = "weekly"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
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
    """When a kind of deadline is recalled: steps by growing urgency, then a pace when overdue.

    The pace is that at which it goes up a level; one that a school asked for (`is_own_pace`) holds
    for as long as it is overdue. That is no promise, so no version of a policy tells it.
    """

    kind: DeadlineKind
    steps: tuple[Rung, ...]
    overdue: Pace
    on_recording: bool = False
    is_own_pace: bool = field(default=False, compare=False, repr=False)


def _before(*days: int) -> tuple[Rung, ...]:
    return (*(Rung(days=count) for count in days), Rung())


_EFFECT = Ladder(kind=DeadlineKind.EFFECT, steps=_before(1), overdue=Pace.WEEKLY)

STANDARD_LADDERS = (
    Ladder(
        kind=DeadlineKind.ACK,
        steps=(Rung(hours=24), Rung(hours=4), Rung()),
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
        steps=(Rung(),),
        overdue=Pace.EACH_WORKING_DAY,
    ),
    Ladder(
        kind=DeadlineKind.INFORMATION, steps=(Rung(hours=4), Rung()), overdue=Pace.EACH_WORKING_DAY
    ),
    Ladder(kind=DeadlineKind.FOLLOW_UP, steps=_before(1), overdue=Pace.WEEKLY),
    Ladder(kind=DeadlineKind.NEXT_STEP, steps=_before(), overdue=Pace.WEEKLY),
    Ladder(kind=DeadlineKind.ACTION, steps=_before(7, 1), overdue=Pace.WEEKLY),
    _EFFECT,
    Ladder(
        kind=DeadlineKind.EXTERNAL,
        steps=(Rung(days=7), Rung(days=2), Rung(days=1), Rung(hours=4), Rung()),
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
        """The reminders of a kind of deadline: the usual ones of a kind it does not know."""
        known = (*self.ladders, *STANDARD_LADDERS)
        return next(ladder for ladder in known if ladder.kind is kind)


CAPSECURITE = Policy(version="capsecurite-1")
"""Policy §3.2: acknowledged within 48 hours, solution within one month; the rest is practice."""


def own_policy(policy: Policy) -> Policy:
    """A school's own figures under a version that stands for them; the standard's keep theirs."""
    if replace(policy, version=CAPSECURITE.version) == CAPSECURITE:
        return replace(policy, version=CAPSECURITE.version)
    # a version stands on cases and frozen figures: it stays what it was when a rung was a step,
    # and before effects were recalled
    own = tuple(ladder for ladder in policy.ladders if ladder != _EFFECT)
    figures = repr(replace(policy, version="", ladders=own)).replace("Rung(", "Step(")
    digest = sha256(figures.encode()).hexdigest()
    return replace(policy, version=f"{CAPSECURITE.version}+{digest[:8]}")


_PACES = {
    "daily": Pace.EACH_WORKING_DAY,
    "second-day": Pace.EVERY_SECOND_WORKING_DAY,
    "weekly": Pace.WEEKLY,
}


class LadderWordsError(VigieError):
    """Words that are no ladder; the message says what one looks like."""


def ladders_in(words: str) -> tuple[Ladder, ...]:
    """The standard ladders with those that are written here in their place.

    `kind=steps/pace`, separated by semicolons: the steps are days or hours before the
    deadline (`10d`, `4h`), the first one the earliest; the pace, which may be left out,
    says how often something overdue is said, for as long as it is. The deadline itself is
    always said. Raises LadderWordsError.
    """
    own: dict[DeadlineKind, Ladder] = {}
    for part in filter(None, (part.strip() for part in words.split(";"))):
        ladder = _ladder(part)
        if ladder.kind in own:
            msg = f"« {ladder.kind} » is there twice"
            raise LadderWordsError(msg)
        own[ladder.kind] = ladder
    return tuple(own.get(ladder.kind, ladder) for ladder in STANDARD_LADDERS)


def _ladder(part: str) -> Ladder:
    name, equals, rungs = part.partition("=")
    kinds = {str(ladder.kind): ladder for ladder in STANDARD_LADDERS}
    standard = kinds.get(name.strip())
    if standard is None or not equals:
        msg = f"should be such as ack=24h,4h or action=7d,1d/weekly, of: {', '.join(kinds)}"
        raise LadderWordsError(msg)
    steps, slash, pace = rungs.partition("/")
    if slash and pace.strip() not in _PACES:
        msg = f"after the slash should be one of: {', '.join(_PACES)}"
        raise LadderWordsError(msg)
    return replace(
        standard,
        steps=(*_steps(steps), Rung()),
        overdue=_PACES[pace.strip()] if slash else standard.overdue,
        is_own_pace=bool(slash),
    )


def _steps(words: str) -> Iterator[Rung]:
    last = LONGEST_AHEAD
    for word in filter(None, (word.strip() for word in words.split(","))):
        found = _STEP.fullmatch(word)
        if found is None:
            msg = f"« {word} » should be days or hours before the deadline, such as 2d or 4h"
            raise LadderWordsError(msg)
        count, is_days = int(found["count"]), found["unit"] == "d"
        ahead = timedelta(days=count) if is_days else timedelta(hours=count)
        if ahead > last:
            msg = f"« {word} » should come later than the step before it, and within 90 days"
            raise LadderWordsError(msg)
        yield Rung(days=count) if is_days else Rung(hours=count)
        last = ahead - timedelta(hours=1)
