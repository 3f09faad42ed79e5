"""`vigie evidence`, as someone types it."""

import zipfile
from pathlib import Path

import pytest
from sqlalchemy import select, update

from bot.documents.typesetting import typesetting
from storage.database import Database
from storage.reports import editions
from storage.tables import journal
from tests.commands.conftest import Vigie
from tests.support.forms import spaced
from tests.support.lives import complaint
from tests.support.registers import keep
from tests.support.reviews import review

pytestmark = pytest.mark.one_database

PERIOD = ("--from", "2026-11-01", "--to", "2026-11-30")


def test_a_pack_is_written(vigie: Vigie, database: Database, tmp_path: Path) -> None:
    keep(database, complaint())
    result = vigie("evidence", *PERIOD, "-o", "e.zip")

    assert (result.exit_code, spaced(result.stdout)) == (0, "e.zip : 1 dossier, en 11 fichiers.\n")
    assert zipfile.ZipFile(tmp_path / "e.zip").testzip() is None


@pytest.mark.both_databases
def test_a_broken_journal_is_said(vigie: Vigie, database: Database) -> None:
    keep(database, complaint())
    with database.writing() as connection:
        connection.execute(update(journal).values(actor="U0X"))
    result = vigie("evidence", *PERIOD, "-o", "e.zip")

    assert result.exit_code == 0
    assert spaced(result.stderr) == (
        "Le journal est rompu à l'entrée 1 ; le dossier de preuves le dit.\n"
    )


def test_a_pack_that_lacks_a_document_is_kept_and_ends_with_one(
    vigie: Vigie, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typesetting, "_PROGRAM", tmp_path / "not-there.py")
    with database.writing() as connection:
        editions.freeze(connection, review())
    result = vigie("evidence", "--from", "2026-01-01", "--to", "2026-06-30", "-o", "e.zip")

    assert result.exit_code == 1
    assert spaced(result.stderr) == (
        "Il manque au dossier de preuves : bilans-semestriels/2026-S1.pdf ; son index dit "
        "pourquoi.\n"
    )
    assert zipfile.ZipFile(tmp_path / "e.zip").testzip() is None


def test_a_pack_that_cannot_be_written_is_not_journalled(vigie: Vigie, database: Database) -> None:
    keep(database, complaint())
    before = events(database)
    result = vigie("evidence", *PERIOD, "-o", "none/e.zip")

    assert result.exit_code == 1
    assert events(database) == before


def events(database: Database) -> list[str]:
    with database.reading() as connection:
        return list(connection.scalars(select(journal.c.event).order_by(journal.c.seq)))


@pytest.mark.parametrize(
    "words", [("-o", "e.zip"), PERIOD, (*PERIOD, "-o", "e.zip", "--policy", "none.pdf")]
)
def test_a_wrong_use_ends_with_two(vigie: Vigie, words: tuple[str, ...]) -> None:
    assert vigie("evidence", *words).exit_code == 2
