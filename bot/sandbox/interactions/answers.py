"""Messages the app answers with: in an acknowledgement, or to a response URL."""

from dataclasses import replace

from aiohttp import web

from bot.sandbox.conversations import Message
from bot.sandbox.json_types import Json, JsonObject
from bot.sandbox.response_urls import ResponseUrl
from bot.sandbox.slack_errors import SlackError
from bot.sandbox.web_api.chat import accepted_blocks, compose
from bot.sandbox.world import World


def post_answer(world: World, answer: Json, *, user: str, channel: str) -> Message:
    """Post what the app answered: ephemeral unless it says `in_channel`; raises SlackError."""
    content = _content(world, answer)
    message = compose(world, content, channel=channel, thread_ts=content.get("thread_ts"))
    if content.get("response_type") != "in_channel":
        message.only_for = user
    return world.workspace.post(message)


def use_response_url(world: World, issued: ResponseUrl, body: JsonObject) -> None:
    """Do what a request to a response URL asks; raises SlackError."""
    messages = world.workspace.conversations[issued.channel].messages
    original = messages.get(issued.message_ts or "")
    if original and body.get("delete_original"):
        world.workspace.delete(original)
    elif original and body.get("replace_original"):
        content = _content(world, body)
        kept = {name: content[name] for name in ("text", "blocks") if name in content}
        world.workspace.edit(original, by=original.user, **{"blocks": [], **kept})
    else:
        post_answer(world, body, user=issued.user, channel=issued.channel)


async def serve_response_url(world: World, request: web.Request) -> web.Response:
    """The endpoint behind a response_url."""
    try:
        issued = world.response_urls.use(request.match_info["token"])
        body = await request.json()
        _refuse_where_asked_to(world, body)
        use_response_url(world, replace(issued), body)
    except SlackError as refusal:
        world.inspector.refuse("response_url", [refusal.code], {})
        return web.json_response(refusal.as_answer(), status=404 if "url" in refusal.code else 400)
    return web.Response(text="ok")


def _refuse_where_asked_to(world: World, body: JsonObject) -> None:
    """Whatever the fault, an address answers with an error of its own."""
    if fault := world.faults.next_for("response_url", body):
        raise SlackError(code=fault.error)


def _content(world: World, answer: Json) -> JsonObject:
    content: JsonObject = {"text": answer} if isinstance(answer, str) else dict(answer)
    if content.get("blocks"):
        content["blocks"] = accepted_blocks(world, content["blocks"])
    if not (content.get("text") or content.get("blocks")):
        raise SlackError(code="no_text")
    return content
