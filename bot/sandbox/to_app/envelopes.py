"""What Slack sends to the app, whichever way it travels."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol
from uuid import uuid4

from bot.sandbox.json_types import Json, JsonObject


class EnvelopeType(StrEnum):
    EVENT = "events_api"
    INTERACTIVE = "interactive"
    COMMAND = "slash_commands"


class Outcome(StrEnum):
    ACKED = "acked"
    TIMEOUT = "timeout"
    NO_CONNECTION = "no_connection"
    HTTP_ERROR = "http_error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    type: EnvelopeType
    what: str
    payload: JsonObject
    accepts_answer: bool = False
    retry_attempt: int = 0
    retry_reason: str = ""
    id: str = ""

    def identified(self) -> "Envelope":
        """The same with an id of its own: each attempt has another."""
        return replace(self, id=str(uuid4()))

    def as_frame(self) -> JsonObject:
        """The JSON of Socket Mode."""
        frame: JsonObject = {
            "envelope_id": self.id,
            "type": self.type.value,
            "payload": self.payload,
            "accepts_response_payload": self.accepts_answer,
        }
        if self.type is EnvelopeType.EVENT:
            frame |= {"retry_attempt": self.retry_attempt, "retry_reason": self.retry_reason}
        return frame


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """How one attempt ended, and what the app answered."""

    outcome: Outcome
    answer: Json = None
    connection: int | None = None

    @property
    def is_acked(self) -> bool:
        return self.outcome is Outcome.ACKED


class Carrier(Protocol):
    """Brings an envelope to the app: over a socket, or to a request URL."""

    async def carry(self, envelope: Envelope) -> Delivery:
        """Deliver once and wait for the acknowledgement, at most Slack's three seconds."""
