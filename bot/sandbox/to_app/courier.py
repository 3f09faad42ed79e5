"""Brings events, interactions and commands to the app, and repeats events that were not taken."""

import asyncio
from collections.abc import Coroutine, Sequence
from dataclasses import replace

from bot.sandbox.to_app.envelopes import Carrier, Delivery, Envelope, Outcome
from bot.sandbox.to_app.inspector import Inspector

_REASONS = {
    Outcome.TIMEOUT: "timeout",
    Outcome.NO_CONNECTION: "connection_failed",
    Outcome.HTTP_ERROR: "http_error",
}


class Courier:
    """`retry_delays` are the seconds before each repetition of an event."""

    def __init__(
        self, carrier: Carrier, inspector: Inspector, *, retry_delays: Sequence[float]
    ) -> None:
        self.carrier = carrier
        self.retry_delays = tuple(retry_delays)
        self._inspector = inspector
        self._tasks: set[asyncio.Task[object]] = set()

    async def deliver(self, envelope: Envelope) -> Delivery:
        """Bring an envelope once; commands and interactions are never repeated."""
        envelope = envelope.identified()
        record = self._inspector.envelope(
            envelope_id=envelope.id,
            kind=envelope.type,
            what=envelope.what,
            payload=envelope.payload,
            retry_attempt=envelope.retry_attempt,
        )
        started = asyncio.get_running_loop().time()
        delivery = await self.carrier.carry(envelope)
        record.outcome, record.answer = delivery.outcome.value, delivery.answer
        record.connection = delivery.connection
        if delivery.is_acked:
            record.acked_ms = round((asyncio.get_running_loop().time() - started) * 1000, 2)
        return delivery

    def send_event(self, envelope: Envelope) -> None:
        """Bring an event in the background, again after each delay until it is acknowledged."""
        self.in_background(self._deliver_until_acked(envelope))

    def in_background(self, work: Coroutine[object, object, object]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver_until_acked(self, envelope: Envelope) -> None:
        delivery = await self.deliver(envelope)
        for attempt, delay in enumerate(self.retry_delays, start=1):
            if delivery.is_acked:
                return
            await asyncio.sleep(delay)
            reason = _REASONS[delivery.outcome]
            delivery = await self.deliver(
                replace(envelope, retry_attempt=attempt, retry_reason=reason)
            )

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
