"""All the parts of one sandbox, as its protocols and its page need them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta

from bot.clock import MovableClock
from bot.sandbox.changes import Changes
from bot.sandbox.client.surfaces import Surfaces
from bot.sandbox.faults import Faults
from bot.sandbox.identifiers import Identifiers
from bot.sandbox.json_types import JsonObject
from bot.sandbox.manifest import Manifest
from bot.sandbox.post_office.office import PostOffice
from bot.sandbox.rate_limits import RateLimits
from bot.sandbox.response_urls import ResponseUrls
from bot.sandbox.to_app.app_events import AppEvents
from bot.sandbox.to_app.courier import Courier
from bot.sandbox.to_app.inspector import Inspector
from bot.sandbox.to_app.socket_mode import SocketMode
from bot.sandbox.tokens import Tokens
from bot.sandbox.triggers import Triggers
from bot.sandbox.workspace import Workspace


@dataclass(slots=True, kw_only=True)
class World:
    """`suggested` holds the options the app gave, by person and element.

    `travel_by`, if set, moves the clock: a host stops at each thing due on the way. `jumps`
    are what the host can move it to, by name; False says that there is no such thing.
    `stories` are what the host can begin anew with; `is_telling` while it does so.
    `api_delay` (seconds) is added to every Web API call, for benchmarks.
    """

    clock: MovableClock
    manifest: Manifest
    ids: Identifiers
    changes: Changes
    workspace: Workspace
    surfaces: Surfaces
    triggers: Triggers
    response_urls: ResponseUrls
    tokens: Tokens
    inspector: Inspector
    faults: Faults
    limits: RateLimits
    sockets: SocketMode
    courier: Courier
    events: AppEvents
    post_office: PostOffice
    suggested: dict[tuple[str, str, str], list[JsonObject]] = field(default_factory=dict)
    base_url: str = "http://127.0.0.1"
    api_delay: float = 0.0
    travel_by: Callable[[timedelta], Awaitable[None]] | None = None
    jumps: dict[str, Callable[[], Awaitable[bool]]] = field(default_factory=dict)
    stories: dict[str, Callable[[], None]] = field(default_factory=dict)
    is_telling: bool = False

    async def travel(self, by: timedelta) -> None:
        """Move the clock forward, by the way the host of a bot prefers if it has named one."""
        if self.travel_by is None:
            self.clock.advance(by)
        else:
            await self.travel_by(by)
