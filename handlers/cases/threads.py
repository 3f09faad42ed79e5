"""What people write: replies in a card's thread, which are notes, and words to Vigie itself."""

from collections.abc import Awaitable, Callable

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from bot.domain.cases.replies import Reply, ReplyEvent
from bot.services.cases.inbox import receive_reply, take_reply
from bot.slack.addresses import permalink
from bot.slack.payload_shapes import MessageEvent, Said
from bot.ui.blocks.answers import clean, uploaded_files
from bot.ui.blocks.spoken import message_words, parts_of
from handlers.dependencies import Dependencies

_RECEIVED = "reply"
_SLACKBOT = "USLACKBOT"
_NOTHING_SAID = Said.model_validate({"ts": ""})


def register(app: AsyncApp, kit: Dependencies) -> None:
    """Register the listener, and before it the middleware that keeps what it is to do.

    A middleware runs before Slack is answered, a listener after: where the database does
    not take the event, Slack is told nothing and says it again.
    """
    threads = Threads(kit)
    app.event("message", middleware=[threads.keep])(threads.take)


class Threads:
    """Takes what people say, change and delete beneath our messages, and say to Vigie."""

    def __init__(self, kit: Dependencies) -> None:
        self._kit = kit

    async def keep(
        self,
        sent: MessageEvent,
        event_id: str,
        context: AsyncBoltContext,
        next_: Callable[[], Awaitable[None]],
    ) -> None:
        """Write a reply into the inbox; what was heard before goes no further."""
        kit = self._kit
        await kit.channels.learn(sent.whole)
        reply = reply_in(sent, workspace=workspace_of(context), name_of=kit.name_of)
        if reply is not None and await kit.run(receive_reply, event_id, reply):
            context[_RECEIVED] = reply
        await next_()

    async def take(self, event_id: str, context: AsyncBoltContext) -> None:
        """Deal with it now; after a crash a tick does."""
        kit, reply = self._kit, context.get(_RECEIVED)
        if reply is None:
            return
        await kit.with_transactions(take_reply, event_id, reply)
        kit.wake_delivery()


def workspace_of(context: AsyncBoltContext) -> str:
    """The workspace's address, known since the start; empty when it is not."""
    result = context.authorize_result
    return str(result.url or "") if result else ""


def reply_in(event: MessageEvent, *, workspace: str, name_of: Callable[[str], str]) -> Reply | None:
    """What a person said or did that may be ours; None for all else, such as what apps say."""
    what = _WHAT.get(event.subtype or "")
    new, old = event.message or event, event.previous_message or _NOTHING_SAID
    about = old if what is ReplyEvent.DELETED else new
    if what is None or not _is_of_person(about) or event.app_id:
        return None
    if not _is_reply(about):
        return _said_to_us(event) if what is ReplyEvent.WRITTEN else None
    words, before = _words(new, name_of), _words(old, name_of)
    if what is ReplyEvent.EDITED and words == before:
        return None  # Slack also says "changed" when it only unfolds a link
    return Reply(
        event=what,
        channel=event.channel,
        thread_ts=about.thread_ts or "",
        ts=about.ts,
        person=about.user or "",
        text="" if what is ReplyEvent.DELETED else words,
        before=before,
        link=_link(workspace, event.channel, about),
        files=tuple(uploaded_files(new.files or ())),
    )


def _said_to_us(said: MessageEvent) -> Reply | None:
    """That somebody wrote to Vigie beneath no message; not what, which nobody is to read."""
    if said.channel_type != "im":
        return None
    return Reply(
        event=ReplyEvent.WRITTEN, channel=said.channel, thread_ts="", ts=said.ts, person=said.person
    )


_WHAT = {
    "": ReplyEvent.WRITTEN,
    "file_share": ReplyEvent.WRITTEN,
    "thread_broadcast": ReplyEvent.WRITTEN,
    "message_changed": ReplyEvent.EDITED,
    "message_deleted": ReplyEvent.DELETED,
}


def _is_of_person(message: Said) -> bool:
    """Whether a person said it: an answer to an app would be answered for ever."""
    return message.user not in {None, "", _SLACKBOT} and message.bot_id is None


def _is_reply(message: Said) -> bool:
    """Whether it was said in answer; the first message of a thread is what is answered."""
    return message.thread_ts not in {None, "", message.ts}


def _words(message: Said, name_of: Callable[[str], str]) -> str:
    """The words, a message that was passed on, and the names of the files that came with them."""
    passed_on = [one for one in parts_of(message.whole, "attachments") if one.get("is_share")]
    said = message_words({**message.whole, "attachments": passed_on}, name_of)
    names = [clean(file.name or file.id) for file in message.files or ()]
    return "\n".join(filter(None, [said, *names]))


def _link(workspace: str, channel: str, reply: Said) -> str | None:
    """Its address; None while the workspace's is not known."""
    if not workspace:
        return None
    return permalink(workspace, channel=channel, ts=reply.ts, thread_ts=reply.thread_ts)
