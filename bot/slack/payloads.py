"""The gate for payloads of Slack: anything of a shape that Vigie does not read goes no further.

A field that Vigie does not read may hold anything. What Vigie itself wrote into buttons and
forms is read back in `bot.ui.blocks.read_back`.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import structlog
from pydantic import ValidationError
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.slack.addresses import SlackAddresses
from bot.slack.payload_shapes import (
    Anything,
    Command,
    GlobalShortcut,
    Happened,
    HomeEvent,
    MemberEvent,
    MessageEvent,
    MessageShortcut,
    OwnEvent,
    PressedInMessage,
    PressedInView,
    Shape,
    Suggestion,
    Unknown,
    ViewSubmission,
)

log = structlog.get_logger()

IsOurs = Callable[[str, str], bool]
"""Whether somebody, given by id and by the workspace that they belong to, is one of us."""

SENT = "sent"
"""Where the context holds what passed the gate: nothing may be said or done for anything else.

By this name Bolt hands it to listeners, and by `event_id` the id of an event.
"""

_EVENTS: Mapping[str, type[Shape]] = {
    "message": MessageEvent,
    "app_home_opened": HomeEvent,
    "user_change": MemberEvent,
    "team_join": MemberEvent,
}
_KINDS: Mapping[str, type[Shape]] = {
    "shortcut": GlobalShortcut,
    "message_action": MessageShortcut,
    "view_submission": ViewSubmission,
    "view_closed": ViewSubmission,
    "block_suggestion": Suggestion,
    "event_callback": Happened,
    "url_verification": Anything,
}


def read_payload(body: Mapping[str, Any]) -> Shape:
    """What Slack sent; of an event, what happened. Raises ValidationError for any other shape."""
    sent = _kind_of(body).model_validate(body)
    if not isinstance(sent, Happened):
        return sent
    return _EVENTS.get(sent.event.type, OwnEvent).model_validate(body["event"])


def _kind_of(body: Mapping[str, Any]) -> type[Shape]:
    kind = body.get("type")
    if kind == "block_actions":
        return PressedInView if "view" in body else PressedInMessage
    if kind is None:
        return Command
    return _KINDS.get(kind, Unknown) if isinstance(kind, str) else Unknown


class Gate(AsyncMiddleware):
    """Lets through what Slack sends of one workspace, before Bolt or a listener reads it.

    Of another workspace it says that it was heard, and nothing else is done: the app may be
    in a shared channel. A shape that Slack never sends is answered 400, so that a form which
    could not be read stays open; but an event 200, or it would only come again.
    """

    def __init__(self, *, team: str, addresses: SlackAddresses, is_ours: IsOurs) -> None:
        self._team = team
        self._is_ours = is_ours
        self._addresses = addresses

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,  # noqa: ARG002  # Bolt gives by name
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002  # as above
    ) -> BoltResponse | None:
        try:
            sent = read_payload(req.body)
        except ValidationError as error:
            log.warning("payload refused", where=_places(error))
            return BoltResponse(status=200 if req.body.get("type") == "event_callback" else 400)
        if req.body.get("type") != "url_verification" and not self._is_of_workspace(req):
            log.warning("payload of another workspace")
            return BoltResponse(status=200)
        if not all(map(self._addresses.takes_answers, _answered_at(req.body))):
            log.warning("payload refused", where=["response_url: not Slack's"])
            return BoltResponse(status=400)
        req.context[SENT] = sent
        req.context["event_id"] = req.body.get("event_id")
        return await next()

    def _is_of_workspace(self, req: AsyncBoltRequest) -> bool:
        """Whether it happened in our workspace, by one of its own: what came may name both."""
        who = _who(req.body)
        return req.context.team_id == self._team and (who is None or self._is_ours(*who))


def _who(body: Mapping[str, Any]) -> tuple[str, str] | None:
    """Who pressed or said something, and their workspace where it is named."""
    user, event = body.get("user"), body.get("event")
    if isinstance(user, dict):
        return user["id"], str(user.get("team_id") or "")
    if isinstance(event, dict) and isinstance(event.get("user"), str):
        return event["user"], str(event.get("user_team") or event.get("team") or "")
    return None


def _answered_at(body: Mapping[str, Any]) -> list[str]:
    """The addresses at which a payload asks to be answered."""
    more = body.get("response_urls")
    several = more if isinstance(more, list) else []
    urls = [one.get("response_url") for one in several if isinstance(one, dict)]
    return [url for url in (body.get("response_url"), *urls) if isinstance(url, str) and url]


def _places(error: ValidationError) -> list[str]:
    """Which fields were wrong, and how; not what they held."""
    found = error.errors(include_url=False, include_context=False, include_input=False)
    return [f"{'.'.join(map(str, one['loc'][:4]))}: {one['type']}"[:80] for one in found[:3]]
