"""The composition root: the one module that knows every part."""

import asyncio
from contextlib import AsyncExitStack
from functools import partial
from typing import Any

import structlog

from bot.bolt import build_bolt
from bot.clock import Clock
from bot.connections import Connections
from bot.delivery import Delivery
from bot.directory import Directory, person_of
from bot.domain.errors import CannotStartError, StorageUnavailableError
from bot.file_keeping import FileKeeper
from bot.health import Vitals
from bot.http_server import HttpServer
from bot.jobs import DIRECTORY_EVERY, Jobs
from bot.metrics import Metrics
from bot.packing import Packing
from bot.rendering import Renderer
from bot.sending import Sender
from bot.services import deliveries, inbox, leaving
from bot.services.offices import keep_policy
from bot.settings import Settings
from bot.sharing import FileSharing
from bot.slack_client import gathered, open_client, prove
from bot.slack_gateway import CallError, SlackGateway
from bot.ticks import AUDIT_EVERY, Ticks
from bot.workers import Workers
from handlers import register_all
from handlers.kit import Kit
from storage import schema
from storage.claims import Lane
from storage.database import Database

log = structlog.get_logger()

_FINISH_SECONDS = 5
"""How long a stop waits for messages under way; Vigie stops within ten seconds."""


class Vigie:
    """The running application: built from settings, started, and stopped cleanly."""

    def __init__(self, settings: Settings, *, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        self._metrics = Metrics()
        self._workers = Workers()
        self._behind = self._workers.behind()
        self._database = Database(settings.database_url)
        self._directory = Directory(self._database, self._workers)
        self._jobs = Jobs()
        self._connections: Connections | None = None
        self._closing = AsyncExitStack()

    async def start(self) -> None:
        """Bring the schema up, prove the tokens, connect. Raises CannotStartError."""
        self._closing.callback(self._database.close)
        self._closing.callback(self._workers.close)
        try:
            await self._start()
        except BaseException:
            await self.stop()
            raise

    async def stop(self) -> None:
        """Take nothing new, finish what was begun, close."""
        await self._closing.aclose()
        log.info("vigie stopped")

    async def catch_up(self) -> None:
        """Do at once what the ticks find due by now, and send it: the clock was moved."""
        await self._jobs.catch_up(self._settings.tick)
        await self._delivery.settle()

    async def _start(self) -> None:
        await self._prepare_database()
        now, policy = self._clock.now(), self._settings.office.policy
        await self._workers.run(deliveries.revive, self._database, now=now)
        await self._workers.run(keep_policy, self._database, policy, now=now)
        await self._directory.load()
        self._client = await self._closing.enter_async_context(open_client(self._settings))
        identity, socket_url = await self._prove_tokens()
        self._gateway = SlackGateway(self._client, posts_per_second=self._settings.posts_per_second)
        self._delivery = self._build_delivery()
        self._ticks = self._build_ticks()
        self._vitals = self._build_vitals()
        self._bolt = build_bolt(self._settings, self._client, identity)
        register_all(self._bolt, self._kit())
        self._start_ticking()
        await self._start_server()
        await self._connect(socket_url)
        log.info("vigie runs", sockets=await self._sockets(), http_port=self.http_port)

    async def _prepare_database(self) -> None:
        try:
            await self._workers.run(schema.upgrade, self._database)
        except StorageUnavailableError as error:
            msg = f"DATABASE_URL: the database cannot be used ({error})."
            raise CannotStartError(msg) from error

    @property
    def http_port(self) -> int:
        return self._server.port

    def _build_delivery(self) -> Delivery:
        return Delivery(
            database=self._database,
            workers=self._behind,
            sender=self._build_sender(),
            clock=self._clock,
            metrics=self._metrics,
            defaults=self._settings.office,
        )

    def _build_sender(self) -> Sender:
        return Sender(
            database=self._database,
            workers=self._behind,
            gateway=self._gateway,
            renderer=self._build_renderer(),
            keeper=FileKeeper(
                database=self._database,
                workers=self._behind,
                folder=self._settings.files_folder,
            ),
            sharing=FileSharing(
                database=self._database,
                workers=self._behind,
                gateway=self._gateway,
                clock=self._clock,
            ),
            clock=self._clock,
        )

    def _build_renderer(self) -> Renderer:
        defaults = self._settings.office
        return Renderer(
            database=self._database,
            directory=self._directory,
            packing=Packing(
                database=self._database,
                folder=self._settings.files_folder / "exports",
                defaults=defaults,
            ),
            defaults=defaults,
        )

    def _build_ticks(self) -> Ticks:
        return Ticks(
            database=self._database,
            workers=self._behind,
            clock=self._clock,
            metrics=self._metrics,
            defaults=self._settings.office,
            wake_delivery=self._delivery.wake,
        )

    def _build_vitals(self) -> Vitals:
        return Vitals(
            database=self._database,
            workers=self._workers,
            clock=self._clock,
            metrics=self._metrics,
            tick=self._settings.tick,
            sockets=self._sockets,
            unplanned=lambda: self._ticks.unplanned,
        )

    def _kit(self) -> Kit:
        return Kit(
            database=self._database,
            workers=self._workers,
            directory=self._directory,
            clock=self._clock,
            metrics=self._metrics,
            defaults=self._settings.office,
            client=self._client,
            wake_delivery=self._delivery.wake,
            channel_is_private=self._gateway.channel_is_private,
            each_tick=partial(self._jobs.every, self._settings.tick),
        )

    async def _prove_tokens(self) -> tuple[dict[str, Any], str | None]:
        """Who the bot is, and where its first socket opens; both asked at once."""
        proofs = [prove(self._client.auth_test(), variable="SLACK_BOT_TOKEN")]
        if not self._settings.uses_http:
            token = self._settings.slack_app_token.get_secret_value()
            opening = self._client.apps_connections_open(app_token=token)
            proofs.append(prove(opening, variable="SLACK_APP_TOKEN"))
        identity, *opened = await gathered(proofs)
        return identity, opened[0]["url"] if opened else None

    async def _connect(self, socket_url: str | None) -> None:
        if socket_url is None:
            return
        token = self._settings.slack_app_token.get_secret_value()
        self._connections = Connections(self._bolt, app_token=token)
        self._closing.push_async_callback(self._connections.close)
        await self._connections.open(socket_url)

    async def _start_server(self) -> None:
        bolt = self._bolt if self._settings.uses_http else None
        self._server = HttpServer(report=self._vitals.report, metrics=self._metrics, bolt=bolt)
        self._closing.push_async_callback(self._server.stop)
        host, port = self._settings.http_host, self._settings.http_port
        try:
            await self._server.start(host, port)
        except OSError as error:
            msg = f"VIGIE_HTTP_PORT: cannot listen on {host}:{port} ({error.strerror})."
            raise CannotStartError(msg) from error

    def _start_ticking(self) -> None:
        lanes = [asyncio.create_task(self._delivery.run(lane)) for lane in Lane]
        self._closing.push_async_callback(self._finish, lanes)
        self._jobs.every(self._settings.tick, self._tick, at_once=True)
        self._jobs.every(self._settings.tick, self._ticks.summarise)
        self._jobs.every(self._settings.tick, self._ticks.review)
        self._jobs.every(AUDIT_EVERY, self._ticks.audit, at_once=True)
        self._jobs.every(DIRECTORY_EVERY, self._refresh_directory, at_once=True)
        self._jobs.start()
        self._closing.push_async_callback(self._jobs.stop)
        self._delivery.wake()

    async def _finish(self, lanes: list[asyncio.Task[None]]) -> None:
        """Let what was claimed be sent; what takes too long is found again by its lease."""
        self._delivery.stop()
        _, slow = await asyncio.wait(lanes, timeout=_FINISH_SECONDS)
        for lane in slow:
            lane.cancel()
        await asyncio.gather(*slow, return_exceptions=True)

    async def _tick(self) -> None:
        self._vitals.ticked()
        await self._ticks.remind()
        await self.watch_sockets()
        await self._take_left_replies()

    async def watch_sockets(self) -> None:
        """Replace connections that went silent."""
        if self._connections is not None:
            await self._connections.replace_silent()

    async def _take_left_replies(self) -> None:
        now, defaults = self._clock.now(), self._settings.office
        try:
            await self._behind.run(inbox.take_left, self._database, now=now, defaults=defaults)
        except StorageUnavailableError as error:
            log.warning("replies wait", error=str(error))

    async def _refresh_directory(self) -> None:
        try:
            members = [person_of(member) async for member in self._gateway.members()]
        except CallError as error:
            log.warning("members not refreshed", error=error.code)
        else:
            await self._directory.heard(members)
            now, defaults = self._clock.now(), self._settings.office
            await self._behind.run(leaving.take_back, self._database, now=now, defaults=defaults)
            self._delivery.wake()

    async def _sockets(self) -> int | None:
        return None if self._connections is None else await self._connections.alive()
