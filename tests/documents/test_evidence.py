"""The evidence pack: what an auditor finds in it, and what nobody may find in it."""

import hashlib
import io
import json
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from pypdf import PdfReader
from sqlalchemy import update

from bot.delivery.kept_files import KeptFiles
from bot.documents.evidence.documents import read_policy
from bot.documents.evidence.evidence import missing_in, write_evidence
from bot.documents.evidence.rnq import read_rnq
from bot.documents.typesetting import typesetting
from bot.domain.calendar.periods import Month, Semester
from bot.domain.cases.cases import Case, Complainant
from bot.domain.cases.letters import Communication, Letter, LetterKind
from bot.domain.cases.taxonomy import Means, Severity
from bot.domain.register.informing import InformationWish, InformedGroup
from bot.domain.reports.meeting_notes import Discussed, Minutes, MinutesDraft
from bot.domain.reports.reviews import Approval
from bot.domain.school.office import Person
from bot.domain.school.policies import CAPSECURITE
from bot.domain.steps.handling import Assign, Qualify
from bot.domain.steps.opening import Acknowledge
from bot.services.cases.filing import file_case
from bot.services.register.informing import note_information
from bot.services.reports.meeting_notes import write_minutes
from bot.services.reports.review_drafts import prepare_review
from bot.services.reports.summaries import publish_summary
from bot.services.steps.steps import take_step
from bot.ui.reports.meeting_forms import minutes_document
from bot.ui.texts.catalogue import FRENCH
from storage.database import Database
from storage.reports import editions
from storage.school import people
from storage.tables import journal, reports
from tests.support.builders import (
    NOW,
    OFFICE,
    QUALITY,
    complaint_draft,
    incident_draft,
    opened,
)
from tests.support.casework import kept
from tests.support.forms import spaced
from tests.support.mailed_letters import wished
from tests.support.registers import register_of
from tests.support.reviews import MADE_AT, review

pytestmark = pytest.mark.one_database

REVIEW = "bilans-semestriels/2026-S1"
WHY = "Vigie n&#x27;a pas pu joindre ces documents"
AUTUMN = Semester(year=2026, half=2)
SOMEONE = Complainant(name="Mme Lavandine", contact="lavandine@example.org")
PERIOD: dict[str, Any] = {"first_day": date(2026, 11, 1), "last_day": date(2026, 11, 30)}
LETTER = Letter(
    kind=LetterKind.ACKNOWLEDGEMENT,
    subject="Votre réclamation",
    body="Bonjour Mme Lavandine,\nnous avons bien reçu <votre> réclamation.",
)


def acknowledged(database: Database, **given: Any) -> Case:
    """A complaint that was qualified, assigned and acknowledged."""
    draft = complaint_draft(complainant=SOMEONE, **given)
    case = file_case(opened(database), draft).case
    told = Communication(letter=LETTER, at=NOW + timedelta(hours=1), means=Means.EMAIL)
    steps = (
        Qualify(severity=Severity.MAJOR),
        Assign(owner="U0OTHER"),
        Acknowledge(told=told),
    )
    for step in steps:
        case = (
            opened(database, now=NOW + timedelta(hours=2))
            .write(take_step, case.id, step, actor=QUALITY)
            .case
        )
    return case


def minuted(database: Database) -> Minutes:
    """The minutes of the meeting that discussed November's summary."""
    november = Month(year=2026, month=11)
    publish_summary(opened(database), november, edition=1, actor=QUALITY)
    with database.writing() as connection:
        people.remember(connection, [Person(id=QUALITY, name="Quentin Alizé")])
    written = opened(database).write(
        write_minutes,
        MinutesDraft(held_on=NOW.date(), participants=(QUALITY,), text="Lu et adopté."),
        Discussed(month=november, edition=1),
        worded=partial(minutes_document, zone=OFFICE.zone, texts=FRENCH),
        actor=QUALITY,
        submission_id=uuid4(),
    )
    assert written is not None
    return written


def pack_of(database: Database, path: Path, **given: Any) -> dict[str, bytes]:
    with register_of(database, **PERIOD) as register:
        write_evidence(register, path, kept=KeptFiles(path.parent), **given)
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_pack_holds_register_histories_letters_policy_and_index(
    database: Database, tmp_path: Path
) -> None:
    acknowledged(database)
    file_case(opened(database), incident_draft())
    names = set(pack_of(database, tmp_path / "e.zip"))

    assert names == {
        "index.html",
        "dossiers.html",
        "risques.html",
        "sessions.html",
        "indicateur-31.html",
        "manifest.json",
        "registre/registre.xlsx",
        "registre/reclamations.csv",
        "registre/incidents.csv",
        "registre/actions.csv",
        "dossiers/REC-2026-0001/historique.html",
        "dossiers/REC-2026-0001/lettre-01.txt",
        "dossiers/REC-2026-0001/lettres/lettre-01.pdf",
        "dossiers/INC-2026-0001/historique.html",
        "politique/capsecurite-1.txt",
    }


def test_the_manifest_tells_every_file_and_where_the_journal_ends(
    database: Database, tmp_path: Path
) -> None:
    acknowledged(database)
    files = pack_of(database, tmp_path / "e.zip")
    manifest = json.loads(files.pop("manifest.json"))

    told = {about["path"]: about["sha256"] for about in manifest["files"]}
    assert told == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    assert manifest["period"] == {"from": "2026-11-01", "to": "2026-11-30"}
    assert manifest["rnq_version"] == "2026-11"
    assert (manifest["journal"]["entries"], manifest["journal"]["is_whole"]) == (4, True)


def test_a_history_tells_what_happened_in_words(database: Database, tmp_path: Path) -> None:
    acknowledged(database)
    files = pack_of(database, tmp_path / "e.zip")
    page = files["dossiers/REC-2026-0001/historique.html"].decode()

    assert "<h2>Dossier enregistré</h2>" in page
    assert "13/11/2026 19:50, par Responsable qualité 1" in page
    assert '<td>Gravité</td><td><span class="said">Modérée</span></td>' in page
    assert '<span class="said">Membre de l&#x27;équipe 1</span>' in page
    assert page.index("Dossier enregistré") < page.index("Accusé de réception envoyé")


def test_a_letter_is_kept_word_for_word_but_for_names(database: Database, tmp_path: Path) -> None:
    acknowledged(database)
    letter = pack_of(database, tmp_path / "e.zip")["dossiers/REC-2026-0001/lettre-01.txt"]

    assert letter.decode() == (
        "Accusé de réception\nLe 13/11/2026 18:50 (Courriel)\nObjet : Votre réclamation\n\n"
        "Bonjour Mme […],\nnous avons bien reçu <votre> réclamation.\n"
    )


@pytest.mark.parametrize("with_names", [True, False])
def test_a_letter_is_there_as_it_is_printed_its_addressee_only_with_names(
    sqlite_database: Database, tmp_path: Path, *, with_names: bool
) -> None:
    acknowledged(sqlite_database)
    with register_of(sqlite_database, with_names=with_names, **PERIOD) as register:
        write_evidence(register, tmp_path / "e.zip", kept=KeptFiles(tmp_path))
    with zipfile.ZipFile(tmp_path / "e.zip") as archive:
        made = archive.read("dossiers/REC-2026-0001/lettres/lettre-01.pdf")
    said = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)

    assert "nous avons bien reçu <votre> réclamation" in said
    assert ("Lavandine" in said) is with_names
    assert ("[…]" in said) is not with_names


def test_what_people_wrote_is_no_markup(database: Database, tmp_path: Path) -> None:
    acknowledged(database, description="<script>alert(1)</script>")
    page = pack_of(database, tmp_path / "e.zip")["dossiers/REC-2026-0001/historique.html"]

    assert b"<script>" not in page
    assert b"&lt;script&gt;" in page


def test_nobody_is_named_anywhere(database: Database, tmp_path: Path) -> None:
    acknowledged(database, description="Mme Lavandine attend.")
    files = pack_of(database, tmp_path / "e.zip")
    with zipfile.ZipFile(io.BytesIO(files["registre/registre.xlsx"])) as book:
        files |= {name: book.read(name) for name in book.namelist()}

    telling = (b"avandine", QUALITY.encode(), b"U0OTHER")
    assert not [name for name, content in files.items() if any(word in content for word in telling)]


def test_a_confidential_case_says_only_when(database: Database, tmp_path: Path) -> None:
    acknowledged(database, description="récit", confidential=True)
    files = pack_of(database, tmp_path / "e.zip")
    page = files["dossiers/REC-2026-0001/historique.html"].decode()

    assert "Accusé de réception envoyé" in page
    assert "récit" not in page
    assert "dossiers/REC-2026-0001/lettre-01.txt" not in files
    assert "Dossiers confidentiels\u00a0: 1." in files["index.html"].decode()


def test_the_months_summaries_are_there_as_they_were_told(
    database: Database, tmp_path: Path
) -> None:
    acknowledged(database)
    november = Month(year=2026, month=11)
    publish_summary(opened(database), november, edition=1, actor=QUALITY)
    files = pack_of(database, tmp_path / "e.zip")

    assert "2026" in files["tableaux-de-bord/2026-11.txt"].decode()
    assert '<a href="tableaux-de-bord/2026-11.txt">' in files["index.html"].decode()


@pytest.mark.both_databases
def test_a_summary_that_was_changed_is_told_and_not_shown(
    database: Database, tmp_path: Path
) -> None:
    november = Month(year=2026, month=11)
    publish_summary(opened(database), november, edition=1, actor=QUALITY)
    with database.writing() as connection:
        connection.execute(update(reports).values(hash="0" * 64))
    files = pack_of(database, tmp_path / "e.zip")

    assert "son empreinte a changé" in files["tableaux-de-bord/2026-11.txt"].decode()


@pytest.mark.parametrize("with_names", [True, False])
def test_minutes_are_there_as_they_were_frozen_or_without_the_names(
    database: Database, tmp_path: Path, *, with_names: bool
) -> None:
    written = minuted(database)
    with register_of(database, with_names=with_names, **PERIOD) as register:
        write_evidence(register, tmp_path / "e.zip", kept=KeptFiles(tmp_path))
    with zipfile.ZipFile(tmp_path / "e.zip") as archive:
        said = archive.read("comptes-rendus/2026-11.md")

    assert "Lu et adopté." in said.decode()
    assert ("Quentin Alizé" in said.decode()) is with_names
    assert ("Responsable qualité 1" in said.decode()) is not with_names
    assert (hashlib.sha256(said).hexdigest() == written.fingerprint) is with_names
    assert (written.fingerprint in said.decode()) is not with_names


def test_the_index_leads_from_indicator_to_evidence(database: Database, tmp_path: Path) -> None:
    acknowledged(database)
    page = pack_of(database, tmp_path / "e.zip")["index.html"].decode()

    assert "Indicateur 31" in page
    assert '<a href="indicateur-31.html">Le dossier, avec ses preuves</a>' in page
    assert "<td>Réclamations reçues sur la période</td><td>1</td>" in page
    assert "chaîne intacte" in page


def test_the_index_is_no_wider_than_a_phone(database: Database, tmp_path: Path) -> None:
    """A hash wraps anywhere, in its table only; figures scroll in their box."""
    page = pack_of(database, tmp_path / "e.zip")["index.html"].decode()
    tables = page.count("<table")

    assert page.count('<table class="about">') == 1
    assert page.count('<div class="wide"><table>') == tables - 1 > 0
    assert ".about td + td { overflow-wrap: anywhere; }" in page
    assert ".wide { overflow-x: auto; }" in page


def test_a_broken_journal_is_told_and_not_hidden(database: Database, tmp_path: Path) -> None:
    acknowledged(database)
    with database.writing() as connection:
        connection.execute(update(journal).where(journal.c.seq == 2).values(actor="U0X"))
    files = pack_of(database, tmp_path / "e.zip")

    assert "chaîne rompue à l'entrée 2" in files["index.html"].decode()
    assert json.loads(files["manifest.json"])["journal"]["first_flaw"]["entry"] == 2


def test_the_schools_own_policy_is_put_beside_ours(database: Database, tmp_path: Path) -> None:
    own = tmp_path / "politique-signée.pdf"
    own.write_bytes(b"%PDF")
    files = pack_of(database, tmp_path / "e.zip", policy_file=own)

    assert files["politique/politique-signée.pdf"] == b"%PDF"


def test_an_empty_period_is_a_pack_all_the_same(database: Database, tmp_path: Path) -> None:
    files = pack_of(database, tmp_path / "e.zip")

    assert "<td>Réclamations reçues sur la période</td><td>0</td>" in files["index.html"].decode()


@pytest.mark.parametrize("number", [12, 26, 30, 31, 32])
def test_every_indicator_points_at_something(
    sqlite_database: Database, tmp_path: Path, number: int
) -> None:
    acknowledged(sqlite_database)
    minuted(sqlite_database)
    told = InformationWish(
        submission_id=uuid4(), group=InformedGroup.TRAINERS, told_on=NOW.date(), said="Réunion"
    )
    opened(sqlite_database).write(note_information, told, actor=QUALITY)
    prepare_review(opened(sqlite_database), AUTUMN, actor=QUALITY)
    names = pack_of(sqlite_database, tmp_path / "e.zip")
    (indicator,) = [one for one in read_rnq().indicators if one.number == number]

    assert all(any(name.startswith(start) for name in names) for start in indicator.files)


def test_the_policy_in_force_is_there() -> None:
    assert "48 heures" in str(read_policy(CAPSECURITE.version))
    assert read_policy("another") is None


def test_the_pack_holds_the_half_year_s_review_without_names(
    database: Database, tmp_path: Path
) -> None:
    told = review(approval=Approval(by=QUALITY, at=MADE_AT))
    with database.writing() as connection:
        editions.freeze(connection, told)
    half_year = {"first_day": date(2026, 1, 1), "last_day": date(2026, 6, 30)}
    with register_of(database, **half_year) as register:
        write_evidence(register, tmp_path / "pack.zip", kept=KeptFiles(tmp_path))
    with zipfile.ZipFile(tmp_path / "pack.zip") as pack:
        pages = PdfReader(io.BytesIO(pack.read("bilans-semestriels/2026-S1.pdf"))).pages
    said = spaced(" ".join(page.extract_text() for page in pages)).replace("\n", " ")

    assert "Approuvé par Responsable qualité 1" in said
    assert QUALITY not in said


def test_a_document_that_cannot_be_made_is_told_of_and_ends_nothing(
    sqlite_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typesetting, "_PROGRAM", tmp_path / "not-there.py")
    acknowledged(sqlite_database)
    with sqlite_database.writing() as connection:
        editions.freeze(connection, review(approval=Approval(by=QUALITY, at=MADE_AT)))
    year = {"first_day": date(2026, 1, 1), "last_day": date(2026, 12, 31)}
    with register_of(sqlite_database, **year) as register:
        pack = write_evidence(register, tmp_path / "pack.zip", kept=KeptFiles(tmp_path))
    with zipfile.ZipFile(tmp_path / "pack.zip") as archive:
        index, said = archive.read("index.html").decode(), archive.read(f"{REVIEW}.txt").decode()
        names, manifest = archive.namelist(), json.loads(archive.read("manifest.json"))

    letter = "dossiers/REC-2026-0001/lettres/lettre-01.pdf"
    assert pack.missing == (letter, f"{REVIEW}.pdf")
    assert manifest["missing"] == [letter, f"{REVIEW}.pdf"]
    assert missing_in(tmp_path / "pack.zip") == 2
    assert f"<h2>Documents manquants</h2>\n<p>{WHY}" in index
    assert f"<li>{REVIEW}.pdf</li>" in index
    assert "n'a pas pu être composé" in said
    assert {"dossiers/REC-2026-0001/historique.html", "registre/registre.xlsx"} <= set(names)


def test_a_whole_pack_tells_of_nothing_missing(sqlite_database: Database, tmp_path: Path) -> None:
    acknowledged(sqlite_database)
    files = pack_of(sqlite_database, tmp_path / "e.zip")

    assert "manquants" not in files["index.html"].decode()
    assert missing_in(tmp_path / "e.zip") == 0


HARD = "Sacha 🌸 中文 اسم \x01 \ufffe <b> =1+1"


def test_a_pack_is_made_whatever_people_wrote(sqlite_database: Database, tmp_path: Path) -> None:
    told = review(approval=Approval(by=QUALITY, at=MADE_AT))
    plan = (replace(told.notes.plan[0], title=HARD, success_criterion=HARD),)
    with sqlite_database.writing() as connection:
        people.remember(connection, [Person(id=QUALITY, name="Sacha 🌸")])
        editions.freeze(
            connection, replace(told, notes=replace(told.notes, plan=plan, recurring=HARD))
        )
    acknowledged(sqlite_database, description=HARD, session=HARD, requested_remedy=HARD)
    year = {"first_day": date(2026, 1, 1), "last_day": date(2026, 12, 31), "with_names": True}
    with register_of(sqlite_database, **year) as register:
        pack = write_evidence(register, tmp_path / "pack.zip", kept=KeptFiles(tmp_path))

    assert pack.missing == ()


@pytest.mark.parametrize("with_names", [True, False])
def test_letters_by_mail_are_in_it_as_they_left_where_names_are(
    database: Database, tmp_path: Path, *, with_names: bool
) -> None:
    case = kept(database)
    letter = wished(database, case=case)
    with register_of(database, with_names=with_names, **PERIOD) as register:
        write_evidence(register, tmp_path / "pack.zip", kept=KeptFiles(tmp_path))
    with zipfile.ZipFile(tmp_path / "pack.zip") as pack:
        found = [name for name in pack.namelist() if name.endswith(".eml")]
        if not with_names:
            assert found == []
            return
        assert found == [f"dossiers/{case.ref}/lettres/01.eml"]
        assert hashlib.sha256(pack.read(found[0])).hexdigest() == letter.sha256
        assert letter.message_id.encode() in pack.read(found[0])
