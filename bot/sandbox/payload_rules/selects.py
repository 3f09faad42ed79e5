"""Select menus, single and multiple, of every source."""

from collections.abc import Mapping

from bot.sandbox.payload_rules.checks import (
    Check,
    boolean,
    both,
    choice,
    exactly_one_of,
    integer,
    items,
    shape,
    string,
)
from bot.sandbox.payload_rules.objects import (
    CONFIRM,
    CONVERSATION_FILTER,
    IDENTIFIER,
    OPTION_GROUP,
    PLAIN_OPTION,
    initial_among_options,
    plain_text,
)


def element(
    kind: str, optional: Mapping[str, Check] | None = None, **required: Check
) -> dict[str, Check]:
    common: dict[str, Check] = {"action_id": IDENTIFIER, "focus_on_load": boolean}
    return {kind: shape({"type": choice(kind), **required}, {**common, **(optional or {})})}


PLACEHOLDER = {"placeholder": plain_text(150)}
CONFIRMED = {"confirm": CONFIRM}

_MAX_SELECTED: dict[str, Check] = {"max_selected_items": integer(at_least=1)}
_ID = string(at_least=1)
_CHOICES: dict[str, Check] = {
    "options": items(PLAIN_OPTION, at_least=1, at_most=100),
    "option_groups": items(OPTION_GROUP, at_least=1, at_most=100),
}


def _with_options(described: Check) -> Check:
    return both(both(described, exactly_one_of("options", "option_groups")), initial_among_options)


def _select(
    source: str, optional: Mapping[str, Check], *, one: str, many: str, of: Check
) -> dict[str, Check]:
    """The single and the multiple select of one source."""
    shared = {**PLACEHOLDER, **CONFIRMED, **optional}
    return {
        **element(f"{source}_select", {**shared, one: of}),
        **element(f"multi_{source}_select", {**shared, **_MAX_SELECTED, many: items(of)}),
    }


_CONVERSATIONS: dict[str, Check] = {
    "default_to_current_conversation": boolean,
    "filter": CONVERSATION_FILTER,
    "response_url_enabled": boolean,
}

STATIC_SELECTS = {
    kind: _with_options(described)
    for kind, described in _select(
        "static", _CHOICES, one="initial_option", many="initial_options", of=PLAIN_OPTION
    ).items()
}

SELECTS: dict[str, Check] = {
    **STATIC_SELECTS,
    **_select(
        "external",
        {"min_query_length": integer(at_least=0)},
        one="initial_option",
        many="initial_options",
        of=PLAIN_OPTION,
    ),
    **_select("users", {}, one="initial_user", many="initial_users", of=_ID),
    **_select(
        "conversations",
        _CONVERSATIONS,
        one="initial_conversation",
        many="initial_conversations",
        of=_ID,
    ),
    **_select(
        "channels",
        {"response_url_enabled": boolean},
        one="initial_channel",
        many="initial_channels",
        of=_ID,
    ),
}
