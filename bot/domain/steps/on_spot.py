"""The short way of an incident: settled by whoever reported it, validated by who leads (§4)."""

from dataclasses import dataclass, replace

from bot.domain.cases.cases import Case, Status
from bot.domain.cases.on_spot import has_left_short_way, is_short, may_be_short
from bot.domain.cases.refusals import Missing, Reason, Refusal, check_text
from bot.domain.cases.roles import Role
from bot.domain.cases.taxonomy import Continuity
from bot.domain.cases.traces import DecidedMeasures, DoneAtOnce, InformationPoint
from bot.domain.steps.conditions import missing_to_close
from bot.domain.steps.decisions import (
    TO_REPORTER,
    CaseContext,
    Effect,
    StepCommand,
    StepContext,
)
from bot.domain.steps.handling import AddNote
from bot.domain.steps.lifecycles import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleOnSpot(StepCommand):
    """Whoever reported the incident says what they did, and whom they told (policy §4.2, §4.3).

    It is the measure where the incident may go the short way; else it is kept as what was done
    at once, and the case stands where it stood.
    """

    step = Step.SETTLE_ON_SPOT
    tells = frozenset({Role.OWNER})
    done: str
    informed: str | None = None

    def take(self, case: Case, on: StepContext) -> Effect:
        done = check_text(self.done, field="done")
        informed = (self.informed or "").strip() or None
        if not may_be_short(case, done, informed or ""):
            kept = DoneAtOnce(at=on.now, by=on.actor, what=done, informed=informed)
            after = replace(case, done_at_once=(*case.done_at_once, kept))
            return Effect(case=after, to=case.status)
        measure = DecidedMeasures(
            at=on.now, by=on.actor, measures=(), explanation=done, on_spot=True
        )
        settled = replace(case, measures=(*case.measures, measure), settled_on_spot=True)
        if informed:
            settled = _informed(settled, on, parties=informed)
        return Effect(case=settled)

    @classmethod
    def standing_refusal(
        cls, case: Case, *, roles: frozenset[Role], around: CaseContext
    ) -> Refusal | None:
        del roles, around
        return Refusal(reason=Reason.ALREADY_DONE) if is_short(case) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidateOnSpot(StepCommand):
    """What was settled on the spot was settled well: closed, and its information point with it.

    `parties` were told, or nobody else had to be and `waived_because` says why; neither is needed
    where the reporter has said whom they told.
    """

    step = Step.VALIDATE
    tells = TO_REPORTER
    parties: str = ""
    waived_because: str | None = None

    def parts(self, case: Case, on: StepContext) -> tuple[StepCommand, ...]:
        """What is typed may tell of somebody hurt: then it is kept as a note, and nothing closes.

        A note so worded takes the case off the short way, whoever wrote it and wherever.
        """
        del on
        told = [text.strip() for text in (self.parties, self.waived_because or "") if text.strip()]
        return (AddNote(text="\n".join(told)),) if has_left_short_way(case, *told) else (self,)

    def take(self, case: Case, on: StepContext) -> Effect:
        if is_nobody_told(case, on.around):
            case = _informed(case, on, parties=self.parties, waived_because=self.waived_because)
        return Effect(case=replace(case, closed_at=on.now, closed_by=on.actor))

    @classmethod
    def standing_refusal(
        cls, case: Case, *, roles: frozenset[Role], around: CaseContext
    ) -> Refusal | None:
        del roles
        return to_validate(case, around)


def to_validate(case: Case, around: CaseContext) -> Refusal | None:
    """Why an incident cannot be validated now, whoever would; None where it can."""
    if case.status is Status.CLOSED or not is_short(case):
        return Refusal(reason=Reason.NOT_ON_SPOT)
    missing = set(missing_to_close(case, around)) - {Missing.INFORMATION_POINT}
    if not missing:
        return None
    return Refusal(reason=Reason.INCOMPLETE, missing=missing_to_close(case, around))


def asks_who_was_told(case: Case, around: CaseContext) -> bool:
    """Whether validating asks who else had to be told: a session stopped, and nobody said so.

    Where it went on, those concerned were there when it was settled.
    """
    return is_nobody_told(case, around) and case.continuity is Continuity.NO


def is_nobody_told(case: Case, around: CaseContext) -> bool:
    """Whether the information point of policy §4.3 is still owed."""
    return Missing.INFORMATION_POINT in missing_to_close(case, around)


def _informed(
    case: Case, on: StepContext, *, parties: str | None, waived_because: str | None = None
) -> Case:
    if parties and parties.strip():
        point = InformationPoint(at=on.now, by=on.actor, parties=parties.strip())
    else:
        reason = check_text(waived_because or "", field="parties")
        point = InformationPoint(at=on.now, by=on.actor, waived_because=reason)
    return replace(case, information_points=(*case.information_points, point))


COMMANDS: tuple[type[StepCommand], ...] = (SettleOnSpot, ValidateOnSpot)
