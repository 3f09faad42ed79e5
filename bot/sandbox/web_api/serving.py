"""The way of every Web API call: read it, check it as Slack does, run it, record it."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from aiohttp import web

from bot.sandbox.faults import Fault, FaultKind
from bot.sandbox.json_types import JsonObject
from bot.sandbox.rate_limits import RateLimitedError
from bot.sandbox.slack_errors import SlackError, invalid
from bot.sandbox.web_api import app, chat, conversations, files, users, views
from bot.sandbox.web_api.access import require_scope
from bot.sandbox.web_api.call import Call, read_call
from bot.sandbox.world import World

Method: TypeAlias = Callable[[World, Call], JsonObject]

_SPECS = Path(__file__).parents[1] / "specs" / "methods.json"

METHODS: dict[str, Method] = {
    "api.test": app.api_test,
    "apps.connections.open": app.open_connection,
    "auth.test": app.auth_test,
    "blocks.validate": app.validate_blocks,
    "chat.delete": chat.delete,
    "chat.getPermalink": chat.get_permalink,
    "chat.postEphemeral": chat.post_ephemeral,
    "chat.postMessage": chat.post_message,
    "chat.update": chat.update,
    "conversations.history": conversations.history,
    "conversations.info": conversations.info,
    "conversations.list": conversations.list_conversations,
    "conversations.members": conversations.members,
    "conversations.open": conversations.open_conversation,
    "conversations.replies": conversations.replies,
    "files.completeUploadExternal": files.complete_upload,
    "files.delete": files.delete,
    "files.getUploadURLExternal": files.get_upload_url,
    "files.info": files.info,
    "users.info": users.info,
    "users.list": users.list_users,
    "views.open": views.open_view,
    "views.publish": views.publish,
    "views.push": views.push,
    "views.update": views.update,
}

_NEEDS_NO_TOKEN = {"api.test", "blocks.validate"}
_TAKEN_EVERYWHERE = {"team_id"}  # slack_bolt adds it to every call
_TAKES_APP_TOKEN = {"apps.connections.open"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reply:
    answer: JsonObject
    arguments: JsonObject = field(default_factory=dict)
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


class WebApi:
    def __init__(self, world: World) -> None:
        self._world = world
        specs = json.loads(_SPECS.read_text(encoding="utf-8"))
        self._specs: dict[str, JsonObject] = specs["methods"]

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """The endpoint `/api/<method>`."""
        loop, method = asyncio.get_running_loop(), request.match_info["method"]
        started = loop.time()
        call = await _read(request)
        fault = self._world.faults.next_for(method, _arguments(call))
        await asyncio.sleep(self._world.api_delay + (fault.seconds if fault else 0.0))
        if fault and fault.kind is FaultKind.DROP_BEFORE:
            reply = _Reply(answer={"ok": False, "error": fault.kind.value})
        else:
            reply = self._reply(method, call, fault)
        took_ms = (loop.time() - started) * 1000
        self._world.inspector.call(method, reply.arguments, answer=reply.answer, took_ms=took_ms)
        if fault and fault.kind in {FaultKind.DROP_BEFORE, FaultKind.DROP_AFTER}:
            return _drop(request)
        return web.json_response(reply.answer, status=reply.status, headers=reply.headers)

    def _reply(self, method: str, call: Call | SlackError, fault: Fault | None) -> _Reply:
        arguments = _arguments(call)
        try:
            if isinstance(call, SlackError):
                raise call
            _raise_asked_for(fault)
            self._check(call)
            answer = {"ok": True, **METHODS[call.method](self._world, call)}
        except RateLimitedError as refusal:
            wait = {"Retry-After": str(refusal.retry_after)}
            return _Reply(answer=refusal.as_answer(), arguments=arguments, status=429, headers=wait)
        except SlackError as refusal:
            self._note_refused(method, refusal, arguments)
            status = refusal.more.pop("status", 200)
            return _Reply(answer=refusal.as_answer(), arguments=arguments, status=int(str(status)))
        scopes = {"x-oauth-scopes": ",".join(sorted(self._world.manifest.scopes))}
        return _Reply(answer=answer, arguments=arguments, headers=scopes)

    def _check(self, call: Call) -> None:
        """Token, arguments, scopes and pace, in Slack's order."""
        spec = self._specs.get(call.method)
        if spec is None:
            raise SlackError(code="unknown_method", req_method=call.method)
        if call.method not in _NEEDS_NO_TOKEN:
            wanted = "app" if call.method in _TAKES_APP_TOKEN else "bot"
            self._world.tokens.check(call.token, wanted=wanted)
            self._check_arguments(call, spec)
            if not call.method.startswith("conversations."):
                require_scope(self._world, *spec["bot_scopes"])
        self._world.limits.count(call.method, tier=spec["tier"], channel=call.text("channel"))

    def _check_arguments(self, call: Call, spec: JsonObject) -> None:
        missing = [name for name in spec["required"] if call.arguments.get(name) in (None, "")]
        if missing:
            problems = [f"missing required field: {name}" for name in missing]
            raise invalid(problems)
        unknown = sorted(call.arguments.keys() - set(spec["args"]) - _TAKEN_EVERYWHERE)
        if unknown:
            # Slack ignores them, which hides a misspelt name
            problems = [f"unknown argument: {name}" for name in unknown]
            self._world.inspector.refuse(call.method, problems, call.arguments)

    def _note_refused(self, method: str, refusal: SlackError, arguments: JsonObject) -> None:
        if "response_metadata" in refusal.more or refusal.code == "view_too_large":
            metadata = refusal.as_answer().get("response_metadata", {})
            problems = metadata.get("messages", [refusal.code])
            self._world.inspector.refuse(method, problems, arguments)


async def _read(request: web.Request) -> Call | SlackError:
    """The call, or why it cannot be read: that is answered where a fault does not come first."""
    try:
        return await read_call(request)
    except SlackError as refusal:
        return refusal


def _arguments(call: Call | SlackError) -> JsonObject:
    return call.arguments if isinstance(call, Call) else {}


def _raise_asked_for(fault: Fault | None) -> None:
    match fault:
        case Fault(kind=FaultKind.ERROR):
            raise SlackError(code=fault.error)
        case Fault(kind=FaultKind.HTTP_500):
            raise SlackError(code="internal_error", status=500)
        case Fault(kind=FaultKind.RATE_LIMITED):
            raise RateLimitedError(fault.retry_after)
        case _:
            pass


def _drop(request: web.Request) -> web.Response:
    """Cut the connection instead of answering."""
    if request.transport:
        request.transport.abort()
    return web.Response()
