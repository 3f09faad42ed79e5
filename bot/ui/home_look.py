"""What the Home tab shows: carried by the tab unseen, changed by a press or a choice in it."""

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from enum import StrEnum
from typing import Any

from bot.domain.cases import Status
from bot.domain.listings import CaseFilter, Look, Period, Scope
from bot.domain.taxonomy import Category, Kind
from bot.ui.answers import clean
from bot.ui.escape import cut, one_line
from bot.ui.lists import WORDS_MAX
from bot.ui.read_back import page_in, read_back, text_in

SEARCH = "home_search"
CLEAR = "home_clear"
TURN = "home_turn_"
SCOPE = "home_scope_"
FILTER = "home_filter_"
"""Beginnings of action ids; a page's number, a list or a field of `CaseFilter` follows."""
ANY = "any"
"""What a filter that lets everything through has for a value."""

_SETS: Mapping[str, type[StrEnum]] = {
    "kind": Kind,
    "status": Status,
    "category": Category,
    "period": Period,
}


def look_of(view: Mapping[str, Any] | None) -> Look:
    """What a published tab shows; the usual look where there is none, or a strange one."""
    try:
        carried = json.loads((view or {}).get("private_metadata") or "{}")
        return Look(
            scope=Scope(carried.pop("scope", Scope.MINE)),
            page=max(int(carried.pop("page", 0)), 0),
            words=str(carried.pop("words", "")),
            narrowed=_filter_of(carried),
        )
    except (ValueError, TypeError, AttributeError):
        return Look()


def looked_after(look: Look, action: Mapping[str, Any]) -> Look:
    """What is to be shown after a press or a choice in the tab."""
    action_id = str(action["action_id"])
    if action_id == SEARCH:
        return replace(look, words=cut(one_line(clean(action.get("value") or "")), WORDS_MAX))
    look = replace(look, words="")
    if action_id == CLEAR:
        return Look(scope=look.scope)
    if action_id.startswith(SCOPE):
        return replace(look, scope=read_back(Scope, action_id.removeprefix(SCOPE)), page=0)
    if action_id.startswith(TURN):
        return replace(look, page=page_in(action.get("value")))
    name = action_id.removeprefix(FILTER)
    return replace(look, narrowed=_narrowed(look.narrowed, name, action), page=0)


def carried_of(look: Look) -> dict[str, Any]:
    """What a tab carries, so that `look_of` finds the same look again."""
    narrowed = {name: value for name, value in asdict(look.narrowed).items() if value}
    words = {"words": look.words} if look.words else {}
    return {"scope": look.scope, "page": look.page} | words | narrowed


def _filter_of(carried: Mapping[str, Any]) -> CaseFilter:
    known: dict[str, Any] = {
        name: members(carried[name]) for name, members in _SETS.items() if name in carried
    }
    return CaseFilter(owner=carried.get("owner"), **known)


def _narrowed(narrowed: CaseFilter, name: str, action: Mapping[str, Any]) -> CaseFilter:
    if name == "owner":
        return replace(narrowed, owner=action.get("selected_user"))
    value = text_in(action)
    chosen: Any = None if value == ANY else read_back(_SETS[name], value)
    return replace(narrowed, **{name: chosen})
