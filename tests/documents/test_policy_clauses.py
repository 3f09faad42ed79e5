"""A half-year of short cases only, and what the policy promises of it, clause by clause.

What it promises of a complaint is in `test_short_cases.py`; here are the incidents (§4), the
month (§5) and the half-year (§6).
"""

import csv
import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import uuid4

import pytest

from bot.delivery.kept_files import KeptFiles
from bot.documents.evidence.evidence import write_evidence
from bot.domain.actions.actions import Action, ActionKind, ActionOrigin
from bot.domain.calendar.periods import Month, Semester
from bot.domain.cases.cases import Case, Status
from bot.domain.cases.outcomes import Outcome
from bot.domain.cases.taxonomy import Continuity, IncidentType, Severity
from bot.domain.reports.figures import Report
from bot.domain.reports.meeting_notes import Discussed, MinutesDraft
from bot.domain.reports.reviews import PlanEntry, Review, ReviewNotes
from bot.domain.school.office import Person
from bot.domain.steps.on_spot import ValidateOnSpot
from bot.services.cases.filing import file_case
from bot.services.reports.meeting_notes import decide, write_minutes
from bot.services.reports.review_drafts import prepare_due_review
from bot.services.reports.reviews import approve_review, write_review
from bot.services.reports.summaries import publish_summary
from bot.ui.reports.meeting_forms import minutes_document
from bot.ui.texts.catalogue import FRENCH
from storage.actions import actions
from storage.cases.journal import Entry
from storage.database import Database
from storage.messages import outbox
from storage.school import people
from tests.support.builders import (
    DIRECTION,
    NOW,
    QUALITY,
    TRAINER,
    complaint_draft,
    incident_draft,
    opened,
)
from tests.support.casework import SCHOOL, history, take
from tests.support.lives import ACTION_DRAFT
from tests.support.registers import register_of
from tests.support.short_lives import LIVES

pytestmark = pytest.mark.one_database

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
NOVEMBER, SECOND = Month(year=2026, month=11), Semester(year=2026, half=2)
MET_AT = datetime(2026, 12, 1, 8, tzinfo=UTC)
ENDED_AT = datetime(2027, 1, 4, 9, tzinfo=UTC)
DONE: Mapping[IncidentType, str] = {
    IncidentType.TECHNICAL: "Projecteur remplacé par celui de la salle C.",
    IncidentType.ORGANISATIONAL: "Session réorganisée : la pratique est passée le matin.",
    IncidentType.PEDAGOGICAL: "Contenu ajusté, et un soutien individuel pendant la pause.",
}
TOLD = "les stagiaires et l'entreprise"
PLAN = PlanEntry(
    kind=ActionKind.PREVENTIVE,
    title="Un projecteur de secours sur chaque site",
    owner=TRAINER,
    due_on=date(2027, 3, 1),
    success_criterion="aucune session interrompue",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What is left of a half-year: its incidents, what was told and decided, and the pack."""

    incidents: tuple[Case, ...]
    entries: Mapping[str, tuple[Entry, ...]]
    told_at_once: bool
    summary: Report
    decided: Action
    planned: Action
    review: Review
    rows: tuple[dict[str, str], ...]
    pack: Mapping[str, str]

    def page(self, case: Case) -> str:
        """An incident's history in the pack."""
        return self.pack[f"dossiers/{case.ref}/historique.html"]

    def entry(self, case: Case, event: str) -> Entry:
        """Its one entry of a kind in the journal."""
        (found,) = [one for one in self.entries[case.ref] if one.event == event]
        return found


@pytest.fixture
def proof(database: Database, tmp_path: Path) -> Proof:
    """The half-year lived through: each case in as few gestures as there can be."""
    with database.writing() as connection:
        people.remember(
            connection, [Person(id=QUALITY, name="Camille"), Person(id=TRAINER, name="Léa")]
        )
    settled = [_settled(database, kind) for kind in DONE]
    _answered(database)
    summary = publish_summary(
        opened(database, now=MET_AT - DAY, office=SCHOOL), NOVEMBER, edition=1, actor=QUALITY
    )
    assert summary is not None
    decided = _discussed(database)
    review = _reviewed(database)
    period = {"first_day": date(2026, 7, 1), "last_day": date(2026, 12, 31)}
    with register_of(database, office=SCHOOL, **period) as register:
        write_evidence(register, tmp_path / "e.zip", kept=KeptFiles(tmp_path))
    with zipfile.ZipFile(tmp_path / "e.zip") as archive:
        names = [
            one for one in archive.namelist() if one.endswith((".txt", ".csv", ".html", ".md"))
        ]
        pack = {one: archive.read(one).decode("utf-8-sig") for one in names}
        papers = {one: str(archive.getinfo(one).file_size) for one in archive.namelist()}
    with database.reading() as connection:
        (planned,) = actions.of_period(connection, str(SECOND), origin=ActionOrigin.REVIEW)
        told = [outbox.is_known(connection, f"incident_notice:{c.id}:{DIRECTION}") for c in settled]
    rows = csv.DictReader(io.StringIO(pack["registre/incidents.csv"]), delimiter=";")
    return Proof(
        incidents=tuple(settled),
        entries={case.ref: tuple(history(database, case.id)) for case in settled},
        told_at_once=all(told),
        summary=summary,
        decided=decided,
        planned=planned,
        review=review,
        rows=tuple(rows),
        pack={**papers, **pack},
    )


def _settled(database: Database, kind: IncidentType) -> Case:
    draft = incident_draft(incident_type=kind, continuity=Continuity.YES, done=DONE[kind])
    case = file_case(opened(database, office=SCHOOL), draft).case
    validated = ValidateOnSpot(parties=TOLD)
    return take(database, case, validated, actor=DIRECTION, now=NOW + MINUTE).case


def _answered(database: Database) -> None:
    case = file_case(opened(database, office=SCHOOL), complaint_draft(severity=Severity.MINOR)).case
    for at, step in LIVES["answered at once"]:
        take(database, case, step, actor=QUALITY, now=at)


def _discussed(database: Database) -> Action:
    discussed = Discussed(month=NOVEMBER, edition=1)
    meeting = opened(database, now=MET_AT, office=SCHOOL)
    decided = meeting.write(
        decide,
        ACTION_DRAFT,
        discussed,
        origin=ActionOrigin.DECISION,
        actor=QUALITY,
        submission_id=uuid4(),
    )
    written = MinutesDraft(
        held_on=date(2026, 12, 1), participants=(QUALITY, TRAINER), text="Le bilan a été lu."
    )
    meeting.write(
        write_minutes,
        written,
        discussed,
        worded=partial(minutes_document, zone=SCHOOL.zone, texts=FRENCH),
        actor=QUALITY,
        submission_id=uuid4(),
    )
    assert decided is not None
    return decided


def _reviewed(database: Database) -> Review:
    after = opened(database, now=ENDED_AT, office=SCHOOL)
    prepare_due_review(after)

    def written(notes: ReviewNotes) -> ReviewNotes:
        return replace(notes, plan=(PLAN,), recurring="Rien ne revient.", difficulties="Trois.")

    after.write(write_review, SECOND, written, actor=QUALITY, submission_id=uuid4())
    approved = approve_review(after, SECOND, edition=2, actor=QUALITY)
    assert approved is not None
    return approved


CLAUSES: Mapping[str, Callable[[Proof], bool]] = {
    "4.1, any incident is reported at once": lambda proof: proof.told_at_once,
    "4.1, technical, organisational or pedagogical": lambda proof: (
        {row["Type"] for row in proof.rows} == {"Technique", "Organisation", "Pédagogie"}
    ),
    "4.2, what to do is judged": lambda proof: all(
        proof.entry(case, "validate").actor == DIRECTION for case in proof.incidents
    ),
    "4.2, what was done is kept in words": lambda proof: all(
        done in proof.page(case) for case, done in zip(proof.incidents, DONE.values(), strict=True)
    ),
    "4.3, those concerned are told": lambda proof: all(
        TOLD.replace("'", "&#x27;") in proof.page(case) for case in proof.incidents
    ),
    "4.4, it is applied at once": lambda proof: all(
        proof.entry(case, "settle_on_spot").at == case.recorded_at for case in proof.incidents
    ),
    "4.4, and followed until it is closed": lambda proof: all(
        case.status is Status.CLOSED and case.closed_by == DIRECTION for case in proof.incidents
    ),
    "5, a month's table counts them": lambda proof: (
        (
            proof.summary.figures.present.incidents.received,
            proof.summary.figures.present.incidents.closed,
            proof.summary.figures.present.settled_on_spot,
            proof.summary.figures.present.complaints.received,
        )
        == (3, 3, 3, 1)
    ),
    "5, of what was promised too": lambda proof: proof.summary.figures.present.ack.met == 1,
    "5, the table is kept": lambda proof: "tableaux-de-bord/2026-11.txt" in proof.pack,
    "5, it is discussed": lambda proof: (
        "Le bilan a été lu." in proof.pack["comptes-rendus/2026-11.md"]
    ),
    "5, what it decides is an action": lambda proof: (
        proof.decided.origin is ActionOrigin.DECISION
        and proof.decided.title in proof.pack["registre/actions.csv"]
    ),
    "6, each half-year is analysed": lambda proof: (
        proof.review.approval is not None
        and dict(proof.review.figures.incident_types) == dict.fromkeys(IncidentType, 1)
        and dict(proof.review.figures.outcomes) == {Outcome.UPHELD: 1}
    ),
    "6, with an action plan": lambda proof: (
        proof.planned.title == PLAN.title and proof.planned.is_in_plan
    ),
    "6, on paper": lambda proof: "bilans-semestriels/2026-S2.pdf" in proof.pack,
}


def test_a_half_year_of_short_cases_is_proven_clause_by_clause(proof: Proof) -> None:
    assert [clause for clause, holds in CLAUSES.items() if not holds(proof)] == []
