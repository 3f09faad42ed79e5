"""Reports with only what matters to a test left to say."""

from datetime import UTC, datetime
from typing import Any

from bot.domain.calendar.periods import Month
from bot.domain.cases.outcomes import CauseFamily, Outcome
from bot.domain.cases.taxonomy import Category, IncidentType, Party
from bot.domain.reports.figures import COMPARED, Figures, Flow, LateCase, Recurrence, Report, Tally
from bot.domain.reports.shares import ActionFigures, Share
from bot.domain.school.policies import DeadlineKind

OCTOBER = Month(year=2026, month=10)
MADE_AT = datetime(2026, 10, 30, 8, tzinfo=UTC)
"""Friday 30 October 2026, 9:00 in Paris."""
MEETING_AT = datetime(2026, 11, 3, 8, tzinfo=UTC)

PRESENT = Tally(
    complaints=Flow(received=7, closed=5, open=3),
    incidents=Flow(received=12, closed=11, open=2),
    ack=Share(met=7, counted=7),
    initial=Share(met=5, counted=5),
    extended=Share(met=5, counted=5),
    confidential=1,
    lost_minutes=95,
)
SEPTEMBER = Tally(
    complaints=Flow(received=4, closed=4, open=1),
    incidents=Flow(received=13, closed=12, open=1),
    ack=Share(met=3, counted=4),
)


def tallies(present: Tally = PRESENT, before: Tally | None = SEPTEMBER) -> tuple[Tally | None, ...]:
    """Two known months, and nothing before them."""
    return (*[None] * (COMPARED - 2), before, present)


def figures(**given: Any) -> Figures:
    """October of a school that began in September, unless told otherwise."""
    usual: dict[str, Any] = {
        "month": OCTOBER,
        "as_of": MADE_AT,
        "counted_until": MADE_AT,
        "is_whole": False,
        "tallies": tallies(),
        "ages": (3, 0, 1, 1),
        "categories": ((Category.CERTIFICATES_DOCUMENTS, 4), (Category.CONDUCT_VHD, 2)),
        "parties": ((Party.TRAINEE, 6),),
        "incident_types": ((IncidentType.TECHNICAL, 9), (IncidentType.PEDAGOGICAL, 3)),
        "cause_families": ((CauseFamily.EQUIPMENT, 5),),
        "outcomes": ((Outcome.UPHELD, 4), (Outcome.NOT_UPHELD, 1)),
    }
    return Figures(**usual | given)


def report(**given: Any) -> Report:
    """The first edition of October, made for the meeting of 3 November."""
    usual: dict[str, Any] = {
        "edition": 1,
        "generated_at": MADE_AT,
        "generated_by": "vigie",
        "meeting_at": MEETING_AT,
        "policy_version": "capsecurite-1",
        "figures": figures(),
        "fingerprint": "0123456789abcdef" * 4,
    }
    return Report(**usual | given)


def told_otherwise() -> tuple[Report, Report]:
    """Two editions of October, once it was over, between which every figure changed."""
    one, two = Flow(received=1, closed=1, open=1), Flow(received=2, closed=2, open=2)
    shares = {1: Share(met=1, counted=1), 2: Share(met=1, counted=2)}
    flows = {1: one, 2: two}

    def edition(number: int) -> Report:
        share, flow = shares[number], flows[number]
        tally = Tally(
            complaints=flow,
            incidents=flow,
            ack=share,
            initial=share,
            extended=share,
            trainees=number,
            sessions=number,
        )
        told = figures(
            is_whole=True,
            tallies=tallies(tally),
            actions=ActionFigures(on_time=share, effective=share),
            late_count=number,
            late_at=MADE_AT,
            categories=(([*Category][number], 1),),
            parties=(([*Party][number], 1),),
            incident_types=(([*IncidentType][number], 1),),
            cause_families=(([*CauseFamily][number], 1),),
            outcomes=(([*Outcome][number], 1),),
        )
        return report(edition=number, figures=told)

    return edition(1), edition(2)


def late(count: int = 1) -> dict[str, Any]:
    """What figures with so many late promises hold; at most twenty are listed."""
    one = LateCase(
        ref="REC-2026-0007",
        promise=DeadlineKind.ACK,
        due_at=datetime(2026, 10, 27, 8, tzinfo=UTC),
    )
    return {"late": (one,) * min(count, 20), "late_count": count, "late_outside": 0}


RECURRENT = Recurrence(
    category=Category.SCHEDULING_CANCELLATION,
    incident_type=None,
    cause_family=CauseFamily.MANAGEMENT,
    count=3,
)
