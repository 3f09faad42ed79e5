"""What `vigie` does as a process of its own, whatever it was started with."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from aiohttp.test_utils import TestServer
from aiohttp.web import Application, Request, Response, json_response

from tests.support.processes import ROOT

USUAL_UMASK = 0o022


def vigie(*words: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run it to its end, in a folder where nothing is, as a login shell would."""
    return subprocess.run(
        (sys.executable, "-m", "bot", *words),
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)} | environment,
        umask=USUAL_UMASK,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        timeout=60,
    )


def test_nothing_it_writes_is_open_to_others(tmp_path: Path) -> None:
    made = vigie("migrate", folder=tmp_path)
    modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}

    assert (made.returncode, made.stderr) == (0, "")
    assert modes == {"vigie.db": 0o600}


def refused_token(_request: Request) -> Response:
    return json_response({"ok": False, "error": "token_revoked"})


def busy(_request: Request) -> Response:
    return json_response({"ok": False, "error": "internal_error"})


@pytest.mark.parametrize(
    ("environment", "status", "named"),
    [
        ({"VIGIE_TEAM_MEETING": "every tuesday"}, 78, "VIGIE_TEAM_MEETING"),
        ({"SLACK_BOT_TOKEN": ""}, 78, "SLACK_BOT_TOKEN manque"),
        ({"DATABASE_URL": "postgresql://u@127.0.0.1:1/x"}, 1, "DATABASE_URL"),
        ({"SLACK_API_URL": "http://127.0.0.1:9/api/"}, 1, "SLACK_API_URL"),
    ],
)
def test_the_service_says_whether_to_start_it_again(
    tmp_path: Path, environment: dict[str, str], status: int, named: str
) -> None:
    tokens = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}
    ended = vigie("run", folder=tmp_path, **{**tokens, **environment})

    assert ended.returncode == status, ended.stderr
    assert named in ended.stderr.splitlines()[-1]
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(("answer", "status"), [(refused_token, 78), (busy, 1)])
async def test_a_refused_token_ends_it_for_good_and_a_busy_slack_does_not(
    tmp_path: Path, answer: Callable[[Request], Response], status: int
) -> None:
    async def answered(request: Request) -> Response:
        return answer(request)

    app = Application()
    app.router.add_post("/api/{method}", answered)
    async with TestServer(app) as slack:
        ended = await asyncio.to_thread(
            vigie,
            "run",
            folder=tmp_path,
            SLACK_BOT_TOKEN="xoxb-1",
            SLACK_APP_TOKEN="xapp-1",
            SLACK_API_URL=str(slack.make_url("/api/")),
            VIGIE_LOG_FORMAT="json",
        )

    assert ended.returncode == status, ended.stderr
    assert "SLACK_BOT_TOKEN\N{NO-BREAK SPACE}: Slack" in ended.stderr.splitlines()[-1]
    assert "Traceback" not in ended.stderr


def test_a_terminal_in_latin_1_is_enough(tmp_path: Path) -> None:
    looked = vigie("doctor", folder=tmp_path, PYTHONIOENCODING="latin-1", PYTHONUTF8="0")
    helped = vigie("export", "--help", folder=tmp_path, PYTHONIOENCODING="ascii", PYTHONUTF8="0")

    assert (looked.returncode, helped.returncode, looked.stderr, helped.stderr) == (1, 0, "", "")
