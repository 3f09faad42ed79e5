"""The tables and pictures of a half-yearly review, each picture with what it shows in words."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import compress

from bot.documents.typesetting.pages import (
    Chart,
    Dot,
    Series,
    TableOf,
    Wording,
    listed,
    month_label,
)
from bot.domain.reports.figures import since_known
from bot.domain.reports.quality_risks import Risk
from bot.domain.reports.reviews import PlanEntry, Planned, ReviewFigures
from bot.ui.blocks.escape import shown
from bot.ui.reports.review_lines import compared_rows, half_name, risk_cause, risk_name
from bot.ui.texts.catalogue import Texts


def compared_table(figures: ReviewFigures, texts: Texts) -> TableOf:
    """The half-year beside the one before and the same one a year ago, where these are known."""
    held, says = figures.semester, texts.review
    halves = (half_name(one, texts) for one in (held, held.previous, held.last_year))
    table = TableOf(
        caption=says.figures_caption,
        columns=(says.indicator, *halves),
        rows=compared_rows(figures, texts),
        widths=(5, 4, 4, 4),
    )
    is_before, is_last_year = figures.before is not None, figures.last_year is not None
    return _only(table, (True, True, is_before, is_last_year))


def _only(table: TableOf, is_kept: Sequence[bool]) -> TableOf:
    """The table without some of its columns."""
    return replace(
        table,
        columns=tuple(compress(table.columns, is_kept)),
        rows=tuple(tuple(compress(row, is_kept)) for row in table.rows),
        widths=tuple(compress(table.widths, is_kept)),
    )


def plan_before_table(plan: Sequence[Planned], wording: Wording) -> TableOf:
    """The last review's plan, and what became of it."""
    says = wording.texts.review
    return TableOf(
        caption=says.plan_before_caption,
        columns=says.plan_before_columns,
        rows=tuple(_planned(one, wording) for one in plan),
        widths=(3, 6, 3, 3, 2, 2),
        is_wordy=True,
    )


def risk_table(risks: Sequence[Risk], wording: Wording, *, blank: str) -> TableOf:
    """Each risk: where it comes from, how bad it is, what is done about it, and who has it."""
    says = wording.texts.review
    return TableOf(
        caption=says.risk_caption,
        columns=says.risk_columns,
        rows=tuple(
            _risk(number, risk, wording, blank=blank) for number, risk in enumerate(risks, start=1)
        ),
        widths=(0, 4, 3, 0, 2, 5, 3, 5),
        is_wordy=True,
    )


def plan_table(plan: Sequence[PlanEntry], wording: Wording) -> TableOf:
    """The plan: by whom, until when, and how it will be judged."""
    says = wording.texts.review
    table = TableOf(
        caption=says.plan_caption,
        columns=says.plan_columns,
        rows=tuple(_entry(number, one, wording) for number, one in enumerate(plan, start=1)),
        widths=(0, 6, 3, 3, 3, 4, 3),
        is_wordy=True,
    )
    return _only(table, [any(cells) for cells in zip(*table.rows, strict=True)])


def _planned(one: Planned, wording: Wording) -> tuple[str, ...]:
    texts, effect = wording.texts, one.is_effective
    return (
        one.ref,
        shown(one.title),
        wording.name(one.owner),
        wording.day(one.due_on),
        texts.words.action_status.in_line[one.status],
        texts.summary.unknown if effect is None else texts.review.judged[effect],
    )


def _risk(number: int, risk: Risk, wording: Wording, *, blank: str) -> tuple[str, ...]:
    texts = wording.texts
    says = texts.review
    name = shown(risk_name(risk, texts))
    effect = says.risk_effect.format(risk=name, effect=shown(risk.effect))
    return (
        str(number),
        effect if risk.effect else name,
        shown(risk.cause) or risk_cause(risk, texts),
        str(risk.cases),
        says.level[risk.level],
        shown(risk.control) or blank,
        says.level[risk.residual] if risk.residual else texts.summary.unknown,
        " ".join(_answered(risk, wording)) or blank,
    )


def _answered(risk: Risk, wording: Wording) -> Iterator[str]:
    """What is done about a risk, or who signed that it is borne; whose it is; that it is old."""
    says, treatment = wording.texts.review, shown(risk.treatment)
    if treatment:
        yield treatment if treatment.endswith(".") else f"{treatment}."
    if risk.accepted_by and risk.accepted_at:
        yield says.risk_accepted.format(
            who=wording.name(risk.accepted_by),
            when=wording.at(risk.accepted_at),
            because=shown(risk.accepted_because).removesuffix("."),
        )
    if risk.owner:
        yield says.risk_owner.format(who=wording.name(risk.owner))
    if risk.is_aged:
        yield says.risk_aged


def _entry(number: int, one: PlanEntry, wording: Wording) -> tuple[str, ...]:
    return (
        one.action_ref or str(number),
        shown(one.title),
        wording.texts.words.action_kind[one.kind],
        wording.name(one.owner),
        wording.day(one.due_on),
        shown(one.success_criterion),
        ", ".join(one.origin_refs),
    )


def months_chart(figures: ReviewFigures, texts: Texts) -> Chart:
    """Cases received and still open, month by month, from the first that is known on."""
    says, known = texts.summary, since_known(figures.semester.months, figures.months)
    tallies = [tally for _, tally in known]
    names = [month_label(month, texts) for month, _ in known]
    complaints = tuple(tally.complaints.received for tally in tallies)
    incidents = tuple(tally.incidents.received for tally in tallies)
    still_open = tuple(tally.open for tally in tallies)
    told = [
        texts.review.month_alt.format(month=name, complaints=came, incidents=seen, open=left)
        for name, came, seen, left in zip(names, complaints, incidents, still_open, strict=True)
    ]
    return Chart(
        shape="columns",
        caption=texts.review.months_caption,
        alt=texts.review.months_alt.format(months=listed(told, texts)),
        labels=tuple(names),
        series=(
            Series(name=says.complaints_received, values=complaints),
            Series(name=says.incidents_received, values=incidents),
            Series(name=says.open, values=still_open, is_line=len(known) > 1),
        ),
    )


def risk_matrix(risks: Sequence[Risk], texts: Texts) -> Chart:
    """Likelihood against impact, a numbered dot for each risk."""
    says = texts.review
    told = [
        says.matrix_risk.format(
            number=number,
            risk=risk_name(risk, texts),
            likelihood=risk.likelihood,
            impact=risk.impact,
            level=says.level[risk.level],
        )
        for number, risk in enumerate(risks, start=1)
    ]
    return Chart(
        shape="matrix",
        caption=says.matrix_caption,
        alt=says.matrix_alt.format(risks=listed(told, texts)),
        likelihood=says.likelihood,
        impact=says.impact,
        risks=tuple(
            Dot(number=number, likelihood=risk.likelihood, impact=risk.impact)
            for number, risk in enumerate(risks, start=1)
        ),
    )
