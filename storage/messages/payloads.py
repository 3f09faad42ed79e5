"""Messages as rows of the outbox keep them, and read back from rows of any release."""

from collections.abc import Mapping
from dataclasses import Field, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from bot.domain.messages.message import OMITTED, STORED_AS, Message
from bot.domain.messages.registry import MESSAGES


def stored_payload(message: Message) -> dict[str, Any] | None:
    """A message's own fields as JSON; None of a kind that has none."""
    values = ((one, getattr(message, one.name)) for one in _payload_fields(type(message)))
    kept = (one for one in values if not (one[1] is None and OMITTED in one[0].metadata))
    return {_name(field): _plain(value) for field, value in kept} or None


def message_from(
    kind: str,
    *,
    payload: Mapping[str, Any] | None,
    case_id: UUID | None = None,
    recipient: str | None = None,
) -> Message:
    """The message that a row keeps; what its payload has beside is ignored.

    Raises LookupError for a kind that only a newer release knows, ValueError for a payload
    that lacks what no release left out.
    """
    of_kind: type = MESSAGES[kind]
    kept = payload or {}
    own = {one.name: kept[_name(one)] for one in _payload_fields(of_kind) if _name(one) in kept}
    read: Message = adapter_of(of_kind).validate_python(
        {"case_id": case_id, "recipient": recipient, **own}
    )
    return read


def _payload_fields(of_kind: type[Message]) -> tuple[Field[Any], ...]:
    envelope = {one.name for one in fields(Message)}
    return tuple(one for one in fields(of_kind) if one.name not in envelope)


@cache
def adapter_of(of_type: type) -> TypeAdapter[Any]:
    """Made once for each type: to make it takes longer than all that is done with it."""
    return TypeAdapter(of_type)


def _name(field: Field[Any]) -> str:
    name: str = field.metadata.get(STORED_AS, field.name)
    return name


def _plain(value: object) -> Any:  # noqa: ANN401  # whatever JSON has
    match value:
        case StrEnum() | UUID():
            return str(value)
        case date():
            return value.isoformat()
        case tuple():
            return [_plain(one) for one in value]
        case Mapping():
            return dict(value)
        case _ if is_dataclass(value):
            of_type: type = type(value)
            return adapter_of(of_type).dump_python(value, mode="json")
        case _:
            return value
