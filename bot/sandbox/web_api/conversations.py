"""conversations.*: what the app can see of channels and direct messages."""

from collections.abc import Iterator

from bot.sandbox import cast
from bot.sandbox.client.renderings import conversation_for_slack, message_for_slack
from bot.sandbox.conversations import Conversation, Kind, Message
from bot.sandbox.json_types import JsonObject
from bot.sandbox.slack_errors import SlackError
from bot.sandbox.web_api.access import require_scope, seen_conversation
from bot.sandbox.web_api.call import Call, page_of
from bot.sandbox.world import World

_TYPES = {"public_channel": Kind.PUBLIC, "private_channel": Kind.PRIVATE, "im": Kind.DM}


def open_conversation(world: World, call: Call) -> JsonObject:
    require_scope(world, "im:write")
    if channel := call.text("channel"):
        conversation = seen_conversation(world, channel)
        return {"channel": _opened(conversation, call)}
    users = [user for user in call.text("users").split(",") if user]
    if not users:
        raise SlackError(code="users_list_not_supplied")
    if len(users) > 1:
        raise SlackError(code="method_not_supported_for_channel_type")
    person = world.workspace.people.get(users[0])
    if person is None:
        raise SlackError(code="user_not_found")
    if person.deleted:
        raise SlackError(code="user_disabled")
    return {"channel": _opened(world.workspace.direct_message(person.id, cast.APP_USER), call)}


def info(world: World, call: Call) -> JsonObject:
    conversation = _readable(world, call, "read")
    members = call.flag("include_num_members")
    return {"channel": conversation_for_slack(conversation, viewer=cast.APP_USER, members=members)}


def members(world: World, call: Call) -> JsonObject:
    conversation = _readable(world, call, "read")
    found, metadata = page_of(call, [{"id": user} for user in sorted(conversation.members)])
    return {"members": [one["id"] for one in found], "response_metadata": metadata}


def list_conversations(world: World, call: Call) -> JsonObject:
    kinds = {_TYPES.get(name.strip()) for name in call.text("types", "public_channel").split(",")}
    if None in kinds:
        raise SlackError(code="invalid_types")
    for kind in kinds:
        require_scope(world, f"{kind.scope_family}:read" if kind else "")
    listed = [
        conversation_for_slack(one, viewer=cast.APP_USER, members=True)
        for one in world.workspace.conversations.values()
        if one.kind in kinds
        and one.is_seen_by(cast.APP_USER)
        and not (one.archived and call.flag("exclude_archived"))
    ]
    found, metadata = page_of(call, listed)
    return {"channels": found, "response_metadata": metadata}


def history(world: World, call: Call) -> JsonObject:
    """Newest first, without replies and ephemeral messages."""
    conversation = _entered(world, call)
    posted = (
        message
        for message in reversed(conversation.messages.values())
        if not message.only_for and not message.is_reply
    )
    return _paged(world, call, list(_within(call, posted)))


def replies(world: World, call: Call) -> JsonObject:
    """Oldest first: the parent, then its replies."""
    conversation = _entered(world, call)
    asked = conversation.posted(call.text("ts"))
    if asked is None:
        raise SlackError(code="thread_not_found")
    parent = conversation.posted(asked.thread_ts) if asked.thread_ts else asked
    thread = [*([parent] if parent else []), *conversation.replies[asked.thread_ts or asked.ts]]
    return _paged(world, call, list(_within(call, iter(thread))))


def _readable(world: World, call: Call, what: str) -> Conversation:
    conversation = seen_conversation(world, call.text("channel"))
    require_scope(world, f"{conversation.kind.scope_family}:{what}")
    return conversation


def _entered(world: World, call: Call) -> Conversation:
    conversation = _readable(world, call, "history")
    if cast.APP_USER not in conversation.members:
        raise SlackError(code="not_in_channel")
    return conversation


def _within(call: Call, messages: Iterator[Message]) -> Iterator[Message]:
    oldest, latest = call.text("oldest", "0"), call.text("latest") or "9" * 10
    inclusive = call.flag("inclusive")
    for message in messages:
        after = float(message.ts) > float(oldest)
        before = float(message.ts) < float(latest)
        if (after and before) or (inclusive and message.ts in {oldest, latest}):
            yield message


def _paged(world: World, call: Call, found: list[Message]) -> JsonObject:
    with_metadata = call.flag("include_all_metadata")
    page, metadata = page_of(call, [{"message": message} for message in found])
    return {
        "messages": [
            message_for_slack(
                world.workspace,
                one["message"],
                base_url=world.base_url,
                with_metadata=with_metadata,
            )
            for one in page
        ],
        "has_more": bool(metadata["next_cursor"]),
        "response_metadata": metadata,
    }


def _opened(conversation: Conversation, call: Call) -> JsonObject:
    if call.flag("return_im"):
        return conversation_for_slack(conversation, viewer=cast.APP_USER)
    return {"id": conversation.id}
