"""One definition of late: lists, Home, digest, register and summary say the same."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest

from bot.domain.actions.listings import Look, Scope
from bot.domain.calendar.periods import Month
from bot.domain.cases.cases import Case, Status
from bot.domain.cases.taxonomy import Category, Kind
from bot.domain.deadlines.lateness import PROMISES, LateCounts, late_at
from bot.domain.reports.figures import Figures
from bot.domain.school.office import PARIS
from bot.domain.school.policies import DeadlineKind
from bot.domain.steps.lifecycles import lifecycle_of
from bot.services.cases.lists import list_cases
from bot.services.deadlines.planning import replan, replan_action
from bot.services.deadlines.upcoming import week_of
from storage.actions import actions
from storage.cases import cases
from storage.database import Database
from storage.deadlines import open_deadlines
from storage.reports.figures import read_figures
from tests.support.builders import QUALITY, complaint_draft, incident_draft, opened
from tests.support.desk import Desk
from tests.support.lives import RECEIVED_AT, action, case_in, done_action, external
from tests.support.times import paris

pytestmark = pytest.mark.one_database

SEPTEMBER = Month(year=2026, month=9)
NOVEMBER = Month(year=2026, month=11)
RECEIVED = paris("2026-09-08 10:00")
NOW = paris("2026-11-16 09:00")


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database)


def complaint(desk: Desk, at: datetime = RECEIVED, **given: object) -> Case:
    return desk.file(complaint_draft(received_at=at), at=at, **given)


def figures(desk: Desk, month: Month, *, now: datetime = NOW) -> Figures:
    with desk.database.reading() as connection:
        return read_figures(connection, month, now=now, zone=PARIS)


def hide(desk: Desk) -> Case:
    draft = complaint_draft(received_at=RECEIVED, confidential=True, category=Category.CONDUCT_VHD)
    return desk.file(draft, at=RECEIVED, handlers=(QUALITY,))


def test_lists_digest_and_summary_count_the_same_and_name_no_confidential_case(
    desk: Desk,
) -> None:
    open_case = complaint(desk)
    hidden = hide(desk)
    desk.file(incident_draft(), at=RECEIVED)
    answered = complaint(desk, status=Status.FOLLOW_UP, proposed_at=RECEIVED, answered_at=RECEIVED)
    with opened(desk.database, now=RECEIVED).writing() as work:
        for one in (action(due_on=date(2026, 11, 2)), done_action(check_on=date(2026, 11, 3))):
            there = replace(one, id=uuid4(), ref=f"ACT-2026-{one.status}"[:20])
            actions.add(work.connection, there)
            replan_action(work, there)
    week = opened(desk.database, now=NOW).read(week_of, owner=None)
    listed = opened(desk.database, now=NOW).read(
        list_cases, Look(scope=Scope.OVERDUE), reader=QUALITY
    )
    told = figures(desk, NOVEMBER)

    # two complaints owe an acknowledgement and a solution each, the incident its two promises
    assert week.late == LateCounts(promises=6, actions=1, checks=1, waiting=1)
    assert (told.late_count, told.late_promises, told.actions.late) == (6, 6, 1)
    assert told.actions.checks_late == 1
    assert listed.total == listed.totals[Scope.OVERDUE] == 3
    assert {one.ref for one in told.late} == {open_case.ref, "INC-2026-0001"}
    assert hidden.ref not in str(told)
    assert answered.ref not in {one.ref for one in told.late}


def test_the_rows_that_the_digest_counts_are_what_is_late_of_each_case(
    database: Database,
) -> None:
    kept = [
        replace(
            case_in(status, kind),
            id=uuid4(),
            ref=f"{kind}-{number}"[:20],
            external_deadlines=(external(id=uuid4()),),
        )
        for kind in Kind
        for number, status in enumerate(lifecycle_of(kind).statuses)
    ]
    with opened(database, now=RECEIVED_AT).writing() as work:
        for case in kept:
            cases.add(work.connection, case, submission_id=uuid4(), policy_version="test")
            replan(work, case)
    for days in (1, 3, 12, 20, 40):
        at = RECEIVED_AT + timedelta(days=days)
        with database.reading() as connection:
            passed = open_deadlines.passed(connection, now=at)
        late = Counter(one.kind for case in kept for one in late_at(case, at))

        assert {kind: passed[kind] for kind in (*PROMISES, DeadlineKind.EXTERNAL)} == {
            kind: late[kind] for kind in (*PROMISES, DeadlineKind.EXTERNAL)
        }


def test_a_month_that_is_over_says_what_was_late_when_it_ended(desk: Desk) -> None:
    case = complaint(desk)
    complaint(desk, at=paris("2026-11-02 10:00"))
    before = figures(desk, SEPTEMBER)
    desk.change(case, at=NOW, status=Status.ACKNOWLEDGED, ack_sent_at=paris("2026-10-02 10:00"))
    after = figures(desk, SEPTEMBER)

    assert [(one.ref, one.promise) for one in before.late] == [(case.ref, "ack")]
    assert (after.late, after.late_count) == (before.late, 1)
    assert after.late_as_of == SEPTEMBER.interval(PARIS).end_at
    assert figures(desk, NOVEMBER).late_as_of == NOW


def test_what_others_waited_for_is_told_of_the_month_in_which_it_was_late(desk: Desk) -> None:
    one = replace(external(), due_at=paris("2026-09-20 10:00"), noted_at=RECEIVED)
    case = complaint(desk, external_deadlines=(one,), status=Status.WITHDRAWN, closed_at=RECEIVED)
    waiting = figures(desk, SEPTEMBER)

    assert (waiting.late_count, waiting.late_outside, waiting.late_promises) == (1, 1, 0)
    assert waiting.late[0].ref == case.ref


def test_a_promise_kept_in_time_was_never_late(desk: Desk) -> None:
    complaint(desk, status=Status.ACKNOWLEDGED, ack_sent_at=RECEIVED + timedelta(hours=1))

    assert figures(desk, SEPTEMBER).late_count == 0
