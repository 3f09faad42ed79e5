"""Ids of messages that sort in the order in which they were asked for."""

import secrets
import threading
import time
from uuid import UUID

_NANOSECONDS = 1_000_000
"""In a millisecond."""


class RowIds:
    """UUIDs of version 7 (RFC 9562, 6.2 method 3), each greater than the one before.

    Also when the machine's clock is set back while this process runs, and however many are made
    in one instant.
    """

    def __init__(self) -> None:
        self._last = 0
        self._turn = threading.Lock()

    def next(self) -> UUID:
        """An id that nobody else has."""
        with self._turn:
            self._last = max(self._last + 1, time.time_ns())
            milliseconds, rest = divmod(self._last, _NANOSECONDS)
        high, low = divmod(rest, 1 << 8)
        marks = 7 << 76 | 0b10 << 62  # version and variant
        chance = secrets.randbits(54)
        return UUID(int=milliseconds << 80 | marks | high << 64 | low << 54 | chance)


ROW_IDS = RowIds()
"""Those of this process."""
