"""`vigie export` and `vigie verify`: what they write, and how they end."""

import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import openpyxl
import pytest
from sqlalchemy import update

from bot.domain.cases.cases import Complainant
from storage.database import Database
from storage.register import registers
from storage.tables import journal
from tests.commands.conftest import Vigie
from tests.support.forms import spaced
from tests.support.lives import complaint, incident
from tests.support.registers import keep

pytestmark = pytest.mark.one_database


def test_export_writes_a_workbook(vigie: Vigie, database: Database, tmp_path: Path) -> None:
    keep(database, complaint(), incident())
    result = vigie("export", "-o", "registre.xlsx")
    book = openpyxl.load_workbook(tmp_path / "registre.xlsx")

    assert (result.exit_code, spaced(result.stdout)) == (0, "registre.xlsx : 2 lignes.\n")
    assert book.sheetnames == ["Réclamations", "Incidents", "Actions", "Indicateurs"]


def test_export_takes_the_format_from_the_name(
    vigie: Vigie, database: Database, tmp_path: Path
) -> None:
    keep(database, complaint())
    vigie("export", "--kind", "complaint", "-o", "r.jsonl")

    assert json.loads((tmp_path / "r.jsonl").read_text())["ref"] == "REC-2026-0007"


def test_export_keeps_to_the_days_asked_for(
    vigie: Vigie, database: Database, tmp_path: Path
) -> None:
    keep(database, complaint())
    days = ("--from", "2026-11-14", "--to", "2026-11-30")
    result = vigie("export", "--kind", "complaint", *days, "-o", "r.jsonl")

    assert result.exit_code == 0
    assert (tmp_path / "r.jsonl").read_text() == ""


@pytest.mark.parametrize(("given", "is_named"), [((), False), (("--names",), True)])
def test_export_names_people_only_when_told_to(
    vigie: Vigie, database: Database, tmp_path: Path, given: tuple[str, ...], *, is_named: bool
) -> None:
    keep(database, complaint(), complainant=Complainant(name="Mme Lavandine"))
    vigie("export", "--kind", "complaint", "--format", "csv", *given, "-o", "r")

    assert ("Lavandine" in (tmp_path / "r").read_text()) is is_named


@pytest.mark.parametrize(
    "words",
    [
        ("export",),
        ("export", "-o", "r.csv"),
        ("export", "-o", "r.xlsx", "--kind", "meeting"),
        ("export", "-o", "r.xlsx", "--from", "yesterday"),
        ("export", "-o", "r.xlsx", "--format", "pdf"),
        ("export", "-o", "r.pdf"),
        ("export", "-o", "r.ods"),
        ("export", "-o", "r.xls"),
        ("export", "-o", "r.xlsx", "--format", "csv", "--kind", "complaint"),
        ("evidence", "--from", "2026-01-01", "--to", "2026-12-31", "-o", "r.pdf"),
        ("summary", "2026-10", "-o", "r.docx"),
        ("review", "2026-S1", "-o", "r.xlsx"),
    ],
)
def test_a_wrong_use_ends_with_two(vigie: Vigie, tmp_path: Path, words: tuple[str, ...]) -> None:
    assert vigie(*words).exit_code == 2
    assert list(tmp_path.glob("r.*")) == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ("--from", "2026-11-02", "--to", "2026-11-01", "-o", "r.xlsx"),
            "The period ends before it begins.\n",
        ),
        (("-o", "none/r.xlsx"), "Cannot write none/r.xlsx: No such file or directory.\n"),
        (("-o", "."), "Cannot write .: Is a directory.\n"),
        (("-o", "ring"), "Cannot write ring: Too many levels of symbolic links.\n"),
    ],
)
@pytest.mark.usefixtures("in_english")
def test_what_cannot_be_done_is_one_sentence_and_leaves_nothing(
    vigie: Vigie, tmp_path: Path, words: tuple[str, ...], sentence: str
) -> None:
    (tmp_path / "ring").symlink_to("ring")
    result = vigie("export", *words)
    left = {path.name for path in tmp_path.iterdir() if not path.name.startswith("vigie.db")}

    assert (result.exit_code, result.stderr) == (1, sentence)
    assert left == {"ring"}


@pytest.mark.parametrize("words", [("export",), ("evidence",)])
def test_the_ends_of_time_are_no_bounds(
    vigie: Vigie, database: Database, words: tuple[str, ...]
) -> None:
    keep(database, complaint())
    days = ("--from", "0001-01-01", "--to", "9999-12-31")
    result = vigie(*words, *days, "-o", "r")

    assert (result.exit_code, result.stderr) == (0, "")


def test_a_pipe_is_written_into_and_stays_one(
    vigie: Vigie, database: Database, tmp_path: Path
) -> None:
    keep(database, complaint())
    os.mkfifo(tmp_path / "pipe")
    with ThreadPoolExecutor(1) as pool:
        read = pool.submit((tmp_path / "pipe").read_bytes)
        result = vigie("export", "--kind", "complaint", "--format", "jsonl", "-o", "pipe")

    assert result.exit_code == 0, result.stderr
    assert json.loads(read.result())["ref"] == "REC-2026-0007"
    assert (tmp_path / "pipe").is_fifo()


def test_a_device_is_written_into_and_stays_one(vigie: Vigie, tmp_path: Path) -> None:
    ours, theirs = os.openpty()
    device = Path(os.ttyname(theirs))
    (tmp_path / "device").symlink_to(device)
    before = device.stat()
    result = vigie("export", "--kind", "complaint", "--format", "csv", "-o", "device")
    shown = os.read(ours, 100)
    after = device.stat()
    os.close(ours)
    os.close(theirs)

    assert result.exit_code == 0, result.stderr
    assert "Nature;État".encode() in shown
    assert (after.st_rdev, after.st_mode) == (before.st_rdev, before.st_mode)


def test_a_link_is_followed_and_stays_one(vigie: Vigie, database: Database, tmp_path: Path) -> None:
    keep(database, complaint())
    (tmp_path / "shared").mkdir()
    (tmp_path / "r.jsonl").symlink_to("shared/register.jsonl")
    result = vigie("export", "--kind", "complaint", "-o", "r.jsonl")

    assert result.exit_code == 0
    assert (tmp_path / "r.jsonl").readlink() == Path("shared/register.jsonl")
    assert "REC-2026-0007" in (tmp_path / "shared" / "register.jsonl").read_text()
    assert [path.name for path in (tmp_path / "shared").iterdir()] == ["register.jsonl"]


def test_verify_counts_the_entries_of_a_whole_journal(vigie: Vigie, database: Database) -> None:
    keep(database, complaint(), incident())
    result = vigie("verify")

    assert result.exit_code == 0
    assert spaced(result.stdout).startswith("Le journal est intact : 2 entrées")


def test_verify_names_the_first_broken_entry(vigie: Vigie, database: Database) -> None:
    keep(database, complaint(), incident())
    with database.writing() as connection:
        connection.execute(update(journal).where(journal.c.seq == 2).values(actor="U0X"))
    result = vigie("verify")

    assert (result.exit_code, spaced(result.stderr)) == (
        1,
        "Le journal est rompu à l'entrée 2 : entrée modifiée.\n",
    )


def started_vigie(*words: str, database_url: str, folder: Path) -> subprocess.Popen[str]:
    """The command as a process of its own."""
    root = Path(__file__).parents[2]
    return subprocess.Popen(
        [sys.executable, "-m", "bot", *words],
        cwd=folder,
        env=os.environ | {"DATABASE_URL": database_url, "PYTHONPATH": str(root)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run_vigie(*words: str, database_url: str, folder: Path) -> tuple[int, str, str]:
    """How the command ends, and what it says on stdout and stderr."""
    with started_vigie(*words, database_url=database_url, folder=folder) as process:
        stdout, stderr = process.communicate(timeout=60)
    return process.returncode, stdout, stderr


def test_the_real_command_exports(sqlite_database: Database, tmp_path: Path) -> None:
    keep(sqlite_database, complaint())
    url = str(sqlite_database.url)
    done = run_vigie("export", "-o", "r.xlsx", database_url=url, folder=tmp_path)

    assert (done[0], spaced(done[1]), done[2]) == (0, "r.xlsx : 1 ligne.\n", "")


def test_an_export_that_is_stopped_leaves_nothing_behind(
    sqlite_database: Database, tmp_path: Path
) -> None:
    usual = complaint()
    many = [
        (replace(usual, id=UUID(int=number), ref=f"REC-2026-{number:04}"), UUID(int=number))
        for number in range(1, 3_000)
    ]
    with sqlite_database.writing() as connection:
        registers.add_cases(connection, many, policy_version="test")
    folder = tmp_path / "out"
    folder.mkdir()
    with started_vigie(
        "export", "-o", "out/r.xlsx", database_url=str(sqlite_database.url), folder=tmp_path
    ) as process:
        while not list(folder.iterdir()) and process.poll() is None:
            time.sleep(0.01)
        process.terminate()
        process.wait(timeout=10)

    assert process.returncode == 128 + signal.SIGTERM
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("content", [None, b"", b"this is no database at all, is it? " * 40])
def test_a_database_that_is_none_is_one_sentence(
    vigie: Vigie, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "other.db"
    if content is not None:
        path.write_bytes(content)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{path}")
    told = vigie("verify")

    assert (told.exit_code, told.stdout) == (1, "")
    assert len(told.stderr.splitlines()) == 1
    assert "Traceback" not in told.stderr
    assert path.exists() is (content is not None)
