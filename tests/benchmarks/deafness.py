"""How long Vigie hears nothing when Slack refreshes its connections, or the network cuts them."""

import asyncio
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from bot.sandbox.to_app.socket_mode import Connection, SocketMode
from bot.slack.connections import CONNECTIONS, PING_SECONDS
from tests.benchmarks import apps
from tests.benchmarks.crowd import Crowd, gathered, until
from tests.benchmarks.databases import Kind
from tests.benchmarks.measures import AtMost, Measure
from tests.benchmarks.plan import Plan
from tests.benchmarks.processes import running

AT_A_REFRESH = 0.2
AFTER_AN_ABORT = 10
COMMAND_EVERY = 0.1
"""Seconds between the commands that people type meanwhile."""
_PEOPLE = 20
_PATIENCE = 60
_LOOK_EVERY = 0.001
_REST_SECONDS = 2
"""Until the sandbox has closed what it refreshed, and a while more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """What followed on the loss of connections; times in seconds.

    `deaf`: how long none stood. `back_in`: until all stood again. `unanswered`: commands typed
    since the loss was known that were not acknowledged.
    """

    deaf: float
    back_in: float
    unanswered: int = 0


async def measure(kind: Kind, plan: Plan, folder: Path) -> Sequence[Measure]:
    """Every loss again and again on one program; the worst of each counts."""
    with kind(folder) as create:
        url = create("deafness")
        async with gathered(_PEOPLE) as crowd, running(apps.vigie(crowd.sandbox, url), folder):
            await crowd.first_acknowledgement()
            measures = await _lose_all_ways(crowd, rounds=plan.rounds)
            # the last forms are still being opened
            await asyncio.sleep(_REST_SECONDS)
            return measures


async def _lose_all_ways(crowd: Crowd, *, rounds: int) -> Sequence[Measure]:
    async def losses(lost: int, *, is_cut: bool) -> list[Loss]:
        # a cut is found out by the next ping, so it is made at several moments between two
        rests = [_REST_SECONDS + PING_SECONDS * number / rounds for number in range(rounds)]
        return [await _lose(crowd, lost=lost, is_cut=is_cut, after=rest) for rest in rests]

    refreshed, all_refreshed = [await losses(lost, is_cut=False) for lost in (1, CONNECTIONS)]
    cut, all_cut = [await losses(lost, is_cut=True) for lost in (1, CONNECTIONS)]
    return (
        _deaf("one of two connections is refreshed", refreshed, at_most=0),
        _unanswered("one of two connections is refreshed", refreshed),
        _deaf("both connections are refreshed in one instant", all_refreshed, at_most=AT_A_REFRESH),
        _deaf("one of two connections is cut", cut, at_most=0),
        _unanswered("one of two connections is cut", cut),
        Measure(
            name="until the connection that was cut is back",
            ours=max(loss.back_in for loss in cut),
            unit="s",
            bound=AtMost(AFTER_AN_ABORT, "s"),
        ),
        _deaf("both connections are cut", all_cut, at_most=AFTER_AN_ABORT),
    )


def _deaf(when: str, losses: Sequence[Loss], *, at_most: float) -> Measure:
    return Measure(
        name=f"without a living connection when {when}",
        ours=max(loss.deaf for loss in losses),
        unit="s",
        bound=AtMost(at_most, "s"),
    )


def _unanswered(when: str, losses: Sequence[Loss]) -> Measure:
    return Measure(
        name=f"commands never acknowledged when {when}, until it is back",
        ours=sum(loss.unanswered for loss in losses),
        unit="",
        bound=AtMost(0, ""),
    )


async def _lose(crowd: Crowd, *, lost: int, is_cut: bool, after: float) -> Loss:
    sockets = crowd.sandbox.world.sockets
    await until(lambda: len(sockets.connections) == CONNECTIONS, seconds=_PATIENCE)
    await asyncio.sleep(after)
    gone = sockets.connections[:lost]
    watching = asyncio.create_task(_watch(sockets, gone))
    for connection in gone:
        if is_cut:
            connection.abort()
        else:
            await sockets.disconnect(connection, "refresh_requested")
    # what is sent into a line that was cut a moment ago reaches nobody, with Slack as here
    await until(lambda: not _stand(sockets, gone), seconds=_PATIENCE)
    return await _meanwhile(crowd, watching)


async def _meanwhile(crowd: Crowd, watching: asyncio.Task[Loss]) -> Loss:
    waited = await crowd.type_in_turn(pause=COMMAND_EVERY, during=watching)
    seen = await watching
    return Loss(deaf=seen.deaf, back_in=seen.back_in, unanswered=waited.count(math.inf))


async def _watch(sockets: SocketMode, gone: Sequence[Connection]) -> Loss:
    """Look until as many connections stand as before, none of them one that was lost."""
    began = looked = perf_counter()
    deaf = 0.0
    while _stand(sockets, gone) or len(sockets.connections) < CONNECTIONS:
        is_deaf = not sockets.connections
        await asyncio.sleep(_LOOK_EVERY)
        now = perf_counter()
        deaf += (now - looked) * is_deaf
        looked = now
        if now - began > _PATIENCE:
            return Loss(deaf=deaf, back_in=math.inf)
    return Loss(deaf=deaf, back_in=looked - began)


def _stand(sockets: SocketMode, gone: Sequence[Connection]) -> bool:
    return any(one in sockets.connections for one in gone)
