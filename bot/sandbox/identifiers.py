"""Identifiers shaped like Slack's, never given twice."""

import secrets
from collections import defaultdict
from datetime import UTC, datetime, timedelta

from bot.clock import Clock

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Identifiers:
    """Counts per kind, so that a test's second file is always F00000002."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._counts: defaultdict[str, int] = defaultdict(int)
        self._last_instant = 0

    def next(self, prefix: str) -> str:
        self._counts[prefix] += 1
        return f"{prefix}{self._counts[prefix]:08d}"

    def next_ts(self) -> str:
        """A message's timestamp, which is also its identity: strictly growing."""
        microseconds = (self._clock.now() - _EPOCH) // _MICROSECOND
        self._last_instant = max(microseconds, self._last_instant + 1)
        return f"{self._last_instant // 1_000_000}.{self._last_instant % 1_000_000:06d}"

    def view_hash(self) -> str:
        return f"{int(self._clock.now().timestamp())}.{secrets.token_hex(4)}"


def secret() -> str:
    """A part of an address that nobody can guess."""
    return secrets.token_hex(12)
