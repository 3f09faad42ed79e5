"""Noting that people were told: by whom, once, in a case's history, and in the evidence pack."""

import zipfile
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from bot.delivery.kept_files import KeptFiles
from bot.documents.evidence.evidence import write_evidence
from bot.domain.errors import NotAllowedError
from bot.domain.register.informing import InformationWish, InformedGroup
from bot.services.cases.filing import file_case
from bot.services.register.informing import latest_informations, note_information
from storage.database import Database
from tests.documents.test_evidence import PERIOD, SOMEONE
from tests.support.builders import NOW, QUALITY, TRAINER, complaint_draft, opened
from tests.support.casework import history
from tests.support.registers import register_of

pytestmark = pytest.mark.one_database

TOLD = InformationWish(
    submission_id=uuid4(),
    group=InformedGroup.TRAINEES,
    told_on=NOW.date(),
    said="Affiche en salle",
)


def note(database: Database, wanted: InformationWish, *, actor: str = QUALITY) -> None:
    opened(database).write(note_information, wanted, actor=actor)


@pytest.mark.both_databases
def test_it_is_noted_once_and_listed(database: Database) -> None:
    note(database, TOLD)
    note(database, TOLD)
    (listed,) = opened(database).read(latest_informations, reader=QUALITY)

    assert (listed.group, listed.said, listed.noted_by) == (TOLD.group, TOLD.said, QUALITY)


def test_others_neither_note_nor_read_it(sqlite_database: Database) -> None:
    with pytest.raises(NotAllowedError):
        note(sqlite_database, TOLD, actor=TRAINER)
    with pytest.raises(NotAllowedError):
        opened(sqlite_database).read(latest_informations, reader=TRAINER)


def test_about_a_case_it_stands_in_its_history_and_in_the_pack_without_a_name(
    sqlite_database: Database, tmp_path: Path
) -> None:
    case = file_case(opened(sqlite_database), complaint_draft(complainant=SOMEONE)).case
    secret = file_case(opened(sqlite_database), complaint_draft(confidential=True)).case
    officer = replace(TOLD, group=InformedGroup.DISABILITY_OFFICER, said="Mme Lavandine reçue")
    note(sqlite_database, replace(officer, submission_id=uuid4(), about=case.ref.lower()))
    note(sqlite_database, replace(TOLD, submission_id=uuid4(), told_on=NOW.date().replace(month=1)))
    note(sqlite_database, replace(TOLD, submission_id=uuid4(), said="mardi", about=secret.ref))
    with register_of(sqlite_database, **PERIOD) as register:
        write_evidence(register, tmp_path / "e.zip", kept=KeptFiles(tmp_path))
    with zipfile.ZipFile(tmp_path / "e.zip") as archive:
        page = archive.read("informations.html").decode()
        index = archive.read("index.html").decode()

    assert "Référent handicap" in page
    assert "Mme […] reçue" in page
    assert "Affiche en salle" not in page
    assert "mardi" not in page
    assert index.count('<a href="informations.html">') == 2
    assert "information_given" in [entry.event for entry in history(sqlite_database, case.id)]
