"""`vigie appreciations import`: every answer counted once, on one scale, and nothing assumed."""

from pathlib import Path

import pytest
from sqlalchemy import select

from bot.documents.importing.register_reading import Row
from bot.documents.sessions.survey_files import scale_told
from bot.documents.sessions.survey_rows import read_answer
from bot.domain.school.office import PARIS
from bot.domain.sessions.appreciations import AppreciationFigures
from storage.database import Database
from storage.sessions import appreciations
from storage.tables import appreciations as kept
from tests.commands.conftest import Vigie
from tests.support.forms import spaced
from tests.support.sessions import SST, keep_sessions
from tests.support.tables import write_csv, write_workbook

HEADER = ("Session", "Note sur 5", "Commentaire", "Date")
CODE = "SST-26-041"
GOOD = (CODE, "5", "", "13/11/2026")
LOW = (CODE, "2", "Trop de théorie", "13/11/2026")


@pytest.fixture
def school(database: Database) -> Database:
    keep_sessions(database, SST)
    return database


def said_in(database: Database) -> AppreciationFigures:
    with database.reading() as connection:
        return appreciations.figures_of(connection, SST.key)


def imported(vigie: Vigie, path: Path, *words: str) -> tuple[int, str]:
    told = vigie("appreciations", "import", path, *words)
    return told.exit_code, spaced(told.stdout + told.stderr)


def test_answers_are_taken_once_and_two_that_say_the_same_are_two(
    vigie: Vigie, school: Database, tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "a.csv", HEADER, GOOD, GOOD, LOW, (CODE, "", "Merci", ""))
    first, again = imported(vigie, path), imported(vigie, path)
    write_csv(path, HEADER, GOOD, GOOD, GOOD, LOW)
    longer = imported(vigie, path)

    assert "vues : 4 · prises : 4 · déjà là : 0 · refusées : 0" in first[1]
    assert "1 appréciation est à requalifier" in first[1]
    assert "vues : 4 · prises : 0 · déjà là : 4 · refusées : 0" in again[1]
    assert "vues : 4 · prises : 1 · déjà là : 3 · refusées : 0" in longer[1]
    assert (first[0], again[0], longer[0]) == (0, 0, 0)
    said = said_in(school)
    assert (said.answers, said.scored, said.waiting) == (5, 4, 1)
    assert said.by_level == {1: 0, 2: 1, 3: 0, 4: 0, 5: 3}
    assert said.mean == pytest.approx(4.25)


@pytest.mark.parametrize(
    ("header", "cell", "asked", "level"),
    [
        ("Note", "8", 10, 4),
        ("Note", "4/10", None, 2),
        ("Note", "4,5 / 5", None, 5),
        ("Note", "85 %", None, 5),
        ("Note globale (sur 10)", 4, 5, 2),
        ("Satisfaction de 1 à 4", 1, None, 2),
        ("Note /20", 8.5, None, 3),
        ("Score", "0", 5, 1),
    ],
)
def test_a_score_is_read_on_the_scale_that_the_file_tells_or_was_asked_for(
    header: str, cell: object, asked: int | None, level: int
) -> None:
    cells = {"session": CODE, "score": cell}
    row = Row(number=2, cells=cells, texts={name: str(one) for name, one in cells.items()})
    answer = read_answer(row, PARIS, scale=scale_told(header) or asked)

    assert answer.score is not None
    assert answer.score.level == level


@pytest.mark.one_database
def test_a_header_of_two_rows_with_merged_cells_is_read_as_one(
    vigie: Vigie, school: Database, tmp_path: Path
) -> None:
    path = write_workbook(
        tmp_path / "a.xlsx",
        Réponses=[
            ("Enquête de satisfaction", None, None, None, None),
            ("Session", "Notes sur 10", None, None, "Expression libre"),
            (None, "Formateur", "Salle", "Globale", None),
            ("SST-26-041 · Sauveteur secouriste", 9, 8, 3.5, "Salle froide"),
        ],
        Notes=[("Envoyée le 13",)],
    )
    status, said = imported(vigie, path)

    assert status == 1
    assert "« Notes » (pas de colonnes « Session » et « Note », non lue)" in said
    assert (
        "Colonne non reconnue, non reprise : « Notes sur 10 Salle » (cellules remplies : 1)" in said
    )
    assert "Notes lues sur 10." in said
    assert said_in(school).by_level[2] == 1


REFUSED = {
    ("", "4", "", ""): "Session (session) · vide, alors qu'aucune session",
    ("SST-99", "4", "", ""): "Session (session) « SST-99 » · aucune session connue n'a ce code",
    (CODE, "six", "", ""): "Note globale (score) « six » · pas une note telle que 4",
    (CODE, "6", "", ""): "plus que la meilleure note possible, 5",
    (CODE, "4/0", "", ""): "« 4/0 » · pas une note telle que 4",
    (CODE, "-1", "", ""): "« -1 » · pas une note telle que 4",
    (CODE, "", "", "13/11/2026"): "ni note ni verbatim",
    (CODE, "4", "x" * 10_001, ""): "Verbatim (verbatim) · plus de 10000 caractères",
    (CODE, "4", "Mme Bruyère a Ã©tÃ© froide", ""): "Verbatim (verbatim) · mal encodé",
    (CODE, "4", "Mme Bruyère \0 ici", ""): "Verbatim (verbatim) · contient un caractère nul",
}


@pytest.mark.one_database
def test_a_row_that_is_refused_is_named_without_its_words_and_nothing_is_written(
    vigie: Vigie, school: Database, tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "a.csv", HEADER, GOOD, *REFUSED)
    status, told = imported(vigie, path, "--encoding", "utf-8")

    assert status == 1
    for row, said in zip(range(3, 13), REFUSED.values(), strict=True):
        assert any(f"ligne {row} · " in line and said in line for line in told.splitlines()), said
    assert "vues : 11 · prises : 0 · déjà là : 0 · refusées : 10 · laissées de côté : 1" in told
    assert "Bruyère" not in told
    assert said_in(school).answers == 0


@pytest.mark.one_database
def test_without_a_scale_or_the_columns_it_needs_a_file_is_not_guessed_at(
    vigie: Vigie, school: Database, tmp_path: Path
) -> None:
    unknown = imported(vigie, write_csv(tmp_path / "a.csv", ("Session", "Note"), (CODE, "4")))
    other = imported(vigie, write_csv(tmp_path / "b.csv", ("Session", "Couleur"), (CODE, "x")))
    tried = imported(vigie, write_csv(tmp_path / "c.csv", HEADER, LOW), "--dry-run")

    assert unknown[0] == 1
    assert "Le fichier ne dit pas quelle est la meilleure note possible" in unknown[1]
    assert other[0] == 1
    assert "pas de colonnes « Session » et « Note »" in other[1]
    assert "Seraient importées : 1" in tried[1]
    assert said_in(school).answers == 0


@pytest.mark.one_database
def test_an_old_charset_and_a_formula_in_words_are_kept_as_words(
    vigie: Vigie, school: Database, tmp_path: Path
) -> None:
    words = '=HYPERLINK("x") très théorique'
    path = write_csv(tmp_path / "a.csv", HEADER, (CODE, "3", words, ""), encoding="cp1252")
    status, _ = imported(vigie, path)
    with school.reading() as connection:
        found = connection.execute(select(kept.c.verbatim)).scalar_one()

    assert status == 0
    assert found == words
