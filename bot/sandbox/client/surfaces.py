"""What the app shows outside messages: a stack of modals and a Home tab per person."""

from collections import defaultdict
from copy import deepcopy
from dataclasses import dataclass, field

from bot.sandbox import cast
from bot.sandbox.changes import Changes, HomePublished, ViewsChanged
from bot.sandbox.client.input_state import Input, inputs_of, plain_value
from bot.sandbox.identifiers import Identifiers
from bot.sandbox.json_types import JsonObject
from bot.sandbox.payload_rules import elements_of, flat

DEEPEST_STACK = 3
"""Modals one person can have on top of each other (docs: surfaces/modals)."""


@dataclass(slots=True, kw_only=True)
class View:
    id: str
    user: str
    payload: JsonObject
    hash: str
    root_view_id: str
    previous_view_id: str | None = None
    touched: dict[tuple[str, str], JsonObject] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def is_modal(self) -> bool:
        return bool(self.payload["type"] == "modal")

    @property
    def external_id(self) -> str:
        return str(self.payload.get("external_id", ""))

    def inputs(self) -> list[Input]:
        return inputs_of(self.payload["blocks"])

    def state_values(self) -> JsonObject:
        """`state.values` as the app receives it: every input, null where untouched."""
        values: JsonObject = {}
        for one in self.inputs():
            state = self.touched.get(one.key, one.initial_state())
            values.setdefault(one.block_id, {})[one.action_id] = state
        return values

    def as_slack(self) -> JsonObject:
        return {
            "private_metadata": "",
            "callback_id": "",
            "title": None,
            "submit": None,
            "close": None,
            "clear_on_close": False,
            "notify_on_close": False,
            "external_id": "",
            **self.payload,
            "id": self.id,
            "team_id": cast.TEAM,
            "state": {"values": self.state_values()},
            "hash": self.hash,
            "previous_view_id": self.previous_view_id,
            "root_view_id": self.root_view_id,
            "app_id": cast.APP,
            "app_installed_team_id": cast.TEAM,
            "bot_id": cast.APP_BOT,
        }

    def as_page(self) -> JsonObject:
        values: JsonObject = {}
        for one in self.inputs():
            state = self.touched.get(one.key, one.initial_state())
            values.setdefault(one.block_id, {})[one.action_id] = plain_value(state)
        shown = {key: self.payload.get(key) for key in ("type", "title", "submit", "close")}
        return {
            **shown,
            "id": self.id,
            "hash": self.hash,
            "callback_id": self.payload.get("callback_id", ""),
            "blocks": self.payload["blocks"],
            "values": values,
            "errors": self.errors,
        }


class Surfaces:
    def __init__(self, ids: Identifiers, changes: Changes) -> None:
        self._ids = ids
        self._changes = changes
        self._stacks: defaultdict[str, list[View]] = defaultdict(list)
        self._homes: dict[str, View] = {}

    def stack(self, user: str) -> list[View]:
        """The person's modals, the one on top last."""
        return self._stacks[user]

    def home(self, user: str) -> View | None:
        return self._homes.get(user)

    def find(self, view_id: str) -> View | None:
        """A modal that is open, or a published Home tab."""
        return next((view for view in self._all() if view.id == view_id), None)

    def find_external(self, external_id: str) -> View | None:
        return next((view for view in self._all() if view.external_id == external_id), None)

    def open(self, user: str, payload: JsonObject) -> View:
        """Show a first modal."""
        self._stacks[user].clear()
        return self.push(user, payload)

    def push(self, user: str, payload: JsonObject) -> View:
        stack = self._stacks[user]
        view = self._new(user, payload)
        if stack:
            view.root_view_id, view.previous_view_id = stack[0].id, stack[-1].id
        stack.append(view)
        self._changes.tell(ViewsChanged(user))
        return view

    def update(self, view: View, payload: JsonObject) -> View:
        """Replace what a view shows; inputs that keep both ids keep what was typed in them."""
        view.payload = self.named(payload)
        view.hash = self._ids.view_hash()
        view.errors = {}
        kinds = {one.key: one.kind for one in view.inputs()}
        view.touched = {
            key: state for key, state in view.touched.items() if kinds.get(key) == state["type"]
        }
        self._tell(view)
        return view

    def publish(self, user: str, payload: JsonObject) -> View:
        if home := self._homes.get(user):
            return self.update(home, payload)
        self._homes[user] = self._new(user, payload)
        self._changes.tell(HomePublished(user))
        return self._homes[user]

    def show_errors(self, view: View, errors: dict[str, str]) -> None:
        view.errors = errors
        self._tell(view)

    def close(self, view: View) -> None:
        """Close a modal; the one beneath shows again."""
        if view in self._stacks[view.user]:
            self._stacks[view.user].remove(view)
            self._changes.tell(ViewsChanged(view.user))

    def clear(self, user: str) -> None:
        self._stacks[user].clear()
        self._changes.tell(ViewsChanged(user))

    def named(self, payload: JsonObject) -> JsonObject:
        """A copy in which every block and element has an id, as Slack fills them in."""
        copy = deepcopy(payload)
        name_blocks(copy["blocks"], self._ids)
        return copy

    def _new(self, user: str, payload: JsonObject) -> View:
        view_id = self._ids.next("V")
        return View(
            id=view_id,
            user=user,
            payload=self.named(payload),
            hash=self._ids.view_hash(),
            root_view_id=view_id,
        )

    def _tell(self, view: View) -> None:
        kind = ViewsChanged if view.is_modal else HomePublished
        self._changes.tell(kind(view.user))

    def _all(self) -> list[View]:
        return [*self._homes.values(), *(view for stack in self._stacks.values() for view in stack)]


def name_blocks(blocks: list[JsonObject], ids: Identifiers) -> None:
    """Invent the block_id and action_id that the app left out."""
    for block in flat(blocks):
        if not block.get("block_id"):
            block["block_id"] = ids.next("b")
        for element in elements_of(block):
            if element["type"] != "image" and not element.get("action_id"):
                element["action_id"] = ids.next("a")
