"""Inputs that many forms share."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from bot.ui import inputs
from bot.ui.blocks import Block
from bot.ui.limits import INPUT_MAX

Member = TypeVar("Member", bound=StrEnum)

REASON = "reason"
LINE_MAX = 300


def area(
    label: str, *, block_id: str, initial: str = "", hint: str | None = None, optional: bool = False
) -> Block:
    """A text of several lines."""
    element = inputs.text(initial=initial, multiline=True, limit=INPUT_MAX)
    return inputs.labelled(element, label, block_id=block_id, hint=hint, optional=optional)


def line(
    label: str, *, block_id: str, initial: str = "", hint: str | None = None, optional: bool = False
) -> Block:
    """A text of one line."""
    element = inputs.text(initial=initial, limit=LINE_MAX)
    return inputs.labelled(element, label, block_id=block_id, hint=hint, optional=optional)


def one_of(
    words: Mapping[Member, str],
    label: str,
    *,
    block_id: str,
    initial: Member | None = None,
    hint: str | None = None,
    optional: bool = False,
) -> Block:
    """A choice shown whole."""
    chosen = None if initial is None else inputs.option(words[initial], initial)
    element = inputs.radio(inputs.options(words), initial=chosen)
    return inputs.labelled(element, label, block_id=block_id, hint=hint, optional=optional)


def menu_of(
    words: Mapping[Member, str],
    label: str,
    *,
    block_id: str,
    choose: str,
    initial: Member | None = None,
    optional: bool = False,
) -> Block:
    """A choice in a menu, for longer sets."""
    chosen = None if initial is None else inputs.option(words[initial], initial)
    element = inputs.select(inputs.options(words), choose, initial=chosen)
    return inputs.labelled(element, label, block_id=block_id, optional=optional)


def box(label: str, said: str, *, block_id: str) -> Block:
    """A single box to tick."""
    element = inputs.checkboxes([inputs.option(said, "yes")])
    return inputs.labelled(element, label, block_id=block_id, optional=True)


def several_of(
    words: Mapping[Member, str],
    label: str,
    *,
    block_id: str,
    choose: str,
    initial: Sequence[Member] = (),
) -> Block:
    """Several of a longer set."""
    chosen = [inputs.option(words[member], member) for member in initial]
    element = inputs.several(inputs.options(words), choose, initial=chosen)
    return inputs.labelled(element, label, block_id=block_id)
