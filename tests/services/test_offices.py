"""The school's set-up: kept, changed in part, and taken back."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.school.office import Locale, Mediator, Office, OfficeChange
from bot.services.school.offices import change_handlers, change_office, read_office
from storage.cases import journal
from storage.database import Database
from storage.school import people
from tests.support.builders import DIRECTION, OFFICE, QUALITY, opened
from tests.support.lives import MEDIATOR
from tests.support.members import somebody

pytestmark = pytest.mark.one_database

BY_HANDLER: dict[str, Any] = {
    "actor": "U0HANDLER",
    "is_admin": False,
}
CHANGE = OfficeChange(
    quality_channel=OFFICE.quality_channel,
    quality_managers=OFFICE.quality_managers,
    training_managers=OFFICE.training_managers,
    meeting_rule=OFFICE.meeting_rule,
    locale=Locale.FRENCH,
)
LETTERS = replace(
    CHANGE,
    mediator=MEDIATOR,
    signature="Camille Martin",
    privacy_notice="https://ecole.example/donnees",
    confidential_handlers=("U0HANDLER",),
)


@pytest.fixture(autouse=True)
def members(database: Database) -> None:
    """Slack told of everybody."""
    with database.writing() as connection:
        people.remember(connection, list(map(somebody, (QUALITY, DIRECTION, "U0HANDLER"))))


def change(database: Database, wanted: OfficeChange, *, actor: str = QUALITY) -> Office:
    return opened(database).write(change_office, wanted, actor=actor, is_admin=False)


def test_what_stands_in_letters_is_kept(database: Database) -> None:
    change(database, LETTERS)
    found = opened(database).read(read_office)

    assert (found.mediator, found.signature) == (MEDIATOR, "Camille Martin")
    assert found.privacy_notice == "https://ecole.example/donnees"
    assert found.confidential_handlers == ("U0HANDLER",)


def test_a_change_of_something_else_leaves_it_as_it_was(database: Database) -> None:
    before = change(database, LETTERS)

    assert change(database, replace(CHANGE, locale=Locale.ENGLISH)) == replace(
        before, locale=Locale.ENGLISH
    )


def test_an_empty_choice_takes_it_back(database: Database) -> None:
    change(database, LETTERS)
    nobody = Mediator(name="", address="", website="")
    opened(database).write(change_handlers, (), **BY_HANDLER)
    empty = replace(CHANGE, mediator=nobody, signature=" ", privacy_notice="")

    assert change(database, empty) == OFFICE


def test_a_channel_that_is_taken_away_stays_away(database: Database) -> None:
    """The form lets it be empty, and it wins over the environment's like any other choice."""
    change(database, replace(CHANGE, quality_channel="C0OTHER"))
    change(database, replace(CHANGE, quality_channel=None))

    assert opened(database).read(read_office).quality_channel is None


def test_the_journal_says_what_changed(database: Database) -> None:
    change(database, LETTERS)
    with database.reading() as connection:
        flaw = journal.first_flaw(connection)

    assert flaw is None
