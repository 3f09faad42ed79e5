"""A complaint before its answer: acknowledged, asked about, given more time (policy §3.2)."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.cases.cases import Case
from bot.domain.cases.letters import Communication
from bot.domain.cases.refusals import IllegalStepError, Reason, Refusal, check_between, check_text
from bot.domain.cases.roles import Role
from bot.domain.cases.traces import GrantedExtension, InformationRequest
from bot.domain.deadlines.due_dates import (
    Extension,
    ExtensionNotLaterError,
    ExtensionRefusedError,
    ExtensionTooLateError,
    ExtensionTooLongError,
    ExtensionWithoutReasonError,
    TooManyExtensionsError,
    check_extension,
)
from bot.domain.deadlines.promises import owed_since
from bot.domain.deadlines.renewals import granted_extensions
from bot.domain.school.policies import DeadlineKind
from bot.domain.steps.conditions import check_told
from bot.domain.steps.confirming import ConfirmingStep
from bot.domain.steps.decisions import CaseContext, Effect, StepCommand, StepContext
from bot.domain.steps.lifecycles import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledge(ConfirmingStep):
    """The acknowledgement has gone out (policy §3.2.1)."""

    step = Step.ACKNOWLEDGE
    told: Communication

    def take(self, case: Case, on: StepContext) -> Effect:
        told = check_told(self.told, earliest=case.received_at, now=on.now)
        acknowledged = replace(
            self.confirmed(case), ack_sent_at=told.at, ack_means=told.means, ack_not_applicable=None
        )
        return Effect(case=acknowledged, told=told)

    @classmethod
    def standing_refusal(
        cls, case: Case, *, roles: frozenset[Role], around: CaseContext
    ) -> Refusal | None:
        del roles, around
        return already_acknowledged(case)


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiveAcknowledgement(StepCommand):
    """Nobody can be reached, as when the complaint is anonymous."""

    step = Step.WAIVE_ACKNOWLEDGEMENT
    is_aside = True
    reason: str

    def take(self, case: Case, on: StepContext) -> Effect:
        reason = check_text(self.reason, field="reason")
        return Effect(case=replace(case, ack_not_applicable=reason, ack_waived_at=on.now))

    @classmethod
    def standing_refusal(
        cls, case: Case, *, roles: frozenset[Role], around: CaseContext
    ) -> Refusal | None:
        del roles, around
        nobody = Refusal(reason=Reason.ALREADY_DONE) if case.is_unreachable else None
        return already_acknowledged(case) or nobody


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestInformation(StepCommand):
    """The complainant was asked for more; our own deadline keeps running."""

    step = Step.REQUEST_INFORMATION
    is_told_to_complainant = True
    told: Communication

    def take(self, case: Case, on: StepContext) -> Effect:
        told = check_told(self.told, earliest=case.received_at, now=on.now)
        request = InformationRequest(asked_at=told.at, asked_by=on.actor, means=told.means)
        requests = (*case.information_requests, request)
        return Effect(case=replace(case, information_requests=requests), told=told)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordInformation(StepCommand):
    """The information that the complainant added; it answers every request still open."""

    step = Step.RECORD_INFORMATION
    text: str
    received_at: datetime

    def take(self, case: Case, on: StepContext) -> Effect:
        check_text(self.text, field="text")
        asked_at = case.information_requests[-1].asked_at
        at = check_between(self.received_at, earliest=asked_at, now=on.now, field="received_at")
        requests = tuple(
            replace(request, answered_at=request.answered_at or at)
            for request in case.information_requests
        )
        return Effect(case=replace(case, information_requests=requests))


@dataclass(frozen=True, slots=True, kw_only=True)
class Extend(StepCommand):
    """A new date for the solution was told, with the reason (policy §3.2.3).

    Told after the date it replaces, it is kept but moves nothing: the deadline stays missed.
    """

    step = Step.EXTEND
    is_told_to_complainant = True
    reason: str
    new_due_at: datetime
    told: Communication

    def take(self, case: Case, on: StepContext) -> Effect:
        earliest = owed_since(case, DeadlineKind.SOLUTION)
        told = check_told(self.told, earliest=earliest, now=on.now)
        in_time = self._is_in_time(case, told, on=on)
        extension = GrantedExtension(
            reason=self.reason.strip(),
            replaced_due_at=_due_at(case),
            new_due_at=self.new_due_at,
            communicated_at=told.at,
            communicated_by=on.actor,
            means=told.means,
            in_time=in_time,
        )
        extended = replace(
            case,
            extensions=(*case.extensions, extension),
            current_due_at=self.new_due_at if in_time else case.current_due_at,
        )
        return Effect(case=extended, told=told)

    def _is_in_time(self, case: Case, told: Communication, *, on: StepContext) -> bool:
        asked = Extension(
            current_due_at=_due_at(case),
            new_due_at=self.new_due_at,
            communicated_at=told.at,
            reason=self.reason,
            granted_before=granted_extensions(case),
        )
        try:
            check_extension(asked, on.around.calendar, policy=on.around.policy)
        except ExtensionTooLateError:
            return False
        except ExtensionRefusedError as refused:
            raise IllegalStepError(_refusal_of(refused, case)) from refused
        return True

    @classmethod
    def standing_refusal(
        cls, case: Case, *, roles: frozenset[Role], around: CaseContext
    ) -> Refusal | None:
        del roles
        is_last = granted_extensions(case) >= around.policy.max_extensions
        return Refusal(reason=Reason.TOO_MANY) if is_last else None


def already_acknowledged(case: Case) -> Refusal | None:
    """Since when an acknowledgement has been sent, where one has."""
    sent_at = case.ack_sent_at
    return Refusal(reason=Reason.ALREADY_DONE, done_at=sent_at) if sent_at else None


def _due_at(case: Case) -> datetime:
    due_at = case.current_due_at or case.solution_due_at
    if due_at is None:
        raise IllegalStepError(Refusal(reason=Reason.EMPTY, field="current_due_at"))
    return due_at


def _refusal_of(refused: ExtensionRefusedError, case: Case) -> Refusal:
    match refused:
        case ExtensionWithoutReasonError():
            return Refusal(reason=Reason.EMPTY, field="reason")
        case TooManyExtensionsError():
            return Refusal(reason=Reason.TOO_MANY)
        case ExtensionNotLaterError():
            return Refusal(reason=Reason.NOT_LATER, field="new_due_at", limit=case.current_due_at)
        case ExtensionTooLongError():
            return Refusal(reason=Reason.TOO_LONG, field="new_due_at")
        case _:
            raise refused


COMMANDS: tuple[type[StepCommand], ...] = (
    Acknowledge,
    WaiveAcknowledgement,
    RequestInformation,
    RecordInformation,
    Extend,
)
