"""`vigie doctor` names what is broken and how to mend it, in the office's language."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from pydantic import SecretStr

from bot.clock import Clock, MovableClock, SystemClock
from bot.commands.doctor import checkup_lines, mail_gets_through
from bot.demo import settings_for
from bot.demo.sealed_store import make_store
from bot.doctor.own_side import look_at_machine
from bot.doctor.sealed_side import look_at_sealed
from bot.doctor.slack_side import SCOPES, look_at_slack
from bot.domain.school.checkup import Finding, Subject, Trouble
from bot.domain.school.office import Locale
from bot.domain.school.upkeep import LEAST_FREE, Fact
from bot.sandbox.cast import APP_USER, ARCHIVED, GENERAL, PAUL, QUALITY
from bot.sandbox.server import Sandbox, running_sandbox
from bot.settings import Settings
from bot.ui.texts.checkup import CheckupTexts
from storage.database import Database
from storage.messages import claims, outbox
from storage.school.upkeep import note
from tests.commands.conftest import VigieBeside
from tests.support.builders import OFFICE
from tests.support.dovecot import Dovecot
from tests.support.forms import spaced
from tests.support.mail_accounts import account_at
from tests.support.messages import message
from tests.support.processes import ROOT, environment

SPECS = json.loads((ROOT / "bot/sandbox/specs/methods.json").read_text(encoding="utf-8"))
SYSTEM = SystemClock()
Breaking = Callable[[Sandbox], dict[str, Any]]
"""Breaks something in the sandbox, or names settings that are wrong."""


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with running_sandbox() as running:
        yield running


@pytest.fixture
def settings(
    sandbox: Sandbox,
    sqlite_database: Database,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Settings:
    """Settings with which all is well."""
    del sqlite_database  # there is one, at the newest schema
    (tmp_path / "vigie.db").chmod(0o600)
    keys = tmp_path_factory.mktemp("keys")
    make_store(keys, sandbox)
    return settings_for(sandbox, tmp_path, keys=keys)


def troubles(findings: list[Finding]) -> list[Trouble]:
    return [one.trouble for one in findings if one.trouble is not None]


async def in_slack(settings: Settings, **changes: Any) -> list[Finding]:
    changed = settings.model_copy(update=changes)
    return await look_at_slack(changed, changed.office, clock=SYSTEM)


async def test_where_all_is_well_every_subject_is_named(
    settings: Settings, sqlite_database: Database
) -> None:
    settings = settings.model_copy(update={"backup_hours": 36})
    with sqlite_database.writing() as connection:
        for fact in (Fact.BACKED_UP, Fact.REHEARSED):
            note(connection, fact, now=SYSTEM.now())
    own, office = look_at_machine(settings, clock=SYSTEM)
    found = [*own, *await look_at_slack(settings, office, clock=SYSTEM)]

    assert troubles(found) == []
    assert {one.subject for one in found} == set(Subject)


def archive(sandbox: Sandbox) -> dict[str, Any]:
    sandbox.world.workspace.archive(QUALITY)
    return {}


def leave(sandbox: Sandbox) -> dict[str, Any]:
    sandbox.world.workspace.leave(QUALITY, APP_USER)
    return {}


def revoke(sandbox: Sandbox) -> dict[str, Any]:
    sandbox.world.tokens.revoked.add(sandbox.bot_token)
    return {}


def forget_scope(sandbox: Sandbox) -> dict[str, Any]:
    manifest = sandbox.world.manifest
    sandbox.world.manifest = replace(manifest, scopes=manifest.scopes - {"im:history"})
    return {}


def turn_off_sockets(sandbox: Sandbox) -> dict[str, Any]:
    sandbox.inject("apps.connections.open", "error", error="socket_mode_disabled")
    return {}


@pytest.mark.parametrize(
    ("break_it", "wrong"),
    [
        (archive, Trouble.CHANNEL_ARCHIVED),
        (leave, Trouble.CHANNEL_NOT_SEEN),
        (revoke, Trouble.TOKEN_REFUSED),
        (forget_scope, Trouble.SCOPES_MISSING),
        (turn_off_sockets, Trouble.SOCKET_REFUSED),
        (lambda _: {"slack_bot_token": SecretStr("")}, Trouble.TOKEN_MALFORMED),
        (lambda _: {"slack_bot_token": SecretStr("xoxb-other")}, Trouble.TOKEN_REFUSED),
        (lambda _: {"slack_app_token": SecretStr("xoxb-wrong")}, Trouble.TOKEN_MALFORMED),
        (lambda _: {"slack_app_token": SecretStr("")}, Trouble.SECRET_MISSING),
        (lambda _: {"slack_api_url": "http://127.0.0.1:9/api/"}, Trouble.SLACK_AWAY),
        (lambda _: {"quality_channel": None}, Trouble.CHANNEL_NOT_CHOSEN),
        (lambda _: {"quality_channel": "C0NOWHERE"}, Trouble.CHANNEL_NOT_SEEN),
        (lambda _: {"quality_channel": GENERAL}, Trouble.CHANNEL_PUBLIC),
        (lambda _: {"quality_channel": ARCHIVED}, Trouble.CHANNEL_ARCHIVED),
        (lambda _: {"quality_managers": ()}, Trouble.NO_QUALITY_MANAGER),
        (lambda _: {"training_managers": ()}, Trouble.NO_TRAINING_MANAGER),
        (lambda _: {"quality_managers": (PAUL,)}, Trouble.PERSON_LEFT),
        (lambda _: {"quality_managers": ("U0NOBODY",)}, Trouble.PERSON_UNKNOWN),
    ],
)
async def test_what_is_broken_in_slack_is_the_one_thing_found(
    sandbox: Sandbox, settings: Settings, break_it: Breaking, wrong: Trouble
) -> None:
    changes = break_it(sandbox)

    assert troubles(await in_slack(settings, **changes)) == [wrong]


async def test_a_clock_that_is_wrong_is_found_with_its_difference(settings: Settings) -> None:
    clock = MovableClock()
    clock.advance(timedelta(minutes=10))
    found = await look_at_slack(settings, settings.office, clock=clock)
    (wrong,) = [one for one in found if one.trouble]

    assert wrong.trouble is Trouble.CLOCK_WRONG
    assert 598 <= int(wrong.facts["seconds"]) <= 602


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"database_url": "sqlite:///nowhere.db"}, Trouble.DATABASE_NOT_MADE),
        ({"database_url": "postgresql://v:geheim@127.0.0.1:9/v"}, Trouble.DATABASE_AWAY),
        ({"kept_files": Path(__file__) / "vigie-files"}, Trouble.FILES_NOT_WRITABLE),
    ],
    ids=["no file", "no server", "no folder"],
)
def test_what_is_broken_on_the_machine_is_the_one_thing_found(
    settings: Settings, changes: dict[str, Any], wrong: Trouble
) -> None:
    found, _ = look_at_machine(settings.model_copy(update=changes), clock=SYSTEM)

    assert troubles(found) == [wrong]
    assert "geheim" not in str(found)


def test_a_sealed_store_is_looked_at(settings: Settings, tmp_path: Path) -> None:
    keys = settings.sealed_folder
    assert keys is not None
    inside = tmp_path / "keys"
    inside.mkdir(mode=0o700)
    late = MovableClock(SYSTEM, ahead_by=timedelta(days=4000))

    def found(folder: Path | None, clock: Clock = SYSTEM) -> set[Trouble]:
        changed = settings.model_copy(update={"sealed_folder": folder})
        return set(troubles(list(look_at_sealed(changed, clock=clock))))

    assert found(None) == {Trouble.SEALED_NOT_MADE}
    assert found(inside) == {Trouble.SEALED_COPIED, Trouble.SEALED_UNUSABLE}
    assert found(tmp_path.parent / "nowhere") == {Trouble.SEALED_UNUSABLE}
    assert found(keys, late) == {Trouble.NUMBERS_OLD}
    (keys / "mac").chmod(0o640)
    assert found(keys) == {Trouble.SEALED_OPEN}


def test_an_older_schema_is_found(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch(mode=0o600)
    url = f"sqlite:///{tmp_path / 'empty.db'}"
    found, _ = look_at_machine(settings.model_copy(update={"database_url": url}), clock=SYSTEM)

    assert troubles(found) == [Trouble.SCHEMA_OLD]


def test_what_other_accounts_may_read_is_named(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "vigie.db").chmod(0o644)
    found, _ = look_at_machine(settings, clock=SYSTEM)
    (wrong,) = [one for one in found if one.trouble]

    assert wrong.trouble is Trouble.READABLE_BY_ALL
    assert wrong.facts["paths"].split() == [str(tmp_path / "vigie.db")]
    assert not wrong.is_failure


@pytest.mark.parametrize(
    ("ages", "wrong", "said"),
    [
        ({}, [Trouble.BACKUP_NEVER], "Aucune sauvegarde n'a été faite."),
        ({Fact.BACKED_UP: 2}, [Trouble.NOT_REHEARSED], "La dernière sauvegarde a moins de 3 h."),
        (
            {Fact.BACKED_UP: 37, Fact.REHEARSED: 99 * 24},
            [Trouble.BACKUP_OLD],
            "La dernière sauvegarde est trop ancienne : 2 j.",
        ),
        (
            {Fact.BACKED_UP: 35, Fact.REHEARSED: 101 * 24},
            [Trouble.NOT_REHEARSED],
            "La dernière sauvegarde a moins de 2 j.",
        ),
    ],
)
def test_it_knows_the_age_of_the_last_backup_and_of_its_rehearsal(
    settings: Settings,
    sqlite_database: Database,
    ages: dict[Fact, int],
    wrong: list[Trouble],
    said: str,
) -> None:
    now = SYSTEM.now()
    with sqlite_database.writing() as connection:
        for fact, hours in ages.items():
            note(connection, fact, now=now - timedelta(hours=hours))
    found, office = look_at_machine(settings.model_copy(update={"backup_hours": 36}), clock=SYSTEM)

    assert troubles(found) == wrong
    assert not any(one.is_failure for one in found)
    assert said in spaced("\n".join(checkup_lines(found, CheckupTexts(office.locale))))


def test_a_disk_without_room_is_found(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "shutil.disk_usage", lambda _path: SimpleNamespace(free=LEAST_FREE - 1, total=10**12)
    )
    found, _ = look_at_machine(settings, clock=SYSTEM)

    assert troubles(found) == [Trouble.DISK_TIGHT]
    assert f"{LEAST_FREE // 1_000_000}" in str(found)


async def test_of_http_mode_it_says_what_it_cannot_see(settings: Settings) -> None:
    changes = {"slack_app_token": SecretStr(""), "slack_signing_secret": SecretStr("secret")}
    found = await in_slack(settings, **changes)

    assert troubles(found) == [Trouble.REQUESTS_NOT_SEEN]
    assert not any(one.is_failure for one in found)


def test_messages_that_stopped_are_counted(settings: Settings, sqlite_database: Database) -> None:
    now = SYSTEM.now()
    with sqlite_database.writing() as connection:
        outbox.enqueue(connection, message("trouble", "1", recipient="U0GONE"), at=now)
        (row,) = claims.claim(connection, claims.Lane.PEOPLE, now=now, limit=1)
        claims.record_dead(connection, row, error="user_disabled")
    found, _ = look_at_machine(settings, clock=SYSTEM)

    assert troubles(found) == [Trouble.MESSAGES_STOPPED]


def test_files_that_slack_does_not_hand_out_are_counted(
    settings: Settings, sqlite_database: Database
) -> None:
    now = SYSTEM.now()
    with sqlite_database.writing() as connection:
        outbox.enqueue(connection, message("keep_file", "1", recipient=""), at=now)
        (row,) = claims.claim(connection, claims.Lane.PEOPLE, now=now, limit=1)
        claims.record_failed(connection, row, error="not_handed_out", due_at=now, in_doubt=False)
    found, _ = look_at_machine(settings, clock=SYSTEM)

    assert troubles(found) == [Trouble.FILES_NOT_HANDED_OUT]


def test_the_scopes_are_those_of_the_manifest() -> None:
    manifest = yaml.safe_load((ROOT / "manifest.yml").read_text(encoding="utf-8"))

    assert set(manifest["oauth_config"]["scopes"]["bot"]) == SCOPES.keys()


def test_every_call_that_vigie_makes_has_its_scope() -> None:
    ours = [*(ROOT / "bot").rglob("*.py"), *(ROOT / "handlers").rglob("*.py")]
    text = "\n".join(
        one.read_text(encoding="utf-8")
        for one in ours
        if not {"sandbox", "doctor"} & set(one.relative_to(ROOT).parts)
    )
    used = {
        name: set(spec["bot_scopes"])
        for name, spec in SPECS["methods"].items()
        if f'"{name}"' in text or f".{name.replace('.', '_')}(" in text
    }
    named = {call for calls in SCOPES.values() for call in calls}

    assert {"chat.postMessage", "views.open", "users.list"} <= used.keys()
    for name, scopes in used.items():
        assert not scopes or (scopes & SCOPES.keys() and name in named), name


@pytest.mark.parametrize("locale", Locale)
def test_each_trouble_has_its_sentence_and_its_remedy(locale: Locale) -> None:
    texts = CheckupTexts(locale)
    facts = dict.fromkeys(
        (
            "reason",
            "folder",
            "paths",
            "variable",
            "code",
            "scopes",
            "seconds",
            "channel",
            "person",
            "count",
            "version",
            "free",
            "least",
            "day",
        ),
        "7",
    )
    findings = [
        *(Finding(subject=Subject.OUTBOX, trouble=one, facts=facts) for one in Trouble),
        *(Finding(subject=one, facts=facts) for one in Subject),
    ]
    lines = list(checkup_lines(findings, texts))

    assert len(lines) == 2 * len(Trouble) + len(Subject) + 1
    assert set(texts.wrong) == set(texts.remedy) == set(Trouble)
    assert set(texts.well) == set(Subject)


@pytest.mark.parametrize(
    ("seconds", "said"), [(600, "10 min"), (7_500, "2 h"), (1_068_529, "12 j")]
)
def test_a_wrong_clock_is_told_in_the_unit_that_people_use(seconds: int, said: str) -> None:
    wrong = Finding(
        subject=Subject.CLOCK, trouble=Trouble.CLOCK_WRONG, facts={"seconds": str(seconds)}
    )
    line, *_ = checkup_lines([wrong], CheckupTexts(Locale.FRENCH))

    assert spaced(line).endswith(f"s'écarte de {said} de celle de Slack.")


async def test_the_real_command_says_that_all_is_well(sandbox: Sandbox, settings: Settings) -> None:
    doctor = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "doctor"),
        env=environment(sandbox, settings.database_url),
        cwd=settings.files_folder.parent,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    output, errors = await doctor.communicate()
    told = output.decode()

    assert (doctor.returncode, errors) == (0, b"")
    assert "Vigie peut travailler." in told
    assert sandbox.bot_token not in told


@pytest.mark.parametrize(
    ("changes", "status", "said"),
    [
        ({"VIGIE_LOCALE": "en"}, 0, "Vigie can work."),
        ({"SLACK_BOT_TOKEN": "xoxb-other"}, 1, "Recopiez SLACK_BOT_TOKEN"),
    ],
    ids=["english", "broken"],
)
async def test_the_command_says_it_and_ends_with_a_status(
    vigie_beside: VigieBeside,
    sandbox: Sandbox,
    settings: Settings,
    *,
    changes: dict[str, str],
    status: int,
    said: str,
) -> None:
    env = environment(sandbox, settings.database_url, **changes)
    told = await vigie_beside("doctor", env=env)

    assert (told.exit_code, told.stderr) == (status, "")
    assert said in told.stdout
    assert sandbox.bot_token not in told.stdout


def test_where_mail_is_set_up_its_servers_are_looked_at(
    dovecot: Dovecot, capsys: pytest.CaptureFixture[str]
) -> None:
    user = dovecot.new_user()
    dovecot.deliver(user, b"Subject: x\r\n\r\nx\r\n")
    well, wrong = account_at(dovecot, user), account_at(dovecot, user, folder="Nowhere")
    get_through = [mail_gets_through(account, OFFICE) for account in (well, wrong)]
    told = spaced(capsys.readouterr().out)

    assert get_through == [True, False]
    assert "Du courrier est arrivé dans INBOX ces 7 derniers jours." in told
    assert "Nowhere" in told
