"""Ladders as a school writes them in its settings: « ack=24h,4h; solution=10d,5d,2d,1d »."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.domain.errors import VigieError
from bot.domain.policies import STANDARD_LADDERS, DeadlineKind, Ladder, Pace, Step

LONGEST_AHEAD = timedelta(days=90)
_STEP = re.compile(r"(?P<count>[1-9]\d{0,3})(?P<unit>[dh])")
_PACES = {
    "daily": Pace.EACH_WORKING_DAY,
    "second-day": Pace.EVERY_SECOND_WORKING_DAY,
    "weekly": Pace.WEEKLY,
}


class LadderWordsError(VigieError):
    """What was written is no ladder; the message says what one looks like."""


def ladders_in(words: str) -> tuple[Ladder, ...]:
    """The standard ladders with those that are written here in their place.

    `kind=steps/pace`, separated by semicolons: the steps are days or hours before the
    deadline (`10d`, `4h`), the first one the earliest; the pace, which may be left out,
    says how often something overdue is said again. The deadline itself is always said.
    Raises LadderWordsError.
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
        steps=(*_steps(steps), Step()),
        overdue=_PACES[pace.strip()] if slash else standard.overdue,
    )


def _steps(words: str) -> Iterator[Step]:
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
        yield Step(days=count) if is_days else Step(hours=count)
        last = ahead - timedelta(hours=1)
