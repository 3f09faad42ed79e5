"""The invented cases that six months of the demo's school are made of."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from bot.domain.cases.outcomes import CauseFamily
from bot.domain.cases.taxonomy import (
    Category,
    Channel,
    Continuity,
    IncidentType,
    Measure,
    Party,
    Severity,
)
from bot.sandbox.people import Role

TALES = Path(__file__).with_name("tales.toml")


class Course(StrEnum):
    """How a complaint goes."""

    USUAL = "usual"
    LATE = "late"
    EXTENDED = "extended"
    PARTLY = "partly"
    REFUSED = "refused"
    NOT_UPHELD = "not_upheld"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintTale:
    """A complaint, what was found, and how it went."""

    text: str
    party: Party
    channel: Channel
    category: Category
    severity: Severity
    course: Course
    remedy: str | None
    session: str | None
    findings: str
    cause: str | None
    family: CauseFamily | None
    solution: str
    action: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentTale:
    """An incident and what was decided about it."""

    text: str
    type: IncidentType
    continuity: Continuity
    session: str
    injury: bool
    measures: tuple[Measure, ...]
    decided: str
    lost_minutes: int | None
    cause: str | None
    family: CauseFamily | None
    action: str | None
    reporter: Role


Tale = ComplaintTale | IncidentTale


def read_tales() -> tuple[Tale, ...]:
    """All of them, complaints and incidents in turns, as they are to happen."""
    told = tomllib.loads(TALES.read_text(encoding="utf-8"))
    complaints = [_complaint(one) for one in told["complaint"]]
    incidents = [_incident(one) for one in told["incident"]]
    return tuple(tale for pair in zip(complaints, incidents, strict=True) for tale in pair)


def _complaint(told: dict[str, Any]) -> ComplaintTale:
    return ComplaintTale(
        text=told["text"],
        party=Party(told["party"]),
        channel=Channel(told["channel"]),
        category=Category(told["category"]),
        severity=Severity(told["severity"]),
        course=Course(told.get("course", Course.USUAL)),
        remedy=told.get("remedy"),
        session=told.get("session"),
        findings=told.get("findings", ""),
        cause=told.get("cause"),
        family=_family(told),
        solution=told.get("solution", ""),
        action=told.get("action"),
    )


def _incident(told: dict[str, Any]) -> IncidentTale:
    return IncidentTale(
        text=told["text"],
        type=IncidentType(told["type"]),
        continuity=Continuity(told["continuity"]),
        session=told["session"],
        injury=told.get("injury", False),
        measures=tuple(map(Measure, told["measures"])),
        decided=told["decided"],
        lost_minutes=told.get("lost_minutes"),
        cause=told.get("cause"),
        family=_family(told),
        action=told.get("action"),
        reporter=Role(told.get("reporter", Role.TRAINER)),
    )


def _family(told: dict[str, Any]) -> CauseFamily | None:
    return CauseFamily(told["family"]) if "family" in told else None
