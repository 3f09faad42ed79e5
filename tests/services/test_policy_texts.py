"""The complaints policy is kept by the day from which it holds, and no version is rewritten."""

import zipfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import update

from bot.delivery.kept_files import KeptFiles
from bot.documents.evidence.evidence import write_evidence
from bot.domain.cases.cases import UploadedFile
from bot.domain.errors import NotAllowedError
from bot.domain.register.policy_texts import PolicyDraft
from bot.services.school.policy_texts import add_policy_text, policies_between, read_policies
from storage.database import Database
from storage.tables import files
from tests.support.builders import NOW, QUALITY, TRAINER, opened
from tests.support.registers import register_of

PERIOD = date(2026, 2, 1), date(2026, 12, 31)
SIGNED = UploadedFile(slack_id="F0POLITIQUE", name="Politique Vidal.pdf", url="", size=4)
FIRST = PolicyDraft(submission_id=uuid4(), in_force_on=date(2026, 1, 1), text="Sous 48 heures.")
SECOND = replace(FIRST, submission_id=uuid4(), in_force_on=date(2026, 11, 1), file=SIGNED)
COMING = replace(FIRST, submission_id=uuid4(), in_force_on=date(2027, 1, 1), text="Sous 24 h.")


def test_the_version_of_a_day_is_the_last_one_that_began_and_is_added_once(
    database: Database,
) -> None:
    for number, draft in enumerate((COMING, FIRST, SECOND, FIRST)):
        later = opened(database, now=NOW + timedelta(minutes=number))
        later.write(add_policy_text, draft, actor=QUALITY)
    corrected = replace(SECOND, submission_id=uuid4(), text="Sous 48 heures, corrigé.", file=None)
    opened(database, now=NOW + timedelta(hours=1)).write(add_policy_text, corrected, actor=QUALITY)
    seen = opened(database).read(read_policies, reader=QUALITY)
    in_year = opened(database).read(policies_between, date(2026, 3, 1), date(2026, 12, 31))

    assert len(seen.kept) == 4
    assert seen.current is not None
    assert seen.current.id == corrected.submission_id
    assert [one.id for one in in_year] == [FIRST.submission_id, corrected.submission_id]


@pytest.mark.one_database
def test_only_quality_managers_keep_and_read_it(database: Database) -> None:
    with pytest.raises(NotAllowedError):
        opened(database).write(add_policy_text, FIRST, actor=TRAINER)
    with pytest.raises(NotAllowedError):
        opened(database).read(read_policies, reader=TRAINER)


@pytest.mark.one_database
def test_a_pack_holds_the_versions_of_its_period_and_says_which_document_is_lost(
    database: Database, tmp_path: Path
) -> None:
    for draft in (FIRST, SECOND):
        opened(database).write(add_policy_text, draft, actor=QUALITY)
    kept = KeptFiles(tmp_path / "kept")
    sha256 = kept.keep(b"%PDF")
    with database.writing() as connection:
        stored = {"sha256": sha256, "media_type": "application/pdf"}
        connection.execute(update(files).values(stored))
    policies = opened(database).read(policies_between, *PERIOD)
    with register_of(database, first_day=PERIOD[0], last_day=PERIOD[1]) as register:
        write_evidence(register, tmp_path / "a.zip", kept=kept, policies=policies)
        kept.path_of(sha256).unlink()
        lost = write_evidence(register, tmp_path / "b.zip", kept=kept, policies=policies)
    with zipfile.ZipFile(tmp_path / "a.zip") as pack:
        held = {name: pack.read(name) for name in pack.namelist() if "politique/" in name}

    assert held["politique/2026-01-01.txt"] == b"Sous 48 heures.\n"
    assert held["politique/2026-11-01.pdf"] == b"%PDF"
    assert not any("Vidal" in name for name in held)
    assert lost.missing == ("politique/2026-11-01.pdf",)
