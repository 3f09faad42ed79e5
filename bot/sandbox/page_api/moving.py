"""Time in the sandbox: its clock, moved by a span or to what comes next; and a new beginning."""

from collections import Counter
from datetime import timedelta

from aiohttp import web

from bot.sandbox import cast
from bot.sandbox.changes import ClockMoved
from bot.sandbox.json_types import JsonObject
from bot.sandbox.page_api.requests import BadRequestError, body_of, instant, ok
from bot.sandbox.world import World


async def clock(world: World, _request: web.Request) -> web.Response:
    return ok({"now": instant(world.clock.now()), "jumps": list(world.jumps)})


async def move(world: World, request: web.Request) -> web.Response:
    """Move the clock, and say what the app wrote on the way, by conversation.

    `moved` is False when there is nothing to jump to.
    """
    body = await body_of(request)
    began = world.ids.next_ts()
    moved = await _jump(world, body) if "jump" in body else await _travel(world, body)
    world.changes.tell(ClockMoved())
    return ok({"now": instant(world.clock.now()), "moved": moved, "told": _told(world, began)})


async def story(world: World, _request: web.Request) -> web.Response:
    return ok({"stories": list(world.stories), "is_telling": world.is_telling})


async def begin(world: World, request: web.Request) -> web.Response:
    """Have the host begin anew; this sandbox goes away, and another one takes its address."""
    body = await body_of(request)
    begin_anew = world.stories.get(body.get("begin", ""))
    if begin_anew is None or world.is_telling:
        raise BadRequestError(f"no story {body.get('begin')!r} can begin now")
    world.is_telling = True
    begin_anew()
    return ok({"is_telling": True})


async def _jump(world: World, body: JsonObject) -> bool:
    jump = world.jumps.get(body["jump"])
    if jump is None:
        raise BadRequestError(f"no jump is called {body['jump']!r}")
    return await jump()


async def _travel(world: World, body: JsonObject) -> bool:
    try:
        await world.travel(timedelta(seconds=float(body["advance_seconds"])))
    except (KeyError, TypeError, ValueError, OverflowError) as bad:
        raise BadRequestError(f"advance_seconds: {bad!r}") from bad
    return True


def _told(world: World, began: str) -> list[JsonObject]:
    """How many messages the app posted since, by conversation, and to whom the direct ones."""
    counted = Counter(
        one.id
        for one in world.workspace.conversations.values()
        for message in one.messages.values()
        if message.user == cast.APP_USER and message.ts > began
    )
    return [
        {"channel": channel, "user": _other_end(world, channel), "count": count}
        for channel, count in counted.items()
    ]


def _other_end(world: World, channel: str) -> str | None:
    conversation = world.workspace.conversations[channel]
    others = conversation.members - {cast.APP_USER}
    return next(iter(others)) if conversation.is_direct else None
