"""The inputs that forms are made of; each has one element, whose action_id is its block_id."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from bot.ui.blocks.blocks import Block, plain
from bot.ui.blocks.limits import FILES_MAX, INPUT_MAX, OPTION_MAX

Member = TypeVar("Member", bound=StrEnum)


def labelled(
    element: Block, label: str, *, block_id: str, hint: str | None = None, optional: bool = False
) -> Block:
    """An input block around an element."""
    block = {
        "type": "input",
        "block_id": block_id,
        "label": plain(label),
        "element": element | {"action_id": block_id},
        "optional": optional,
    }
    return block if hint is None else block | {"hint": plain(hint)}


def text(
    *,
    initial: str = "",
    placeholder: str | None = None,
    multiline: bool = False,
    limit: int = INPUT_MAX,
    focused: bool = False,
) -> Block:
    """A text input; `initial` is cut at `limit`, which the caller sees to beforehand."""
    element: Block = {"type": "plain_text_input", "multiline": multiline, "max_length": limit}
    if initial:
        element["initial_value"] = initial[:limit]
    if placeholder is not None:
        element["placeholder"] = plain(placeholder)
    if focused:
        element["focus_on_load"] = True
    return element


def option(label: str, value: str, *, description: str | None = None) -> Block:
    choice: Block = {"text": plain(label, limit=OPTION_MAX), "value": value}
    if description is not None:
        choice["description"] = plain(description, limit=OPTION_MAX)
    return choice


def options(
    words: Mapping[Member, str], *, meanings: Mapping[Member, str] | None = None
) -> list[Block]:
    """An option for each member of a closed set, in its order."""
    return [
        option(word, member.value, description=meanings[member] if meanings else None)
        for member, word in words.items()
    ]


def radio(choices: Sequence[Block], *, initial: Block | None = None) -> Block:
    element: Block = {"type": "radio_buttons", "options": list(choices)}
    return element if initial is None else element | {"initial_option": initial}


def select(choices: Sequence[Block], placeholder: str, *, initial: Block | None = None) -> Block:
    element: Block = {
        "type": "static_select",
        "options": list(choices),
        "placeholder": plain(placeholder),
    }
    return element if initial is None else element | {"initial_option": initial}


def search(placeholder: str, *, initial: Block | None = None) -> Block:
    """A menu whose options are asked for when it is opened, and with each letter typed."""
    element: Block = {
        "type": "external_select",
        "min_query_length": 0,
        "placeholder": plain(placeholder),
    }
    return element if initial is None else element | {"initial_option": initial}


def several(choices: Sequence[Block], placeholder: str, *, initial: Sequence[Block] = ()) -> Block:
    """A menu of which several may be chosen; checkboxes hold no more than ten."""
    element: Block = {
        "type": "multi_static_select",
        "options": list(choices),
        "placeholder": plain(placeholder),
    }
    return element | {"initial_options": list(initial)} if initial else element


def checkboxes(choices: Sequence[Block], *, ticked: Sequence[Block] = ()) -> Block:
    """At most ten boxes; those `ticked` are so from the beginning."""
    element: Block = {"type": "checkboxes", "options": list(choices)}
    return element | {"initial_options": list(ticked)} if ticked else element


def date_and_time(initial: datetime | None = None) -> Block:
    """A date and time, which Slack shows in the reader's own zone."""
    element: Block = {"type": "datetimepicker"}
    return element if initial is None else element | {"initial_date_time": int(initial.timestamp())}


def day(initial: date | None = None) -> Block:
    """A day without zone."""
    element: Block = {"type": "datepicker"}
    return element if initial is None else element | {"initial_date": initial.isoformat()}


def count(initial: int | None = None) -> Block:
    """A whole number, from zero; Slack sends and takes it as text."""
    element: Block = {"type": "number_input", "is_decimal_allowed": False, "min_value": "0"}
    return element if initial is None else element | {"initial_value": str(initial)}


def time_of_day(initial: str) -> Block:
    """A time without zone, `HH:MM`."""
    return {"type": "timepicker", "initial_time": initial}


def files(at_most: int = FILES_MAX) -> Block:
    """Some files, ten if not fewer; Slack itself refuses one of more than 10 MB."""
    return {"type": "file_input", "max_files": at_most}


def person(initial: str | None, placeholder: str) -> Block:
    element: Block = {"type": "users_select", "placeholder": plain(placeholder)}
    return element if initial is None else element | {"initial_user": initial}


def people(initial: Sequence[str], placeholder: str) -> Block:
    element: Block = {"type": "multi_users_select", "placeholder": plain(placeholder)}
    return element | {"initial_users": list(initial)} if initial else element


def private_channel(initial: str | None, placeholder: str) -> Block:
    element: Block = {
        "type": "conversations_select",
        "filter": {"include": ["private"], "exclude_bot_users": True},
        "placeholder": plain(placeholder),
    }
    return element if initial is None else element | {"initial_conversation": initial}
