"""CSV as a French Excel wants it, JSON Lines as programs do."""

import csv
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.documents.register.case_columns import case_columns
from bot.documents.register.columns import unguarded
from bot.documents.register.flat_files import write_csv, write_json_lines
from bot.domain.cases.cases import Case, Complainant, Status
from bot.domain.cases.taxonomy import Kind
from bot.services.register.register_lines import Part
from storage.database import Database
from tests.support.builders import CAYENNE, ELSEWHERE
from tests.support.emptying import forget_all
from tests.support.lives import RECEIVED_AT, case_in, complaint, incident
from tests.support.registers import keep, register_of

pytestmark = pytest.mark.one_database

MARK = b"\xef\xbb\xbf"


def csv_of(database: Database, path: Path, **wanted: Any) -> list[dict[str, str]]:
    with register_of(database, **wanted) as register:
        write_csv(register, path, part=Part.COMPLAINTS)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def json_of(
    database: Database, path: Path, *, part: Part = Part.COMPLAINTS, **wanted: Any
) -> list[dict[str, Any]]:
    with register_of(database, **wanted) as register:
        write_json_lines(register, path, part=part)
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def test_csv_speaks_french(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    late = RECEIVED_AT + timedelta(hours=26, minutes=30)
    keep(database, complaint(ack_sent_at=late))
    (row,) = csv_of(database, path)

    assert path.read_bytes().startswith(MARK + "N°;Nature;".encode())
    assert (row["Reçu le"], row["Délai de l'AR (h)"]) == ("13/11/2026 17:50", "26,5")
    assert (row["Catégorie"], row["Pilote"]) == ("Attestation, diplôme, titre, avis", "")


def test_csv_runs_no_formula(database: Database, tmp_path: Path) -> None:
    keep(database, complaint(description="=HYPERLINK(1)", session="@SST"))
    (row,) = csv_of(database, tmp_path / "r.csv")

    assert (row["Description"], row["Session ou formation"]) == ("'=HYPERLINK(1)", "'@SST")


def test_json_lines_say_codes_and_instants_in_utc(database: Database, tmp_path: Path) -> None:
    case = case_in(Status.CLOSED, Kind.COMPLAINT)
    keep(database, case)
    (line,) = json_of(database, tmp_path / "r.jsonl")

    assert line["ref"] == "REC-2026-0007"
    assert (line["status"], line["category"]) == ("closed", "certificates_documents")
    assert datetime.fromisoformat(line["received_at"]) == case.received_at
    assert datetime.fromisoformat(line["current_due_at"]).tzinfo == UTC
    assert (line["ack_hours"], line["recorded_by"]) == (1.0, "member-1")


def test_json_lines_name_what_is_overdue(database: Database, tmp_path: Path) -> None:
    case = complaint()
    keep(database, case)
    (line,) = json_of(database, tmp_path / "r.jsonl")
    (due,) = line["overdue"]

    assert due["promise"] == "acknowledgement"
    assert datetime.fromisoformat(due["at"]) == case.ack_due_at


def test_an_incident_tells_what_was_decided(database: Database, tmp_path: Path) -> None:
    keep(database, case_in(Status.CLOSED, Kind.INCIDENT))
    (line,) = json_of(database, tmp_path / "r.jsonl", part=Part.INCIDENTS)
    (decided,) = line["containment"]

    assert decided["measures"] == ["equipment_replacement"]
    assert decided["by"] == "training_manager-1"


def test_the_site_has_a_column_where_the_school_has_sites(
    database: Database, tmp_path: Path
) -> None:
    keep(database, complaint(site=CAYENNE))
    (there,) = csv_of(database, tmp_path / "r.csv", office=ELSEWHERE)
    (nowhere,) = csv_of(database, tmp_path / "r.csv")

    assert there["Site"] == "Cayenne"
    assert "Site" not in nowhere


def test_a_sealed_line_says_nothing_more(database: Database, tmp_path: Path) -> None:
    keep(database, complaint(confidential=True, description="récit"))
    (line,) = json_of(database, tmp_path / "r.jsonl", with_names=True)

    assert line["confidentiality"] == "confidential"
    assert {line[name] for name in ("description", "party", "recorded_by", "severity")} == {None}


@pytest.mark.parametrize("kind", list(Kind))
def test_every_column_has_a_name_and_a_header_of_its_own(kind: Kind) -> None:
    columns = case_columns(kind, with_names=True)

    assert len({column.name for column in columns}) == len(columns)
    assert len({column.header for column in columns}) == len(columns)


@pytest.mark.parametrize(
    "case", [complaint(), incident(), case_in(Status.REOPENED, Kind.COMPLAINT)], ids=str
)
def test_all_formats_have_the_same_columns(
    sqlite_database: Database, tmp_path: Path, case: Case
) -> None:
    keep(sqlite_database, case)
    with register_of(sqlite_database) as register:
        write_csv(register, tmp_path / "r.csv", part=Part(case.kind))
    with (tmp_path / "r.csv").open(encoding="utf-8-sig", newline="") as file:
        headers = next(csv.reader(file, delimiter=";"))
    (line,) = json_of(sqlite_database, tmp_path / "r.jsonl", part=Part(case.kind))

    assert len(headers) == len(line)


@settings(max_examples=15)
@given(texts=st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=20))
def test_any_text_survives(sqlite_database: Database, tmp_path: Path, texts: list[str]) -> None:
    with sqlite_database.writing() as connection:
        forget_all(connection)
    keep(
        sqlite_database,
        *(
            replace(complaint(description=text), id=UUID(int=number), ref=f"REC-2026-{number:04}")
            for number, text in enumerate(texts, start=1)
        ),
    )
    from_csv = csv_of(sqlite_database, tmp_path / "any.csv", with_names=True)
    from_json = json_of(sqlite_database, tmp_path / "any.jsonl", with_names=True)

    assert [unguarded(row["Description"]) for row in from_csv] == texts
    assert [line["description"] for line in from_json] == texts


def test_who_complains_is_in_no_file_without_names(database: Database, tmp_path: Path) -> None:
    someone = Complainant(name="Mme Lavandine", contact="lavandine@example.org")
    keep(database, complaint(description="Mme Lavandine attend."), complainant=someone)
    csv_of(database, tmp_path / "r.csv")
    json_of(database, tmp_path / "r.jsonl")
    written = [(tmp_path / name).read_text(encoding="utf-8") for name in ("r.csv", "r.jsonl")]

    assert not [text for text in written if "avandine" in text]
