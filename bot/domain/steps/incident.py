"""What is decided about an incident, and who is told of it (policy §4.2 and §4.3)."""

from dataclasses import dataclass, replace
from typing import ClassVar

from bot.domain.cases import Case, Status
from bot.domain.checks import check_text
from bot.domain.letters import Told
from bot.domain.lifecycles import Step
from bot.domain.refusals import IllegalStepError, Reason, Refusal
from bot.domain.steps.decisions import Effect, Occasion
from bot.domain.steps.telling import check_told
from bot.domain.taxonomy import Continuity, Measure
from bot.domain.traces import DecidedMeasures, InformationPoint


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideMeasures:
    """What is done about it, and what it does to the session (policy §4.2).

    `certifier_rule` says why a content adjustment leaves a regulated duration whole.
    """

    step: ClassVar[Step] = Step.DECIDE_MEASURES
    measures: tuple[Measure, ...]
    explanation: str
    continuity: Continuity | None = None
    lost_minutes: int | None = None
    certifier_rule: str | None = None

    def take(self, case: Case, on: Occasion) -> Effect:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class InformParties:
    """Those concerned know what happened and what is done; or nobody had to be told, and why."""

    step: ClassVar[Step] = Step.INFORM_PARTIES
    parties: str = ""
    told: Told | None = None
    waived_because: str | None = None

    def take(self, case: Case, on: Occasion) -> Effect:
        if self.told is None:
            told, point = None, self._waived(on)
        else:
            told = check_told(self.told, earliest=case.life_began_at, now=on.now)
            point = self._given(told, on)
        informed = replace(case, information_points=(*case.information_points, point))
        return Effect(case=informed, to=_after_point(case, on), told=told)

    def _waived(self, on: Occasion) -> InformationPoint:
        reason = check_text(self.waived_because or "", field="waived_because")
        return InformationPoint(at=on.now, by=on.actor, waived_because=reason)

    def _given(self, told: Told, on: Occasion) -> InformationPoint:
        parties = check_text(self.parties, field="parties")
        return InformationPoint(at=told.at, by=on.actor, parties=parties, means=told.means)


def _after_point(case: Case, on: Occasion) -> Status:
    if case.status is not Status.MEASURES_DECIDED:
        return case.status
    return Status.ACTIONS_RUNNING if on.around.actions else Status.PARTIES_INFORMED
