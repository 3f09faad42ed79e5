"""chat.*: posting, changing and deleting messages."""

from collections.abc import Iterator
from copy import deepcopy

from bot.sandbox import cast
from bot.sandbox.client.renderings import message_for_slack, permalink_path
from bot.sandbox.client.surfaces import name_blocks
from bot.sandbox.conversations import Conversation, Message
from bot.sandbox.json_types import Json, JsonObject
from bot.sandbox.payload_rules import block_problems, check_metadata, slack_files
from bot.sandbox.slack_errors import SlackError, invalid
from bot.sandbox.web_api.access import posted_message, writable_conversation
from bot.sandbox.web_api.call import Call
from bot.sandbox.world import World

LONGEST_TEXT = 40_000
"""Characters after which chat.postMessage truncates."""

LONGEST_UPDATE = 4_000
"""Characters above which chat.update refuses (ref/chat.update)."""


def post_message(world: World, call: Call) -> JsonObject:
    conversation = writable_conversation(world, call.text("channel"))
    message = world.workspace.post(_compose(world, call, conversation))
    return {
        "channel": conversation.id,
        "ts": message.ts,
        "message": message_for_slack(world.workspace, message, base_url=world.base_url),
    }


def post_ephemeral(world: World, call: Call) -> JsonObject:
    conversation = writable_conversation(world, call.text("channel"))
    user = call.text("user")
    if user not in conversation.members:
        raise SlackError(code="user_not_in_channel")
    message = _compose(world, call, conversation)
    message.only_for = user
    world.workspace.post(message)
    return {"message_ts": message.ts}


def update(world: World, call: Call) -> JsonObject:
    message = _own_message(world, call, refusal="cant_update_message")
    if world.workspace.conversations[message.channel].archived:
        raise SlackError(code="is_inactive")
    if len(call.text("text")) > LONGEST_UPDATE:
        raise SlackError(code="msg_too_long")
    content = _content(world, call)
    if not content.keys() & {"text", "blocks", "attachments"}:
        raise SlackError(code="no_text")
    # what is left out stays as it was
    world.workspace.edit(message, by=cast.APP_USER, **content)
    return {
        "channel": message.channel,
        "ts": message.ts,
        "text": message.text,
        "message": message_for_slack(world.workspace, message, base_url=world.base_url),
    }


def delete(world: World, call: Call) -> JsonObject:
    message = _own_message(world, call, refusal="cant_delete_message")
    world.workspace.delete(message)
    return {"channel": message.channel, "ts": message.ts}


def get_permalink(world: World, call: Call) -> JsonObject:
    message = posted_message(world, call.text("channel"), call.text("message_ts"))
    return {"channel": message.channel, "permalink": world.base_url + permalink_path(message)}


def compose(
    world: World, content: JsonObject, *, channel: str, thread_ts: str | None = None
) -> Message:
    """A message of the app with this content, not yet posted."""
    return Message(
        channel=channel,
        ts=world.ids.next_ts(),
        user=cast.APP_USER,
        bot_id=cast.APP_BOT,
        app_id=cast.APP,
        text=content.get("text", "")[:LONGEST_TEXT],
        blocks=content.get("blocks", []),
        attachments=content.get("attachments", []),
        metadata=content.get("metadata"),
        thread_ts=thread_ts,
    )


def accepted_blocks(world: World, blocks: Json) -> list[JsonObject]:
    """The blocks with every id filled in; raises invalid_blocks with Slack's sentences."""
    problems = block_problems(blocks) or list(_unknown_files(world, blocks))
    if problems:
        raise invalid(problems, code="invalid_blocks")
    named: list[JsonObject] = deepcopy(blocks)
    name_blocks(named, world.ids)
    return named


def _compose(world: World, call: Call, conversation: Conversation) -> Message:
    content = _content(world, call)
    if not (content.get("text") or content.get("blocks") or content.get("attachments")):
        raise SlackError(code="no_text")
    thread_ts = call.text("thread_ts") or None
    parent = conversation.messages.get(thread_ts) if thread_ts else None
    if parent and (parent.is_reply or parent.only_for):
        raise SlackError(code="cannot_reply_to_message")
    return compose(world, content, channel=conversation.id, thread_ts=thread_ts)


def _content(world: World, call: Call) -> JsonObject:
    """Those of text, blocks, attachments and metadata that the call gives."""
    content: JsonObject = {}
    if call.arguments.keys() & {"text", "markdown_text"}:
        content["text"] = call.text("text") or call.text("markdown_text")
    if call.json("blocks") is not None:
        content["blocks"] = accepted_blocks(world, call.json("blocks"))
    if call.json("attachments") is not None:
        content["attachments"] = call.json("attachments")
    if call.json("metadata") is not None:
        if check_metadata(call.json("metadata")):
            raise SlackError(code="invalid_metadata_format")
        content["metadata"] = call.json("metadata")
    return content


def _own_message(world: World, call: Call, *, refusal: str) -> Message:
    message = posted_message(world, call.text("channel"), call.text("ts"))
    if message.user != cast.APP_USER:
        raise SlackError(code=refusal)
    return message


def _unknown_files(world: World, blocks: list[JsonObject]) -> Iterator[str]:
    for file_id in slack_files(blocks):
        if file_id not in world.workspace.files:
            yield f"invalid slack file: {file_id} [json-pointer:/blocks]"
