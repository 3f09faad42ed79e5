"""The tables of a half-yearly review: halves compared, the plan before, risks, the plan to come."""

from collections.abc import Sequence

from bot.documents.pages import TableOf
from bot.documents.paper import Wording
from bot.domain.quality_risks import Risk
from bot.domain.reviews import PlanEntry, Planned, ReviewFigures
from bot.ui.escape import shown
from bot.ui.review_lines import compared_rows, half_name, risk_cause, risk_name
from bot.ui.texts.catalogue import Texts


def compared_table(figures: ReviewFigures, texts: Texts) -> TableOf:
    """The half-year beside the one before and the same one a year ago."""
    held, says = figures.semester, texts.review
    halves = (half_name(one, texts) for one in (held, held.previous, held.last_year))
    return TableOf(
        caption=says.figures_caption,
        columns=(says.indicator, *halves),
        rows=compared_rows(figures, texts),
        widths=(5, 4, 4, 4),
    )


def plan_before_table(plan: Sequence[Planned], wording: Wording) -> TableOf:
    """What the last review planned, and what became of it."""
    says = wording.texts.review
    return TableOf(
        caption=says.plan_before_caption,
        columns=says.plan_before_columns,
        rows=tuple(_planned(one, wording) for one in plan),
        widths=(3, 6, 3, 3, 2, 2),
        is_wordy=True,
    )


def risk_table(risks: Sequence[Risk], texts: Texts) -> TableOf:
    """Each risk: where it comes from, how bad it is, what is done about it."""
    says = texts.review
    return TableOf(
        caption=says.risk_caption,
        columns=says.risk_columns,
        rows=tuple(_risk(number, risk, texts) for number, risk in enumerate(risks, start=1)),
        widths=(0, 4, 3, 0, 2, 5, 3, 5),
        is_wordy=True,
    )


def plan_table(plan: Sequence[PlanEntry], wording: Wording) -> TableOf:
    """What is planned: by whom, until when, and how it will be judged."""
    says = wording.texts.review
    return TableOf(
        caption=says.plan_caption,
        columns=says.plan_columns,
        rows=tuple(_entry(number, one, wording) for number, one in enumerate(plan, start=1)),
        widths=(0, 6, 3, 3, 3, 4, 3),
        is_wordy=True,
    )


def _planned(one: Planned, wording: Wording) -> tuple[str, ...]:
    texts, effect = wording.texts, one.is_effective
    return (
        one.ref,
        shown(one.title),
        wording.name(one.owner),
        wording.day(one.due_on),
        texts.steps.words.action_status[one.status],
        texts.summary.unknown if effect is None else texts.review.judged[effect],
    )


def _risk(number: int, risk: Risk, texts: Texts) -> tuple[str, ...]:
    says = texts.review
    return (
        str(number),
        shown(risk_name(risk, texts)),
        risk_cause(risk, texts),
        str(risk.cases),
        says.level[risk.level],
        shown(risk.control) or says.to_write,
        says.level[risk.residual] if risk.residual else texts.summary.unknown,
        shown(risk.treatment) or says.to_write,
    )


def _entry(number: int, one: PlanEntry, wording: Wording) -> tuple[str, ...]:
    return (
        one.action_ref or str(number),
        shown(one.title),
        wording.texts.steps.words.action_kind[one.kind],
        wording.name(one.owner),
        wording.day(one.due_on),
        shown(one.success_criterion),
        ", ".join(one.origin_refs),
    )
