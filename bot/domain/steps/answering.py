"""A complaint's answer and what comes of it (policy §3.2.2 to §3.3)."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from bot.domain.cases.cases import Case, Status
from bot.domain.cases.letters import Communication, Letter
from bot.domain.cases.outcomes import FIVE_WHYS, CauseFamily, ComplainantDecision, Outcome, Solved
from bot.domain.cases.refusals import IllegalStepError, Reason, Refusal, check_between, check_text
from bot.domain.cases.taxonomy import Means, Signatory
from bot.domain.cases.traces import FollowUp
from bot.domain.deadlines.promises import kept_at
from bot.domain.deadlines.renewals import answer_refused
from bot.domain.school.policies import DeadlineKind
from bot.domain.steps.conditions import (
    acknowledged_by,
    check_answer,
    lacking_mediator,
    lacks_root_cause,
)
from bot.domain.steps.decisions import TO_REPORTER, CaseContext, Effect, StepCommand, StepContext
from bot.domain.steps.ending import Close, is_closed_once_solved
from bot.domain.steps.lifecycles import Step

BEST_SCORE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Analyse(StepCommand):
    """Findings and causes, with the people asked (policy §3.2.2)."""

    step = Step.ANALYSE
    analysis: str
    root_cause: str | None = None
    cause_family: CauseFamily | None = None
    five_whys: tuple[str, ...] = ()
    people_involved: tuple[str, ...] = ()

    def take(self, case: Case, on: StepContext) -> Effect:
        whys = tuple(why.strip() for why in self.five_whys if why.strip())
        if len(whys) > FIVE_WHYS:
            raise IllegalStepError(Refusal(reason=Reason.OUT_OF_RANGE, field="five_whys"))
        analysed = replace(
            case,
            analysis=check_text(self.analysis, field="analysis"),
            analysed_at=on.now,
            root_cause=(self.root_cause or "").strip() or case.root_cause,
            cause_family=self.cause_family or case.cause_family,
            five_whys=whys or case.five_whys,
            people_involved=self.people_involved or case.people_involved,
        )
        return Effect(case=analysed)

    @classmethod
    def is_done(cls, case: Case) -> bool:
        return case.analysis is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeSolution(StepCommand):
    """Our answer went out (policy §3.2.3). A complaint never analysed brings its `analysis` along.

    What is upheld, were it in part, has a `solution`; a refusal need not offer any. `promised_on`
    is the day by which it was promised. What `is_settling` awaits no reply: the solution is in
    place or will be, and the complainant may still refuse it.

    Where nothing acknowledged the complaint before, the answer does.
    """

    step = Step.PROPOSE_SOLUTION
    tells = TO_REPORTER
    outcome: Outcome
    solution: str | None = None
    told: Communication | None = None
    analysis: str | None = None
    answer_asked_by: date | None = None
    promised_on: date | None = None
    is_settling: bool = field(default=False, compare=False)
    signatory: Signatory | None = None

    def take(self, case: Case, on: StepContext) -> Effect:
        case = replace(case, signatory=self.signatory or case.signatory)
        solution = (self.solution or "").strip() or None
        if self.outcome.calls_for_implementation:
            check_text(solution or "", field="solution")
        examined = self._examined(case, on)
        self._check(examined, on)
        told = check_answer(case, self.told, now=on.now)
        answered_at = told.at if told else on.now
        proposed = replace(
            examined,
            outcome=self.outcome,
            solution=solution,
            answered_at=answered_at,
            answer_means=told.means if told else None,
            answer_asked_by=self.answer_asked_by if told else None,
            promised_on=self.promised_on if self.outcome.calls_for_implementation else None,
            proposed_at=case.proposed_at or answered_at,
            first_outcome=case.outcome_told_first,
            solution_met_at=kept_at(case, DeadlineKind.SOLUTION) or answered_at,
            complainant_decision=None,
            recourse_exhausted=False,
            implemented_at=None,
            implementation=None,
        )
        to = status_once_settled(proposed) if self.is_settling else None
        return Effect(case=acknowledged_by(proposed, told), to=to, told=told)

    def _examined(self, case: Case, on: StepContext) -> Case:
        if not (analysis := (self.analysis or "").strip()):
            return case
        return replace(case, analysis=analysis, analysed_at=on.now)

    def _check(self, case: Case, on: StepContext) -> None:
        if self.outcome is Outcome.NO_FURTHER_ACTION:
            raise IllegalStepError(Refusal(reason=Reason.OUT_OF_RANGE, field="outcome"))
        if case.analysis is None:
            raise IllegalStepError(Refusal(reason=Reason.NEEDS_ANALYSIS, field="analysis"))
        if refusal := self.lacking(case, on.around) or lacking_mediator(case, on.around):
            raise IllegalStepError(refusal)

    @classmethod
    def is_done(cls, case: Case) -> bool:
        return case.answered_at is not None

    @classmethod
    def lacking(cls, case: Case, around: CaseContext) -> Refusal | None:
        del around
        return Refusal(reason=Reason.NEEDS_ROOT_CAUSE) if lacks_root_cause(case) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDecision(StepCommand):
    """The complainant's decisions on an answer.

    A refusal calls for a new examination, unless every recourse has been tried (ISO 10002, 7.9).
    """

    step = Step.RECORD_DECISION
    is_told_to_complainant = True
    names = ("complainant_decision",)
    complainant_decision: ComplainantDecision
    decided_at: datetime
    recourse_exhausted: bool = False
    comment: str | None = None

    def take(self, case: Case, on: StepContext) -> Effect:
        earliest = case.answered_at or case.received_at
        check_between(self.decided_at, earliest=earliest, now=on.now, field="decided_at")
        refused = self.complainant_decision is ComplainantDecision.REFUSED
        decided = replace(
            case,
            complainant_decision=self.complainant_decision,
            recourse_exhausted=refused and self.recourse_exhausted,
        )
        if refused and not self.recourse_exhausted:
            decided = answer_refused(
                decided,
                since=self.decided_at,
                now=on.now,
                calendar=on.around.calendar,
                policy=on.around.policy,
            )
        return Effect(case=decided, to=_after_decision(decided))


@dataclass(frozen=True, slots=True, kw_only=True)
class Implement(StepCommand):
    """The solution is in place; `implementation` says how one can tell."""

    step = Step.IMPLEMENT
    implemented_at: datetime
    implementation: str

    def take(self, case: Case, on: StepContext) -> Effect:
        at = check_between(
            self.implemented_at, earliest=case.life_began_at, now=on.now, field="implemented_at"
        )
        text = check_text(self.implementation, field="implementation")
        return Effect(case=replace(case, implemented_at=at, implementation=text))


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFollowUp(StepCommand):
    """An attempt to learn whether it is solved, with the answer if there was one (policy §3.3).

    `score` goes from 1 to 5; `letter` is the question where one was written. With `closes`, the
    case is closed as well where the answer is that it is solved, and nothing else is owed.
    """

    step = Step.FOLLOW_UP
    is_told_to_complainant = True
    names = ("means", "solved")
    at: datetime
    means: Means
    letter: Letter | None = None
    solved: Solved | None = None
    score: int | None = None
    verbatim: str | None = None
    closes: bool = field(default=False, compare=False)

    def parts(self, case: Case, on: StepContext) -> tuple[StepCommand, ...]:
        is_last = self.closes and self.solved is Solved.YES
        if is_last and is_closed_once_solved(case, roles=on.roles, around=on.around):
            return self, Close()
        return (self,)

    def take(self, case: Case, on: StepContext) -> Effect:
        self._check_score()
        earliest = case.implemented_at or case.answered_at or case.received_at
        at = check_between(self.at, earliest=earliest, now=on.now, field="at")
        attempt = FollowUp(
            at=at,
            by=on.actor,
            means=self.means,
            solved=self.solved,
            score=self.score,
            verbatim=self.verbatim,
        )
        told = Communication(letter=self.letter, at=at, means=self.means) if self.letter else None
        return Effect(case=replace(case, followups=(*case.followups, attempt)), told=told)

    def _check_score(self) -> None:
        if self.score is not None and not 1 <= self.score <= BEST_SCORE:
            raise IllegalStepError(Refusal(reason=Reason.OUT_OF_RANGE, field="score"))
        if self.solved is None and (self.score is not None or self.verbatim):
            raise IllegalStepError(Refusal(reason=Reason.EMPTY, field="solved"))


def _after_decision(case: Case) -> Status:
    if case.complainant_decision is ComplainantDecision.REFUSED:
        return Status.FOLLOW_UP if case.recourse_exhausted else Status.UNDER_REVIEW
    if case.status is not Status.SOLUTION_PROPOSED:
        return case.status
    return status_once_settled(case)


def status_once_settled(case: Case) -> Status:
    """What an answer that awaits no reply leaves to do."""
    owed = case.outcome is not None and case.outcome.calls_for_implementation
    return Status.IN_IMPLEMENTATION if owed else Status.FOLLOW_UP


COMMANDS: tuple[type[StepCommand], ...] = (
    Analyse,
    ProposeSolution,
    RecordDecision,
    Implement,
    RecordFollowUp,
)
