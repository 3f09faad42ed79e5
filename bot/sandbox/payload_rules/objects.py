"""Composition objects: texts, options, confirm dialogs, filters (limits of Slack's reference)."""

from collections.abc import Iterator

from bot.sandbox.json_types import Json, JsonObject
from bot.sandbox.payload_rules.checks import (
    Check,
    boolean,
    both,
    by_type,
    choice,
    exactly_one_of,
    items,
    problem,
    shape,
    string,
)

IDENTIFIER = string(at_least=1, at_most=255)
URL = string(at_least=1, at_most=3000)


def plain_text(at_most: int) -> Check:
    return shape(
        {"type": choice("plain_text"), "text": string(at_least=1, at_most=at_most)},
        {"emoji": boolean},
    )


def any_text(at_most: int) -> Check:
    return by_type(
        {
            "plain_text": plain_text(at_most),
            "mrkdwn": shape(
                {"type": choice("mrkdwn"), "text": string(at_least=1, at_most=at_most)},
                {"verbatim": boolean},
            ),
        }
    )


def option(text: Check) -> Check:
    return shape(
        {"text": text, "value": string(at_least=1, at_most=150)}, {"description": any_text(75)}
    )


PLAIN_OPTION = option(plain_text(75))
RICH_OPTION = option(any_text(75))

OVERFLOW_OPTION = shape(
    {"text": plain_text(75), "value": string(at_least=1, at_most=150)},
    {"description": plain_text(75), "url": URL},
)

OPTION_GROUP = shape(
    {"label": plain_text(75), "options": items(PLAIN_OPTION, at_least=1, at_most=100)}
)

CONFIRM = shape(
    {
        "title": plain_text(100),
        "text": any_text(300),
        "confirm": plain_text(30),
        "deny": plain_text(30),
    },
    {"style": choice("primary", "danger")},
)

DISPATCH_CONFIG = shape(
    {},
    {
        "trigger_actions_on": items(
            choice("on_enter_pressed", "on_character_entered"), at_least=1, at_most=2
        )
    },
)

CONVERSATION_FILTER = shape(
    {},
    {
        "include": items(choice("im", "mpim", "private", "public"), at_least=1),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
)

SLACK_FILE = both(shape({}, {"id": string(at_least=1), "url": URL}), exactly_one_of("id", "url"))


_SUGGESTIONS = both(
    shape(
        {},
        {
            "options": items(PLAIN_OPTION, at_most=100),
            "option_groups": items(OPTION_GROUP, at_most=100),
        },
    ),
    exactly_one_of("options", "option_groups"),
)


def check_options(answer: Json) -> list[str]:
    """What Slack would refuse in the answer to a block_suggestion."""
    return list(_SUGGESTIONS(answer, ""))


def choices_of(element: JsonObject) -> list[Json]:
    """All options of a select, grouped or not."""
    if "options" in element:
        return list(element["options"])
    return [option for group in element.get("option_groups", ()) for option in group["options"]]


def initial_among_options(value: Json, pointer: str) -> Iterator[str]:
    """Slack wants an initial option to be, to the letter, one of the options."""
    offered = choices_of(value)
    if "initial_option" in value and value["initial_option"] not in offered:
        yield problem("must be one of the options", f"{pointer}/initial_option")
    for index, initial in enumerate(value.get("initial_options") or []):
        if initial not in offered:
            yield problem("must be one of the options", f"{pointer}/initial_options/{index}")
