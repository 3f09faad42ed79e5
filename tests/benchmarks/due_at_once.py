"""A thousand reminders due in one minute, while people go on filing."""

import asyncio
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from statistics import median
from time import perf_counter

from sqlalchemy import ColumnElement, Connection, bindparam, func, select, update

from bot.clock import SystemClock
from bot.domain.cases.taxonomy import Severity
from bot.domain.messages.deadlines import ReminderMessage
from storage.database import Database
from storage.tables import cases, open_deadlines, outbox, reminders
from tests.benchmarks import apps
from tests.benchmarks.crowd import Crowd, gathered
from tests.benchmarks.databases import Create, Kind
from tests.benchmarks.measures import AtMost, AtMostTimes, Measure, percentile
from tests.benchmarks.open_cases import with_open_cases
from tests.benchmarks.plan import Plan
from tests.benchmarks.processes import running
from tests.support.builders import complaint_draft

REMINDERS = 1_000
EACH = 2
"""Reminders to one person: few enough to be single messages, within what Slack takes at once."""
RULE = "ack-24h"
SLACK_TAKES = 600
"""Messages a minute, « several hundred » of a whole workspace."""
FILING_EVERY = 0.1
"""Seconds between the filings; while they last, most of the reminders go out."""
_REST_SECONDS = 1
_A_MINUTE = 60
_TURNS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """One run of the bot: acknowledgements in seconds, and what became of the reminders."""

    acknowledged_in: Sequence[float]
    passes: int = 0
    wished: int = 0
    sent_a_minute: float = 0
    refused: int = 0


async def beside_idle(kind: Kind, plan: Plan, folder: Path) -> Sequence[Measure]:
    """Filing while reminders go out beside filing while none is due, in turns.

    A few times only, for each takes minutes; once would tell of the machine's moods.
    """
    idle, busy = [], []
    with kind(folder) as create:
        for turn in range(min(plan.rounds, _TURNS)):
            idle.append(await _live(create, plan, folder, name=f"idle{turn}", is_due=False))
            busy.append(await _live(create, plan, folder, name=f"busy{turn}", is_due=True))
    where = kind.__name__
    return (
        Measure(
            name=f"filing while {REMINDERS:,} reminders go out, 99th percentile, beside "
            f"filing while none is due, {where}",
            ours=median(percentile(one.acknowledged_in, 99) for one in busy) * 1_000,
            twin=median(percentile(one.acknowledged_in, 99) for one in idle) * 1_000,
            unit="ms",
            bound=AtMostTimes(1.3),
        ),
        Measure(
            name=f"passes that claimed {REMINDERS:,} reminders due at once, {where}",
            ours=max(one.passes for one in busy),
            unit="",
            bound=AtMost(1, ""),
        ),
        Measure(
            name=f"reminders missing or doubled of {REMINDERS:,}, {where}",
            ours=max(abs(REMINDERS - one.wished) for one in busy),
            unit="",
            bound=AtMost(0, ""),
        ),
        Measure(
            name=f"reminders sent in a minute meanwhile, Slack's pace, {where}",
            ours=max(one.sent_a_minute for one in busy),
            unit="",
            bound=AtMost(SLACK_TAKES, ""),
        ),
        Measure(
            name=f"messages refused for coming too fast, {where}",
            ours=max(one.refused for one in busy),
            unit="",
            bound=AtMost(0, ""),
        ),
    )


async def _live(create: Create, plan: Plan, folder: Path, *, name: str, is_due: bool) -> Life:
    url = create(name)
    now = SystemClock().now()
    # at any hour of the day: what is critical waits for nobody's morning
    draft = replace(complaint_draft(received_at=now), severity=Severity.CRITICAL)
    with closing(with_open_cases(url, size=REMINDERS, draft=draft, now=now)) as database:
        async with gathered(plan.filers) as crowd:
            _give_out(database, [one.id for one in crowd.people])
            async with running(apps.vigie(crowd.sandbox, url), folder):
                return await _filed(crowd, database, is_due=is_due)


async def _filed(crowd: Crowd, database: Database, *, is_due: bool) -> Life:
    await crowd.first_acknowledgement()
    await asyncio.sleep(_REST_SECONDS)
    await crowd.open_forms()
    if is_due:
        _let_come_due(database, SystemClock().now())
    began = perf_counter()
    acknowledged_in = await crowd.submit_in_turn(pause=FILING_EVERY)
    if not is_due:
        return Life(acknowledged_in=acknowledged_in)
    took = perf_counter() - began
    calls = crowd.sandbox.world.inspector.calls
    with database.reading() as connection:
        wished, sent = _wished(connection), _wished(connection, outbox.c.ts.is_not(None))
    return Life(
        acknowledged_in=acknowledged_in,
        passes=_passes(database),
        wished=wished,
        sent_a_minute=sent / took * _A_MINUTE,
        refused=sum(call.method == "chat.postMessage" and not call.ok for call in calls),
    )


def _give_out(database: Database, people: Sequence[str]) -> None:
    """Give the cases to people in turns."""
    with database.writing() as connection:
        ids = connection.execute(select(cases.c.id).order_by(cases.c.ref)).scalars().all()
        given = [
            {"of": case_id, "to": people[number // EACH % len(people)]}
            for number, case_id in enumerate(ids)
        ]
        for table, key in ((cases, cases.c.id), (open_deadlines, open_deadlines.c.case_id)):
            statement = update(table).where(key == bindparam("of")).values(owner=bindparam("to"))
            connection.execute(statement, given)


def _let_come_due(database: Database, now: datetime) -> None:
    with database.writing() as connection:
        due = update(reminders).where(reminders.c.rule == RULE)
        connection.execute(due.values(remind_at=now))


def _wished(connection: Connection, *among: ColumnElement[bool]) -> int:
    """How many reminders stand in the outbox, each for one person."""
    posted = select(func.count()).select_from(outbox)
    query = posted.where(outbox.c.kind == ReminderMessage.kind, outbox.c.key.contains(RULE), *among)
    return int(connection.execute(query).scalar_one())


def _passes(database: Database) -> int:
    said = select(func.count(reminders.c.said_at.distinct())).where(reminders.c.rule == RULE)
    with database.reading() as connection:
        return int(connection.execute(said).scalar_one())
