"""Facts that processes share: that they are at work, which alarms stand, a channel's pace.

An alarm is told once, however many processes see it, until it is over.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    Double,
    Insert,
    Integer,
    and_,
    bindparam,
    case,
    cast,
    delete,
    false,
    func,
    literal_column,
    or_,
    select,
)

from storage.tables import paces, process_facts
from storage.types import insert_for, insert_into

FORGOTTEN_AFTER = timedelta(minutes=5)
"""Slack may count the connections of a process that died or stopped for some time."""
TAKEN_OVER_AFTER = timedelta(days=1)
"""An alarm that another machine raised so long ago is raised anew: that machine may be gone."""
_PREFIX = "process:"


def beat(connection: Connection, process: UUID, *, sockets: int, now: datetime) -> None:
    """Note that a process is at work, with so many connections to Slack."""
    fresh = insert_into(connection, process_facts).values(
        name=f"{_PREFIX}{process}", value=str(sockets), at=now
    )
    again = {"value": fresh.excluded.value, "at": fresh.excluded.at}
    connection.execute(fresh.on_conflict_do_update(index_elements=["name"], set_=again))
    is_old = process_facts.c.at < now - FORGOTTEN_AFTER
    connection.execute(
        delete(process_facts).where(process_facts.c.name.startswith(_PREFIX), is_old)
    )


def count_sockets(connection: Connection, *, now: datetime) -> int:
    """How many connections to Slack the processes on this database have, or had just now."""
    query = select(func.coalesce(func.sum(cast(process_facts.c.value, Integer)), 0)).where(
        process_facts.c.name.startswith(_PREFIX), process_facts.c.at >= now - FORGOTTEN_AFTER
    )
    return int(connection.execute(query).scalar_one())


def begin_alarm(
    connection: Connection,
    name: str,
    *,
    machine: str,
    now: datetime,
    again_after: timedelta | None = None,
) -> bool:
    """Note that an alarm stands; False when it was told already, less than `again_after` ago."""
    is_others = and_(process_facts.c.value != machine, process_facts.c.at < now - TAKEN_OVER_AFTER)
    is_old = false() if again_after is None else process_facts.c.at <= now - again_after
    fresh = insert_into(connection, process_facts).values(
        name=_alarm_key(name), value=machine, at=now
    )
    noted = fresh.on_conflict_do_update(
        index_elements=["name"],
        set_={"value": fresh.excluded.value, "at": fresh.excluded.at},
        where=or_(is_others, is_old),
    )
    return connection.execute(noted.returning(process_facts.c.name)).first() is not None


def end_alarm(connection: Connection, name: str, *, machine: str) -> bool:
    """Forget an alarm that this machine raised; False when there was none."""
    mine = (process_facts.c.name == _alarm_key(name), process_facts.c.value == machine)
    return connection.execute(delete(process_facts).where(*mine)).rowcount == 1


def _alarm_key(name: str) -> str:
    return f"alarm:{name}"


LONGEST_BACKLOG = 600.0
"""Seconds; a place taken further ahead is of a clock that was set back."""
_NOW = {
    "postgresql": "extract(epoch from clock_timestamp())",
    "sqlite": "(julianday('now') - 2440587.5) * 86400.0",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SendingRate:
    """`burst` messages at once, then one every `pause` seconds."""

    pause: float
    burst: int


def take_turn(
    connection: Connection, channel: str, rate: SendingRate, *, patience: float
) -> float | None:
    """In how many seconds the next message may leave, its place taken.

    None when that is more than `patience` seconds away; then no place is taken.
    """
    given = {
        "channel": channel,
        "pause": rate.pause,
        "furthest": rate.pause * (rate.burst - 1) + patience,
        "burst_lasts": rate.pause * rate.burst,
    }
    wait: float | None = connection.execute(
        _taking(connection.dialect.name), given
    ).scalar_one_or_none()
    return None if wait is None else max(wait, 0.0)


@cache
def _taking(dialect: str) -> Insert:
    """Made once: every message takes its turn."""
    now: ColumnElement[Any] = literal_column(_NOW[dialect], type_=Double)
    pause = bindparam("pause", type_=Double)
    fresh = insert_for(dialect, paces).values(channel=bindparam("channel"), taken_until=now + pause)
    is_taken = (paces.c.taken_until > now) & (paces.c.taken_until < now + LONGEST_BACKLOG)
    since = case((is_taken, paces.c.taken_until), else_=now)
    return fresh.on_conflict_do_update(
        index_elements=["channel"],
        set_={"taken_until": since + pause},
        where=since - now <= bindparam("furthest", type_=Double),
    ).returning(paces.c.taken_until - now - bindparam("burst_lasts", type_=Double))
