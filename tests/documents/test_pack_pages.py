"""The pages of the evidence pack: opened without a network, two clicks to every proof."""

import re
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote
from uuid import uuid4

import pytest

from bot.delivery.kept_files import KeptFiles
from bot.documents.evidence import texts
from bot.documents.evidence.evidence import write_evidence
from bot.documents.evidence.rnq import read_rnq
from bot.documents.typesetting import typesetting
from bot.documents.typesetting.letter_paper import on_paper
from bot.documents.typesetting.letter_press import letter_press
from bot.documents.typesetting.typesetting import TypesettingError
from bot.domain.cases.letters import ToldLetter
from bot.domain.reports.risks import Acceptance, RiskLink, link_kind
from bot.domain.school.office import PARIS
from bot.services.cases.filing import file_case
from storage.actions import actions
from storage.database import Database
from storage.reports import risks
from tests.documents.test_evidence import PERIOD, acknowledged
from tests.documents.test_pieces import PHOTO, filed_with, uploads
from tests.support.builders import (
    DIRECTION,
    NOW,
    TRAINER,
    complaint_draft,
    incident_draft,
    opened,
)
from tests.support.lives import action
from tests.support.registers import register_of
from tests.support.risks import JUDGED, quality_risk
from tests.support.sessions import SST, keep_sessions

pytestmark = pytest.mark.one_database

_LINK = re.compile(r'(?:href|src)="([^"]*)"')
CANCELLED = replace(SST, code="SST-26-099", title="Annulée sans dossier", is_cancelled=True)
QUIET = replace(SST, code="SST-26-042", trainers=(), first_on=date(2026, 11, 20), last_on=None)
PAST = replace(SST, code="SST-26-001", first_on=date(2026, 2, 2), last_on=date(2026, 2, 3))
ELSEWHERE = replace(PAST, code="SST-26-002")


def pages_of(database: Database, folder: Path, **given: Any) -> dict[str, str]:
    """Every file of a pack, as text."""
    with register_of(database, **PERIOD, **given) as register:
        write_evidence(register, folder / "e.zip", kept=KeptFiles(folder))
    with zipfile.ZipFile(folder / "e.zip") as archive:
        return {name: archive.read(name).decode(errors="replace") for name in archive.namelist()}


def linked_from(name: str, pages: dict[str, str]) -> set[str]:
    """The files that a page links to, each of which has to be there."""
    addresses = _LINK.findall(pages[name]) if name.endswith(".html") else []
    files = {unquote(one.partition("#")[0]) for one in addresses}
    found = {normpath(join(dirname(name), one)) for one in files}
    assert found <= pages.keys()
    return found


@pytest.mark.parametrize("with_names", [True, False])
def test_every_proof_is_two_clicks_away_and_no_link_leads_nowhere(
    sqlite_database: Database, tmp_path: Path, *, with_names: bool
) -> None:
    acknowledged(sqlite_database)
    draft = incident_draft(files=uploads("photo.png", "photo.50 % & #2 ?é.png"))
    filed_with(sqlite_database, draft, KeptFiles(tmp_path), photo=PHOTO)
    pages = pages_of(sqlite_database, tmp_path, with_names=with_names)
    first = linked_from("index.html", pages)
    near = first.union(*(linked_from(name, pages) for name in first))

    proofs = {name for name in pages if "/lettres/" in name or "/pieces/" in name}
    assert len(proofs) == 3
    assert proofs | {name for name in pages if name.endswith(".html")} <= near
    for name in pages:
        linked_from(name, pages)


def test_a_session_has_its_cases_or_is_said_to_have_none(
    sqlite_database: Database, tmp_path: Path
) -> None:
    keep_sessions(sqlite_database, SST, QUIET, CANCELLED, PAST, ELSEWHERE)
    for draft in (
        incident_draft(session=SST.code),
        incident_draft(session=SST.code, confidential=True),
        complaint_draft(session=PAST.code),
    ):
        file_case(opened(sqlite_database), draft)
    page = pages_of(sqlite_database, tmp_path)["sessions.html"]
    said = {row.partition('"')[0]: row for row in page.split('<td><span id="')[1:]}

    assert list(said) == ["sst-26-001", "sst-26-041", "sst-26-042"]
    assert "REC-2026-0001" in said["sst-26-001"]
    assert "INC-2026-0001" in said["sst-26-041"]
    assert "INC-2026-0002" not in said["sst-26-041"]
    assert texts.OTHER_CASE in said["sst-26-041"]
    assert texts.NONE_DECLARED in said["sst-26-042"]
    assert "Moreau" not in page
    assert "Securitas" not in page


@pytest.mark.parametrize("with_names", [True, False])
def test_a_risk_is_told_whole_and_names_nothing_confidential(
    sqlite_database: Database, tmp_path: Path, *, with_names: bool
) -> None:
    keep_sessions(sqlite_database, **{DIRECTION: "Ada Byron", TRAINER: "Luc Moreau"})
    case = file_case(opened(sqlite_database), complaint_draft()).case
    secret = file_case(opened(sqlite_database), incident_draft(confidential=True)).case
    hidden = action(id=uuid4(), ref="ACT-2026-0004", case_id=secret.id)
    risk = quality_risk(
        said=replace(JUDGED, cause="Départ de Luc Moreau", owner=TRAINER),
        acceptance=Acceptance(by=DIRECTION, at=NOW, because="Rare"),
    )
    refs = (case.ref, secret.ref, "ACT-2026-0003", hidden.ref)
    linked = [RiskLink(kind=link_kind(ref), ref=ref, linked_by="U0", linked_at=NOW) for ref in refs]
    with sqlite_database.writing() as connection:
        for one in (action(), hidden):
            actions.add(connection, one)
        risks.add(connection, risk)
        risks.link(connection, risk.id, linked)
    pages = pages_of(sqlite_database, tmp_path, with_names=with_names)
    page = pages["risques.html"].replace("\u00a0", " ").replace("\u202f", " ")

    assert f"RSQ-2026-0001 · {JUDGED.title}".replace("'", "&#x27;") in page
    assert "probabilité 3 sur 4, gravité 3 sur 4 : niveau élevé" in page
    assert all(said in page for said in (JUDGED.effect, "Rare", "ACT-2026-0003", "non renseigné"))
    assert not any(ref in page for ref in (secret.ref, hidden.ref, DIRECTION, TRAINER))
    assert ("Ada Byron" in page, "Luc Moreau" in page) == (with_names, with_names)
    assert f"dossiers/{case.ref}/historique.html" in linked_from("risques.html", pages)
    assert "risques.html" in pages["index.html"]


def test_whatever_proves_an_indicator_has_a_name() -> None:
    named = {beginning for one in read_rnq().indicators for beginning in one.files}

    assert named <= texts.FOLDERS.keys()


def test_a_press_goes_on_after_a_letter_that_could_not_be_set(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told = ToldLetter(kind="follow_up", subject="Votre avis", body="Bonjour,", at=NOW, means=None)
    paper = on_paper(told, ref="REC-2026-0001", complainant=None, letterhead=None, zone=PARIS)
    with letter_press() as press:
        with monkeypatch.context() as broken:
            broken.setattr(typesetting, "_PROGRAM", tmp_path / "not-there.py")
            with pytest.raises(TypesettingError):
                press.set(paper, made_at=NOW)
        made = [press.set(paper, made_at=NOW) for _ in range(2)]

    assert made[0] == made[1]
    assert made[0].startswith(b"%PDF")
