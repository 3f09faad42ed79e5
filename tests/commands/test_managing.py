"""`vigie managers`: a school that locked itself out gets back in."""

from dataclasses import replace

import pytest

from bot.services.school.offices import look_at_settings
from storage.cases import journal
from storage.database import Database
from storage.school import office, people
from tests.commands.conftest import Vigie
from tests.support.builders import QUALITY, opened
from tests.support.forms import spaced
from tests.support.members import somebody

pytestmark = pytest.mark.one_database

NEW, ROBOT, GONE = "U0NEW", "U0ROBOT", "U0GONE"


@pytest.fixture(autouse=True)
def locked_out(database: Database) -> None:
    """The managers that were chosen in Slack are a robot and a closed account."""
    with database.writing() as connection:
        robot, gone = (
            replace(somebody(ROBOT), is_bot=True),
            replace(somebody(GONE), is_deleted=True),
        )
        people.remember(connection, [somebody(NEW), somebody(QUALITY), robot, gone])
        chosen = {"quality_managers": [ROBOT, GONE], "confidential_handlers": ["U0HANDLER"]}
        office.choose(connection, chosen)


def chosen(database: Database) -> dict[str, object]:
    with database.reading() as connection:
        return office.chosen(connection)


def test_the_environment_does_not_win_over_what_was_chosen_in_slack(database: Database) -> None:
    now, rights = opened(database).read(look_at_settings, reader=QUALITY, is_admin=False)

    assert now.quality_managers == (ROBOT, GONE)
    assert not rights.choices


def test_the_command_chooses_others_and_journals_it(vigie: Vigie, database: Database) -> None:
    done = vigie("managers", NEW, NEW)
    _, rights = opened(database).read(look_at_settings, reader=NEW, is_admin=False)
    with database.reading() as connection:
        head, flaw = journal.head_of(connection), journal.first_flaw(connection)

    assert (done.exit_code, spaced(done.stdout)) == (
        0,
        f"Responsables qualité désormais : {NEW}.\n",
    )
    assert rights.choices
    assert chosen(database)["confidential_handlers"] == ["U0HANDLER"]
    assert (head.seq, flaw) == (1, None)


@pytest.mark.parametrize(
    ("person", "why"),
    [
        (ROBOT, "l'un des identifiants est celui d'une application."),
        (GONE, "une de ces personnes n'a plus de compte."),
        (
            "U0NOBODY",
            (
                "Slack n'a jamais parlé d'une de ces personnes ; vérifiez l'identifiant, et que "
                "le bot a tourné."
            ),
        ),
    ],
)
def test_nobody_is_chosen_who_could_not_act(
    vigie: Vigie, database: Database, person: str, why: str
) -> None:
    refused = vigie("managers", NEW, person)

    assert (refused.exit_code, spaced(refused.stderr)) == (1, f"Rien n'a changé : {why}\n")
    assert chosen(database)["quality_managers"] == [ROBOT, GONE]


def test_nobody_at_all_is_a_wrong_usage(vigie: Vigie) -> None:
    assert vigie("managers").exit_code == 2
