"""`vigie backup` and `vigie restore`, as someone types them."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage import schema
from storage.cases.journal import entries_since
from storage.database import Database
from storage.school.upkeep import upkeep
from tests.commands.conftest import Vigie
from tests.support.forms import spaced
from tests.support.listener import listening
from tests.support.lives import complaint
from tests.support.older_release import made_sqlite, write_sqlite
from tests.support.registers import keep

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
REHEARSED = ("backup_rehearsed",)


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


def test_a_backup_goes_to_standard_output_and_can_be_rehearsed(
    vigie: Vigie, database: Database, tmp_path: Path
) -> None:
    keep(database, complaint())
    made = vigie("backup", "-")
    (tmp_path / "carried.zip").write_bytes(made.stdout_bytes)
    tried = vigie("rehearse", "carried.zip")
    with database.reading() as connection:
        known = upkeep(connection)
        noted = [entry.event for entry in entries_since(connection, LONG_AGO, events=REHEARSED)]

    assert (made.exit_code, tried.exit_code) == (0, 0), made.stderr + tried.stderr
    assert spaced(made.stderr).startswith("- : 2 entrées dans le journal, chaîne intacte")
    assert spaced(tried.stdout) == (
        "carried.zip se restaure : 1 dossier, 2 entrées dans le journal, chaîne intacte, pièces "
        "conservées : aucun fichier. Rien n'est gardé de cet essai.\n"
    )
    assert known.backed_up_at is not None
    assert known.rehearsed_at is not None
    assert noted == ["backup_rehearsed"]
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith("vigie-")] == []


@pytest.mark.usefixtures("in_english")
def test_a_backup_that_cannot_be_read_is_no_rehearsal(
    vigie: Vigie, database: Database, tmp_path: Path
) -> None:
    keep(database, complaint())
    vigie("backup", "whole.zip")
    whole = (tmp_path / "whole.zip").read_bytes()
    (tmp_path / "half.zip").write_bytes(whole[: len(whole) // 2])
    tried = vigie("rehearse", "half.zip")
    with database.reading() as connection:
        known = upkeep(connection)

    assert (tried.exit_code, known.rehearsed_at) == (1, None)
    assert tried.stderr.startswith("half.zip cannot be read: ")


def test_old_backups_go_once_a_new_one_is_sound(vigie: Vigie, tmp_path: Path) -> None:
    days = ("2020-01-01", "2020-01-02", "2020-01-03T030059", "2020-01-04", "2020-01-04T0300")
    for day in days:
        (tmp_path / f"vigie-{day}.zip").write_text("older")
    (tmp_path / "mine.zip").write_text("kept")
    refused = vigie("backup", "vigie-2020-01-04.zip", "--prune")
    unnamed = vigie("backup", "new.zip", "--prune")
    made = vigie("backup", "vigie-2026-11-30.zip", "--prune")
    left = sorted(one.name for one in tmp_path.glob("*.zip"))

    assert (refused.exit_code, unnamed.exit_code, made.exit_code) == (1, 1, 0)
    assert left == [  # three at once, the oldest
        "mine.zip",
        "vigie-2020-01-04.zip",
        "vigie-2020-01-04T0300.zip",
        "vigie-2026-11-30.zip",
    ]
    assert spaced(made.stdout).count("Sauvegarde ancienne, effacée : ") == 3


@pytest.mark.parametrize(("is_sound", "told"), [(True, "/uuid"), (False, "/uuid/fail")])
def test_who_waits_for_a_backup_is_told(
    vigie: Vigie,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    is_sound: bool,  # noqa: FBT001  # what is tried
    told: str,
) -> None:
    if not is_sound:
        (tmp_path / "b.zip").write_text("in the way")
    with listening() as listener:
        monkeypatch.setenv("VIGIE_PING_BACKUP_URL", f"{listener.url}/uuid")
        made = vigie("backup", "b.zip")

    assert (made.exit_code == 0) is is_sound
    assert [path for path, _ in listener.asked] == [told]


def test_a_register_is_not_made_beside_that_of_an_installation(
    vigie: Vigie, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    (tmp_path / "vigie.env").touch()
    monkeypatch.setattr("bot.setting_checks.INSTALLED", tmp_path / "vigie.env")
    monkeypatch.delenv("DATABASE_URL")
    refused = vigie("migrate")

    assert refused.exit_code == 1
    assert "tapez sudo vigie-ctl" in refused.stderr
    assert list(elsewhere.iterdir()) == []


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
