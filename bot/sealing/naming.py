"""Who handles sealed reports, as the folder names them: a TOML file for a person to read."""

import json
from collections.abc import Mapping
from typing import Any

from bot.domain.errors import VigieError
from bot.domain.sealed.handlers import Handler, Handlers, UnfitHandlersError

_PLACES = ("first", "second", "substitute")


class UnreadableHandlersError(VigieError):
    """handlers.toml of the sealed folder does not say who handles: run vigie sealed handlers."""


def written(handlers: Handlers) -> str:
    """The file."""
    lines = [f"contact = {json.dumps(handlers.contact, ensure_ascii=False)}"]
    for place, one in zip(_PLACES, handlers.everybody, strict=False):
        facts = {"person": one.person, "name": one.name, "function": one.function}
        lines += ["", f"[{place}]"]
        lines += [
            f"{name} = {json.dumps(fact, ensure_ascii=False)}" for name, fact in facts.items()
        ]
    return "\n".join(lines) + "\n"


def read(text: str) -> Handlers:
    """What it says. Raises UnreadableHandlersError."""
    import tomllib  # noqa: PLC0415  # only where a sealed folder is

    try:
        said = tomllib.loads(text)
        first, second = (_handler(said[place]) for place in _PLACES[:2])
        substitute = _handler(said[_PLACES[2]]) if _PLACES[2] in said else None
        return Handlers(
            first=first, second=second, substitute=substitute, contact=str(said["contact"])
        )
    except (tomllib.TOMLDecodeError, LookupError, TypeError, UnfitHandlersError) as error:
        raise UnreadableHandlersError from error


def _handler(said: Mapping[str, Any]) -> Handler:
    return Handler(
        person=str(said["person"]), name=str(said["name"]), function=str(said["function"])
    )
