"""What trainees said of a session in a survey: a score, words, and what a manager made of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from bot.domain.cases.confidentiality import circle_free_of, circles_of
from bot.domain.cases.harm import speaks_of_misdeed
from bot.domain.cases.searching import folded
from bot.domain.errors import VigieError
from bot.domain.school.office import Office, Person
from bot.domain.sessions.sessions import TrainingSession

LEVELS = 5
"""Every score is told on one scale, from 1 to 5, whatever the survey's own."""
LOW = 2
"""A level that is put before a manager, and every one below it (indicator 32)."""
SCALES = range(2, 101)
HUNDREDTHS = 100
"""A score is kept in hundredths, so that « 8,5 » is exact."""


class Requalification(StrEnum):
    """What a manager made of an appreciation that was put before them."""

    COMPLAINT = "complaint"
    DIFFICULTY = "difficulty"
    NOTHING = "nothing"


class AppreciationJudgedError(VigieError):
    """Somebody has judged this appreciation meanwhile, or nobody has to."""


class AppreciationNotFoundError(VigieError):
    """No appreciation has this id that the reader may see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """So many hundredths of a point out of so many points."""

    hundredths: int
    out_of: int

    @property
    def level(self) -> int:
        """From 1 to 5: of ten points 1 and 2 are level 1, 9 and 10 level 5."""
        return max(1, -(-LEVELS * self.hundredths // (self.out_of * HUNDREDTHS)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Appreciation:
    """One answer to a survey about a session; a score or words, or both.

    With `case_id` it became a case. Words that speak of violence are `in_confidence` from the
    beginning, for they were not read by anybody before.
    """

    id: UUID
    session: str
    score: Score | None = None
    verbatim: str | None = None
    answered_on: date | None = None
    in_confidence: bool = False
    judgement: Requalification | None = None
    reason: str | None = None
    judged_by: str | None = None
    judged_at: datetime | None = None
    case_id: UUID | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether somebody is to say what it is: a low score, or words about violence."""
        is_low = self.score is not None and self.score.level <= LOW
        return self.judgement is None and (is_low or self.in_confidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class AppreciationOfSession:
    """An appreciation with the session that it is of, and when it was taken in."""

    appreciation: Appreciation
    session: TrainingSession
    taken_at: datetime


def is_told_in_confidence(verbatim: str | None) -> bool:
    """Whether words are for those alone who handle confidential cases."""
    return verbatim is not None and speaks_of_misdeed(verbatim)


def readers_of_words(
    appreciation: Appreciation, office: Office, members: Iterable[Person]
) -> tuple[str, ...]:
    """Who judges an appreciation: the quality managers, and who stands in for one.

    One told in confidence is for the first of these circles in which somebody is whom it does
    not name: those who handle confidential cases, the quality managers, the training managers.
    """
    if not appreciation.in_confidence:
        return office.in_quality
    said = frozenset(folded(appreciation.verbatim or "").split())
    named = (one.id for one in members if said & frozenset(_parts_of(one.name)))
    return circle_free_of(circles_of(office), frozenset(named))


_NAME_FROM = 3
"""Letters below which a part of a name is any word."""


def _parts_of(name: str) -> Iterable[str]:
    return (part for part in folded(name).split() if len(part) >= _NAME_FROM)


@dataclass(frozen=True, slots=True, kw_only=True)
class AppreciationFigures:
    """What a session, or a period, was said to be: counts by level, and the mean on five.

    `answers` counts those without a score too; `waiting` those that a quality manager may judge.
    """

    answers: int = 0
    by_level: Mapping[int, int] = field(default_factory=dict)
    mean: float | None = None
    waiting: int = 0

    @property
    def scored(self) -> int:
        return sum(self.by_level.values())


NO_APPRECIATIONS = AppreciationFigures()
