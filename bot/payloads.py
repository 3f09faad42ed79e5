"""What Slack sends, as far as Vigie reads it: anything of another shape goes no further.

A field that Vigie does not read may hold anything. What Vigie itself wrote into buttons and
forms is read back in `bot.ui.read_back`.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import structlog
from pydantic import ValidationError
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.payload_shapes import (
    EVENTS,
    KINDS,
    Command,
    OwnEvent,
    PressedInMessage,
    PressedInView,
    Shape,
    Unknown,
)

log = structlog.get_logger()


def check_shape(body: Mapping[str, Any]) -> None:
    """Raise ValidationError unless this is what Slack sends."""
    _kind_of(body).model_validate(body)
    if body.get("type") == "event_callback":
        event = body["event"]
        EVENTS.get(event["type"], OwnEvent).model_validate(event)


def _kind_of(body: Mapping[str, Any]) -> type[Shape]:
    kind = body.get("type")
    if kind == "block_actions":
        return PressedInView if "view" in body else PressedInMessage
    if kind is None:
        return Command
    return KINDS.get(kind, Unknown) if isinstance(kind, str) else Unknown


class Gate(AsyncMiddleware):
    """Lets through what Slack sends of one workspace, before Bolt or a listener reads it.

    Of another workspace it says that it was heard, and nothing else is done: the app may be
    in a shared channel. A shape that Slack never sends is answered 400, so that a form which
    could not be read stays open; but an event 200, or it would only come again.
    """

    def __init__(self, *, team: str) -> None:
        self._team = team

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,  # noqa: ARG002  # Bolt gives by name
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002  # as above
    ) -> BoltResponse | None:
        try:
            check_shape(req.body)
        except ValidationError as error:
            log.warning("payload refused", where=_places(error))
            return BoltResponse(status=200 if req.body.get("type") == "event_callback" else 400)
        if req.body.get("type") != "url_verification" and req.context.team_id != self._team:
            log.warning("payload of another workspace")
            return BoltResponse(status=200)
        return await next()


def _places(error: ValidationError) -> list[str]:
    """Which fields were wrong, and how; not what they held."""
    found = error.errors(include_url=False, include_context=False, include_input=False)
    return [f"{'.'.join(map(str, one['loc'][:4]))}: {one['type']}"[:80] for one in found[:3]]
