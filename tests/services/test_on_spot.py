"""Incidents settled on the spot: born with their measure, validated once, told and counted."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from bot.documents.evidence.history import history_page
from bot.domain.calendar.periods import Month
from bot.domain.cases.cases import Case, Status, UploadedFile
from bot.domain.cases.refusals import Reason
from bot.domain.cases.taxonomy import Continuity
from bot.domain.errors import CaseNotFoundError, NotAllowedError
from bot.domain.messages.actions import RecurrenceNotice
from bot.domain.messages.cases import ReceiptMessage
from bot.domain.steps.handling import TakeCharge
from bot.domain.steps.lifecycles import Step
from bot.domain.steps.on_spot import SettleOnSpot, ValidateOnSpot
from bot.services.cases.filing import file_case
from bot.services.cases.more_files import add_more_files, kind_of_case
from bot.services.register.register_lines import Line
from bot.services.steps.steps import StepRefusedError, StepTaken
from storage.cases import cases
from storage.database import Database
from storage.messages import claims, outbox
from storage.reports.figures import read_figures
from storage.school import people
from storage.tables import outbox as outbox_table
from tests.support.all_at_once import all_at_once
from tests.support.builders import (
    DIRECTION,
    NOW,
    OFFICE,
    QUALITY,
    TRAINER,
    incident_draft,
    opened,
)
from tests.support.casework import case_now, history, take, waiting
from tests.support.members import somebody

DONE = "Projecteur remplacé par celui de la salle C"
NOBODY_ELSE = ValidateOnSpot(waived_because="personne d'autre n'était à informer")
STRANGER = "U0STRANGER"


def filed(database: Database, **given: Any) -> Case:
    usual: dict[str, Any] = {
        "description": "Le projecteur est mort, salle B.",
        "continuity": Continuity.YES,
        "done": DONE,
    }
    return file_case(opened(database), incident_draft(**usual | given)).case


def validated(database: Database, case: Case, *, actor: str = DIRECTION) -> StepTaken:
    return take(database, case, NOBODY_ELSE, actor=actor, now=NOW, submission_id=uuid4())


@pytest.mark.one_database
def test_it_is_born_with_its_measure_which_has_an_entry_of_its_own(database: Database) -> None:
    case = filed(database)
    first, second = history(database, case.id)

    assert case_now(database, case.id) == case
    assert (case.status, case.settled_on_spot) == (Status.MEASURES_DECIDED, True)
    assert (first.event, second.event) == ("case_filed", Step.SETTLE_ON_SPOT)
    assert (second.actor, second.at) == (TRAINER, NOW)
    assert second.details is not None
    assert second.details["done"] == DONE


@pytest.mark.one_database
@pytest.mark.parametrize("box", ["injury", "confidential"])
def test_with_a_box_ticked_it_is_kept_and_handled_in_full(database: Database, box: str) -> None:
    case = filed(database, **{box: True})
    _, entry = history(database, case.id)

    assert (case.status, case.settled_on_spot, case.measures) == (Status.REPORTED, False, ())
    assert [one.what for one in case.done_at_once] == [DONE]
    assert entry.event == Step.SETTLE_ON_SPOT


def test_two_managers_press_at_once_and_one_does_it(database: Database) -> None:
    case = filed(database)

    def press(actor: str) -> str:
        try:
            return str(validated(database, case, actor=actor).case.closed_by)
        except StepRefusedError as error:
            return f"{error.refusal.reason}, {error.view.case.closed_by} did it"

    told = all_at_once(press, (DIRECTION, QUALITY), threads=2)
    (winner,) = {DIRECTION, QUALITY} & set(told)

    assert sorted(told) == sorted([winner, f"{Reason.STATUS}, {winner} did it"])
    assert [one.event for one in history(database, case.id)].count(Step.VALIDATE) == 1


@pytest.mark.one_database
def test_the_same_press_twice_changes_nothing(database: Database) -> None:
    case, once = filed(database), uuid4()
    first = take(database, case, NOBODY_ELSE, actor=DIRECTION, now=NOW, submission_id=once)
    second = take(database, case, NOBODY_ELSE, actor=DIRECTION, now=NOW, submission_id=once)

    assert (first.event is None, second.event is None) == (False, True)
    assert second.case == first.case


@pytest.mark.one_database
def test_a_press_on_a_card_from_before_it_was_settled_is_taken_as_it_is(
    database: Database,
) -> None:
    """The card still said « Prendre en charge »."""
    case = filed(database, done=None)
    take(database, case, SettleOnSpot(done=DONE), actor=TRAINER, now=NOW)
    taken = take(database, case, TakeCharge(), actor=DIRECTION, now=NOW).case

    assert (taken.status, taken.owner) == (Status.MEASURES_DECIDED, DIRECTION)
    assert validated(database, taken).case.status is Status.CLOSED


@pytest.mark.one_database
def test_the_reporter_comes_too_late_where_somebody_closed_it(database: Database) -> None:
    case = filed(database)
    validated(database, case)

    with pytest.raises(StepRefusedError) as refused:
        take(database, case, SettleOnSpot(done="autre chose"), actor=TRAINER, now=NOW)

    assert refused.value.refusal.reason is Reason.STATUS
    assert case_now(database, case.id).measures == case.measures


@pytest.mark.one_database
def test_it_is_validated_also_where_its_reporter_has_left(database: Database) -> None:
    case = filed(database)
    with database.writing() as connection:
        people.remember(connection, [replace(somebody(TRAINER), is_deleted=True)])

    assert validated(database, case).case.status is Status.CLOSED


@pytest.mark.one_database
def test_its_receipt_is_asked_for_anew_when_it_is_settled_and_closed(database: Database) -> None:
    case = filed(database, done=None)
    key = ReceiptMessage(case_id=case.id, recipient=TRAINER).key
    posted(database, key)

    take(database, case, SettleOnSpot(done=DONE), actor=TRAINER, now=NOW)
    assert is_asked_for(database, key)
    posted(database, key)
    validated(database, case)
    assert is_asked_for(database, key)


@pytest.mark.one_database
def test_a_receipt_that_is_being_sent_meanwhile_is_brought_up_to_date(database: Database) -> None:
    case = filed(database)
    key = ReceiptMessage(case_id=case.id, recipient=TRAINER).key
    (sending,) = [row for row in waiting(database, now=NOW) if row.key == key]
    validated(database, case)
    with database.writing() as connection:
        claims.record_delivered(connection, sending, channel="D0LEA", ts="1.1")

    assert is_asked_for(database, key)


def posted(database: Database, key: str) -> None:
    """As if it stood in Slack, up to date."""
    stands = update(outbox_table).where(outbox_table.c.key == key)
    with database.writing() as connection:
        connection.execute(stands.values(state=outbox.State.DELIVERED, ts="1.1", channel="D0LEA"))


def is_asked_for(database: Database, key: str) -> bool:
    with database.reading() as connection:
        query = select(outbox_table.c.state).where(outbox_table.c.key == key)
        return bool(connection.execute(query).scalar_one() == outbox.State.PENDING)


@pytest.mark.one_database
def test_the_month_counts_it_and_keeps_counting_once_it_came_back(database: Database) -> None:
    filed(database)
    filed(database, injury=True)
    filed(database, done=None)
    with database.reading() as connection:
        figures = read_figures(connection, Month.of(NOW, OFFICE.zone), now=NOW, zone=OFFICE.zone)

    assert (figures.present.incidents.received, figures.present.settled_on_spot) == (3, 1)


@pytest.mark.one_database
def test_the_history_proves_each_clause_of_the_policy_s_fourth_part(database: Database) -> None:
    """Told at once (4.1), a measure (4.2), applied at once (4.4), an information point (4.3)."""
    case = validated(database, filed(database)).case
    page = history_page(Line(case=case), history(database, case.id), zone=OFFICE.zone)

    with database.reading() as connection:
        told = outbox.is_known(connection, f"incident_notice:{case.id}:{DIRECTION}")
    assert told
    for said in (DONE, "Ce qui a été fait sur place", "Validation et clôture", "Sans objet, car"):
        assert said in page


@pytest.mark.one_database
def test_files_are_added_by_whoever_follows_the_case_and_nobody_else(database: Database) -> None:
    case = filed(database)
    photo = UploadedFile(slack_id="F0PHOTO", name="salle-b.jpg", url="https://slack.test/f", size=9)
    for _ in range(2):
        opened(database).write(add_more_files, case.id, (photo,), by=TRAINER)

    with database.reading() as connection:
        kept = cases.files_of(connection, case.id)
    assert [one.name for one in kept] == ["salle-b.jpg"]
    assert case_now(database, case.id).file_count == 1
    with pytest.raises(NotAllowedError):
        opened(database).write(add_more_files, case.id, (photo,), by=STRANGER)
    with pytest.raises(NotAllowedError):
        opened(database).read(kind_of_case, case.id, reader=STRANGER)
    with pytest.raises(CaseNotFoundError):
        opened(database).read(kind_of_case, uuid4(), reader=TRAINER)


@pytest.mark.one_database
def test_three_of_a_type_are_a_topic_although_nobody_looked_for_their_cause(
    database: Database,
) -> None:
    cases = [filed(database) for _ in range(3)]
    filed(database, done=None)
    for case in cases:
        validated(database, case)
    (recurred,) = [
        one.recurred for row in waiting(database) if isinstance(one := row.read(), RecurrenceNotice)
    ]

    assert recurred.topic.key == "i:technical:"
    assert set(recurred.case_ids) == {case.id for case in cases}
