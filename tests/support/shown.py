"""Whether a text of the catalogue is shown somewhere, whatever stands in its places."""

import re
import string
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from bot.ui.texts.language import Area
from tests.support.said import leaves

TELLING = 12
"""Characters by which a sentence is known from others."""


def strings_in(node: Any) -> Iterator[str]:
    """Every text inside a screen, a message or whatever else is made of texts."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, Mapping):
        for inner in node.values():
            yield from strings_in(inner)
    elif isinstance(node, list | tuple):
        for inner in node:
            yield from strings_in(inner)
    elif is_dataclass(node):
        for field in fields(node):
            yield from strings_in(getattr(node, field.name))


def not_shown(texts: Area, shown: Iterable[Any]) -> list[str]:
    """The paths of the texts that no example shows."""
    read = dict.fromkeys(one for piece in shown for one in strings_in(piece))
    said = dict.fromkeys(one.lower() for one in read)
    lines = dict.fromkeys(line for one in said for line in one.splitlines())
    found: dict[str, bool] = {}
    for _, text in leaves(texts):
        if text not in found:
            found[text] = _stands_in(said if "\n" in text else lines, text.lower())
    return [path for path, text in leaves(texts) if text and not found[text]]


def sentences_in(texts: Area, words: str) -> list[str]:
    """Our sentences, templates included, that fill a line of what was read from a screen."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    known = {text for _, text in leaves(texts) if _is_telling(text)}
    return sorted(text for text in known if any(map(_filled(text).fullmatch, lines)))


def _is_telling(text: str) -> bool:
    return len(max(_fixed(text), key=len).strip()) >= TELLING and "\n" not in text


def _filled(template: str) -> re.Pattern[str]:
    return re.compile(".+?".join(map(re.escape, _fixed(template))))


def _fixed(template: str) -> list[str]:
    """What a template says whatever fills its places."""
    return [literal for literal, *_ in string.Formatter().parse(template)] or [""]


def _stands_in(said: Collection[str], template: str) -> bool:
    if template in said:
        return True
    parts = _fixed(template)
    longest = max(parts, key=len)
    pattern = re.compile(_bounded(".*?".join(map(re.escape, parts))), re.DOTALL)
    return any(longest in one and pattern.search(one) for one in said)


def _bounded(pattern: str) -> str:
    """A word stands for itself, not within another."""
    starts = r"(?<!\w)" if pattern[:1].isalnum() else ""
    return starts + pattern + (r"(?!\w)" if pattern[-1:].isalnum() else "")
