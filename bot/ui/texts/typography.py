"""Puts the no-break spaces where French typography wants them.

The texts are written with plain spaces, which an editor shows and keeps; a narrow
no-break space goes before ; ! ? and a no-break space before : inside « » and in
times and quantities (Imprimerie nationale's rules).
"""

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

NO_BREAK = "\u00a0"
NARROW_NO_BREAK = "\u202f"

Node = TypeVar("Node")

_RULES = (
    (re.compile(r" (?=[;!?])"), NARROW_NO_BREAK),
    (re.compile(r" (?=:(?:[\s*]|$))"), NO_BREAK),  # not before :emoji:
    (re.compile(r"(?<=«) | (?=»)"), NO_BREAK),
    (re.compile(r"(?<=[\d}]) (?=(?:h|min|j|jours|Mo|Ko)\b)"), NO_BREAK),
    (re.compile(r"(?<=[\d}].h) (?=[\d{])"), NO_BREAK),
)


def french(text: str) -> str:
    """The text with its no-break spaces."""
    for place, space in _RULES:
        text = place.sub(space, text)
    return text


def typeset(node: Node) -> Node:
    """A catalogue, or any part of one, with every text as `french` makes it."""
    result: Any = node
    if isinstance(node, str):
        result = french(node)
    elif isinstance(node, tuple):
        result = tuple(typeset(item) for item in node)
    elif isinstance(node, Mapping):
        result = {key: typeset(value) for key, value in node.items()}
    elif is_dataclass(node) and not isinstance(node, type):
        changes = {field.name: typeset(getattr(node, field.name)) for field in fields(node)}
        result = replace(node, **changes)
    return result  # type: ignore[no-any-return]  # each branch gives back the type it was given
