"""Keys of codes: one at a time, for each takes memory, and not without measure for one account."""

import asyncio
from collections import OrderedDict, deque
from datetime import datetime, timedelta

from bot.sealing.ciphers import Pair
from bot.sealing.codes import key_of
from bot.workers import run_apart

TRIES, WITHIN = 5, timedelta(minutes=1)
REMEMBERED = 1_000
"""Accounts whose tries are counted; who is beyond them tried longest ago."""


class Derivations:
    """Makes one key after the other, in a thread of its own."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()

    async def key_of(self, code: str, *, salt: bytes) -> Pair:
        async with self._turn:
            return await run_apart(lambda: key_of(code, salt=salt))


class Tries:
    """How often each account tried a code of late; nobody can lock another one out.

    In memory alone: who tried, or when, is kept nowhere.
    """

    def __init__(self) -> None:
        self._tried: OrderedDict[str, deque[datetime]] = OrderedDict()

    def may_try(self, person: str, now: datetime) -> bool:
        """Count a try; False, uncounted, where there were too many."""
        tried = self._tried.setdefault(person, deque())
        self._tried.move_to_end(person)
        while tried and now - tried[0] >= WITHIN:
            tried.popleft()
        if len(tried) >= TRIES:
            return False
        tried.append(now)
        while len(self._tried) > REMEMBERED:
            self._tried.popitem(last=False)
        return True

    def was_right(self, person: str) -> None:
        """A right code is no try."""
        self._tried.pop(person, None)
