"""A complaint answered and settled in one go: the steps that such an answer stands for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.cases.cases import Case
from bot.domain.cases.letters import Communication
from bot.domain.cases.outcomes import Outcome
from bot.domain.cases.refusals import IllegalStepError, Reason, Refusal
from bot.domain.cases.roles import Role
from bot.domain.cases.taxonomy import Severity, Signatory
from bot.domain.steps.answering import Analyse, Implement, ProposeSolution
from bot.domain.steps.confirming import ConfirmingStep
from bot.domain.steps.decisions import CaseContext, Effect, StepCommand, StepContext
from bot.domain.steps.handling import Qualify, TakeCharge
from bot.domain.steps.lifecycles import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerAndSettle(ConfirmingStep):
    """A minor or moderate complaint answered at once (policy §3.2.2 to §3.3).

    It is taken when the answer counts as told, and stands for the steps that it shows to be
    done, each of which leaves its own entry: taking charge, the qualification where it was to
    be confirmed, the analysis, the answer, and the implementation where the solution is in
    place, `implemented_at`. Else `promised_on` is the day on which it will be. A major or
    critical complaint goes the long way, which anybody may go.
    """

    step = Step.ANSWER_AND_SETTLE
    untold = frozenset({Step.TAKE_CHARGE, Step.QUALIFY, Step.ANALYSE})
    outcome: Outcome
    analysis: str
    solution: str | None = None
    told: Communication | None = None
    implemented_at: datetime | None = None
    promised_on: date | None = None
    people_involved: tuple[str, ...] = ()
    signatory: Signatory | None = None

    def parts(self, case: Case, on: StepContext) -> tuple[StepCommand, ...]:
        del on
        if not may_be_settled_at_once(self.confirmed(case)):
            raise IllegalStepError(Refusal(reason=Reason.TOO_GRAVE, field="severity"))
        is_owed = self.outcome.calls_for_implementation
        if is_owed and self.implemented_at is None and self.promised_on is None:
            raise IllegalStepError(Refusal(reason=Reason.EMPTY, field="promised_on"))
        return tuple(self._parts(case, is_owed=is_owed))

    def _parts(self, case: Case, *, is_owed: bool) -> Iterator[StepCommand]:
        if case.owner is None:
            yield TakeCharge()
        if self.category is not None and self.severity is not None:
            yield Qualify(category=self.category, severity=self.severity)
        yield Analyse(analysis=self.analysis, people_involved=self.people_involved)
        yield ProposeSolution(
            outcome=self.outcome,
            solution=self.solution,
            told=self.told,
            promised_on=self.promised_on if is_owed else None,
            signatory=self.signatory,
            is_settling=True,
        )
        if is_owed and self.implemented_at is not None:
            yield Implement(implemented_at=self.implemented_at, implementation=self.solution or "")

    def take(self, case: Case, on: StepContext) -> Effect:
        """Its parts are taken in its place."""
        del case, on
        raise AssertionError(self.step)

    @classmethod
    def standing_refusal(
        cls, case: Case, *, roles: frozenset[Role], around: CaseContext
    ) -> Refusal | None:
        del roles, around
        may_be = case.to_confirm or may_be_settled_at_once(case)
        return None if may_be else Refusal(reason=Reason.TOO_GRAVE)

    @classmethod
    def is_done(cls, case: Case) -> bool:
        return case.analysis is not None


def may_be_settled_at_once(case: Case) -> bool:
    """Whether the complaint is minor or moderate."""
    return case.severity.rank < Severity.MAJOR.rank


COMMANDS: tuple[type[StepCommand], ...] = (AnswerAndSettle,)
