"""Messages of any kind, for tests that care for no more than their key."""

from typing import Any

from bot.domain.messages.message import Message


def message(kind: str, once: str, **given: Any) -> Message:
    """A message of a kind without a payload, with the key « kind:once »."""
    of_kind: type[Message] = type("AnyMessage", (Message,), {"kind": kind, "__slots__": ()})
    return of_kind(once=once, **given)
