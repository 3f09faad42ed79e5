"""Outgoing Web API calls: what may be repeated, and what may have happened."""

import json
from collections.abc import AsyncIterator, Awaitable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.delivery.pacing import PATIENCE, Pacing
from bot.ui.blocks.blocks import Post

_CLOCK_SKEW = timedelta(minutes=5)
_HISTORY_PAGE = 200
_JSON_FAMILIES = ("chat.", "views.")
"""Families whose methods take JSON for certain; a form is taken by every method.

files.getUploadURLExternal finds no argument in a JSON body, whatever its reference says, and
Slack's own SDKs send every other family as a form or in the query.
"""

# Slack may have done what was asked before it failed (chat.postMessage's own documentation).
_UNKNOWN_OUTCOME = {"internal_error", "fatal_error"}
_TEMPORARY = {
    "ratelimited",
    "rate_limited",
    "service_unavailable",
    "request_timeout",
    "team_added_to_org",
    # a token revoked, or scopes not granted yet: mended by an admin, not by giving up
    "invalid_auth",
    "not_authed",
    "token_revoked",
    "token_expired",
    "account_inactive",
    "missing_scope",
}


REHEARSAL = "rehearsal"
"""The kind of messages that `vigie doctor --rehearse` posts, which no outbox knows."""
PACE = "channel_pace"
"""Our own word beside Slack's: others wait for the same channel, and too many for a lease."""


class CallError(Exception):
    """A Web API call did not succeed; `code` is Slack's word for why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class RefusedError(CallError):
    """Slack refused for good: the same call would be refused again."""


class PostponedError(CallError):
    """Nothing was done; the same call may succeed in `retry_in` seconds, when that is known.

    `wants` is the key of a message that is to stand where it belongs before.
    """

    def __init__(
        self, code: str, *, retry_in: float | None = None, wants: str | None = None
    ) -> None:
        super().__init__(code)
        self.retry_in = retry_in
        self.wants = wants


class UnknownOutcomeError(CallError):
    """The answer was lost or vague: the call may have been carried out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """Where a message stands: its channel (for a direct message, the conversation) and `ts`.

    `is_over`: it says what became of its matter, and has nothing more to say.
    """

    channel: str
    ts: str
    is_over: bool = False


class SlackGateway:
    """The calls that Vigie makes of its own accord, each once, with its failure named."""

    def __init__(self, client: AsyncWebClient, *, pacing: Pacing) -> None:
        # A repeated chat.postMessage posts twice, so nothing here repeats by itself.
        client.retry_handlers = []
        self._client = client
        self._pacing = pacing

    async def post(
        self, channel: str, post: Post, *, kind: str, outbox_id: UUID, thread_ts: str | None = None
    ) -> Sent:
        """Post a message that carries `outbox_id` in its metadata."""
        if not await self._pacing.turn(channel, kind=kind):
            raise PostponedError(PACE, retry_in=PATIENCE)
        answer = await self.call(
            "chat.postMessage",
            {
                "channel": channel,
                "text": post.text,
                "blocks": post.blocks,
                "metadata": _metadata(kind, outbox_id),
                "thread_ts": thread_ts,
                "unfurl_links": False,
                "unfurl_media": False,
            },
        )
        return Sent(channel=str(answer["channel"]), ts=str(answer["ts"]))

    async def update(self, sent: Sent, post: Post, *, kind: str, outbox_id: UUID) -> None:
        """Bring a message up to date; harmless when repeated."""
        await self.call(
            "chat.update",
            {
                "channel": sent.channel,
                "ts": sent.ts,
                "text": post.text,
                "blocks": post.blocks,
                "metadata": _metadata(kind, outbox_id),
            },
        )

    async def find(
        self, channel: str, outbox_id: UUID, *, since: datetime, thread_ts: str | None = None
    ) -> Sent | None:
        """Look for a message that carries this id, among those since an instant."""
        conversation = await self.conversation_of(channel)
        arguments: dict[str, Any] = {
            "channel": conversation,
            "oldest": f"{(since - _CLOCK_SKEW).timestamp():.6f}",
            "include_all_metadata": True,
            "limit": _HISTORY_PAGE,
        }
        method = "conversations.replies" if thread_ts else "conversations.history"
        if thread_ts:
            arguments["ts"] = thread_ts
        async for message in self._pages(method, "messages", arguments):
            payload = message.get("metadata", {}).get("event_payload", {})
            if payload.get("outbox_id") == str(outbox_id):
                return Sent(channel=conversation, ts=str(message["ts"]))
        return None

    async def posted(self, channel: str, *, since: datetime, by: str) -> list[UUID]:
        """The ids of the messages that a bot of Vigie's posted in a channel; the newest ones.

        Those of a rehearsal are left out.
        """
        arguments = {
            "channel": channel,
            "oldest": f"{since.timestamp():.6f}",
            "include_all_metadata": True,
            "limit": _HISTORY_PAGE,
        }
        answer = await self.read("conversations.history", arguments)
        carried = [
            message.get("metadata", {})
            for message in answer.get("messages", [])
            if message.get("bot_id") == by
        ]
        rehearsed = _metadata(REHEARSAL, UUID(int=0))["event_type"]
        return [
            UUID(metadata["event_payload"]["outbox_id"])
            for metadata in carried
            if metadata.get("event_payload", {}).get("outbox_id")
            and metadata.get("event_type") != rehearsed
        ]

    def members(self) -> AsyncIterator[dict[str, Any]]:
        """Everyone in the workspace as Slack describes them, locale included."""
        return self._pages(
            "users.list", "members", {"include_locale": True, "limit": _HISTORY_PAGE}
        )

    async def channel_is_private(self, channel: str) -> bool:
        """Whether a channel is private. RefusedError when Vigie cannot see it."""
        answer = await self.read("conversations.info", {"channel": channel})
        return bool(answer["channel"].get("is_private"))

    @property
    def api_url(self) -> str:
        return self._client.base_url

    @property
    def bearer(self) -> dict[str, str]:
        """The header that carries the bot token, for bytes that go another way."""
        return {"Authorization": f"Bearer {self._client.token}"}

    @property
    def session(self) -> aiohttp.ClientSession:
        """The HTTP session of the calls, for bytes that go another way."""
        if self._client.session is None:
            msg = "the client was made without a session"
            raise RuntimeError(msg)
        return self._client.session

    async def conversation_of(self, channel: str) -> str:
        """A conversation's own id; of a person, the direct messages with them."""
        # history wants the conversation's own id, where chat.postMessage takes a person's
        if not channel.startswith(("U", "W")):
            return channel
        answer = await self.call("conversations.open", {"users": channel})
        return str(answer["channel"]["id"])

    async def _pages(
        self, method: str, key: str, arguments: dict[str, Any]
    ) -> AsyncIterator[dict[str, Any]]:
        cursor = ""
        while True:
            page = {"cursor": cursor} if cursor else {}
            answer = await self.read(method, arguments | page)
            for found in answer.get(key, []):
                yield found
            cursor = answer.get("response_metadata", {}).get("next_cursor") or ""
            if not cursor:
                return

    async def read(self, method: str, arguments: dict[str, Any]) -> dict[str, Any]:
        """Ask a reading method. Raises CallError."""
        # Slack's reading methods take no JSON body
        return await _answered(self._client.api_call(method, http_verb="GET", params=arguments))

    async def call(self, method: str, arguments: dict[str, Any]) -> dict[str, Any]:
        """Call a method once, without what is None. Raises CallError."""
        given = {name: value for name, value in arguments.items() if value is not None}
        if method.startswith(_JSON_FAMILIES):
            return await _answered(self._client.api_call(method, json=given))
        return await _answered(self._client.api_call(method, data=_as_form(given)))


async def _answered(call: Awaitable[AsyncSlackResponse]) -> dict[str, Any]:
    """Slack's answer. Raises a CallError that says what may be done next."""
    try:
        answer = await call
    except SlackApiError as error:
        raise _named(error) from error
    except aiohttp.ClientConnectorError as error:
        raise PostponedError("cannot_connect") from error
    except (aiohttp.ClientError, TimeoutError) as error:
        raise UnknownOutcomeError(type(error).__name__) from error
    return dict(answer.data) if isinstance(answer.data, dict) else {}


def _as_form(arguments: dict[str, Any]) -> dict[str, Any]:
    """Arguments of a form: texts and numbers, and all else as JSON in a text."""
    return {
        name: value if isinstance(value, str | int) else json.dumps(value, ensure_ascii=False)
        for name, value in arguments.items()
    }


def _metadata(kind: str, outbox_id: UUID) -> dict[str, Any]:
    return {"event_type": f"vigie_{kind}", "event_payload": {"outbox_id": str(outbox_id)}}


def _named(error: SlackApiError) -> CallError:
    status = getattr(error.response, "status_code", 200)
    answer = getattr(error.response, "data", None)
    code = str(answer.get("error", "unknown")) if isinstance(answer, dict) else f"http_{status}"
    if status == 429:  # noqa: PLR2004  # HTTP's own number
        headers = {name.lower(): value for name, value in error.response.headers.items()}
        return PostponedError("ratelimited", retry_in=float(headers.get("retry-after", 1)))
    if status >= 500 or code in _UNKNOWN_OUTCOME:  # noqa: PLR2004  # as above
        return UnknownOutcomeError(code)
    return PostponedError(code) if code in _TEMPORARY else RefusedError(code)
