"""Reads what Vigie wrote into buttons and forms, once Slack brings it back.

Only Slack brings it, but what it brings may be of another release, or have been made up.
"""

import json
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, cast

from pydantic import AwareDatetime, Field, NaiveDatetime, TypeAdapter, ValidationError

from bot.domain.errors import UnreadableError
from bot.slack.payload_shapes import Answer

if TYPE_CHECKING:
    from collections.abc import Hashable

Read = TypeVar("Read")

PAGES_MAX = 100_000
_PAGE: TypeAdapter[int] = TypeAdapter(Annotated[int, Field(ge=0, le=PAGES_MAX)])
_MOMENT: TypeAdapter[datetime] = TypeAdapter(AwareDatetime)
_WALL: TypeAdapter[datetime] = TypeAdapter(NaiveDatetime)


def read_back(kind: type[Read], written: object) -> Read:
    """An id, a member of a closed set, a day. Raises UnreadableError for anything else."""
    reader: TypeAdapter[Read] = _reader(cast("Hashable", kind))
    return _read(reader, written)


def page_in(written: object) -> int:
    """The number of a page. Raises UnreadableError."""
    return _read(_PAGE, written)


def moment_in(written: str) -> datetime:
    """An instant, with its zone. Raises UnreadableError."""
    return _read(_MOMENT, written)


def wall_time_in(written: str) -> datetime:
    """Wall-clock time, without a zone. Raises UnreadableError."""
    return _read(_WALL, written)


def text_in(pressed: Answer) -> str:
    """The value of a button, or of the chosen entry of a menu. Raises UnreadableError."""
    return read_back(str, (pressed.selected_option or pressed).value)


def object_in(written: str) -> dict[str, Any]:
    """The private metadata of a view. Raises UnreadableError."""
    try:
        carried = json.loads(written or "{}")
    except (ValueError, RecursionError) as error:
        raise UnreadableError from error
    return read_back(dict, carried)


@cache
def _reader(kind: Any) -> TypeAdapter[Any]:  # noqa: ANN401  # whatever pydantic reads
    return TypeAdapter(kind)


def _read(reader: TypeAdapter[Read], written: object) -> Read:
    try:
        return reader.validate_python(written)
    except ValidationError as error:
        raise UnreadableError from error
