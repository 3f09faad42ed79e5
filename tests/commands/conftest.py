"""The `vigie` command on a database of its own, as someone types it."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import cli
from storage.database import Database

Vigie = Callable[..., Result]
VigieBeside = Callable[..., Awaitable[Result]]


@pytest.fixture(autouse=True)
def _stays_in_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no command send this process behind all others: it plays the tests after it, too."""
    monkeypatch.setattr(os, "nice", lambda _by: 0)


@pytest.fixture
def in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    """For what a sentence says, whichever language it is said in; `test_words` holds the other."""
    monkeypatch.setenv("VIGIE_LOCALE", "en")


@pytest.fixture
def vigie(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Vigie:
    """Runs `vigie …` in this process, on the test's database, from a folder of its own."""
    monkeypatch.setenv("DATABASE_URL", database.url.render_as_string(hide_password=False))
    monkeypatch.setenv("VIGIE_QUALITY_MANAGERS", "U0QUALITY")
    monkeypatch.chdir(tmp_path)

    def run(*words: str | Path) -> Result:
        return CliRunner().invoke(cli, [str(word) for word in words])

    return run


@pytest.fixture
def vigie_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> VigieBeside:
    """Runs `vigie …` in a thread, beside a sandbox that answers it in the test's own loop."""
    monkeypatch.chdir(tmp_path)

    async def run(*words: str, env: Mapping[str, str]) -> Result:
        runner = CliRunner(env=env)
        return await asyncio.to_thread(runner.invoke, cli, words)

    return run
