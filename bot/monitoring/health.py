"""The health for `/healthz`: each part observed, not assumed."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.clock import TOLERATED, CheckedClock
from bot.domain.errors import StorageUnavailableError
from bot.monitoring.metrics import Metrics
from bot.packaged import own_version
from bot.workers import Workers
from storage.database import Database
from storage.deadlines import reminders
from storage.messages import outbox
from storage.messages.outbox import Backlog

STUCK_AFTER = timedelta(minutes=10)
"""Something that could be sent and was not for so long makes health red."""
_NOT_COMPARED = "not compared"
"""No answer of Slack told the time yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailSeen:
    """How the reading of the mailbox goes: when a whole pass last ended, `since` when it may.

    `error` is why the last one failed, a code.
    """

    since: datetime
    polled_at: datetime | None
    poll: timedelta
    error: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """The state of each part. `sockets` is None in HTTP mode, `backlog` without a database.

    `reminders_since` is since when the oldest reminder that is due waits to be said;
    `unplanned` how many open cases the last audit found without one, and mended. `clock_ahead`:
    of Slack's clock, None while that was not heard. `mail` is None where no mailbox is read.
    `files` is the state of their folder, `backup` says how old the last one is. `warnings` are
    sentences.
    """

    now: datetime
    sockets: int | None
    since_tick: timedelta | None
    tick: timedelta
    backlog: Backlog | None
    reminders_since: datetime | None = None
    unplanned: int = 0
    clock_ahead: timedelta | None = None
    mail: MailSeen | None = None
    files: str = "ok"
    backup: str = "off"
    warnings: tuple[str, ...] = ()


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
        "clock": _clock(seen.clock_ahead),
        "outbox": _outbox(seen),
        "reminders": {"oldest_s": _waited(seen), "unplanned": seen.unplanned},
        "mail": _mail(seen),
        "files": seen.files,
        "backup": seen.backup,
        "warnings": list(seen.warnings),
    }
    is_stuck = is_waiting(seen) or is_late(seen) or _is_unread(seen)
    well = {"ok", "http", _NOT_COMPARED}
    watched = ("socket", "database", "scheduler", "clock", "files")
    are_ok = all(parts[name] in well for name in watched)
    return {
        "status": "ok" if are_ok and not is_stuck else "failing",
        "version": own_version(),
        **parts,
    }


def is_waiting(seen: Observation) -> bool:
    """Whether something that could be sent was not for too long."""
    return _age(seen) > STUCK_AFTER.total_seconds()


def is_late(seen: Observation) -> bool:
    """Whether a reminder that is due was not said for too long."""
    return _waited(seen) > STUCK_AFTER.total_seconds()


def _socket(alive: int | None) -> str:
    if alive is None:
        return "http"
    return "ok" if alive else "disconnected"


def _scheduler(seen: Observation) -> str:
    if seen.since_tick is None:
        return "not started"
    return "ok" if seen.since_tick < 3 * seen.tick + timedelta(seconds=10) else "stalled"


def _clock(ahead: timedelta | None) -> str:
    if ahead is None:
        return _NOT_COMPARED
    if abs(ahead) <= TOLERATED:
        return "ok"
    seconds = round(ahead.total_seconds())
    return f"{seconds} s ahead of Slack" if seconds > 0 else f"{-seconds} s behind Slack"


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


def _mail(seen: Observation) -> dict[str, Any] | str:
    """The mailbox: how long ago it was read whole, and what is wrong since, if anything is."""
    if seen.mail is None:
        return "off"
    is_ok = seen.mail.error is None and not _is_unread(seen)
    state = "ok" if is_ok else seen.mail.error or "silent"
    return {"state": state, "polled_s": _unread_for(seen)}


def _is_unread(seen: Observation) -> bool:
    """Whether the mailbox was not read whole for so long that mails may wait there."""
    if seen.mail is None:
        return False
    return _unread_for(seen) > max(STUCK_AFTER, 3 * seen.mail.poll).total_seconds()


def _unread_for(seen: Observation) -> float:
    """Seconds since the mailbox was read whole, or since it could have been first."""
    if seen.mail is None:
        return 0.0
    last = max(filter(None, (seen.mail.polled_at, seen.mail.since)))
    return max((seen.now - last).total_seconds(), 0.0)


class Health:
    """Observes every part when it is asked, and brings the gauges up to date."""

    def __init__(
        self,
        *,
        database: Database,
        workers: Workers,
        clock: CheckedClock,
        metrics: Metrics,
        tick: timedelta,
        sockets: Callable[[], Awaitable[int | None]],
        unplanned: Callable[[], int],
        warnings: Callable[[], tuple[str, ...]],
        files: Callable[[], str],
        backup: Callable[[], str],
        mail: Callable[[], Awaitable[MailSeen | None]],
    ) -> None:
        self._database = database
        self._workers = workers
        self._clock = clock
        self._metrics = metrics
        self._tick = tick
        self._sockets = sockets
        self._unplanned = unplanned
        self._warnings = warnings
        self._files = files
        self._backup = backup
        self._mail = mail
        self._ticked_at = time.monotonic()

    def ticked(self) -> None:
        """The scheduler called."""
        self._ticked_at = time.monotonic()

    async def report(self) -> dict[str, Any]:
        """The JSON of `/healthz`."""
        seen = await self.observe()
        said = report(seen)
        self._metrics.observe(
            is_healthy=said["status"] == "ok",
            sockets=seen.sockets or 0,
            backlog=seen.backlog,
            outbox_waits=_age(seen),
            reminders_wait=_waited(seen),
            mail_unread=_unread_for(seen),
        )
        return said

    async def observe(self) -> Observation:
        """What is seen of each part now."""
        now = self._clock.now()
        return Observation(
            now=now,
            sockets=await self._sockets(),
            since_tick=timedelta(seconds=time.monotonic() - self._ticked_at),
            tick=self._tick,
            backlog=await self._workers.run(observe_backlog, self._database, now=now),
            reminders_since=await self._workers.run(observe_reminders, self._database, now=now),
            unplanned=self._unplanned(),
            clock_ahead=self._clock.ahead,
            mail=await self._mail(),
            files=self._files(),
            backup=self._backup(),
            warnings=self._warnings(),
        )
