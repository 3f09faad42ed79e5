"""`vigie evidence`, as someone types it."""

import zipfile
from pathlib import Path

import pytest
from sqlalchemy import update

from storage.database import Database
from storage.tables import journal
from tests.commands.conftest import Vigie
from tests.support.lives import complaint
from tests.support.registers import keep

PERIOD = ("--from", "2026-11-01", "--to", "2026-11-30")


def test_a_pack_is_written(vigie: Vigie, database: Database, tmp_path: Path) -> None:
    keep(database, complaint())
    result = vigie("evidence", *PERIOD, "-o", "e.zip")

    assert (result.exit_code, result.stdout) == (0, "e.zip: 1 case in 7 files.\n")
    assert zipfile.ZipFile(tmp_path / "e.zip").testzip() is None


def test_a_broken_journal_is_said(vigie: Vigie, database: Database) -> None:
    keep(database, complaint())
    with database.writing() as connection:
        connection.execute(update(journal).values(actor="U0X"))
    result = vigie("evidence", *PERIOD, "-o", "e.zip")

    assert result.exit_code == 0
    assert result.stderr == "The journal is broken at entry 1; the pack says so.\n"


@pytest.mark.parametrize(
    "words", [("-o", "e.zip"), PERIOD, (*PERIOD, "-o", "e.zip", "--policy", "none.pdf")]
)
def test_a_wrong_use_ends_with_two(vigie: Vigie, words: tuple[str, ...]) -> None:
    assert vigie("evidence", *words).exit_code == 2
