"""An erasure leaves no word anywhere: of those planted all are found before, and none after."""

import json
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Connection

from bot.delivery.kept_files import KeptFiles
from bot.domain.actions.actions import ActionStatus
from bot.domain.calendar.periods import Month, Semester
from bot.domain.cases.cases import Case, Complainant, Status, UploadedFile
from bot.domain.cases.taxonomy import Kind
from bot.domain.errors import CaseErasedError, CaseNotFoundError, NotAllowedError
from bot.domain.reports.meeting_notes import Minutes
from bot.domain.reports.reviews import ReviewNotes
from bot.domain.steps.ending import Reopen
from bot.domain.steps.handling import AddNote
from bot.ledger.folder import Ledger
from bot.scanning.needles import Needles
from bot.scanning.places import found_beneath
from bot.services.cases.erasing import anonymise_case
from bot.services.cases.erasures import carry_through, compact_at_night, note_erasures, replay
from bot.services.cases.more_files import add_more_files
from bot.services.messages.notifications import add_files
from bot.services.steps.steps import take_step
from storage.actions import actions
from storage.cases import cases, journal
from storage.database import Database
from storage.reports import editions, minutes
from storage.scanning import found_in_database
from tests.support.builders import QUALITY, TRAINER, opened
from tests.support.lives import NOW, action, case_in
from tests.support.reviews import review

REF = "REC-2026-0001"
PLACES = (
    *("description", "requested_remedy", "analysis", "root_cause", "solution", "closing_reason"),
    *("admissibility_reason", "implementation", "five_whys", "newer", "note", "late_note"),
    *("name", "contact", "title", "success_criterion", "findings", "file_name", "kept", "export"),
    *("minutes", "decided", "review", "packed", "accents"),
)


def planted() -> Mapping[str, str]:
    """An invented name for each place, and a sentence that says it."""
    names = {place: f"Zorvel{chr(97 + number)}qui" for number, place in enumerate(PLACES)}
    names["accents"] = "Zôrvélyqui"
    return {place: f"{name} attend toujours une réponse" for place, name in names.items()}


SAID = planted()
NEEDLES = Needles.of(said.split()[0] for said in SAID.values())


def settled(database: Database, kept: KeptFiles) -> Case:
    """A closed complaint of which something is told in every place that holds words."""
    of_case: dict[str, Any] = {name: SAID[name] for name in PLACES[:8]}
    case = replace(
        case_in(Status.CLOSED, Kind.COMPLAINT),
        **of_case | {"id": uuid4(), "ref": REF, "five_whys": (SAID["five_whys"],)},
        as_read={"told_by_a_newer_release": SAID["newer"]},
    )
    content = json.dumps(SAID["kept"]).encode()
    with database.writing() as connection:
        cases.add(connection, case, submission_id=uuid4(), policy_version="test")
        complainant = Complainant(name=SAID["name"], contact=SAID["contact"])
        cases.add_complainant(connection, case.id, complainant)
        upload = UploadedFile(slack_id="F1", name=SAID["file_name"], url="u", size=1)
        (file_id,) = cases.add_files(connection, case.id, [upload])
        sha256 = kept.keep(content)
        cases.record_kept(
            connection, file_id, sha256=sha256, media_type="text/plain", size=1, at=NOW
        )
        done: dict[str, Any] = {
            name: SAID[name] for name in ("title", "success_criterion", "findings")
        }
        of_action: dict[str, Any] = {
            "id": uuid4(),
            "case_id": case.id,
            "status": ActionStatus.EFFECTIVE,
        }
        actions.add(connection, action(**done | of_action))
        for place in ("note", "late_note", "minutes", "decided", "review", "packed"):
            told = {"text": SAID[place]}
            journal.append(
                connection, "add_note", at=NOW, actor=QUALITY, case_id=case.id, details=told
            )
        shouted = {"text": SAID["accents"].upper()}
        journal.append(
            connection, "add_note", at=NOW, actor=QUALITY, case_id=case.id, details=shouted
        )
        tell_elsewhere(connection)
    exports = kept.folder / "exports"
    exports.mkdir()
    (exports / "registre.txt").write_text(SAID["export"], encoding="utf-16")
    with zipfile.ZipFile(exports / "preuves.zip", "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("dossier.txt", SAID["packed"])
    return case


def tell_elsewhere(connection: Connection) -> None:
    """What was frozen quotes the case."""
    month, semester = Month(year=2026, month=10), Semester(year=2026, half=2)
    written = Minutes(
        month=month,
        edition=1,
        report_edition=1,
        report_fingerprint="",
        held_on=NOW.date(),
        participants=(QUALITY,),
        text=f"On a lu : {SAID['decided']}",
        decided=(),
        written_by=QUALITY,
        written_at=NOW,
        document=f"Procès-verbal. {SAID['minutes']}",
    )
    minutes.freeze(connection, written)
    notes = ReviewNotes(decisions=SAID["review"])
    editions.begin(connection, semester, notes, by=QUALITY, at=NOW)
    editions.freeze(connection, review(notes=notes))


def found(database: Database, kept: KeptFiles) -> frozenset[str]:
    places = [*found_in_database(NEEDLES, database).values()]
    places += found_beneath(NEEDLES, [kept.folder]).values()
    return frozenset(word for held in places for word in held)


@pytest.fixture
def kept(tmp_path: Path) -> KeptFiles:
    return KeptFiles(tmp_path / "kept")


@pytest.mark.fault(25)
def test_of_the_planted_words_all_are_found_before_and_none_after(
    database: Database, kept: KeptFiles
) -> None:
    case = settled(database, kept)
    before = found(database, kept)
    at = opened(database, now=NOW)
    shown = carry_through(at, at.write(anonymise_case, REF), kept)
    is_sqlite = database.engine.dialect.name == "sqlite"
    by_day = compact_at_night(opened(database, now=NOW.replace(hour=14)))
    by_night = compact_at_night(opened(database, now=NOW.replace(hour=2)))
    with database.reading() as connection:
        told = minutes.read_minutes(connection, Month(year=2026, month=10), 1)
        reviewed = editions.latest_review(connection, review().figures.semester)
        flaw, entries = (
            journal.first_flaw(connection),
            journal.entries_of(connection, case.id, limit=1),
        )

    assert before == frozenset(NEEDLES.words)
    assert found(database, kept) == frozenset()
    assert (shown.left, shown.looked_for > 15) == ({}, True)
    assert (by_day, by_night) == ((True, False) if is_sqlite else (False, True))
    assert told.document == "Procès-verbal. (anonymisé)"
    assert reviewed is not None
    assert reviewed.notes.decisions == "(anonymisé)"
    assert flaw is None
    assert entries[0].details is not None
    assert entries[0].details["rows"]["journal"] == 7


def test_nothing_is_added_to_an_erased_case(database: Database, kept: KeptFiles) -> None:
    case = settled(database, kept)
    at = opened(database, now=NOW)
    at.write(anonymise_case, REF)
    upload = UploadedFile(slack_id="F2", name="encore.png", url="u", size=1)

    for wanted in (AddNote(text="Zorvelaqui"), Reopen(reason="Zorvelaqui")):
        with pytest.raises(CaseErasedError):
            at.write(take_step, case.id, wanted, actor=QUALITY)
        with pytest.raises(NotAllowedError) as refused:
            at.write(take_step, case.id, wanted, actor="USTRANGER")
        assert type(refused.value) is NotAllowedError
    with pytest.raises(CaseErasedError):
        at.write(add_more_files, case.id, [upload], by=QUALITY)
    with pytest.raises(CaseNotFoundError):
        at.write(add_files, case.id, [upload], by=TRAINER)


def test_an_older_backup_is_erased_again_by_the_ledger(
    database: Database, kept: KeptFiles, tmp_path: Path
) -> None:
    case = settled(database, kept)
    ledger = Ledger(tmp_path / "elsewhere")
    with database.reading() as connection:
        (before,) = [cases.by_id(connection, case.id)]
    at = opened(database, now=NOW)
    at.write(anonymise_case, REF)
    noted = note_erasures(at, ledger), note_erasures(at, ledger)
    with ledger.erasures.open("a") as file:
        file.write('{"ref": "REC-2026-00')  # a crash cut it
    assert before is not None
    back = replace(before, status=Status.UNDER_REVIEW, closed_at=None)
    with database.writing() as connection:
        cases.save(connection, back)
    again = replay(at, ledger.erasures, kept), replay(at, ledger.erasures, kept)
    with database.reading() as connection:
        now = cases.by_id(connection, case.id)

    assert (noted, again) == ((1, 0), (1, 0))
    assert now is not None
    assert (now.status, now.closed_at, now.description) == (
        Status.CLOSED,
        before.closed_at,
        "(anonymisé)",
    )
