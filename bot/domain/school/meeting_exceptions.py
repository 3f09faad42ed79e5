"""Changes to the planned meetings: moved, cancelled, held besides the rule."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """The meeting planned on a day is held at another local time, maybe of another day."""

    planned_on: date
    to: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingExceptions:
    """All that departs from the rule; times are of the office's wall clock."""

    cancelled: tuple[date, ...] = ()
    moved: tuple[Move, ...] = ()
    extra: tuple[datetime, ...] = ()

    def with_move(self, planned_on: date, to: datetime) -> Self:
        """The meeting of that day is held at another time, however it was changed before."""
        kept = self.restored(planned_on)
        return replace(kept, moved=(*kept.moved, Move(planned_on=planned_on, to=to)))

    def with_cancelled(self, planned_on: date) -> Self:
        """The meeting of that day is not held."""
        kept = self.restored(planned_on)
        return replace(kept, cancelled=(*kept.cancelled, planned_on))

    def restored(self, planned_on: date) -> Self:
        """The meeting of that day is held as the rule has it."""
        return replace(
            self,
            cancelled=tuple(day for day in self.cancelled if day != planned_on),
            moved=tuple(move for move in self.moved if move.planned_on != planned_on),
        )

    def with_extra(self, wall: datetime) -> Self:
        """A meeting besides the rule; the same time twice is one meeting."""
        kept = self.without_extra(wall)
        return replace(kept, extra=(*kept.extra, wall))

    def without_extra(self, wall: datetime) -> Self:
        """That meeting besides the rule is not held after all."""
        return replace(self, extra=tuple(one for one in self.extra if one != wall))


AS_PLANNED = MeetingExceptions()
"""Nothing departs from the rule."""


class MeetingStep(StrEnum):
    """Changes that can be made to a meeting."""

    MOVE = "move"
    CANCEL = "cancel"
    RESTORE = "restore"
    ADD = "add"
    DROP = "drop"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingChange:
    """One change: `planned_on` is the rule's day, `wall` the time on the office's wall clock."""

    step: MeetingStep
    planned_on: date | None = None
    wall: datetime | None = None


def applied(before: MeetingExceptions, change: MeetingChange) -> MeetingExceptions:
    """The exceptions after a change. Raises ValueError for one that says too little."""
    match change:
        case MeetingChange(step=MeetingStep.MOVE, planned_on=date() as day, wall=datetime() as to):
            return before.with_move(day, to)
        case MeetingChange(step=MeetingStep.CANCEL, planned_on=date() as day):
            return before.with_cancelled(day)
        case MeetingChange(step=MeetingStep.RESTORE, planned_on=date() as day):
            return before.restored(day)
        case MeetingChange(step=MeetingStep.ADD, wall=datetime() as wall):
            return before.with_extra(wall)
        case MeetingChange(step=MeetingStep.DROP, wall=datetime() as wall):
            return before.without_extra(wall)
        case _:
            raise ValueError(change)
