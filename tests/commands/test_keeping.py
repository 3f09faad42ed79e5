"""`vigie backup` and `vigie restore`, as someone types them."""

from pathlib import Path

import pytest

from storage.database import Database
from tests.commands.conftest import Vigie
from tests.support.lives import complaint
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
    assert made.stdout == ("b.zip: 2 entries of the journal, chain whole, and 0 kept files.\n")
    assert verified.stdout.startswith("The journal is whole: 3 entries")


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
def test_what_cannot_be_done_is_one_sentence(
    vigie: Vigie, tmp_path: Path, words: tuple[str, ...], sentence: str
) -> None:
    (tmp_path / "there.zip").write_text("older")
    result = vigie(*words)

    assert (result.exit_code, result.stderr) == (1, sentence)


def test_a_database_out_of_reach_is_one_sentence(
    vigie: Vigie, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    result = vigie("verify")

    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
