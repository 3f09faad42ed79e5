"""`vigie backup` and `vigie restore`, as someone types them."""

import os
from pathlib import Path

import pytest

from storage import schema
from storage.database import Database
from tests.commands.conftest import Vigie
from tests.support.forms import spaced
from tests.support.lives import complaint
from tests.support.older_release import made_sqlite, write_sqlite
from tests.support.registers import keep


def test_a_backup_comes_back(
    vigie: Vigie, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(database, complaint())
    made = vigie("backup", "b.zip")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'new.db'}")
    restored = vigie("restore", "b.zip")
    verified = vigie("verify")

    assert (made.exit_code, restored.exit_code, verified.exit_code) == (0, 0, 0)
    assert spaced(made.stdout) == (
        "b.zip : 2 entrées dans le journal, chaîne intacte, pièces conservées : aucun fichier.\n"
    )
    assert spaced(restored.stdout) == (
        "Restauré : 2 entrées dans le journal, chaîne intacte, pièces conservées : aucun fichier.\n"
    )
    assert spaced(verified.stdout).startswith("Le journal est intact : 3 entrées")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("restore", "none.zip"), "There is no file none.zip.\n"),
        (
            ("restore", "there.zip"),
            "there.zip cannot be read: File is not a zip file.\n",
        ),
        (("backup", "there.zip"), "there.zip is there already: choose another name.\n"),
    ],
)
@pytest.mark.usefixtures("in_english")
def test_what_cannot_be_done_is_one_sentence(
    vigie: Vigie, tmp_path: Path, words: tuple[str, ...], sentence: str
) -> None:
    (tmp_path / "there.zip").write_text("older")
    result = vigie(*words)

    assert (result.exit_code, result.stderr) == (1, sentence)


def test_what_the_doctor_says_before_an_upgrade_can_be_done(
    vigie: Vigie, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_sqlite(tmp_path / "older.db")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'older.db'}")
    made, verified = vigie("backup", "before.zip"), vigie("verify")
    exported = vigie("export", "-o", "r.xlsx")

    assert (made.exit_code, verified.exit_code, exported.exit_code) == (0, 0, 1)
    assert "lancez d'abord vigie migrate" in exported.stderr


@pytest.mark.usefixtures("in_english")
def test_a_schema_that_no_release_had_is_one_sentence(
    vigie: Vigie, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with made_sqlite(tmp_path / "older.db") as older, older.writing() as connection:
        schema.mark(connection, "0049")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'older.db'}")
    result = vigie("migrate")

    assert result.exit_code == 1
    assert result.stderr == (
        "The schema, 0049, is from before Vigie's first release; "
        "this version brings up to date those from 0050 on.\n"
    )


def test_a_machine_that_forbids_to_stand_back_is_no_reason_to_end(
    vigie: Vigie, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_by: int) -> int:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "nice", refuse)
    made = vigie("review", "2026-S1", "-o", "r.pdf")

    assert (made.exit_code, made.stderr) == (0, "")


def test_a_database_out_of_reach_is_one_sentence(
    vigie: Vigie, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    result = vigie("verify")

    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
