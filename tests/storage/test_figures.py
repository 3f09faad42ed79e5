"""The database counts as a person with the list of cases and a calendar would."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select, update

from bot.domain.calendar.periods import Month
from bot.domain.cases.cases import SETTLED, Case, Status
from bot.domain.cases.outcomes import CauseFamily, Outcome
from bot.domain.cases.taxonomy import Category, IncidentType, Kind, Party
from bot.domain.cases.traces import PastLife
from bot.domain.deadlines.lateness import late_at
from bot.domain.deadlines.verdicts import Verdict, judge
from bot.domain.reports.figures import LATE_LISTED, Figures, Tally
from bot.domain.school.office import PARIS
from bot.domain.steps.ending import Reopen, Withdraw
from bot.domain.steps.lifecycles import Step
from storage.cases import cases
from storage.cases.case_rows import verdicts_of
from storage.database import Database
from storage.migrations import bridge
from storage.reports.figures import read_figures
from storage.tables import cases as table
from tests.support.cases import complaint, incident
from tests.support.lives import example, take
from tests.support.statements import overheard

OCTOBER = Month(year=2026, month=10)
NOW = datetime(2026, 10, 30, 8, tzinfo=UTC)
"""Friday 30 October 2026, 9:00 in Paris, two working days before the meeting of the 3rd."""
LATER = datetime(2026, 11, 20, 8, tzinfo=UTC)
MOST_QUERIES = 12

EDGES = tuple(
    month.interval(PARIS).start_at + shift
    for month in (OCTOBER, OCTOBER.next, OCTOBER.last_year, Month(year=2026, month=4))
    for shift in (-timedelta(microseconds=1), timedelta(), timedelta(minutes=30))
)
"""Around the midnights where months meet, of which the clocks change in between."""


@contextmanager
def holding(database: Database, kept: Sequence[Case]) -> Iterator[Connection]:
    """A transaction that sees these cases and is rolled back."""
    with database.engine.connect().execution_options(vigie_writes=True) as connection:
        for number, case in enumerate(kept):
            numbered = replace(case, id=uuid4(), ref=f"{case.ref[:3]}-2026-{number + 1:04}")
            cases.add(connection, numbered, submission_id=uuid4(), policy_version="test")
            if numbered.past_lives:
                cases.save(connection, numbered)
        yield connection
        connection.rollback()


def counted(
    database: Database, kept: Sequence[Case], *, now: datetime = LATER, zone: ZoneInfo = PARIS
) -> Figures:
    with holding(database, kept) as connection:
        return read_figures(connection, OCTOBER, now=now, zone=zone)


@st.composite
def histories(draw: st.DrawFn, now: datetime) -> Case:
    """A case with any consistent history up to `now`, its instants often near an edge."""

    def after(instant: datetime) -> datetime:
        near = [edge for edge in EDGES if instant <= edge <= now]
        later = st.integers(0, int((now - instant).total_seconds()))
        any_time = later.map(lambda seconds: instant + timedelta(seconds=seconds))
        return draw(st.sampled_from(near) | any_time if near else any_time)

    def maybe(instant: datetime) -> datetime | None:
        return after(instant) if draw(st.booleans()) else None

    kind = draw(st.sampled_from(Kind))
    received_at = after(datetime(2025, 9, 1, tzinfo=UTC))
    make = complaint if kind is Kind.COMPLAINT else incident
    of_kind = _complaint_facts(draw, received_at, maybe=maybe) if make is complaint else {}
    status = draw(st.sampled_from([Status.RECEIVED, Status.UNDER_REVIEW, *sorted(SETTLED)]))
    if make is incident:
        usual = [Status.REPORTED, Status.ACTIONS_RUNNING, Status.CLOSED, Status.DUPLICATE]
        status = draw(st.sampled_from(usual))
        of_kind = {
            "incident_type": draw(st.sampled_from(IncidentType)),
            "charge_due_at": received_at + timedelta(hours=1),
            "lost_minutes": draw(st.none() | st.integers(0, 480)),
            "injury": draw(st.booleans()),
        }
    reopened_count = draw(st.integers(0, 1))
    past_lives = _past_lives(received_at, after=after) if draw(st.booleans()) else ()
    back_at = past_lives[0].reopened_at if past_lives and reopened_count else received_at
    usual_facts: dict[str, Any] = {
        "status": status,
        "received_at": received_at,
        "recorded_at": received_at,
        "closed_at": after(back_at) if status in SETTLED else None,
        "reopened_count": reopened_count,
        "past_lives": past_lives if reopened_count else (),
        "confidential": draw(st.booleans()),
        "cause_family": draw(
            st.sampled_from([None, None, CauseFamily.METHOD, CauseFamily.EXTERNAL])
        ),
    }
    return make(**usual_facts | of_kind)


def _past_lives(received_at: datetime, *, after: Any) -> tuple[PastLife, ...]:
    closed_at = after(received_at)
    return (PastLife(closed_at=closed_at, reopened_at=after(closed_at)),)


def _complaint_facts(draw: st.DrawFn, received_at: datetime, *, maybe: Any) -> dict[str, Any]:
    due_at = received_at + timedelta(days=30)
    proposed_at = maybe(received_at)
    return {
        "category": draw(st.sampled_from([Category.TRAINER, Category.PREMISES_ACCESS])),
        "party": draw(st.sampled_from(Party)),
        "ack_due_at": received_at + timedelta(hours=48),
        "ack_sent_at": maybe(received_at),
        "ack_not_applicable": draw(st.sampled_from([None, None, "anonyme"])),
        "solution_due_at": due_at,
        "current_due_at": due_at + draw(st.sampled_from([timedelta(), timedelta(days=20)])),
        "proposed_at": proposed_at,
        "outcome": draw(st.sampled_from(Outcome)) if proposed_at else None,
    }


def month_of(instant: datetime | None, zone: ZoneInfo = PARIS) -> Month | None:
    """The month that a calendar on the wall shows."""
    if instant is None:
        return None
    local = instant.astimezone(zone)
    return Month(year=local.year, month=local.month)


def promise(kept: Sequence[Case], name: str, *, now: datetime) -> tuple[int, int, int]:
    """Met, counted and pending, judged case by case."""
    found = (getattr(judge(one), name) for one in kept)
    judged = Counter(one.as_of(now) for one in found if one)
    met, pending = judged[Verdict.MET], judged[Verdict.PENDING]
    return met, met + judged[Verdict.MISSED], pending


def flow(kept: Sequence[Case], kind: Kind, *, month: Month) -> tuple[int, int, int]:
    """Received, closed, and open when the month ended, or still open."""
    end = month.interval(PARIS).end_at
    mine = [one for one in kept if one.kind is kind]
    return (
        sum(month_of(one.received_at) == month for one in mine),
        sum(month_of(at) == month for one in mine for at in endings(one)),
        sum(one.received_at < end and not was_closed(one, end) for one in mine),
    )


def endings(case: Case) -> list[datetime | None]:
    return [case.closed_at, *(life.closed_at for life in case.past_lives)]


def was_closed(case: Case, end: datetime) -> bool:
    """Whether it was over when a month ended, though it may have come back since."""
    between = any(life.closed_at < end <= life.reopened_at for life in case.past_lives)
    return between or bool(case.closed_at and case.closed_at < end)


def said(tally: Tally) -> dict[str, Any]:
    """A tally in the recount's own terms."""
    return {
        "complaints": (tally.complaints.received, tally.complaints.closed, tally.complaints.open),
        "incidents": (tally.incidents.received, tally.incidents.closed, tally.incidents.open),
        "ack": (tally.ack.met, tally.ack.counted, tally.ack.pending),
        "initial": (tally.initial.met, tally.initial.counted, tally.initial.pending),
        "extended": (tally.extended.met, tally.extended.counted, tally.extended.pending),
        "confidential": tally.confidential,
        "injuries": tally.injuries,
        "lost_minutes": tally.lost_minutes,
    }


def recount(kept: Sequence[Case], month: Month, *, now: datetime) -> dict[str, Any]:
    came = [one for one in kept if month_of(one.received_at) == month]
    complaints = [one for one in came if one.kind is Kind.COMPLAINT]
    due = [one for one in kept if month_of(one.solution_due_at) == month]
    return {
        "complaints": flow(kept, Kind.COMPLAINT, month=month),
        "incidents": flow(kept, Kind.INCIDENT, month=month),
        "ack": promise(complaints, "ack", now=now),
        "initial": promise(due, "initial", now=now),
        "extended": promise(due, "extended", now=now),
        "confidential": sum(one.confidential for one in came),
        "injuries": sum(one.injury for one in came),
        "lost_minutes": sum(one.lost_minutes or 0 for one in came),
    }


@pytest.mark.parametrize("now", [NOW, LATER], ids=["while it runs", "after its end"])
@given(drawn=st.data())
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
def test_every_month_s_figures_are_those_of_a_recount(
    database: Database, now: datetime, drawn: st.DataObject
) -> None:
    kept = drawn.draw(st.lists(histories(now), max_size=12))
    found = counted(database, kept, now=now)
    first = min((one.received_at for one in kept), default=None)

    for month, tally in zip(found.months, found.tallies, strict=True):
        if tally is None:
            assert month != OCTOBER
            assert first is None or first >= month.interval(PARIS).end_at
        else:
            assert said(tally) == recount(kept, month, now=now)


@given(drawn=st.data())
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
def test_every_save_keeps_the_verdicts_that_the_rule_gives(
    database: Database, drawn: st.DataObject
) -> None:
    first, *later = drawn.draw(st.lists(histories(LATER), min_size=1, max_size=4))
    with holding(database, [first]) as connection:
        case_id = connection.execute(select(table.c.id)).scalar_one()
        for state in later:
            cases.save(connection, replace(state, id=case_id))
        row = connection.execute(select(table)).mappings().one()
    judged = judge([first, *later][-1])

    for promise in ("ack", "initial", "extended"):
        expected = getattr(judged, promise)
        stored = row[f"{promise}_verdict"], row[f"{promise}_verdict_at"]
        assert stored == ((expected.verdict, expected.at) if expected else (None, None))


@given(drawn=st.data())
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
def test_cases_of_an_older_schema_get_the_same_verdicts(
    database: Database, drawn: st.DataObject
) -> None:
    kept = drawn.draw(st.lists(histories(LATER), min_size=1, max_size=12))
    with holding(database, kept) as connection:
        columns = [table.c[name] for name in verdicts_of(kept[0])]
        written = connection.execute(select(*columns).order_by(table.c.id)).all()
        connection.execute(update(table).values(dict.fromkeys(columns)))
        bridge.judge_all(connection)
        filled = connection.execute(select(*columns).order_by(table.c.id)).all()

    assert filled == written


@given(drawn=st.data())
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
def test_the_breakdowns_and_the_late_ones_are_those_of_a_recount(
    database: Database, drawn: st.DataObject
) -> None:
    kept = drawn.draw(st.lists(histories(NOW), max_size=14))
    found = counted(database, kept, now=NOW)
    told = [one for one in kept if not one.confidential]
    came = [one for one in told if month_of(one.received_at) == OCTOBER]
    answered = [one for one in told if month_of(one.proposed_at) == OCTOBER]
    late = [(one.confidential, due.due_at) for one in kept for due in late_at(one, NOW)]

    assert dict(found.categories) == Counter(one.category for one in came if one.category)
    assert dict(found.incident_types) == Counter(
        one.incident_type for one in came if one.incident_type
    )
    assert dict(found.cause_families) == Counter(
        one.cause_family for one in came if one.cause_family
    )
    assert dict(found.outcomes) == Counter(one.outcome for one in answered)
    assert sum(found.ages) == found.present.open
    assert found.late_count == len(late)
    assert [one.due_at for one in found.late] == sorted(at for hidden, at in late if not hidden)
    assert len(found.late) <= LATE_LISTED
    assert {topic(one): one.count for one in found.recurrences} == recurrent(told)


def topic(of: Any) -> tuple[Any, ...]:
    return (of.category, of.incident_type, of.cause_family)


def recurrent(told: Sequence[Case]) -> dict[tuple[Any, ...], int]:
    """Topics with three cases from May to October, one of them in October."""
    known = [one for one in told if one.cause_family]
    recent = [one for one in known if month_of(one.received_at) >= OCTOBER.shifted(-5)]  # type: ignore[operator]  # never None here
    often = Counter(topic(one) for one in recent)
    of_october = {topic(one) for one in recent if month_of(one.received_at) == OCTOBER}
    return {key: count for key, count in often.items() if count >= 3 and key in of_october}


def test_a_case_received_at_the_last_moment_belongs_to_the_month_on_the_office_s_wall(
    database: Database,
) -> None:
    midnight = datetime(2026, 10, 31, 23, tzinfo=UTC)  # in winter time, since the 25th
    around = [midnight - timedelta(microseconds=1), midnight]
    kept = [complaint(received_at=at) for at in around]
    in_paris, in_utc = counted(database, kept), counted(database, kept, zone=ZoneInfo("UTC"))

    assert in_paris.present.complaints.received == 1
    assert in_utc.present.complaints.received == 2


def test_a_case_received_in_september_and_closed_in_october_counts_once_in_each(
    database: Database,
) -> None:
    received_at = datetime(2026, 9, 30, 21, 59, tzinfo=UTC)
    closed_at = datetime(2026, 9, 30, 22, tzinfo=UTC)  # midnight in Paris
    kept = [complaint(received_at=received_at, closed_at=closed_at, status=Status.CLOSED)]
    found = counted(database, kept)
    assert found.previous is not None

    assert said(found.previous)["complaints"] == (1, 0, 1)
    assert said(found.present)["complaints"] == (0, 1, 0)


def test_what_was_told_of_a_month_stays_when_its_case_comes_back(database: Database) -> None:
    """Told in December, reopened in January: kept within the date told, closed, and fondée."""
    at = datetime(2026, 9, 20, 8, tzinfo=UTC)
    steps = (
        (Step.EXTEND, timedelta(days=20)),
        (Step.PROPOSE_SOLUTION, timedelta(days=35)),
        (Step.RECORD_DECISION, timedelta(days=36)),
        (Step.IMPLEMENT, timedelta(days=37)),
        (Step.FOLLOW_UP, timedelta(days=38)),
        (Step.CLOSE, timedelta(days=39)),
    )
    due_at = at + timedelta(days=30)
    ack_due_at = at + timedelta(hours=48)
    dues = {"ack_due_at": ack_due_at, "solution_due_at": due_at, "current_due_at": due_at}
    closed = complaint(received_at=at, recorded_at=at, **dues)
    for step, later in steps:
        closed = take(closed, example(step, closed, now=at + later), now=at + later).case
    back = take(closed, Reopen(reason="revenu"), now=LATER + timedelta(days=60)).case
    over = take(back, Withdraw(reason="r"), now=LATER + timedelta(days=61)).case
    told, *since = [counted(database, [one], now=LATER) for one in (closed, back, over)]

    assert told.present.complaints.closed == told.present.extended.met == 1
    assert told.outcomes
    for now in since:
        assert (now.tallies, now.outcomes, now.ages) == (told.tallies, told.outcomes, told.ages)


@pytest.mark.parametrize(("cases_of_month", "percent"), [(1, None), (4, None), (5, 80)])
def test_a_percentage_needs_five_cases(
    database: Database, cases_of_month: int, percent: int | None
) -> None:
    received_at = datetime(2026, 10, 5, 8, tzinfo=UTC)
    due_at = received_at + timedelta(hours=48)
    in_time = complaint(received_at=received_at, ack_due_at=due_at, ack_sent_at=due_at)
    missed = replace(in_time, ack_sent_at=due_at + timedelta(seconds=1))
    found = counted(database, [missed, *[in_time] * (cases_of_month - 1)]).present

    assert (found.ack.met, found.ack.counted) == (cases_of_month - 1, cases_of_month)
    assert found.ack.percent == percent


def test_before_the_first_case_nothing_is_known_and_a_month_without_one_is_zero(
    database: Database,
) -> None:
    kept = [complaint(received_at=datetime(2026, 8, 12, tzinfo=UTC))]
    found = counted(database, kept)

    assert found.last_year is None
    assert found.known_months == 3
    assert found.present.received == 0
    assert found.rolling.complaints.received == 1


def test_all_figures_take_few_queries(database: Database) -> None:
    with holding(database, [complaint()]) as connection, overheard(database) as statements:
        read_figures(connection, OCTOBER, now=LATER, zone=PARIS)

    assert 0 < len(statements) <= MOST_QUERIES


def test_no_query_reads_every_case(sqlite_database: Database) -> None:
    days = [datetime(2020, 1, 1, tzinfo=UTC) + timedelta(days=day) for day in range(300)]
    past = [complaint(received_at=day, closed_at=day, status=Status.CLOSED) for day in days]
    with holding(sqlite_database, past) as connection:
        connection.exec_driver_sql("ANALYZE")  # as a large register is known to its database
        with overheard(sqlite_database) as statements:
            read_figures(connection, OCTOBER, now=LATER, zone=PARIS)
        plans = [
            str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given).all())
            for statement, given in statements
        ]

    assert not [plan for plan in plans if "SCAN cases" in plan]
    assert not [plan for plan in plans if "(received_at<?)" in plan]
