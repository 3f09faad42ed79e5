"""HTTP mode: the same listeners behind a signed request URL."""

import hashlib
import hmac
import io
import socket
import time
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from pydantic import SecretStr

from bot.sandbox.building import Options
from bot.sandbox.tokens import SIGNING_SECRET
from tests.support.filing import file_incident
from tests.support.school import School, running_school


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@pytest.fixture
async def school(tmp_path: Path) -> AsyncIterator[School]:
    port = free_port()
    options = Options(request_url=f"http://127.0.0.1:{port}/slack/events")
    async with running_school(
        tmp_path,
        options=options,
        slack_app_token=SecretStr(""),
        slack_signing_secret=SecretStr(SIGNING_SECRET),
        http_port=port,
    ) as running:
        yield running


async def test_an_incident_is_filed_and_its_card_posted(school: School) -> None:
    trainer, manager = await school.person("trainer"), await school.person("quality_manager")
    await file_incident(trainer, "alarme")

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


@pytest.mark.parametrize("timestamp", ["not a number", "", "-1", "1e9", "²"])
async def test_a_timestamp_that_is_no_number_is_unauthorised(
    school: School, timestamp: str
) -> None:
    headers = signed(CHALLENGE, timestamp)
    headers["X-Slack-Request-Timestamp"] = timestamp.encode("ascii", "ignore").decode()

    assert await answer_to(school, headers) == 401


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


@pytest.mark.parametrize("body", UNREADABLE.values(), ids=UNREADABLE)
async def test_what_is_no_request_of_slack_is_refused_and_breaks_nothing(
    school: School, body: str
) -> None:
    unsigned = {
        "X-Slack-Request-Timestamp": str(int(time.time())),
        "Content-Type": "application/json",
    }

    assert await answer_to(school, unsigned, body) in {400, 401}
    assert await answer_to(school, signed(body, str(int(time.time()))), body) in {200, 400, 404}


async def test_a_body_beyond_bounds_is_refused(school: School) -> None:
    huge = "x" * (1024 * 1024 + 1)

    assert await answer_to(school, signed(huge, str(int(time.time()))), huge) == 413
