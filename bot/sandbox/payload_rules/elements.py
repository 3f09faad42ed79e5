"""Block elements: what each may hold, and how much."""

from collections.abc import Iterator

from bot.sandbox.json_types import Json
from bot.sandbox.payload_rules.checks import (
    Check,
    boolean,
    both,
    choice,
    exactly_one_of,
    integer,
    items,
    problem,
    shape,
    string,
)
from bot.sandbox.payload_rules.objects import (
    DISPATCH_CONFIG,
    OVERFLOW_OPTION,
    RICH_OPTION,
    SLACK_FILE,
    URL,
    initial_among_options,
    plain_text,
)
from bot.sandbox.payload_rules.rich_text import RICH_TEXT
from bot.sandbox.payload_rules.selects import CONFIRMED, PLACEHOLDER, SELECTS, element

DATE = r"\d{4}-\d{2}-\d{2}"
TIME = r"([01]\d|2[0-3]):[0-5]\d"


BUTTON = element(
    "button",
    {
        "url": URL,
        "value": string(at_most=2000),
        "style": choice("primary", "danger"),
        "accessibility_label": string(at_most=75),
        **CONFIRMED,
    },
    text=plain_text(75),
)

OVERFLOW = element("overflow", CONFIRMED, options=items(OVERFLOW_OPTION, at_least=1, at_most=5))

CHECKBOXES = {
    "checkboxes": both(
        element(
            "checkboxes",
            {"initial_options": items(RICH_OPTION, at_least=1), **CONFIRMED},
            options=items(RICH_OPTION, at_least=1, at_most=10),
        )["checkboxes"],
        initial_among_options,
    )
}

RADIO_BUTTONS = {
    "radio_buttons": both(
        element(
            "radio_buttons",
            {"initial_option": RICH_OPTION, **CONFIRMED},
            options=items(RICH_OPTION, at_least=1, at_most=10),
        )["radio_buttons"],
        initial_among_options,
    )
}

PICKERS = {
    **element("datepicker", {"initial_date": string(pattern=DATE), **PLACEHOLDER, **CONFIRMED}),
    **element(
        "timepicker",
        {"initial_time": string(pattern=TIME), "timezone": string(), **PLACEHOLDER, **CONFIRMED},
    ),
}

DATETIMEPICKER = element(
    "datetimepicker",
    # ten digits, says the reference
    {"initial_date_time": integer(at_least=10**9, at_most=10**10 - 1), **CONFIRMED},
)

_DISPATCH = {"dispatch_action_config": DISPATCH_CONFIG}


def _lengths_in_order(value: Json, pointer: str) -> Iterator[str]:
    if value.get("min_length", 0) > value.get("max_length", 3000):
        yield problem("min_length must not exceed max_length", pointer)


PLAIN_TEXT_INPUT = {
    "plain_text_input": both(
        element(
            "plain_text_input",
            {
                "initial_value": string(at_most=3000),
                "multiline": boolean,
                "min_length": integer(at_least=0, at_most=3000),
                "max_length": integer(at_least=1, at_most=3000),
                **PLACEHOLDER,
                **_DISPATCH,
            },
        )["plain_text_input"],
        _lengths_in_order,
    )
}

RICH_TEXT_INPUT = element(
    "rich_text_input", {"initial_value": RICH_TEXT, **PLACEHOLDER, **_DISPATCH}
)

MODAL_INPUTS: dict[str, Check] = {
    **element("email_text_input", {"initial_value": string(), **PLACEHOLDER, **_DISPATCH}),
    **element("url_text_input", {"initial_value": string(), **PLACEHOLDER, **_DISPATCH}),
    **element(
        "number_input",
        # numbers travel as strings
        {
            "initial_value": string(),
            "min_value": string(),
            "max_value": string(),
            **PLACEHOLDER,
            **_DISPATCH,
        },
        is_decimal_allowed=boolean,
    ),
    **element(
        "file_input",
        {"filetypes": items(string(at_least=1)), "max_files": integer(at_least=1, at_most=10)},
    ),
}

IMAGE: dict[str, Check] = {
    "image": both(
        shape(
            {"type": choice("image"), "alt_text": string(at_least=1, at_most=2000)},
            {"image_url": URL, "slack_file": SLACK_FILE},
        ),
        exactly_one_of("image_url", "slack_file"),
    )
}

_SINGLE_SELECTS = {kind: check for kind, check in SELECTS.items() if not kind.startswith("multi_")}

IN_ACTIONS: dict[str, Check] = {
    **BUTTON,
    **OVERFLOW,
    **CHECKBOXES,
    **RADIO_BUTTONS,
    **_SINGLE_SELECTS,
    **PICKERS,
    **DATETIMEPICKER,
}

IN_SECTION: dict[str, Check] = {
    **BUTTON,
    **OVERFLOW,
    **CHECKBOXES,
    **RADIO_BUTTONS,
    **SELECTS,
    **PICKERS,
    **IMAGE,
}

IN_INPUT: dict[str, Check] = {
    **PLAIN_TEXT_INPUT,
    **RICH_TEXT_INPUT,
    **CHECKBOXES,
    **RADIO_BUTTONS,
    **SELECTS,
    **PICKERS,
    **DATETIMEPICKER,
}
