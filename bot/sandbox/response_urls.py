"""Response URLs: five answers to one interaction, within thirty minutes, without a token."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.sandbox.identifiers import secret
from bot.sandbox.slack_errors import SlackError

MOST_USES = 5
LIFETIME = timedelta(minutes=30)


@dataclass(slots=True, kw_only=True)
class ResponseUrl:
    """`message_ts` is the message whose element was used, if any."""

    user: str
    channel: str
    issued_at: datetime
    message_ts: str | None = None
    uses: int = 0


class ResponseUrls:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._issued: dict[str, ResponseUrl] = {}

    def issue(self, user: str, channel: str, *, message_ts: str | None = None) -> str:
        """The last part of a fresh address."""
        token = secret()
        self._issued[token] = ResponseUrl(
            user=user, channel=channel, issued_at=self._clock.now(), message_ts=message_ts
        )
        return token

    def use(self, token: str) -> ResponseUrl:
        """Count one use; raises SlackError beyond five uses or thirty minutes."""
        issued = self._issued.get(token)
        if issued is None:
            raise SlackError(code="invalid_url")
        if self._clock.now() - issued.issued_at > LIFETIME:
            raise SlackError(code="expired_url")
        if issued.uses >= MOST_USES:
            raise SlackError(code="used_url")
        issued.uses += 1
        return issued
