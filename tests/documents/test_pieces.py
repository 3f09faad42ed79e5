"""The files of cases in the evidence pack: as they were kept, or said to be missing."""

import hashlib
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.delivery.kept_files import FileFault, KeptFiles
from bot.documents.evidence.archive import BadArchiveError, Manifest, reading_archive
from bot.documents.evidence.evidence import Evidence, write_evidence
from bot.domain.cases.cases import Case, ComplaintDraft, IncidentDraft, UploadedFile
from bot.services.cases.filing import file_case
from storage.cases import cases
from storage.database import Database
from tests.support.builders import NOW, complaint_draft, incident_draft, opened
from tests.support.registers import register_of

pytestmark = pytest.mark.one_database

PHOTO, LETTER = b"\x89PNG\r\n\x1a\n photo", b"%PDF-1.7 lettre"
PERIOD: dict[str, Any] = {"first_day": date(2026, 11, 1), "last_day": date(2026, 11, 30)}
TYPES = {PHOTO: "image/png", LETTER: "application/pdf"}


def filed_with(
    database: Database, draft: ComplaintDraft | IncidentDraft, kept: KeptFiles, **files: bytes
) -> Case:
    """A case with files that are kept; each is named by its key."""
    case = file_case(opened(database), draft).case
    with database.writing() as connection:
        known = cases.files_of(connection, case.id)
        for file in known:
            content = files[file.name.split(".")[0]]
            cases.record_kept(
                connection,
                file.id,
                sha256=kept.keep(content),
                media_type=TYPES[content],
                size=len(content),
                at=NOW,
            )
    return case


def uploads(*names: str, begins: str = "F") -> tuple[UploadedFile, ...]:
    return tuple(
        UploadedFile(slack_id=f"{begins}{number}", name=name, url="", size=9)
        for number, name in enumerate(names)
    )


def pack(database: Database, folder: Path, **given: Any) -> tuple[Evidence, dict[str, bytes]]:
    path = folder / "e.zip"
    with register_of(database, **PERIOD, **given) as register:
        made = write_evidence(register, path, kept=KeptFiles(folder))
    with zipfile.ZipFile(path) as archive:
        return made, {name: archive.read(name) for name in archive.namelist() if "pieces" in name}


def test_a_pack_with_names_holds_files_under_their_names_and_their_hashes(
    database: Database, tmp_path: Path
) -> None:
    draft = complaint_draft(files=uploads("photo.png", "lettre.pdf"))
    filed_with(database, draft, KeptFiles(tmp_path), photo=PHOTO, lettre=LETTER)
    made, held = pack(database, tmp_path, with_names=True)
    with reading_archive(tmp_path / "e.zip", shape=Manifest) as (_, manifest):
        hashes = {about.path: about.sha256 for about in manifest.files if "pieces" in about.path}

    assert held == {
        "dossiers/REC-2026-0001/pieces/01-lettre.pdf": LETTER,
        "dossiers/REC-2026-0001/pieces/02-photo.png": PHOTO,
    }
    assert hashes == {name: hashlib.sha256(held[name]).hexdigest() for name in held}
    assert (made.missing, made.faults) == ((), ())


def test_without_names_a_file_has_its_hash_for_a_name(database: Database, tmp_path: Path) -> None:
    draft = incident_draft(files=uploads("photo.png"))
    filed_with(database, draft, KeptFiles(tmp_path), photo=PHOTO)
    _, held = pack(database, tmp_path)
    sha256 = hashlib.sha256(PHOTO).hexdigest()

    assert held == {f"dossiers/INC-2026-0001/pieces/01-{sha256[:12]}.png": PHOTO}


@pytest.mark.parametrize("with_names", [False, True])
def test_who_may_not_read_a_confidential_case_gets_none_of_its_files(
    database: Database, tmp_path: Path, *, with_names: bool
) -> None:
    draft = complaint_draft(files=uploads("photo.png"), confidential=True)
    filed_with(database, draft, KeptFiles(tmp_path), photo=PHOTO)
    _, held = pack(database, tmp_path, with_names=with_names)

    assert held == {}


def test_a_file_gone_or_altered_is_said_in_its_place_and_makes_the_pack_incomplete(
    database: Database, tmp_path: Path
) -> None:
    kept = KeptFiles(tmp_path)
    draft = incident_draft(files=uploads("photo.png", "lettre.pdf"))
    filed_with(database, draft, kept, photo=PHOTO, lettre=LETTER)
    kept.path_of(hashlib.sha256(LETTER).hexdigest()).unlink()
    kept.path_of(hashlib.sha256(PHOTO).hexdigest()).write_bytes(PHOTO + b"!")
    made, held = pack(database, tmp_path, with_names=True)
    texts = {name: content.decode() for name, content in held.items()}
    folder = "dossiers/INC-2026-0001/pieces"
    with zipfile.ZipFile(tmp_path / "e.zip") as archive:
        manifest = json.loads(archive.read("manifest.json"))

    assert list(texts) == [f"{folder}/01-lettre.pdf.txt", f"{folder}/02-photo.png.txt"]
    assert "ne se lit plus sur le disque" in texts[f"{folder}/01-lettre.pdf.txt"]
    assert hashlib.sha256(PHOTO).hexdigest() in texts[f"{folder}/02-photo.png.txt"]
    assert [one.fault for one in made.faults] == [FileFault.MISSING, FileFault.ALTERED]
    assert manifest["missing"] == [f"{folder}/01-lettre.pdf", f"{folder}/02-photo.png"]


def test_a_name_with_folders_or_markup_stays_in_its_folder_and_opens_as_text(
    database: Database, tmp_path: Path
) -> None:
    draft = incident_draft(files=uploads("photo.png"))
    case = filed_with(database, draft, KeptFiles(tmp_path), photo=PHOTO)
    names = ("../../index.html", "C:\\photo\u202egnp.svg", "x" * 300 + ".pdf")
    with database.writing() as connection:
        ids = cases.add_files(connection, case.id, uploads(*names, begins="G"))
        for file_id in ids:
            cases.record_kept(
                connection,
                file_id,
                sha256=KeptFiles(tmp_path).keep(LETTER),
                media_type="text/plain",
                size=len(LETTER),
                at=NOW,
            )
    _, held = pack(database, tmp_path, with_names=True)
    folder = "dossiers/INC-2026-0001/pieces/"

    assert all(name.startswith(folder) and name.count("/") == 3 for name in held)
    assert sorted(name.removeprefix(folder)[3:] for name in held)[:3] == [
        "index.html.txt",
        "photo.png",
        "photognp.svg.txt",
    ]
    assert max(map(len, held)) < 200


def test_a_pack_that_was_changed_afterwards_does_not_pass(
    database: Database, tmp_path: Path
) -> None:
    draft = incident_draft(files=uploads("photo.png"))
    filed_with(database, draft, KeptFiles(tmp_path), photo=PHOTO)
    pack(database, tmp_path, with_names=True)
    with zipfile.ZipFile(tmp_path / "e.zip", "a") as archive:
        archive.writestr("dossiers/INC-2026-0001/pieces/02-faux.png", PHOTO)

    with (
        pytest.raises(BadArchiveError),
        reading_archive(tmp_path / "e.zip", shape=Manifest),
    ):
        pass
