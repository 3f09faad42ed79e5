"""A server on loopback that gives OAuth2 tokens, or answers as a test tells it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web


@dataclass
class Authority:
    """Gives tokens, each good for an hour, unless told to answer otherwise."""

    port: int = 0
    asked: list[dict[str, str]] = field(default_factory=list)
    status: int = 200
    answer: object = None
    body: bytes | None = None

    async def give(self, request: web.Request) -> web.Response:
        self.asked.append({name: str(value) for name, value in (await request.post()).items()})
        usual = {"access_token": f"hush-{len(self.asked)}", "expires_in": 3600}
        if self.body is not None:
            return web.Response(status=self.status, body=self.body)
        answer = usual if self.answer is None else self.answer
        return web.json_response(answer, status=self.status)


@asynccontextmanager
async def running_authority() -> AsyncIterator[Authority]:
    """One that listens while the block lasts."""
    one = Authority()
    app = web.Application()
    app.router.add_post("/token", one.give)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    one.port = runner.addresses[0][1]
    try:
        yield one
    finally:
        await runner.cleanup()
