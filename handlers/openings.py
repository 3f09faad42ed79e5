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


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A form to be opened: for whom, on which trigger, with what known already."""

    form: str
    user: str
    trigger_id: str
    text: str = ""
    source: str | None = None


async def open_view(client: AsyncWebClient, *, trigger_id: str, view: dict[str, Any]) -> bool:
    """Open a modal; False when Slack refused or did not answer (a trigger lives 3 s)."""
    try:
        await client.views_open(trigger_id=trigger_id, view=view)
    except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
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
