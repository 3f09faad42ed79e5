"""How a case ends, and how it comes back."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.cases.cases import Case, Status
from bot.domain.cases.followups import is_unsolved
from bot.domain.cases.journal_entries import Event, JournalRecord, changes_between
from bot.domain.cases.letters import Communication
from bot.domain.cases.outcomes import Admissibility, Inadmissibility, Outcome
from bot.domain.cases.refusals import IllegalStepError, Missing, Reason, Refusal, check_text
from bot.domain.cases.roles import LEADING, Role
from bot.domain.cases.taxonomy import Kind, Signatory
from bot.domain.deadlines.renewals import came_back
from bot.domain.steps.conditions import (
    acknowledged_by,
    check_answer,
    lacking_mediator,
    missing_to_close,
)
from bot.domain.steps.decisions import (
    TO_REPORTER,
    CaseContext,
    Decision,
    Effect,
    StepCommand,
    StepContext,
)
from bot.domain.steps.lifecycles import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Close(StepCommand):
    """All is done. What the complainant calls unsolved is closed only with a reason."""

    step = Step.CLOSE
    tells = TO_REPORTER
    closing_reason: str | None = None

    def take(self, case: Case, on: StepContext) -> Effect:
        reason = (self.closing_reason or "").strip() or None
        if reason is None and is_unsolved(case):
            raise IllegalStepError(Refusal(reason=Reason.NEEDS_REASON, field="closing_reason"))
        return Effect(case=_settled(case, on, reason=reason))

    @classmethod
    def standing_refusal(
        cls, case: Case, *, roles: frozenset[Role], around: CaseContext
    ) -> Refusal | None:
        del roles
        missing = missing_to_close(case, around)
        return Refusal(reason=Reason.INCOMPLETE, missing=missing) if missing else None


def is_closed_once_solved(case: Case, *, roles: frozenset[Role], around: CaseContext) -> bool:
    """Whether these roles may close it as soon as the complainant calls it solved."""
    owed = set(missing_to_close(case, around)) - {Missing.FOLLOW_UP}
    return bool(roles & LEADING) and not owed


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject(StepCommand):
    """Not a complaint, or not ours to settle: with a reason, and an answer (ISO 10002, 7.5)."""

    step = Step.REJECT
    is_aside = True
    leaves_duplicates = True
    tells = TO_REPORTER
    inadmissibility: Inadmissibility
    admissibility_reason: str
    told: Communication | None = None
    signatory: Signatory | None = None

    def take(self, case: Case, on: StepContext) -> Effect:
        reason = check_text(self.admissibility_reason, field="admissibility_reason")
        case = replace(case, signatory=self.signatory or case.signatory)
        if refusal := lacking_mediator(case, on.around):
            raise IllegalStepError(refusal)
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
class MarkDuplicate(StepCommand):
    """Another case handles this matter; both are linked.

    A complainant is told so, unless there is a reason not to: the same call filed twice.
    """

    step = Step.MARK_DUPLICATE
    is_aside = True
    tells = TO_REPORTER
    names = ("duplicate_of",)
    duplicate_of: str
    told: Communication | None = None
    untold_because: str | None = None

    def take(self, case: Case, on: StepContext) -> Effect:
        if refusal := self.lacking(case, on.around):
            raise IllegalStepError(refusal)
        original, told = self._original(case, on), self._told(case, on)
        repeated = replace(case, duplicate_of=original.ref)
        return Effect(
            case=_settled(acknowledged_by(repeated, told), on),
            told=told,
            linked=(_linked(original, case),),
        )

    def _told(self, case: Case, on: StepContext) -> Communication | None:
        if case.kind is Kind.INCIDENT or (self.untold_because or "").strip():
            return None
        return check_answer(case, self.told, now=on.now)

    @classmethod
    def lacking(cls, case: Case, around: CaseContext) -> Refusal | None:
        del case
        return Refusal(reason=Reason.HAS_DUPLICATES) if around.has_duplicates else None

    def _original(self, case: Case, on: StepContext) -> Case:
        original = on.around.original
        if self.duplicate_of == case.ref:
            raise IllegalStepError(Refusal(reason=Reason.SAME_CASE, field="duplicate_of"))
        if original is None or (original.ref, original.kind) != (self.duplicate_of, case.kind):
            raise IllegalStepError(Refusal(reason=Reason.NO_SUCH_CASE, field="duplicate_of"))
        if original.duplicate_of is not None:
            raise IllegalStepError(Refusal(reason=Reason.IS_DUPLICATE, field="duplicate_of"))
        if not _handles(original, case):
            raise IllegalStepError(Refusal(reason=Reason.NOT_HANDLED, field="duplicate_of"))
        return original

    @property
    def other_ref(self) -> str:
        return self.duplicate_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdraw(StepCommand):
    """The complainant gave up, or the incident was none."""

    step = Step.WITHDRAW
    is_aside = True
    leaves_duplicates = True
    tells = TO_REPORTER
    reason: str

    def take(self, case: Case, on: StepContext) -> Effect:
        reason = check_text(self.reason, field="reason")
        if case.kind is Kind.COMPLAINT:
            case = replace(
                case,
                outcome=Outcome.NO_FURTHER_ACTION,
                first_outcome=case.outcome_told_first,
            )
        return Effect(case=_settled(case, on, reason=reason))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopen(StepCommand):
    """The matter is not settled after all: it has to be answered and followed up anew.

    What was answered before stays in the journal, and how its promises ended on the case.
    `answer_due_at` is the new date of the answer; without it, a date already past begins anew
    from today, as all does that is still owed: nothing comes back late.
    """

    step = Step.REOPEN
    tells = TO_REPORTER
    frees_original = True
    reason: str
    answer_due_at: datetime | None = None

    def take(self, case: Case, on: StepContext) -> Effect:
        check_text(self.reason, field="reason")
        if self.answer_due_at is not None and self.answer_due_at <= on.now:
            raise IllegalStepError(
                Refusal(reason=Reason.NOT_LATER, field="answer_due_at", limit=on.now)
            )
        back = came_back(
            case,
            at=on.now,
            calendar=on.around.calendar,
            policy=on.around.policy,
            answer_due_at=self.answer_due_at,
        )
        return Effect(case=_unsettled(back), linked=_freed(on.around.original, case))


def returned(duplicate: Case, *, now: datetime, around: CaseContext) -> Decision:
    """A duplicate of which the original ended without being handled: it is owed all anew.

    `around` is its own. Both stay linked, so that who handles it finds what was known there.
    """
    original = duplicate.duplicate_of
    back = came_back(duplicate, at=now, calendar=around.calendar, policy=around.policy)
    named = tuple(dict.fromkeys((*back.related_refs, original))) if original else back.related_refs
    after = replace(_unsettled(back), status=Status.REOPENED, related_refs=named)
    event = JournalRecord(
        name=Event.DUPLICATE_RETURNED,
        changes=changes_between(duplicate, after),
        details={"original": original},
    )
    return Decision(case=after, event=event)


def _settled(case: Case, on: StepContext, *, reason: str | None = None) -> Case:
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
        first_outcome=case.outcome_told_first,
        answered_at=None,
        answer_means=None,
        promised_on=None,
        complainant_decision=None,
        recourse_exhausted=False,
        implemented_at=None,
        implementation=None,
        closed_at=None,
        closed_by=None,
        closing_reason=None,
    )


def _handles(original: Case, case: Case) -> bool:
    """Whether somebody sees to the matter there, or did while this case was known already."""
    if original.status is Status.CLOSED:
        return original.closed_at is None or case.received_at <= original.closed_at
    return original.status.is_open


def _linked(original: Case, duplicate: Case) -> Decision:
    refs = tuple(dict.fromkeys((*original.related_refs, duplicate.ref)))
    return _told_of(original, refs, Event.DUPLICATE_LINKED, duplicate)


def _freed(original: Case | None, duplicate: Case) -> tuple[Decision, ...]:
    """The original, which is one no longer; what was linked by hand, both ways, stays named."""
    if original is None or original.ref != duplicate.duplicate_of:
        return ()
    if original.ref in duplicate.related_refs or duplicate.ref not in original.related_refs:
        return ()
    refs = tuple(ref for ref in original.related_refs if ref != duplicate.ref)
    return (_told_of(original, refs, Event.DUPLICATE_UNLINKED, duplicate),)


def _told_of(original: Case, refs: tuple[str, ...], event: Event, duplicate: Case) -> Decision:
    after = replace(original, related_refs=refs)
    changes = changes_between(original, after)
    details = {"duplicate": duplicate.ref}
    return Decision(case=after, event=JournalRecord(name=event, changes=changes, details=details))


COMMANDS: tuple[type[StepCommand], ...] = (Close, Reject, MarkDuplicate, Withdraw, Reopen)
