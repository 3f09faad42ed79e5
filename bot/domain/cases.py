"""A case: a complaint or an incident, as it is now, and as its reporter drafts it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from bot.domain.taxonomy import (
    Category,
    Channel,
    Continuity,
    IncidentType,
    Kind,
    Party,
    Severity,
)

DESCRIPTION_MAX = 40_000
"""Characters kept of a description; a modal's input gives 3,000, a message up to 40,000."""


class Status(StrEnum):
    """Where a case stands; `bot.domain.lifecycles` says how it moves."""

    # complaint, policy §3
    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    UNDER_REVIEW = "under_review"
    WAITING_INFO = "waiting_info"
    SOLUTION_PROPOSED = "solution_proposed"
    IN_IMPLEMENTATION = "in_implementation"
    FOLLOW_UP = "follow_up"
    REJECTED = "rejected"
    DUPLICATE = "duplicate"
    WITHDRAWN = "withdrawn"
    # incident, policy §4
    REPORTED = "reported"
    TAKEN_CHARGE = "taken_charge"
    MEASURES_DECIDED = "measures_decided"
    PARTIES_INFORMED = "parties_informed"
    ACTIONS_RUNNING = "actions_running"
    # both
    CLOSED = "closed"
    REOPENED = "reopened"


SETTLED = frozenset({Status.CLOSED, Status.REJECTED, Status.DUPLICATE, Status.WITHDRAWN})
"""The statuses in which nothing is left to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Complainant:
    """Who complains and how to reach them: personal data, never in a channel or a log."""

    name: str | None = None
    contact: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadedFile:
    """A file that a form refers to, still at Slack."""

    slack_id: str
    name: str
    url: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintDraft:
    """A complaint as the form gives it, checked field by field."""

    submission_id: UUID
    reporter: str
    received_at: datetime
    description: str
    party: Party
    channel: Channel
    category: Category
    severity: Severity
    complainant: Complainant = Complainant()
    session: str | None = None
    requested_remedy: str | None = None
    confidential: bool = False
    files: tuple[UploadedFile, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentDraft:
    """An incident as the form gives it, checked field by field."""

    submission_id: UUID
    reporter: str
    description: str
    incident_type: IncidentType
    continuity: Continuity
    session: str | None = None
    injury: bool = False
    confidential: bool = False
    files: tuple[UploadedFile, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case as it is now. Instants are aware UTC; people are Slack user ids."""

    id: UUID
    ref: str
    kind: Kind
    status: Status
    received_at: datetime
    recorded_at: datetime
    recorded_by: str
    channel: Channel
    party: Party
    description: str
    severity: Severity
    category: Category | None = None
    incident_type: IncidentType | None = None
    continuity: Continuity | None = None
    session: str | None = None
    requested_remedy: str | None = None
    injury: bool = False
    confidential: bool = False
    owner: str | None = None
    ack_due_at: datetime | None = None
    solution_due_at: datetime | None = None
    current_due_at: datetime | None = None
    charge_due_at: datetime | None = None
    information_due_at: datetime | None = None
    file_count: int = 0
