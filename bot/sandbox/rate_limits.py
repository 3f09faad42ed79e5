"""Slack's pace: tiers per method and minute, about one message per second and channel."""

import math
from dataclasses import dataclass, field
from datetime import datetime

from bot.clock import Clock
from bot.sandbox.slack_errors import SlackError

PER_MINUTE = {"t1": 1, "t2": 20, "t3": 50, "t4": 100}
POSTS_BURST = 5
POSTS_PER_SECOND = 1.0


class RateLimitedError(SlackError):
    """HTTP 429; `retry_after` is in whole seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(code="ratelimited")
        self.retry_after = retry_after


@dataclass(slots=True)
class _Bucket:
    """Holds up to `capacity` calls and is refilled at `per_second`."""

    capacity: float
    per_second: float
    filled_at: datetime
    level: float = field(init=False)

    def __post_init__(self) -> None:
        self.level = self.capacity

    def take(self, now: datetime) -> None:
        passed = (now - self.filled_at).total_seconds()
        self.level = min(self.capacity, self.level + passed * self.per_second)
        self.filled_at = now
        if self.level < 1:
            raise RateLimitedError(math.ceil((1 - self.level) / self.per_second))
        self.level -= 1


class RateLimits:
    """Generous unless `real`: a test suite is not to wait for Slack's pace."""

    def __init__(self, clock: Clock, *, real: bool = False) -> None:
        self.real = real
        self._clock = clock
        self._buckets: dict[tuple[str, str], _Bucket] = {}

    def count(self, method: str, *, tier: str | None, channel: str) -> None:
        """Take one call; raises RateLimitedError when there is none left."""
        if not self.real:
            return
        now = self._clock.now()
        if method == "chat.postMessage":
            self._bucket((method, channel), POSTS_BURST, POSTS_PER_SECOND).take(now)
        elif tier in PER_MINUTE:
            allowed = PER_MINUTE[tier]
            self._bucket((method, ""), allowed, allowed / 60).take(now)

    def _bucket(self, key: tuple[str, str], capacity: float, per_second: float) -> _Bucket:
        if key not in self._buckets:
            self._buckets[key] = _Bucket(capacity, per_second, self._clock.now())
        return self._buckets[key]
