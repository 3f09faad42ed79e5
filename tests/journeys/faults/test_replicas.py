"""Two processes on one database through a month: each card, reminder and summary once."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.app import Vigie
from storage.database import Database
from storage.tables import outbox, reminders
from tests.soak.scenarios import address
from tests.support.filing import CASES, file_complaint, file_incident
from tests.support.reckoning import flaws
from tests.support.school import School, running_school
from tests.support.times import RunningFrom, paris

BEGINS = paris("2026-11-10 10:00")
CARD_RESTS = timedelta(seconds=4)


@pytest.mark.fault(3, 26)
async def test_two_replicas_say_everything_once(database: Database, tmp_path: Path) -> None:
    clock = RunningFrom(BEGINS)
    async with running_school(tmp_path, base=clock, database_url=address(database)) as school:
        other = Vigie(school.settings, clock=school.clock)
        await other.start()
        try:
            await live_through(school, until=paris("2026-12-01 12:00"))
            said = kinds_said(school.database)
            found = flaws(school.database, school.sandbox.world.workspace)
        finally:
            await other.stop()

    assert found == []
    assert said["summary"] == 1
    assert said["card"] == 4
    assert said["reminder"] + said["round_up"] > 5


async def live_through(school: School, *, until: datetime) -> None:
    """File, then let three weeks pass, stopping wherever a reminder is due."""
    manager, trainer = await school.person("quality_manager"), await school.person("trainer")
    for case in CASES[:2]:
        await file_complaint(manager, case)
        await manager.close(await manager.open_view())
    for text in ("un", "deux"):
        await file_incident(trainer, text)
        await trainer.close(await trainer.open_view())
    await said_until_now(school)  # a clock that jumps would end the lease of what is being sent
    while school.clock.now() < until:
        stop = min(next_reminder(school.database, school.clock.now()) or until, until)
        school.clock.advance(max(stop - school.clock.now(), timedelta()) + CARD_RESTS)
        await said_until_now(school)
    while (waits_until := next_message(school.database)) is not None:
        school.clock.advance(max(waits_until - school.clock.now(), timedelta()) + CARD_RESTS)
        await said_until_now(school)


def next_message(database: Database) -> datetime | None:
    """When what was put off is tried again; None when nothing is left to be said."""
    query = select(func.min(outbox.c.due_at)).where(outbox.c.state == "pending")
    with database.reading() as connection:
        found: datetime | None = connection.execute(query).scalar_one()
    return found


def next_reminder(database: Database, now: datetime) -> datetime | None:
    """When the next reminder is due."""
    query = select(func.min(reminders.c.remind_at)).where(reminders.c.said_at.is_(None))
    with database.reading() as connection:
        found: datetime | None = connection.execute(query).scalar_one()
    return found if found is None else max(found, now)


async def said_until_now(school: School, patience: float = 20) -> None:
    """Wait until nothing is due by now, in either replica's hands."""
    async with asyncio.timeout(patience):
        while is_waiting(school.database, school.clock.now()):
            await asyncio.sleep(0.1)


def is_waiting(database: Database, now: datetime) -> bool:
    """Whether a reminder is due that is not said, or a message that is not sent."""
    due = select(reminders.c.id).where(reminders.c.said_at.is_(None), reminders.c.remind_at <= now)
    waits = select(outbox.c.id).where(outbox.c.state == "pending", outbox.c.due_at <= now)
    with database.reading() as connection:
        return any(connection.execute(query).first() for query in (due, waits))


def kinds_said(database: Database) -> dict[str, int]:
    """How many messages of each kind stand in Slack."""
    query = select(outbox.c.kind, func.count().label("said")).where(outbox.c.ts.is_not(None))
    with database.reading() as connection:
        rows = connection.execute(query.group_by(outbox.c.kind)).all()
    return {row.kind: row.said for row in rows}
