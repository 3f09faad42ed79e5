"""What the requests of the page have in common: who asks, and how they are answered."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TypeAlias

from aiohttp import web

from bot.sandbox.json_types import JsonObject
from bot.sandbox.people import Member
from bot.sandbox.world import World

Handler: TypeAlias = Callable[[World, web.Request], Awaitable[web.StreamResponse]]


class BadRequestError(Exception):
    """The page asked for something that makes no sense."""


def handled(
    world: World, handler: Handler
) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """The handler as aiohttp wants it, answering 400 to a bad request."""

    async def answer(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(world, request)
        except BadRequestError as bad:
            refusal = {"ok": False, "error": "bad_request", "detail": str(bad)}
            return web.json_response(refusal, status=400)

    return answer


def asking(world: World, user: str | None) -> Member:
    """The person who asks; raises BadRequestError."""
    person = world.workspace.people.get(user or "")
    if person is None or person.is_bot or person.deleted:
        raise BadRequestError(f"no person {user!r} to act as")
    return person


async def body_of(request: web.Request) -> JsonObject:
    try:
        body = await request.json()
    except ValueError as unreadable:
        raise BadRequestError("the body is not JSON") from unreadable
    if not isinstance(body, dict):
        raise BadRequestError("the body is not an object")
    return body


def ok(answer: JsonObject) -> web.Response:
    return web.json_response({"ok": True, **answer})


def instant(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")
