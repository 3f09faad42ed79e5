"""The composition root: the one module that knows every part."""

from contextlib import AsyncExitStack
from functools import partial
from typing import Any

import structlog

from bot.clock import CheckedClock, Clock
from bot.delivery.file_keeping import FileKeeper
from bot.delivery.file_withdrawal import FileWithdrawal
from bot.delivery.kept_files import KeptFiles
from bot.delivery.lanes import Delivery
from bot.delivery.mail_lane import mail_lane_of
from bot.delivery.mailbox_reading import build_reading, reading, seen_of
from bot.delivery.pacing import Pacing, SharedPaces
from bot.delivery.sending import FileSharing, Sender
from bot.doctor.rehearsal import rehearse_with
from bot.domain.school.rehearsal import Rehearsed
from bot.jobs import Jobs
from bot.mail.mailbox import Mailbox
from bot.messages.rendering import Renderer
from bot.monitoring.health import Health
from bot.monitoring.hourly import hourly_jobs
from bot.monitoring.lookout import LOOK_EVERY, Lookout
from bot.monitoring.mail_watch import watch_of
from bot.monitoring.metrics import Metrics
from bot.monitoring.neighbours import Neighbours
from bot.monitoring.pulse import PULSE_EVERY, pulse_of
from bot.monitoring.symptoms import Symptoms
from bot.monitoring.upkeep_watch import UpkeepWatch, files_state
from bot.packaged import own_version
from bot.sealing.vault import vault_at
from bot.services.actions import departures
from bot.services.mail.announcing import announce
from bot.services.messages import notifications
from bot.services.school.offices import keep_policy, learn_office
from bot.services.unit_of_work import UseCases
from bot.settings import Settings
from bot.slack.bolt import build_bolt
from bot.slack.channel_names import ChannelNames
from bot.slack.client import open_client, prove_tokens
from bot.slack.connections import CONNECTIONS, Connections
from bot.slack.directory import LOOKED_EVERY, Directory, Members, home_of
from bot.slack.gateway import SlackGateway
from bot.ticks import AUDIT_EVERY, Ticks
from bot.ui.texts.rehearsal import RehearsalTexts
from bot.web.events import SlackEvents
from bot.web.server import HttpServer, listen
from bot.workers import Workers
from handlers import register_all
from handlers.dependencies import Dependencies
from storage import schema
from storage.database import Database

log = structlog.get_logger()


class Vigie:
    """The running application: built from settings, started, and stopped cleanly."""

    def __init__(self, settings: Settings, *, clock: Clock, mailbox: Mailbox | None = None) -> None:
        self._settings = settings
        self._mailbox = mailbox
        self._kept = KeptFiles(settings.files_folder)
        self._clock = CheckedClock(clock)
        self._metrics = Metrics()
        self._workers = Workers()
        self._database = Database(settings.database_url)
        self._use_cases = UseCases(
            database=self._database,
            workers=self._workers,
            clock=self._clock,
            defaults=settings.office,
        )
        self._behind = self._use_cases.behind()
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
        await self._workers.run(schema.prepare, self._database)
        await self._directory.load()
        client = open_client(self._settings, clock=self._clock)
        self._client = await self._closing.enter_async_context(client)
        identity, socket_url = await prove_tokens(self._client, self._settings, clock=self._clock)
        # from here on the time is Slack's where the machine's is wrong
        await self._use_cases.run(notifications.revive)
        await self._use_cases.run(keep_policy, self._settings.office.policy)
        await self._use_cases.read(learn_office)
        rate = self._settings.posts_per_second
        shared = SharedPaces(self._database, self._behind.workers, posts_per_second=rate)
        self._gateway = SlackGateway(self._client, pacing=Pacing(rate, shared=shared))
        self._delivery = self._build_delivery()
        self._neighbours = self._build_neighbours(identity)
        self._lookout = self._build_lookout()
        self._directory.settle_in(home_of(identity))
        self._members = Members(
            gateway=self._gateway, directory=self._directory, when_heard=self._take_back
        )
        self._ticks = self._build_ticks()
        self._mails = build_reading(
            self._settings.mail,
            use_cases=self._behind,
            folder=self._settings.files_folder,
            then=announce,
            metrics=self._metrics,
            wake_delivery=self._delivery.wake,
            mailbox=self._mailbox,
        )
        self._vitals = self._build_vitals()
        self._bolt = build_bolt(
            self._settings, self._client, identity, is_ours=self._directory.is_ours
        )
        register_all(self._bolt, self._kit())
        await self._ticks.plan_again()
        self._start_ticking()
        await self._start_server()
        await self._connect(socket_url)
        await self._closing.enter_async_context(reading(self._mails))
        self._jobs.every(PULSE_EVERY, pulse_of(self._settings, self._vitals.report), at_once=True)
        sockets = await self._sockets()
        log.info("vigie runs", version=own_version(), sockets=sockets, http_port=self.http_port)

    @property
    def http_port(self) -> int:
        return self._server.port

    def _build_delivery(self) -> Delivery:
        sender, mail = self._build_sender(), mail_lane_of(self._settings, self._behind)
        return Delivery(use_cases=self._behind, sender=sender, metrics=self._metrics, mail=mail)

    def _build_sender(self) -> Sender:
        return Sender(
            use_cases=self._behind,
            gateway=self._gateway,
            renderer=self._build_renderer(),
            keeper=FileKeeper(use_cases=self._behind, kept=self._kept),
            sharing=FileSharing(use_cases=self._behind, gateway=self._gateway),
            withdrawal=FileWithdrawal(use_cases=self._behind, gateway=self._gateway),
        )

    def _build_renderer(self) -> Renderer:
        return Renderer(
            database=self._database,
            directory=self._directory,
            folder=self._settings.files_folder / "exports",
            kept=self._kept,
            defaults=self._settings.office,
        )

    def _build_ticks(self) -> Ticks:
        return Ticks(
            use_cases=self._behind,
            metrics=self._metrics,
            wake_delivery=self._delivery.wake,
            kept=self._kept,
            knows_the_time=self._lookout.knows_the_time,
        )

    def _build_neighbours(self, identity: dict[str, Any]) -> Neighbours:
        return Neighbours(
            use_cases=self._behind,
            gateway=self._gateway,
            bot_id=str(identity.get("bot_id", "")),
            sockets=0 if self._settings.uses_http else CONNECTIONS,
        )

    async def _count_anew(self) -> None:
        if self._connections is not None:
            await self._connections.count_anew()

    def _build_lookout(self) -> Lookout:
        mails = watch_of(self._settings.mail, use_cases=self._behind)
        symptoms = Symptoms(lambda: self._vitals.observe())  # noqa: PLW0108  # built later
        self._upkeep = UpkeepWatch(self._settings, use_cases=self._behind, symptoms=symptoms.seen)
        return Lookout(
            use_cases=self._behind,
            clock=self._clock,
            gateway=self._gateway,
            neighbours=self._neighbours,
            count_anew=self._count_anew,
            wake_delivery=self._delivery.wake,
            watches=[one for one in (mails, self._upkeep) if one is not None],
        )

    def _build_vitals(self) -> Health:
        return Health(
            database=self._database,
            workers=self._workers,
            clock=self._clock,
            metrics=self._metrics,
            tick=self._settings.tick,
            sockets=self._sockets,
            unplanned=lambda: self._ticks.unplanned,
            warnings=lambda: self._lookout.warnings,
            files=partial(files_state, self._settings),
            backup=lambda: self._upkeep.backup,
            mail=partial(seen_of, self._mails),
        )

    def _kit(self) -> Dependencies:
        mail = self._settings.mail
        return Dependencies(
            use_cases=self._use_cases,
            directory=self._directory,
            channels=ChannelNames(self._gateway),
            metrics=self._metrics,
            client=self._client,
            wake_delivery=self._delivery.wake,
            channel_is_private=self._gateway.channel_is_private,
            ask_about=self._members.ask_about,
            rehearse=self._rehearse,
            each_tick=partial(self._jobs.every, self._settings.tick),
            stationery=mail.stationery if mail else None,
            sealed=vault_at(self._settings.sealed_folder),
        )

    async def _rehearse(self, channel: str, person: str, texts: RehearsalTexts) -> Rehearsed:
        return await rehearse_with(
            self._gateway, channel=channel, person=person, texts=texts, clock=self._clock
        )

    async def _connect(self, socket_url: str | None) -> None:
        if socket_url is None:
            return
        token = self._settings.slack_app_token.get_secret_value()
        await self._neighbours.beat()
        self._connections = Connections(self._bolt, app_token=token, counted=self._neighbours.heard)
        self._closing.push_async_callback(self._connections.close)
        await self._connections.open(socket_url)

    async def _start_server(self) -> None:
        secret = self._settings.slack_signing_secret.get_secret_value()
        is_http = self._settings.uses_http
        events = SlackEvents(self._bolt, signing_secret=secret) if is_http else None
        self._server = HttpServer(report=self._vitals.report, metrics=self._metrics, events=events)
        self._closing.push_async_callback(self._server.stop)
        await listen(self._server, self._settings.http_host, self._settings.http_port)

    def _start_ticking(self) -> None:
        self._delivery.start()
        self._closing.push_async_callback(self._delivery.stop)
        self._jobs.every(self._settings.tick, self._tick, at_once=True)
        self._jobs.every(self._settings.tick, self._ticks.summarise)
        self._jobs.every(self._settings.tick, self._ticks.review)
        self._jobs.every(LOOK_EVERY, self.look_around, at_once=True)
        for job in (self._ticks.audit, *hourly_jobs(self._settings, self._behind)):
            self._jobs.every(AUDIT_EVERY, job, at_once=True)
        look = min(self._settings.tick, LOOKED_EVERY)
        self._jobs.every(look, self._members.ask_when_due, at_once=True)
        self._jobs.start()
        self._closing.push_async_callback(self._jobs.stop)
        self._delivery.wake()

    async def _tick(self) -> None:
        self._vitals.ticked()
        await self._ticks.remind()
        await self.watch_sockets()
        await self._ticks.take_left_replies()

    async def watch_sockets(self) -> None:
        """Replace connections that went silent."""
        if self._connections is not None:
            await self._connections.replace_silent()

    async def look_around(self) -> None:
        """Hold the clock against Slack's, and say what changed."""
        await self._lookout.look()

    async def _take_back(self) -> None:
        """Give back what belongs to those who left while nobody was told."""
        await self._behind.with_transactions(departures.take_back)
        self._delivery.wake()

    async def _sockets(self) -> int | None:
        return None if self._connections is None else await self._connections.alive()
