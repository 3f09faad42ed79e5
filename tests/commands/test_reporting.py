"""`vigie summary`: a month's figures, and how it ends when there are none to tell."""

from storage.database import Database
from tests.commands.conftest import Vigie
from tests.support.forms import spaced
from tests.support.lives import complaint
from tests.support.registers import keep


def test_summary_tells_the_month(vigie: Vigie, database: Database) -> None:
    keep(database, complaint())
    result = vigie("summary", "2026-11")
    lines = spaced(result.stdout).splitlines()

    assert result.exit_code == 0
    assert lines[:2] == ["Bilan de novembre 2026", "1 réclamation et aucun incident."]


def test_a_month_to_come_is_one_sentence(vigie: Vigie) -> None:
    result = vigie("summary", "2999-01")

    assert (result.exit_code, result.stdout) == (1, "")
    assert len(result.stderr.splitlines()) == 1


def test_what_is_no_month_is_wrong_usage(vigie: Vigie) -> None:
    assert vigie("summary", "octobre").exit_code == 2
