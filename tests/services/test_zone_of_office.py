"""A school's zone is a setting: what was planned under another one is recalled all the same."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.actions.actions import Action
from bot.domain.deadlines.reminders import Snooze
from bot.domain.school.office import Office, ReminderStyle
from bot.domain.school.policies import DeadlineKind
from bot.services.deadlines.planning import choose_style, put_off, replan_action
from bot.services.deadlines.planning_again import audit_plans
from storage.actions import actions
from storage.database import Database
from storage.deadlines import open_deadlines
from tests.support.builders import OFFICE, QUALITY, TRAINER, opened
from tests.support.desk import Desk, Sent
from tests.support.lives import action
from tests.support.times import paris

pytestmark = pytest.mark.one_database

MARTINIQUE = replace(OFFICE, zone=ZoneInfo("America/Martinique"))
NOUMEA = replace(OFFICE, zone=ZoneInfo("Pacific/Noumea"))
OTHERS = pytest.mark.parametrize("elsewhere", [MARTINIQUE, NOUMEA], ids=["west", "east"])
DECIDED = paris("2026-11-17 15:00")
DAY = timedelta(days=1)


def planned(database: Database, *, office: Office = OFFICE) -> Action:
    """The trainer's, to be done by 1 December."""
    one = action(created_at=DECIDED)
    with opened(database, now=DECIDED, office=office).writing() as work:
        actions.add(work.connection, one)
        replan_action(work, one)
    return one


def lived(
    database: Database, *offices: Office, until: str = "2026-12-17 12:00"
) -> list[tuple[datetime, Sent]]:
    """What is said while these processes tick in turn on one database."""
    desks = [Desk(database, office=office) for office in offices]
    heard, at = [], DECIDED
    while at <= paris(until):
        for desk in desks:
            heard += [(at, one) for one in desk.told(at)]
        at += timedelta(hours=3)
    return heard


def rules_told_to(person: str, heard: list[tuple[datetime, Sent]]) -> list[str]:
    return [one.rule for _, sent in heard if sent.to == person for one in sent.about]


WHOLE_LADDER = [
    *("action-7d", "action-1d", "action-due", "action-late-1", "action-late-2"),
    "action-late-20261214",
]


@OTHERS
def test_the_whole_ladder_is_said_once_after_a_change_of_the_zone(
    database: Database, elsewhere: Office
) -> None:
    planned(database)
    heard = lived(database, elsewhere)

    assert rules_told_to(TRAINER, heard) == WHOLE_LADDER
    assert audit_plans(opened(database, now=DECIDED, office=elsewhere)).unplanned == 0


@OTHERS
def test_and_while_two_processes_have_two_zones(database: Database, elsewhere: Office) -> None:
    planned(database)
    heard = lived(database, OFFICE, elsewhere)

    assert rules_told_to(TRAINER, heard) == WHOLE_LADDER


@OTHERS
def test_a_change_between_two_rungs_says_nothing_again(
    database: Database, elsewhere: Office
) -> None:
    planned(database)
    before = lived(database, OFFICE, until="2026-11-25 12:00")
    after = lived(database, elsewhere)

    assert rules_told_to(TRAINER, before + after) == WHOLE_LADDER


def test_what_waits_in_the_outbox_meanwhile_is_sent(database: Database) -> None:
    planned(database)
    due = paris("2026-11-24 18:25")
    Desk(database).tick(due)
    sent = Desk(database, office=MARTINIQUE).send(due)

    assert [one.to for one in sent] == [TRAINER]


def test_it_is_due_at_the_end_of_its_day_on_the_new_clock(database: Database) -> None:
    one = planned(database)
    lived(database, MARTINIQUE, until="2026-11-25 12:00")
    with database.reading() as connection:
        (owed,) = open_deadlines.of_subject(connection, one.id)

    assert owed.due_at == datetime(2026, 12, 2, tzinfo=MARTINIQUE.zone)


def test_lists_and_cards_know_it_before_anything_is_recalled(database: Database) -> None:
    one = planned(database)
    audit_plans(opened(database, now=DECIDED, office=MARTINIQUE))
    with database.reading() as connection:
        (owed,) = open_deadlines.of_subject(connection, one.id)

    assert owed.due_at == datetime(2026, 12, 2, tzinfo=MARTINIQUE.zone)
    assert rules_told_to(TRAINER, lived(database, MARTINIQUE)) == WHOLE_LADDER


def test_what_waits_for_a_morning_is_told_in_it(database: Database) -> None:
    opened(database).write(choose_style, TRAINER, ReminderStyle.MORNING_DIGEST)
    planned(database)
    evening = paris("2026-11-24 18:25")
    Desk(database).tick(evening)
    desk = Desk(database, office=MARTINIQUE)
    with opened(database, now=evening, office=MARTINIQUE).writing() as work:
        replan_action(work, action(created_at=DECIDED))
    heard = desk.days(evening, paris("2026-11-25 14:00"), every=timedelta(hours=1))

    assert [one.kind for _, one in heard if one.to == TRAINER] == ["morning_digest"]


def test_another_day_is_another_date(database: Database) -> None:
    """Nothing is left to say of the day that was given up, however near the new one."""
    one = planned(database)
    due = paris("2026-11-24 18:25")
    Desk(database).tick(due)
    moved = replace(one, due_on=date(2026, 12, 2))
    with opened(database, now=due).writing() as work:
        actions.save(work.connection, moved)
        replan_action(work, moved)

    assert Desk(database).send(due) == []


def test_who_put_it_off_is_told_again(database: Database) -> None:
    one = planned(database)
    desk = Desk(database, office=MARTINIQUE)
    lived(database, OFFICE, until="2026-11-25 12:00")
    wednesday = paris("2026-11-25 12:00")
    key = one.id, DeadlineKind.ACTION, paris("2026-12-02 00:00")
    until = opened(database, now=wednesday).write(put_off, key, Snooze.MONDAY, person=TRAINER)
    with opened(database, now=wednesday, office=MARTINIQUE).writing() as work:
        replan_action(work, one)

    assert until == paris("2026-11-30 08:00")
    assert TRAINER in [sent.to for sent in desk.told(paris("2026-11-30 13:00"))]
    assert QUALITY not in [sent.to for sent in desk.told(paris("2026-11-30 13:05"))]
