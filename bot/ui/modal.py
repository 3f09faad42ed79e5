"""Modals: their frame, what they carry unseen, and showing one again."""

import json
from collections.abc import Mapping
from typing import Any

from bot.ui.blocks import Block, plain
from bot.ui.limits import VIEW_TITLE_MAX
from bot.ui.read_back import object_in

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


def carried_by(view: Mapping[str, Any]) -> dict[str, Any]:
    """What `modal` was given as `carried`. Raises UnreadableError."""
    return object_in(view.get("private_metadata") or "{}")


def again(
    view: Mapping[str, Any],
    blocks: list[Block],
    *,
    submit: str | None = None,
    carried: Mapping[str, Any] | None = None,
) -> Block:
    """The same modal with other blocks, for `response_action: update`.

    What was typed stays in every input whose block_id and action_id are unchanged. It
    carries what it did and its button reads as it did, unless something else is given.
    """
    kept = {name: view[name] for name in _KEPT if view.get(name) not in (None, "")}
    if submit is not None:
        kept["submit"] = plain(submit, limit=VIEW_TITLE_MAX)
    if carried is not None:
        kept["private_metadata"] = json.dumps(carried)
    return kept | {"blocks": blocks}
