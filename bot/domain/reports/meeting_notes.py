"""Questions to the team meeting, its decisions and its minutes (policy §5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.calendar.periods import Month
from bot.domain.reports.figures import Figures

ASKED = 3
"""Questions for one meeting: few enough to be answered."""


class Question(StrEnum):
    """Questions on a month, the most pressing first; the last three always fit."""

    INJURY = "injury"
    LATE = "late"
    MISSED = "missed"
    INEFFECTIVE = "ineffective"
    RECURRENCE = "recurrence"
    UNDONE = "undone"
    CATEGORY = "category"
    INCIDENTS = "incidents"
    GENERALISE = "generalise"
    UNSAID = "unsaid"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True, kw_only=True)
class Discussed:
    """The edition of a month's summary that is on the table."""

    month: Month
    edition: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesDraft:
    """Minutes as somebody writes them; `participants` are members' ids."""

    held_on: date
    participants: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """An action that the meeting decided, as the minutes name it."""

    ref: str
    title: str
    owner: str
    due_on: date
    is_improvement: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """An edition of a meeting's minutes; a later one corrects it.

    `document` is their text as it was frozen, with the participants' names, and
    `fingerprint` its SHA-256 in hexadecimal, which the journal holds too.
    """

    month: Month
    edition: int
    report_edition: int
    report_fingerprint: str
    held_on: date
    participants: tuple[str, ...]
    text: str
    decided: tuple[Decided, ...]
    written_by: str
    written_at: datetime
    document: str = ""
    fingerprint: str = ""

    @property
    def people(self) -> frozenset[str]:
        """Everybody whom the minutes name."""
        owners = (one.owner for one in self.decided)
        return frozenset((self.written_by, *self.participants, *owners))


def questions_of(figures: Figures) -> tuple[Question, ...]:
    """The three questions that a month's figures put to the meeting."""
    present = figures.present
    raised = {
        Question.INJURY: present.injuries,
        Question.LATE: figures.late_count,
        Question.MISSED: present.ack.missed + present.extended.missed,
        Question.INEFFECTIVE: figures.actions.effective.missed,
        Question.RECURRENCE: figures.recurrences,
        Question.UNDONE: figures.last_meeting and figures.last_meeting.late,
        Question.CATEGORY: _has_first(figures.categories),
        Question.INCIDENTS: _has_first(figures.incident_types),
    }
    return tuple(one for one in Question if raised.get(one, True))[:ASKED]


def _has_first(ranked: Sequence[tuple[StrEnum, int]]) -> bool:
    """Whether one comes before all others, with more than a single case."""
    first, second = (*(count for _, count in ranked), 0, 0)[:2]
    return first > max(1, second)
