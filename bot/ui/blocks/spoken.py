"""What a person said in a message, in words, from what Slack makes of it: no markup, no ids.

Slack, rich text block: sections, lists, quotes and code, made of texts, links and mentions.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from typing import Any, TypeAlias

from bot.ui.blocks.answers import clean, is_blank
from bot.ui.blocks.escape import as_typed, with_emojis
from bot.ui.texts.filing import GROUP

_REFERENCE = re.compile(r"<((?:[@#!]|[a-z][a-z+.\-]*:)[^<>]+)>")
_UNSEEN = frozenset({"actions", "divider", "input"})
"""Blocks in which nothing is said."""

Part: TypeAlias = Mapping[Any, Any]
NameOf: TypeAlias = Callable[[str], str]
"""A name for an id with its sign: `@U…` a member, `#C…` a channel, `!S…` a group of members."""
_LAST_CHARACTER = 0x10FFFF
_INDENT = "   "
_SIGNS = {"user": "@", "channel": "#", "usergroup": "!"}
_SAID_IN = {"date": "fallback", "color": "value"}


def message_words(message: Part, name_of: Callable[[str], str]) -> str:
    """A message as people see it: its blocks, or its text where they say nothing; what it quotes.

    Slack shows the text only where there are no blocks. `name_of` knows members by their id.
    """
    text = text_of(message)
    names = _names(text, name_of)
    said = _blocks_words(message, names)
    own = spoken(text, name_of) if said is None or is_blank(said) else clean(said)
    quoted = [_quoted(one, name_of) for one in parts_of(message, "attachments")]
    return "\n\n".join(part.strip("\n") for part in (own, *quoted) if not is_blank(part))


def spoken(text: str, name_of: Callable[[str], str]) -> str:
    """The text as people see it: names for members' ids, addresses and labels for links."""
    read = _REFERENCE.sub(lambda found: _said(found.group(1), name_of), text)
    return clean(with_emojis(as_typed(read)))


def _said(reference: str, name_of: Callable[[str], str]) -> str:
    target, _, label = reference.partition("|")
    match target[:1]:
        case "@":
            return f"@{label or name_of(target[1:])}"
        case "#":
            return f"#{label or name_of(target[1:])}"
        case "!":
            kind = target[1:].partition("^")[0]
            return label or f"@{GROUP if kind == 'subteam' else kind}"
        case _:
            return linked(target, label)


def _names(text: str, name_of: Callable[[str], str]) -> NameOf:
    """Names for ids in blocks, which have none: those that the text has beside them, or ours."""
    labels = {}
    for found in _REFERENCE.finditer(text):
        target, _, label = found.group(1).partition("|")
        labels[target.replace("!subteam^", "!")] = as_typed(label).removeprefix("@")

    def named(target: str) -> str:
        sign, which = target[0], target[1:]
        known = labels.get(target)
        match sign:
            case "@":
                return f"@{known or name_of(which)}"
            case "!":
                return f"@{known or GROUP}"
            case _:
                return f"{sign}{known or name_of(which)}"

    return named


def _blocks_words(message: Part, names: NameOf) -> str | None:
    """The blocks in words; None where one is of a kind that we cannot read."""
    lines = []
    for block in parts_of(message, "blocks"):
        words = _block_words(block, names)
        if words is None:
            return None
        lines.append(words)
    return "\n".join(line for line in lines if line)


def _block_words(block: Part, names: NameOf) -> str | None:
    match block.get("type"):
        case "rich_text":
            return rich_words(block, names)
        case "header" | "section" | "context":
            return "\n".join(filter(None, _texts_in(block, names)))
        case "image" | "video":
            title = block.get("title")
            return _object_words(title, names) if title else text_of(block, "alt_text")
        case kind if kind in _UNSEEN:
            return ""
        case _:
            return None


def _texts_in(block: Part, names: NameOf) -> Iterator[str]:
    yield _object_words(block.get("text"), names)
    for key in ("fields", "elements"):
        for part in parts_of(block, key):
            yield _object_words(part, names)


def _object_words(part: object, names: NameOf) -> str:
    """A text object's words; none of another element, such as a picture."""
    kind = part.get("type") if isinstance(part, Mapping) else None
    if kind == "mrkdwn":
        return spoken(text_of(part), lambda user: names(f"@{user}").removeprefix("@"))
    return with_emojis(as_typed(text_of(part))) if kind == "plain_text" else ""


def _quoted(attachment: Part, name_of: Callable[[str], str]) -> str:
    """An attachment in words; the preview of a page that is only linked to is passed over."""
    is_preview = "from_url" in attachment or "original_url" in attachment
    if is_preview and not (attachment.get("is_msg_unfurl") or attachment.get("is_share")):
        return ""
    said = [spoken(text_of(attachment, key), name_of) for key in ("pretext", "title", "text")]
    for field in parts_of(attachment, "fields"):
        said += [spoken(text_of(field, key), name_of) for key in ("title", "value")]
    words = "\n".join(line for line in said if not is_blank(line))
    return words or spoken(text_of(attachment, "fallback"), name_of)


def rich_words(block: Part, name_of: NameOf) -> str:
    """A `rich_text` block in words, line by line."""
    return "\n".join(_lines(block, name_of))


def parts_of(holder: object, key: str) -> Iterator[Part]:
    """The objects in a list that Slack put under this name; all else is passed over."""
    listed = holder.get(key) if isinstance(holder, Mapping) else None
    if isinstance(listed, list):
        yield from (part for part in listed if isinstance(part, Mapping))


def text_of(part: object, key: str = "text") -> str:
    """The text under this name; empty when there is none."""
    found = part.get(key) if isinstance(part, Mapping) else None
    return found if isinstance(found, str) else ""


def _lines(block: Part, name_of: NameOf) -> Iterator[str]:
    for part in parts_of(block, "elements"):
        match part.get("type"):
            case "rich_text_list":
                yield from _items(part, name_of)
            case "rich_text_quote":
                yield from (f"> {line}" for line in _inline(part, name_of).split("\n"))
            case _:
                yield _inline(part, name_of).removesuffix("\n")


def _items(part: Part, name_of: NameOf) -> Iterator[str]:
    indent = _INDENT * _number(part, "indent")
    numbers = count(_number(part, "offset") + 1)
    for item in parts_of(part, "elements"):
        mark = f"{next(numbers)}." if part.get("style") == "ordered" else "•"
        yield f"{indent}{mark} {_inline(item, name_of)}"


def _inline(part: Part, name_of: NameOf) -> str:
    return "".join(_element(element, name_of) for element in parts_of(part, "elements"))


def _element(element: Part, name_of: NameOf) -> str:
    match element.get("type"):
        case "user" | "channel" | "usergroup" as kind:
            return name_of(_SIGNS[kind] + text_of(element, f"{kind}_id"))
        case "emoji":
            code = f":{text_of(element, 'name')}:"
            return _character(text_of(element, "unicode")) or with_emojis(code)
        case "link":
            return linked(text_of(element, "url"), as_typed(text_of(element)))
        case "broadcast":
            return f"@{text_of(element, 'range')}"
        case kind:
            return as_typed(text_of(element, _SAID_IN.get(str(kind), "text")))


def linked(url: str, label: str) -> str:
    """« le devis (https://…) »; the address alone where it is its own label."""
    bare = as_typed(url).removeprefix("mailto:").removeprefix("tel:")
    return bare if label in {"", bare, as_typed(url)} else f"{label} ({bare})"


def _character(codes: str) -> str:
    """The character that Slack names by its code points, such as `1f44b-1f3fb`."""
    try:
        points = [int(code, 16) for code in codes.split("-")]
    except ValueError:
        return ""
    return "".join(map(chr, points)) if all(0 < one <= _LAST_CHARACTER for one in points) else ""


def _number(part: Part, key: str) -> int:
    found = part.get(key)
    return min(found, 1_000) if isinstance(found, int) and found > 0 else 0
