"""A half-yearly review as a document: the sections that policy §6 and an auditor ask for."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from enum import StrEnum
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.documents.reports.review_exhibits import (
    compared_table,
    months_chart,
    plan_before_table,
    plan_table,
    risk_matrix,
    risk_table,
)
from bot.documents.reports.summary_pages import FINGERPRINT_SHOWN, proofs_of
from bot.documents.typesetting.pages import (
    Block,
    Document,
    Facts,
    Heading,
    Paragraph,
    Run,
    Wording,
    category_chart,
    runs_of,
    template_words,
)
from bot.domain.reports.reviews import Review
from bot.ui.blocks.escape import shown
from bot.ui.reports.review_lines import (
    activity_rows,
    effect_lines,
    incident_lines,
    opening_lines,
    review_title,
    topic_lines,
)
from bot.ui.reports.summary_lines import ranked_line
from bot.ui.texts.catalogue import Texts

Member = TypeVar("Member", bound=StrEnum)


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
        self._review, self._texts = review, texts
        self._wording = Wording(texts=texts, zone=zone, names=names)
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
        when = self._wording.at(approval.at)
        return says.approved.format(who=self._wording.name(approval.by), when=when)

    @property
    def _facts(self) -> tuple[tuple[str, str], ...]:
        says, review = self._texts.document, self._review
        return (
            (says.figures_of, self._wording.at(review.generated_at)),
            (says.edition, str(review.edition)),
            (says.promises, review.policy_version),
            *proofs_of(review, self._texts),
        )

    def _blocks(self) -> Iterator[Block]:
        says, texts, figures = self._says, self._texts, self._figures
        yield from self._section(says.in_short, *opening_lines(figures, texts))
        yield from self._section(says.scope, *self._scope())
        yield Heading(text=says.activity)
        yield Facts(rows=activity_rows(figures, self._notes, texts))
        yield Heading(text=says.trends)
        yield compared_table(figures, texts)
        if any(figures.months):
            yield months_chart(figures, texts)
        yield from self._complaints()
        yield from self._section(
            says.recurring,
            *topic_lines(figures.recurrent, texts, none=says.none_recurrent),
            *self._written(self._notes.recurring),
        )
        yield from self._difficulties()
        yield from self._causes()
        yield from self._section(says.feedback, *self._written(self._notes.feedback))
        yield from self._plan_before()
        yield from self._risks()
        yield from self._plan()
        yield from self._section(says.decisions, *self._written(self._notes.decisions))
        yield from self._section(says.validation, *self._validation())

    def _section(self, heading: str, *lines: str) -> Iterator[Block]:
        yield Heading(text=heading)
        yield from _paragraphs(*lines)

    def _scope(self) -> Iterator[str]:
        held = self._figures.semester
        first, last = held.first_day, held.next.first_day - timedelta(days=1)
        for line in self._says.scope_said:
            yield line.format(
                first=self._wording.day(first),
                last=self._wording.day(last),
                when=self._wording.at(self._figures.as_of),
            )

    def _complaints(self) -> Iterator[Block]:
        says, texts, figures = self._says, self._texts, self._figures
        yield Heading(text=says.complaints)
        if figures.categories:
            yield category_chart(figures.categories, caption=says.category_caption, texts=texts)
        yield from self._counted(texts.summary.by_party, figures.parties, texts.words.party)
        yield from self._counted(
            texts.summary.outcomes, figures.outcomes, texts.words.outcome.in_line
        )
        yield from self._counted(says.severities, figures.severities, texts.words.severity)
        yield from _paragraphs(says.to_confirm.say(figures.to_confirm))

    def _difficulties(self) -> Iterator[Block]:
        says, texts, figures = self._says, self._texts, self._figures
        yield Heading(text=says.difficulties)
        types = texts.words.incident_type
        yield from self._counted(texts.summary.by_type, figures.incident_types, types)
        yield from _paragraphs(
            *incident_lines(figures, texts),
            *topic_lines(figures.frequent, texts, none=says.none_frequent),
            *self._written(self._notes.difficulties),
        )

    def _causes(self) -> Iterator[Block]:
        says, texts = self._says, self._texts
        yield Heading(text=says.causes)
        families = texts.words.cause_family.in_line
        if not self._figures.cause_families:
            yield _paragraph(says.no_cause)
        yield from self._counted(texts.summary.by_cause, self._figures.cause_families, families)

    def _plan_before(self) -> Iterator[Block]:
        says, plan = self._says, self._figures.plan_before
        yield Heading(text=says.plan_before)
        if plan:
            yield plan_before_table(plan, self._wording)
        else:
            yield _paragraph(says.nothing_planned)
        for line in effect_lines(self._figures, self._texts):
            yield _paragraph(line)

    def _risks(self) -> Iterator[Block]:
        risks = self._notes.risks
        yield Heading(text=self._says.risks)
        if risks:
            yield risk_matrix(risks, self._texts)
            yield risk_table(risks, self._wording, blank=self._blank)
        else:
            yield _paragraph(self._blank)

    def _plan(self) -> Iterator[Block]:
        plan = self._notes.plan
        yield Heading(text=self._says.plan)
        yield plan_table(plan, self._wording) if plan else _paragraph(self._blank)

    def _validation(self) -> Iterator[str]:
        says, approval, people = self._says, self._review.approval, self._notes.participants
        if people:
            yield says.participants.format(names=", ".join(map(self._wording.name, people)))
        if approval is None:
            yield says.not_validated
        else:
            when = self._wording.at(approval.at)
            yield says.validated_by.format(who=self._wording.name(approval.by), when=when)

    def _written(self, text: str) -> list[str]:
        return shown(text).split("\n") if text else [self._blank]

    @property
    def _blank(self) -> str:
        """What stands where nobody wrote: nothing is to be completed once it is approved."""
        return self._says.to_write if self._review.approval is None else self._says.left_empty

    def _counted(
        self, label: str, ranked: Sequence[tuple[Member, int]], words: Mapping[Member, str]
    ) -> Iterator[Block]:
        """How many of each, where there are any."""
        line = ranked_line(label, ranked, words, texts=self._texts, named=len(ranked))
        if line:
            yield Paragraph(runs=runs_of(line))


def _paragraphs(*lines: str) -> Iterator[Block]:
    return (_paragraph(line) for line in lines if line)


def _paragraph(line: str) -> Paragraph:
    return Paragraph(runs=(Run(text=line),))
