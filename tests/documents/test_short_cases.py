"""A complaint answered and settled in one go is proven clause by clause, as any other."""

import csv
import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.delivery.kept_files import KeptFiles
from bot.documents.evidence.evidence import write_evidence
from bot.domain.calendar.periods import Month
from bot.domain.cases.cases import Case, Complainant, Status
from bot.domain.cases.outcomes import Outcome
from bot.domain.cases.taxonomy import Severity
from bot.domain.reports.figures import Figures
from bot.services.cases.filing import file_case
from storage.cases.journal import Entry
from storage.database import Database
from storage.reports.figures import read_figures
from tests.support.builders import NOW, QUALITY, TRAINER, complaint_draft, opened
from tests.support.casework import SCHOOL, case_now, history, take
from tests.support.registers import register_of
from tests.support.short_lives import HOUR, LIVES, SOLVED_AT, UPHELD

pytestmark = pytest.mark.one_database

PERIOD: dict[str, Any] = {"first_day": date(2026, 11, 1), "last_day": date(2026, 11, 30)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What is left of a case: in the database, in its journal, in the pack, in the figures."""

    case: Case
    entries: dict[str, Entry]
    row: dict[str, str]
    pack: dict[str, str]
    figures: Figures

    @property
    def is_upheld(self) -> bool:
        return self.case.outcome is Outcome.UPHELD


def proof_of(database: Database, folder: Path, life: str) -> Proof:
    draft = complaint_draft(severity=Severity.MINOR, complainant=Complainant(name="Mme Exemple"))
    case = file_case(opened(database, office=SCHOOL), draft).case
    for at, step in LIVES[life]:
        take(database, case, step, actor=QUALITY, now=at)
    month, now = Month.of(NOW, SCHOOL.zone), SOLVED_AT + HOUR
    with register_of(database, office=SCHOOL, **PERIOD) as register:
        write_evidence(register, folder / "e.zip", kept=KeptFiles(folder))
    with zipfile.ZipFile(folder / "e.zip") as archive:
        texts = [name for name in archive.namelist() if name.endswith((".txt", ".csv", ".html"))]
        pack = {name: archive.read(name).decode("utf-8-sig") for name in texts}
    (row,) = csv.DictReader(io.StringIO(pack["registre/reclamations.csv"]), delimiter=";")
    with database.reading() as connection:
        figures = read_figures(connection, month, now=now, zone=SCHOOL.zone)
    entries = {one.event: one for one in history(database, case.id)}
    return Proof(
        case=case_now(database, case.id), entries=entries, row=row, pack=pack, figures=figures
    )


def journalled(proof: Proof, *steps: str) -> bool:
    """Whether each has an entry of its own, by the quality manager, and a part in the history."""
    entries = [proof.entries[step] for step in steps if step in proof.entries]
    return len(entries) == len(steps) and all(one.actor == QUALITY for one in entries)


def kept_letters(proof: Proof) -> list[str]:
    """The letters of the pack, word for word."""
    return [text for name, text in proof.pack.items() if "/lettre-" in name]


def is_acknowledged_in_time(proof: Proof) -> bool:
    sent_at, due_at = proof.case.ack_sent_at, proof.case.ack_due_at
    return sent_at is not None and due_at is not None and sent_at <= due_at


def is_answered_in_time(proof: Proof) -> bool:
    told_at, due_at = proof.case.proposed_at, proof.case.solution_due_at
    return told_at is not None and due_at is not None and told_at <= due_at


CLAUSES: Mapping[str, Callable[[Proof], bool]] = {
    "2, whose complaint it is": lambda proof: proof.row["Partie prenante"] == "Stagiaire",
    "3.1, how it came": lambda proof: proof.row["Canal"] == "Téléphone",
    "3.1, when it came": lambda proof: proof.row["Reçu le"] == "13/11/2026 17:50",
    "3.2.1, an acknowledgement is sent": lambda proof: bool(
        proof.row["AR envoyé le"] and proof.row["Mode de l'AR"]
    ),
    "3.2.1, within 48 hours": lambda proof: (
        is_acknowledged_in_time(proof) and proof.figures.present.ack.met == 1
    ),
    "3.2.2, it is analysed": lambda proof: (
        journalled(proof, "analyse") and proof.row["Analyse"] == UPHELD.analysis
    ),
    "3.2.2, by the quality manager": lambda proof: (
        journalled(proof, "take_charge") and proof.case.owner == QUALITY
    ),
    "3.2.2, with the teams concerned": lambda proof: proof.case.people_involved == (TRAINER,),
    "3.2.3, a solution is proposed": lambda proof: journalled(proof, "propose_solution"),
    "3.2.3, in words that are kept": lambda proof: any(
        "Bonjour, proposal <est> là." in letter for letter in kept_letters(proof)
    ),
    "3.2.3, within a month": is_answered_in_time,
    "3.2.3, or more time is told": lambda proof: (
        not proof.case.extensions and proof.case.current_due_at == proof.case.solution_due_at
    ),
    "3.3, the solution is put in place": lambda proof: (
        ("implement" in proof.entries) is proof.is_upheld is bool(proof.row["Mise en œuvre le"])
    ),
    "3.3, a follow-up is made": lambda proof: (
        journalled(proof, "follow_up") and proof.row["Problème réglé"] == "Oui"
    ),
    "3.3, to satisfaction": lambda proof: proof.row["Satisfaction (1 à 5)"] == "4",
    "3.3, the table is kept": lambda proof: (
        journalled(proof, "close") and proof.row["État"] == "Close"
    ),
    "3.3, what was done can be traced": lambda proof: all(
        heading in proof.pack["dossiers/REC-2026-0001/historique.html"]
        for heading in ("Prise en charge", "Analyse", "Réponse au réclamant", "Clôture")
    ),
    "5, each month's figures follow it": lambda proof: (
        proof.figures.present.complaints.closed == 1
        and proof.figures.outcomes == ((proof.case.outcome, 1),)
    ),
}
"""What the policy promises of a complaint, by its article, and where it shows."""


@pytest.mark.parametrize("life", LIVES)
def test_a_short_case_is_proven_clause_by_clause(
    database: Database, tmp_path: Path, life: str
) -> None:
    proof = proof_of(database, tmp_path, life)

    assert [clause for clause, holds in CLAUSES.items() if not holds(proof)] == []
    assert proof.case.status is Status.CLOSED
