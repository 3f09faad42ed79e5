"""A half-yearly review as a document: the sections that policy §6 and an auditor ask for."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.documents.pages import (
    Block,
    Chart,
    Document,
    Dot,
    Facts,
    Heading,
    Paragraph,
    Run,
    Series,
    TableOf,
)
from bot.documents.paper import dated, listed, month_label, template_words
from bot.documents.summary_pages import FINGERPRINT_SHOWN
from bot.domain.figures import Tally
from bot.domain.reviews import PlanEntry, Planned, Review
from bot.ui.dates import day_of
from bot.ui.escape import shown
from bot.ui.review_lines import (
    activity_rows,
    compared_rows,
    effect_lines,
    half_name,
    incident_lines,
    opening_lines,
    review_title,
    risk_cause,
    risk_name,
    topic_lines,
)
from bot.ui.texts.catalogue import Texts

Member = TypeVar("Member", bound=StrEnum)

_BARS = 8


def review_document(
    review: Review, *, zone: ZoneInfo, texts: Texts, names: Mapping[str, str]
) -> Document:
    """An edition on paper. `names` are those of the people it names, by id."""
    return _Pages(review, zone=zone, texts=texts, names=names).document


class _Pages:
    """A review, worded section by section."""

    def __init__(
        self, review: Review, *, zone: ZoneInfo, texts: Texts, names: Mapping[str, str]
    ) -> None:
        self._review, self._zone, self._texts, self._names = review, zone, texts, names
        self._says, self._figures, self._notes = texts.review, review.figures, review.notes

    @property
    def document(self) -> Document:
        review, says = self._review, self._says
        heading = review_title(self._figures.semester, self._texts)
        return Document(
            lang=self._texts.document.lang,
            title=heading,
            description=says.description,
            mark=self._mark,
            facts=self._facts,
            footer=says.footer.format(
                title=heading,
                edition=review.edition,
                fingerprint=review.fingerprint[:FINGERPRINT_SHOWN],
            ),
            words=template_words(self._texts),
            blocks=tuple(self._blocks()),
            has_cover=True,
            has_contents=True,
        )

    @property
    def _mark(self) -> str:
        approval, says = self._review.approval, self._says
        if approval is None:
            return says.draft
        when = dated(approval.at, self._zone, self._texts)
        return says.approved.format(who=self._name(approval.by), when=when)

    @property
    def _facts(self) -> tuple[tuple[str, str], ...]:
        says, review = self._texts.document, self._review
        return (
            (says.figures_of, dated(review.generated_at, self._zone, self._texts)),
            (says.edition, str(review.edition)),
            (says.promises, review.policy_version),
            (says.fingerprint, review.fingerprint),
        )

    def _blocks(self) -> Iterator[Block]:
        says, texts, figures = self._says, self._texts, self._figures
        yield from self._section(says.in_short, *opening_lines(figures, texts))
        yield from self._section(says.scope, *self._scope())
        yield Heading(text=says.activity)
        yield Facts(rows=activity_rows(figures, self._notes, texts))
        yield Heading(text=says.trends)
        yield self._compared()
        yield self._month_chart()
        yield from self._complaints()
        yield from self._section(
            says.recurring,
            *topic_lines(figures.recurrent, texts, none=says.none_recurrent),
            *self._written(self._notes.recurring),
        )
        yield from self._section(
            says.difficulties,
            self._counted(texts.summary.by_type, figures.incident_types, texts.words.incident_type),
            *incident_lines(figures, texts),
            *topic_lines(figures.frequent, texts, none=says.none_frequent),
            *self._written(self._notes.difficulties),
        )
        yield from self._section(
            says.causes,
            self._counted(
                texts.summary.by_cause, figures.cause_families, texts.summary.cause_family
            ),
        )
        yield from self._section(says.feedback, *self._written(self._notes.feedback))
        yield from self._plan_before()
        yield from self._risks()
        yield from self._plan()
        yield from self._section(says.decisions, *self._written(self._notes.decisions))
        yield from self._section(says.validation, *self._validation())

    def _section(self, heading: str, *lines: str) -> Iterator[Block]:
        yield Heading(text=heading)
        for line in lines:
            if line:
                yield Paragraph(runs=(Run(text=line),))

    def _scope(self) -> Iterator[str]:
        held = self._figures.semester
        first, last = held.first_day, held.next.first_day - timedelta(days=1)
        for line in self._says.scope_said:
            yield line.format(
                first=self._day(first),
                last=self._day(last),
                when=dated(self._figures.as_of, self._zone, self._texts),
            )

    def _compared(self) -> TableOf:
        held, says, texts = self._figures.semester, self._says, self._texts
        halves = (half_name(one, texts) for one in (held, held.previous, held.last_year))
        return TableOf(
            caption=says.figures_caption,
            columns=(says.indicator, *halves),
            rows=compared_rows(self._figures, texts),
            widths=(5, 4, 4, 4),
        )

    def _month_chart(self) -> Chart:
        says, texts = self._texts.summary, self._texts
        tallies = [tally or Tally() for tally in self._figures.months]
        names = [month_label(month, texts) for month in self._figures.semester.months]
        complaints = tuple(tally.complaints.received for tally in tallies)
        incidents = tuple(tally.incidents.received for tally in tallies)
        still_open = tuple(tally.open for tally in tallies)
        told = [
            f"{name} : {says.complaints_received} {came}, {says.incidents_received} {seen}, "
            f"{says.open} {left}"
            for name, came, seen, left in zip(names, complaints, incidents, still_open, strict=True)
        ]
        return Chart(
            shape="columns",
            caption=self._says.months_caption,
            alt=self._says.months_alt.format(months=listed(told, texts)),
            labels=tuple(names),
            series=(
                Series(name=says.complaints_received, values=complaints),
                Series(name=says.incidents_received, values=incidents),
                Series(name=says.open, values=still_open, is_line=True),
            ),
        )

    def _complaints(self) -> Iterator[Block]:
        texts, figures = self._texts, self._figures
        yield Heading(text=self._says.complaints)
        if figures.categories:
            yield self._category_chart()
        lines = (
            self._counted(texts.summary.by_party, figures.parties, texts.words.party),
            self._counted(texts.summary.outcomes, figures.outcomes, texts.summary.outcome),
            self._counted(self._says.severities, figures.severities, texts.words.severity),
        )
        for line in filter(None, lines):
            yield Paragraph(runs=(Run(text=line),))

    def _category_chart(self) -> Chart:
        texts = self._texts
        ranked = self._figures.categories[:_BARS]
        names = tuple(texts.words.category_short[category] for category, _ in ranked)
        told = [
            texts.document.alt_category.format(category=name, count=count)
            for name, (_, count) in zip(names, ranked, strict=True)
        ]
        return Chart(
            shape="bars",
            caption=self._says.category_caption,
            alt=texts.document.category_alt.format(categories=listed(told, texts)),
            labels=names,
            series=(Series(name=texts.summary.cases, values=tuple(count for _, count in ranked)),),
        )

    def _plan_before(self) -> Iterator[Block]:
        says, plan = self._says, self._figures.plan_before
        yield Heading(text=says.plan_before)
        if plan:
            yield TableOf(
                caption=says.plan_before_caption,
                columns=says.plan_before_columns,
                rows=tuple(map(self._planned, plan)),
                widths=(3, 6, 3, 3, 2, 2),
                is_wordy=True,
            )
        else:
            yield Paragraph(runs=(Run(text=says.nothing_planned),))
        for line in effect_lines(self._figures, self._texts):
            yield Paragraph(runs=(Run(text=line),))

    def _planned(self, one: Planned) -> tuple[str, ...]:
        unknown = self._texts.summary.unknown
        effect = one.is_effective
        return (
            one.ref,
            shown(one.title),
            self._name(one.owner),
            self._day(one.due_on),
            self._texts.steps.words.action_status[one.status],
            unknown if effect is None else self._says.judged[effect],
        )

    def _risks(self) -> Iterator[Block]:
        says, texts, risks = self._says, self._texts, self._notes.risks
        yield Heading(text=says.risks)
        if not risks:
            yield Paragraph(runs=(Run(text=says.to_write),))
            return
        yield self._matrix()
        yield TableOf(
            caption=says.risk_caption,
            columns=says.risk_columns,
            rows=tuple(
                (
                    str(number),
                    shown(risk_name(risk, texts)),
                    risk_cause(risk, texts),
                    str(risk.cases),
                    says.level[risk.level],
                    shown(risk.control) or says.to_write,
                    says.level[risk.residual] if risk.residual else texts.summary.unknown,
                    shown(risk.treatment) or says.to_write,
                )
                for number, risk in enumerate(risks, start=1)
            ),
            widths=(0, 4, 3, 0, 2, 5, 3, 5),
            is_wordy=True,
        )

    def _matrix(self) -> Chart:
        says, texts, risks = self._says, self._texts, self._notes.risks
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

    def _plan(self) -> Iterator[Block]:
        says, plan = self._says, self._notes.plan
        yield Heading(text=says.plan)
        if not plan:
            yield Paragraph(runs=(Run(text=says.to_write),))
            return
        yield TableOf(
            caption=says.plan_caption,
            columns=says.plan_columns,
            rows=tuple(self._entry(number, one) for number, one in enumerate(plan, start=1)),
            widths=(0, 6, 3, 3, 3, 4, 3),
            is_wordy=True,
        )

    def _entry(self, number: int, one: PlanEntry) -> tuple[str, ...]:
        return (
            one.action_ref or str(number),
            shown(one.title),
            self._texts.steps.words.action_kind[one.kind],
            self._name(one.owner),
            self._day(one.due_on),
            shown(one.success_criterion),
            ", ".join(one.origin_refs),
        )

    def _validation(self) -> Iterator[str]:
        says, approval, people = self._says, self._review.approval, self._notes.participants
        if people:
            yield says.participants.format(names=", ".join(map(self._name, people)))
        if approval is None:
            yield says.not_validated
        else:
            when = dated(approval.at, self._zone, self._texts)
            yield says.validated_by.format(who=self._name(approval.by), when=when)

    def _written(self, text: str) -> list[str]:
        return shown(text).split("\n") if text else [self._says.to_write]

    def _counted(
        self, label: str, ranked: Sequence[tuple[Member, int]], words: Mapping[Member, str]
    ) -> str:
        says = self._texts.summary
        values = [says.counted.format(name=words[one], count=count) for one, count in ranked]
        said = says.breakdown.format(label=label, values=", ".join(values)).replace("*", "")
        return said if values else ""

    def _day(self, on: date) -> str:
        return day_of(on, self._texts, today=on.replace(year=on.year - 1, day=1))

    def _name(self, person: str) -> str:
        return self._names.get(person, self._texts.document.unnamed)
