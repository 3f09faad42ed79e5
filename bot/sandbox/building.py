"""Puts the parts of a sandbox together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.clock import MovableClock
from bot.sandbox.changes import Changes
from bot.sandbox.client.surfaces import Surfaces
from bot.sandbox.faults import Faults
from bot.sandbox.identifiers import Identifiers
from bot.sandbox.manifest import read_manifest
from bot.sandbox.post_office.office import PostOffice
from bot.sandbox.rate_limits import RateLimits
from bot.sandbox.response_urls import ResponseUrls
from bot.sandbox.to_app.app_events import AppEvents
from bot.sandbox.to_app.courier import Courier
from bot.sandbox.to_app.envelopes import Carrier
from bot.sandbox.to_app.http_mode import HttpMode
from bot.sandbox.to_app.inspector import Inspector
from bot.sandbox.to_app.socket_mode import SocketMode
from bot.sandbox.tokens import SIGNING_SECRET, Tokens
from bot.sandbox.triggers import Triggers
from bot.sandbox.workspace import Workspace
from bot.sandbox.world import World


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How closely the sandbox keeps to Slack's own times and limits; durations in seconds.

    `event_retry_delays` are Slack's: at once, after a minute, after five (docs: Events API).
    `request_url` turns Socket Mode into HTTP mode.
    """

    ack_timeout: float = 3.0
    trigger_lifetime: float = 3.0
    event_retry_delays: Sequence[float] = (0.0, 60.0, 300.0)
    real_rate_limits: bool = False
    api_delay: float = 0.0
    request_url: str = ""


def build_world(clock: MovableClock, options: Options) -> World:
    manifest, changes, ids = read_manifest(), Changes(), Identifiers(clock)
    workspace = Workspace(clock, ids, changes, app_name=manifest.name)
    surfaces, inspector = Surfaces(ids, changes), Inspector(clock)
    sockets = SocketMode(clock, changes, ack_timeout=options.ack_timeout)
    carrier = _carrier(sockets, options)
    courier = Courier(carrier, inspector, retry_delays=options.event_retry_delays)
    events = AppEvents(
        clock=clock,
        ids=ids,
        manifest=manifest,
        workspace=workspace,
        surfaces=surfaces,
        courier=courier,
    )
    changes.watch(events.take)
    return World(
        clock=clock,
        manifest=manifest,
        ids=ids,
        changes=changes,
        workspace=workspace,
        surfaces=surfaces,
        triggers=Triggers(clock, lifetime=timedelta(seconds=options.trigger_lifetime)),
        response_urls=ResponseUrls(clock),
        tokens=Tokens(),
        inspector=inspector,
        faults=Faults(),
        limits=RateLimits(clock, real=options.real_rate_limits),
        sockets=sockets,
        courier=courier,
        events=events,
        post_office=PostOffice(clock, ids, changes),
        api_delay=options.api_delay,
    )


def _carrier(sockets: SocketMode, options: Options) -> Carrier:
    if not options.request_url:
        return sockets
    return HttpMode(
        options.request_url, signing_secret=SIGNING_SECRET, ack_timeout=options.ack_timeout
    )
