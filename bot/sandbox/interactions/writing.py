"""Messages people write, and what they do with them; the Home tab they open."""

import re

from bot.sandbox.conversations import Conversation, Kind, Message
from bot.sandbox.interactions.deed import BadDeedError, Deed, Why
from bot.sandbox.json_types import JsonObject

_REFERENCE = re.compile(r"&lt;([@#][A-Z0-9]+)(\|[^&>]*)?&gt;")


async def message(deed: Deed) -> JsonObject:
    conversation = _writable(deed)
    thread_ts = deed.optional("thread_ts")
    if thread_ts and conversation.posted(thread_ts) is None:
        raise deed.refusal(Why.MESSAGE_NOT_FOUND, deed.texts.gone)
    files = [deed.world.workspace.files.get(file_id) for file_id in deed.body.get("files") or []]
    text = deed.text("text")
    if not text and not files:
        raise BadDeedError("a message needs a text or a file")
    written = Message(
        channel=conversation.id,
        ts=deed.world.ids.next_ts(),
        user=deed.person.id,
        text=escape(text),
        thread_ts=thread_ts,
        files=[file for file in files if file],
    )
    deed.world.workspace.post(written)
    return {"ts": written.ts}


async def edit_message(deed: Deed) -> JsonObject:
    written = deed.message()
    if written.user != deed.person.id:
        raise deed.refusal(Why.NOT_ALLOWED, deed.texts.not_allowed)
    deed.world.workspace.edit(written, by=deed.person.id, text=escape(deed.text("text")))
    return {}


async def delete_message(deed: Deed) -> JsonObject:
    """One's own; an admin may delete any, which is how a card disappears."""
    written = deed.message()
    if written.user != deed.person.id and not deed.person.is_admin:
        raise deed.refusal(Why.NOT_ALLOWED, deed.texts.not_allowed)
    deed.world.workspace.delete(written)
    return {}


async def dismiss(deed: Deed) -> JsonObject:
    written = deed.message()
    if written.only_for != deed.person.id:
        raise deed.refusal(Why.NOT_ALLOWED, deed.texts.not_allowed)
    deed.world.workspace.delete(written)
    return {}


async def read(deed: Deed) -> JsonObject:
    deed.world.workspace.mark_read(deed.conversation(deed.text("channel")).id, deed.person.id)
    return {}


async def open_home(deed: Deed) -> JsonObject:
    deed.world.events.home_opened(deed.person.id, deed.optional("tab") or "home")
    home = deed.world.surfaces.home(deed.person.id)
    return {"home": home.as_page() if home else None}


def escape(text: str) -> str:
    """What was typed, as Slack stores it: `&`, `<`, `>` escaped, mentions and channels kept."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _REFERENCE.sub(r"<\1\2>", escaped)


def _writable(deed: Deed) -> Conversation:
    conversation = deed.conversation(deed.text("channel"))
    if conversation.archived:
        raise deed.refusal(Why.IS_ARCHIVED, deed.texts.archived)
    if deed.person.id not in conversation.members:
        if conversation.kind is not Kind.PUBLIC:
            raise deed.refusal(Why.NOT_ALLOWED, deed.texts.not_allowed)
        deed.world.workspace.join(conversation.id, deed.person.id)
    return conversation
