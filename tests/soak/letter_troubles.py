"""What goes wrong while letters leave: a server fails, a disk fills, lines are cut."""

import asyncio
import random
import resource
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

from tests.soak.scenarios import limit_files
from tests.support.smtp_server import (
    KEPT_AND_HUNG_UP,
    KEPT_AND_STALLS,
    LOST_AND_HUNG_UP,
    USUAL,
    Reaction,
    Script,
    SmtpServer,
    Step,
)

Faults = Sequence[tuple[Step, Reaction, float]]
"""What the server does at a step instead of what is usual, and how often."""

Blow = Callable[[Sequence[Process], SmtpServer, float], Awaitable[None]]
"""What befalls the processes or their server, and is over after so many seconds."""

_FAULTS: Faults = (
    (Step.MAIL, LOST_AND_HUNG_UP, 0.01),
    (Step.MAIL, Reaction(answer="421 4.3.2 Closing"), 0.01),
    (Step.RCPT, Reaction(answer="450 4.2.1 Greylisted"), 0.03),
    (Step.RCPT, Reaction(answer="550 5.1.1 Nobody here"), 0.03),
    (Step.DATA, LOST_AND_HUNG_UP, 0.01),
    (Step.TEXT, Reaction(answer="451 4.3.0 Later"), 0.02),
    (Step.TEXT, Reaction(answer="554 5.7.1 Refused"), 0.02),
    (Step.TEXT, KEPT_AND_HUNG_UP, 0.02),
    (Step.TEXT, LOST_AND_HUNG_UP, 0.02),
    (Step.TEXT, Reaction(keeps=True, seconds=0.2, answer="250 2.0.0 Slow"), 0.02),
    (Step.TEXT, KEPT_AND_STALLS, 0.002),
)
_REFUSALS: Faults = (
    (Step.CONNECT, Reaction(answer="421 4.3.2 Busy"), 0.05),
    (Step.MAIL, Reaction(answer="451 4.3.0 Later"), 0.05),
    (Step.MAIL, Reaction(answer="552 5.2.3 Too big"), 0.05),
    (Step.RCPT, Reaction(answer="450 4.2.1 Greylisted"), 0.1),
    (Step.RCPT, Reaction(answer="550 5.1.1 Nobody here"), 0.1),
    (Step.DATA, Reaction(answer="451 4.3.0 Later"), 0.05),
    (Step.TEXT, Reaction(answer="451 4.3.0 Later"), 0.1),
    (Step.TEXT, Reaction(answer="554 5.7.1 Refused"), 0.1),
)
# so that a line is cut in each part of a conversation, the server's silence before its answer too
_TAKES_ITS_TIME: Faults = (
    (Step.RCPT, Reaction(seconds=0.02), 0.5),
    (Step.TEXT, Reaction(seconds=0.02), 0.5),
    (Step.TEXT, Reaction(keeps=True, seconds=0.05, answer="250 2.0.0 Slow"), 0.5),
)
_BETWEEN_BLOWS = (0.02, 0.4)
_A_BLOW = (0, 0.2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """One kind of it: what the server does, and what befalls whoever is at work, again and again.

    The page calls it by its `name`, and how many blows there were by `counted`.
    """

    name: str
    faults: Faults
    blow: Blow | None = None
    counted: str = ""

    def script(self, chance: random.Random) -> Script:
        """What the server is to do."""

        def script(step: Step, _: str) -> Reaction:
            draw = chance.random()
            for at, reaction, share in self.faults:
                if at is step:
                    if draw < share:
                        return reaction
                    draw -= share
            return USUAL

        return script

    @asynccontextmanager
    async def going_on(
        self, processes: Sequence[Process], server: SmtpServer, chance: random.Random
    ) -> AsyncIterator[list[float]]:
        """Deal blows while the block lasts; gives how many seconds each took."""
        dealt: list[float] = []

        async def deal(blow: Blow) -> None:
            while True:
                await asyncio.sleep(chance.uniform(*_BETWEEN_BLOWS))
                dealt.append(chance.uniform(*_A_BLOW))
                await blow(processes, server, dealt[-1])

        dealing = None if self.blow is None else asyncio.create_task(deal(self.blow))
        try:
            yield dealt
        finally:
            if dealing is not None:
                dealing.cancel()
                with suppress(asyncio.CancelledError):
                    await dealing

    def told(self, blows: int) -> dict[str, str]:
        """How many blows there were, for the page."""
        return {} if self.blow is None else {self.counted: str(blows)}


async def _fill_disk(processes: Sequence[Process], _: SmtpServer, seconds: float) -> None:
    """Not a byte more may be written, then there is room again."""
    try:
        for process in processes:
            limit_files(process.pid, 1)
        await asyncio.sleep(seconds)
    finally:
        for process in processes:
            limit_files(process.pid, resource.RLIM_INFINITY)


async def _cut_lines(_: Sequence[Process], server: SmtpServer, __: float) -> None:
    """Every connection is gone at once."""
    server.cut()


FAILING = Trouble(name="by mail", faults=_FAULTS)
REFUSED = Trouble(name="refused", faults=_REFUSALS)
DISK_FULL = Trouble(name="on a full disk", faults=(), blow=_fill_disk, counted="times full")
CUT = Trouble(name="cut off", faults=_TAKES_ITS_TIME, blow=_cut_lines, counted="times cut")
