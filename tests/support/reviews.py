"""A review with only what matters to a test left to say."""

from datetime import UTC, date, datetime
from typing import Any

from bot.domain.actions.actions import ActionKind, ActionStatus
from bot.domain.calendar.periods import Semester
from bot.domain.cases.outcomes import CauseFamily
from bot.domain.cases.taxonomy import Category, IncidentType, Party, Severity
from bot.domain.reports.figures import Flow, Tally
from bot.domain.reports.quality_risks import Topic, risks_of
from bot.domain.reports.reviews import PlanEntry, Planned, Review, ReviewFigures, ReviewNotes
from bot.domain.reports.shares import Share

FIRST_HALF = Semester(year=2026, half=1)
MADE_AT = datetime(2026, 7, 1, 6, tzinfo=UTC)
NAMES = {"U0OWNER": "Thomas Guérin", "U0HEAD": "Karim Benali"}

TOPICS = (
    Topic(
        category=Category.CERTIFICATES_DOCUMENTS,
        incident_type=None,
        cause_family=CauseFamily.METHOD,
        count=7,
        gravest=Severity.MODERATE,
    ),
    Topic(
        category=None,
        incident_type=IncidentType.TECHNICAL,
        cause_family=CauseFamily.EQUIPMENT,
        count=12,
        gravest=Severity.MAJOR,
    ),
)
ENTRY = PlanEntry(
    kind=ActionKind.PREVENTIVE,
    title="Préparer les attestations à la dernière demi-journée",
    owner="U0OWNER",
    due_on=date(2026, 9, 30),
    success_criterion="Moins de deux réclamations au second semestre",
    origin_refs=("REC-2026-0004", "REC-2026-0007"),
)


def tally(received: int) -> Tally:
    """A month of so many complaints, and twice as many incidents."""
    return Tally(
        complaints=Flow(received=received, closed=received, open=3),
        incidents=Flow(received=2 * received, closed=2 * received, open=1),
        ack=Share(met=received, counted=received),
        initial=Share(met=received - 1, counted=received),
        extended=Share(met=received, counted=received),
        lost_minutes=35,
    )


def review_figures(**given: Any) -> ReviewFigures:
    """The first half of 2026, beside a half-year of twenty complaints."""
    usual: dict[str, Any] = {
        "semester": FIRST_HALF,
        "as_of": MADE_AT,
        "is_whole": True,
        "months": tuple(map(tally, (4, 6, 3, 7, 5, 8))),
        "before": tally(20),
        "last_year": None,
        "categories": ((Category.CERTIFICATES_DOCUMENTS, 7), (Category.SCHEDULING_CANCELLATION, 2)),
        "parties": ((Party.TRAINEE, 9),),
        "incident_types": ((IncidentType.TECHNICAL, 12),),
        "cause_families": ((CauseFamily.EQUIPMENT, 9), (CauseFamily.METHOD, 5)),
        "severities": ((Severity.MINOR, 60), (Severity.MAJOR, 3)),
        "interrupted": 2,
        "topics": TOPICS,
        "plan_before": (
            Planned(
                ref="ACT-2026-0003",
                title="Vérifier les projecteurs chaque lundi",
                owner="U0OWNER",
                due_on=date(2026, 3, 31),
                status=ActionStatus.EFFECTIVE,
                is_effective=True,
            ),
        ),
        "effective": Share(met=3, counted=4),
        "on_time": Share(met=5, counted=6, pending=1),
    }
    return ReviewFigures(**usual | given)


def review(**given: Any) -> Review:
    """A first draft, partly written."""
    usual: dict[str, Any] = {
        "edition": 1,
        "generated_at": MADE_AT,
        "generated_by": "vigie",
        "policy_version": "capsecurite-1",
        "figures": review_figures(),
        "notes": ReviewNotes(
            trainees=412,
            sessions=58,
            recurring="Les attestations partent quand la feuille d'émargement revient signée.",
            participants=("U0OWNER", "U0HEAD"),
            risks=risks_of(TOPICS),
            plan=(ENTRY,),
        ),
        "fingerprint": "0123456789abcdef" * 4,
    }
    return Review(**usual | given)
