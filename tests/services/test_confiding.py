"""Confidential cases: who handles them, who may choose that, and that nobody is let in unheard."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import delete

from bot.domain.cases.cases import Case
from bot.domain.cases.confidentiality import Unfit
from bot.domain.cases.refusals import IllegalStepError, Reason
from bot.domain.cases.roles import may_see
from bot.domain.cases.taxonomy import Severity
from bot.domain.errors import NotAllowedError
from bot.domain.school.office import Locale, Office, OfficeChange, Person
from bot.domain.steps.handling import Qualify
from bot.services.actions import departures
from bot.services.cases.filing import file_case
from bot.services.school.offices import (
    OfficeRefusedError,
    change_handlers,
    change_office,
    read_office,
    reset_managers,
)
from storage.database import Database
from storage.school import people
from storage.tables import people as people_table
from tests.support.builders import (
    DIRECTION,
    OFFICE,
    QUALITY,
    TRAINER,
    complaint_draft,
    incident_draft,
    opened,
)
from tests.support.casework import case_now, history, kept, take, waiting
from tests.support.members import somebody

pytestmark = pytest.mark.one_database

OTHER, HANDLER, SECOND, ADMIN = "U0OTHER", "U0HANDLER", "U0SECOND", "U0ADMIN"
GONE, ROBOT = "U0GONE", "U0ROBOT"
SCHOOL = replace(OFFICE, quality_managers=(QUALITY, OTHER))
WITH_HANDLER = replace(SCHOOL, confidential_handlers=(HANDLER,))
CHANGE = OfficeChange(
    quality_channel=SCHOOL.quality_channel,
    quality_managers=SCHOOL.quality_managers,
    training_managers=SCHOOL.training_managers,
    meeting_rule=SCHOOL.meeting_rule,
    locale=Locale.FRENCH,
)


@pytest.fixture(autouse=True)
def members(database: Database) -> None:
    """Everybody is there, but for one who left and a robot."""
    there = [QUALITY, OTHER, DIRECTION, TRAINER, HANDLER, SECOND]
    remember(
        database,
        *map(somebody, there),
        replace(somebody(ADMIN), is_admin=True),
        replace(somebody(GONE), is_deleted=True),
        replace(somebody(ROBOT), is_bot=True),
    )


def remember(database: Database, *members: Person) -> None:
    with database.writing() as connection:
        people.remember(connection, list(members))


def leave(database: Database, *members: str) -> None:
    remember(database, *(replace(somebody(one), is_deleted=True) for one in members))


def filed(database: Database, office: Office = SCHOOL, **given: Any) -> Case:
    draft = complaint_draft(**{"confidential": True, "reporter": TRAINER} | given)
    return file_case(opened(database, office=office), draft).case


def choose(
    database: Database,
    handlers: tuple[str, ...] | None,
    *,
    actor: str,
    office: Office = SCHOOL,
    is_admin: bool = False,
    **given: Any,
) -> Office:
    change = replace(CHANGE, confidential_handlers=handlers, **given)
    return opened(database, office=office).write(
        change_office, change, actor=actor, is_admin=is_admin
    )


def choose_handlers(
    database: Database, handlers: tuple[str, ...], *, actor: str, office: Office
) -> Office:
    return opened(database, office=office).write(
        change_handlers, handlers, actor=actor, is_admin=False
    )


@contextmanager
def refused(found: dict[str, Unfit]) -> Iterator[None]:
    with pytest.raises(OfficeRefusedError) as caught:
        yield
    assert caught.value.found == found


def told(database: Database, kind: str) -> set[str | None]:
    return {row.recipient for row in waiting(database) if row.kind == kind}


def test_who_handles_a_confidential_case_is_written_into_it_and_told(database: Database) -> None:
    case = filed(database, WITH_HANDLER)
    (entry,) = history(database, case.id)

    assert case_now(database, case.id).handlers == (HANDLER,)
    assert (entry.details or {})["handlers"] == [HANDLER]
    assert told(database, "handler_notice") == {HANDLER}


@pytest.mark.parametrize(
    ("office", "handlers"),
    [
        (WITH_HANDLER, (HANDLER,)),
        (replace(WITH_HANDLER, confidential_handlers=(GONE, ROBOT)), (QUALITY, OTHER)),
        (SCHOOL, (QUALITY, OTHER)),
        (replace(SCHOOL, quality_managers=(GONE,)), (DIRECTION,)),
        (replace(SCHOOL, quality_managers=(), training_managers=(ROBOT,)), (ADMIN,)),
    ],
)
def test_the_first_circle_in_which_somebody_is_there_handles_it(
    database: Database, office: Office, handlers: tuple[str, ...]
) -> None:
    assert filed(database, office).handlers == handlers


@pytest.mark.parametrize(
    ("concerned", "handlers"),
    [
        ((HANDLER,), (QUALITY, OTHER)),
        ((HANDLER, QUALITY), (OTHER,)),
        ((HANDLER, QUALITY, OTHER), (DIRECTION,)),
        ((HANDLER, QUALITY, OTHER, DIRECTION), (ADMIN,)),
        ((HANDLER, QUALITY, OTHER, DIRECTION, ADMIN), ()),
    ],
)
def test_whom_it_is_about_neither_handles_sees_nor_hears_of_it(
    database: Database, concerned: tuple[str, ...], handlers: tuple[str, ...]
) -> None:
    case = filed(database, WITH_HANDLER, concerned_people=concerned)
    rows = waiting(database)

    assert case.handlers == handlers
    assert not any(may_see(person, case, WITH_HANDLER) for person in concerned)
    assert all(may_see(person, case, WITH_HANDLER) for person in handlers)
    assert {row.recipient for row in rows if row.kind == "handler_notice"} == set(handlers)
    assert not {row.recipient for row in rows} & set(concerned)


def test_a_training_manager_who_is_concerned_is_not_told_of_an_incident(
    database: Database,
) -> None:
    draft = incident_draft(confidential=True, concerned_people=(DIRECTION,))
    done = file_case(opened(database, office=SCHOOL), draft)

    assert done.told == ()
    assert {row.kind for row in waiting(database) if row.recipient == DIRECTION} == set()


def test_who_is_concerned_is_for_confidential_cases_only(database: Database) -> None:
    case = filed(database, confidential=False, concerned_people=(QUALITY,))

    assert case.concerned_people == ()


def test_a_case_that_is_not_confidential_names_nobody(database: Database) -> None:
    assert filed(database, WITH_HANDLER, confidential=False).handlers == ()


def test_a_case_made_confidential_later_is_confided_and_its_handlers_told(
    database: Database,
) -> None:
    case = kept(database)
    wanted = Qualify(severity=Severity.MODERATE, category=case.category, confidential=True)
    taken = take(database, case, wanted, actor=QUALITY, office=WITH_HANDLER)
    (entry,) = history(database, case.id)

    assert taken.case.handlers == (HANDLER,)
    assert case_now(database, case.id) == taken.case
    assert (entry.details or {})["changes"]["handlers"] == [[], [HANDLER]]
    assert told(database, "handler_notice") == {HANDLER}


def test_a_manager_cannot_make_herself_the_handler_of_all_cases(database: Database) -> None:
    """While a handler is there the list is theirs alone."""
    case = filed(database, WITH_HANDLER)
    with refused({"confidential_handlers": Unfit.NOT_THEIRS}):
        choose(database, (QUALITY,), actor=QUALITY, office=WITH_HANDLER)
    with pytest.raises(NotAllowedError):
        choose_handlers(database, (QUALITY,), actor=QUALITY, office=WITH_HANDLER)
    office = opened(database, office=WITH_HANDLER).read(read_office)

    assert office.confidential_handlers == (HANDLER,)
    assert not may_see(QUALITY, case_now(database, case.id), office)


def test_a_manager_changes_the_rest_as_before(database: Database) -> None:
    office = choose(database, None, actor=QUALITY, office=WITH_HANDLER, locale=Locale.ENGLISH)
    same = choose(database, (HANDLER,), actor=QUALITY, office=WITH_HANDLER)

    assert (office.locale, office.confidential_handlers) == (Locale.ENGLISH, (HANDLER,))
    assert same.confidential_handlers == (HANDLER,)


def test_a_handler_who_leads_nothing_else_changes_the_list_and_nothing_else(
    database: Database,
) -> None:
    office = choose_handlers(database, (HANDLER, SECOND), actor=HANDLER, office=WITH_HANDLER)
    with pytest.raises(NotAllowedError):
        choose(database, None, actor=HANDLER, office=WITH_HANDLER)

    assert office.confidential_handlers == (HANDLER, SECOND)


@pytest.mark.parametrize("handlers", [(), (GONE,), (GONE, ROBOT)])
def test_a_list_on_which_nobody_is_there_is_begun_by_a_manager(
    database: Database, handlers: tuple[str, ...]
) -> None:
    office = replace(SCHOOL, confidential_handlers=handlers)

    assert choose(database, (SECOND,), actor=QUALITY, office=office).confidential_handlers == (
        SECOND,
    )


def test_old_and_new_handlers_and_the_managers_are_told_of_a_change(database: Database) -> None:
    choose_handlers(database, (SECOND,), actor=HANDLER, office=WITH_HANDLER)
    rows = [row for row in waiting(database) if row.kind == "handlers_changed"]

    assert {row.recipient for row in rows} == {QUALITY, OTHER, SECOND}
    for row in rows:
        assert row.details == {"actor": HANDLER, "before": [HANDLER], "after": [SECOND]}


def test_those_who_are_first_chosen_are_told_too(database: Database) -> None:
    choose(database, (HANDLER, SECOND), actor=QUALITY)

    assert told(database, "handlers_changed") == {OTHER, HANDLER, SECOND}


def test_a_change_neither_opens_nor_closes_the_cases_there_are(database: Database) -> None:
    case = filed(database, WITH_HANDLER)
    office = choose_handlers(database, (SECOND,), actor=HANDLER, office=WITH_HANDLER)
    later = filed(database, WITH_HANDLER)

    assert may_see(HANDLER, case_now(database, case.id), office)
    assert not may_see(SECOND, case_now(database, case.id), office)
    assert later.handlers == (SECOND,)


def test_nor_those_that_were_filed_before_handlers_were_written_into_cases(
    database: Database,
) -> None:
    case = kept(database, confidential=True)
    office = choose(database, (SECOND,), actor=QUALITY)
    (entry,) = history(database, case.id)

    assert case_now(database, case.id).handlers == (QUALITY, OTHER)
    assert not may_see(SECOND, case_now(database, case.id), office)
    assert entry.event == "handlers_named"


def test_a_case_that_nobody_could_handle_goes_to_those_who_are_chosen_then(
    database: Database,
) -> None:
    leave(database, ADMIN)
    nobody = replace(SCHOOL, quality_managers=(), training_managers=())
    case = filed(database, nobody)
    office = choose(database, None, actor=DIRECTION, office=nobody, is_admin=True)

    assert case.handlers == ()
    assert case_now(database, case.id).handlers == office.quality_managers
    assert told(database, "handler_notice") == set(office.quality_managers)


@pytest.mark.both_databases
def test_a_case_whose_every_handler_left_goes_to_those_who_are_there(database: Database) -> None:
    office = replace(SCHOOL, confidential_handlers=(HANDLER, SECOND))
    case = filed(database, office)
    leave(database, HANDLER)
    assert departures.take_back(opened(database, office=office)) == ()

    leave(database, SECOND)
    assert departures.take_back(opened(database, office=office)) == (case.id,)
    assert case_now(database, case.id).handlers == (QUALITY, OTHER)
    assert history(database, case.id)[-1].event == "handlers_named"
    assert departures.take_back(opened(database, office=office)) == ()


@pytest.mark.parametrize(
    ("person", "why"),
    [(ROBOT, Unfit.PROGRAM), (GONE, Unfit.LEFT), ("U0NOBODY", Unfit.UNKNOWN)],
)
@pytest.mark.parametrize("choice", ["quality_managers", "training_managers"])
def test_nobody_is_put_in_charge_who_could_not_act(
    database: Database, choice: str, person: str, why: Unfit
) -> None:
    with refused({choice: why}):
        wanted: dict[str, Any] = {choice: (QUALITY, person)}
        choose(database, None, actor=QUALITY, **wanted)

    assert opened(database, office=SCHOOL).read(read_office) == SCHOOL


def test_nor_among_the_handlers(database: Database) -> None:
    with refused({"confidential_handlers": Unfit.PROGRAM}):
        choose(database, (ROBOT,), actor=QUALITY)


def test_where_no_manager_is_there_an_admin_may_choose(database: Database) -> None:
    abandoned = replace(SCHOOL, quality_managers=(GONE, ROBOT))
    with pytest.raises(NotAllowedError):
        choose(database, None, actor=TRAINER, office=abandoned)
    office = choose(database, None, actor=ADMIN, office=abandoned, is_admin=True)

    assert office.quality_managers == (QUALITY, OTHER)


def test_an_admin_may_not_while_a_manager_is_there(database: Database) -> None:
    with pytest.raises(NotAllowedError):
        choose(database, None, actor=ADMIN, office=SCHOOL, is_admin=True)


def test_the_managers_are_reset_from_outside_slack(database: Database) -> None:
    office = opened(database, office=WITH_HANDLER).write(reset_managers, (DIRECTION,))

    assert office.quality_managers == (DIRECTION,)
    assert office.confidential_handlers == (HANDLER,)
    with refused({"quality_managers": Unfit.UNKNOWN}):
        opened(database, office=WITH_HANDLER).write(reset_managers, ("U0NOBODY",))


def test_an_incident_that_is_confidential_is_told_to_nobody_twice(database: Database) -> None:
    office = replace(SCHOOL, confidential_handlers=(DIRECTION,))
    draft = incident_draft(confidential=True)
    file_case(opened(database, office=office), draft)
    rows = [row.kind for row in waiting(database) if row.recipient == DIRECTION]

    assert rows == ["incident_notice"]


def naming(*people: str, confidential: bool = False) -> Qualify:
    return Qualify(severity=Severity.MODERATE, concerned_people=people, confidential=confidential)


def test_an_owner_cannot_shut_the_managers_out(database: Database) -> None:
    case = kept(database, owner=TRAINER)
    with pytest.raises(IllegalStepError) as refused:
        take(database, case, naming(QUALITY, OTHER), actor=TRAINER, office=SCHOOL)

    assert (refused.value.refusal.reason, refused.value.refusal.field) == (
        Reason.ROLE,
        "concerned_people",
    )
    assert case_now(database, case.id) == case


def test_those_who_are_excluded_are_told_without_a_word_of_the_case(database: Database) -> None:
    case = kept(database, owner=SECOND)
    take(database, case, naming(OTHER, SECOND, HANDLER), actor=QUALITY, office=SCHOOL)
    rows = [row for row in waiting(database) if row.kind == "access_ended"]

    assert {row.recipient for row in rows} == {OTHER, SECOND}  # the handler saw nothing before
    assert all(row.details is None for row in rows)


@pytest.mark.parametrize("excluded", [(QUALITY, OTHER), (QUALITY, OTHER, DIRECTION)])
def test_somebody_is_always_left_to_lead_a_case(
    database: Database, excluded: tuple[str, ...]
) -> None:
    case = kept(database)
    with pytest.raises(IllegalStepError) as refused:
        take(database, case, naming(*excluded), actor=QUALITY, office=SCHOOL)

    assert refused.value.refusal.reason is Reason.NOBODY_LEFT
    assert case_now(database, case.id) == case


def test_somebody_who_is_there(database: Database) -> None:
    office = replace(SCHOOL, quality_managers=(QUALITY, GONE, ROBOT))
    case = kept(database)
    with pytest.raises(IllegalStepError) as refused:
        take(database, case, naming(QUALITY), actor=QUALITY, office=office)

    assert refused.value.refusal.reason is Reason.NOBODY_LEFT


@pytest.mark.both_databases
def test_confidential_it_goes_to_the_next_who_may(database: Database) -> None:
    case = kept(database)
    wanted = naming(QUALITY, OTHER, confidential=True)
    taken = take(database, case, wanted, actor=QUALITY, office=SCHOOL)
    everybody = naming(QUALITY, OTHER, DIRECTION, ADMIN)
    with pytest.raises(IllegalStepError) as refused:
        take(database, case, everybody, actor=DIRECTION, office=SCHOOL)

    assert taken.case.handlers == (DIRECTION,)
    assert refused.value.refusal.reason is Reason.NOBODY_LEFT


def test_before_slack_told_of_anybody_nobody_is_unknown(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(delete(people_table))
    office = choose(database, None, actor=QUALITY, quality_managers=("U0NOBODY",))

    assert office.quality_managers == ("U0NOBODY",)
