"""Actions come back as they went in, and are found by case, by owner and by day."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.actions.actions import Action, ActionOrigin, ActionStatus, Proof, Round
from bot.domain.calendar.periods import Month
from bot.domain.school.office import PARIS
from storage.actions import actions
from storage.database import Database
from tests.support.builders import QUALITY, TRAINER
from tests.support.casework import kept
from tests.support.lives import NOW, action, done_action


def stored(database: Database, number: int = 1, **given: Any) -> Action:
    """An action of its own in the database."""
    one = action(id=uuid4(), ref=f"ACT-2026-{number:04d}", **given)
    with database.writing() as connection:
        actions.add(connection, one)
    return one


def refs(found: tuple[Action, ...]) -> list[str]:
    return [one.ref for one in found]


@pytest.mark.parametrize(
    "proof",
    [
        Proof(text="fiche signée"),
        Proof(link="https://drive.example/1", file_id=UUID(int=5)),
    ],
)
def test_an_action_is_the_same_after_the_database(database: Database, proof: Proof) -> None:
    case = kept(database)
    one = stored(database, case_id=case.id, origin_refs=(case.ref,))
    done = done_action(
        id=one.id,
        ref=one.ref,
        proof=proof,
        case_id=case.id,
        origin_refs=(case.ref, "REC-2026-0009"),
        check_on=date(2027, 3, 1),
        checked_at=NOW,
        checked_by=QUALITY,
        is_effective=False,
        findings="rien n'a changé",
        reopened_count=2,
        is_in_plan=True,
        success_criterion="aucune panne",
        origin=ActionOrigin.DECISION,
        period="2026-10",
        cancelled_because="doublon",
        missed_on=date(2026, 10, 30),
        earlier=(Round(promised_on=date(2026, 10, 2), checked_at=NOW, is_effective=True),),
    )
    with database.writing() as connection:
        actions.save(connection, done)
    with database.reading() as connection:
        assert actions.by_id(connection, one.id) == done
        assert actions.by_ref(connection, one.ref.lower()) == done
        assert actions.of_case(connection, case.id) == (done,)
        found = actions.by_id(connection, one.id)

    assert found is not None
    assert (found.missed_on, found.rounds) == (done.missed_on, done.rounds)


def test_those_of_a_month_are_due_missed_or_judged_in_it_at_any_time(database: Database) -> None:
    october, due = Month(year=2026, month=10), date(2026, 11, 30)
    judged = Round(promised_on=date(2026, 10, 2), checked_at=NOW, is_effective=True)
    settled = {"status": ActionStatus.EFFECTIVE}
    stored(database, 1, due_on=date(2026, 10, 31), **settled)
    stored(database, 2, due_on=due, missed_on=date(2026, 10, 1), **settled)
    stored(database, 3, due_on=due, checked_at=datetime(2026, 10, 1, tzinfo=UTC), **settled)
    stored(database, 4, due_on=due, earlier=(judged,), reopened_count=1, **settled)
    stored(database, 5, due_on=due, **settled)
    stored(database, 6, due_on=due)
    with database.reading() as connection:
        found = refs(actions.touching(connection, october, PARIS))

    assert sorted(found) == [f"ACT-2026-{number:04d}" for number in (1, 2, 3, 4, 6)]


def test_a_reference_is_never_used_twice(database: Database) -> None:
    stored(database)

    with pytest.raises(IntegrityError):
        stored(database)


def test_actions_are_listed_by_day_and_by_what_is_left_to_do(database: Database) -> None:
    stored(database, 1, due_on=date(2027, 1, 5))
    stored(database, 2, due_on=date(2026, 12, 1), owner=QUALITY)
    stored(database, 3, status=ActionStatus.DONE, due_on=date(2026, 11, 1))
    stored(database, 4, status=ActionStatus.EFFECTIVE, due_on=date(2026, 10, 1))
    stored(database, 5, status=ActionStatus.CANCELLED, due_on=date(2026, 9, 1))
    with database.reading() as connection:
        running = refs(actions.running(connection))
        hers = refs(actions.of_owner(connection, TRAINER))

    assert running == ["ACT-2026-0002", "ACT-2026-0001"]
    assert hers == ["ACT-2026-0001"]
