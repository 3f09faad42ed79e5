"""Slash commands and shortcuts."""

from bot.sandbox import cast
from bot.sandbox.conversations import Conversation, Message
from bot.sandbox.interactions.answers import post_answer
from bot.sandbox.interactions.deed import BadDeedError, Deed, Why
from bot.sandbox.interactions.payloads import (
    VERIFICATION_TOKEN,
    channel_name,
    channel_of,
    common,
    message_of,
    response_url,
)
from bot.sandbox.json_types import Json, JsonObject
from bot.sandbox.slack_errors import SlackError
from bot.sandbox.to_app.envelopes import Envelope, EnvelopeType


async def command(deed: Deed) -> JsonObject:
    name, conversation = deed.text("command"), deed.conversation(deed.text("channel"))
    if deed.optional("thread_ts"):
        raise deed.refusal(Why.THREADS_UNSUPPORTED, deed.texts.in_thread)
    if not deed.world.manifest.has_command(name):
        raise deed.refusal(Why.UNKNOWN_COMMAND, deed.texts.unknown_command)
    if conversation.archived:
        raise deed.refusal(Why.IS_ARCHIVED, deed.texts.archived)
    payload = _command_payload(deed, name, conversation)
    answer = await deed.deliver(
        Envelope(type=EnvelopeType.COMMAND, what=name, payload=payload, accepts_answer=True)
    )
    if answer:
        _show_answer(deed, conversation, f"{name} {deed.text('text')}".strip(), answer)
    return {}


def _command_payload(deed: Deed, name: str, conversation: Conversation) -> JsonObject:
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": cast.TEAM,
        "team_domain": cast.TEAM_DOMAIN,
        "channel_id": conversation.id,
        "channel_name": channel_name(conversation),
        "user_id": deed.person.id,
        "user_name": deed.person.name,
        "command": name,
        "text": deed.text("text"),
        "api_app_id": cast.APP,
        "is_enterprise_install": "false",
        "response_url": response_url(deed, conversation),
        "trigger_id": deed.world.triggers.issue(deed.person.id),
    }


def _show_answer(deed: Deed, conversation: Conversation, typed: str, answer: Json) -> None:
    workspace, user = deed.world.workspace, deed.person.id
    if isinstance(answer, dict) and answer.get("response_type") == "in_channel":
        # Slack then shows everyone what was typed, too
        echo = Message(channel=conversation.id, ts=deed.world.ids.next_ts(), user=user, text=typed)
        workspace.post(echo)
    try:
        post_answer(deed.world, answer, user=user, channel=conversation.id)
    except SlackError as refusal:
        problems = refusal.as_answer().get("errors", [refusal.code])
        raise deed.app_error(problems, where="answer to a command", payload=answer) from refusal


async def global_shortcut(deed: Deed) -> JsonObject:
    callback_id = _known_shortcut(deed, "global")
    payload = common(deed, "shortcut") | {
        "callback_id": callback_id,
        "action_ts": deed.world.ids.next_ts(),
    }
    await deed.deliver(Envelope(type=EnvelopeType.INTERACTIVE, what=callback_id, payload=payload))
    return {}


async def message_shortcut(deed: Deed) -> JsonObject:
    callback_id = _known_shortcut(deed, "message")
    message = deed.message()
    conversation = deed.conversation(message.channel)
    payload = common(deed, "message_action") | {
        "callback_id": callback_id,
        "action_ts": deed.world.ids.next_ts(),
        "channel": channel_of(conversation),
        "message_ts": message.ts,
        "message": message_of(deed, message),
        "response_url": response_url(deed, conversation, message),
    }
    await deed.deliver(Envelope(type=EnvelopeType.INTERACTIVE, what=callback_id, payload=payload))
    return {}


def _known_shortcut(deed: Deed, kind: str) -> str:
    callback_id = deed.text("callback_id")
    if deed.world.manifest.shortcut(callback_id, kind) is None:
        raise BadDeedError(f"no {kind} shortcut {callback_id} in the manifest")
    return callback_id
