"""`vigie anonymise` asks, erases what was kept, and refuses in one sentence."""

from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from bot.domain.cases.cases import Status, UploadedFile
from bot.domain.cases.taxonomy import Kind
from storage.cases import cases
from storage.database import Database
from tests.commands.conftest import Vigie
from tests.support.forms import spaced
from tests.support.lives import NOW, case_in

REF = "REC-2026-0001"
SHA256 = "ab" * 32


def kept(database: Database, folder: Path, status: Status) -> Path:
    """A case with a file; answers where the file stands."""
    case = replace(case_in(status, Kind.COMPLAINT), id=uuid4(), ref=REF)
    path = folder / SHA256[:2] / SHA256
    path.parent.mkdir(parents=True)
    path.write_bytes(b"photo")
    with database.writing() as connection:
        cases.add(connection, case, submission_id=uuid4(), policy_version="test")
        upload = UploadedFile(slack_id="F1", name="l.png", url="u", size=5)
        (file_id,) = cases.add_files(connection, case.id, [upload])
        cases.record_kept(
            connection, file_id, sha256=SHA256, media_type="image/png", size=1, at=NOW
        )
    return path


@pytest.mark.fault(25)
def test_a_settled_case_loses_its_words_and_its_files(
    vigie: Vigie, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VIGIE_FILES_FOLDER", str(tmp_path / "kept"))
    path = kept(database, tmp_path / "kept", Status.CLOSED)
    refused = vigie("anonymise", REF)  # nobody says yes
    was_there = path.exists()
    done = vigie("anonymise", REF, "--yes")

    assert (refused.exit_code, was_there) == (1, True)
    first, second, *_ = spaced(done.stdout).splitlines()
    assert (done.exit_code, first) == (0, f"{REF} : anonymisé, effacés du disque : 1 fichier.")
    assert second.endswith("Aucune n'y est plus.")
    assert not path.exists()
    assert vigie("verify").exit_code == 0


@pytest.mark.usefixtures("in_english")
def test_an_open_case_is_refused_in_one_sentence(
    vigie: Vigie, database: Database, tmp_path: Path
) -> None:
    kept(database, tmp_path / "kept", Status.UNDER_REVIEW)
    refused = vigie("anonymise", REF, "--yes")

    assert refused.exit_code == 1
    assert refused.stderr == f"{REF} is open: only a settled case can be anonymised.\n"
