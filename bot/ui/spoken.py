"""What a person said in a message, from the text that Slack makes of it."""

import re
from collections.abc import Callable

from bot.ui.answers import clean
from bot.ui.escape import as_typed

_REFERENCE = re.compile(r"<((?:[@#!]|[a-z][a-z+.\-]*:)[^<>]+)>")


def spoken(text: str, name_of: Callable[[str], str]) -> str:
    """The text as people see it: names for members' ids, addresses and labels for links."""
    return clean(as_typed(_REFERENCE.sub(lambda found: _said(found.group(1), name_of), text)))


def _said(reference: str, name_of: Callable[[str], str]) -> str:
    target, _, label = reference.partition("|")
    match target[:1]:
        case "@":
            return f"@{label or name_of(target[1:])}"
        case "#":
            return f"#{label or target[1:]}"
        case "!":
            return label or f"@{target[1:].partition('^')[0]}"
        case _:
            bare = target.removeprefix("mailto:")
            return bare if label in {"", bare} else f"{label} ({bare})"
