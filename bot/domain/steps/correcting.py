"""Corrections: never an entry rewritten, always a new one with its reason."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from bot.domain.cases import Case
from bot.domain.checks import check_not_ahead, check_text
from bot.domain.deadlines import initial_deadlines
from bot.domain.lifecycles import Step
from bot.domain.refusals import IllegalStepError, Reason, Refusal
from bot.domain.steps.decisions import Effect, Occasion
from bot.domain.steps.opening import granted_extensions
from bot.domain.taxonomy import Channel, Party, graver, severity_floor

_FACTS = (
    "description",
    "session",
    "party",
    "channel",
    "requested_remedy",
    "affected_count",
    "lost_minutes",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectReception:
    """The case came in at another moment, so that what is promised is due at others.

    A date moved by an extension stays where it was told to be.
    """

    step: ClassVar[Step] = Step.CORRECT_RECEPTION
    received_at: datetime
    reason: str

    def take(self, case: Case, on: Occasion) -> Effect:
        check_text(self.reason, field="reason")
        received_at = check_not_ahead(self.received_at, now=on.now, field="received_at")
        _check_precedes_traces(case, received_at)
        due = initial_deadlines(
            case.kind, received_at, calendar=on.around.calendar, policy=on.around.policy
        )
        extended = granted_extensions(case) > 0
        corrected = replace(
            case,
            received_at=received_at,
            ack_due_at=due.ack_due_at,
            solution_due_at=due.solution_due_at,
            current_due_at=case.current_due_at if extended else due.solution_due_at,
            charge_due_at=due.charge_due_at,
            information_due_at=due.information_due_at,
        )
        return Effect(case=corrected)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectFacts:
    """What was written down wrongly or left out; None leaves a fact as it is.

    An injury can be added, and raises the severity; taking it back is a qualification
    with its reason.
    """

    step: ClassVar[Step] = Step.CORRECT_FACTS
    reason: str
    description: str | None = None
    session: str | None = None
    party: Party | None = None
    channel: Channel | None = None
    requested_remedy: str | None = None
    affected_count: int | None = None
    lost_minutes: int | None = None
    injury: bool = False

    def take(self, case: Case, on: Occasion) -> Effect:
        del on
        check_text(self.reason, field="reason")
        corrected = self._with_injury(self._corrected(case))
        if corrected == case:
            raise IllegalStepError(Refusal(reason=Reason.ALREADY_DONE))
        return Effect(case=corrected)

    def _corrected(self, case: Case) -> Case:
        _check_count(self.affected_count, field="affected_count")
        _check_count(self.lost_minutes, field="lost_minutes")
        given = {name: getattr(self, name) for name in _FACTS}
        return replace(case, **{name: new for name, new in given.items() if new not in {None, ""}})

    def _with_injury(self, case: Case) -> Case:
        if not self.injury or case.injury:
            return case
        floor = severity_floor(case.category, injury=True)
        return replace(case, injury=True, severity=graver(case.severity, floor))


def _check_count(count: int | None, *, field: str) -> None:
    if count is not None and count < 0:
        raise IllegalStepError(Refusal(reason=Reason.OUT_OF_RANGE, field=field))


def _check_precedes_traces(case: Case, received_at: datetime) -> None:
    """Nothing was answered before it was received."""
    traces = [case.ack_sent_at, case.answered_at, case.proposed_at, case.implemented_at]
    traces += [extension.communicated_at for extension in case.extensions]
    traces += [request.asked_at for request in case.information_requests]
    traces += [point.at for point in case.information_points]
    first = min(filter(None, traces), default=None)
    if first is not None and received_at > first:
        raise IllegalStepError(Refusal(reason=Reason.TOO_LATE, field="received_at", limit=first))
