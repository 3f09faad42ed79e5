"""Planning: every open case has something planned, and a change moves or removes it at once."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from bot.domain.actions.actions import ActionStatus
from bot.domain.cases.cases import Case, Status
from bot.domain.deadlines.reminders import Level
from bot.domain.school.office import Person
from bot.services.cases.filing import file_case
from bot.services.deadlines.planning import replan, replan_action
from storage.cases import cases
from storage.database import Database
from storage.deadlines import open_deadlines, reminders
from storage.school import people
from tests.support.builders import NOW, QUALITY, complaint_draft, incident_draft, opened
from tests.support.lives import action
from tests.support.times import paris, shown

pytestmark = pytest.mark.one_database


def filed(database: Database, *, at: datetime = NOW) -> Case:
    draft = complaint_draft(received_at=at)
    return file_case(opened(database, now=at), draft).case


def changed(database: Database, case: Case, *, at: datetime, **given: object) -> Case:
    """A case as some step left it, planned anew in the same transaction."""
    after = replace(case, **given)  # type: ignore[arg-type]
    with opened(database, now=at).writing() as work:
        cases.save(work.connection, after)
        replan(work, after)
    return after


def planned(database: Database, subject: UUID, *, said: bool = False) -> list[str]:
    with database.reading() as connection:
        kept = reminders.of_subject(connection, subject)
    rows = [one.reminder for one in kept if (one.said_at is not None) == said]
    return [f"{one.rule} {shown(one.remind_at)}" for one in sorted(rows, key=lambda r: r.remind_at)]


def say_due(database: Database, *, now: datetime) -> None:
    with database.writing() as connection:
        reminders.claim(connection, now=now, limit=100)


def test_a_complaint_is_planned_as_it_is_filed(database: Database) -> None:
    case = filed(database)

    assert planned(database, case.id) == [
        "ack-new Fri 2026-11-13 17:50",
        "ack-due Fri 2026-11-13 18:25",
        "ack-late-1 Mon 2026-11-16 08:00",
        "solution-10d Thu 2026-12-03 17:50",
        "solution-5d Tue 2026-12-08 17:50",
        "solution-2d Fri 2026-12-11 17:50",
        "solution-due Fri 2026-12-11 18:25",
        "solution-late-1 Mon 2026-12-14 08:00",
    ]


def test_a_step_removes_what_it_makes_moot(database: Database) -> None:
    case = filed(database)
    changed(database, case, at=NOW, ack_sent_at=NOW, status=Status.ACKNOWLEDGED)

    assert not [line for line in planned(database, case.id) if line.startswith("ack")]


@pytest.mark.fault(17)
def test_an_extension_moves_the_reminders_and_says_none_at_once(database: Database) -> None:
    case = filed(database)
    now = paris("2026-12-11 10:00")
    later = case.solution_due_at + timedelta(days=7)  # type: ignore[operator]
    changed(database, case, at=now, ack_sent_at=NOW, current_due_at=later)

    assert [line for line in planned(database, case.id) if "solution" in line] == [
        "solution-5d Tue 2026-12-15 17:50",
        "solution-2d Fri 2026-12-18 17:50",
        "solution-due Fri 2026-12-18 18:25",
        "solution-late-1 Mon 2026-12-21 08:00",
    ]


@pytest.mark.both_databases
def test_a_settled_case_keeps_nothing(database: Database) -> None:
    case = filed(database)
    changed(database, case, at=NOW, status=Status.CLOSED)
    with database.reading() as connection:
        owed = open_deadlines.of_subject(connection, case.id)

    assert planned(database, case.id) == []
    assert owed == ()


def test_an_open_case_that_owes_nothing_is_recalled_after_a_week(database: Database) -> None:
    case = filed(database)
    at = paris("2026-11-17 10:00")
    changed(database, case, at=at, status=Status.SOLUTION_PROPOSED, proposed_at=at, answered_at=at)

    assert planned(database, case.id) == [
        "next_step-due Tue 2026-11-24 10:00",
        "next_step-late-1 Mon 2026-11-30 08:00",
    ]


def test_a_solution_in_place_calls_for_its_follow_up(database: Database) -> None:
    case = filed(database)
    at = paris("2026-11-17 10:00")
    changed(database, case, at=at, status=Status.FOLLOW_UP, proposed_at=at, implemented_at=at)

    assert planned(database, case.id)[:2] == [
        "follow_up-1d Mon 2026-11-23 10:00",
        "follow_up-due Tue 2026-11-24 10:00",
    ]


def test_planning_again_changes_nothing(database: Database) -> None:
    case = filed(database)
    before = planned(database, case.id)
    changed(database, case, at=NOW)

    assert planned(database, case.id) == before


def test_what_was_said_is_never_planned_again(database: Database) -> None:
    case = filed(database)
    say_due(database, now=NOW)
    for minutes in (0, 10, -60):
        changed(database, case, at=NOW + timedelta(minutes=minutes), owner=QUALITY)

    assert planned(database, case.id, said=True) == ["ack-new Fri 2026-11-13 17:50"]
    assert not [line for line in planned(database, case.id) if line.startswith("ack-new")]


def test_what_the_next_tick_is_about_to_say_survives_a_step(database: Database) -> None:
    """Monday, 08:00:03: somebody takes the case before the tick of 08:00:05."""
    case = filed(database)
    changed(database, case, at=paris("2026-11-16 08:00") + timedelta(seconds=3), owner=QUALITY)

    assert "ack-late-1 Mon 2026-11-16 08:00" in planned(database, case.id)


def test_a_reminder_keeps_the_hours_of_its_owner(database: Database) -> None:
    away = Person(id=QUALITY, name="qualité", zone="America/Martinique")
    case = filed(database, at=paris("2026-11-17 09:00"))
    with database.writing() as connection:
        people.remember(connection, [away])
    changed(database, case, at=paris("2026-11-17 09:00"), owner=QUALITY)

    # 24 h before is 04:00 in Martinique; the evening before that, 18:25 there
    assert planned(database, case.id)[:2] == [
        "ack-new Tue 2026-11-17 13:00",
        "ack-24h Tue 2026-11-17 23:25",
    ]


@pytest.mark.parametrize(
    ("owner", "level"), [(None, Level.QUALITY_MANAGERS), (QUALITY, Level.OWNER)]
)
def test_what_nobody_owns_begins_with_those_who_can_give_it_an_owner(
    database: Database, owner: str | None, level: Level
) -> None:
    case = changed(database, filed(database), at=NOW, owner=owner)
    with database.reading() as connection:
        kept = reminders.of_subject(connection, case.id)

    assert {one.reminder.level for one in kept} == {level}


def test_an_owner_who_left_is_no_owner(database: Database) -> None:
    with database.writing() as connection:
        people.remember(connection, [Person(id=QUALITY, name="partie", is_deleted=True)])
    case = changed(database, filed(database), at=NOW, owner=QUALITY)
    with database.reading() as connection:
        kept = reminders.of_subject(connection, case.id)

    assert {one.reminder.level for one in kept} == {Level.QUALITY_MANAGERS}


def test_an_incident_is_planned_for_its_charge_and_its_information(database: Database) -> None:
    case = file_case(opened(database), incident_draft()).case

    assert planned(database, case.id) == [
        "charge-due Mon 2026-11-16 08:20",
        "information-4h Mon 2026-11-16 13:50",
        "information-due Mon 2026-11-16 17:50",
        "charge-late-1 Tue 2026-11-17 08:00",
        "information-late-1 Tue 2026-11-17 08:00",
    ]


def test_an_action_is_due_by_the_end_of_its_day(database: Database) -> None:
    one = action()
    opened(database).write(replan_action, one)
    before = planned(database, one.id)
    done = replace(one, status=ActionStatus.DONE)
    opened(database).write(replan_action, done)

    assert before == [
        "action-7d Tue 2026-11-24 18:25",
        "action-1d Mon 2026-11-30 18:25",
        "action-due Tue 2026-12-01 18:25",
        "action-late-1 Wed 2026-12-02 08:00",
    ]
    assert planned(database, one.id) == []
