"""Modals: their frame, what they carry unseen, and showing one again."""

import json
from collections.abc import Mapping
from typing import Any

from bot.slack.payload_shapes import View
from bot.ui.blocks.blocks import Block, plain
from bot.ui.blocks.limits import VIEW_TITLE_MAX
from bot.ui.blocks.read_back import object_in

# What Slack takes back; a submitted view also carries its id, hash, state and more.
_KEPT = (
    "type",
    "callback_id",
    "title",
    "submit",
    "close",
    "private_metadata",
    "clear_on_close",
    "notify_on_close",
)

_IN_PLACE = "in_place"


def modal(
    title: str,
    blocks: list[Block],
    *,
    callback_id: str,
    close: str,
    submit: str | None = None,
    carried: Mapping[str, Any] | None = None,
) -> Block:
    """A modal; `carried` comes back with it, unseen (not secret: no personal data)."""
    view: Block = {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain(title, limit=VIEW_TITLE_MAX),
        "close": plain(close, limit=VIEW_TITLE_MAX),
        "blocks": blocks,
        "private_metadata": json.dumps(carried or {}),
    }
    if submit is not None:
        view["submit"] = plain(submit, limit=VIEW_TITLE_MAX)
    return view


def carried_by(view: View) -> dict[str, Any]:
    """The `carried` of a modal that `modal` made. Raises UnreadableError."""
    return object_in(view.private_metadata)


def in_place(view: Block) -> Block:
    """The modal in the place of the one it was asked for from, which is shown there after it."""
    carried = json.loads(view["private_metadata"]) | {_IN_PLACE: True}
    return view | {"private_metadata": json.dumps(carried)}


def stands_in_place(view: View) -> bool:
    """Whether `in_place` made it."""
    return bool(carried_by(view).get(_IN_PLACE))


def again(
    view: View,
    blocks: list[Block],
    *,
    submit: str | None = None,
    carried: Mapping[str, Any] | None = None,
) -> Block:
    """A modal with its blocks replaced, for `response_action: update`.

    What was typed stays in every input whose block_id and action_id are unchanged. It
    carries what it did and its button reads as it did, unless something else is given.
    """
    kept = {name: value for name in _KEPT if (value := getattr(view, name)) not in (None, "")}
    if submit is not None:
        kept["submit"] = plain(submit, limit=VIEW_TITLE_MAX)
    if carried is not None:
        kept["private_metadata"] = json.dumps(carried)
    return kept | {"blocks": blocks}
