"""What the app may reach: scopes it holds, conversations it sees."""

from bot.sandbox import cast
from bot.sandbox.conversations import Conversation, Kind, Message
from bot.sandbox.slack_errors import SlackError
from bot.sandbox.world import World


def require_scope(world: World, *any_of: str) -> None:
    """Raise missing_scope unless the manifest holds one of these."""
    if any_of and world.manifest.scopes.isdisjoint(any_of):
        held = ",".join(sorted(world.manifest.scopes))
        raise SlackError(code="missing_scope", needed=any_of[0], provided=held)


def seen_conversation(world: World, channel: str) -> Conversation:
    """A conversation by id; private ones the app is not in do not exist for it."""
    conversation = world.workspace.conversations.get(channel)
    if conversation is None or not conversation.is_seen_by(cast.APP_USER):
        raise SlackError(code="channel_not_found")
    return conversation


def writable_conversation(world: World, channel: str) -> Conversation:
    """Where a message may be posted: by id, by name, or by user id for a direct message."""
    if channel in world.workspace.people:
        conversation = world.workspace.direct_message(channel, cast.APP_USER)
    else:
        conversation = seen_conversation(world, _by_name(world, channel))
    if conversation.archived:
        raise SlackError(code="is_archived")
    if cast.APP_USER not in conversation.members:
        raise SlackError(code="not_in_channel")
    if conversation.kind is Kind.DM and not world.manifest.messages_tab:
        raise SlackError(code="messages_tab_disabled")
    return conversation


def posted_message(world: World, channel: str, ts: str) -> Message:
    """A message in a conversation the app sees, or message_not_found."""
    message = seen_conversation(world, channel).posted(ts)
    if message is None:
        raise SlackError(code="message_not_found")
    return message


def _by_name(world: World, channel: str) -> str:
    named = (
        one.id for one in world.workspace.conversations.values() if one.name == channel.lstrip("#")
    )
    return next(named, channel) if channel else channel
