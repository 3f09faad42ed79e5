"""Layout blocks, and which of them each surface takes."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from bot.sandbox.json_types import Json, JsonObject
from bot.sandbox.payload_rules.charts_and_tables import DATA_TABLE, DATA_VISUALIZATION, TABLE
from bot.sandbox.payload_rules.checks import (
    Check,
    boolean,
    both,
    by_type,
    choice,
    exactly_one_of,
    integer,
    items,
    problem,
    shape,
    string,
)
from bot.sandbox.payload_rules.elements import (
    BUTTON,
    IMAGE,
    IN_ACTIONS,
    IN_INPUT,
    IN_SECTION,
    MODAL_INPUTS,
)
from bot.sandbox.payload_rules.objects import IDENTIFIER, SLACK_FILE, URL, any_text, plain_text
from bot.sandbox.payload_rules.rich_text import RICH_TEXT


class Surface(StrEnum):
    """Where blocks are shown."""

    MESSAGE = "message"
    MODAL = "modal"
    HOME = "home"


def _block(kind: str, optional: Mapping[str, Check] | None = None, **required: Check) -> Check:
    return shape({"type": choice(kind), **required}, {"block_id": IDENTIFIER, **(optional or {})})


def _has_text_or_fields(value: Json, pointer: str) -> Iterator[str]:
    if not ("text" in value or "fields" in value):
        yield problem("must define either `text` or `fields`", pointer)


SECTION = both(
    _block(
        "section",
        {
            "text": any_text(3000),
            "fields": items(any_text(2000), at_least=1, at_most=10),
            "accessory": by_type(IN_SECTION),
            "expand": boolean,
        },
    ),
    _has_text_or_fields,
)

HEADER = _block("header", {"level": integer(at_least=1, at_most=4)}, text=plain_text(150))

CONTEXT = _block(
    "context",
    elements=items(
        by_type({**IMAGE, **{kind: any_text(3000) for kind in ("plain_text", "mrkdwn")}}),
        at_least=1,
        at_most=10,
    ),
)

ACTIONS = _block("actions", elements=items(by_type(IN_ACTIONS), at_least=1, at_most=25))

IMAGE_BLOCK = both(
    _block(
        "image",
        {"image_url": URL, "slack_file": SLACK_FILE, "title": plain_text(2000)},
        alt_text=string(at_least=1, at_most=2000),
    ),
    exactly_one_of("image_url", "slack_file"),
)

ALERT = _block(
    "alert", {"level": choice("default", "info", "warning", "error", "success")}, text=any_text(200)
)

MARKDOWN = _block("markdown", text=string(at_least=1, at_most=12_000))

CARD = _block(
    "card",
    {
        "title": any_text(150),
        "subtitle": any_text(150),
        "body": any_text(200),
        "icon": by_type(IMAGE),
        "hero_image": by_type(IMAGE),
        "actions": items(by_type(BUTTON), at_least=1, at_most=3),
    },
)


def _input(elements: Mapping[str, Check]) -> Check:
    return _block(
        "input",
        {"hint": plain_text(2000), "optional": boolean, "dispatch_action": boolean},
        label=plain_text(2000),
        element=by_type(elements),
    )


_EVERYWHERE: dict[str, Check] = {
    "section": SECTION,
    "header": HEADER,
    "context": CONTEXT,
    "actions": ACTIONS,
    "image": IMAGE_BLOCK,
    "divider": _block("divider"),
    "rich_text": RICH_TEXT,
    "card": CARD,
}

_CONTAINED = {**_EVERYWHERE, "table": TABLE, "data_table": DATA_TABLE}

CONTAINER = _block(
    "container",
    {
        "title": plain_text(150),
        "rich_text_title": RICH_TEXT,
        "subtitle": any_text(150),
        "width": choice("narrow", "standard", "wide", "full"),
        "icon": by_type(IMAGE),
        "is_collapsible": boolean,
        "default_collapsed": boolean,
        "has_header_divider": boolean,
    },
    child_blocks=items(by_type(_CONTAINED), at_least=1, at_most=10),
)

_OUTSIDE_MODALS: dict[str, Check] = {
    "table": TABLE,
    "data_table": DATA_TABLE,
    "data_visualization": DATA_VISUALIZATION,
    "container": CONTAINER,
}

_ON_SURFACE: dict[Surface, dict[str, Check]] = {
    Surface.MESSAGE: {
        **_EVERYWHERE,
        **_OUTSIDE_MODALS,
        "input": _input(IN_INPUT),
        "markdown": MARKDOWN,
    },
    Surface.MODAL: {**_EVERYWHERE, "input": _input({**IN_INPUT, **MODAL_INPUTS}), "alert": ALERT},
    Surface.HOME: {**_EVERYWHERE, **_OUTSIDE_MODALS, "input": _input(IN_INPUT)},
}

MOST_BLOCKS = {Surface.MESSAGE: 50, Surface.MODAL: 100, Surface.HOME: 100}


def blocks_on(surface: Surface, *, at_least: int = 0) -> Check:
    """A list of blocks as that surface takes it."""
    listed = items(by_type(_ON_SURFACE[surface]), at_least=at_least, at_most=MOST_BLOCKS[surface])
    return both(listed, _ids_are_unique)


def _ids_are_unique(value: Json, pointer: str) -> Iterator[str]:
    seen: set[str] = set()
    for index, block in enumerate(value):
        block_id = block.get("block_id")
        if block_id in seen:
            yield problem(f"block_id already exists: {block_id}", f"{pointer}/{index}/block_id")
        if block_id:
            seen.add(block_id)
        yield from _actions_are_unique(block, f"{pointer}/{index}")


def _actions_are_unique(block: JsonObject, pointer: str) -> Iterator[str]:
    seen: set[str] = set()
    for action_id in filter(None, (element.get("action_id") for element in elements_of(block))):
        if action_id in seen:
            yield problem(f"action_id already exists in this block: {action_id}", pointer)
        seen.add(action_id)


def flat(blocks: Iterable[JsonObject]) -> Iterator[JsonObject]:
    """Every block, those inside containers too."""
    for block in blocks:
        yield block
        yield from flat(block.get("child_blocks", ()))


def slack_files(blocks: Iterable[JsonObject]) -> Iterator[str]:
    """Ids of the files that images show."""
    for block in flat(blocks):
        for holder in (block, block.get("accessory", {}), *block.get("elements", ())):
            if isinstance(holder, dict) and holder.get("slack_file", {}).get("id"):
                yield holder["slack_file"]["id"]


def elements_of(block: JsonObject) -> list[JsonObject]:
    """The elements of a block a person can use, in their order."""
    match block["type"]:
        case "actions":
            return list(block["elements"])
        case "section":
            return [block["accessory"]] if "accessory" in block else []
        case "input":
            return [block["element"]]
        case "card":
            return list(block.get("actions", ()))
        case _:
            return []
