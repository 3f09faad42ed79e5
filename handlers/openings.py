"""Opening modals in time, and telling a person how to go on when Slack did not let us."""

from dataclasses import dataclass
from typing import Any

import aiohttp
import structlog
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.ui.post import Post
from bot.ui.texts.catalogue import Texts

log = structlog.get_logger()

_NOT_OPENED = (SlackApiError, aiohttp.ClientError, TimeoutError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A form to be opened: for whom, on which trigger, with what known already."""

    form: str
    user: str
    trigger_id: str
    text: str = ""
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a button was pressed: beside a message, in a modal, in the Home tab."""

    user: str
    trigger_id: str
    pressed_at: str
    view: dict[str, Any] | None
    respond: AsyncRespond

    @classmethod
    def of(cls, body: dict[str, Any], respond: AsyncRespond) -> "Origin":
        """The origin of a `block_actions` payload."""
        return cls(
            user=body["user"]["id"],
            trigger_id=body["trigger_id"],
            pressed_at=str(body["actions"][0].get("action_ts", "")),
            view=body.get("view"),
            respond=respond,
        )

    @property
    def is_modal(self) -> bool:
        """Whether a modal is open, so that another goes on top of it."""
        return self.view is not None and self.view.get("type") == "modal"


async def show_view(
    client: AsyncWebClient, origin: Origin, *, view: dict[str, Any], texts: Texts
) -> None:
    """Open a modal, on top of the one that is open; say so when Slack refused."""
    opening = client.views_push if origin.is_modal else client.views_open
    try:
        await opening(trigger_id=origin.trigger_id, view=view)
    except _NOT_OPENED as error:
        log.warning("modal not opened", callback=view["callback_id"], error=code_of(error))
        await say_too_late(client, origin.respond, user=origin.user, texts=texts)


async def update_view(
    client: AsyncWebClient, *, view_id: str, view: dict[str, Any], seen: str | None = None
) -> None:
    """Show a modal as it is now; one that was closed meanwhile needs no update.

    With the hash of what was `seen`, one that shows something newer by now is left alone.
    """
    try:
        await client.views_update(view_id=view_id, view=view, hash=seen)
    except _NOT_OPENED as error:
        log.info("modal not updated", callback=view["callback_id"], error=code_of(error))


async def open_view(client: AsyncWebClient, *, trigger_id: str, view: dict[str, Any]) -> bool:
    """Open a modal; False when Slack refused or did not answer (a trigger lives 3 s)."""
    try:
        await client.views_open(trigger_id=trigger_id, view=view)
    except _NOT_OPENED as error:
        log.warning("modal not opened", callback=view["callback_id"], error=code_of(error))
        return False
    return True


async def tell_person(
    client: AsyncWebClient, respond: AsyncRespond | None, *, user: str, post: Post
) -> None:
    """Say something to one person: where they are if Slack says where, else directly."""
    if respond is not None and respond.response_url:
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
    blocks: list[dict[str, Any]] | None = None,
    replace_original: bool = False,
) -> None:
    """Say something to them alone, beside what they typed or pressed.

    Slack gives an address for this, which lives thirty minutes; of a modal it gives none.
    """
    if not respond.response_url:
        log.warning("nowhere to answer")
        return
    try:
        await respond(
            text=text,
            blocks=blocks,
            response_type="ephemeral",
            replace_original=replace_original,
        )
    except (aiohttp.ClientError, TimeoutError) as error:
        log.warning("answer not given", error=type(error).__name__)


async def say_too_late(
    client: AsyncWebClient, respond: AsyncRespond, *, user: str, texts: Texts
) -> None:
    """Say that Slack took too long to open something, and to press again."""
    await tell_person(client, respond, user=user, post=Post(text=texts.errors.too_late, blocks=[]))


def permalink_of(shortcut: dict[str, Any]) -> str | None:
    """The address of the message a shortcut was used on, made without a call."""
    if "message" not in shortcut:
        return None
    message, channel = shortcut["message"], shortcut["channel"]
    domain = shortcut["team"].get("domain")
    if not domain:
        return None
    return f"https://{domain}.slack.com/archives/{channel['id']}/p{message['ts'].replace('.', '')}"


def code_of(error: Exception) -> str:
    """Slack's word for what went wrong, or the kind of a lost connection."""
    if isinstance(error, SlackApiError):
        return str(error.response.get("error", "unknown"))
    return type(error).__name__
