"""files.*: uploading in three steps, and reading what was uploaded."""

from bot.sandbox import cast
from bot.sandbox.conversations import Message
from bot.sandbox.files import StoredFile
from bot.sandbox.json_types import JsonObject
from bot.sandbox.slack_errors import SlackError
from bot.sandbox.web_api.access import writable_conversation
from bot.sandbox.web_api.call import Call
from bot.sandbox.web_api.chat import compose
from bot.sandbox.world import World

LONGEST_ALT_TEXT = 1000


def get_upload_url(world: World, call: Call) -> JsonObject:
    if len(call.text("alt_txt")) > LONGEST_ALT_TEXT:
        raise SlackError(code="alt_txt_too_large")
    if call.integer("length", 0) <= 0:
        raise SlackError(code="invalid_arguments")
    file = world.workspace.store_file(call.text("filename"), cast.APP_USER)
    file.alt_text = call.text("alt_txt")
    file.is_complete = False
    return {"file_id": file.id, "upload_url": f"{world.base_url}/upload/{file.id}"}


def complete_upload(world: World, call: Call) -> JsonObject:
    """Give titles, and share in a conversation if one is named."""
    files = [_uploaded(world, one) for one in call.json("files") or []]
    if not files:
        raise SlackError(code="invalid_arguments")
    channels = call.text("channel_id") or call.text("channels")
    for channel in filter(None, channels.split(",")):
        _share(world, call, files, channel)
    return {"files": [file.as_slack(world.base_url) for file in files]}


def info(world: World, call: Call) -> JsonObject:
    """What is known of a file, once its upload is complete."""
    file = world.workspace.files.get(call.text("file"))
    if file is None or not file.content or not file.is_complete:
        raise SlackError(code="file_not_found")
    return {"file": file.as_slack(world.base_url)}


def delete(world: World, call: Call) -> JsonObject:
    """Remove a file of the app's own, also from the messages that show it."""
    file = world.workspace.files.get(call.text("file"))
    if file is None:
        raise SlackError(code="file_not_found")
    if file.user != cast.APP_USER:
        raise SlackError(code="cant_delete_file")
    world.workspace.remove_file(file)
    return {}


def _uploaded(world: World, named: JsonObject) -> StoredFile:
    file = world.workspace.files.get(named.get("id", ""))
    if file is None or not file.content:
        raise SlackError(code="file_not_found")
    file.title = named.get("title") or file.name
    file.is_complete = True
    return file


def _share(world: World, call: Call, files: list[StoredFile], channel: str) -> Message:
    conversation = writable_conversation(world, channel)
    message = compose(
        world,
        {"text": call.text("initial_comment")},
        channel=conversation.id,
        thread_ts=call.text("thread_ts") or None,
    )
    message.files = files
    for file in files:
        file.shares.setdefault(conversation.id, []).append(message.ts)
    return world.workspace.post(message)
