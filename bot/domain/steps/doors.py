"""Doors: steps that are rarely taken, found behind one button that asks which of them is meant."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from bot.domain.steps.lifecycles import Step


class Door(StrEnum):
    """What somebody wants who does not know yet by which step."""

    CORRECT = "correct"
    RECLASSIFY = "reclassify"


BEHIND: Mapping[Door, tuple[Step, ...]] = {
    Door.CORRECT: (Step.CORRECT_FACTS, Step.CORRECT_RECEPTION),
    Door.RECLASSIFY: (
        Step.REJECT,
        Step.MARK_DUPLICATE,
        Step.WITHDRAW,
        Step.WAIVE_ACKNOWLEDGEMENT,
    ),
}
"""The steps behind each door, in the order in which it offers them."""

_DOORS = {step: door for door, steps in BEHIND.items() for step in steps}


def entries(steps: Iterable[Step]) -> tuple[Step | Door, ...]:
    """The steps as menus offer them: a door in place of those behind it, where the first stood."""
    return tuple(dict.fromkeys(_DOORS.get(step, step) for step in steps))
