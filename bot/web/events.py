"""Requests of Slack over HTTP: proven to be Slack's first, read afterwards."""

import asyncio
import hmac
import json
import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256

import structlog
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest

from bot.clock import SystemClock

TIMESTAMP = "X-Slack-Request-Timestamp"
SIGNATURE = "X-Slack-Signature"

FRESH = timedelta(minutes=5)
"""How far a request's time may lie from ours (docs.slack.dev, verifying requests from Slack)."""

_TIMESTAMP = re.compile("[0-9]{10}")
_SIGNATURE = re.compile("v0=[0-9a-f]{64}")


def is_well_formed(timestamps: Sequence[str], signatures: Sequence[str]) -> bool:
    """Whether both headers, each given once, look as Slack writes them."""
    if len(timestamps) != 1 or len(signatures) != 1:
        return False
    return bool(_TIMESTAMP.fullmatch(timestamps[0]) and _SIGNATURE.fullmatch(signatures[0]))


def is_signed(body: bytes, *, timestamp: str, signature: str, secret: str, now: datetime) -> bool:
    """Whether well-formed headers prove that Slack sent these bytes, and lately."""
    away = abs(now.timestamp() - int(timestamp))
    base = b"v0:" + timestamp.encode() + b":" + body
    expected = "v0=" + hmac.new(secret.encode(), base, sha256).hexdigest()
    is_ours = hmac.compare_digest(expected.encode(), signature.encode())
    return is_ours and away <= FRESH.total_seconds()


log = structlog.get_logger()

BODY_WITHIN_SECONDS = 10
"""How long a body may take to arrive; Slack itself waits three seconds for the answer."""

_CONTENT_TYPES = frozenset({"application/json", "application/x-www-form-urlencoded"})
_RATE_LIMITED = "app_rate_limited"


class SlackEvents:
    """The request URL: nothing of an unsigned request is decoded, kept or acted on."""

    def __init__(self, bolt: AsyncApp, *, signing_secret: str) -> None:
        self._bolt = bolt
        self._secret = signing_secret
        self._clock = SystemClock()  # Slack signs with the world's time, whatever ours is moved to

    async def take(self, request: web.Request) -> web.Response:
        """Have a signed request dealt with; 401 for any other."""
        timestamps = request.headers.getall(TIMESTAMP, [])
        signatures = request.headers.getall(SIGNATURE, [])
        if not is_well_formed(timestamps, signatures):
            return _refused(401)
        try:
            async with asyncio.timeout(BODY_WITHIN_SECONDS):
                body = await request.read()
        except TimeoutError:
            return _refused(408)
        if not is_signed(
            body,
            timestamp=timestamps[0],
            signature=signatures[0],
            secret=self._secret,
            now=self._clock.now(),
        ):
            return _refused(401)
        if request.content_type not in _CONTENT_TYPES:
            return _refused(415)
        return await self._dispatch(request, body)

    async def _dispatch(self, request: web.Request, body: bytes) -> web.Response:
        try:
            text = body.decode("utf-8", "strict")
            if request.content_type == "application/json" and _is_rate_limited(text):
                return web.Response()
            asked = AsyncBoltRequest(body=text, headers=dict(request.headers))
        except (AttributeError, LookupError, RecursionError, TypeError, ValueError):
            # Bolt looks for people and teams in anything, and stumbles
            return _refused(400)
        return await to_aiohttp_response(await self._bolt.async_dispatch(asked))


def _is_rate_limited(text: str) -> bool:
    """Whether Slack only says that it kept events back: past 30,000 an hour (Events API)."""
    if _RATE_LIMITED not in text:
        return False
    said = json.loads(text)
    is_so = isinstance(said, dict) and said.get("type") == _RATE_LIMITED
    if is_so:
        log.warning("Slack held events back", error=_RATE_LIMITED)
    return is_so


def _refused(status: int) -> web.Response:
    response = web.json_response({"error": "refused"}, status=status)
    response.force_close()
    return response
