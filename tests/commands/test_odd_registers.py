"""Registers as schools, other programs and other years leave them: all comes in, or is said."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from typer.testing import Result

from bot.domain.cases.taxonomy import Kind
from storage.database import Database
from storage.register import registers
from storage.tables import cases, complainants, journal
from tests.commands.conftest import Vigie
from tests.support.tables import HEADER, ROW, with_cell, write_csv

pytestmark = pytest.mark.one_database

INPUTS = Path(__file__).parents[1] / "data" / "import"


@pytest.fixture
def imported(vigie: Vigie, tmp_path: Path) -> Vigie:
    """Runs `vigie import` on files of `tests/data/import`."""
    for file in INPUTS.iterdir():
        shutil.copy(file, tmp_path)
    return lambda *words: vigie("import", *words)


def said(result: Result) -> str:
    return result.output.replace("\xa0", " ").replace("\u202f", " ")


def stored(database: Database, *columns: str) -> list[tuple[Any, ...]]:
    names = columns or ("ref",)
    with database.reading() as connection:
        query = select(*(cases.c[name] for name in names)).order_by(cases.c.ref)
        return [tuple(row) for row in connection.execute(query)]


def test_every_sheet_of_a_workbook_comes_in(imported: Vigie, database: Database) -> None:
    result = imported("sheet-per-year.xlsx")

    assert (result.exit_code, len(stored(database))) == (0, 9)


@pytest.mark.both_databases
def test_a_sheet_says_by_its_name_what_it_holds(imported: Vigie, database: Database) -> None:
    result = imported("sheet-per-kind.xlsx")

    assert result.exit_code == 0
    assert [kind for (kind,) in stored(database, "kind")] == [
        Kind.INCIDENT,
        Kind.COMPLAINT,
        Kind.COMPLAINT,
    ]


def test_a_hidden_sheet_is_named_and_left_out(imported: Vigie, database: Database) -> None:
    result = imported("hidden-template.xlsx")

    assert "« Modèle » (feuille masquée, non lue) · vues : 1 · prises : 0" in said(result)
    assert (result.exit_code, len(stored(database))) == (1, 1)
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.both_databases
@pytest.mark.parametrize(
    "name",
    [
        *("range-of-one-cell.xlsx", "range-too-short.xlsx"),
        *("empty-fill.xlsx", "patternfill-ext.xlsx", "strict.xlsx"),
    ],
)
def test_a_workbook_comes_in_whoever_wrote_it(
    imported: Vigie, database: Database, name: str
) -> None:
    result = imported(name)
    closed = [at is not None for (at,) in stored(database, "closed_at")]

    assert result.exit_code == 0
    assert (len(closed), closed.count(False)) == (4, 1)


def test_a_formula_without_a_result_refuses_its_row(imported: Vigie, database: Database) -> None:
    result = imported("formulas-unsaved.xlsx")

    assert (result.exit_code, stored(database)) == (1, [])
    assert "N° (ref) · formule sans résultat enregistré" in said(result)


def test_the_same_number_for_another_case_is_refused_with_the_name_of_both(
    imported: Vigie, database: Database
) -> None:
    imported("numbers-2024.csv")
    result = imported("numbers-2025.csv", "--update")

    assert (result.exit_code, len(stored(database))) == (1, 2)
    assert "ligne 2 · N° (ref) « 1 »" in said(result)
    assert "un autre dossier, REC-" in said(result)


def test_a_prefix_tells_the_years_apart(
    imported: Vigie, database: Database, tmp_path: Path
) -> None:
    (tmp_path / "2025.yml").write_text("prefix: 2025-")
    imported("numbers-2024.csv")
    result = imported("numbers-2025.csv", "--mapping", "2025.yml")

    assert (result.exit_code, len(stored(database))) == (0, 5)


@pytest.mark.both_databases
def test_a_day_and_a_time_of_the_same_day_do_not_contradict_each_other(
    imported: Vigie, database: Database
) -> None:
    result = imported("same-day.csv")

    assert result.exit_code == 0
    for received_at, ack_sent_at, closed_at in stored(
        database, "received_at", "ack_sent_at", "closed_at"
    ):
        assert received_at <= ack_sent_at
        assert received_at <= closed_at


@pytest.mark.parametrize(("name", "charset"), [("cp850.csv", "cp850"), ("mac.csv", "mac_roman")])
def test_a_charset_that_cannot_be_told_is_asked_for(
    imported: Vigie, database: Database, name: str, charset: str
) -> None:
    asked = imported(name)
    told = imported(name, "--encoding", charset)
    ((description,),) = stored(database, "description")

    assert asked.exit_code == 1
    assert f"{charset}: « " in asked.stderr
    assert told.exit_code == 0
    assert str(description).startswith("Chaise cassée")


def test_a_column_that_only_incidents_have_is_none_of_a_complaint(
    imported: Vigie, database: Database
) -> None:
    result = imported("type-of-complaint.csv")

    assert (result.exit_code, len(stored(database))) == (0, 1)
    assert "« Type » (cellules remplies : 1)" in said(result)


@pytest.mark.both_databases
def test_the_more_telling_of_two_headers_wins(imported: Vigie, database: Database) -> None:
    imported("two-dates.csv")
    ((received_at,),) = stored(database, "received_at")

    assert f"{received_at:%Y-%m-%d}" == "2026-09-01"


@pytest.mark.usefixtures("in_english")
def test_a_mapping_that_names_a_missing_column_is_an_error(
    imported: Vigie, database: Database
) -> None:
    result = imported("mapped.csv", "--mapping", "typo.yml")

    assert (result.exit_code, stored(database)) == (1, [])
    assert "« Finie le »" in result.stderr


@pytest.mark.both_databases
def test_defaults_stand_for_any_field(imported: Vigie, database: Database) -> None:
    result = imported("mapped.csv", "--mapping", "defaults.yml")
    with database.reading() as connection:
        names = set(connection.execute(select(complainants.c.name)).scalars())

    assert result.exit_code == 0
    assert stored(database, "kind", "status") == [("incident", "withdrawn")] * 2
    assert names == {"Anonyme"}


def test_a_null_character_anywhere_refuses_its_row(
    vigie: Vigie, database: Database, tmp_path: Path
) -> None:
    rows = [with_cell("N°", f"R-{number}") for number in range(2_000)]
    nul = with_cell("Description", "chaise\0cassée")
    write_csv(tmp_path / "r.csv", HEADER, *rows, with_cell("N°", "last"), nul)
    result = vigie("import", "r.csv")

    assert (result.exit_code, stored(database)) == (1, [])
    assert "ligne 2003 · Description (description)" in said(result)
    assert "caractère nul" in said(result)


@pytest.mark.parametrize("day", ["03/11/0206", "01/01/0001 00:00:00", "31/12/9999"])
def test_a_year_that_cannot_be_is_questioned(vigie: Vigie, tmp_path: Path, day: str) -> None:
    write_csv(tmp_path / "r.csv", (*HEADER, "Clôturé le"), (*ROW, day))
    result = vigie("import", "r.csv")

    assert result.exit_code == 1
    assert "à vérifier" in said(result)


@pytest.mark.both_databases
def test_a_row_that_was_closed_is_refused_until_it_may_be_applied(
    vigie: Vigie, database: Database, tmp_path: Path
) -> None:
    write_csv(tmp_path / "r.csv", (*HEADER, "Clôturé le"), (*ROW, ""))
    vigie("import", "r.csv")
    write_csv(tmp_path / "r.csv", (*HEADER, "Clôturé le"), (*ROW, "05/02/2026"))
    refused, applied = vigie("import", "r.csv"), vigie("import", "r.csv", "--update")
    again = vigie("import", "r.csv")
    with database.reading() as connection:
        events = list(connection.execute(select(journal.c.event).order_by(journal.c.seq)).scalars())

    assert (refused.exit_code, applied.exit_code, again.exit_code) == (1, 0, 0)
    assert "(closed_at) : « rien » ici, « 05/02/2026 12:00 » dans le fichier" in said(refused)
    assert "dont mises à jour : 1" in said(applied)
    assert stored(database, "status") == [("closed",)]
    assert "register_applied" in events


def test_without_a_number_a_row_that_was_closed_is_the_same_row(
    vigie: Vigie, database: Database, tmp_path: Path
) -> None:
    header, row = (*HEADER[1:], "Clôturé le"), ROW[1:]
    write_csv(tmp_path / "r.csv", header, (*row, ""))
    vigie("import", "r.csv")
    write_csv(tmp_path / "r.csv", header, (*row, "05/02/2026"))
    refused, applied = vigie("import", "r.csv"), vigie("import", "r.csv", "--update")

    assert (refused.exit_code, applied.exit_code) == (1, 0)
    assert stored(database, "status") == [("closed",)]


@pytest.mark.both_databases
def test_what_changed_in_vigie_since_is_told_and_refuses_nothing(
    vigie: Vigie, database: Database, tmp_path: Path
) -> None:
    write_csv(tmp_path / "r.csv", HEADER, ROW)
    vigie("import", "r.csv")
    with database.writing() as connection:
        connection.execute(cases.update().values(session="SST, Lyon", severity="major"))
    result = vigie("import", "r.csv")

    assert result.exit_code == 0
    assert "Gravité (severity) : « Majeure » ici, « Mineure » dans le fichier" in said(result)


@pytest.mark.both_databases
def test_what_was_erased_stays_erased(vigie: Vigie, database: Database, tmp_path: Path) -> None:
    write_csv(tmp_path / "r.csv", (*HEADER, "Clôturé le"), (*ROW, "05/02/2026"))
    vigie("import", "r.csv")
    ((ref,),) = stored(database)
    vigie("anonymise", str(ref), "--yes")
    write_csv(tmp_path / "r.csv", (*HEADER, "Clôturé le"), (*ROW, "06/02/2026"))
    result = vigie("import", "r.csv", "--update")

    assert result.exit_code == 0
    assert "déjà là : 1" in said(result)
    assert stored(database, "description") == [("(anonymisé)",)]


@pytest.mark.parametrize("name", ["export.xlsx", "export.csv"])
@pytest.mark.parametrize("names", [(), ("--names",)])
def test_our_own_export_is_known_again_by_its_references(
    imported: Vigie, vigie: Vigie, database: Database, name: str, names: tuple[str, ...]
) -> None:
    imported("same-day.csv")
    vigie("export", "--kind", "complaint", *names, "-o", name)
    result = imported(name)

    assert result.exit_code == 0
    assert "déjà là : 3" in said(result)
    assert len(stored(database)) == 3


def test_actions_of_our_own_export_are_known_again(imported: Vigie, vigie: Vigie) -> None:
    imported("same-day.csv")
    vigie("export", "-o", "export.xlsx")
    result = imported("export.xlsx")

    assert result.exit_code == 0
    assert "« Actions » (actions" in said(result)
    assert "« Indicateurs » (indicateurs" in said(result)


@pytest.mark.both_databases
def test_a_complainant_that_differs_is_never_shown(
    vigie: Vigie, database: Database, tmp_path: Path
) -> None:
    header = (*HEADER, "Réclamant")
    write_csv(tmp_path / "r.csv", header, (*ROW, "Mme Lavandine"))
    vigie("import", "r.csv")
    write_csv(tmp_path / "r.csv", header, (*ROW, "M. Romarin"))
    refused, applied = vigie("import", "r.csv"), vigie("import", "r.csv", "--update")
    with database.reading() as connection:
        (found,) = registers.complainants_of(
            connection, list(connection.execute(select(cases.c.id)).scalars())
        ).values()

    assert "Réclamant (complainant) : différent" in said(refused)
    assert "Romarin" not in refused.output + applied.output
    assert "Lavandine" not in refused.output + applied.output
    assert found.name == "M. Romarin"


@pytest.mark.both_databases
def test_a_confidential_case_of_our_own_export_is_known_without_its_words(
    vigie: Vigie, database: Database, tmp_path: Path
) -> None:
    write_csv(tmp_path / "r.csv", (*HEADER, "Confidentiel"), (*ROW, "oui"))
    vigie("import", "r.csv")
    vigie("export", "--kind", "complaint", "-o", "export.csv")
    again = vigie("import", "export.csv", "--update")
    with database.writing() as connection:
        connection.execute(cases.update().values(ref="REC-2026-9999"))
    elsewhere = vigie("import", "export.csv")

    assert "déjà là : 1" in said(again)
    assert again.exit_code == 0
    assert "dossier confidentiel exporté sans son texte" in said(elsewhere)
    assert elsewhere.exit_code == 1
