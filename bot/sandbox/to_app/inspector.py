"""What went between Slack and the app, kept for developers and tests to look at."""

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from bot.clock import Clock
from bot.sandbox.json_types import Json, JsonObject

KEPT = 1_000


@dataclass(slots=True, kw_only=True)
class EnvelopeRecord:
    seq: int
    at: datetime
    envelope_id: str
    type: str
    what: str
    payload: JsonObject
    retry_attempt: int = 0
    connection: int | None = None
    outcome: str = "waiting"
    acked_ms: float | None = None
    answer: Json = None


@dataclass(slots=True, kw_only=True)
class CallRecord:
    seq: int
    at: datetime
    method: str
    arguments: JsonObject
    ok: bool
    error: str | None
    took_ms: float


@dataclass(slots=True, kw_only=True)
class RefusedRecord:
    seq: int
    at: datetime
    where: str
    problems: list[str]
    payload: Json = field(repr=False)


class Inspector:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._numbers = count(1)
        self.seq = 0
        self.envelopes: deque[EnvelopeRecord] = deque(maxlen=KEPT)
        self.calls: deque[CallRecord] = deque(maxlen=KEPT)
        self.refused: deque[RefusedRecord] = deque(maxlen=KEPT)

    def envelope(
        self, *, envelope_id: str, kind: str, what: str, payload: JsonObject, retry_attempt: int
    ) -> EnvelopeRecord:
        record = EnvelopeRecord(
            seq=self._next(),
            at=self._clock.now(),
            envelope_id=envelope_id,
            type=kind,
            what=what,
            payload=payload,
            retry_attempt=retry_attempt,
        )
        self.envelopes.append(record)
        return record

    def call(
        self, method: str, arguments: JsonObject, *, answer: JsonObject, took_ms: float
    ) -> None:
        self.calls.append(
            CallRecord(
                seq=self._next(),
                at=self._clock.now(),
                method=method,
                arguments=arguments,
                ok=bool(answer.get("ok")),
                error=answer.get("error"),
                took_ms=round(took_ms, 2),
            )
        )

    def refuse(self, where: str, problems: list[str], payload: Json) -> None:
        """Note a payload that Slack would not have taken."""
        self.refused.append(
            RefusedRecord(
                seq=self._next(),
                at=self._clock.now(),
                where=where,
                problems=problems,
                payload=payload,
            )
        )

    def clear(self) -> None:
        for records in (self.envelopes, self.calls, self.refused):
            records.clear()

    def _next(self) -> int:
        self.seq = next(self._numbers)
        return self.seq
