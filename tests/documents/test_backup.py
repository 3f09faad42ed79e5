"""A backup holds everything, proves it, and goes back into either database."""

import json
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Table, insert, select, update

from bot.documents.archive import BadArchiveError
from bot.documents.backup import ExistsAlreadyError, NotEmptyError, back_up, restore
from bot.domain.cases import Complainant, Status
from bot.domain.taxonomy import Kind
from bot.services.filing import file_case
from storage.backups import NewerSchemaError, UnsoundCopyError
from storage.database import Database
from storage.tables import files, journal, metadata
from tests.conftest import empty
from tests.support.builders import NOW, OFFICE, complaint_draft
from tests.support.lives import case_in, complaint, incident
from tests.support.registers import keep

PHOTO = b"\x89PNG a photo"
NAME = sha256(PHOTO).hexdigest()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "files"


@pytest.fixture
def school(database: Database, folder: Path) -> Database:
    """A database with two cases, who complains, and one kept file."""
    case = case_in(Status.CLOSED, Kind.COMPLAINT)
    keep(database, case, complainant=Complainant(name="Mme Lavandine"))
    keep(database, incident())
    facts = {"slack_id": "F1", "name": "photo.png", "url": "https://files.test/F1", "size": 12}
    with database.writing() as connection:
        kept = {"id": uuid4(), "case_id": case.id, "sha256": NAME, "kept_at": NOW}
        connection.execute(insert(files).values(facts | kept))
    (folder / NAME[:2]).mkdir(parents=True)
    (folder / NAME[:2] / NAME).write_bytes(PHOTO)
    return database


@pytest.fixture(params=["sqlite", "postgresql"])
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Database]:
    """An empty database to restore into, made once the backup is there."""

    def make() -> Database:
        if request.param == "sqlite":
            return Database(f"sqlite:///{tmp_path / 'other.db'}")
        database: Database = request.getfixturevalue("postgresql_database")
        empty(database)
        return database

    return make


def rows_of(database: Database, table: Table) -> list[dict[str, object]]:
    with database.reading() as connection:
        found = connection.execute(select(table)).mappings()
        return sorted((dict(row) for row in found), key=str)


def test_all_comes_back_into_either_database(
    school: Database, elsewhere: Callable[[], Database], folder: Path, tmp_path: Path
) -> None:
    archive, restored = tmp_path / "b.zip", tmp_path / "restored"
    made = back_up(school, archive, files_folder=folder, now=NOW)
    before = {table.name: rows_of(school, table) for table in metadata.sorted_tables}
    target = elsewhere()
    found = restore(archive, target, files_folder=restored, now=NOW)
    after = {table.name: rows_of(target, table) for table in metadata.sorted_tables}

    assert (found.head, found.files) == (made.head, 1)
    assert (restored / NAME[:2] / NAME).read_bytes() == PHOTO
    assert len(after["journal"]) == len(before["journal"]) + 1  # that it was restored
    changed = {"journal", "journal_head"}
    assert {name: after[name] for name in after.keys() - changed} == {
        name: before[name] for name in before.keys() - changed
    }


def test_work_goes_on_where_it_was_restored(
    school: Database, elsewhere: Callable[[], Database], folder: Path, tmp_path: Path
) -> None:
    back_up(school, tmp_path / "b.zip", files_folder=folder, now=NOW)
    target = elsewhere()
    restore(tmp_path / "b.zip", target, files_folder=folder, now=NOW)
    filed = [file_case(target, complaint_draft(), now=NOW, defaults=OFFICE) for _ in range(2)]

    assert [one.is_new for one in filed] == [True, True]


def test_a_backup_is_for_its_owner_only(school: Database, folder: Path, tmp_path: Path) -> None:
    back_up(school, tmp_path / "b.zip", files_folder=folder, now=NOW)

    assert (tmp_path / "b.zip").stat().st_mode & 0o777 == 0o600


def test_a_backup_takes_the_place_of_no_other(
    school: Database, folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "b.zip"
    path.write_text("older")
    with pytest.raises(ExistsAlreadyError):
        back_up(school, path, files_folder=folder, now=NOW)

    assert path.read_text() == "older"


def test_a_file_that_is_gone_is_told(school: Database, folder: Path, tmp_path: Path) -> None:
    shutil.rmtree(folder)
    made = back_up(school, tmp_path / "b.zip", files_folder=folder, now=NOW)

    assert (made.files, made.missing) == (0, (NAME,))


def test_a_file_changed_on_disk_is_not_taken_for_the_one_kept(
    school: Database, folder: Path, tmp_path: Path
) -> None:
    (folder / NAME[:2] / NAME).write_bytes(b"another")
    with pytest.raises(UnsoundCopyError, match="changed on disk"):
        back_up(school, tmp_path / "b.zip", files_folder=folder, now=NOW)

    assert not (tmp_path / "b.zip").exists()


def test_a_broken_journal_is_no_backup(school: Database, folder: Path, tmp_path: Path) -> None:
    with school.writing() as connection:
        connection.execute(update(journal).where(journal.c.seq == 1).values(actor="U0X"))
    with pytest.raises(UnsoundCopyError, match="entry 1"):
        back_up(school, tmp_path / "b.zip", files_folder=folder, now=NOW)

    assert not (tmp_path / "b.zip").exists()


def test_a_backup_is_restored_into_an_empty_database_only(
    school: Database, folder: Path, tmp_path: Path
) -> None:
    back_up(school, tmp_path / "b.zip", files_folder=folder, now=NOW)
    with pytest.raises(NotEmptyError):
        restore(tmp_path / "b.zip", school, files_folder=folder, now=NOW)


def rewritten(path: Path, change: Callable[[dict[str, bytes]], object]) -> Path:
    """The archive with some of its files changed."""
    with zipfile.ZipFile(path) as source:
        contents = {name: source.read(name) for name in source.namelist()}
    change(contents)
    with zipfile.ZipFile(path, "w") as target:
        for name, content in contents.items():
            target.writestr(name, content)
    return path


def _change_file(contents: dict[str, bytes]) -> None:
    contents[f"files/{NAME}"] = b"another"


def _drop_file(contents: dict[str, bytes]) -> None:
    del contents[f"files/{NAME}"]


def _add_file(contents: dict[str, bytes]) -> None:
    contents["../evil"] = b"x"


def _aim_elsewhere(contents: dict[str, bytes]) -> None:
    contents["../evil"] = contents.pop(f"files/{NAME}")
    manifest = contents["manifest.json"].replace(f"files/{NAME}".encode(), b"../evil")
    contents["manifest.json"] = manifest


def _change_journal(contents: dict[str, bytes]) -> None:
    manifest = json.loads(contents["manifest.json"])
    manifest["journal"]["entries"] += 1
    contents["manifest.json"] = json.dumps(manifest).encode()


@pytest.mark.parametrize(
    "change",
    [_change_file, _drop_file, _add_file, _aim_elsewhere, _change_journal, dict.clear],
)
def test_a_changed_archive_is_refused(
    school: Database,
    folder: Path,
    tmp_path: Path,
    change: Callable[[dict[str, bytes]], object],
) -> None:
    back_up(school, tmp_path / "b.zip", files_folder=folder, now=NOW)
    archive = rewritten(tmp_path / "b.zip", change)
    with pytest.raises(BadArchiveError):
        restore(archive, Database(f"sqlite:///{tmp_path / 'x.db'}"), files_folder=folder, now=NOW)

    assert not (tmp_path / "x.db").exists()


@pytest.mark.parametrize("content", [None, b"", b"no zip at all"])
def test_what_is_no_archive_is_refused(
    sqlite_database: Database, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "b.zip"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BadArchiveError):
        restore(path, sqlite_database, files_folder=tmp_path, now=NOW)


def test_a_backup_of_a_newer_vigie_is_refused(
    sqlite_database: Database, folder: Path, tmp_path: Path
) -> None:
    keep(sqlite_database, complaint())
    with sqlite3.connect(tmp_path / "vigie.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    back_up(sqlite_database, tmp_path / "b.zip", files_folder=folder, now=NOW)
    with pytest.raises(NewerSchemaError):
        restore(
            tmp_path / "b.zip",
            Database(f"sqlite:///{tmp_path / 'x.db'}"),
            files_folder=folder,
            now=NOW,
        )
