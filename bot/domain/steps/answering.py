"""A complaint's answer and what comes of it (policy §3.2.2 to §3.3)."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from bot.domain.cases import Case, Status
from bot.domain.checks import check_between, check_text
from bot.domain.letters import Letter, Told
from bot.domain.lifecycles import Step
from bot.domain.outcomes import ComplainantDecision, Outcome, Solved
from bot.domain.refusals import IllegalStepError, Reason, Refusal
from bot.domain.root_causes import FIVE_WHYS, CauseFamily
from bot.domain.steps.closing import check_mediator, lacks_root_cause
from bot.domain.steps.decisions import Effect, Occasion
from bot.domain.steps.telling import check_answer
from bot.domain.taxonomy import Means
from bot.domain.traces import FollowUp

BEST_SCORE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Analyse:
    """What was found and why it happened, with the people asked (policy §3.2.2)."""

    step: ClassVar[Step] = Step.ANALYSE
    analysis: str
    root_cause: str | None = None
    cause_family: CauseFamily | None = None
    five_whys: tuple[str, ...] = ()
    people_involved: tuple[str, ...] = ()

    def take(self, case: Case, on: Occasion) -> Effect:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeSolution:
    """Our answer went out (policy §3.2.3). A complaint never analysed brings its `analysis` along.

    Where nothing acknowledged the complaint before, the answer does.
    """

    step: ClassVar[Step] = Step.PROPOSE_SOLUTION
    outcome: Outcome
    solution: str
    told: Told | None = None
    analysis: str | None = None

    def take(self, case: Case, on: Occasion) -> Effect:
        solution = check_text(self.solution, field="solution")
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
            proposed_at=case.proposed_at or answered_at,
            complainant_decision=None,
            recourse_exhausted=False,
            implemented_at=None,
            implementation=None,
        )
        return Effect(case=acknowledged_by(proposed, told), told=told)

    def _examined(self, case: Case, on: Occasion) -> Case:
        if not (analysis := (self.analysis or "").strip()):
            return case
        return replace(case, analysis=analysis, analysed_at=on.now)

    def _check(self, case: Case, on: Occasion) -> None:
        if self.outcome is Outcome.NO_FURTHER_ACTION:
            raise IllegalStepError(Refusal(reason=Reason.OUT_OF_RANGE, field="outcome"))
        if case.analysis is None:
            raise IllegalStepError(Refusal(reason=Reason.NEEDS_ANALYSIS, field="analysis"))
        if lacks_root_cause(case):
            raise IllegalStepError(Refusal(reason=Reason.NEEDS_ROOT_CAUSE))
        check_mediator(case, on.around)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDecision:
    """What the complainant makes of our answer.

    A refusal calls for a new examination, unless every recourse has been tried (ISO 10002, 7.9).
    """

    step: ClassVar[Step] = Step.RECORD_DECISION
    complainant_decision: ComplainantDecision
    decided_at: datetime
    recourse_exhausted: bool = False
    comment: str | None = None

    def take(self, case: Case, on: Occasion) -> Effect:
        earliest = case.answered_at or case.received_at
        check_between(self.decided_at, earliest=earliest, now=on.now, field="decided_at")
        refused = self.complainant_decision is ComplainantDecision.REFUSED
        decided = replace(
            case,
            complainant_decision=self.complainant_decision,
            recourse_exhausted=refused and self.recourse_exhausted,
        )
        return Effect(case=decided, to=_after_decision(decided))


@dataclass(frozen=True, slots=True, kw_only=True)
class Implement:
    """The solution is in place; `implementation` says how one can tell."""

    step: ClassVar[Step] = Step.IMPLEMENT
    implemented_at: datetime
    implementation: str

    def take(self, case: Case, on: Occasion) -> Effect:
        at = check_between(
            self.implemented_at,
            earliest=case.life_began_at,
            now=on.now,
            field="implemented_at",
        )
        text = check_text(self.implementation, field="implementation")
        return Effect(case=replace(case, implemented_at=at, implementation=text))


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFollowUp:
    """An attempt to learn whether it is solved, with the answer if there was one (policy §3.3).

    `score` goes from 1 to 5; `letter` is the question where one was written.
    """

    step: ClassVar[Step] = Step.FOLLOW_UP
    at: datetime
    means: Means
    letter: Letter | None = None
    solved: Solved | None = None
    score: int | None = None
    verbatim: str | None = None

    def take(self, case: Case, on: Occasion) -> Effect:
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
        told = Told(letter=self.letter, at=at, means=self.means) if self.letter else None
        return Effect(case=replace(case, followups=(*case.followups, attempt)), told=told)

    def _check_score(self) -> None:
        if self.score is not None and not 1 <= self.score <= BEST_SCORE:
            raise IllegalStepError(Refusal(reason=Reason.OUT_OF_RANGE, field="score"))
        if self.solved is None and (self.score is not None or self.verbatim):
            raise IllegalStepError(Refusal(reason=Reason.EMPTY, field="solved"))


def acknowledged_by(case: Case, told: Told | None) -> Case:
    """The case once something was answered: a full answer also acknowledges (policy §3.2.1).

    One that comes after the 48 hours acknowledges too late, and the date says so.
    """
    if told is None or case.ack_sent_at is not None:
        return case
    return replace(case, ack_sent_at=told.at, ack_means=told.means, ack_not_applicable=None)


def _after_decision(case: Case) -> Status:
    if case.complainant_decision is ComplainantDecision.REFUSED:
        return Status.FOLLOW_UP if case.recourse_exhausted else Status.UNDER_REVIEW
    if case.status is not Status.SOLUTION_PROPOSED:
        return case.status
    owed = case.outcome is not None and case.outcome.calls_for_implementation
    return Status.IN_IMPLEMENTATION if owed else Status.FOLLOW_UP
