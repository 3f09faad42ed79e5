"""`vigie import`, as someone types it: what it writes, refuses and repeats."""

from pathlib import Path

import pytest
from sqlalchemy import select
from typer.testing import Result

from bot.domain.cases.cases import Complainant, Status
from bot.domain.cases.taxonomy import Kind
from storage.cases import cases, journal
from storage.database import Database
from storage.tables import cases as cases_table
from tests.commands.conftest import Vigie
from tests.support.builders import QUALITY
from tests.support.forms import spaced
from tests.support.lives import case_in
from tests.support.registers import keep
from tests.support.tables import HEADER, ROW, with_cell, write_csv

pytestmark = pytest.mark.one_database


def entries(database: Database) -> int:
    with database.reading() as connection:
        return journal.head_of(connection).seq


def said(result: Result) -> str:
    """What was printed on stdout, with plain spaces."""
    return result.stdout.replace("\xa0", " ").replace("\u202f", " ")


def test_a_register_comes_in_and_not_twice(vigie: Vigie, tmp_path: Path) -> None:
    write_csv(tmp_path / "r.csv", HEADER, ROW, with_cell("N°", "R-2"))
    first, second = vigie("import", "r.csv"), vigie("import", "r.csv")

    assert said(first).endswith("Importés : 2 (dont ouverts : 2) ; déjà là : 0.\n")
    assert said(second).endswith("Importés : 0 (dont ouverts : 0) ; déjà là : 2.\n")
    assert (first.exit_code, second.exit_code) == (0, 0)


@pytest.mark.both_databases
def test_the_reckoning_speaks_the_language_of_the_office(
    vigie: Vigie, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VIGIE_LOCALE", "en")
    write_csv(tmp_path / "r.csv", HEADER, ROW)
    result = vigie("import", "r.csv")

    counted = "seen: 1 · taken: 1 · already there: 0 · refused: 0 · left out: 0"
    assert counted in spaced(result.stdout)
    assert result.stdout.endswith("Imported: 1 (1 of them open); already there: 0.\n")


def test_a_dry_run_writes_nothing(vigie: Vigie, database: Database, tmp_path: Path) -> None:
    write_csv(tmp_path / "r.csv", HEADER, ROW)
    result = vigie("import", "r.csv", "--dry-run")

    assert "Seraient importés : 1" in said(result)
    assert entries(database) == 0


def test_one_bad_row_refuses_all_and_is_told(
    vigie: Vigie, database: Database, tmp_path: Path
) -> None:
    write_csv(tmp_path / "r.csv", HEADER, ROW, with_cell("N°", "R-2"), with_cell("Canal", "[red]x"))
    result = vigie("import", "r.csv")

    assert (result.exit_code, entries(database)) == (1, 0)
    assert "ligne 4 · Canal (channel) « [red]x »" in said(result)
    assert "prises : 0 · déjà là : 0 · refusées : 1 · laissées de côté : 2" in said(result)
    assert (
        result.stderr.replace("\xa0", " ")
        .replace("\u202f", " ")
        .startswith("Rien n'a été importé : lignes refusées : 1")
    )
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("03/02/85", "lue comme 2085 : écrivez l'année en quatre chiffres"),
        ("03/02/2085", "dans le futur, à vérifier"),
    ],
)
def test_a_date_to_come_is_refused_and_how_a_short_year_was_read(
    vigie: Vigie, tmp_path: Path, written: str, reason: str
) -> None:
    write_csv(tmp_path / "r.csv", ("Date", "Faits"), (written, "Panne"))

    assert f"« {written} » · {reason}" in said(vigie("import", "r.csv", "--dry-run"))


def test_a_number_that_stands_twice_is_refused_with_both_rows(vigie: Vigie, tmp_path: Path) -> None:
    write_csv(tmp_path / "r.csv", HEADER, ROW, with_cell("Description", "autre"))
    result = vigie("import", "r.csv", "--dry-run")

    assert result.exit_code == 1
    assert "ligne 3 · N° (ref) « R-1 » · figure déjà plus haut (2)" in said(result)


def test_what_is_taken_for_granted_is_told(vigie: Vigie, tmp_path: Path) -> None:
    write_csv(tmp_path / "r.csv", ("Date", "Faits", "Couleur"), ("03/02/2026", "Panne", "bleu"))
    result = vigie("import", "r.csv", "--dry-run")

    assert "Colonne non reconnue, non reprise : « Couleur » (cellules remplies : 1)" in said(result)
    assert "Canal (channel) : lignes sans réponse : 1, comptées comme Courriel" in said(result)


def test_a_mapping_is_read(vigie: Vigie, tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text("columns: {received_at: Quand, description: Quoi}")
    write_csv(tmp_path / "r.csv", ("Quand", "Quoi"), ("03/02/2026", "Panne"))
    result = vigie("import", "r.csv", "--mapping", "m.yaml")

    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("none.csv",), "none.csv cannot be read: No such file or directory."),
        (("r.csv", "--mapping", "none.yaml"), "none.yaml cannot be read: No such file"),
        (("empty.csv",), "No column for received_at"),
    ],
)
@pytest.mark.usefixtures("in_english")
def test_what_cannot_be_done_is_one_sentence(
    vigie: Vigie, tmp_path: Path, words: tuple[str, ...], sentence: str
) -> None:
    write_csv(tmp_path / "r.csv", HEADER, ROW)
    (tmp_path / "empty.csv").touch()
    result = vigie("import", *words)

    assert result.exit_code == 1
    assert result.stderr.startswith(sentence)
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("name", ["r.xlsx", "r.csv"])
def test_our_own_export_can_be_imported_elsewhere(
    vigie: Vigie,
    database: Database,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    someone = Complainant(name="Mme Lavandine", contact="lavandine@example.org")
    original = case_in(Status.CLOSED, Kind.COMPLAINT, session="SST, Lyon")
    keep(database, original, complainant=someone)
    days = ("--from", "2026-11-01", "--to", "2026-11-30")
    vigie("export", "--names", "--kind", "complaint", *days, "-o", name)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'new.db'}")
    monkeypatch.setenv("VIGIE_QUALITY_MANAGERS", QUALITY)
    vigie("migrate")
    result = vigie("import", name)
    elsewhere = Database(f"sqlite:///{tmp_path / 'new.db'}")
    with elsewhere.reading() as connection:
        case_id = connection.execute(select(cases_table.c.id)).scalar_one()
        found = cases.by_id(connection, case_id)
        assert found is not None
        complainant = cases.complainant_of(connection, found.id)
    elsewhere.close()

    assert result.exit_code == 0
    assert complainant == someone
    kept = ("status", "category", "severity", "session", "party", "channel", "analysis", "outcome")
    assert [getattr(found, name) for name in kept] == [getattr(original, name) for name in kept]
    assert found.received_at.replace(second=0) == original.received_at.replace(second=0)
