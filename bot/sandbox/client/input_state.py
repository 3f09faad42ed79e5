"""What an input element holds: Slack's `state.values` from and to the page's plain values."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from bot.sandbox.json_types import Json, JsonObject
from bot.sandbox.payload_rules import elements_of, flat


class _Keys(NamedTuple):
    """Where the state holds the value, and where the element holds its first value."""

    held: str
    initial: str


_ONE_OPTION = _Keys("selected_option", "initial_option")
_MANY_OPTIONS = _Keys("selected_options", "initial_options")
_TEXT = _Keys("value", "initial_value")

_KEYS = {
    "plain_text_input": _TEXT,
    "email_text_input": _TEXT,
    "url_text_input": _TEXT,
    "number_input": _TEXT,
    "rich_text_input": _Keys("rich_text_value", "initial_value"),
    "static_select": _ONE_OPTION,
    "external_select": _ONE_OPTION,
    "radio_buttons": _ONE_OPTION,
    "multi_static_select": _MANY_OPTIONS,
    "multi_external_select": _MANY_OPTIONS,
    "checkboxes": _MANY_OPTIONS,
    "users_select": _Keys("selected_user", "initial_user"),
    "multi_users_select": _Keys("selected_users", "initial_users"),
    "conversations_select": _Keys("selected_conversation", "initial_conversation"),
    "multi_conversations_select": _Keys("selected_conversations", "initial_conversations"),
    "channels_select": _Keys("selected_channel", "initial_channel"),
    "multi_channels_select": _Keys("selected_channels", "initial_channels"),
    "datepicker": _Keys("selected_date", "initial_date"),
    "timepicker": _Keys("selected_time", "initial_time"),
    "datetimepicker": _Keys("selected_date_time", "initial_date_time"),
    "file_input": _Keys("files", "initial_files"),
}

_LISTS = {"checkboxes", "file_input"}


class BadValueError(Exception):
    """A value that the client could not have produced for this element."""


@dataclass(frozen=True, slots=True)
class Input:
    """An element that keeps a value, and the block it sits in."""

    block: JsonObject
    element: JsonObject

    @property
    def block_id(self) -> str:
        return str(self.block["block_id"])

    @property
    def action_id(self) -> str:
        return str(self.element["action_id"])

    @property
    def key(self) -> tuple[str, str]:
        return (self.block_id, self.action_id)

    @property
    def kind(self) -> str:
        return str(self.element["type"])

    @property
    def is_list(self) -> bool:
        return self.kind in _LISTS or self.kind.startswith("multi_")

    def initial_state(self) -> JsonObject:
        keys = _KEYS[self.kind]
        empty: Json = [] if self.is_list else None
        return {"type": self.kind, keys.held: self.element.get(keys.initial, empty)}

    def state(self, value: Json, lookup: "Lookup") -> JsonObject:
        """The state after a person has set `value`; raises BadValueError."""
        keys = _KEYS[self.kind]
        if value in (None, "", []):
            return {"type": self.kind, keys.held: [] if self.is_list else None}
        if self.is_list and not isinstance(value, list):
            raise BadValueError(f"{self.kind} takes a list, not {value!r}")
        return {"type": self.kind, keys.held: self._held(value, lookup)}

    def _held(self, value: Json, lookup: "Lookup") -> Json:
        match _KEYS[self.kind].held:
            case "selected_option":
                return lookup.option(self, value)
            case "selected_options":
                return [lookup.option(self, one) for one in value]
            case "files":
                return [lookup.file(one) for one in value]
            case "rich_text_value":
                return value if isinstance(value, dict) else rich_text(str(value))
            case "selected_date_time":
                return int(value)
            case _:
                return value if isinstance(value, list) else str(value)


@dataclass(frozen=True, slots=True)
class Lookup:
    """How values are turned into what they stand for."""

    option: Callable[[Input, str], JsonObject]
    file: Callable[[str], JsonObject]


def inputs_of(blocks: Iterable[JsonObject]) -> list[Input]:
    """Every element that keeps a value, in blocks of any kind."""
    return [
        Input(block, element)
        for block in flat(blocks)
        for element in elements_of(block)
        if element["type"] in _KEYS
    ]


def held_value(state: JsonObject) -> Json:
    """What the state holds, in Slack's form."""
    return state[_KEYS[state["type"]].held]


def plain_value(state: JsonObject) -> Json:
    """What the state holds, in the page's form: values of options, ids of files."""
    held = held_value(state)
    match _KEYS[state["type"]].held:
        case "selected_option":
            return held and held["value"]
        case "selected_options":
            return [option["value"] for option in held]
        case "files":
            return [file["id"] for file in held]
        case _:
            return held


def rich_text(text: str) -> JsonObject:
    """A rich_text block that says just this."""
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [section]}
