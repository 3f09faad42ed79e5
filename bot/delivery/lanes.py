"""The outbox's way out: claim, have sent, record."""

import asyncio
from collections.abc import Awaitable
from datetime import timedelta
from typing import Protocol

import structlog

from bot.delivery.sending import Sender
from bot.domain.errors import StorageUnavailableError
from bot.domain.messages.cases import FileToKeep
from bot.domain.messages.files import FileToWithdraw
from bot.domain.messages.registry import type_of
from bot.logs import described
from bot.monitoring.metrics import Metrics
from bot.services import deliveries
from bot.services.unit_of_work import UseCases
from bot.slack.gateway import CallError, PostponedError, RefusedError, Sent, UnknownOutcomeError
from storage.messages.claims import FAILED, Claimed, Lane

log = structlog.get_logger()

BATCH = {Lane.CHANNEL: 1, Lane.PEOPLE: 16, Lane.REMINDERS: 1, Lane.FILES: 1, Lane.MAIL: 1}
"""Rows claimed at once: what can be sent well within a lease at Slack's pace for a channel."""
SAYS_NOTHING = frozenset({FileToKeep.kind, FileToWithdraw.kind})
"""Kinds that have something done, of which no message tells."""
LONGEST_PAUSE = timedelta(minutes=5)
_FINISH_SECONDS = 5
"""How long a stop waits for messages under way; Vigie stops within ten seconds."""
_FINISH_MAIL_SECONDS = 4
"""How much longer for a letter that a mail server has in hand, and for its outcome."""


class MailLane(Protocol):
    """Takes letters to the mail server."""

    @property
    def is_open(self) -> bool:
        """Whether a letter may be begun."""

    async def deliver(self, row: Claimed) -> timedelta | None:
        """Do what a row asks for; in how long the lane is to be looked at again, if it is."""

    def stop(self) -> None:
        """Begin nothing more."""


class Delivery:
    """Lanes, so that a broken channel holds up no direct message, nor a flood an alarm."""

    def __init__(
        self,
        *,
        use_cases: UseCases,
        sender: Sender,
        metrics: Metrics,
        mail: MailLane | None = None,
    ) -> None:
        self._use_cases = use_cases
        self._sender = sender
        self._mail = mail
        self._metrics = metrics
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

    def start(self) -> None:
        """Deliver as rows come, until stopped."""
        self._lanes = [asyncio.create_task(self._run(lane), name=lane) for lane in Lane]

    async def stop(self) -> None:
        """Claim nothing more, but let what was claimed be sent.

        What takes too long is found again by its lease.
        """
        self._is_stopping = True
        self.wake()
        if self._mail is not None:
            self._mail.stop()
        _, slow = await asyncio.wait(self._lanes, timeout=_FINISH_SECONDS)
        if mail := {lane for lane in slow if lane.get_name() == Lane.MAIL}:
            _, late = await asyncio.wait(mail, timeout=_FINISH_MAIL_SECONDS)
            slow = slow - mail | late
        for lane in slow:
            lane.cancel()
        await asyncio.gather(*slow, return_exceptions=True)

    async def _run(self, lane: Lane) -> None:
        """Between wakes only the tick calls."""
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
        if lane is Lane.MAIL:
            return await self._deliver_letter()
        rows = await self._use_cases.run(deliveries.claim, lane, limit=BATCH[lane])
        if lane is Lane.CHANNEL:
            for row in rows:  # one after another, so that a thread reads in order
                await self._deliver(row)
        else:
            await asyncio.gather(*(self._deliver(row) for row in rows))
        return len(rows)

    async def _deliver_letter(self) -> int:
        """The same of mail: a letter whose outcome is unknown is never tried again by itself."""
        if self._mail is None or not self._mail.is_open:
            return 0
        rows = await self._use_cases.run(deliveries.claim, Lane.MAIL, limit=BATCH[Lane.MAIL])
        for row in rows:
            await self._try_letter(self._mail, row)
        return len(rows)

    async def _try_letter(self, mail: MailLane, row: Claimed) -> None:
        """The end of the claim says the rest of one that failed."""
        await _ends_as_foreseen(row, self._take_letter(mail, row))
        self.wake(*(lane for lane in Lane if lane is not Lane.MAIL))  # cards and notices

    async def _take_letter(self, mail: MailLane, row: Claimed) -> None:
        if (pause := await mail.deliver(row)) is not None:
            self._wake_in(pause, Lane.MAIL)

    async def _deliver(self, row: Claimed) -> None:
        try:
            if not await _ends_as_foreseen(row, self._attempt(row)):
                await self._postpone(row, CallError(FAILED), in_doubt=True)
        except StorageUnavailableError as error:
            # the lease runs out, and then Slack is asked before anything is posted again
            log.warning("delivery not recorded", outbox_id=str(row.id), error=str(error))

    async def _attempt(self, row: Claimed) -> None:
        try:
            sent = await self._sender.send(row)
        except RefusedError as refusal:
            await self._stop(row, refusal)
        except UnknownOutcomeError as doubt:
            await self._postpone(row, doubt, in_doubt=True)
        except PostponedError as later:
            await self._postpone(row, later, in_doubt=row.in_doubt)
        else:
            await self._record(row, sent)

    async def _record(self, row: Claimed, sent: Sent | None) -> None:
        is_obsolete = sent is None and row.kind not in SAYS_NOTHING
        self._count(row, "moot" if is_obsolete else "delivered")
        # of what became obsolete the message that there is stays known
        channel, ts = (sent.channel, sent.ts) if sent else (row.channel, row.ts)
        is_over = is_obsolete or (sent is not None and sent.is_over)
        await self._use_cases.run(
            deliveries.record_delivered, row, channel=channel, ts=ts, is_over=is_over
        )
        if deliveries.rests(row.kind):
            self._wake_in(deliveries.REST)
        elif type_of(row.kind).is_report:
            self.wake(Lane.FILES)  # its files wait for the thread

    async def _postpone(self, row: Claimed, error: CallError, *, in_doubt: bool) -> None:
        self._count(row, "postponed")
        later = error if isinstance(error, PostponedError) else PostponedError(error.code)
        pause = timedelta(seconds=later.retry_in) if later.retry_in else pause_after(row.attempts)
        self._wake_in(pause)
        log.warning("delivery postponed", kind=row.kind, outbox_id=str(row.id), error=error.code)
        await self._use_cases.run(
            deliveries.postpone,
            row,
            error=error.code,
            pause=pause,
            in_doubt=in_doubt,
            wants=later.wants,
        )
        if later.wants:
            self.wake(Lane.CHANNEL)

    async def _stop(self, row: Claimed, refusal: RefusedError) -> None:
        self._count(row, "stopped")
        log.error("delivery stopped", kind=row.kind, outbox_id=str(row.id), error=refusal.code)
        await self._use_cases.run(deliveries.stop, row, error=refusal.code)
        self.wake()

    def _wake_in(self, pause: timedelta, *lanes: Lane) -> None:
        asyncio.get_running_loop().call_later(pause.total_seconds(), self.wake, *lanes)

    def _count(self, row: Claimed, outcome: str) -> None:
        self._metrics.deliveries.labels(kind=row.kind, outcome=outcome).inc()


async def _ends_as_foreseen(row: Claimed, attempt: Awaitable[None]) -> bool:
    """Whether an attempt ended as foreseen; one bad row must not end the lane for all.

    Raises StorageUnavailableError.
    """
    try:
        await attempt
    except StorageUnavailableError:
        raise
    except Exception as error:  # noqa: BLE001  # whatever it is, the other rows are sent
        log.error(  # noqa: TRY400  # a traceback could quote what people wrote
            "delivery failed", kind=row.kind, outbox_id=str(row.id), **described(error)
        )
        return False
    return True


def pause_after(attempts: int) -> timedelta:
    """How long to wait after so many attempts: 1 s, 2 s, 4 s … at most five minutes."""
    return min(timedelta(seconds=2 ** min(attempts - 1, 10)), LONGEST_PAUSE)
