"""A substitution is planned by who may, begins and ends by itself, and is told to both."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from bot.domain.cases.confidentiality import Unfit
from bot.domain.cases.roles import may_see
from bot.domain.errors import NotAllowedError
from bot.domain.messages.school import SubstitutionNews, SubstitutionNotice
from bot.domain.school.office import Office, Person
from bot.domain.school.substitutes import Substitution, Unsuited
from bot.services.cases.filing import file_case
from bot.services.reports.reviews import may_approve
from bot.services.school.offices import change_handlers, refuse_all_but_managers
from bot.services.school.substitutes import (
    SubstitutionRefusedError,
    end_substitution,
    look_at_substitutions,
    plan_substitution,
    turn_substitutions,
)
from bot.services.unit_of_work import UnitOfWork
from storage.database import Database
from storage.school import people
from storage.tables import journal
from tests.support.all_at_once import all_at_once
from tests.support.builders import (
    DIRECTION,
    OFFICE,
    QUALITY,
    TRAINER,
    complaint_draft,
    incident_draft,
    opened,
)
from tests.support.casework import waiting
from tests.support.substitutes import substitution
from tests.support.times import paris

KARIM, OTHER = "U0KARIM", "U0OTHER"
NOW = paris("2026-07-31 10:00")
ASKED = substitution(QUALITY, KARIM, begins_on=date(2026, 8, 3), ends_on=date(2026, 8, 21))
RUNNING = paris("2026-08-03 09:00")


def plan(database: Database, wanted: Substitution = ASKED, *, by: str = QUALITY) -> None:
    opened(database, now=NOW).write(plan_substitution, wanted, actor=by, is_admin=False)


def turn(database: Database, at: str) -> int:
    return turn_substitutions(opened(database, now=paris(at)))


def office_at(database: Database, at: str) -> Office:
    return opened(database, now=paris(at)).read(lambda work: work.office)


def told(database: Database) -> list[tuple[str, str]]:
    """Who is told what of substitutions, and no longer is then."""
    later = NOW + timedelta(days=60)
    found = (row.read() for row in waiting(database, now=later))
    notices = (one for one in found if isinstance(one, SubstitutionNotice))
    return sorted((one.recipient or "", one.news) for one in notices)


def entries(database: Database) -> list[tuple[str, str]]:
    with database.reading() as connection:
        query = select(journal.c.event, journal.c.actor).order_by(journal.c.seq)
        rows = connection.execute(query.where(journal.c.event.startswith("substitution")))
        return [(row.event, row.actor) for row in rows]


def test_a_substitution_runs_from_its_first_day_to_midnight_of_its_last(
    database: Database,
) -> None:
    """On the office's clock, whether or not a tick came."""
    plan(database)

    moments = ("2026-08-02 23:59", "2026-08-03 00:00", "2026-08-21 23:59", "2026-08-22 00:00")
    assert [office_at(database, at).in_quality for at in moments] == [
        (QUALITY,),
        (QUALITY, KARIM),
        (QUALITY, KARIM),
        (QUALITY,),
    ]


def test_it_is_told_to_both_and_journalled_when_planned_begun_and_over(
    database: Database,
) -> None:
    plan(database)
    planned = told(database)
    begun = turn(database, "2026-08-03 00:01"), turn(database, "2026-08-03 00:02")
    told_begun = told(database)
    over = turn(database, "2026-08-22 00:01"), turn(database, "2026-08-22 00:02")

    assert planned == [(KARIM, "planned")]
    assert begun == over == (1, 0)
    assert told_begun == [(KARIM, "begun"), (QUALITY, "begun")]
    assert told(database) == [(KARIM, "ended"), (QUALITY, "ended")]
    assert entries(database) == [
        ("substitution_planned", QUALITY),
        ("substitution_begun", "vigie"),
        ("substitution_ended", "vigie"),
    ]


def test_nobody_is_told_at_night(database: Database) -> None:
    plan(database)
    turn(database, "2026-08-03 00:01")

    at_night = (row.read() for row in waiting(database, now=paris("2026-08-03 00:05")))
    told = [one.news for one in at_night if isinstance(one, SubstitutionNotice)]
    assert told == [SubstitutionNews.PLANNED]


def test_one_that_begins_today_has_begun(database: Database) -> None:
    plan(database, replace(ASKED, begins_on=date(2026, 7, 31)))

    assert KARIM in office_at(database, "2026-07-31 10:00").in_quality
    assert turn(database, "2026-07-31 10:01") == 0


def test_who_comes_back_early_ends_it(database: Database) -> None:
    plan(database)
    turn(database, "2026-08-03 00:01")
    waiting(database, now=NOW + timedelta(days=60))
    at = opened(database, now=paris("2026-08-10 09:00"))
    seen = at.write(end_substitution, ASKED.id, actor=QUALITY, is_admin=False)
    again = at.write(end_substitution, ASKED.id, actor=QUALITY, is_admin=False)

    assert not seen.listed
    assert not again.listed
    assert office_at(database, "2026-08-10 09:00").in_quality == (QUALITY,)
    assert told(database) == [(KARIM, "ended")]
    assert entries(database)[-1] == ("substitution_ended", QUALITY)


def test_a_substitute_who_leaves_ends_it_and_the_managers_are_told(database: Database) -> None:
    plan(database)
    turn(database, "2026-08-03 00:01")
    waiting(database, now=NOW + timedelta(days=60))
    with database.writing() as connection:
        people.remember(connection, [Person(id=KARIM, name="Karim", is_deleted=True)])

    assert turn(database, "2026-08-10 09:00") == 1
    assert office_at(database, "2026-08-10 09:00").in_quality == (QUALITY,)
    assert told(database) == [(QUALITY, SubstitutionNews.LEFT)]


def test_who_is_in_charge_no_more_is_not_replaced(database: Database) -> None:
    plan(database)
    changed = opened(database, now=RUNNING, office=replace(OFFICE, quality_managers=(OTHER,)))

    assert turn_substitutions(changed) == 1
    assert not changed.read(lambda work: work.office.stand_ins.running)


@pytest.mark.parametrize(
    ("by", "absent", "is_admin", "may"),
    [
        (QUALITY, DIRECTION, False, True),
        (DIRECTION, DIRECTION, False, True),
        (DIRECTION, QUALITY, False, False),
        (TRAINER, QUALITY, False, False),
        (TRAINER, TRAINER, False, False),
        (TRAINER, QUALITY, True, False),
    ],
)
def test_ones_own_absence_or_that_of_others_in_the_settings(
    database: Database, by: str, absent: str, *, is_admin: bool, may: bool
) -> None:
    """An admin may only while no quality manager is there, as for the settings."""
    wanted = replace(ASKED, absent=absent)
    work = opened(database, now=NOW)
    if may:
        seen = work.write(plan_substitution, wanted, actor=by, is_admin=is_admin)
        assert seen.listed == (wanted,)
    else:
        with pytest.raises(NotAllowedError):
            work.write(plan_substitution, wanted, actor=by, is_admin=is_admin)


def test_a_substitute_plans_and_ends_none_for_whom_they_stand_in(database: Database) -> None:
    """Nor do they change the settings, by which they could choose themselves."""
    plan(database)
    work = opened(database, now=RUNNING)

    with pytest.raises(NotAllowedError):
        work.write(end_substitution, ASKED.id, actor=KARIM, is_admin=False)
    with pytest.raises(NotAllowedError):
        work.write(change_handlers, (KARIM,), actor=KARIM, is_admin=False)


def test_overlapping_substitutions_are_refused_and_nothing_is_written(database: Database) -> None:
    plan(database)
    second = replace(
        substitution(QUALITY, OTHER), begins_on=date(2026, 8, 21), ends_on=date(2026, 8, 30)
    )

    with pytest.raises(SubstitutionRefusedError) as refused:
        plan(database, second)
    assert refused.value.reason is Unsuited.REPLACED_ALREADY
    assert len(entries(database)) == 1


def test_two_people_plan_at_once_and_one_substitution_stands(database: Database) -> None:
    wanted = [replace(ASKED, id=uuid4(), substitute=one) for one in (KARIM, OTHER)]

    def planning(one: Substitution) -> bool:
        try:
            plan(database, one)
        except SubstitutionRefusedError:
            return False
        return True

    assert sorted(all_at_once(planning, wanted, threads=2)) == [False, True]


def test_a_form_that_comes_twice_is_written_once(database: Database) -> None:
    plan(database)
    plan(database)

    assert len(entries(database)) == 1


@pytest.mark.parametrize(
    ("known", "why"),
    [
        (Person(id=KARIM, name="Karim", is_deleted=True), Unfit.LEFT),
        (Person(id=KARIM, name="Karim", is_bot=True), Unfit.PROGRAM),
        (Person(id=KARIM, name="Karim", is_guest=True), Unfit.GUEST),
        (Person(id=OTHER, name="Autre"), Unfit.UNKNOWN),
    ],
)
def test_who_could_not_act_stands_in_for_nobody(
    database: Database, known: Person, why: Unfit
) -> None:
    with database.writing() as connection:
        people.remember(connection, [known])

    with pytest.raises(SubstitutionRefusedError) as refused:
        plan(database)
    assert refused.value.reason is why


def test_a_substitute_may_what_managers_may_but_for_the_approval(database: Database) -> None:
    plan(database)
    work = opened(database, now=RUNNING)

    work.read(refuse_all_but_managers, KARIM)
    office = work.read(lambda work: work.office)
    assert not may_approve(KARIM, office)
    with pytest.raises(NotAllowedError):
        opened(database, now=NOW).read(refuse_all_but_managers, KARIM)


def test_a_training_managers_substitute_is_told_of_an_incident_at_once(
    database: Database,
) -> None:
    """Not of a confidential one, nor of one about themselves."""
    plan(database, replace(ASKED, absent=DIRECTION))
    work = opened(database, now=RUNNING)
    file_case(work, incident_draft())
    open_one = notified(database)
    file_case(work, incident_draft(confidential=True))
    secret = notified(database)

    assert open_one == {DIRECTION, KARIM}
    assert KARIM not in secret


def notified(database: Database) -> set[str | None]:
    return {
        row.recipient for row in waiting(database, now=RUNNING) if row.kind == "incident_notice"
    }


def test_a_substitute_sees_a_case_as_long_as_they_stand_in(database: Database) -> None:
    plan(database)
    case = file_case(opened(database, now=NOW), complaint_draft()).case

    assert may_see(KARIM, case, office_at(database, "2026-08-03 09:00"))
    assert not may_see(KARIM, case, office_at(database, "2026-08-22 09:00"))


def test_the_list_is_for_those_in_charge(database: Database) -> None:
    def look(work: UnitOfWork, reader: str) -> bool:
        return look_at_substitutions(work, reader=reader, is_admin=False).for_all

    work = opened(database, now=NOW)
    assert work.read(look, QUALITY)
    assert not work.read(look, DIRECTION)
    with pytest.raises(NotAllowedError):
        work.read(look, TRAINER)
