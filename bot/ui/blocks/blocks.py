"""The blocks that messages and modals are made of, as plain dicts.

Plain, because the SDK's models silently drop what they do not know, and take 3.9 ms over
the complaint form where these take 0.1; the tests hold all we build to Slack's limits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from bot.ui.blocks.escape import cut, shown
from bot.ui.blocks.limits import (
    BUTTON_LABEL_MAX,
    CONTEXT_ELEMENTS_MAX,
    HEADER_MAX,
    OPTION_MAX,
    OVERFLOW_MAX,
    SECTION_MAX,
)

Block: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepButton:
    """A button that takes a step in a case; `value` is the case's id."""

    label: str
    action_id: str
    value: str
    primary: bool = False


def plain(text: str, *, limit: int = SECTION_MAX) -> Block:
    """Text shown as it is: no markup, no mention, no emoji made from colons."""
    return {"type": "plain_text", "text": cut(shown(text), limit), "emoji": False}


def marked(text: str) -> Block:
    """Text in Slack's markup, in which only what we wrote so is a mention or a link."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def header(text: str) -> Block:
    return {"type": "header", "text": plain(text, limit=HEADER_MAX)}


def section(text: str | Block, *, block_id: str | None = None) -> Block:
    """A paragraph; a string is taken as markup."""
    block = {"type": "section", "text": marked(text) if isinstance(text, str) else text}
    return block if block_id is None else block | {"block_id": block_id}


def unfolded(text: str) -> Block:
    """A paragraph that Slack shows whole, without « Voir plus »."""
    return section(text) | {"expand": True}


def context(*elements: str | Block, block_id: str | None = None) -> Block:
    """A line in small print; strings are taken as markup."""
    small = [marked(element) if isinstance(element, str) else element for element in elements]
    block = {"type": "context", "elements": small[:CONTEXT_ELEMENTS_MAX]}
    return block if block_id is None else block | {"block_id": block_id}


def beside(words: str, facts: str) -> Block:
    """What somebody wrote, as plain text, then facts as markup, in small print.

    The mark between them ends the first: where a phone breaks the line, no line begins with it.
    """
    return context(plain(f"{words.removesuffix('.')} ·"), facts) if words else context(facts)


def actions(buttons: Sequence[Block], *, block_id: str | None = None) -> Block:
    """A row of buttons; named, so that pressing one still works while the view is updated."""
    block = {"type": "actions", "elements": list(buttons)}
    return block if block_id is None else block | {"block_id": block_id}


def divider() -> Block:
    return {"type": "divider"}


def overflow(choices: Sequence[tuple[str, str]], *, action_id: str) -> Block:
    """The menu « … » behind a message's buttons; each choice is a label and a value."""
    options = [
        {"text": plain(label, limit=OPTION_MAX), "value": value}
        for label, value in choices[:OVERFLOW_MAX]
    ]
    return {"type": "overflow", "action_id": action_id, "options": options}


def button(step: StepButton, *, spoken: str | None = None) -> Block:
    """A button; `spoken` is what a screen reader says in place of its label."""
    block = {
        "type": "button",
        "text": plain(step.label, limit=BUTTON_LABEL_MAX),
        "action_id": step.action_id,
        "value": step.value,
    }
    if step.primary:
        block["style"] = "primary"
    if spoken is not None:
        block["accessibility_label"] = cut(spoken, BUTTON_LABEL_MAX)
    return block


@dataclass(frozen=True, slots=True)
class Post:
    """`text` says all that a screen reader needs: it does not read the blocks.

    It stays within the 4,000 characters that `chat.update` takes.
    `fallback_blocks` say the same in older blocks, for a Slack that refuses the newer ones.
    """

    text: str
    blocks: list[Block]
    fallback_blocks: list[Block] | None = None
