"""A backup holds everything, proves it, and goes back into either database."""

import json
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Table, insert, inspect, select, update

from bot.documents.evidence.archive import BadArchiveError, reading_archive
from bot.documents.evidence.backup import (
    BackupManifest,
    ExistsAlreadyError,
    NotEmptyError,
    back_up,
    restore,
)
from bot.domain.cases.cases import Complainant, Status
from bot.domain.cases.taxonomy import Kind
from bot.domain.errors import VigieError
from bot.services.cases.filing import file_case
from storage import schema
from storage.cases import search
from storage.database import Database
from storage.register.backups import NewerSchemaError, UnsoundCopyError, copy_out
from storage.tables import cases, files, journal, metadata
from tests.conftest import empty
from tests.support.builders import NOW, OFFICE, QUALITY, complaint_draft, opened
from tests.support.lives import case_in, complaint, incident
from tests.support.older_release import made_postgresql, made_sqlite
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
    filed = [file_case(opened(target), complaint_draft()) for _ in range(2)]

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


def test_nothing_but_rows_comes_back(
    school: Database, elsewhere: Callable[[], Database], folder: Path, tmp_path: Path
) -> None:
    """Failure mode: a trigger of the archive goes on changing the register for ever."""
    back_up(school, tmp_path / "b.zip", files_folder=folder, now=NOW)
    archive = rewritten(tmp_path / "b.zip", partial(_change_database, tmp_path, HOSTILE))
    target = elsewhere()
    restore(archive, target, files_folder=tmp_path / "restored", now=NOW)
    filed = file_case(opened(target), complaint_draft())
    with target.reading() as connection:
        found = inspect(connection)
        left = {*found.get_view_names(), *found.get_table_names()} & {"peek", "extra"}
        descriptions = connection.execute(select(cases.c.description)).scalars().all()
        hits = search.matching(
            connection, "attestation SST", reader=QUALITY, office=OFFICE, limit=9
        )

    assert filed.is_new
    assert left == set()
    assert "owned" not in descriptions
    assert hits


HOSTILE = """
CREATE TABLE extra (x TEXT);
CREATE VIEW peek AS SELECT description FROM cases;
CREATE TRIGGER later AFTER INSERT ON cases BEGIN UPDATE cases SET description = 'owned'; END;
CREATE TRIGGER search_texts_more AFTER INSERT ON search_texts
  BEGIN UPDATE cases SET description = 'owned'; END;
"""


def _change_database(folder: Path, script: str, contents: dict[str, bytes]) -> None:
    """Run SQL on the archive's database, and let the manifest tell of what came of it."""
    path = folder / "hostile.sqlite"
    path.write_bytes(contents["database.sqlite"])
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(script)
    _tell_of(path.read_bytes(), contents)


def _tell_of(content: bytes, contents: dict[str, bytes]) -> None:
    manifest = json.loads(contents["manifest.json"])
    for about in manifest["files"]:
        if about["path"] == "database.sqlite":
            about |= {"sha256": sha256(content).hexdigest(), "bytes": len(content)}
    contents["database.sqlite"] = content
    contents["manifest.json"] = json.dumps(manifest).encode()


def test_a_view_in_a_table_s_place_is_refused(
    school: Database, folder: Path, tmp_path: Path
) -> None:
    back_up(school, tmp_path / "b.zip", files_folder=folder, now=NOW)
    script = "ALTER TABLE people RENAME TO p; CREATE VIEW people AS SELECT * FROM p;"
    archive = rewritten(tmp_path / "b.zip", partial(_change_database, tmp_path, script))
    target = Database(f"sqlite:///{tmp_path / 'x.db'}")
    with pytest.raises(UnsoundCopyError, match="lacks the table people"):
        restore(archive, target, files_folder=folder, now=NOW)
    target.close()


ODD_DATABASES = {
    "no database": b"no SQLite at all",
    "nothing": b"",
    "a page only": b"SQLite format 3\0" + b"\0" * 84,
}


@pytest.mark.parametrize("content", ODD_DATABASES.values(), ids=ODD_DATABASES)
def test_an_archive_with_something_else_for_a_database_is_refused(
    school: Database, folder: Path, tmp_path: Path, content: bytes
) -> None:
    back_up(school, tmp_path / "b.zip", files_folder=folder, now=NOW)
    archive = rewritten(tmp_path / "b.zip", partial(_tell_of, content))
    target = Database(f"sqlite:///{tmp_path / 'x.db'}")
    with pytest.raises(VigieError):
        restore(archive, target, files_folder=folder, now=NOW)
    target.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cases SET status = 'never heard of'",
        "UPDATE cases SET received_at = 'yesterday'",
        "UPDATE alembic_version SET version_num = 'f00'",
        "DELETE FROM alembic_version",
        "DROP TABLE journal",
        "DROP TABLE cases",
    ],
)
def test_rows_that_no_vigie_wrote_are_refused(
    school: Database, folder: Path, tmp_path: Path, statement: str
) -> None:
    back_up(school, tmp_path / "b.zip", files_folder=folder, now=NOW)
    script = f"PRAGMA foreign_keys = OFF; {statement};"
    archive = rewritten(tmp_path / "b.zip", partial(_change_database, tmp_path, script))
    target = Database(f"sqlite:///{tmp_path / 'x.db'}")
    with pytest.raises(VigieError):
        restore(archive, target, files_folder=folder, now=NOW)
    target.close()


def _damaged(archive: bytes) -> Iterator[bytes]:
    """One byte after the other, and one length after the other, wrong."""
    for at in range(0, len(archive), max(len(archive) // 40, 1)):
        yield archive[:at]
        yield archive[:at] + bytes([archive[at] ^ 0xFF]) + archive[at + 1 :]
    for flag in (b"PK\x03\x04", b"PK\x01\x02"):  # « encrypted », and a method nobody knows
        offset = 6 if flag == b"PK\x03\x04" else 8
        at = archive.index(flag) + offset
        yield archive[:at] + b"\x01\x00" + archive[at + 2 :]
        yield archive[: at + 2] + b"\x63\x00" + archive[at + 4 :]


def test_a_damaged_archive_is_refused_wherever_it_is_damaged(
    sqlite_database: Database, folder: Path, tmp_path: Path
) -> None:
    keep(sqlite_database, complaint())
    back_up(sqlite_database, tmp_path / "b.zip", files_folder=folder, now=NOW)
    archive = (tmp_path / "b.zip").read_bytes()
    target = Database(f"sqlite:///{tmp_path / 'x.db'}")
    refused = 0
    for damaged in _damaged(archive):
        (tmp_path / "d.zip").write_bytes(damaged)
        try:
            with reading_archive(tmp_path / "d.zip", shape=BackupManifest):
                pass  # a date or a permission, which nobody reads
        except BadArchiveError:
            refused += 1
    target.close()

    assert refused >= 60


def test_an_archive_that_would_grow_beyond_measure_is_not_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "b.zip", "w", zipfile.ZIP_DEFLATED) as bomb:
        with bomb.open("database.sqlite", "w") as entry:
            for _ in range(80):
                entry.write(bytes(1 << 20))
        bomb.writestr("manifest.json", "{}")
    with (
        pytest.raises(BadArchiveError, match="beyond measure"),
        reading_archive(tmp_path / "b.zip", shape=BackupManifest),
    ):
        pass


def test_what_could_be_read_without_end_is_not_read(tmp_path: Path) -> None:
    for path in (Path("/dev/zero"), tmp_path):
        with (
            pytest.raises(BadArchiveError, match="is no file"),
            reading_archive(path, shape=BackupManifest),
        ):
            pass


def test_folders_that_are_not_there_yet_are_made(
    sqlite_database: Database, folder: Path, tmp_path: Path
) -> None:
    back_up(sqlite_database, tmp_path / "b.zip", files_folder=folder, now=NOW)
    new = tmp_path / "new" / "machine"
    target = Database(f"sqlite:///{new / 'data' / 'vigie.db'}")
    restore(tmp_path / "b.zip", target, files_folder=new / "kept" / "files", now=NOW)
    target.close()

    assert (new / "data" / "vigie.db").is_file()


def test_an_older_schema_is_backed_up_before_it_goes_up(
    postgresql_database: Database, folder: Path, tmp_path: Path
) -> None:
    with (
        made_sqlite(tmp_path / "older.db") as in_sqlite,
        made_postgresql(postgresql_database) as in_postgresql,
    ):
        for number, older in enumerate((in_sqlite, in_postgresql)):
            archive = tmp_path / f"{number}.zip"
            made = back_up(older, archive, files_folder=folder, now=NOW)
            target = Database(f"sqlite:///{tmp_path / f'new-{number}.db'}")
            found = restore(archive, target, files_folder=folder, now=NOW)

            assert found.head == made.head
            assert schema.is_current(target)
            restored = rows_of(target, cases)
            assert len(restored) == 44
            assert any(row["ack_verdict"] for row in restored)
            assert not schema.is_current(older)
            target.close()


def test_a_copy_bears_the_number_of_the_schema_it_was_made_of(
    postgresql_database: Database, tmp_path: Path
) -> None:
    """Failure mode: what a migration fills in is not filled in when a backup is restored."""
    with made_postgresql(postgresql_database) as older:
        copy_out(older, tmp_path / "copy.db")
    copy = Database(f"sqlite:///{tmp_path / 'copy.db'}")
    revision = schema.applied_revision(copy)
    copy.close()

    assert revision == "0050"


def test_a_backup_of_a_schema_that_no_release_had_is_refused(folder: Path, tmp_path: Path) -> None:
    with made_sqlite(tmp_path / "older.db") as older:
        with older.writing() as connection:
            schema.mark(connection, "0049")
        back_up(older, tmp_path / "b.zip", files_folder=folder, now=NOW)
    target = Database(f"sqlite:///{tmp_path / 'x.db'}")
    with pytest.raises(schema.TooOldSchemaError):
        restore(tmp_path / "b.zip", target, files_folder=folder, now=NOW)
    target.close()
