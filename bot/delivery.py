"""The outbox's way out: claim, have sent, record."""

import asyncio
from datetime import timedelta

import structlog

from bot.clock import Clock
from bot.domain.errors import StorageUnavailableError
from bot.domain.office import Office
from bot.domain.outgoing import REPORTS, Outgoing
from bot.logs import described
from bot.metrics import Metrics
from bot.sending import Sender
from bot.services import deliveries
from bot.slack_gateway import (
    CallError,
    PostponedError,
    RefusedError,
    Sent,
    UnknownOutcomeError,
)
from bot.workers import Workers
from storage.claims import Claimed, Lane
from storage.database import Database

log = structlog.get_logger()

BATCH = {Lane.CHANNEL: 1, Lane.PEOPLE: 16, Lane.REMINDERS: 1, Lane.FILES: 1}
"""Rows claimed at once: what can be sent well within a lease at Slack's pace for a channel."""
LONGEST_PAUSE = timedelta(minutes=5)


class Delivery:
    """Lanes, so that a broken channel holds up no direct message, nor a flood an alarm."""

    def __init__(
        self,
        *,
        database: Database,
        workers: Workers,
        sender: Sender,
        clock: Clock,
        metrics: Metrics,
        defaults: Office,
    ) -> None:
        self._database = database
        self._workers = workers
        self._sender = sender
        self._clock = clock
        self._metrics = metrics
        self._defaults = defaults
        self._wake = {lane: asyncio.Event() for lane in Lane}
        self._idle = {lane: asyncio.Event() for lane in Lane}
        self._is_stopping = False

    def wake(self, *lanes: Lane) -> None:
        """Something new waits, in any lane or in these: deliver it now, not at the next tick."""
        for lane in lanes or Lane:
            self._idle[lane].clear()
            self._wake[lane].set()

    async def settle(self) -> None:
        """Send what is due by now, and wait until that is done."""
        self.wake()
        for lane in Lane:
            await self._idle[lane].wait()

    def stop(self) -> None:
        """Claim nothing more; what was claimed is still sent."""
        self._is_stopping = True
        self.wake()

    async def run(self, lane: Lane) -> None:
        """Deliver as rows come, until stopped; between wakes only the tick calls."""
        while not self._is_stopping:
            await self._wake[lane].wait()
            self._wake[lane].clear()
            await self._empty(lane)
            if not self._wake[lane].is_set():
                self._idle[lane].set()
        self._idle[lane].set()

    async def _empty(self, lane: Lane) -> None:
        try:
            while not self._is_stopping and await self.deliver_due(lane):
                pass
        except StorageUnavailableError as error:
            log.warning("database unavailable", lane=lane, error=str(error))

    async def deliver_due(self, lane: Lane) -> int:
        """Claim what is due, send it, and say how many rows that was."""
        rows = await self._workers.run(
            deliveries.claim,
            self._database,
            lane,
            now=self._clock.now(),
            limit=BATCH[lane],
            defaults=self._defaults,
        )
        if lane is Lane.CHANNEL:
            for row in rows:  # one after another, so that a thread reads in order
                await self._deliver(row)
        else:
            await asyncio.gather(*(self._deliver(row) for row in rows))
        return len(rows)

    async def _deliver(self, row: Claimed) -> None:
        try:
            await self._attempt(row)
        except StorageUnavailableError as error:
            # the lease runs out, and then Slack is asked before anything is posted again
            log.warning("delivery not recorded", outbox_id=str(row.id), error=str(error))

    async def _attempt(self, row: Claimed) -> None:
        try:
            sent = await self._sender.send(row)
        except RefusedError as refusal:
            await self._stop(row, refusal)
        except UnknownOutcomeError as doubt:
            await self._postpone(row, doubt, in_doubt=row.ts is None)
        except PostponedError as later:
            await self._postpone(row, later, in_doubt=row.in_doubt, retry_in=later.retry_in)
        except StorageUnavailableError:
            raise
        except Exception as error:  # noqa: BLE001  # one bad row must not end the lane for all
            log.error(  # noqa: TRY400  # a traceback could quote what people wrote
                "delivery failed", kind=row.kind, outbox_id=str(row.id), **described(error)
            )
            await self._postpone(row, CallError("failed"), in_doubt=row.ts is None)
        else:
            await self._record(row, sent)

    async def _record(self, row: Claimed, sent: Sent | None) -> None:
        is_moot = sent is None and row.kind != Outgoing.KEEP_FILE
        self._count(row, "moot" if is_moot else "delivered")
        # of what became moot the message that there is stays known
        channel, ts = (sent.channel, sent.ts) if sent else (row.channel, row.ts)
        await self._workers.run(
            deliveries.record_delivered,
            self._database,
            row,
            channel=channel,
            ts=ts,
            now=self._clock.now(),
        )
        if row.kind == Outgoing.CARD:
            self._wake_in(deliveries.CARD_REST, Lane.CHANNEL)
        elif row.kind in REPORTS:
            self.wake(Lane.FILES)  # its files wait for the thread

    async def _postpone(
        self, row: Claimed, error: CallError, *, in_doubt: bool, retry_in: float | None = None
    ) -> None:
        self._count(row, "postponed")
        pause = timedelta(seconds=retry_in) if retry_in else pause_after(row.attempts)
        self._wake_in(pause)
        log.warning("delivery postponed", kind=row.kind, outbox_id=str(row.id), error=error.code)
        await self._workers.run(
            deliveries.postpone,
            self._database,
            row,
            error=error.code,
            due_at=self._clock.now() + pause,
            in_doubt=in_doubt,
        )

    async def _stop(self, row: Claimed, refusal: RefusedError) -> None:
        self._count(row, "stopped")
        log.error("delivery stopped", kind=row.kind, outbox_id=str(row.id), error=refusal.code)
        await self._workers.run(
            deliveries.stop,
            self._database,
            row,
            error=refusal.code,
            now=self._clock.now(),
            defaults=self._defaults,
        )
        self.wake()

    def _wake_in(self, pause: timedelta, *lanes: Lane) -> None:
        asyncio.get_running_loop().call_later(pause.total_seconds(), self.wake, *lanes)

    def _count(self, row: Claimed, outcome: str) -> None:
        self._metrics.deliveries.labels(kind=row.kind, outcome=outcome).inc()


def pause_after(attempts: int) -> timedelta:
    """How long to wait after so many attempts: 1 s, 2 s, 4 s … at most five minutes."""
    return min(timedelta(seconds=2 ** min(attempts - 1, 10)), LONGEST_PAUSE)
