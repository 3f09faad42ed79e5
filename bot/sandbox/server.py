"""The sandbox as one server on 127.0.0.1, started in the process that needs it."""

import os
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from email.utils import format_datetime
from functools import partial

from aiohttp import web

from bot.clock import MovableClock
from bot.sandbox import file_transfer
from bot.sandbox.building import Options, build_world
from bot.sandbox.faults import Fault, FaultKind
from bot.sandbox.interactions.answers import serve_response_url
from bot.sandbox.page_api import acting, inspecting, moving, posting, seeing, static
from bot.sandbox.page_api.live import Live
from bot.sandbox.page_api.requests import Handler, handled
from bot.sandbox.people import Role
from bot.sandbox.post_office.smtp_service import SmtpService
from bot.sandbox.tokens import SIGNING_SECRET, refuse_production_tokens
from bot.sandbox.web_api.serving import WebApi

HOST = "127.0.0.1"
LARGEST_BODY = 128 * 1024 * 1024

_PAGE_API: dict[tuple[str, str], Handler] = {
    ("GET", "/"): static.index,
    ("GET", "/page/{path:.+}"): static.asset,
    ("GET", "/sandbox/people"): seeing.people,
    ("GET", "/sandbox/state"): seeing.state,
    ("GET", "/sandbox/messages"): seeing.messages,
    ("GET", "/sandbox/files/{file}"): seeing.file,
    ("POST", "/sandbox/act"): acting.act,
    ("GET", "/sandbox/mails/{mail}"): posting.mail,
    ("POST", "/sandbox/mail"): posting.post,
    ("GET", "/sandbox/inspector"): inspecting.show,
    ("POST", "/sandbox/inspector"): inspecting.clear,
    ("GET", "/sandbox/faults"): inspecting.faults,
    ("POST", "/sandbox/faults"): inspecting.inject,
    ("GET", "/sandbox/story"): moving.story,
    ("POST", "/sandbox/story"): moving.begin,
    ("GET", "/sandbox/clock"): moving.clock,
    ("POST", "/sandbox/clock"): moving.move,
}


class Sandbox:
    """A whole Slack workspace; `world` holds its parts for whoever wants to look or to meddle."""

    def __init__(self, clock: MovableClock | None = None, options: Options | None = None) -> None:
        self.world = build_world(clock or MovableClock(), options or Options())
        self._live = Live(self.world)
        self._smtp = SmtpService(self.world.post_office)
        self._runner: web.AppRunner | None = None
        self.world.changes.watch(self._live.take)

    @property
    def base_url(self) -> str:
        return self.world.base_url

    @property
    def api_url(self) -> str:
        """What `SLACK_API_URL` is to hold."""
        return f"{self.world.base_url}/api/"

    @property
    def bot_token(self) -> str:
        return self.world.tokens.bot

    @property
    def app_token(self) -> str:
        return self.world.tokens.app

    @property
    def signing_secret(self) -> str:
        return SIGNING_SECRET

    def user(self, role: Role | str) -> str:
        """The id of whoever has that role."""
        return self.world.workspace.person(Role(role)).id

    def inject(self, method: str, kind: FaultKind | str, **details: object) -> None:
        """Let the next calls of a method fail; `details` are those of `Fault`."""
        self.world.faults.inject(Fault(kind=FaultKind(kind), method=method, **details))  # type: ignore[arg-type]

    async def start(self, port: int = 0, environment: Mapping[str, str] | None = None) -> None:
        """Listen on 127.0.0.1; raises ProductionTokensError beside tokens of a real workspace."""
        refuse_production_tokens(os.environ if environment is None else environment)
        self._runner = web.AppRunner(self._application(), access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, HOST, port)
        await site.start()
        actual_port = self._runner.addresses[0][1]
        self.world.base_url = f"http://{HOST}:{actual_port}"
        self.world.events.base_url = self.world.base_url
        await self._smtp.start()

    async def stop(self) -> None:
        self._live.close()
        await self._smtp.stop()
        await self.world.courier.stop()
        await self.world.sockets.stop()
        if self._runner:
            await self._runner.cleanup()

    def _application(self) -> web.Application:
        application = web.Application(
            client_max_size=LARGEST_BODY, middlewares=[_refuse_other_origins]
        )
        application.on_response_prepare.append(self._say_when)
        router, world = application.router, self.world
        api = WebApi(world)
        for verb in ("GET", "POST"):
            router.add_route(verb, "/api/{method}", api.serve)
        router.add_get("/link/", world.sockets.serve)
        router.add_post("/response/{token}", partial(serve_response_url, world))
        router.add_post("/upload/{file}", partial(file_transfer.upload, world))
        router.add_get("/files-pri/{file}/{name}", partial(file_transfer.download, world))
        router.add_get(file_transfer.SIGN_IN_PATH, file_transfer.sign_in)
        router.add_get("/sandbox/live", handled(world, self._live.serve))
        for (verb, path), handler in _PAGE_API.items():
            router.add_route(verb, path, handled(world, handler))
        return application

    async def _say_when(self, _request: web.Request, response: web.StreamResponse) -> None:
        """Date every answer by the sandbox's own clock."""
        response.headers["Date"] = format_datetime(self.world.clock.now(), usegmt=True)


@web.middleware
async def _refuse_other_origins(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """A page of the internet, open in the same browser, has no business here."""
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"http://{request.host}":
        raise web.HTTPForbidden(text="another site's page may not use the sandbox")
    if request.host.rpartition(":")[0] not in {HOST, "localhost"}:
        raise web.HTTPForbidden(text="the sandbox answers to 127.0.0.1 and localhost only")
    return await handler(request)


@asynccontextmanager
async def running_sandbox(
    clock: MovableClock | None = None, options: Options | None = None, *, port: int = 0
) -> AsyncIterator[Sandbox]:
    """A sandbox that listens while the block lasts."""
    sandbox = Sandbox(clock, options)
    await sandbox.start(port)
    try:
        yield sandbox
    finally:
        await sandbox.stop()
