"""What Vigie proposed of a complaint, confirmed in the form of a step that is taken anyway."""

from dataclasses import dataclass, replace

from bot.domain.cases.cases import Case
from bot.domain.cases.refusals import IllegalStepError, Reason, Refusal
from bot.domain.cases.taxonomy import ALWAYS_CONFIDENTIAL, Category, Severity, severity_floor
from bot.domain.steps.decisions import StepCommand


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmingStep(StepCommand):
    """A step whose form asks for category and severity, where they are still to be confirmed.

    Both are None where they are not asked for. A category that makes the case confidential asks
    whom it is about as well.
    """

    category: Category | None = None
    severity: Severity | None = None
    concerned_people: tuple[str, ...] = ()

    def confirmed(self, case: Case) -> Case:
        """The case with what is given confirmed. Refuses a severity below the category's floor."""
        if self.category is None or self.severity is None:
            return case
        floor = severity_floor(self.category)
        if self.severity.rank < floor.rank:
            raise IllegalStepError(
                Refusal(reason=Reason.BELOW_FLOOR, field="severity", floor=floor)
            )
        concerned = tuple(dict.fromkeys((*case.concerned_people, *self.concerned_people)))
        return replace(
            case,
            category=self.category,
            severity=self.severity,
            to_confirm=False,
            confidential=case.confidential or self.makes_confidential(case),
            concerned_people=concerned,
            owner=None if case.owner in concerned else case.owner,
        )

    def makes_confidential(self, case: Case) -> bool:
        return not case.confidential and self.category in ALWAYS_CONFIDENTIAL
