"""The school's set-up: kept, changed in part, and taken back."""

from dataclasses import replace

from bot.domain.letters import Mediator
from bot.domain.office import Locale, Office, OfficeChange
from bot.services.offices import change_office, read_office
from storage import journal
from storage.database import Database
from tests.support.builders import NOW, OFFICE, QUALITY
from tests.support.lives import MEDIATOR

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


def change(database: Database, wanted: OfficeChange) -> Office:
    return change_office(database, wanted, actor=QUALITY, is_admin=False, defaults=OFFICE, now=NOW)


def test_what_stands_in_letters_is_kept(database: Database) -> None:
    change(database, LETTERS)
    found = read_office(database, OFFICE)

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
    empty = replace(
        CHANGE, mediator=nobody, signature=" ", privacy_notice="", confidential_handlers=()
    )

    assert change(database, empty) == OFFICE


def test_the_journal_says_what_changed(database: Database) -> None:
    change(database, LETTERS)
    with database.reading() as connection:
        flaw = journal.first_flaw(connection)

    assert flaw is None
