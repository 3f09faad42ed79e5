"""All that a catalogue of texts says, by where it stands."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from inspect import getmembers
from typing import Any

from bot.ui.texts.language import Area, Both, Choices, SubArea, Terms, Vocabulary


def declared_in(area: Area) -> Iterator[tuple[str, Any]]:
    """The names that an area declares, with what each says in its language."""
    for name, declared in getmembers(type(area)):
        if isinstance(declared, Both | Choices | SubArea | Vocabulary):
            yield name, getattr(area, name)


def forms_of(node: Any) -> Iterator[tuple[str, Any]]:
    """The forms that the words of a closed set have beside themselves."""
    if isinstance(node, Terms):
        for name in ("short", "long", "in_line", "meaning", "of_complaint"):
            yield name, getattr(node, name)


def leaves(node: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text below a node, by its path."""
    if isinstance(node, str):
        yield path, node
    elif isinstance(node, tuple | list):
        for number, item in enumerate(node):
            yield from leaves(item, f"{path}[{number}]")
    elif isinstance(node, Mapping):
        for key, value in (*node.items(), *forms_of(node)):
            yield from leaves(value, f"{path}[{key}]")
    elif isinstance(node, Area):
        for name, value in declared_in(node):
            yield from leaves(value, f"{path}.{name}")
    elif is_dataclass(node):
        for field in fields(node):
            yield from leaves(getattr(node, field.name), f"{path}.{field.name}")


def closed_sets(area: Area, path: str = "") -> Iterator[tuple[str, type[Enum], Mapping[Any, str]]]:
    """Every mapping whose keys are the members of an enumeration."""
    for name, value in declared_in(area):
        if isinstance(value, Area):
            yield from closed_sets(value, f"{path}.{name}")
        elif isinstance(value, Mapping) and isinstance(first := next(iter(value)), Enum):
            yield f"{path}.{name}", type(first), value
