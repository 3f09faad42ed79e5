"""For developers: what went by, faults to inject."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import asdict
from datetime import datetime
from itertools import islice
from typing import Any

from aiohttp import web

from bot.sandbox import cast
from bot.sandbox.faults import ANY_METHOD, Fault, FaultKind
from bot.sandbox.json_types import JsonObject
from bot.sandbox.page_api.requests import BadRequestError, body_of, instant, ok
from bot.sandbox.world import World


async def show(world: World, request: web.Request) -> web.Response:
    after, limit = int(request.query.get("after", 0)), int(request.query.get("limit", 200))
    inspector = world.inspector
    return ok(
        {
            "seq": inspector.seq,
            "connections": [
                {
                    "id": one.id,
                    "opened_at": instant(one.opened_at),
                    "delivered": one.delivered,
                    "muted": one.muted,
                }
                for one in world.sockets.connections
            ],
            "envelopes": _latest(inspector.envelopes, after, limit),
            "calls": _latest(inspector.calls, after, limit),
            "refused": _latest(inspector.refused, after, limit),
        }
    )


async def clear(world: World, _request: web.Request) -> web.Response:
    world.inspector.clear()
    return ok({})


def _latest(records: Iterable[Any], after: int, limit: int) -> list[JsonObject]:
    recent = [one for one in records if one.seq > after]
    return [_plain(asdict(one)) for one in islice(recent, max(0, len(recent) - limit), None)]


def _plain(record: JsonObject) -> JsonObject:
    return {
        name: instant(value) if isinstance(value, datetime) else value
        for name, value in record.items()
    }


async def faults(world: World, _request: web.Request) -> web.Response:
    fields = ("kind", "method", "times", "percent", "seed", "error", "retry_after", "seconds")
    pending = [{name: getattr(one, name) for name in fields} for one in world.faults.pending]
    return ok(
        {"faults": pending, "real_rate_limits": world.limits.real, "api_delay_s": world.api_delay}
    )


async def inject(world: World, request: web.Request) -> web.Response:
    """Do what `do` names; see docs/sandbox.md."""
    body = await body_of(request)
    do = _FAULTS.get(body.get("do", ""))
    if do is None:
        raise BadRequestError(f"no fault is called {body.get('do')!r}")
    try:
        await do(world, body)
    except (KeyError, TypeError, ValueError) as bad:
        raise BadRequestError(f"{body['do']}: {bad!r}") from bad
    return await faults(world, request)


async def _inject(world: World, body: JsonObject) -> None:
    given = {name: value for name, value in body.items() if name not in {"do", "kind", "method"}}
    kind, method = FaultKind(body["kind"]), body.get("method", ANY_METHOD)
    world.faults.inject(Fault(kind=kind, method=method, **given))


async def _clear(world: World, _body: JsonObject) -> None:
    world.faults.clear()
    world.sockets.mute_all(muted=False)
    world.sockets.enabled = True
    world.tokens.revoked.clear()


async def _real_rate_limits(world: World, body: JsonObject) -> None:
    world.limits.real = bool(body["on"])


async def _api_delay(world: World, body: JsonObject) -> None:
    world.api_delay = float(body["seconds"])


async def _abort_sockets(world: World, _body: JsonObject) -> None:
    world.sockets.abort_all()


async def _mute_sockets(world: World, _body: JsonObject) -> None:
    world.sockets.mute_all()


async def _refresh_sockets(world: World, _body: JsonObject) -> None:
    await world.sockets.disconnect_all("refresh_requested")


async def _warn_sockets(world: World, _body: JsonObject) -> None:
    await world.sockets.disconnect_all("warning")


async def _disable_link(world: World, _body: JsonObject) -> None:
    await world.sockets.disconnect_all("link_disabled")


async def _archive(world: World, body: JsonObject) -> None:
    archived = body["do"] == "archive_channel"
    world.workspace.archive(body["channel"], archived=archived)


async def _rename(world: World, body: JsonObject) -> None:
    world.workspace.rename(body["channel"], body["name"])


async def _make_public(world: World, body: JsonObject) -> None:
    world.workspace.make_public(body["channel"])


async def _remove_app(world: World, body: JsonObject) -> None:
    world.workspace.leave(body["channel"], cast.APP_USER)


async def _add_app(world: World, body: JsonObject) -> None:
    world.workspace.join(body["channel"], cast.APP_USER)


async def _revoke(world: World, _body: JsonObject) -> None:
    world.tokens.revoked.add(world.tokens.bot)


async def _restore(world: World, _body: JsonObject) -> None:
    world.tokens.revoked.discard(world.tokens.bot)


async def _activate(world: World, body: JsonObject) -> None:
    world.workspace.change_person(body["user"], deleted=body["do"] == "deactivate")


_FAULTS: dict[str, Callable[[World, JsonObject], Awaitable[None]]] = {
    "abort_sockets": _abort_sockets,
    "add_app": _add_app,
    "api_delay": _api_delay,
    "archive_channel": _archive,
    "clear": _clear,
    "deactivate": _activate,
    "disable_link": _disable_link,
    "inject": _inject,
    "make_public": _make_public,
    "mute_sockets": _mute_sockets,
    "reactivate": _activate,
    "real_rate_limits": _real_rate_limits,
    "refresh_sockets": _refresh_sockets,
    "remove_app": _remove_app,
    "rename_channel": _rename,
    "restore_token": _restore,
    "revoke_token": _revoke,
    "unarchive_channel": _archive,
    "warn_sockets": _warn_sockets,
}
