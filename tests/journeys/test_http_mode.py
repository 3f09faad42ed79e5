"""HTTP mode: the same listeners behind a signed request URL."""

import asyncio
import hashlib
import hmac
import io
import json
import time
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from multidict import CIMultiDict
from pydantic import SecretStr
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.sandbox.building import Options
from bot.sandbox.to_app.http_mode import HttpMode
from bot.sandbox.tokens import SIGNING_SECRET
from tests.support.filing import file_incident
from tests.support.school import School, running_school


@pytest.fixture
async def school(tmp_path: Path) -> AsyncIterator[School]:
    """Slack is told the request URL once Vigie listens: a port found free may be taken by then."""
    async with running_school(
        tmp_path,
        options=Options(request_url="http://127.0.0.1:9/"),
        slack_app_token=SecretStr(""),
        slack_signing_secret=SecretStr(SIGNING_SECRET),
        http_port=0,
    ) as running:
        carrier = running.sandbox.world.courier.carrier
        assert isinstance(carrier, HttpMode)
        carrier.request_url = f"http://127.0.0.1:{running.vigie.http_port}/slack/events"
        yield running


async def test_an_incident_is_filed_its_card_posted_and_what_is_said_to_vigie_answered(
    school: School,
) -> None:
    trainer, manager = await school.person("trainer"), await school.person("quality_manager")
    await file_incident(trainer, "alarme")
    await trainer.say("bonjour", channel="dm")

    assert "Signaler un incident" in (await trainer.wait_for_message("dm", "lu par")).buttons
    assert "alarme" in (await manager.wait_for_message("qualite", "INC-2026-0001")).text
    assert (await school.get("/healthz"))[1]["socket"] == "http"


def signed(body: str, timestamp: str) -> dict[str, str]:
    """The headers Slack sends with a body."""
    base = f"v0:{timestamp}:{body}".encode()
    signature = hmac.new(SIGNING_SECRET.encode(), base, hashlib.sha256).hexdigest()
    return {
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": f"v0={signature}",
        "Content-Type": "application/json",
    }


CHALLENGE = '{"type": "url_verification", "challenge": "abc"}'


async def answer_to(school: School, headers: dict[str, str], body: str = CHALLENGE) -> int:
    """The status of the answer to a request."""
    url = f"http://127.0.0.1:{school.vigie.http_port}/slack/events"
    content = io.BytesIO(body.encode())
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, data=content, headers=headers) as answer,
    ):
        return answer.status


async def test_a_signed_request_is_taken(school: School) -> None:
    assert await answer_to(school, signed(CHALLENGE, str(int(time.time())))) == 200


async def test_a_timestamp_that_is_no_number_is_unauthorised(school: School) -> None:
    answers = {}
    for timestamp in ("not a number", "", "-1", "1e9", "²"):
        headers = signed(CHALLENGE, timestamp)
        headers["X-Slack-Request-Timestamp"] = timestamp.encode("ascii", "ignore").decode()
        answers[timestamp] = await answer_to(school, headers)

    assert answers == dict.fromkeys(answers, 401)


@pytest.mark.fault(26)
async def test_an_old_signature_is_unauthorised(school: School) -> None:
    assert await answer_to(school, signed(CHALLENGE, str(int(time.time()) - 301))) == 401


@pytest.mark.fault(26)
async def test_a_forged_signature_is_unauthorised_and_its_body_is_not_logged(
    school: School, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    body = '{"text": "le récit de Mme Lavandine"}'
    headers = signed(CHALLENGE, str(int(time.time())))

    assert await answer_to(school, headers, body) == 401
    assert "Lavandine" not in caplog.text + "".join(capfd.readouterr())


@pytest.mark.fault(26, 5)
async def test_a_request_that_is_recorded_and_sent_again_files_nothing_more(
    school: School,
) -> None:
    trainer = await school.person("trainer")
    await file_incident(trainer, "alarme")
    again = await school.send_again("incident")  # signed, and within the five minutes

    assert "INC-2026-0001" in str(again.answer)
    assert school.number_of_cases() == 1


UNREADABLE = {
    "a team that is a number": '{"team": 5}',
    "a list": "[]",
    "cut short": "{",
    "an event that is a number": '{"event": 1, "user": []}',
    "NUL": "\x00",
    "deeper than anything": "{" + '"a":[' * 100_000,
    "authorizations by name": '{"authorizations": {"a": 1}, "type": "event_callback"}',
    "two addresses": '{"type": "view_submission", "response_urls": [{}, {}], "view": {}}',
    "no action": '{"type": "block_actions", "actions": [], "user": {"id": "U1"}}',
    "an unknown kind": '{"type": "whatever", "team_id": "T0SANDBOX"}',
}


async def test_what_is_no_request_of_slack_is_refused_and_breaks_nothing(school: School) -> None:
    for what, body in UNREADABLE.items():
        unsigned = {
            "X-Slack-Request-Timestamp": str(int(time.time())),
            "Content-Type": "application/json",
        }

        assert await answer_to(school, unsigned, body) == 401, what
        headers = signed(body, str(int(time.time())))
        assert await answer_to(school, headers, body) in {200, 400, 404}, what
    assert await answer_to(school, signed(CHALLENGE, str(int(time.time())))) == 200


async def test_a_body_beyond_bounds_is_refused(school: School) -> None:
    huge = "x" * (1024 * 1024 + 1)

    assert await answer_to(school, signed(huge, str(int(time.time()))), huge) == 413


class Hook:
    """Somebody's own server, and how often it was called."""

    def __init__(self) -> None:
        self.calls = 0
        self.url = ""

    async def serve(self, _request: web.Request) -> web.Response:
        self.calls += 1
        return web.Response(text="ok")


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    server, application = Hook(), web.Application()
    application.router.add_post("/{path:.*}", server.serve)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    yield server
    await runner.cleanup()


def now() -> str:
    return str(int(time.time()))


def press(hook: Hook) -> str:
    """A press of a button as somebody who is not Slack would write it."""
    body = {
        "type": "block_actions",
        "user": {"id": "U0LEA"},
        "user_id": "U0LEA",
        "team_id": "T0SANDBOX",
        "team": {"id": "T0SANDBOX"},
        "trigger_id": "1",
        "actions": [{"action_id": "case_newer", "value": "no number"}],
        "response_url": hook.url,
    }
    return json.dumps(body)


FORGED = {
    "a letter with an accent": {
        "X-Slack-Signature": "v0=\u00e9",
        "X-Slack-Request-Timestamp": now(),
    },
    "no signature": {"X-Slack-Request-Timestamp": now()},
    "400 figures": {
        "X-Slack-Signature": f"v0={'0' * 64}",
        "X-Slack-Request-Timestamp": "1" * 400,
    },
    "five thousand figures": {
        "X-Slack-Signature": f"v0={'0' * 64}",
        "X-Slack-Request-Timestamp": "1" * 5_000,
    },
    "figures of another script": {
        "X-Slack-Signature": f"v0={'0' * 64}",
        "X-Slack-Request-Timestamp": "\u0661" * 10,
    },
    "a long signature": {"X-Slack-Signature": "v0=" + "0" * 65, "X-Slack-Request-Timestamp": now()},
    "capitals": {"X-Slack-Signature": "v0=" + "A" * 64, "X-Slack-Request-Timestamp": now()},
}


async def test_nothing_is_done_for_what_is_not_signed(school: School, hook: Hook) -> None:
    before = len(school.calls())
    for what, headers in FORGED.items():
        for kind in ("application/json", "application/x-www-form-urlencoded"):
            status = await answer_to(school, {**headers, "Content-Type": kind}, press(hook))
            assert status == 401, what

    assert hook.calls == 0
    assert len(school.calls()) == before


async def test_both_headers_are_given_once(school: School) -> None:
    url = f"http://127.0.0.1:{school.vigie.http_port}/slack/events"
    headers = CIMultiDict(signed(CHALLENGE, now()))
    headers.add("X-Slack-Request-Timestamp", now())
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, data=CHALLENGE.encode(), headers=headers) as answer,
    ):
        assert answer.status == 401


async def test_a_body_is_utf_8_whatever_its_header_says(school: School) -> None:
    """Python decodes punycode in a time that grows with the square: 900 kB took minutes."""
    large = "a" * 450_000 + "-" + "b" * 450_000
    for charset in ("punycode", "utf-16", "idna", "unicode_escape", "nothing"):
        kind = f"application/json; charset={charset}"
        async with asyncio.timeout(30):
            unsigned = await answer_to(school, FORGED["capitals"] | {"Content-Type": kind}, large)
            refused = await answer_to(school, signed(large, now()) | {"Content-Type": kind}, large)
            taken = await answer_to(school, signed(CHALLENGE, now()) | {"Content-Type": kind})

        assert (unsigned, refused, taken) == (401, 400, 200), charset


async def test_a_body_of_another_kind_is_refused_though_it_be_signed(school: School) -> None:
    answers = {}
    for kind in ("text/plain", "multipart/form-data", "application/xml", ""):
        headers = signed(CHALLENGE, now()) | {"Content-Type": kind}
        answers[kind] = await answer_to(school, headers)

    assert answers == dict.fromkeys(answers, 415)


async def test_an_answer_goes_to_slack_alone(school: School, hook: Hook) -> None:
    """Signed, so Slack's own; but whose address it is not Slack's business to choose."""
    body = press(hook)
    assert await answer_to(school, signed(body, now()), body) == 400
    assert hook.calls == 0


async def test_slack_may_say_that_it_held_events_back(school: School) -> None:
    body = json.dumps(
        {
            "token": "x",
            "type": "app_rate_limited",
            "team_id": "T0SANDBOX",
            "minute_rate_limited": 1_795_000_000,
            "api_app_id": "A0SANDBOX",
        }
    )

    assert await answer_to(school, signed(body, now()), body) == 200


async def test_a_failure_before_anything_was_let_through_is_answered_nowhere(
    school: School, hook: Hook
) -> None:
    """As when Bolt's own check of a request fails instead of refusing it."""
    bolt, before = school.vigie._bolt, len(school.calls())
    asked = AsyncBoltRequest(body=press(hook), headers={"content-type": "application/json"})
    await bolt._async_middleware_error_handler.handle(
        error=TypeError("the check failed"), request=asked, response=BoltResponse(status=500)
    )

    assert hook.calls == 0
    assert len(school.calls()) == before
