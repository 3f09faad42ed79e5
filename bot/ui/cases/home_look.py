"""The look of the Home tab: hidden in the tab, changed by a press or a choice in it."""

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from enum import StrEnum
from typing import Any

from bot.domain.actions.listings import CaseFilter, Look, Period, Scope
from bot.domain.cases.cases import Status
from bot.domain.cases.stages import Stage, stage_at
from bot.domain.cases.taxonomy import Category, Kind
from bot.domain.errors import UnreadableError
from bot.slack.payload_shapes import Pressed, View
from bot.ui.blocks.answers import clean
from bot.ui.blocks.escape import cut, one_line
from bot.ui.blocks.read_back import page_in, read_back, text_in
from bot.ui.cases.lists import WORDS_MAX

SEARCH = "home_search"
CLEAR = "home_clear"
TURN = "home_turn_"
SCOPE = "home_scope_"
FILTER = "home_filter_"
"""Beginnings of action ids; a page's number, a list or a field of `CaseFilter` follows."""
ANY_FILTER = f"{FILTER}any"
"""The menu of several fields, whose values name theirs: « stage:over »."""
ANY = "any"
"""The value of a filter that lets everything through."""

_STATUS = "status"
"""What tabs published earlier offered in place of the stages."""

_SETS: Mapping[str, type[StrEnum]] = {
    "kind": Kind,
    "stage": Stage,
    "category": Category,
    "period": Period,
}


def look_of(view: View | None) -> Look:
    """The look of a published tab; the usual one where there is none, or a strange one."""
    try:
        carried = json.loads((view and view.private_metadata) or "{}")
        return Look(
            scope=Scope(carried.pop("scope", Scope.MINE)),
            page=max(int(carried.pop("page", 0)), 0),
            words=str(carried.pop("words", "")),
            narrowed=_filter_of(carried),
        )
    except (ValueError, TypeError, AttributeError):
        return Look()


def looked_after(look: Look, pressed: Pressed) -> Look:
    """The look after a press or a choice in the tab."""
    action_id = pressed.action_id
    if action_id == SEARCH:
        return replace(look, words=cut(one_line(clean(pressed.value or "")), WORDS_MAX))
    look = replace(look, words="")
    if action_id == CLEAR:
        return Look(scope=look.scope)
    if action_id.startswith(SCOPE):
        return replace(look, scope=read_back(Scope, action_id.removeprefix(SCOPE)), page=0)
    if action_id.startswith(TURN):
        return replace(look, page=page_in(pressed.value))
    return replace(look, narrowed=_narrowed(look.narrowed, pressed), page=0)


def carried_of(look: Look) -> dict[str, Any]:
    """A look in the tab's hidden state, for `look_of` to read back."""
    narrowed = {name: value for name, value in asdict(look.narrowed).items() if value}
    words = {"words": look.words} if look.words else {}
    return {"scope": look.scope, "page": look.page} | words | narrowed


def _filter_of(carried: Mapping[str, Any]) -> CaseFilter:
    known: dict[str, Any] = {
        name: members(carried[name]) for name, members in _SETS.items() if name in carried
    }
    return CaseFilter(owner=carried.get("owner"), **known)


def _narrowed(narrowed: CaseFilter, pressed: Pressed) -> CaseFilter:
    name = pressed.action_id.removeprefix(FILTER)
    if name == "owner":
        return replace(narrowed, owner=pressed.selected_user)
    value = text_in(pressed)
    if pressed.action_id == ANY_FILTER:
        name, _, value = value.partition(":")
    if name == _STATUS:
        name, value = "stage", _stage_named(value)
    if name not in _SETS:
        raise UnreadableError
    chosen: Any = None if value == ANY else read_back(_SETS[name], value)
    return replace(narrowed, **{name: chosen})


def _stage_named(status: str) -> str:
    return ANY if status == ANY else stage_at(Kind.COMPLAINT, read_back(Status, status), None)
