"""Trigger ids: a person's action lets the app open one modal within three seconds."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.sandbox.identifiers import secret
from bot.sandbox.slack_errors import SlackError

LIFETIME = timedelta(seconds=3)
_REMEMBERED = timedelta(minutes=10)


@dataclass(slots=True)
class _Trigger:
    user: str
    issued_at: datetime
    used: bool = False


class Triggers:
    def __init__(self, clock: Clock, *, lifetime: timedelta = LIFETIME) -> None:
        self._clock = clock
        self._lifetime = lifetime
        self._issued: dict[str, _Trigger] = {}

    def issue(self, user: str) -> str:
        now = self._clock.now()
        self._forget_before(now - _REMEMBERED)
        trigger_id = f"{int(now.timestamp() * 1000)}.{secret()}"
        self._issued[trigger_id] = _Trigger(user, now)
        return trigger_id

    def user_of(self, trigger_id: str) -> str:
        """Whose action it was; raises SlackError when it is unknown, used or too old."""
        trigger = self._issued.get(trigger_id)
        if trigger is None:
            raise SlackError(code="invalid_trigger_id")
        if trigger.used:
            raise SlackError(code="exchanged_trigger_id")
        if self._clock.now() - trigger.issued_at > self._lifetime:
            raise SlackError(code="expired_trigger_id")
        return trigger.user

    def use(self, trigger_id: str) -> None:
        self._issued[trigger_id].used = True

    def _forget_before(self, instant: datetime) -> None:
        # issued in order: stop at the first that is recent enough
        while self._issued:
            oldest = next(iter(self._issued))
            if self._issued[oldest].issued_at >= instant:
                return
            del self._issued[oldest]
