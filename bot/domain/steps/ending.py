"""How a case ends, and how it comes back."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from bot.domain.cases import Case
from bot.domain.changes import Event, changes_between
from bot.domain.checks import check_text
from bot.domain.deadlines import information_due, solution_due
from bot.domain.letters import Told
from bot.domain.lifecycles import Step
from bot.domain.outcomes import Admissibility, Inadmissibility, Outcome
from bot.domain.refusals import IllegalStepError, Reason, Refusal
from bot.domain.steps.answering import acknowledged_by
from bot.domain.steps.closing import check_mediator, is_unsolved
from bot.domain.steps.decisions import Decision, Effect, Occasion
from bot.domain.steps.telling import check_answer
from bot.domain.taxonomy import Kind

LINKED = "duplicate_linked"
"""The journal's word for a case that another one repeats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Close:
    """All is done. What the complainant calls unsolved is closed only with a reason."""

    step: ClassVar[Step] = Step.CLOSE
    closing_reason: str | None = None

    def take(self, case: Case, on: Occasion) -> Effect:
        if case.kind is Kind.COMPLAINT:
            check_mediator(case, on.around)
        reason = (self.closing_reason or "").strip() or None
        if reason is None and is_unsolved(case):
            raise IllegalStepError(Refusal(reason=Reason.NEEDS_REASON, field="closing_reason"))
        return Effect(case=_settled(case, on, reason=reason))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """Not a complaint, or not ours to settle: with a reason, and an answer (ISO 10002, 7.5)."""

    step: ClassVar[Step] = Step.REJECT
    inadmissibility: Inadmissibility
    admissibility_reason: str
    told: Told | None = None

    def take(self, case: Case, on: Occasion) -> Effect:
        reason = check_text(self.admissibility_reason, field="admissibility_reason")
        told = check_answer(case, self.told, now=on.now)
        rejected = replace(
            case,
            admissibility=Admissibility.INADMISSIBLE,
            inadmissibility=self.inadmissibility,
            admissibility_reason=reason,
            answered_at=told.at if told else on.now,
            answer_means=told.means if told else None,
        )
        return Effect(case=_settled(acknowledged_by(rejected, told), on), told=told)


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkDuplicate:
    """The same matter is handled in another case, to which this one is linked both ways.

    A complainant is told so, unless there is a reason not to: the same call filed twice.
    """

    step: ClassVar[Step] = Step.MARK_DUPLICATE
    duplicate_of: str
    told: Told | None = None
    untold_because: str | None = None

    def take(self, case: Case, on: Occasion) -> Effect:
        original, told = self._original(case, on), self._told(case, on)
        repeated = replace(case, duplicate_of=original.ref)
        return Effect(
            case=_settled(acknowledged_by(repeated, told), on),
            told=told,
            linked=_linked(original, case),
        )

    def _told(self, case: Case, on: Occasion) -> Told | None:
        if case.kind is Kind.INCIDENT or (self.untold_because or "").strip():
            return None
        return check_answer(case, self.told, now=on.now)

    def _original(self, case: Case, on: Occasion) -> Case:
        original = on.around.original
        if self.duplicate_of == case.ref:
            raise IllegalStepError(Refusal(reason=Reason.SAME_CASE, field="duplicate_of"))
        if original is None or (original.ref, original.kind) != (self.duplicate_of, case.kind):
            raise IllegalStepError(Refusal(reason=Reason.NO_SUCH_CASE, field="duplicate_of"))
        if original.duplicate_of is not None:
            raise IllegalStepError(Refusal(reason=Reason.IS_DUPLICATE, field="duplicate_of"))
        return original


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdraw:
    """The complainant gave up, or the incident was none."""

    step: ClassVar[Step] = Step.WITHDRAW
    reason: str

    def take(self, case: Case, on: Occasion) -> Effect:
        reason = check_text(self.reason, field="reason")
        if case.kind is Kind.COMPLAINT:
            case = replace(case, outcome=Outcome.NO_FURTHER_ACTION)
        return Effect(case=_settled(case, on, reason=reason))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopen:
    """The matter is not settled after all: it has to be answered and followed up anew.

    What was answered before stays in the journal, and the first proposal's date on the
    case, since the promise of one month was about that. `answer_due_at` is the new one;
    without it, a date already past begins anew from today, as the information of those
    concerned by an incident does: nothing comes back late.
    """

    step: ClassVar[Step] = Step.REOPEN
    reason: str
    answer_due_at: datetime | None = None

    def take(self, case: Case, on: Occasion) -> Effect:
        check_text(self.reason, field="reason")
        if self.answer_due_at is not None and self.answer_due_at <= on.now:
            raise IllegalStepError(
                Refusal(reason=Reason.NOT_LATER, field="answer_due_at", limit=on.now)
            )
        return Effect(
            case=replace(
                self._with_new_dates(_unsettled(case), on),
                reopened_at=on.now,
                reopened_count=case.reopened_count + 1,
            )
        )

    def _with_new_dates(self, case: Case, on: Occasion) -> Case:
        calendar, policy = on.around.calendar, on.around.policy
        if case.kind is Kind.INCIDENT:
            informed_by = information_due(on.now, calendar, policy=policy)
            return replace(case, information_due_at=informed_by)
        due_at = self.answer_due_at or case.current_due_at
        if due_at is None or due_at <= on.now:
            due_at = solution_due(on.now, calendar, policy=policy)
        return replace(case, current_due_at=due_at)


def _settled(case: Case, on: Occasion, *, reason: str | None = None) -> Case:
    return replace(case, closed_at=on.now, closed_by=on.actor, closing_reason=reason)


def _unsettled(case: Case) -> Case:
    return replace(
        case,
        admissibility=None,
        inadmissibility=None,
        admissibility_reason=None,
        duplicate_of=None,
        solution=None,
        outcome=None,
        answered_at=None,
        answer_means=None,
        complainant_decision=None,
        recourse_exhausted=False,
        implemented_at=None,
        implementation=None,
        closed_at=None,
        closed_by=None,
        closing_reason=None,
    )


def _linked(original: Case, duplicate: Case) -> Decision:
    refs = tuple(dict.fromkeys((*original.related_refs, duplicate.ref)))
    linked = replace(original, related_refs=refs)
    return Decision(
        case=linked,
        event=Event(
            name=LINKED,
            changes=changes_between(original, linked),
            details={"duplicate": duplicate.ref},
        ),
    )
