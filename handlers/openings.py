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
        if origin.respond.response_url:
            await say_too_late(origin.respond, texts)


async def update_view(client: AsyncWebClient, *, view_id: str, view: dict[str, Any]) -> None:
    """Show a modal as it is now; one that was closed meanwhile needs no update."""
    try:
        await client.views_update(view_id=view_id, view=view)
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
        await respond(text=post.text, blocks=post.blocks, response_type="ephemeral")
    else:
        await client.chat_postMessage(channel=user, text=post.text, blocks=post.blocks)


async def say_too_late(respond: AsyncRespond, texts: Texts) -> None:
    """Say that Slack took too long to open something, and to press again."""
    await respond(text=texts.errors.too_late, response_type="ephemeral", replace_original=False)


def permalink_of(shortcut: dict[str, Any]) -> str | None:
    """The address of the message a shortcut was used on, made without a call."""
    message, channel = shortcut.get("message"), shortcut.get("channel")
    domain = shortcut.get("team", {}).get("domain")
    if not (message and channel and domain):
        return None
    return f"https://{domain}.slack.com/archives/{channel['id']}/p{message['ts'].replace('.', '')}"


def code_of(error: Exception) -> str:
    """Slack's word for what went wrong, or the kind of a lost connection."""
    if isinstance(error, SlackApiError):
        return str(error.response.get("error", "unknown"))
    return type(error).__name__
