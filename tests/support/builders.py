"""Drafts with only what matters to a test left to say."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from bot.domain.calendar.public_holidays import HolidayRegion
from bot.domain.cases.cases import ComplaintDraft, IncidentDraft
from bot.domain.cases.taxonomy import Category, Channel, Continuity, IncidentType, Party, Severity
from bot.domain.school.office import Office, Site
from bot.services.unit_of_work import Transactions
from storage.database import Database

NOW = datetime(2026, 11, 13, 16, 50, tzinfo=UTC)
"""Friday 13 November 2026, 17:50 in Paris."""

TRAINER, QUALITY, DIRECTION = "U0TRAINER", "U0QUALITY", "U0DIRECTION"

OFFICE = Office(
    quality_channel="C0QUALITE",
    quality_managers=(QUALITY,),
    training_managers=(DIRECTION,),
)

CAYENNE = Site(name="Cayenne", zone=ZoneInfo("America/Cayenne"), region=HolidayRegion.GUYANE)
NOUMEA = Site(name="Nouméa", zone=ZoneInfo("Pacific/Noumea"))
"""Without holidays of its own: the office's count."""

ELSEWHERE = replace(OFFICE, sites=(CAYENNE, NOUMEA))
"""The same school with sites far away."""


def opened(database: Database, *, now: datetime = NOW, office: Office = OFFICE) -> Transactions:
    """What opens the transactions of an instant, in a school without choices of its own."""
    return Transactions(database=database, defaults=office, now=now)


def incident_draft(**given: Any) -> IncidentDraft:
    """A dead projector, unless told otherwise."""
    usual: dict[str, Any] = {
        "submission_id": uuid4(),
        "reporter": TRAINER,
        "description": "le projecteur est mort salle B",
        "incident_type": IncidentType.TECHNICAL,
        "continuity": Continuity.DEGRADED,
    }
    return IncidentDraft(**usual | given)


def complaint_draft(**given: Any) -> ComplaintDraft:
    """A certificate that never came, unless told otherwise."""
    usual: dict[str, Any] = {
        "submission_id": uuid4(),
        "reporter": QUALITY,
        "received_at": NOW,
        "description": "Attestation SST toujours pas reçue.",
        "party": Party.TRAINEE,
        "channel": Channel.PHONE,
        "category": Category.CERTIFICATES_DOCUMENTS,
        "severity": Severity.MODERATE,
    }
    return ComplaintDraft(**usual | given)
