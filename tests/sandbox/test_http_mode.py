"""HTTP mode: Bolt's own signature check takes the sandbox's requests, and refuses forged ones."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import ClientSession, web
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import MovableClock
from bot.sandbox.building import Options
from bot.sandbox.server import Sandbox
from bot.sandbox.to_app.http_mode import HttpMode, sign
from bot.sandbox.tokens import SIGNING_SECRET
from tests.support.people import NotDoneError, Person

Json = dict[str, Any]


@asynccontextmanager
async def listening(app: web.Application) -> AsyncIterator[str]:
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def bolt_over_http() -> AsyncIterator[tuple[Sandbox, AsyncApp]]:
    """A sandbox that delivers to an app by HTTP."""
    client = AsyncWebClient(token="xoxb-sandbox-not-slack", base_url="http://127.0.0.1:9/api/")
    app = AsyncApp(client=client, signing_secret=SIGNING_SECRET)
    async with listening(app.web_app("/slack/events")) as url:
        sandbox = Sandbox(MovableClock(), Options(ack_timeout=1, request_url=url))
        await sandbox.start()
        client.base_url = sandbox.api_url
        try:
            yield sandbox, app
        finally:
            await sandbox.stop()


async def test_bolt_answers_the_challenge_and_a_signed_command() -> None:
    async with bolt_over_http() as (sandbox, app):

        @app.command("/incident")
        async def ask(ack: AsyncAck, command: Json) -> None:
            await ack(f"Reçu\N{NO-BREAK SPACE}: {command['text']}")

        carrier = sandbox.world.courier.carrier
        assert isinstance(carrier, HttpMode)
        verified = await carrier.verify_url()
        async with Person.at(sandbox.base_url, "trainer") as trainer:
            await trainer.command("/incident", "projecteur & écran")
            answer = await trainer.wait_for_message("general", "Reçu")

    assert verified
    assert answer.text.endswith("projecteur & écran")


async def test_a_modal_is_submitted_over_http_as_over_a_socket() -> None:
    view = {
        "type": "modal",
        "callback_id": "form",
        "title": {"type": "plain_text", "text": "Formulaire"},
        "submit": {"type": "plain_text", "text": "Envoyer"},
        "blocks": [{"type": "section", "text": {"type": "plain_text", "text": "Bonjour"}}],
    }
    async with bolt_over_http() as (sandbox, app):

        @app.shortcut("report_incident")
        async def ask(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
            await ack()
            await client.views_open(trigger_id=body["trigger_id"], view=view)

        @app.view("form")
        async def file(ack: AsyncAck) -> None:
            title = {"type": "plain_text", "text": "Reçu"}
            await ack(response_action="update", view={**view, "title": title})

        async with Person.at(sandbox.base_url, "trainer") as trainer:
            await trainer.shortcut("Signaler un incident")
            done = await trainer.submit(await trainer.open_view("Formulaire"))

    assert done.view is not None
    assert done.view.title == "Reçu"


async def test_an_event_refused_with_a_500_comes_again_with_retry_headers() -> None:
    seen: list[tuple[str | None, str | None]] = []

    async def fail_twice(request: web.Request) -> web.Response:
        headers = request.headers
        seen.append((headers.get("X-Slack-Retry-Num"), headers.get("X-Slack-Retry-Reason")))
        body = (await request.read()).decode()
        verifier = SignatureVerifier(SIGNING_SECRET)
        signed = verifier.is_valid_request(body, dict(headers))
        return web.Response(status=200 if signed and len(seen) > 2 else 500)

    application = web.Application()
    application.router.add_post("/slack/events", fail_twice)
    async with listening(application) as url:
        options = Options(request_url=url, event_retry_delays=(0.0, 0.01, 0.02))
        sandbox = Sandbox(MovableClock(), options)
        await sandbox.start()
        async with Person.at(sandbox.base_url, "trainer") as trainer:
            await trainer.open_home()
            while not any(one.outcome == "acked" for one in sandbox.world.inspector.envelopes):
                await trainer.act("read", channel=trainer.channel("general"))
        await sandbox.stop()

    assert seen == [(None, None), ("1", "http_error"), ("2", "http_error")]


async def test_an_address_nobody_answers_at_is_a_failed_dispatch() -> None:
    sandbox = Sandbox(MovableClock(), Options(request_url="http://127.0.0.1:9/slack/events"))
    await sandbox.start()
    async with Person.at(sandbox.base_url, "trainer") as trainer:
        with pytest.raises(NotDoneError, match="dispatch_failed"):
            await trainer.command("/incident")
    await sandbox.stop()


async def test_bolt_refuses_what_the_sandbox_did_not_sign() -> None:
    body = b'{"type": "url_verification", "challenge": "x"}'
    async with bolt_over_http() as (sandbox, _):
        carrier = sandbox.world.courier.carrier
        assert isinstance(carrier, HttpMode)
        forged = {
            "Content-Type": "application/json",
            "X-Slack-Request-Timestamp": "1",
            "X-Slack-Signature": sign("another-secret", timestamp=1, body=body),
        }
        async with (
            ClientSession() as session,
            session.post(carrier.request_url, data=body, headers=forged) as response,
        ):
            status = response.status

    assert status == 401
