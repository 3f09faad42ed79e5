"""A complaint before its answer: acknowledged, asked about, given more time (policy §3.2)."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from bot.domain.cases import Case
from bot.domain.checks import check_between, check_text
from bot.domain.deadlines import (
    Extension,
    ExtensionNotLaterError,
    ExtensionRefusedError,
    ExtensionTooLateError,
    ExtensionTooLongError,
    ExtensionWithoutReasonError,
    TooManyExtensionsError,
    check_extension,
)
from bot.domain.letters import Told
from bot.domain.lifecycles import Step
from bot.domain.refusals import IllegalStepError, Reason, Refusal
from bot.domain.steps.decisions import Effect, Occasion
from bot.domain.steps.telling import check_told
from bot.domain.traces import GrantedExtension, InformationRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledge:
    """The acknowledgement has gone out (policy §3.2.1)."""

    step: ClassVar[Step] = Step.ACKNOWLEDGE
    told: Told

    def take(self, case: Case, on: Occasion) -> Effect:
        told = check_told(self.told, earliest=case.received_at, now=on.now)
        acknowledged = replace(
            case, ack_sent_at=told.at, ack_means=told.means, ack_not_applicable=None
        )
        return Effect(case=acknowledged, told=told)


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiveAcknowledgement:
    """Nobody can be reached, as when the complaint is anonymous."""

    step: ClassVar[Step] = Step.WAIVE_ACKNOWLEDGEMENT
    reason: str

    def take(self, case: Case, on: Occasion) -> Effect:
        del on
        reason = check_text(self.reason, field="reason")
        return Effect(case=replace(case, ack_not_applicable=reason))


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestInformation:
    """The complainant was asked for more; our own deadline keeps running."""

    step: ClassVar[Step] = Step.REQUEST_INFORMATION
    told: Told

    def take(self, case: Case, on: Occasion) -> Effect:
        told = check_told(self.told, earliest=case.received_at, now=on.now)
        request = InformationRequest(asked_at=told.at, asked_by=on.actor, means=told.means)
        requests = (*case.information_requests, request)
        return Effect(case=replace(case, information_requests=requests), told=told)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordInformation:
    """What the complainant added; it answers every request still open."""

    step: ClassVar[Step] = Step.RECORD_INFORMATION
    text: str
    received_at: datetime

    def take(self, case: Case, on: Occasion) -> Effect:
        check_text(self.text, field="text")
        asked_at = case.information_requests[-1].asked_at
        at = check_between(self.received_at, earliest=asked_at, now=on.now, field="received_at")
        requests = tuple(
            replace(request, answered_at=request.answered_at or at)
            for request in case.information_requests
        )
        return Effect(case=replace(case, information_requests=requests))


@dataclass(frozen=True, slots=True, kw_only=True)
class Extend:
    """A new date for the solution was told, with the reason (policy §3.2.3).

    Told after the date it replaces, it is kept but moves nothing: the deadline stays missed.
    """

    step: ClassVar[Step] = Step.EXTEND
    reason: str
    new_due_at: datetime
    told: Told

    def take(self, case: Case, on: Occasion) -> Effect:
        told = check_told(self.told, earliest=case.received_at, now=on.now)
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

    def _is_in_time(self, case: Case, told: Told, *, on: Occasion) -> bool:
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


def granted_extensions(case: Case) -> int:
    """How many extensions moved the date; those told too late did not."""
    return sum(extension.in_time for extension in case.extensions)


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
