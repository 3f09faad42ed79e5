"""`vigie sessions import`: every row accounted for, safe to repeat, nothing taken away."""

import json
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.domain.sessions.sessions import KnownSession, TrainingSession
from storage.database import Database
from storage.sessions import sessions
from storage.tables import journal
from storage.tables import sessions as sessions_table
from tests.commands.conftest import Vigie
from tests.support.forms import spaced
from tests.support.tables import write_csv, write_workbook

HEADER = (
    *("Code", "Intitulé", "Site", "Salle", "Début", "Fin", "Formateurs", "Stagiaires"),
    *("Client", "Financeur"),
)
SST = (
    *("SST-26-041", "Sauveteur secouriste", "Nanterre", "B", "01/12/2026", "02/12/2026"),
    *("Yann Moreau ; Léa Petit", "8", "Securitas", "AKTO"),
)
SSIAP = ("SSIAP1-26-007", "SSIAP 1", "", "", "07/12/2026", "18/12/2026", "", "12", "", "")


def known_in(database: Database) -> dict[str, KnownSession]:
    with database.reading() as connection:
        rows = connection.execute(select(sessions_table)).all()
    found = map(sessions.session_of, rows)
    return {one.session.code: one for one in found}


def with_cell(row: tuple[str, ...], header: str, value: str) -> tuple[str, ...]:
    return tuple(value if HEADER[at] == header else cell for at, cell in enumerate(row))


def test_a_list_is_taken_once_with_all_that_it_tells(
    vigie: Vigie, database: Database, tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "sessions.csv", HEADER, SST, SSIAP)
    first, again = vigie("sessions", "import", path), vigie("sessions", "import", path)

    assert first.exit_code == again.exit_code == 0
    assert "vues : 2 · prises : 2 · déjà là : 0 · refusées : 0" in spaced(first.stdout)
    assert "vues : 2 · prises : 0 · déjà là : 2 · refusées : 0" in spaced(again.stdout)
    assert "2 noms de formateurs ne disent pas" in first.stdout
    assert known_in(database)["SST-26-041"].session == TrainingSession(
        code="SST-26-041",
        title="Sauveteur secouriste",
        site="Nanterre",
        room="B",
        first_on=date(2026, 12, 1),
        last_on=date(2026, 12, 2),
        trainers=("Yann Moreau", "Léa Petit"),
        trainees=8,
        client="Securitas",
        funder="AKTO",
    )


@pytest.mark.one_database
def test_a_workbook_is_read_sheet_by_sheet_and_what_is_no_list_is_left_out(
    vigie: Vigie, database: Database, tmp_path: Path
) -> None:
    path = write_workbook(
        tmp_path / "sessions.xlsx",
        Novembre=[("Sessions de novembre",), HEADER, (*SST[:4], date(2026, 12, 1), *SST[5:])],
        Notes=[("Penser à Nanterre",)],
    )
    told = vigie("sessions", "import", path)

    assert told.exit_code == 1
    assert "« Notes » (pas de colonne « Code », non lue)" in spaced(told.stdout)
    assert list(known_in(database)) == ["SST-26-041"]


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (("Code", ""), "Code (code) · vide, alors qu'aucune session ne peut s'en passer"),
        (("Code", "X" * 61), "plus de 60 caractères"),
        (("Début", "mardi"), "Début (first_on) « mardi » · pas une date"),
        (("Fin", "30/11/2026"), "Fin (last_on) « 30/11/2026 » · avant le premier jour"),
        (("Stagiaires", "huit"), "Stagiaires (trainees) « huit » · pas un nombre de personnes"),
        (("Code", "ssiap1-26-007"), "deux sessions portent ce code (voir 2)"),
    ],
)
def test_a_row_that_is_refused_is_named_and_nothing_is_written(
    vigie: Vigie, database: Database, tmp_path: Path, cell: tuple[str, str], said: str
) -> None:
    path = write_csv(tmp_path / "s.csv", HEADER, SSIAP, with_cell(SST, *cell))
    told = vigie("sessions", "import", path)

    assert told.exit_code == 1
    assert "prises : 0 · déjà là : 0 · refusées : 1 · laissées de côté : 1" in spaced(told.stdout)
    assert "ligne 3 · " in told.stdout
    assert said in spaced(told.stdout)
    assert known_in(database) == {}


@pytest.mark.one_database
def test_what_changed_waits_for_the_word_to_apply_it(
    vigie: Vigie, database: Database, tmp_path: Path
) -> None:
    vigie("sessions", "import", write_csv(tmp_path / "s.csv", HEADER, SST))
    moved = with_cell(with_cell(SST, "Stagiaires", "10"), "Salle", "")
    path = write_csv(tmp_path / "s.csv", HEADER, moved)
    refused, applied = (
        vigie("sessions", "import", path),
        vigie("sessions", "import", path, "--update"),
    )

    assert refused.exit_code == 1
    assert "dit autre chose que la session connue ; --update l'applique" in spaced(refused.stdout)
    assert "Stagiaires (trainees) : « 8 » ici, « 10 » dans le fichier" in spaced(refused.stdout)
    assert applied.exit_code == 0
    session = known_in(database)["SST-26-041"].session
    assert (session.trainees, session.room) == (10, "B")


def test_a_session_that_its_file_tells_no_more_stays_marked(
    vigie: Vigie, database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "sessions.csv"
    vigie("sessions", "import", write_csv(path, HEADER, SST, SSIAP))
    vigie("sessions", "import", write_csv(tmp_path / "autre.csv", HEADER, (*SSIAP[:4],)))
    told = vigie("sessions", "import", write_csv(path, HEADER, SST))
    before = known_in(database)
    vigie("sessions", "import", write_csv(path, HEADER, SST, SSIAP))

    assert told.exit_code == 0
    assert before["SST-26-041"].gone_at is None
    assert known_in(database)["SSIAP1-26-007"].is_offered


@pytest.mark.one_database
def test_what_a_file_lets_go_of_is_told_and_journalled(
    vigie: Vigie, database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "sessions.csv"
    vigie("sessions", "import", write_csv(path, HEADER, SST, SSIAP))
    told = vigie("sessions", "import", write_csv(path, HEADER, SST))
    query = select(journal.c.event, journal.c.details).order_by(journal.c.seq)
    with database.reading() as connection:
        entries = connection.execute(query).all()

    assert "Une session n'est plus dans cette source" in told.stdout
    assert not known_in(database)["SSIAP1-26-007"].is_offered
    assert [entry.event for entry in entries] == ["sessions_imported"] * 2
    assert json.loads(entries[1].details)["lost"] == 1


@pytest.mark.one_database
def test_trying_writes_nothing_and_a_file_without_codes_is_no_list(
    vigie: Vigie, database: Database, tmp_path: Path
) -> None:
    tried = vigie("sessions", "import", write_csv(tmp_path / "s.csv", HEADER, SST), "--dry-run")
    other = vigie(
        "sessions", "import", write_csv(tmp_path / "o.csv", ("Nom", "Couleur"), ("a", "b"))
    )

    assert "Seraient importées : 1" in spaced(tried.stdout)
    assert known_in(database) == {}
    assert other.exit_code == 1
    assert "pas de colonne « Code »" in spaced(other.stderr)
