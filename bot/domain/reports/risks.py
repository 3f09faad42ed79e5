"""The register of risks on the quality of training (indicator 32): what one is, and its life."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from bot.domain.actions.actions import PREFIX as ACTION_PREFIX
from bot.domain.calendar.wall_time import add_months, local_day
from bot.domain.errors import VigieError
from bot.domain.reports.quality_risks import LEVELS, CaseTopic, Risk, RiskLevel, level_of
from bot.domain.school.office import Office

PREFIX = "RSQ"
"""How the references of risks begin: RSQ-2026-0003."""
LOOKED_AT_EVERY = 12
"""Months after which a risk that nobody looked at is said to be old."""


class RiskStatus(StrEnum):
    """Where a risk stands: proposed by Vigie, kept under watch, or set aside with a reason."""

    PROPOSED = "proposed"
    KEPT = "kept"
    SET_ASIDE = "set_aside"


class RiskOrigin(StrEnum):
    """Where a risk comes from."""

    USUAL = "usual"
    """One of those that the trade knows."""
    RECURRENCE = "recurrence"
    """A topic that came back."""
    OWN = "own"
    """Somebody at the school wrote it down."""


class UsualRisk(StrEnum):
    """The risks of the trade, to be adopted or refused."""

    TRAINER_TITLE = "trainer_title"
    SESSION_UNDECLARED = "session_undeclared"
    EQUIPMENT = "equipment"
    TRAINER_ABSENT = "trainer_absent"
    PREREQUISITES = "prerequisites"
    EXAM_CONTESTED = "exam_contested"
    CERTIFICATES_LATE = "certificates_late"
    VIOLENCE_UNTOLD = "violence_untold"


class LinkKind(StrEnum):
    """The kinds of things that show a risk, or that work against it."""

    CASE = "case"
    ACTION = "action"


class RiskEvent(StrEnum):
    """What may happen to a risk, as the journal calls it."""

    PROPOSED = "risk_proposed"
    KEPT = "risk_kept"
    CHANGED = "risk_changed"
    LOOKED_AT = "risk_looked_at"
    ACCEPTED = "risk_accepted"
    SET_ASIDE = "risk_set_aside"
    LINKED = "risk_linked"


class RiskNotFoundError(VigieError):
    """No risk has this id."""


class RiskChangedMeanwhileError(VigieError):
    """Somebody changed the risk while a form about it was open."""


class UnknownRefsError(VigieError):
    """Some of the references are no case or action that the person may see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskDraft:
    """What people say of a risk; likelihood and impact go from 1 to 4, None while not judged.

    `control` is what is in place already, `residual` the level that it leaves, `treatment` what
    is still to be done.
    """

    title: str
    cause: str = ""
    effect: str = ""
    likelihood: int | None = None
    impact: int | None = None
    control: str = ""
    residual: RiskLevel | None = None
    treatment: str = ""
    owner: str | None = None

    def __post_init__(self) -> None:
        for degree in (self.likelihood, self.impact):
            if degree is not None and not 1 <= degree <= LEVELS:
                raise ValueError(degree)

    @property
    def level(self) -> RiskLevel | None:
        """The level before what is in place; None while it is not judged."""
        if self.likelihood is None or self.impact is None:
            return None
        return level_of(self.likelihood, self.impact)

    @property
    def judged_as(self) -> tuple[int | None, int | None, RiskLevel | None]:
        """How grave it is said to be, by all that tells it."""
        return self.likelihood, self.impact, self.residual


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """Somebody stands for bearing a risk as it was judged, and says why."""

    by: str
    at: datetime
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskLink:
    """A case or an action that a risk names, and who linked it when."""

    kind: LinkKind
    ref: str
    linked_by: str
    linked_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityRisk:
    """A risk as it is now; instants are UTC.

    `topic` is what recurred, `usual` which of the trade's it is. `version` grows with each change.
    """

    id: UUID
    ref: str
    status: RiskStatus
    origin: RiskOrigin
    said: RiskDraft
    created_at: datetime
    created_by: str
    looked_at: datetime
    looked_by: str
    topic: CaseTopic | None = None
    usual: UsualRisk | None = None
    acceptance: Acceptance | None = None
    set_aside_because: str = ""
    version: int = 1

    @property
    def is_unanswered(self) -> bool:
        """Whether it is watched, and nothing is done or signed about it."""
        is_answered = bool(self.said.treatment) or self.acceptance is not None
        return self.status is RiskStatus.KEPT and not is_answered

    def is_aged(self, now: datetime, zone: ZoneInfo) -> bool:
        """Whether nobody looked at it for a year."""
        is_watched = self.status is RiskStatus.KEPT
        return is_watched and self.looked_at <= aged_since(now, zone)

    def as_it_stands(self, refs: tuple[str, ...], *, now: datetime, zone: ZoneInfo) -> Risk:
        """The risk as a review tells it; `refs` are of what it names that may be told of."""
        said, topic, signed = self.said, self.topic, self.acceptance
        return Risk(
            name=said.title,
            category=topic.category if topic else None,
            incident_type=topic.incident_type if topic else None,
            cause_family=topic.cause_family if topic else None,
            cases=sum(link_kind(ref) is LinkKind.CASE for ref in refs),
            likelihood=said.likelihood or 1,
            impact=said.impact or 1,
            control=said.control,
            residual=said.residual,
            treatment=said.treatment,
            ref=self.ref,
            cause=said.cause,
            effect=said.effect,
            owner=said.owner,
            accepted_by=signed.by if signed else None,
            accepted_at=signed.at if signed else None,
            accepted_because=signed.because if signed else "",
            looked_at=self.looked_at,
            is_aged=self.is_aged(now, zone),
            refs=refs,
        )

    def is_looked_over(self, by: str, now: datetime, zone: ZoneInfo) -> bool:
        """Whether it was this person who looked at it last, today."""
        return self.looked_by == by and local_day(self.looked_at, zone) == local_day(now, zone)

    def kept(self, said: RiskDraft, *, by: str, at: datetime) -> "QualityRisk":
        """The risk under watch, as somebody says it now.

        An acceptance was signed for a judgement: another one takes it away.
        """
        is_as_judged = said.judged_as == self.said.judged_as
        return replace(
            self.looked_over(by=by, at=at),
            status=RiskStatus.KEPT,
            said=said,
            acceptance=self.acceptance if is_as_judged else None,
            set_aside_because="",
        )

    def looked_over(self, *, by: str, at: datetime) -> "QualityRisk":
        """The risk once somebody found that it is as it says."""
        return replace(self, looked_at=at, looked_by=by, version=self.version + 1)

    def accepted(self, because: str, *, by: str, at: datetime) -> "QualityRisk":
        """The risk with somebody's signature under it."""
        signed = Acceptance(by=by, at=at, because=because)
        return replace(self.looked_over(by=by, at=at), acceptance=signed)

    def set_aside(self, because: str, *, by: str, at: datetime) -> "QualityRisk":
        """The risk out of the register, for a reason."""
        aside = self.looked_over(by=by, at=at)
        return replace(
            aside, status=RiskStatus.SET_ASIDE, acceptance=None, set_aside_because=because
        )


def aged_since(now: datetime, zone: ZoneInfo) -> datetime:
    """When somebody must have looked at a risk for it not to be old."""
    return add_months(now, -LOOKED_AT_EVERY, zone)


def link_kind(ref: str) -> LinkKind:
    """Of what a reference is."""
    return LinkKind.ACTION if ref.startswith(ACTION_PREFIX) else LinkKind.CASE


def usual_in(mark: str) -> UsualRisk | None:
    """The usual risk that a mark names; None for the id of a risk that is written down."""
    return UsualRisk(mark) if mark in set(UsualRisk) else None


def may_lead_risks(person: str, office: Office) -> bool:
    """Whether a person decides of risks: those in charge, and who stands in for them."""
    return person in {*office.in_quality, *office.in_training}


def may_sign_risks(person: str, office: Office) -> bool:
    """Whether a person accepts risks by name; no substitute does."""
    return person in {*office.quality_managers, *office.training_managers}
