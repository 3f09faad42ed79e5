"""HTTP mode: envelopes as signed requests to the app's request URL."""

import hashlib
import hmac
import json
from urllib.parse import urlencode

from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.clock import Clock, SystemClock
from bot.sandbox.identifiers import secret
from bot.sandbox.json_types import Json, JsonObject
from bot.sandbox.to_app.envelopes import Delivery, Envelope, EnvelopeType, Outcome

_FORM = "application/x-www-form-urlencoded"


def sign(secret_key: str, *, timestamp: int, body: bytes) -> str:
    """Slack's v0 signature over the raw body (docs: verifying requests)."""
    base = b"v0:%d:%b" % (timestamp, body)
    return f"v0={hmac.new(secret_key.encode(), base, hashlib.sha256).hexdigest()}"


class HttpMode:
    """Signatures carry the machine's own time, which the app compares with its own."""

    def __init__(self, request_url: str, *, signing_secret: str, ack_timeout: float) -> None:
        self.request_url = request_url
        self.ack_timeout = ack_timeout
        self._secret = signing_secret
        self._clock: Clock = SystemClock()

    async def carry(self, envelope: Envelope) -> Delivery:
        """Post once and wait for a 200, at most Slack's three seconds."""
        content_type, body = _encode(envelope)
        headers = {}
        if envelope.retry_attempt:
            headers["X-Slack-Retry-Num"] = str(envelope.retry_attempt)
            headers["X-Slack-Retry-Reason"] = envelope.retry_reason
        try:
            status, answer = await self._post(body, content_type, headers)
        except TimeoutError:
            return Delivery(outcome=Outcome.TIMEOUT)
        except ClientError:
            return Delivery(outcome=Outcome.NO_CONNECTION)
        if status != 200:  # noqa: PLR2004
            return Delivery(outcome=Outcome.HTTP_ERROR, answer=answer)
        return Delivery(outcome=Outcome.ACKED, answer=answer)

    async def verify_url(self) -> bool:
        """Whether the app answers Slack's challenge, as asked when the URL is saved."""
        challenge = secret()
        body = json.dumps({"type": "url_verification", "challenge": challenge, "token": "sandbox"})
        status, answer = await self._post(body.encode(), "application/json", {})
        said = answer.get("challenge") if isinstance(answer, dict) else answer
        return (status, said) == (200, challenge)

    async def _post(
        self, body: bytes, content_type: str, headers: dict[str, str]
    ) -> tuple[int, Json]:
        timestamp = int(self._clock.now().timestamp())
        signed = {
            "Content-Type": content_type,
            "X-Slack-Request-Timestamp": str(timestamp),
            "X-Slack-Signature": sign(self._secret, timestamp=timestamp, body=body),
            **headers,
        }
        limit = ClientTimeout(total=self.ack_timeout)
        async with (
            ClientSession(timeout=limit) as session,
            session.post(self.request_url, data=body, headers=signed) as response,
        ):
            return response.status, _decode(await response.text())


def _encode(envelope: Envelope) -> tuple[str, bytes]:
    match envelope.type:
        case EnvelopeType.EVENT:
            return "application/json", json.dumps(envelope.payload).encode()
        case EnvelopeType.INTERACTIVE:
            return _FORM, urlencode({"payload": json.dumps(envelope.payload)}).encode()
        case EnvelopeType.COMMAND:
            return _FORM, urlencode(envelope.payload).encode()


def _decode(text: str) -> Json:
    """An empty body is a bare acknowledgement; a text that is not JSON is a message's text."""
    if not text:
        return None
    try:
        answer: str | JsonObject = json.loads(text)
    except json.JSONDecodeError:
        return text
    return answer
