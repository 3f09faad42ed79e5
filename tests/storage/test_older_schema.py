"""A database of schema 0050 is brought up to date whole, with what waited in its outbox."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import func, insert, select, update

from bot.delivery.kept_files import KeptFiles
from bot.domain.cases.cases import Status
from bot.domain.cases.taxonomy import Kind
from bot.domain.deadlines.verdicts import Verdict
from bot.domain.steps.lifecycles import Step
from bot.messages.rendering import Renderer
from bot.slack.directory import Directory
from bot.slack.gateway import PostponedError
from bot.workers import Workers
from storage import schema
from storage.cases import journal
from storage.cases.case_rows import case_of, verdicts_of
from storage.database import Database
from storage.messages import claims, outbox
from storage.messages.claims import Claimed, Lane
from storage.messages.outbox import State
from storage.migrations.bridge import cross
from storage.tables import cases, past_lives
from storage.tables import journal as journal_table
from storage.tables import outbox as outbox_table
from storage.tables.metadata import whole_schema
from tests.support.builders import OFFICE
from tests.support.older_release import made_postgresql, made_sqlite
from tests.support.times import paris

WAITED = {
    "card": 44,
    "step_line": 317,
    "reporter_news": 122,
    "incident_notice": 1,
    "owner_notice": 1,
    "action_notice": 3,
    "recurrence": 1,
    "weekly_digest": 1,  # to those whom something awaits that week
    "summary": 5,
    "meeting_questions": 5,
    "summary_pdf": 5,
    "summary_workbook": 5,
    "review": 1,
    "review_pdf": 2,
}
"""Messages that it holds, by kind, and that have an object still; its 71 reminders are of deadlines
that were met since, and most notices of cases that are over."""


@pytest.fixture(params=["sqlite", "postgresql"])
def older(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Six months of a school as the release before wrote them."""
    if request.param == "sqlite":
        with made_sqlite(tmp_path / "vigie.db") as database:
            yield database
    else:
        with made_postgresql(request.getfixturevalue("postgresql_database")) as database:
            yield database


def test_it_is_brought_up_to_date_whole(older: Database) -> None:
    assert not schema.is_current(older)

    schema.upgrade(older)

    assert schema.is_current(older)
    with older.reading() as connection:
        count = connection.execute(select(func.count()).select_from(cases)).scalar_one()
        waiting = connection.execute(
            select(func.count()).where(outbox_table.c.state == State.PENDING)
        ).scalar_one()
        backlog = outbox.backlog(connection, now=paris("2026-07-02 09:00"))
        flaw = journal.first_flaw(connection)
    assert (count, flaw) == (44, None)
    assert waiting == 712
    assert backlog.dead == 0


def test_how_a_case_ended_before_it_came_back_is_told_by_its_journal(older: Database) -> None:
    """And a settled case on which others wait comes back into the lists."""
    closed_at, back_at = paris("2026-03-02 09:00"), paris("2026-05-04 09:00")
    letter = {"kind": "funder", "due_at": back_at.isoformat(), "settled_at": None}
    with older.writing() as connection:
        closed = (cases.c.status == Status.CLOSED, cases.c.kind == Kind.COMPLAINT)
        query = select(cases.c.id).where(*closed).order_by(cases.c.ref).limit(2)
        first, second = connection.execute(query).scalars()
        seq = connection.execute(select(func.max(journal_table.c.seq))).scalar_one()
        given = {"actor": "U0CAMILLE", "case_id": first, "digest": "", "hash": ""}
        entries = [
            given | {"seq": seq + 1, "at": closed_at, "event": Step.WITHDRAW},
            given | {"seq": seq + 2, "at": back_at, "event": Step.REOPEN},
        ]
        connection.execute(insert(journal_table), entries)
        mine = update(cases).where(cases.c.id == first)
        connection.execute(mine.values(reopened_count=1, status=Status.REOPENED))
        life = {"external_deadlines": [letter]}
        connection.execute(update(cases).where(cases.c.id == second).values(life=life))
    schema.upgrade(older)
    with older.reading() as connection:
        told = connection.execute(select(past_lives)).one()
        listed = select(cases.c.next_due_at).where(cases.c.id == second)
        due_at = connection.execute(listed).scalar_one()

    assert told == (first, closed_at, back_at, Kind.COMPLAINT)
    assert due_at == back_at


def test_its_cases_get_the_verdicts_that_a_save_would_write(older: Database) -> None:
    schema.upgrade(older)
    with older.reading() as connection:
        rows = connection.execute(select(cases)).mappings().all()
    saved = [verdicts_of(case_of(row)) for row in rows]

    assert [{name: row[name] for name in saved[0]} for row in rows] == saved
    assert {one["ack_verdict"] for one in saved} >= {Verdict.MET, None}


def test_it_has_the_tables_of_the_code_then(older: Database) -> None:
    schema.upgrade(older)
    with older.reading() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": schema.is_declared})
        differences = compare_metadata(context, whole_schema())

    assert differences == []


def test_schemas_between_it_and_the_first_revision_are_brought_up_too(older: Database) -> None:
    with older.writing() as connection:
        cross(connection)
        schema.mark(connection, "0052")
    was_current = schema.is_current(older)
    schema.upgrade(older)

    assert (was_current, schema.is_current(older)) == (False, True)


def test_an_older_one_still_is_refused_and_stays_as_it_is(older: Database) -> None:
    with older.writing() as connection:
        schema.mark(connection, "0049")
    with pytest.raises(schema.TooOldSchemaError, match="0049, is from before"):
        schema.upgrade(older)

    assert schema.applied_revision(older) == "0049"


def test_what_waited_in_its_outbox_is_sent(older: Database, tmp_path: Path) -> None:
    schema.upgrade(older)
    renderer = Renderer(
        database=older,
        directory=Directory(older, Workers(1)),
        folder=tmp_path,
        kept=KeptFiles(tmp_path),
        defaults=OFFICE,
    )
    sent: Counter[str] = Counter()
    for hours in range(3):  # what belongs beneath another message waits until that stands
        now = paris("2026-07-02 09:00") + timedelta(hours=hours)
        while rows := claimed(older, now=now):
            sent.update(row.kind for row in rows if is_sent(older, row, renderer, now=now))
    with older.reading() as connection:
        states = Counter(connection.execute(select(outbox_table.c.state)).scalars())

    assert states == {State.DELIVERED: 712}
    assert sent == WAITED


def claimed(database: Database, *, now: datetime) -> list[Claimed]:
    """All that is due, in this process's hands."""
    with database.writing() as connection:
        lanes = [claims.claim(connection, lane, now=now, limit=1_000) for lane in Lane]
    return [row for rows in lanes for row in rows]


def is_sent(database: Database, row: Claimed, renderer: Renderer, *, now: datetime) -> bool:
    """Whether a row has something left to say; what has to wait is tried again in an hour."""
    try:
        rendered = renderer.render(row, now=now)
    except PostponedError as later:
        with database.writing() as connection:
            due_at = now + timedelta(hours=1)
            claims.record_failed(connection, row, error=later.code, due_at=due_at, in_doubt=False)
        return False
    with database.writing() as connection:
        channel, ts = (rendered.channel, f"{row.id}") if rendered else (None, None)
        claims.record_delivered(connection, row, channel=channel, ts=ts)
    return rendered is not None
