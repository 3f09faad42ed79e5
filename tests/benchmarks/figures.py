"""A month's figures over very many cases, beside the same aggregates written as bare SQL."""

# ruff: noqa: S608  # the pieces put together are constants of this module, values are bound

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Integer, String, cast, func, insert, text, true

from bot.domain.calendar.periods import Month
from bot.domain.cases.cases import Status
from bot.domain.cases.outcomes import CauseFamily
from bot.domain.cases.taxonomy import Category, Channel, IncidentType, Party, Severity
from bot.domain.cases.taxonomy import Kind as CaseKind
from bot.domain.school.office import PARIS
from storage.database import Database
from storage.figure_span import Span
from storage.migrations.bridge import judge_all
from storage.reports.figures import read_figures
from storage.tables import cases
from tests.benchmarks.copying import id_of, insert_copies, numbers_to
from tests.benchmarks.databases import Kind, migrated
from tests.benchmarks.measures import AtMost, AtMostTimes, Measure
from tests.benchmarks.plan import Plan
from tests.support.statements import overheard

TIMES_MANY = 10
"""So many times the cases of other benchmarks: a million in a thorough run."""
MOST_QUERIES = 12
MONTH = Month(year=2026, month=10)
NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
BEGUN = datetime(2025, 9, 1, tzinfo=UTC)
_SPREAD = (NOW - BEGUN) // timedelta(seconds=1)
_ROUNDS = 3
_BATCH = 10_000
_PREFIX = len("REC-2026-")
_OPEN_ONE_IN, _LATE_ONE_IN = 100, 50_000


def measure(kind: Kind, plan: Plan, folder: Path) -> Sequence[Measure]:
    """The median of a few readings of each, taken in turns on the same database."""
    size = plan.many_cases * TIMES_MANY
    with kind(folder) as create:
        database = _filled(create("figures"), size=size)
        try:
            rounds = [
                (_seconds(database, _ours), _seconds(database, _bare)) for _ in range(_ROUNDS)
            ]
            queries = _queries(database)
        finally:
            database.close()
    ours, twin = (median(times) for times in zip(*rounds, strict=True))
    name = f"figures of a month, {size:,} cases, {kind.__name__}"
    return (
        Measure(name=name, ours=ours, twin=twin, unit="s", bound=AtMostTimes(1.5)),
        Measure(
            name=f"{name}: queries",
            ours=queries,
            unit="",
            bound=AtMost(MOST_QUERIES, ""),
        ),
    )


def _ours(connection: Connection) -> None:
    read_figures(connection, MONTH, now=NOW, zone=PARIS)


def _bare(connection: Connection) -> None:
    for statement in BARE:
        connection.execute(text(statement), _moments(connection)).all()


def _seconds(database: Database, read: Any) -> float:  # either of the two above
    with database.reading() as connection:
        started = perf_counter()
        read(connection)
        return perf_counter() - started


def _queries(database: Database) -> int:
    with database.reading() as connection, overheard(database) as statements:
        _ours(connection)
    return len(statements)


def _filled(url: str, *, size: int) -> Database:
    database = migrated(url)
    written = size // TIMES_MANY
    rows = _rows(written, ids_from=size)
    with database.writing() as connection:
        while batch := [row for row, _ in zip(rows, range(_BATCH), strict=False)]:
            connection.execute(insert(cases), batch)
        _copy_all(connection, written, size=size)
        judge_all(connection)
        connection.execute(text("ANALYZE"))
    return database


def _copy_all(connection: Connection, written: int, *, size: int) -> None:
    """Each case again and again until there are so many: the database copies faster than we."""
    copies = numbers_to(TIMES_MANY - 1)
    number = cast(func.substr(cases.c.ref, _PREFIX + 1), Integer) + copies.c.number * written
    ref = func.substr(cases.c.ref, 1, _PREFIX) + cast(number, String)
    own = {"id": id_of(number, connection), "submission_id": id_of(number + size, connection)}
    insert_copies(connection, cases, own | {"ref": ref}, copies, only=true())


def _rows(size: int, *, ids_from: int) -> Iterator[dict[str, Any]]:
    """Cases spread over fifteen months; most are answered in time and closed."""
    for number in range(1, size + 1):
        received_at = BEGUN + timedelta(seconds=number * 7_919 % _SPREAD)
        is_open = number % _OPEN_ONE_IN == 0
        is_complaint = number % 3 == 0
        kind = CaseKind.COMPLAINT if is_complaint else CaseKind.INCIDENT
        yield {
            "id": UUID(int=number),
            "submission_id": UUID(int=ids_from + number),
            "ref": f"{'REC' if is_complaint else 'INC'}-2026-{number:07}",
            "kind": kind,
            "status": Status.UNDER_REVIEW if is_open else Status.CLOSED,
            "received_at": received_at,
            "recorded_at": received_at,
            "recorded_by": "U0TRAINER",
            "channel": Channel.EMAIL,
            "party": list(Party)[number % len(Party)],
            "description": "Le projecteur de la salle B ne s'allume plus.",
            "severity": Severity.MODERATE,
            "category": list(Category)[number % len(Category)] if is_complaint else None,
            "incident_type": None if is_complaint else list(IncidentType)[number % 3],
            "confidential": number % 40 == 0,
            "ack_due_at": received_at + timedelta(hours=48) if is_complaint else None,
            "ack_sent_at": received_at + timedelta(hours=number % 60) if is_complaint else None,
            "solution_due_at": received_at + timedelta(days=30) if is_complaint else None,
            "current_due_at": received_at + timedelta(days=30) if is_complaint else None,
            "proposed_at": received_at + timedelta(days=number % 33) if is_complaint else None,
            "closed_at": None if is_open else received_at + timedelta(days=number % 50),
            "cause_family": list(CauseFamily)[number % len(CauseFamily)],
            "lost_minutes": None if is_complaint else number % 90,
            "next_due_at": NOW - timedelta(days=1) if number % _LATE_ONE_IN == 0 else None,
            "policy_version": "benchmark",
        }


def _moments(connection: Connection) -> dict[str, Any]:
    """The months' bounds as the database writes instants: `m0` … `m13`, `now` and the ages."""
    span = Span(month=MONTH, now=NOW, zone=PARIS)
    ages = {f"age{days}": span.counted_until - timedelta(days=days) for days in (8, 16, 31)}
    bounds = {f"m{number}": start for number, start in enumerate(span.starts)}
    moments = {**bounds, **ages, "now": NOW}
    if connection.dialect.name != "sqlite":
        return moments
    return {name: f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}" for name, at in moments.items()}


def _month_of(column: str) -> str:
    arms = " ".join(f"WHEN {column} >= :m{number} THEN {number}" for number in range(12, -1, -1))
    return f"CASE {arms} END"


_ACK = "kind = 'complaint' AND ack_due_at IS NOT NULL AND ack_not_applicable IS NULL"
_LEFT = "status IN ('duplicate', 'withdrawn')"
_SEEN = "AND NOT confidential"
_IN_MONTH = "received_at >= :m12 AND received_at < :m13"
BARE = (
    "SELECT min(received_at) FROM cases",
    f"""SELECT {_month_of("received_at")} AS month, kind, count(*),
        count(*) FILTER (WHERE confidential), count(*) FILTER (WHERE injury), sum(lost_minutes),
        count(*) FILTER (WHERE {_ACK}),
        count(*) FILTER (WHERE {_ACK} AND (ack_sent_at <= ack_due_at OR proposed_at <= ack_due_at)),
        count(*) FILTER (WHERE {_ACK} AND ack_sent_at IS NULL AND proposed_at IS NULL
            AND NOT {_LEFT} AND ack_due_at > :now),
        count(*) FILTER (WHERE {_ACK} AND ack_sent_at IS NULL AND proposed_at IS NULL
            AND {_LEFT} AND closed_at <= ack_due_at)
        FROM cases WHERE received_at >= :m0 AND received_at < :m13 GROUP BY 1, kind""",
    f"""SELECT {_month_of("closed_at")} AS month, kind, count(*) FROM cases
        WHERE closed_at >= :m0 AND closed_at < :m13 GROUP BY 1, kind""",
    f"""SELECT {_month_of("solution_due_at")} AS month, count(*),
        count(*) FILTER (WHERE proposed_at <= solution_due_at),
        count(*) FILTER (WHERE proposed_at <= coalesce(current_due_at, solution_due_at)),
        count(*) FILTER (WHERE proposed_at IS NULL AND NOT {_LEFT} AND solution_due_at > :now),
        count(*) FILTER (WHERE proposed_at IS NULL AND NOT {_LEFT} AND current_due_at > :now),
        count(*) FILTER (WHERE proposed_at IS NULL AND {_LEFT} AND closed_at <= solution_due_at)
        FROM cases WHERE kind = 'complaint' AND status <> 'rejected'
        AND solution_due_at >= :m0 AND solution_due_at < :m13 GROUP BY 1""",
    """SELECT kind, count(*) FILTER (WHERE received_at < :m13 AND received_at > :age8),
        count(*) FILTER (WHERE received_at < :m13 AND received_at > :age16),
        count(*) FILTER (WHERE received_at < :m13 AND received_at > :age31),
        count(*) FILTER (WHERE received_at < :m13)
        FROM cases WHERE closed_at IS NULL OR closed_at >= :m13 GROUP BY kind""",
    f"""SELECT kind, category, party, incident_type, cause_family, count(*) FROM cases
        WHERE {_IN_MONTH} {_SEEN} GROUP BY 1, 2, 3, 4, 5""",
    f"""SELECT outcome, count(*) FROM cases WHERE kind = 'complaint'
        AND proposed_at >= :m12 AND proposed_at < :m13 {_SEEN} GROUP BY outcome""",
    f"""SELECT category, incident_type, cause_family, count(*) FROM cases
        WHERE received_at >= :m7 AND received_at < :m13 AND cause_family IS NOT NULL {_SEEN}
        GROUP BY 1, 2, 3
        HAVING count(*) >= 3 AND count(*) FILTER (WHERE received_at >= :m12) > 0""",
    f"SELECT ref, next_due_at FROM cases WHERE next_due_at < :now {_SEEN}",
    "SELECT count(*) FROM actions",
    "SELECT max(period) FROM actions",
    "SELECT period, trainees, sessions FROM activity",
)
"""What one would write by hand: the same groups and conditions, without names or types."""
