"""The month's summary, the meeting, the half-year's review: as messages, forms and documents."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl

from bot.documents.reports.review_pages import review_document
from bot.documents.reports.summary_pages import summary_document
from bot.documents.reports.summary_workbook import write_summary_workbook
from bot.documents.typesetting.pages import template_words
from bot.domain.actions.actions import ActionOrigin
from bot.domain.calendar.periods import Month, Semester
from bot.domain.cases.taxonomy import Category, IncidentType
from bot.domain.reports.figures import Figures, Flow, MonthActivity, Tally
from bot.domain.reports.meeting_notes import Decided, Minutes, Question
from bot.domain.reports.quality_risks import Risk, RiskLevel
from bot.domain.reports.reviews import Approval, Review, ReviewNotes, mark_of
from bot.domain.reports.shares import ActionFigures, LastMeeting, Share
from bot.domain.school.office import PARIS
from bot.ui.reports.meeting_forms import MeetingScene, meeting_modal, minutes_document
from bot.ui.reports.meeting_questions import (
    NOTE_DECISION,
    NOTE_IMPROVEMENT,
    WRITE_MINUTES,
    activity_button,
    activity_modal,
    activity_request,
    activity_told,
    decision_line,
    minutes_line,
    question_line,
    questions_post,
)
from bot.ui.reports.review import (
    PLAN_ACTION,
    WRITE_REVIEW,
    review_post,
    review_preview,
)
from bot.ui.reports.review_forms import ReviewScene, review_modal
from bot.ui.reports.revision import revision_post
from bot.ui.reports.summary import summary_post, summary_preview
from bot.ui.texts.catalogue import Texts
from tests.support.builders import OFFICE, QUALITY, TRAINER
from tests.support.lives import action
from tests.support.reports import (
    MADE_AT,
    OCTOBER,
    PRESENT,
    RECURRENT,
    SEPTEMBER,
    figures,
    late,
    report,
    tallies,
    told_otherwise,
)
from tests.support.reviews import ENTRY, FIRST_HALF, NAMES, TOPICS, review, review_figures
from tests.support.steps import SUBMISSION

AT = datetime(2026, 11, 3, 9, tzinfo=UTC)
NOTHING, ALL_MET, ALL_MISSED = Share(), Share(met=5, counted=5), Share(met=0, counted=5)
ONE, FEW = Share(met=1, counted=1), Share(met=1, counted=2, pending=1)


def months() -> Iterator[Figures]:
    """Months of all sorts: empty, first, good, bad, with one of everything and with many."""
    for flow in (Flow(), Flow(received=1, closed=1, open=1), Flow(received=7, closed=5, open=3)):
        for before in (None, SEPTEMBER, Tally()):
            tally = replace(PRESENT, complaints=flow, incidents=flow, confidential=flow.received)
            yield figures(tallies=tallies(tally, before), is_whole=True)
    for ack, initial in product((NOTHING, ALL_MET, ALL_MISSED, ONE, FEW), repeat=2):
        for extended in (initial, ALL_MET):
            tally = replace(PRESENT, ack=ack, initial=initial, extended=extended)
            yield figures(tallies=tallies(tally))
    for count in (1, 2, 30):
        yield figures(
            **late(count),
            to_confirm=count,
            tallies=tallies(
                replace(
                    PRESENT,
                    true_of={"injury": count, "settled_on_spot": count},
                    confidential=count,
                    trainees=45 * count,
                    sessions=60,
                )
            ),
            recurrences=(
                RECURRENT,
                replace(RECURRENT, category=None, incident_type=IncidentType.TECHNICAL),
            ),
            actions=ActionFigures(
                on_time=FEW,
                effective=Share(met=0, counted=count),
                running=9,
                late=count,
                to_check=count,
                checks_late=count,
            ),
            last_meeting=LastMeeting(
                month=Month(year=2026, month=9),
                done=("ACT-2026-0001",) * count,
                running=("ACT-2026-0001",) * count,
                late=("ACT-2026-0001",) * count,
                cancelled=("ACT-2026-0001",) * count,
            ),
        )
    yield figures(tallies=(None,) * 12 + (Tally(),), is_whole=True)
    for still_open, is_whole in product((0, 1, 2), (True, False)):
        nothing = Tally(complaints=Flow(open=still_open))
        yield figures(tallies=tallies(nothing), is_whole=is_whole, ages=(0, still_open, 0, 0))
    # what was late then, what others wait for, and what an older release counted as one
    for count, at in product((1, 2), (MADE_AT, MADE_AT - timedelta(days=1))):
        for outside in (0, count, None):
            yield figures(**late(count) | {"late_outside": outside}, late_at=at)
    yield from (figures(**late() | {"late_count": count}) for count in (2, 3))
    yield figures(ages=(1, 1, 1, 1))
    yield figures(categories=tuple((category, 1) for category in Category))
    for month in range(1, 13):
        yield figures(month=Month(year=2026, month=month))


ANCHOR = "18342:7f3a91c07f3a91c07f3a"


def summaries(texts: Texts) -> Iterator[Any]:
    """The summary as it is posted, previewed, printed and as a workbook."""
    for one in months():
        post = summary_post(report(figures=one, anchor=ANCHOR), zone=PARIS, texts=texts)
        yield [post.text, post.blocks, post.fallback_blocks]
        for fingerprint in ("ab" * 32, ""):
            made = report(figures=one, edition=2, fingerprint=fingerprint, anchor=ANCHOR)
            yield summary_document(made, zone=PARIS, texts=texts)
        yield questions_post(report(figures=one), texts).blocks
        yield [
            question_line(question, one, texts)
            for question in Question
            if one.late_count and one.recurrences
        ]
    for latest in (None, report(), report(fingerprint="ff" * 32)):
        for may in (True, False):
            yield summary_preview(
                report(meeting_at=None), latest=latest, may_publish=may, zone=PARIS, texts=texts
            ).blocks
    yield template_words(texts)
    yield from workbook(texts)


def workbook(texts: Texts) -> Iterator[Any]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bilan.xlsx"
        write_summary_workbook(report(figures=figures(**late(2))), path, zone=PARIS, texts=texts)
        book = openpyxl.load_workbook(path)
    yield book.sheetnames
    yield [str(cell) for sheet in book for row in sheet.values for cell in row]


def meetings(texts: Texts) -> Iterator[Any]:
    """The forms around a meeting, what stands under the summary, the minutes."""
    for people, decided, edition in (
        ((), (), 1),
        ((QUALITY,), (False,), 2),
        ((QUALITY, TRAINER), (False, True), 1),
    ):
        written = minutes(people, decided, edition)
        scene = MeetingScene(
            report=report(), latest=written, office=OFFICE, actor=QUALITY, texts=texts, now=AT
        )
        for form in (NOTE_DECISION, NOTE_IMPROVEMENT, WRITE_MINUTES):
            yield meeting_modal(form, scene, submission_id=SUBMISSION)
        yield minutes_line(written, texts).blocks
        for names in (NAMES, {}):
            yield minutes_document(written, names, zone=PARIS, texts=texts)
    for origin in (ActionOrigin.DECISION, ActionOrigin.IMPROVEMENT):
        yield decision_line(action(origin=origin), texts).blocks
    told, now = told_otherwise()
    yield revision_post(told, now, refs=("REC-2026-0007", "ACT-2026-0003"), texts=texts).blocks
    yield activity_request(OCTOBER, texts).blocks
    yield activity_button(OCTOBER, texts)
    for known in (None, MonthActivity(trainees=45, sessions=6)):
        yield activity_modal(OCTOBER, known, texts=texts, submission_id=SUBMISSION)
        yield activity_told(OCTOBER, known or MonthActivity(), texts)


def minutes(people: Any, decided: Any, edition: int) -> Minutes:
    return Minutes(
        month=OCTOBER,
        edition=edition,
        report_edition=1,
        report_fingerprint="ab" * 32,
        held_on=AT.date(),
        participants=people,
        text="Le bilan a été lu.",
        decided=tuple(
            Decided(
                ref="ACT-2026-0031",
                title="Remplacer les projecteurs",
                owner=TRAINER,
                due_on=date(2027, 1, 15),
                is_improvement=is_improvement,
            )
            for is_improvement in decided
        ),
        written_by=QUALITY,
        written_at=AT,
        fingerprint="cd" * 32,
    )


def reviews(texts: Texts) -> Iterator[Any]:
    """The review as a message, its preview, its forms and its pages."""
    for one in halves():
        for notes in (ReviewNotes(), one.notes):
            post = review_post(replace(one, notes=notes), zone=PARIS, texts=texts)
            yield [post.text, post.blocks]
        yield review_document(one, zone=PARIS, texts=texts, names=NAMES)
        for is_begun, may_write in product((True, False), repeat=2):
            yield review_preview(
                one, is_begun=is_begun, may_write=may_write, zone=PARIS, texts=texts
            ).blocks
    full = review().notes
    marks = ((WRITE_REVIEW, None), (PLAN_ACTION, None))
    changed = ((PLAN_ACTION, mark_of(full.plan[0])),)
    for form, mark in (*marks, *changed):
        scene = ReviewScene(
            semester=FIRST_HALF,
            notes=full,
            today=date(2026, 7, 1),
            calendar=OFFICE.calendar,
            texts=texts,
            mark=mark,
        )
        yield review_modal(form, scene, submission_id=SUBMISSION)


def halves() -> Iterator[Review]:
    yield review(figures=review_figures(is_whole=False, semester=Semester(year=2026, half=2)))
    yield from (review(figures=review_figures(to_confirm=count)) for count in (1, 2))
    without_cause = replace(TOPICS[0], cause_family=None)
    yield review(
        figures=review_figures(
            before=None,
            topics=(without_cause,),
            effective=NOTHING,
            on_time=NOTHING,
            cause_families=(),
        )
    )
    yield review(notes=replace(review().notes, risks=review().notes.risks[:1]))
    yield review(approval=Approval(by="U0HEAD", at=AT), edition=2)
    risks = tuple(
        Risk(name="Départ d'un formateur", likelihood=one, impact=one, residual=level)
        for one, level in enumerate(RiskLevel, start=1)
    )
    told = replace(
        risks[0],
        ref="RSQ-2026-0001",
        cause="Un seul formateur",
        effect="Des sessions reportées",
        owner="U0OWNER",
        accepted_by="U0HEAD",
        accepted_at=AT,
        accepted_because="Rare.",
        is_aged=True,
    )
    notes = replace(review().notes, risks=(*risks, told), plan=(ENTRY,))
    for count in (0, 1, 2):
        topics = tuple(TOPICS[:1] * count + TOPICS[1:] * count)
        plan = review_figures().plan_before
        yield review(
            notes=notes if count else ReviewNotes(),
            figures=review_figures(
                interrupted=count,
                topics=topics,
                plan_before=(*plan, replace(plan[0], is_effective=False)) if count else (),
                months=(
                    replace(
                        PRESENT,
                        confidential=count,
                        true_of={"injury": count, "settled_on_spot": count},
                    ),
                    *[None] * 5,
                ),
            ),
        )


AREAS: Mapping[str, Any] = {"summaries": summaries, "meetings": meetings, "reviews": reviews}
