"""Replies in a card's thread: notes in the case, kept before Slack hears that we have them."""

from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from bot.domain.replies import Reply, ReplyEvent
from bot.services.inbox import receive_reply, take_reply
from bot.ui.answers import uploaded_files
from bot.ui.spoken import spoken
from handlers.kit import Kit

_RECEIVED = "reply"


def register(app: AsyncApp, kit: Kit) -> None:
    """Register the listener, and before it the middleware that keeps what it is to do.

    A middleware runs before Slack is answered, a listener after: where the database does
    not take the event, Slack is told nothing and says it again.
    """
    threads = Threads(kit)
    app.event("message", middleware=[threads.keep])(threads.take)


class Threads:
    """Takes what people say, change and delete in the threads of our cards."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit

    async def keep(
        self,
        body: dict[str, Any],
        context: AsyncBoltContext,
        next_: Callable[[], Awaitable[None]],
    ) -> None:
        """Write a reply into the inbox; what was heard before goes no further."""
        kit, reply = self._kit, self._reply_in(body["event"], context)
        if reply is not None and await kit.workers.run(
            receive_reply, kit.database, body["event_id"], reply, now=kit.clock.now()
        ):
            context[_RECEIVED] = reply
        await next_()

    async def take(self, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Deal with it now; after a crash a tick does."""
        kit, reply = self._kit, context.get(_RECEIVED)
        if reply is None:
            return
        await kit.workers.run(
            take_reply,
            kit.database,
            body["event_id"],
            reply,
            now=kit.clock.now(),
            defaults=kit.defaults,
        )
        kit.wake_delivery()

    def _reply_in(self, event: dict[str, Any], context: AsyncBoltContext) -> Reply | None:
        return reply_in(event, workspace=workspace_of(context), name_of=self._name_of)

    def _name_of(self, user: str) -> str:
        return self._kit.directory.person(user).name


def workspace_of(context: AsyncBoltContext) -> str:
    """The workspace's address, known since the start; empty when it is not."""
    result = context.authorize_result
    return str(result.url or "") if result else ""


def reply_in(
    event: dict[str, Any], *, workspace: str, name_of: Callable[[str], str]
) -> Reply | None:
    """The reply that a message event is about; None for all that people did not say in a thread."""
    what = _WHAT.get(event.get("subtype", ""))
    new, old = event.get("message", event), event.get("previous_message", {})
    about = old if what is ReplyEvent.DELETED else new
    if what is None or not _is_reply(about) or _same_text(what, new, old):
        return None
    return Reply(
        event=what,
        channel=event["channel"],
        thread_ts=about["thread_ts"],
        ts=about["ts"],
        person=about["user"],
        text="" if what is ReplyEvent.DELETED else spoken(_words(new), name_of),
        before=spoken(_words(old), name_of) if old else "",
        link=_link(workspace, event["channel"], about["ts"]),
        files=tuple(uploaded_files(new.get("files", []))),
    )


_WHAT = {
    "": ReplyEvent.WRITTEN,
    "file_share": ReplyEvent.WRITTEN,
    "thread_broadcast": ReplyEvent.WRITTEN,
    "message_changed": ReplyEvent.EDITED,
    "message_deleted": ReplyEvent.DELETED,
}


def _is_reply(message: dict[str, Any]) -> bool:
    """Whether a person said it in a thread; the first message of one is the card itself."""
    is_below = message.get("thread_ts") not in {None, message.get("ts")}
    return is_below and bool(message.get("user")) and "bot_id" not in message


def _same_text(what: ReplyEvent, new: dict[str, Any], old: dict[str, Any]) -> bool:
    """Slack also says "changed" when it only unfolds a link."""
    return what is ReplyEvent.EDITED and _words(new) == _words(old)


def _words(message: dict[str, Any]) -> str:
    """The text, and the names of the files that came with it."""
    names = [str(file.get("name") or file.get("id")) for file in message.get("files", [])]
    return "\n".join(filter(None, [str(message.get("text") or ""), *names]))


def _link(workspace: str, channel: str, ts: str) -> str | None:
    if not workspace:
        return None
    return f"{workspace.rstrip('/')}/archives/{channel}/p{ts.replace('.', '')}"
