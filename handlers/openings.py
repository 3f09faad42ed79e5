"""Opening modals in time, and telling a person how to go on when Slack did not let us."""

from dataclasses import dataclass

import aiohttp
import structlog
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.errors import UnreadableError
from bot.slack.addresses import permalink
from bot.slack.payload_shapes import MessageShortcut, View
from bot.ui.blocks.blocks import Block, Post
from bot.ui.blocks.modal import in_place
from bot.ui.texts.catalogue import Texts

log = structlog.get_logger()

PUSH_LIMIT = "push_limit_reached"
"""Slack's word for a fourth modal on top of three (views.push)."""
_NOT_OPENED = (SlackApiError, aiohttp.ClientError, TimeoutError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interaction:
    """Something that somebody typed or pressed: who, where, and how they are answered.

    `view` is the modal or the Home tab that it happened in; `at` is Slack's time of a press.
    """

    user: str
    trigger_id: str
    respond: AsyncRespond
    view: View | None = None
    at: str = ""

    @property
    def is_modal(self) -> bool:
        """Whether a modal is open, so that another goes on top of it."""
        return self.view is not None and self.view.type == "modal"

    @property
    def is_third(self) -> bool:
        """Whether three modals are open, on top of which Slack opens no other."""
        below = self.view.previous_view_id if self.view and self.is_modal else None
        return self.view is not None and below not in {None, self.view.root_view_id}

    @property
    def shown(self) -> View:
        """The view of something that stands in views only. Raises UnreadableError."""
        if self.view is None:
            raise UnreadableError
        return self.view


async def show_view(
    client: AsyncWebClient, origin: Interaction, *, view: Block, texts: Texts
) -> None:
    """Open a modal, on top of the one that is open; say so when Slack refused.

    A trigger lives three seconds. Of three modals the last gives its place: Slack takes no fourth.
    """
    refused = PUSH_LIMIT if origin.is_third else await _opened(client, origin, view=view)
    if refused == PUSH_LIMIT:
        await update_view(client, view_id=origin.shown.id, view=in_place(view))
    elif refused is not None:
        log.warning("modal not opened", callback=view["callback_id"], error=refused)
        said = Post(text=texts.errors.too_late, blocks=[])
        await tell_person(client, origin.respond, user=origin.user, post=said)


async def _opened(client: AsyncWebClient, origin: Interaction, *, view: Block) -> str | None:
    """None once it is open, else why it is not."""
    opening = client.views_push if origin.is_modal else client.views_open
    try:
        await opening(trigger_id=origin.trigger_id, view=view)
    except _NOT_OPENED as error:
        return code_of(error)
    return None


async def update_view(
    client: AsyncWebClient, *, view_id: str, view: Block, seen: str | None = None
) -> None:
    """Show a modal as it is now; one that was closed meanwhile needs no update.

    With the hash of what was `seen`, one that shows something newer by now is left alone.
    """
    try:
        await client.views_update(view_id=view_id, view=view, hash=seen)
    except _NOT_OPENED as error:
        log.info("modal not updated", callback=view["callback_id"], error=code_of(error))


async def open_view(client: AsyncWebClient, *, trigger_id: str, view: Block) -> bool:
    """Open a modal; False when Slack refused or did not answer (a trigger lives 3 s)."""
    try:
        await client.views_open(trigger_id=trigger_id, view=view)
    except _NOT_OPENED as error:
        log.warning("modal not opened", callback=view["callback_id"], error=code_of(error))
        return False
    return True


async def tell_person(
    client: AsyncWebClient, respond: AsyncRespond, *, user: str, post: Post
) -> None:
    """Say something to one person: where they are if Slack says where, else directly."""
    if respond.response_url:
        await answer(respond, text=post.text, blocks=post.blocks)
        return
    try:
        await client.chat_postMessage(channel=user, text=post.text, blocks=post.blocks or None)
    except _NOT_OPENED as error:
        log.warning("person not told", user=user, error=code_of(error))


async def answer(
    respond: AsyncRespond,
    *,
    text: str,
    blocks: list[Block] | None = None,
    replace_original: bool = False,
) -> None:
    """Say something to them alone, beside what they typed or pressed.

    Slack gives an address for this, which lives thirty minutes; of a modal it gives none.
    What it does not take is said directly.
    """
    if not respond.response_url:
        log.warning("nowhere to answer")
        return
    try:
        await respond(
            text=text, blocks=blocks, response_type="ephemeral", replace_original=replace_original
        )
    except (aiohttp.ClientError, TimeoutError):
        return  # it was said directly instead (`SureRespond`)


def permalink_of(shortcut: MessageShortcut) -> str | None:
    """The address of the message a shortcut was used on, made without a call."""
    message, domain = shortcut.message, shortcut.team.domain
    if not domain:
        return None
    return permalink(
        f"https://{domain}.slack.com",
        channel=shortcut.channel.id,
        ts=message.ts,
        thread_ts=message.thread_ts,
    )


def code_of(error: Exception) -> str:
    """Slack's word for what went wrong, or the kind of a lost connection."""
    if isinstance(error, SlackApiError):
        return str(error.response.get("error", "unknown"))
    return type(error).__name__
