"""The watch over Vigie's surroundings, such as its clock; what changes is told."""

import platform
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Protocol

import structlog

from bot.clock import CheckedClock
from bot.domain.errors import StorageUnavailableError
from bot.domain.messages.school import Alarm
from bot.monitoring.neighbours import Neighbours
from bot.services.school.offices import end_alarm, raise_alarm, tell_over
from bot.services.unit_of_work import UseCases
from bot.slack.gateway import CallError, SlackGateway

log = structlog.get_logger()

LOOK_EVERY = timedelta(minutes=1)
COMPARE_EVERY = timedelta(hours=1)
"""How long the clock is believed after an answer of Slack; any answer will do."""

_CLOCK = "clock"
_INSTALLS = "installs"
SECOND_INSTALL = "another install uses the same Slack app: cases may end up in its register"


class Watch(Protocol):
    """One thing that is watched, and told when it changes."""

    @property
    def warnings(self) -> tuple[str, ...]:
        """Warnings for `/healthz`."""

    async def look(self) -> bool:
        """Whether there may be something to be sent. Raises StorageUnavailableError."""


class Lookout:
    """Looks around now and then; has told what is wrong, daily, and when it no longer is."""

    def __init__(
        self,
        *,
        use_cases: UseCases,
        clock: CheckedClock,
        gateway: SlackGateway,
        neighbours: Neighbours,
        count_anew: Callable[[], Awaitable[None]],
        wake_delivery: Callable[[], None],
        watches: Sequence[Watch],
    ) -> None:
        self._use_cases = use_cases
        self._clock = clock
        self._gateway = gateway
        self._neighbours = neighbours
        self._count_anew = count_anew
        self._wake_delivery = wake_delivery
        self._watches = watches
        self._machine = platform.node()[:60]
        self._was_wrong: bool | None = None
        self._were_others: bool | None = None

    @property
    def warnings(self) -> tuple[str, ...]:
        """Warnings for `/healthz`."""
        of_installs = (SECOND_INSTALL,) if self._neighbours.are_there else ()
        return (*of_installs, *(said for watch in self._watches for said in watch.warnings))

    async def look(self) -> None:
        """Compare the clock when it is time to, look for others and at what is watched.

        What changed is said.
        """
        await self._look_at_clock()
        await _outliving(_INSTALLS, self._look_for_others)
        for watch in () if self._clock.is_wrong else self._watches:
            if await _outliving(type(watch).__name__, watch.look):
                self._wake_delivery()

    async def _look_for_others(self) -> None:
        await self._neighbours.look(self._count_anew)
        are_there = self._neighbours.are_there
        if are_there is self._were_others:
            return
        if not are_there:
            await self._use_cases.run(end_alarm, _INSTALLS, machine=self._machine)
            self._were_others = False
            return
        log.error("second install on the same Slack app")
        is_told = await self._use_cases.run(
            raise_alarm, _INSTALLS, Alarm.SECOND_INSTALL, machine=self._machine
        )
        self._wake_delivery()
        if is_told:
            self._were_others = True

    async def _look_at_clock(self) -> None:
        if self._clock.is_to_be_compared(every=COMPARE_EVERY):
            await self._ask_the_time()
        is_wrong = self._clock.is_wrong
        if is_wrong is self._was_wrong is False:
            return
        try:
            is_said = await (self._say_wrong() if is_wrong else self._say_right())
        except StorageUnavailableError as error:
            log.warning("database unavailable", watch=_CLOCK, error=str(error))
            return
        if is_said:
            self._was_wrong = is_wrong

    async def knows_the_time(self) -> bool:
        """Whether the clock can be relied on, or Slack's instead; asked at once after a leap."""
        if self._clock.is_in_doubt:
            log.warning("clock leapt")
            await self._look_at_clock()
        return not self._clock.is_in_doubt

    async def _ask_the_time(self) -> None:
        try:
            await self._gateway.call("auth.test", {})
        except CallError as error:
            log.info("clock not compared", error=error.code)

    async def _say_wrong(self) -> bool:
        ahead = self._clock.ahead or timedelta()
        if not self._was_wrong:
            log.error("clock wrong", ahead_s=round(ahead.total_seconds()))
        is_told = await self._use_cases.run(
            raise_alarm,
            _CLOCK,
            Alarm.CLOCK_AHEAD if ahead > timedelta() else Alarm.CLOCK_BEHIND,
            seconds=abs(round(ahead.total_seconds())),
            machine=self._machine,
        )
        self._wake_delivery()
        return is_told

    async def _say_right(self) -> bool:
        if await self._use_cases.run(tell_over, _CLOCK, Alarm.CLOCK_AHEAD, machine=self._machine):
            log.info("clock right again")
            self._wake_delivery()
        return True


async def _outliving(name: str, look: Callable[[], Awaitable[bool | None]]) -> bool:
    """What a look says; no, while the database is away."""
    try:
        return bool(await look())
    except StorageUnavailableError as error:
        log.warning("database unavailable", watch=name, error=str(error))
        return False
