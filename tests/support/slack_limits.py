"""Slack's limits on what we build, each checked against every block of a payload."""

import json
from collections.abc import Iterator
from typing import Any

from bot.ui.blocks.blocks import Post

_TEXTS = {
    "header": 150,
    "section": 3_000,
    "label": 2_000,
    "hint": 2_000,
    "placeholder": 150,
    "button": 75,
    "option": 75,
    "title": 24,
}
_NUMBERS = {"blocks": 100, "elements": 25, "options": 100}


def breaches_of_view(view: dict[str, Any]) -> list[str]:
    """What Slack would refuse in a modal."""
    frame = [view["title"], view["close"], *([view["submit"]] if "submit" in view else [])]
    needs_submit = any(block["type"] == "input" for block in view["blocks"])
    return [
        *(f"frame: {text['text']}" for text in frame if len(text["text"]) > _TEXTS["title"]),
        *(["no submit"] if needs_submit and "submit" not in view else []),
        *(["metadata"] if len(view["private_metadata"]) > 3_000 else []),
        *(["bytes"] if len(json.dumps(view)) > 250_000 else []),
        *_of_blocks(view["blocks"], most=100),
    ]


def breaches_of_post(post: Post) -> list[str]:
    """What Slack would refuse in a message, or in its update."""
    too_long = ["text"] if not 0 < len(post.text) <= 4_000 else []
    return [*too_long, *_of_blocks(post.blocks, most=50)]


def _of_blocks(blocks: list[dict[str, Any]], *, most: int) -> Iterator[str]:
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    if not 0 < len(blocks) <= most or len(ids) != len(set(ids)):
        yield f"{len(blocks)} blocks, ids {ids}"
    for block in blocks:
        yield from _of_block(block)


def _of_block(block: dict[str, Any]) -> Iterator[str]:
    match block["type"]:
        case "header" | "section" as kind:
            yield from _of_text(block["text"], _TEXTS[kind])
        case "context":
            if not 0 < len(block["elements"]) <= 10:
                yield "context"
            for element in block["elements"]:
                yield from _of_text(element, 3_000)
        case "actions":
            if not 0 < len(block["elements"]) <= 25:
                yield "actions"
            for element in block["elements"]:
                yield from _of_element(element)
        case "input":
            yield from _of_text(block["label"], _TEXTS["label"])
            yield from _of_text(block.get("hint", block["label"]), _TEXTS["hint"])
            yield from _of_element(block["element"])
        case "divider":
            pass
        case unknown:
            yield f"unknown block {unknown}"


def _of_element(element: dict[str, Any]) -> Iterator[str]:
    if element["type"] == "button":
        yield from _of_text(element["text"], _TEXTS["button"])
        if not 0 < len(element["value"]) <= 2_000:
            yield "button value"
        if len(element.get("accessibility_label", "")) > _TEXTS["button"]:
            yield "accessibility label"
    if element["type"] == "plain_text_input":
        initial = element.get("initial_value", "")
        if not len(initial) <= element["max_length"] <= 3_000:
            yield "initial value"
    if "placeholder" in element:
        yield from _of_text(element["placeholder"], _TEXTS["placeholder"])
    if "options" in element:
        yield from _of_options(element)


def _of_options(element: dict[str, Any]) -> Iterator[str]:
    most = 10 if element["type"] in {"radio_buttons", "checkboxes"} else _NUMBERS["options"]
    if not 0 < len(element["options"]) <= most:
        yield "options"
    for option in element["options"]:
        yield from _of_text(option["text"], _TEXTS["option"])
        yield from _of_text(option.get("description", option["text"]), _TEXTS["option"])
        if not 0 < len(option["value"]) <= 150:
            yield "option value"
    if element.get("initial_option", element["options"][0]) not in element["options"]:
        yield "initial option"


def _of_text(text: dict[str, Any], most: int) -> Iterator[str]:
    if not 0 < len(text["text"]) <= most:
        yield f"{len(text['text'])} characters for {most}: {text['text'][:40]}"
