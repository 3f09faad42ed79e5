"""Somebody else's register: found in its file, its columns known, its rows read or refused."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.documents.importing.import_mapping import BadMappingError, ColumnMapping, read_mapping
from bot.documents.importing.import_rows import RowReader
from bot.documents.importing.register_reading import RowRefusedError
from bot.documents.importing.register_survey import MissingColumnsError, survey
from bot.domain.cases.cases import Complainant, Status
from bot.domain.cases.taxonomy import Channel, IncidentType, Kind, Party, Severity
from bot.domain.register.imported import ImportedCase, RowFlaw, UnreadableFileError
from bot.domain.school.office import Site
from tests.support.builders import CAYENNE, NOUMEA, NOW
from tests.support.tables import HEADER, ROW, with_cell, write_csv, write_workbook

USUAL = ColumnMapping()
NOON = datetime(2026, 2, 3, 11, tzinfo=UTC)


def cases_in(
    path: Path, mapping: ColumnMapping = USUAL, *, sites: tuple[Site, ...] = ()
) -> list[ImportedCase]:
    reader = RowReader(mapping=mapping, zone=ZoneInfo("Europe/Paris"), now=NOW, sites=sites)
    return [
        reader.read(row, usual_kind=table.kind)
        for table in survey(path, mapping).tables
        for row in table.rows()
    ]


def refusal_of(path: Path) -> RowRefusedError:
    with pytest.raises(RowRefusedError) as raised:
        cases_in(path)
    return raised.value


def test_rows_refused_for_the_same_are_refused_each_by_itself(tmp_path: Path) -> None:
    """An error that is raised twice drags along where it was raised before."""
    path = write_csv(tmp_path / "r.csv", HEADER, with_cell("Reçu le", "03/02/2031"))

    assert refusal_of(path) is not refusal_of(path)


def test_a_row_becomes_a_case(tmp_path: Path) -> None:
    (found,) = cases_in(write_csv(tmp_path / "r.csv", HEADER, ROW))
    facts = found.facts

    assert (found.kind, facts["received_at"]) == (Kind.COMPLAINT, NOON)
    assert (found.status, found.source_ref) == (Status.RECEIVED, "R-1")
    assert (facts["channel"], facts["party"]) == (Channel.PHONE, Party.TRAINEE)
    assert facts["severity"] is Severity.MINOR
    assert facts["description"] == "Attestation non reçue\n\nRéférence d'origine\u00a0: R-1"


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_is_read_however_it_was_saved(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = write_csv(tmp_path / "r.csv", HEADER, ROW, encoding=encoding, delimiter=delimiter)

    assert cases_in(path)[0].facts["description"].startswith("Attestation non reçue")


def test_a_workbook_is_read_by_what_it_is_and_not_by_its_name(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "r.csv", Feuil1=[HEADER, with_cell("Reçu le", NOON.date())])

    assert cases_in(path)[0].facts["received_at"] == NOON


@pytest.mark.parametrize(("word", "read"), [("Email", Channel.EMAIL), ("Courriel", Channel.EMAIL)])
def test_a_channel_is_known_by_its_word_of_before_too(
    tmp_path: Path, word: str, read: Channel
) -> None:
    (found,) = cases_in(write_csv(tmp_path / "r.csv", HEADER, with_cell("Canal", word)))

    assert found.facts["channel"] is read


@pytest.mark.parametrize("word", ["Organisationnelle", "Organisation"])
def test_a_type_is_known_by_its_word_of_before_too(tmp_path: Path, word: str) -> None:
    row = ("I-1", "03/02/2026", "Panne", word)
    path = write_workbook(tmp_path / "r.xlsx", Incidents=[("N°", "Date", "Faits", "Type"), row])

    assert cases_in(path)[0].facts["incident_type"] is IncidentType.ORGANISATIONAL


def test_titles_above_the_header_are_passed_over(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "r.csv", ("Registre 2026",), (), HEADER, ROW, (), ("", ""))

    assert len(cases_in(path)) == 1


def test_sheets_named_after_a_kind_hold_that_kind(tmp_path: Path) -> None:
    incidents = [("N°", "Date", "Faits", "Type"), ("I-1", "03/02/2026", "Panne", "Technique")]
    path = write_workbook(
        tmp_path / "r.xlsx", Notes=[("a", "b")], Réclamations=[HEADER, ROW], Incidents=incidents
    )

    assert [case.kind for case in cases_in(path)] == [Kind.COMPLAINT, Kind.INCIDENT]


def test_a_column_of_kinds_wins(tmp_path: Path) -> None:
    header, row = (*HEADER, "Nature"), (*ROW, "Aléa")

    assert cases_in(write_csv(tmp_path / "r.csv", header, row))[0].kind is Kind.INCIDENT


def test_who_complains_is_kept_apart(tmp_path: Path) -> None:
    header, row = (*HEADER, "Réclamant", "Contact"), (*ROW, "Mme Test", "test@example.org")
    (case,) = cases_in(write_csv(tmp_path / "r.csv", header, row))

    assert case.complainant == Complainant(name="Mme Test", contact="test@example.org")


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({"AR envoyé le": "04/02/2026"}, Status.ACKNOWLEDGED),
        ({"Analyse": "oubli"}, Status.UNDER_REVIEW),
        ({"Proposée le": "04/02/2026", "Analyse": "oubli"}, Status.SOLUTION_PROPOSED),
        ({"Mise en œuvre le": "04/02/2026"}, Status.FOLLOW_UP),
        ({"Clôturé le": "04/02/2026"}, Status.CLOSED),
        ({"Clôturé le": "04/02/2026", "État": "Non recevable"}, Status.REJECTED),
        ({"État": "En cours"}, Status.RECEIVED),
    ],
)
def test_a_case_stands_where_its_dates_show_it(
    tmp_path: Path, told: dict[str, str], status: Status
) -> None:
    path = write_csv(tmp_path / "r.csv", (*HEADER, *told), (*ROW, *told.values()))

    assert cases_in(path)[0].status is status


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (with_cell("Reçu le", "31/02/2026"), "received_at"),
        (with_cell("Reçu le", ""), "received_at"),
        (with_cell("Reçu le", "03/02/2027"), "received_at"),
        (with_cell("Description", ""), "description"),
        (with_cell("Description", "Attestation non reÃ§ue"), "description"),
        (with_cell("Description", "x" * 40_001), "description"),
        (with_cell("Canal", "Pigeon"), "channel"),
        (with_cell("Gravité", "Énorme"), "severity"),
    ],
)
def test_a_row_is_refused_with_its_column(
    tmp_path: Path, row: tuple[object, ...], field: str
) -> None:
    assert refusal_of(write_csv(tmp_path / "r.csv", HEADER, row)).field == field


@pytest.mark.parametrize(
    ("header", "cell"), [("Clôturé le", "02/02/2026"), ("État", "Clos"), ("Confidentiel", "bof")]
)
def test_a_row_that_contradicts_itself_is_refused(tmp_path: Path, header: str, cell: str) -> None:
    path = write_csv(tmp_path / "r.csv", (*HEADER, header), (*ROW, cell))

    assert refusal_of(path).value == cell


def test_what_a_register_does_not_tell_is_counted(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "r.csv", ("Date", "Objet"), ("03/02/2026", "Attestation"))
    reader = RowReader(mapping=USUAL, zone=ZoneInfo("Europe/Paris"), now=NOW)
    (table,) = survey(path, USUAL).tables
    (row,) = table.rows()
    case = reader.read(row, usual_kind=table.kind)

    assert (case.source_ref, case.facts["description"]) == (None, "Attestation")
    assert dict(reader.assumed) == {"party": 1, "channel": 1, "severity": 1, "category": 1}


def test_a_mapping_names_columns_values_and_defaults(tmp_path: Path) -> None:
    mapping = tmp_path / "m.yaml"
    mapping.write_text(
        "kind: incident\n"
        "columns: {received_at: Quand, description: Quoi, severity: Niveau}\n"
        "values: {severity: {Grave: major}}\n"
        "defaults: {incident_type: technical}\n",
        encoding="utf-8",
    )
    path = write_csv(
        tmp_path / "r.csv", ("Quand", "Quoi", "Niveau"), ("03/02/2026", "Panne", "grave")
    )
    (case,) = cases_in(path, read_mapping(mapping))

    assert (case.kind, case.facts["severity"]) == (Kind.INCIDENT, Severity.MAJOR)
    assert case.facts["incident_type"] == "technical"


def test_a_mapping_chooses_the_sheet(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "r.xlsx", A=[HEADER, ROW, ROW], B=[HEADER, ROW])

    assert len(cases_in(path, ColumnMapping(sheet="B"))) == 1


@pytest.mark.parametrize(
    "content",
    ["[", "- a", "columns: {nonsense: X}", "colonnes: {}", "kind: plainte", "columns: 3", "\x00"],
)
def test_a_mapping_that_is_none_is_refused_in_one_line(tmp_path: Path, content: str) -> None:
    path = tmp_path / "m.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadMappingError) as raised:
        read_mapping(path)

    assert "\n" not in str(raised.value)


def test_missing_columns_are_named(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "r.csv", ("N°", "Canal"), ("R-1", "Email"))
    with pytest.raises(MissingColumnsError, match=r"received_at .*description .*ref, channel"):
        survey(path, USUAL)


def test_a_sheet_that_is_not_there_is_said(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "r.xlsx", A=[HEADER, ROW])
    with pytest.raises(UnreadableFileError, match="no sheet named B"):
        survey(path, ColumnMapping(sheet="B"))


@pytest.mark.parametrize(
    "content",
    [
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0",  # how an .xls of old begins
        b"\0\0\0",
        b"PK\x05\x06" + b"\0" * 18,  # an empty zip
        b"Re\xe7u le;Description\n\x81",  # neither UTF-8 nor Windows-1252
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "r.xlsx"
    path.write_bytes(content)
    with pytest.raises(UnreadableFileError):
        survey(path, USUAL)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="No such file"):
        survey(tmp_path / "none.csv", USUAL)


def test_an_empty_file_lacks_its_columns(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_bytes(b"")
    with pytest.raises(MissingColumnsError):
        survey(tmp_path / "r.csv", USUAL)


def test_a_quotation_mark_left_open_is_said(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text(";".join(HEADER) + '\nR-1;03/02/2026;"' + "x" * 1_000_001, encoding="utf-8")
    with pytest.raises(UnreadableFileError, match="line 2"):
        cases_in(path)


def test_a_site_is_known_by_its_name_where_the_school_has_sites(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "r.csv", (*HEADER, "Site"), (*ROW, "CAYENNE"))

    assert cases_in(path, sites=(NOUMEA, CAYENNE))[0].facts["site"] == CAYENNE
    assert cases_in(path)[0].facts["site"] is None
    with pytest.raises(RowRefusedError, match=RowFlaw.NO_SITE):
        cases_in(path, sites=(NOUMEA,))
