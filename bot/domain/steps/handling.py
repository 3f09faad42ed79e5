"""What is done to cases of both kinds along the way: taken, given, qualified, noted, acted on."""

from dataclasses import dataclass, replace
from typing import ClassVar

from bot.domain.actions import ActionDraft
from bot.domain.cases import Case
from bot.domain.checks import check_text
from bot.domain.lifecycles import Step
from bot.domain.outcomes import Admissibility
from bot.domain.refusals import IllegalStepError, Reason, Refusal
from bot.domain.steps.decisions import Effect, Occasion
from bot.domain.taxonomy import (
    Category,
    IncidentType,
    Kind,
    Nature,
    Severity,
    severity_floor,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeCharge:
    """The actor becomes the owner of a case that had none, or begins on their own (policy §4.2)."""

    step: ClassVar[Step] = Step.TAKE_CHARGE

    def take(self, case: Case, on: Occasion) -> Effect:
        taken_at = case.taken_charge_at or on.now
        return Effect(case=replace(case, owner=on.actor, taken_charge_at=taken_at))


@dataclass(frozen=True, slots=True, kw_only=True)
class Assign:
    """Somebody else becomes the owner; never one whom the case is about (ISO 10002, 7.6)."""

    step: ClassVar[Step] = Step.ASSIGN
    owner: str

    def take(self, case: Case, on: Occasion) -> Effect:
        del on
        if self.owner == case.owner:
            raise IllegalStepError(Refusal(reason=Reason.ALREADY_DONE, person=self.owner))
        if self.owner in case.concerned_people:
            raise IllegalStepError(
                Refusal(reason=Reason.CONFLICT_OF_INTEREST, field="owner", person=self.owner)
            )
        return Effect(case=replace(case, owner=check_text(self.owner, field="owner")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Qualify:
    """What the case is and how grave; a complaint so qualified is admissible.

    A severity beneath the floor of its category needs a reason. An owner whom the case
    turns out to concern loses it. What is confidential stays so.
    """

    step: ClassVar[Step] = Step.QUALIFY
    severity: Severity
    category: Category | None = None
    incident_type: IncidentType | None = None
    nature: Nature | None = None
    concerned_people: tuple[str, ...] = ()
    confidential: bool = False
    reason: str | None = None

    def take(self, case: Case, on: Occasion) -> Effect:
        category = self.category or case.category
        self._check_floor(severity_floor(category, injury=case.injury))
        concerned = tuple(dict.fromkeys((*case.concerned_people, *self.concerned_people)))
        is_misconduct = category is Category.CONDUCT_VHD
        is_complaint = case.kind is Kind.COMPLAINT
        return Effect(
            case=replace(
                case,
                severity=self.severity,
                category=category,
                incident_type=self.incident_type or case.incident_type,
                nature=self.nature or case.nature,
                concerned_people=concerned,
                owner=None if case.owner in concerned else case.owner,
                confidential=case.confidential or self.confidential or is_misconduct,
                admissibility=Admissibility.ADMISSIBLE if is_complaint else None,
                qualified_at=on.now,
            )
        )

    def _check_floor(self, floor: Severity) -> None:
        if self.severity.rank < floor.rank and not (self.reason or "").strip():
            raise IllegalStepError(Refusal(reason=Reason.NEEDS_REASON, field="reason", floor=floor))


@dataclass(frozen=True, slots=True, kw_only=True)
class AddAction:
    """Something to be done by a day, by somebody (policy §4.4)."""

    step: ClassVar[Step] = Step.ADD_ACTION
    action: ActionDraft

    def take(self, case: Case, on: Occasion) -> Effect:
        del on
        check_text(self.action.title, field="title")
        check_text(self.action.owner, field="owner")
        return Effect(case=case, actions=(self.action,))


@dataclass(frozen=True, slots=True, kw_only=True)
class AddNote:
    """Words for the journal; they change nothing. `link` leads to where they were said."""

    step: ClassVar[Step] = Step.ADD_NOTE
    text: str
    link: str | None = None

    def take(self, case: Case, on: Occasion) -> Effect:
        del on
        check_text(self.text, field="text")
        return Effect(case=case)
