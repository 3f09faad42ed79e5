"""Decisions about an incident, and who is told of them (policy §4.2 and §4.3)."""

from dataclasses import dataclass, replace

from bot.domain.cases.cases import Case, Status
from bot.domain.cases.letters import Communication
from bot.domain.cases.refusals import IllegalStepError, Reason, Refusal, check_text
from bot.domain.cases.taxonomy import Continuity, Measure
from bot.domain.cases.traces import DecidedMeasures, InformationPoint
from bot.domain.steps.conditions import check_told
from bot.domain.steps.decisions import TO_REPORTER, Effect, StepCommand, StepContext
from bot.domain.steps.lifecycles import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideMeasures(StepCommand):
    """The measures decided, and their effect on the session (policy §4.2).

    `certifier_rule` says why a content adjustment leaves a regulated duration whole.
    """

    step = Step.DECIDE_MEASURES
    tells = TO_REPORTER
    measures: tuple[Measure, ...]
    explanation: str
    continuity: Continuity | None = None
    lost_minutes: int | None = None
    certifier_rule: str | None = None

    def take(self, case: Case, on: StepContext) -> Effect:
        if not self.measures:
            raise IllegalStepError(Refusal(reason=Reason.EMPTY, field="measures"))
        if self.lost_minutes is not None and self.lost_minutes < 0:
            raise IllegalStepError(Refusal(reason=Reason.OUT_OF_RANGE, field="lost_minutes"))
        decided = DecidedMeasures(
            at=on.now,
            by=on.actor,
            measures=tuple(dict.fromkeys(self.measures)),
            explanation=check_text(self.explanation, field="explanation"),
        )
        known = case.lost_minutes if self.lost_minutes is None else self.lost_minutes
        return Effect(
            case=replace(
                case,
                measures=(*case.measures, decided),
                continuity=self.continuity or case.continuity,
                lost_minutes=known,
            )
        )

    @classmethod
    def is_done(cls, case: Case) -> bool:
        return any(decided.at >= case.life_began_at for decided in case.measures)


@dataclass(frozen=True, slots=True, kw_only=True)
class InformParties(StepCommand):
    """Those concerned know what happened and what is done; or nobody had to be told, and why."""

    step = Step.INFORM_PARTIES
    tells = TO_REPORTER
    parties: str = ""
    told: Communication | None = None
    waived_because: str | None = None

    def take(self, case: Case, on: StepContext) -> Effect:
        if self.told is None:
            told, point = None, self._waived(on)
        else:
            told = check_told(self.told, earliest=case.life_began_at, now=on.now)
            point = self._given(told, on)
        informed = replace(case, information_points=(*case.information_points, point))
        return Effect(case=informed, to=_after_point(case, on), told=told)

    @classmethod
    def is_done(cls, case: Case) -> bool:
        return any(point.at >= case.life_began_at for point in case.information_points)

    def _waived(self, on: StepContext) -> InformationPoint:
        reason = check_text(self.waived_because or "", field="waived_because")
        return InformationPoint(at=on.now, by=on.actor, waived_because=reason)

    def _given(self, told: Communication, on: StepContext) -> InformationPoint:
        parties = check_text(self.parties, field="parties")
        return InformationPoint(at=told.at, by=on.actor, parties=parties, means=told.means)


def _after_point(case: Case, on: StepContext) -> Status:
    if case.status is not Status.MEASURES_DECIDED:
        return case.status
    return Status.ACTIONS_RUNNING if on.around.actions else Status.PARTIES_INFORMED


COMMANDS: tuple[type[StepCommand], ...] = (DecideMeasures, InformParties)
