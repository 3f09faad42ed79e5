"""A case: a complaint or an incident, as it is now, and as its reporter drafts it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from bot.domain.cases.outcomes import (
    Admissibility,
    CauseFamily,
    ComplainantDecision,
    Inadmissibility,
    Outcome,
)
from bot.domain.cases.taxonomy import (
    ALWAYS_CONFIDENTIAL,
    Category,
    Channel,
    Continuity,
    IncidentType,
    Kind,
    Means,
    Nature,
    Party,
    Severity,
    Signatory,
)
from bot.domain.cases.traces import (
    DecidedMeasures,
    DoneAtOnce,
    ExternalDeadline,
    FollowUp,
    GrantedExtension,
    InformationPoint,
    InformationRequest,
    PastLife,
    Promise,
)
from bot.domain.school.office import Site

DESCRIPTION_MAX = 40_000
"""Characters kept of a description; a modal's input gives 3,000, a message up to 40,000."""


class Status(StrEnum):
    """Where a case stands; `bot.domain.steps.lifecycles` says how it moves."""

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

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self not in SETTLED


SETTLED = frozenset({Status.CLOSED, Status.REJECTED, Status.DUPLICATE, Status.WITHDRAWN})
"""The statuses in which nothing is left to do."""

NOTHING: Mapping[Kind, frozenset[Status]] = {
    Kind.COMPLAINT: frozenset({Status.DUPLICATE, Status.REJECTED}),
    Kind.INCIDENT: frozenset({Status.DUPLICATE, Status.WITHDRAWN}),
}
"""A case of these is another one told twice, or was none at all: nothing came back with it.

A complaint that its complainant withdrew was one.
"""


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
    """A complaint as the form gives it, checked field by field.

    Who is not in charge says neither category nor severity: both are proposed then, and are
    `to_confirm`. `mail_id` is the mail that it came by, which nobody may have decided about,
    `appreciation_id` the answer to a survey that it was made of.
    """

    submission_id: UUID
    reporter: str
    received_at: datetime
    description: str
    party: Party
    channel: Channel
    category: Category | None = None
    severity: Severity | None = None
    to_confirm: bool = False
    complainant: Complainant = Complainant()
    session: str | None = None
    requested_remedy: str | None = None
    confidential: bool = False
    concerned_people: tuple[str, ...] = ()
    files: tuple[UploadedFile, ...] = ()
    site: Site | None = None
    mail_id: UUID | None = None
    appreciation_id: UUID | None = None

    @property
    def is_confidential(self) -> bool:
        """Whether it was asked for, or what it is about makes it so."""
        return self.confidential or self.category in ALWAYS_CONFIDENTIAL


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentDraft:
    """An incident as the form gives it, checked field by field.

    `done` is what its reporter did, where it is settled already.
    """

    submission_id: UUID
    reporter: str
    description: str
    incident_type: IncidentType
    continuity: Continuity
    session: str | None = None
    injury: bool = False
    confidential: bool = False
    concerned_people: tuple[str, ...] = ()
    files: tuple[UploadedFile, ...] = ()
    site: Site | None = None
    done: str | None = None
    appreciation_id: UUID | None = None

    @property
    def is_confidential(self) -> bool:
        """Whether it was asked for."""
        return self.confidential


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case as it is now. Instants are aware UTC; people are Slack user ids.

    `session` is what was written of its session; `session_code` is the key of the one that was
    chosen, whose name is then what is written.
    """

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
    session_code: str | None = None
    requested_remedy: str | None = None
    injury: bool = False
    settled_on_spot: bool = False
    confidential: bool = False
    # category and severity are Vigie's proposal, until somebody who handles the case confirms them
    to_confirm: bool = False
    owner: str | None = None
    ack_due_at: datetime | None = None
    solution_due_at: datetime | None = None
    current_due_at: datetime | None = None
    charge_due_at: datetime | None = None
    information_due_at: datetime | None = None
    file_count: int = 0
    # where, as it was set up at the filing: what is promised runs on its clock and days
    site: Site | None = None
    # people: who may act on a confidential case, and who is complained about
    handlers: tuple[str, ...] = ()
    concerned_people: tuple[str, ...] = ()
    people_involved: tuple[str, ...] = ()
    # qualification
    signatory: Signatory | None = None
    admissibility: Admissibility | None = None
    inadmissibility: Inadmissibility | None = None
    admissibility_reason: str | None = None
    nature: Nature | None = None
    qualified_at: datetime | None = None
    duplicate_of: str | None = None
    related_refs: tuple[str, ...] = ()
    # acknowledgement, policy §3.2.1
    ack_sent_at: datetime | None = None
    ack_means: Means | None = None
    ack_not_applicable: str | None = None
    ack_waived_at: datetime | None = None
    information_requests: tuple[InformationRequest, ...] = ()
    # analysis, policy §3.2.2
    analysis: str | None = None
    analysed_at: datetime | None = None
    root_cause: str | None = None
    five_whys: tuple[str, ...] = ()
    cause_family: CauseFamily | None = None
    # solution, policy §3.2.3: `proposed_at` is the first proposal, `answered_at` the latest,
    # `solution_met_at` the first since one is owed; `first_outcome` is kept where another follows
    solution: str | None = None
    outcome: Outcome | None = None
    first_outcome: Outcome | None = None
    proposed_at: datetime | None = None
    answered_at: datetime | None = None
    solution_met_at: datetime | None = None
    answer_means: Means | None = None
    answer_asked_by: date | None = None
    promised_on: date | None = None
    complainant_decision: ComplainantDecision | None = None
    recourse_exhausted: bool = False
    answer_owed_since: datetime | None = None
    extensions: tuple[GrantedExtension, ...] = ()
    # follow-up, policy §3.3
    implemented_at: datetime | None = None
    implementation: str | None = None
    followups: tuple[FollowUp, ...] = ()
    # incident, policy §4
    taken_charge_at: datetime | None = None
    measures: tuple[DecidedMeasures, ...] = ()
    lost_minutes: int | None = None
    affected_count: int | None = None
    information_points: tuple[InformationPoint, ...] = ()
    done_at_once: tuple[DoneAtOnce, ...] = ()
    # dates that others set: a funder, an insurer, an authority
    external_deadlines: tuple[ExternalDeadline, ...] = ()
    # the end, and a new beginning
    closed_at: datetime | None = None
    closed_by: str | None = None
    closing_reason: str | None = None
    reopened_at: datetime | None = None
    reopened_count: int = 0
    # how its earlier lives ended, and what was promised before it was promised anew
    past_lives: tuple[PastLife, ...] = ()
    past_promises: tuple[Promise, ...] = ()
    # since when nothing that people wrote is left of it, and nothing is added to it any more
    erased_at: datetime | None = None
    # its document as it was read: what a newer release wrote in it stays
    as_read: Mapping[str, object] | None = field(default=None, compare=False, repr=False)

    @property
    def goes_first(self) -> bool:
        """Whether its card waits behind nobody's: somebody is hurt, or it is critical."""
        return self.injury or self.severity is Severity.CRITICAL

    @property
    def life_began_at(self) -> datetime:
        """When the case came in, or came back: what was done before counts no more."""
        return self.reopened_at or self.received_at

    @property
    def outcome_told_first(self) -> Outcome | None:
        """The outcome of the first answer, which stays so however the case goes on."""
        return self.first_outcome or (self.outcome if self.proposed_at else None)

    @property
    def in_place_due_on(self) -> date | None:
        """The day for which the solution was announced, while it is not in place."""
        return self.promised_on if self.status is Status.IN_IMPLEMENTATION else None

    @property
    def is_unreachable(self) -> bool:
        """Whether nobody can be answered, as when the complaint is anonymous."""
        return self.ack_not_applicable is not None
