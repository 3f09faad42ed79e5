"""Who was told what an audit asks for: trainees the channel, trainers the procedure."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class InformedGroup(StrEnum):
    """Who was told: trainees how to complain, trainers the procedure, an officer of a case."""

    TRAINEES = "trainees"
    TRAINERS = "trainers"
    DISABILITY_OFFICER = "disability_officer"


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationWish:
    """An information as it is to be noted: `said` tells by whom and how they were told.

    `about` is a case's reference or a session, as it was written.
    """

    submission_id: UUID
    group: InformedGroup
    told_on: date
    said: str
    about: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenInformation:
    """An information as it was noted."""

    group: InformedGroup
    told_on: date
    said: str
    noted_at: datetime
    noted_by: str
    about: str | None = None
