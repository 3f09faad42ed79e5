"""What `/healthz` says: each part observed, not assumed."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.clock import Clock
from bot.domain.errors import StorageUnavailableError
from bot.metrics import Metrics
from bot.workers import Workers
from storage import outbox, reminders
from storage.database import Database
from storage.outbox import Backlog

STUCK_AFTER = timedelta(minutes=10)
"""Something that could be sent and was not for so long makes health red."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """What was seen of each part. `sockets` is None in HTTP mode, `backlog` without a database.

    `reminders_since` is since when the oldest reminder that is due waits to be said;
    `unplanned` how many open cases the last audit found without one, and mended.
    """

    now: datetime
    sockets: int | None
    last_tick_at: datetime | None
    tick: timedelta
    backlog: Backlog | None
    reminders_since: datetime | None = None
    unplanned: int = 0


def observe_backlog(database: Database, *, now: datetime) -> Backlog | None:
    """The outbox as the database has it; None when the database does not answer."""
    try:
        with database.reading() as connection:
            return outbox.backlog(connection, now=now)
    except StorageUnavailableError:
        return None


def observe_reminders(database: Database, *, now: datetime) -> datetime | None:
    """Since when the oldest reminder that is due waits; None when none does."""
    try:
        with database.reading() as connection:
            return reminders.oldest_due(connection, now=now)
    except StorageUnavailableError:
        return None


def report(seen: Observation) -> dict[str, Any]:
    """The JSON of `/healthz`; `status` is `ok` only if every part is."""
    parts: dict[str, Any] = {
        "socket": _socket(seen.sockets),
        "database": "ok" if seen.backlog else "unreachable",
        "scheduler": _scheduler(seen),
        "outbox": _outbox(seen),
        "reminders": {"oldest_s": _waited(seen), "unplanned": seen.unplanned},
    }
    is_stuck = max(_age(seen), _waited(seen)) > STUCK_AFTER.total_seconds()
    are_ok = all(parts[name] in {"ok", "http"} for name in ("socket", "database", "scheduler"))
    return {"status": "ok" if are_ok and not is_stuck else "failing", **parts}


def _socket(alive: int | None) -> str:
    if alive is None:
        return "http"
    return "ok" if alive else "disconnected"


def _scheduler(seen: Observation) -> str:
    if seen.last_tick_at is None:
        return "not started"
    late = seen.now - seen.last_tick_at
    return "ok" if late < 3 * seen.tick + timedelta(seconds=10) else "stalled"


def _outbox(seen: Observation) -> dict[str, Any]:
    backlog = seen.backlog or Backlog(pending=0, oldest_at=None, dead=0)
    return {"pending": backlog.pending, "oldest_s": _age(seen), "dead": backlog.dead}


def _age(seen: Observation) -> float:
    """Seconds that the oldest sendable row has waited."""
    if seen.backlog is None or seen.backlog.oldest_at is None:
        return 0.0
    return max((seen.now - seen.backlog.oldest_at).total_seconds(), 0.0)


def _waited(seen: Observation) -> float:
    """Seconds that the oldest reminder has been due."""
    if seen.reminders_since is None:
        return 0.0
    return (seen.now - seen.reminders_since).total_seconds()


class Vitals:
    """Observes every part when it is asked, and brings the gauges up to date."""

    def __init__(
        self,
        *,
        database: Database,
        workers: Workers,
        clock: Clock,
        metrics: Metrics,
        tick: timedelta,
        sockets: Callable[[], Awaitable[int | None]],
        unplanned: Callable[[], int],
    ) -> None:
        self._database = database
        self._workers = workers
        self._clock = clock
        self._metrics = metrics
        self._tick = tick
        self._sockets = sockets
        self._unplanned = unplanned
        self._last_tick_at = clock.now()

    def ticked(self) -> None:
        """The scheduler called."""
        self._last_tick_at = self._clock.now()

    async def report(self) -> dict[str, Any]:
        """The JSON of `/healthz`."""
        seen = await self._observe()
        said = report(seen)
        self._metrics.observe(
            is_healthy=said["status"] == "ok",
            sockets=seen.sockets or 0,
            backlog=seen.backlog,
            outbox_waits=_age(seen),
            reminders_wait=_waited(seen),
        )
        return said

    async def _observe(self) -> Observation:
        now = self._clock.now()
        return Observation(
            now=now,
            sockets=await self._sockets(),
            last_tick_at=self._last_tick_at,
            tick=self._tick,
            backlog=await self._workers.run(observe_backlog, self._database, now=now),
            reminders_since=await self._workers.run(observe_reminders, self._database, now=now),
            unplanned=self._unplanned(),
        )
