"""What is amiss with this process by its own health, once it lasts: deaf, waiting, late."""

import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta

from bot.domain.messages.school import Alarm
from bot.monitoring.health import Observation, is_late, is_waiting

LASTING = timedelta(minutes=5)
"""A reconnection is over sooner, and so is what waited for a restart."""


class Symptoms:
    """Tells what has lasted from what just began: of that nobody is told, nor that it is over."""

    def __init__(
        self,
        observe: Callable[[], Awaitable[Observation]],
        *,
        elapsed: Callable[[], float] = time.monotonic,
    ) -> None:
        self._observe = observe
        self._elapsed = elapsed
        self._since: dict[Alarm, float] = {}

    async def seen(self) -> Mapping[Alarm, bool]:
        """Whether each is so; without those of which it cannot be said yet."""
        found = _found(await self._observe())
        now = self._elapsed()
        self._since = {
            alarm: self._since.get(alarm, now) for alarm, is_so in found.items() if is_so
        }
        lasting = {one for one, at in self._since.items() if now - at >= LASTING.total_seconds()}
        return {one: is_so for one, is_so in found.items() if not is_so or one in lasting}


def _found(seen: Observation) -> dict[Alarm, bool]:
    found = {Alarm.DEAF: seen.sockets == 0}
    if seen.backlog is not None:  # else nobody knows what waits
        found |= {Alarm.WAITING: is_waiting(seen), Alarm.LATE: is_late(seen)}
    return found
