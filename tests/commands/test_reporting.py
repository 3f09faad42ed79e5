"""`vigie summary`: a month's figures, and how it ends when there are none to tell."""

from pathlib import Path

import pytest

from storage.database import Database
from tests.commands.conftest import Vigie
from tests.support.forms import spaced
from tests.support.lives import complaint
from tests.support.registers import keep

pytestmark = pytest.mark.one_database


def test_summary_tells_the_month(vigie: Vigie, database: Database) -> None:
    keep(database, complaint())
    result = vigie("summary", "2026-11")
    lines = spaced(result.stdout).splitlines()

    assert result.exit_code == 0
    assert lines[:2] == ["Bilan de novembre 2026", "1 réclamation et aucun incident."]


@pytest.mark.parametrize("month", ["2001-01", "2026-10"])
def test_a_month_before_the_first_case_is_not_told_as_one_without_cases(
    vigie: Vigie, database: Database, month: str
) -> None:
    keep(database, complaint())
    result = vigie("summary", month)
    said = spaced(result.stdout).splitlines()[1]

    assert said.startswith("Le registre ne contient aucun dossier reçu jusqu'à la fin d")


def test_a_month_to_come_is_one_sentence(vigie: Vigie) -> None:
    result = vigie("summary", "2999-01")

    assert (result.exit_code, result.stdout) == (1, "")
    assert len(result.stderr.splitlines()) == 1


def test_what_is_no_month_is_wrong_usage(vigie: Vigie) -> None:
    assert vigie("summary", "octobre").exit_code == 2


def test_summary_can_be_had_on_paper(vigie: Vigie, database: Database) -> None:
    keep(database, complaint())
    result = vigie("summary", "2026-11", "-o", "novembre.pdf")

    assert (result.exit_code, result.stdout) == (0, "novembre.pdf: 2026-11.\n")
    assert Path("novembre.pdf").read_bytes().startswith(b"%PDF-")


def test_a_pdf_that_cannot_be_written_is_one_sentence(vigie: Vigie) -> None:
    result = vigie("summary", "2026-11", "-o", "no/such/folder.pdf")

    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1


def test_review_puts_a_half_year_on_paper(vigie: Vigie, database: Database) -> None:
    keep(database, complaint())
    result = vigie("review", "2026-S2", "-o", "semestre.pdf")

    assert (result.exit_code, result.stdout) == (0, "semestre.pdf: 2026-S2.\n")
    assert Path("semestre.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.usefixtures("in_english")
def test_an_edition_that_is_not_there_is_one_sentence(vigie: Vigie) -> None:
    result = vigie("review", "2026-S1", "-o", "semestre.pdf", "--edition", "3")

    assert result.exit_code == 1
    assert result.stderr == "This half-year's review has no such edition.\n"


def test_a_month_is_no_half_year(vigie: Vigie) -> None:
    assert vigie("review", "2026-10", "-o", "semestre.pdf").exit_code == 2
