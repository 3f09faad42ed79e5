"""Whole payloads: a message, a modal, a Home tab."""

import json
from collections.abc import Iterator, Mapping

from bot.sandbox.json_types import Json, JsonObject
from bot.sandbox.payload_rules.blocks import Surface, blocks_on, elements_of
from bot.sandbox.payload_rules.checks import (
    Check,
    an_object,
    boolean,
    both,
    choice,
    problem,
    shape,
    string,
)
from bot.sandbox.payload_rules.objects import IDENTIFIER, plain_text

MOST_TEXT = 40_000
MOST_VIEW_BYTES = 250_000
MOST_MARKDOWN = 12_000
MOST_CHARTS = 2

_HOME: dict[str, Check] = {
    "private_metadata": string(at_most=3000),
    "callback_id": string(at_most=255),
    "external_id": string(at_most=255),
}

_MODAL: dict[str, Check] = {
    **_HOME,
    "close": plain_text(24),
    "submit": plain_text(24),
    "clear_on_close": boolean,
    "notify_on_close": boolean,
    "submit_disabled": boolean,
}


def _submits_its_inputs(value: Json, pointer: str) -> Iterator[str]:
    has_input = any(block["type"] == "input" for block in value["blocks"])
    if has_input and "submit" not in value:
        yield problem("must define `submit` to use an `input` block in modals", pointer)


def _focuses_once(value: Json, pointer: str) -> Iterator[str]:
    focused = [
        element
        for block in value["blocks"]
        for element in elements_of(block)
        if element.get("focus_on_load")
    ]
    if len(focused) > 1:
        yield problem("only one element may have focus_on_load", pointer)


_VIEWS: dict[Surface, Check] = {
    Surface.MODAL: both(
        both(
            shape(
                {
                    "type": choice("modal"),
                    "title": plain_text(24),
                    "blocks": blocks_on(Surface.MODAL, at_least=1),
                },
                _MODAL,
            ),
            _submits_its_inputs,
        ),
        _focuses_once,
    ),
    Surface.HOME: both(
        shape({"type": choice("home"), "blocks": blocks_on(Surface.HOME)}, _HOME), _focuses_once
    ),
}

METADATA = shape({"event_type": IDENTIFIER, "event_payload": an_object})


_BLOCKS = {surface: blocks_on(surface) for surface in Surface}


def check_blocks(blocks: Json, surface: Surface = Surface.MESSAGE) -> list[str]:
    """What Slack would refuse in a list of blocks, each with its JSON pointer."""
    return block_problems(as_plain(blocks), surface)


def block_problems(blocks: Json, surface: Surface = Surface.MESSAGE) -> list[str]:
    """The same for blocks that are plain JSON already."""
    problems = list(_BLOCKS[surface](blocks, "/blocks"))
    if not problems and surface is Surface.MESSAGE:
        problems += _message_totals(blocks)
    return problems


def check_view(view: Json, surface: str = Surface.MODAL) -> list[str]:
    """What Slack would refuse in a modal (`modal`) or a Home tab (`home`)."""
    plain = as_plain(view)
    problems = list(_VIEWS[Surface(surface)](plain, "/view"))
    if len(json.dumps(plain, ensure_ascii=False).encode()) > MOST_VIEW_BYTES:
        problems.append(problem("view_too_large", "/view"))
    return problems


def check_message(payload: Mapping[str, Json]) -> list[str]:
    """What is wrong with a message's `text`, `blocks` and `metadata`.

    A message without `text` is reported too: Slack accepts it, but screen
    readers and notifications read that text alone.
    """
    plain = as_plain(dict(payload))
    problems = list(_text_problems(plain.get("text")))
    if plain.get("blocks"):
        problems += block_problems(plain["blocks"])
    if plain.get("metadata"):
        problems += check_metadata(plain["metadata"])
    return problems


def check_metadata(metadata: Json) -> list[str]:
    """What Slack would refuse as a message's metadata."""
    return list(METADATA(metadata, "/metadata"))


def _text_problems(text: Json) -> Iterator[str]:
    if not text:
        yield problem("missing required field: text", "/text")
    else:
        yield from string(at_most=MOST_TEXT)(text, "/text")


def _message_totals(blocks: list[JsonObject]) -> Iterator[str]:
    kinds = [block["type"] for block in blocks]
    if kinds.count("table") + kinds.count("data_table") > 1:
        yield problem("only_one_table_allowed", "/blocks")
    if kinds.count("data_visualization") > MOST_CHARTS:
        yield problem(f"no more than {MOST_CHARTS} data_visualization blocks allowed", "/blocks")
    written = sum(len(block["text"]) for block in blocks if block["type"] == "markdown")
    if written > MOST_MARKDOWN:
        yield problem(f"must be less than {MOST_MARKDOWN + 1} characters of markdown", "/blocks")


def as_plain(payload: Json) -> Json:
    """The payload as it travels: slack-sdk's models become the dictionaries they serialise to."""
    return json.loads(json.dumps(payload, default=lambda model: model.to_dict()))
