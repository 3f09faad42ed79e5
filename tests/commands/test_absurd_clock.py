"""A machine that begins in 1970, without a battery for its clock, ends in no traceback."""

import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.clock import SystemClock
from storage.cases import journal
from storage.database import Database
from tests.commands.conftest import Vigie
from tests.support.forms import spaced
from tests.support.lives import complaint
from tests.support.registers import keep

WARNED = (
    "L'horloge de cette machine indique 1970-01-01 : mettez-la à l'heure (timedatectl set-ntp "
    "true).\n"
)


@pytest.fixture
def in_1970(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SystemClock, "now", lambda _clock: datetime(1970, 1, 1, 0, 3, tzinfo=UTC))


@pytest.mark.usefixtures("in_1970")
@pytest.mark.parametrize(
    "words",
    [
        ("backup", "made.zip"),
        ("evidence", "--from", "2026-01-01", "--to", "2026-12-31", "-o", "made.zip"),
        ("export", "-o", "made.zip.xlsx"),
    ],
)
def test_what_is_asked_for_is_made_and_the_clock_named(
    vigie: Vigie, database: Database, tmp_path: Path, words: tuple[str, ...]
) -> None:
    keep(database, complaint())
    result = vigie(*words)

    assert (result.exit_code, spaced(result.stderr)) == (0, WARNED)
    assert zipfile.ZipFile(next(tmp_path.glob("made.zip*"))).testzip() is None


@pytest.mark.usefixtures("in_1970")
def test_the_bot_says_so_before_anything_else(
    vigie: Vigie, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1-2-a")
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-1-2-a")
    monkeypatch.setenv("SLACK_API_URL", "http://127.0.0.1:9/api/")
    monkeypatch.setattr("bot.cli.set_up_logs", lambda _form: None)
    result = vigie("run")

    assert result.exit_code == 1
    assert WARNED in spaced(result.stderr)
    assert spaced(result.stderr.splitlines()[-1]).endswith(
        "L'horloge de cette machine indique 1970-01-01 : mettez-la d'abord à l'heure "
        "(timedatectl set-ntp true)."
    )


def test_a_journal_whose_times_run_back_is_whole_and_said_to(
    vigie: Vigie, database: Database
) -> None:
    times = ("2026-11-02", "2026-11-03", "2100-01-01", "2026-11-04", "2026-11-05")
    with database.writing() as connection:
        for day in times:
            at = datetime.fromisoformat(f"{day}T09:30:00+00:00")
            journal.append(connection, "office_changed", at=at, actor="U0QUALITY")
    result = vigie("verify")

    assert result.exit_code == 0
    assert spaced(result.stdout).startswith("Le journal est intact : 5 entrées")
    assert spaced(result.stderr) == (
        "Ses heures reculent à l'entrée 4 : 2100-01-01 09:30 juste avant, 2026-11-04 09:30 à cet "
        "endroit (UTC). Une horloge était fausse ; rien n'a été changé depuis.\n"
    )
