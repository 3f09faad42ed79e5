"""Cases with only what matters to a test left to say."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from bot.domain.cases.cases import Case, Status
from bot.domain.cases.taxonomy import (
    Category,
    Channel,
    Continuity,
    IncidentType,
    Kind,
    Party,
    Severity,
)
from storage.cases.cases import KeptFile
from tests.support.builders import NOW, QUALITY, TRAINER

CASE_ID = UUID("0190aaaa-0000-7000-8000-000000000012")


def incident(**given: Any) -> Case:
    """A dead projector reported just now, unless told otherwise."""
    usual: dict[str, Any] = {
        "id": CASE_ID,
        "ref": "INC-2026-0012",
        "kind": Kind.INCIDENT,
        "status": Status.REPORTED,
        "received_at": NOW,
        "recorded_at": NOW,
        "recorded_by": TRAINER,
        "channel": Channel.SLACK,
        "party": Party.TEACHING_TEAM,
        "description": "le projecteur est mort salle B",
        "severity": Severity.MODERATE,
        "incident_type": IncidentType.TECHNICAL,
        "continuity": Continuity.DEGRADED,
        "session": "SSIAP 1, Lyon, jour 3 sur 10",
        "charge_due_at": NOW + timedelta(hours=1),
        "information_due_at": NOW + timedelta(hours=24),
    }
    return Case(**usual | given)


def complaint(**given: Any) -> Case:
    """A certificate that never came, received just now, unless told otherwise."""
    usual: dict[str, Any] = {
        "id": CASE_ID,
        "ref": "REC-2026-0007",
        "kind": Kind.COMPLAINT,
        "status": Status.RECEIVED,
        "received_at": NOW,
        "recorded_at": NOW,
        "recorded_by": QUALITY,
        "channel": Channel.PHONE,
        "party": Party.TRAINEE,
        "description": "Attestation SST toujours pas reçue.",
        "severity": Severity.MODERATE,
        "category": Category.CERTIFICATES_DOCUMENTS,
        "requested_remedy": "envoi de l'attestation cette semaine",
        "ack_due_at": NOW + timedelta(hours=48),
        "solution_due_at": NOW + timedelta(days=30),
        "current_due_at": NOW + timedelta(days=30),
    }
    return Case(**usual | given)


def kept_file(name: str, *, size: int = 10_000_000, refused: str | None = None) -> KeptFile:
    """A file of a case."""
    return KeptFile(
        id=uuid4(),
        case_id=CASE_ID,
        slack_id="F1",
        name=name,
        url="",
        size=size,
        refused=refused,
    )
