"""One call of a Web API method: its arguments, however they were written, as typed values."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from aiohttp import web

from bot.sandbox.json_types import Json, JsonObject
from bot.sandbox.slack_errors import SlackError, invalid

_JSON_ARGUMENTS = {"blocks", "view", "message", "metadata", "attachments", "files"}

_TAKES_JSON = frozenset(
    {
        "api.test",
        "apps.connections.open",
        "auth.test",
        "blocks.validate",
        "chat.delete",
        "chat.postEphemeral",
        "chat.postMessage",
        "chat.update",
        "conversations.open",
        "views.open",
        "views.publish",
        "views.push",
        "views.update",
    }
)
"""Methods that read a JSON body. All others look for arguments in query and form alone.

Slack's reference has long named the form as the one content type of the files.* methods and of
those that read; its newest pages add JSON, which files.getUploadURLExternal does not read.
files.completeUploadExternal is said to read it; that is not relied on here.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    method: str
    token: str
    arguments: JsonObject

    def text(self, name: str, default: str = "") -> str:
        value = self.arguments.get(name, default)
        return default if value is None else str(value)

    def flag(self, name: str, *, default: bool = False) -> bool:
        value = self.arguments.get(name, default)
        return value if isinstance(value, bool) else str(value).lower() in {"1", "true"}

    def integer(self, name: str, default: int) -> int:
        try:
            return int(self.arguments.get(name, default))
        except (TypeError, ValueError):
            raise invalid([f"{name} must be an integer"]) from None

    def json(self, name: str) -> Json:
        """A structured argument; inside a form it is JSON in a string."""
        return self.arguments.get(name)


async def read_call(request: web.Request) -> Call:
    """Read query, form, JSON or multipart; raises SlackError where that cannot be done."""
    arguments = await _read_arguments(request)
    token = arguments.pop("token", "")
    scheme, _, bearer = request.headers.get("Authorization", "").partition(" ")
    if scheme == "Bearer":
        token = bearer
    return Call(method=request.match_info["method"], token=token, arguments=arguments)


async def _read_arguments(request: web.Request) -> JsonObject:
    arguments: JsonObject = _decoded(request.query)
    if request.content_type == "application/json":
        body = _parse("invalid_json", await request.text() or "{}")
        if not isinstance(body, dict):
            raise SlackError(code="json_not_object")
        return arguments | (body if request.match_info["method"] in _TAKES_JSON else {})
    if request.method == "POST":
        form = await request.post()
        arguments |= _decoded(
            {name: value for name, value in form.items() if isinstance(value, str)}
        )
    return arguments


def _decoded(form: Mapping[str, str]) -> JsonObject:
    return {
        name: _parse(f"invalid_{name}_format", value) if name in _JSON_ARGUMENTS else value
        for name, value in form.items()
    }


def _parse(code: str, text: str) -> Json:
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        raise SlackError(code=code) from None


def page_of(
    call: Call, found: list[JsonObject], *, default: int = 100
) -> tuple[list[JsonObject], JsonObject]:
    """One page of a list and the `response_metadata` that leads to the next."""
    cursor = call.text("cursor")
    if cursor and not cursor.isdecimal():
        raise SlackError(code="invalid_cursor")
    start, limit = int(cursor or 0), call.integer("limit", default) or default
    after = start + min(limit, 1000)
    return found[start:after], {"next_cursor": str(after) if after < len(found) else ""}
