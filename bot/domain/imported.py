"""A row of somebody else's register, checked and ready to become a case."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from bot.domain.cases import Complainant, Status
from bot.domain.outcomes import Outcome
from bot.domain.root_causes import CauseFamily
from bot.domain.sites import Site
from bot.domain.taxonomy import (
    Category,
    Channel,
    Continuity,
    IncidentType,
    Kind,
    Party,
    Severity,
)

_ROWS = uuid5(NAMESPACE_URL, "vigie:imported-row")


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedCase:
    """A row of somebody else's register, checked. `key` tells it from all others, for ever."""

    key: str
    kind: Kind
    received_at: datetime
    description: str
    party: Party
    channel: Channel
    severity: Severity
    source_ref: str | None = None
    category: Category | None = None
    incident_type: IncidentType | None = None
    continuity: Continuity | None = None
    session: str | None = None
    site: Site | None = None
    requested_remedy: str | None = None
    complainant: Complainant = field(default_factory=Complainant)
    injury: bool = False
    confidential: bool = False
    settled_as: Status = Status.CLOSED
    ack_sent_at: datetime | None = None
    analysis: str | None = None
    root_cause: str | None = None
    cause_family: CauseFamily | None = None
    solution: str | None = None
    outcome: Outcome | None = None
    proposed_at: datetime | None = None
    implemented_at: datetime | None = None
    closed_at: datetime | None = None

    @property
    def submission_id(self) -> UUID:
        """The same for the same row, so that importing it again changes nothing."""
        return uuid5(_ROWS, f"{self.kind}:{self.key}")

    @property
    def status(self) -> Status:
        """How far its dates show it to have come."""
        reached = self._reached_complaint if self.kind is Kind.COMPLAINT else {}
        if self.closed_at is not None:
            return self.settled_as
        first = Status.RECEIVED if self.kind is Kind.COMPLAINT else Status.REPORTED
        return next((status for status, trace in reached.items() if trace), first)

    @property
    def _reached_complaint(self) -> dict[Status, object]:
        return {
            Status.FOLLOW_UP: self.implemented_at,
            Status.SOLUTION_PROPOSED: self.proposed_at,
            Status.UNDER_REVIEW: self.analysis,
            Status.ACKNOWLEDGED: self.ack_sent_at,
        }
