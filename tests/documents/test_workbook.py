"""The workbook as an independent reader finds it."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from bot.documents.register import workbook
from bot.documents.register.columns import cell_text
from bot.documents.register.workbook import write_workbook
from bot.documents.typesetting.output import CannotWriteError, TooManyRowsError
from bot.domain.cases.cases import Complainant, Status
from bot.domain.cases.taxonomy import Category, Channel, Kind
from bot.services.register.register_lines import Part
from storage.actions import actions
from storage.database import Database
from tests.support.emptying import forget_all
from tests.support.lives import RECEIVED_AT, action, case_in, complaint, incident
from tests.support.registers import keep, register_of

pytestmark = pytest.mark.one_database

SHEETS = ["Réclamations", "Incidents", "Actions", "Indicateurs"]


def written(database: Database, path: Path, **wanted: Any) -> Any:
    with register_of(database, **wanted) as register:
        write_workbook(register, path)
    return openpyxl.load_workbook(path)


def row_of(sheet: Any, number: int = 2) -> dict[str, Any]:
    """The cells of a row that hold something, by their column's header."""
    headers = [cell.value for cell in sheet[1]]
    cells = dict(zip(headers, (cell.value for cell in sheet[number]), strict=True))
    return {header: value for header, value in cells.items() if value is not None}


def test_a_closed_complaint_is_told_cell_by_cell(database: Database, tmp_path: Path) -> None:
    case = case_in(Status.CLOSED, Kind.COMPLAINT, session="SSIAP 1, Lyon", owner="U0QUALITY")
    keep(database, case)
    book = written(database, tmp_path / "r.xlsx")

    assert book.sheetnames == SHEETS
    assert row_of(book["Réclamations"]) == {
        "N°": "REC-2026-0007",
        "Nature": "Réclamation",
        "État": "Close",
        "Reçu le": datetime(2026, 11, 13, 17, 50, 20),  # noqa: DTZ001  # a workbook's times have no zone
        "Enregistré le": datetime(2026, 11, 13, 17, 50, 20),  # noqa: DTZ001
        "Confidentialité": "Normale",
        "Saisi par": "Membre de l'équipe 1",
        "Canal": "Courriel",
        "Partie prenante": "Entreprise",
        "Session ou formation": "SSIAP 1, Lyon",
        "Objet": "Attestation SST toujours pas reçue.",
        "Description": "Attestation SST toujours pas reçue.",
        "Gravité": "Modérée",
        "Pièces": 0,
        "Catégorie": "Attestation, diplôme, titre, avis",
        "AR dû le": datetime(2026, 11, 15, 17, 50, 20),  # noqa: DTZ001
        "AR envoyé le": datetime(2026, 11, 13, 18, 50, 20),  # noqa: DTZ001
        "Mode de l'AR": "Courriel",
        "Délai de l'AR (h)": 1,
        "Solution due le": datetime(2026, 12, 13, 17, 50, 20),  # noqa: DTZ001
        "Échéance en vigueur": datetime(2026, 12, 13, 17, 50, 20),  # noqa: DTZ001
        "Pilote": "Responsable qualité 1",
        "Analyse": "Envoi oublié.",
        "Solution proposée": "Envoi sous 24 h",
        "Proposée le": datetime(2026, 11, 17, 17, 50, 20),  # noqa: DTZ001
        "Mode de la réponse": "Courriel",
        "Délai de la solution (j)": 4,
        "Issue": "Fondée",
        "Réponse du réclamant": "Acceptée",
        "Mise en œuvre le": datetime(2026, 11, 18, 17, 50, 20),  # noqa: DTZ001
        "Mise en œuvre": "Attestation envoyée",
        "Suivi le": datetime(2026, 11, 19, 17, 50, 20),  # noqa: DTZ001
        "Problème réglé": "Oui",
        "Satisfaction (1 à 5)": 5,
        "Clôturé le": datetime(2026, 11, 20, 17, 50, 20),  # noqa: DTZ001
        "Clôturé par": "Responsable qualité 1",
        "Réouvertures": 0,
    }


@pytest.mark.parametrize(
    ("description", "height"),
    [("court", None), ("mot " * 60, 90), ("une\ndeux\ntrois", 45), ("mot " * 5_000, 408.75)],
)
def test_a_row_is_as_high_as_its_wrapped_lines(
    database: Database, tmp_path: Path, description: str, height: float | None
) -> None:
    keep(database, complaint(description=description.strip(), category=Category.OTHER))
    sheet = written(database, tmp_path / "r.xlsx")["Réclamations"]

    assert sheet.row_dimensions[2].height == height


def test_no_text_is_hidden_by_its_neighbour(database: Database, tmp_path: Path) -> None:
    keep(database, complaint(channel=Channel.SATISFACTION_SURVEY))
    row = written(database, tmp_path / "r.xlsx")["Réclamations"][2]
    texts = [cell for cell in row if isinstance(cell.value, str)]

    assert [cell.value for cell in texts if not cell.alignment.wrap_text] == []
    assert {cell.alignment.horizontal for cell in row if cell.is_date} == {"left"}


def test_what_is_printed_has_lines_a_title_and_its_page(database: Database, tmp_path: Path) -> None:
    keep(database, complaint())
    for sheet in written(database, tmp_path / "r.xlsx"):
        assert sheet.print_options.gridLines
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.oddFooter.left.text.startswith("Registre des réclamations")
        assert sheet.oddFooter.right.text == "&P / &N"


def test_figures_are_set_as_french_is(database: Database, tmp_path: Path) -> None:
    sheet = written(database, tmp_path / "r.xlsx")["Indicateurs"]
    with_share = next(row for row in sheet.iter_rows(min_row=2) if "48 h" in row[0].value)
    formats = {unit.number_format for unit in (with_share[1],)}

    assert with_share[3].alignment.indent == 1
    assert formats <= {"[$-40C]0.0\u00a0%", "General"}
    assert {row[3].alignment.horizontal for row in sheet.iter_rows(min_row=2)} == {"left"}


def test_an_incident_tells_its_measures_and_who_was_informed(
    database: Database, tmp_path: Path
) -> None:
    keep(database, case_in(Status.CLOSED, Kind.INCIDENT, injury=True, lost_minutes=45))
    row = row_of(written(database, tmp_path / "r.xlsx")["Incidents"])

    assert row["Type"] == "Technique"
    assert row["Mesures"] == "Remplacement du matériel\u00a0: Projecteur de secours"
    assert row["Parties informées"] == "les douze stagiaires (De vive voix)"
    assert (row["Personne blessée"], row["Minutes perdues"]) == ("Oui", 45)


def test_what_is_late_is_said_in_words_and_painted(database: Database, tmp_path: Path) -> None:
    keep(database, complaint())
    cell = written(database, tmp_path / "r.xlsx")["Réclamations"]["D2"]

    assert cell.value == "Accusé de réception, 8\u00a0j"
    assert cell.fill.fgColor.rgb == "FFFFC7CE"


def test_sheets_can_be_filtered_and_keep_their_header(database: Database, tmp_path: Path) -> None:
    keep(database, complaint())
    sheet = written(database, tmp_path / "r.xlsx")["Réclamations"]

    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(2, sheet.max_column).coordinate}"
    assert sheet.column_dimensions["A"].width >= 10


def test_dates_are_dates(database: Database, tmp_path: Path) -> None:
    keep(database, complaint())
    cell = written(database, tmp_path / "r.xlsx")["Réclamations"]["E2"]

    assert cell.is_date
    assert cell.number_format == "dd/mm/yyyy hh:mm"


@pytest.mark.parametrize("text", ["=1+1", "+33", "-2", "@SUM(A1)", "{=1}", "https://exemple.fr"])
@pytest.mark.fault(21)
def test_no_text_becomes_a_formula_or_a_link(
    sqlite_database: Database, tmp_path: Path, text: str
) -> None:
    keep(sqlite_database, complaint(description=text))
    sheet = written(sqlite_database, tmp_path / "r.xlsx")["Réclamations"]
    cell = next(cell for cell in sheet[2] if cell.value == text)

    assert cell.data_type == "s"
    assert cell.hyperlink is None


def test_who_complains_has_no_column_without_names(database: Database, tmp_path: Path) -> None:
    keep(database, complaint(), complainant=Complainant(name="Mme Lavandine"))
    plain = row_of(written(database, tmp_path / "r.xlsx")["Réclamations"])
    named = row_of(written(database, tmp_path / "n.xlsx", with_names=True)["Réclamations"])

    assert "Réclamant" not in plain
    assert named["Réclamant"] == "Mme Lavandine"


def test_an_action_is_told_with_its_delay(database: Database, tmp_path: Path) -> None:
    late = action(due_on=date(2026, 11, 20), origin_refs=("INC-2026-0012",))
    with database.writing() as connection:
        actions.add(connection, late)
    sheet = written(database, tmp_path / "r.xlsx")["Actions"]

    assert row_of(sheet) == {
        "N°": "ACT-2026-0003",
        "Type": "Corrective",
        "État": "À faire",
        "En retard": "En retard de 3\u00a0j",
        "Action": "Contrôler les projecteurs chaque mois",
        "Origine": "INC-2026-0012",
        "Pilote": "Membre de l'équipe 1",
        "Créée le": datetime(2026, 11, 13, 17, 50, 20),  # noqa: DTZ001  # as above
        "Échéance": datetime(2026, 11, 20),  # noqa: DTZ001  # as above
        "Décidée par": "Dossier",
        "Au plan d'action": "Non",
    }


def test_a_sealed_line_shows_reference_status_and_dates_only(
    database: Database, tmp_path: Path
) -> None:
    keep(database, complaint(confidential=True, description="récit", session="SST"))
    row = row_of(written(database, tmp_path / "r.xlsx", with_names=True)["Réclamations"])

    assert row.keys() == {
        *("N°", "Nature", "État", "En retard", "Reçu le", "Enregistré le", "Confidentialité"),
        *("AR dû le", "Solution due le", "Échéance en vigueur"),
    }


def test_one_part_alone_has_its_sheet_and_its_figures(database: Database, tmp_path: Path) -> None:
    keep(database, incident())
    book = written(database, tmp_path / "r.xlsx", parts=(Part.INCIDENTS,))

    assert book.sheetnames == ["Incidents", "Indicateurs"]


def test_the_figures_count_what_the_sheets_hold(database: Database, tmp_path: Path) -> None:
    keep(database, complaint(), incident())
    sheet = written(database, tmp_path / "r.xlsx")["Indicateurs"]
    figures = {row[0].value: row[1].value for row in sheet.iter_rows(min_row=2)}

    assert figures["Réclamations reçues sur la période"] == 1
    assert figures["Incidents en cours"] == 1
    assert figures["Accusés de réception dans les 48 h"] == "n. d."


def test_an_empty_register_is_a_workbook_all_the_same(database: Database, tmp_path: Path) -> None:
    book = written(database, tmp_path / "r.xlsx")

    assert [book[name].max_row for name in SHEETS[:3]] == [1, 1, 1]


def test_the_same_register_is_the_same_file(database: Database, tmp_path: Path) -> None:
    keep(database, complaint(), incident())
    for name in ("one.xlsx", "two.xlsx"):
        written(database, tmp_path / name)

    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_too_many_rows_for_a_sheet_are_refused(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(database, complaint())
    monkeypatch.setattr(workbook, "MAX_ROWS", 0)
    with pytest.raises(TooManyRowsError):
        written(database, tmp_path / "r.xlsx")

    assert list(tmp_path.glob("*.xlsx")) == []


def test_a_folder_that_is_not_there_is_said(sqlite_database: Database, tmp_path: Path) -> None:
    with pytest.raises(CannotWriteError, match="No such file"):
        written(sqlite_database, tmp_path / "nowhere" / "r.xlsx")


def test_a_failure_leaves_the_file_of_before(sqlite_database: Database, tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    path.write_text("before")
    with register_of(sqlite_database) as register:
        register.lines = _failing  # type: ignore[method-assign,assignment]  # a fault from the database
        with pytest.raises(ZeroDivisionError):
            write_workbook(register, path)

    assert path.read_text() == "before"
    assert [entry.name for entry in tmp_path.glob(".vigie-*")] == []


def _failing(_kind: Kind) -> Any:
    return 1 // 0


@settings(max_examples=10)
@given(texts=st.lists(st.text(max_size=80) | st.just("<r>=1</r>"), min_size=1, max_size=20))
def test_any_text_survives(sqlite_database: Database, tmp_path: Path, texts: list[str]) -> None:
    with sqlite_database.writing() as connection:
        forget_all(connection)
    numbers = count(1)
    keep(
        sqlite_database,
        *(
            replace(
                complaint(description=text),
                id=UUID(int=number),
                ref=f"REC-2026-{number:04}",
                received_at=RECEIVED_AT + timedelta(seconds=number),
            )
            for text, number in zip(texts, numbers, strict=False)
        ),
    )
    sheet = written(sqlite_database, tmp_path / "any.xlsx", with_names=True)["Réclamations"]
    index = [cell.value for cell in sheet[1]].index("Description") + 1
    read = [unescape(sheet.cell(row, index).value or "") for row in range(2, len(texts) + 2)]

    assert read == [cell_text(text) for text in texts]
