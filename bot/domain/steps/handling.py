"""What is done to cases of both kinds along the way: taken, given, qualified, noted, corrected."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.domain.actions.actions import ActionDraft
from bot.domain.cases.case_fields import told_by
from bot.domain.cases.cases import Case, Status
from bot.domain.cases.outcomes import Admissibility
from bot.domain.cases.refusals import IllegalStepError, Reason, Refusal, check_not_ahead, check_text
from bot.domain.cases.roles import LEADING, Role
from bot.domain.cases.taxonomy import (
    ALWAYS_CONFIDENTIAL,
    Category,
    Channel,
    IncidentType,
    Kind,
    Nature,
    Party,
    Severity,
    graver,
    severity_floor,
)
from bot.domain.deadlines.renewals import received_anew
from bot.domain.steps.decisions import TO_REPORTER, CaseContext, Effect, StepCommand, StepContext
from bot.domain.steps.lifecycles import Step

_NOT_BEGUN = frozenset({Status.REPORTED, Status.REOPENED})


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeCharge(StepCommand):
    """The actor becomes the owner of a case that had none, or begins on their own (policy §4.2)."""

    step = Step.TAKE_CHARGE
    tells = TO_REPORTER
    names = ("owner",)

    def take(self, case: Case, on: StepContext) -> Effect:
        taken_at = case.taken_charge_at or on.now
        return Effect(case=replace(case, owner=on.actor, taken_charge_at=taken_at))

    @classmethod
    def standing_refusal(
        cls, case: Case, *, roles: frozenset[Role], around: CaseContext
    ) -> Refusal | None:
        del around
        if case.owner is None:
            return None
        if Role.OWNER not in roles:
            return Refusal(reason=Reason.TAKEN, person=case.owner)
        if case.kind is Kind.INCIDENT and case.status in _NOT_BEGUN:
            return None
        return Refusal(reason=Reason.ALREADY_DONE, person=case.owner, done_at=case.taken_charge_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assign(StepCommand):
    """Somebody else becomes the owner; never one whom the case is about (ISO 10002, 7.6)."""

    step = Step.ASSIGN
    tells = TO_REPORTER
    names = ("owner",)
    owner: str

    def take(self, case: Case, on: StepContext) -> Effect:
        del on
        if self.owner == case.owner:
            raise IllegalStepError(Refusal(reason=Reason.ALREADY_DONE, person=self.owner))
        if self.owner in case.concerned_people:
            raise IllegalStepError(
                Refusal(reason=Reason.CONFLICT_OF_INTEREST, field="owner", person=self.owner)
            )
        return Effect(case=replace(case, owner=check_text(self.owner, field="owner")))

    @classmethod
    def is_done(cls, case: Case) -> bool:
        return case.owner is not None

    @property
    def new_owner(self) -> str:
        return self.owner


@dataclass(frozen=True, slots=True, kw_only=True)
class Qualify(StepCommand):
    """Category and severity; a complaint so qualified is admissible.

    A severity beneath the floor of its category needs a reason. An owner whom the case
    turns out to concern loses it. What is confidential stays so. Whom it is about is for those
    who lead the case to say, or else its owner could shut them out; whoever makes it
    confidential says so as well, as whoever files it does.
    """

    step = Step.QUALIFY
    names = ("severity",)
    severity: Severity
    category: Category | None = None
    incident_type: IncidentType | None = None
    nature: Nature | None = None
    concerned_people: tuple[str, ...] = ()
    confidential: bool = False
    reason: str | None = None

    def take(self, case: Case, on: StepContext) -> Effect:
        category = self.category or case.category
        self._check_floor(severity_floor(category, injury=case.injury))
        self._check_naming(case, on.roles)
        concerned = tuple(dict.fromkeys((*case.concerned_people, *self.concerned_people)))
        is_complaint = case.kind is Kind.COMPLAINT
        return Effect(
            case=replace(
                case,
                severity=self.severity,
                category=category,
                incident_type=self.incident_type or case.incident_type,
                nature=self.nature or case.nature,
                concerned_people=concerned,
                owner=None if case.owner in concerned else case.owner,
                confidential=case.confidential or self.makes_confidential(case),
                admissibility=Admissibility.ADMISSIBLE if is_complaint else None,
                qualified_at=on.now,
                to_confirm=False,
            )
        )

    def makes_confidential(self, case: Case) -> bool:
        is_misconduct = (self.category or case.category) in ALWAYS_CONFIDENTIAL
        return not case.confidential and (self.confidential or is_misconduct)

    def _check_naming(self, case: Case, roles: frozenset[Role]) -> None:
        is_new = not set(self.concerned_people) <= set(case.concerned_people)
        if is_new and not roles & LEADING and not self.makes_confidential(case):
            raise IllegalStepError(
                Refusal(reason=Reason.ROLE, field="concerned_people", roles=LEADING)
            )

    def _check_floor(self, floor: Severity) -> None:
        if self.severity.rank < floor.rank and not (self.reason or "").strip():
            raise IllegalStepError(Refusal(reason=Reason.NEEDS_REASON, field="reason", floor=floor))

    @classmethod
    def is_done(cls, case: Case) -> bool:
        return case.qualified_at is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddAction(StepCommand):
    """Something to be done by a day, by somebody (policy §4.4)."""

    step = Step.ADD_ACTION
    action: ActionDraft

    def take(self, case: Case, on: StepContext) -> Effect:
        check_text(self.action.title, field="title")
        check_text(self.action.owner, field="owner")
        if self.action.due_on < on.around.calendar.day_of(on.now):
            raise IllegalStepError(Refusal(reason=Reason.IN_PAST, field="due_on"))
        return Effect(case=case, actions=(self.action,))

    @property
    def new_owner(self) -> str:
        return self.action.owner


@dataclass(frozen=True, slots=True, kw_only=True)
class AddNote(StepCommand):
    """Words for the journal. `link` leads to where they were said.

    They change nothing, but that somebody hurt or a violence is told of in them.
    """

    step = Step.ADD_NOTE
    is_aside = True
    text: str
    link: str | None = None

    def take(self, case: Case, on: StepContext) -> Effect:
        del on
        check_text(self.text, field="text")
        return Effect(case=case)

    @property
    def words(self) -> tuple[str, ...]:
        return (self.text,)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectReception(StepCommand):
    """The case came in at another moment, so that what is promised is due at others."""

    step = Step.CORRECT_RECEPTION
    is_aside = True
    received_at: datetime
    reason: str

    def take(self, case: Case, on: StepContext) -> Effect:
        check_text(self.reason, field="reason")
        received_at = check_not_ahead(self.received_at, now=on.now, field="received_at")
        _check_precedes_traces(case, received_at)
        moved = received_anew(
            case, received_at, calendar=on.around.calendar, policy=on.around.policy
        )
        return Effect(case=moved)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectFacts(StepCommand):
    """Corrections of facts; None leaves a fact as it is, an empty text takes it away.

    What happened can be said otherwise, not taken away.

    An injury can be added, and raises the severity; taking it back is a qualification
    with its reason.
    """

    step = Step.CORRECT_FACTS
    is_aside = True
    names = ("severity",)
    reason: str
    description: str | None = None
    session: str | None = None
    session_code: str | None = None
    party: Party | None = None
    channel: Channel | None = None
    requested_remedy: str | None = None
    affected_count: int | None = None
    lost_minutes: int | None = None
    injury: bool = False

    def take(self, case: Case, on: StepContext) -> Effect:
        del on
        check_text(self.reason, field="reason")
        if self.description is not None:
            check_text(self.description, field="description")
        corrected = self._with_injury(self._corrected(case))
        if corrected == case:
            raise IllegalStepError(Refusal(reason=Reason.UNCHANGED))
        return Effect(case=corrected)

    def _corrected(self, case: Case) -> Case:
        _check_count(self.affected_count, field="affected_count")
        _check_count(self.lost_minutes, field="lost_minutes")
        given = {name: new for name, new in told_by(self).items() if name != "injury"}
        changed: dict[str, Any] = {
            name: None if new == "" else new for name, new in given.items() if new is not None
        }
        return replace(case, **changed)

    def _with_injury(self, case: Case) -> Case:
        if not self.injury or case.injury:
            return case
        floor = severity_floor(case.category, injury=True)
        return replace(case, injury=True, severity=graver(case.severity, floor))


def _check_count(count: int | None, *, field: str) -> None:
    if count is not None and count < 0:
        raise IllegalStepError(Refusal(reason=Reason.OUT_OF_RANGE, field=field))


def _check_precedes_traces(case: Case, received_at: datetime) -> None:
    """Nothing was answered, settled or reopened before it was received."""
    traces = [case.ack_sent_at, case.answered_at, case.proposed_at, case.implemented_at]
    traces += [case.closed_at, case.reopened_at, *(life.closed_at for life in case.past_lives)]
    traces += [extension.communicated_at for extension in case.extensions]
    traces += [request.asked_at for request in case.information_requests]
    traces += [point.at for point in case.information_points]
    first = min(filter(None, traces), default=None)
    if first is not None and received_at > first:
        raise IllegalStepError(Refusal(reason=Reason.TOO_LATE, field="received_at", limit=first))


COMMANDS: tuple[type[StepCommand], ...] = (
    TakeCharge,
    Assign,
    Qualify,
    AddAction,
    AddNote,
    CorrectReception,
    CorrectFacts,
)
