"""Whatever is typed, set or lying about: every command ends with a status and in words of ours."""

import shutil
import socket
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import typer
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_sdk.http_retry.builtin_interval_calculators import BackoffRetryIntervalCalculator
from typer.testing import CliRunner, Result

from bot.cli import cli
from bot.commands.on_demand import SERVICE
from bot.settings import Settings
from storage.database import Database
from tests.support.lives import complaint, incident
from tests.support.registers import keep

THOROUGH = settings.get_current_profile_name() == "exploring"
EXAMPLES = 380 if THOROUGH else 38
"""Of each command; those of `pytest --hypothesis-profile=exploring` take minutes."""
PAST_THE_PARSER = 200 if THOROUGH else 20
WRONG_USE = 2
MEMORY = Path("/dev/shm")  # noqa: S108  # nothing else stands there by that name
"""Where a machine has it: each example begins in a folder of its own, and waits for no disk."""

Group = typer.main.get_command(cli)


def _commands(group: Any, *beneath: str) -> Iterator[tuple[str, Any]]:
    """Each command with the words that call it; one of a group after the group's name."""
    for name in group.list_commands(typer.Context(group)):
        command = group.get_command(typer.Context(group), name)
        if hasattr(command, "list_commands"):
            yield from _commands(command, *beneath, name)
        else:
            yield " ".join((*beneath, name)), command


COMMANDS = dict(_commands(Group))
VARIABLES = sorted(
    str(field.validation_alias or name).upper() for name, field in Settings.model_fields.items()
)

FILES: Mapping[str, bytes] = {
    "ansi.csv": "N°;Description;Reçue le\nREC-1;Attestation oubliée;01/02/2026\n".encode("cp1252"),
    "empty.csv": b"",
    "good.csv": "Nature;Description;Reçu le\nRéclamation;Rien reçu;01/02/2026\n".encode(),
    "mapping.yaml": b"columns: {description: Texte}\n",
    "odd.yaml": b"columns: [*nowhere, {",
    "noise": bytes(range(256)) * 8,
    "text.txt": b"nothing in particular\n",
    "zeros.xlsx": bytes(4096),
}
MISSING = (
    *("new",) * 4,
    "new.xlsx",
    "new.zip",
    "new.pdf",
    "new.csv",
    "new.b",
    "none/x.zip",
    "x" * 300,
    "",
    "~",
)
OUTPUTS = (
    *("noise", "noise", "noise", "new", "new", "new.b", "vigie.db", "none/x", "x" * 300, ""),
    *(
        ".",
        "folder",
        "/dev/null",
        "/dev/full",
        "ring",
        "new.xlsx",
        "new.pdf",
        "new.zip",
        "link.csv",
    ),
)
"""Most without an ending, so that no command refuses them as another format's."""
PLACES = (".", "folder", "/dev/null", "ring", "link.csv", "/proc/self/mem")
DAYS = ("2026-01-01", "2026-12-31", "0001-01-01", "9999-12-31", "1900-02-28", "2026-06-30")
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)
REFERENCES = ("REC-2026-0007", "INC-2026-0012", "REC-2026-9999", "rec-2026-0007", "ACT-2026-0001")
MONTHS = (
    *("2026-10", "2026-11", "2000-01", "2999-12") * 5,
    "2026-13",
    "0000-00",
    "9999-12",
    "2026-1",
)
HALVES = (*("2026-S1", "2026-S2", "2000-S1", "2999-S2") * 5, "2026-S3", "2026s1")
SET = (
    *("", "fr", "en", "0", "-1", "5", "1e308", "nan", "99999999999999999999", "U1,U2", "C1", "x"),
    *("Europe", "Europe/Paris", "../../etc/passwd", "every tuesday", "FREQ=MONTHLY;BYDAY=6TU"),
    *("FREQ=WEEKLY;BYDAY=TU", "2026-12-24", "9999-12-31,0001-01-01", "a=b", "Lyon=Europe/Paris"),
    *("ack=24h", "xoxb-1", "xapp-1", "xoxb-é", "folder", "good.csv", "http://[", "console", "json"),
)
ADDRESSES = (
    *("sqlite:///vigie.db",) * 6,
    *("sqlite:///noise", "sqlite:///empty.csv", "sqlite:///folder", "sqlite:///none/x.db"),
    *("sqlite://", "sqlite:///:memory:", "sqlite:///foreign.db", "sqlite:///older.db"),
    *("postgresql://u@127.0.0.1:1/x", "postgresql+psycopg2://u@h/x", "mysql://x", "postgres://[/"),
)
DOT_ENVS = (None, None, None, b"", b"VIGIE_LOCALE=en\n", b"\xff\xfeV\x00", b"caf\xe9=1", b"= x\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What one example is about."""

    words: tuple[str, ...]
    environment: Mapping[str, str]
    dot_env: bytes | None


def _paths() -> st.SearchStrategy[str]:
    real = st.sampled_from((*FILES, "good.zip", "cut.zip", "vigie.db", "link.csv"))
    return real | st.sampled_from((*MISSING, *PLACES)) | real | TEXT


def _mostly(usual: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """What the parser knows, but for one in ten."""
    return st.integers(0, 9).flatmap(lambda one: usual if one else TEXT)


def _value_of(name: str) -> st.SearchStrategy[str]:
    """What is typed for a parameter: half of it what it should be, or nearly."""
    values: dict[str, st.SearchStrategy[str]] = {
        "edition": _mostly(st.integers(1, 9_999).map(str)),
        "first_day": st.sampled_from(DAYS) | st.dates().map(str),
        "format_": st.sampled_from(("xlsx", "csv", "jsonl")),
        "kind": st.sampled_from(("complaint", "incident", "action")),
        "last_day": st.sampled_from(DAYS) | st.dates().map(str),
        "month": _mostly(st.sampled_from(MONTHS)),
        "output": st.sampled_from(OUTPUTS),
        "people": st.sampled_from(("U0QUALITY", "U1", "W9", "nobody")) | TEXT,
        "policy": st.sampled_from(tuple(FILES)),
        "port": st.just("{taken}"),
        "ref": st.sampled_from(REFERENCES) | TEXT,
        "wait": st.sampled_from(("0", "0.01", "-1", "x")),
        "semester": _mostly(st.sampled_from(HALVES)),
        "since": st.sampled_from(DAYS) | st.dates().map(str),
    }
    if name in {"file", "mapping_file"}:
        return _paths()
    return values.get(name, TEXT)


@st.composite
def typed(draw: st.DrawFn, name: str) -> Typed:
    """A command line that its parser lets pass more often than not, and all around it."""
    command = COMMANDS[name]
    options, positional = list[str](), list[str]()
    for parameter in command.params:
        if parameter.param_type_name == "argument":
            positional.append(draw(_value_of(parameter.name)))
        elif parameter.is_flag:
            options += draw(st.sampled_from(((), (parameter.opts[0],))))
        elif parameter.required or parameter.name == "port" or draw(st.booleans()):
            options += (parameter.opts[0], draw(_value_of(parameter.name)))
    environment = {"DATABASE_URL": draw(st.sampled_from(ADDRESSES))}
    changed = st.lists(st.sampled_from(VARIABLES), max_size=2)
    if draw(st.booleans()):
        environment |= {one: draw(st.sampled_from(SET) | TEXT) for one in draw(changed)}
    words = (*name.split(), *options, *(("--", *positional) if positional else ()))
    return Typed(words=words, environment=environment, dot_env=draw(st.sampled_from(DOT_ENVS)))


@pytest.fixture(scope="module")
def base() -> Iterator[Path]:
    """A folder for all examples."""
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None, prefix="vigie-") as folder:
        yield Path(folder)


@pytest.fixture(scope="module")
def template(sqlite_template: Path, base: Path) -> Path:
    """A folder with everything that may lie about."""
    folder = base / "template"
    folder.mkdir()
    for name, content in FILES.items():
        (folder / name).write_bytes(content)
    shutil.copy(sqlite_template, folder / "vigie.db")
    database = Database(f"sqlite:///{folder / 'vigie.db'}")
    keep(database, complaint(), incident())
    database.close()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("DATABASE_URL", "sqlite:///vigie.db")
        made = CliRunner().invoke(cli, ["backup", "good.zip"])
    assert made.exit_code == 0, made.output
    whole = (folder / "good.zip").read_bytes()
    (folder / "cut.zip").write_bytes(whole[: len(whole) // 2])
    (folder / "folder").mkdir()
    (folder / "ring").symlink_to("ring")
    (folder / "link.csv").symlink_to("good.csv")
    _write_others(folder)
    return folder


def _write_others(folder: Path) -> None:
    """Databases of another program, and of a schema before ours."""
    with closing(sqlite3.connect(folder / "foreign.db")) as connection:
        connection.executescript("CREATE TABLE wp_posts (id)")
    shutil.copy(folder / "vigie.db", folder / "older.db")
    with closing(sqlite3.connect(folder / "older.db")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


@pytest.fixture(scope="module")
def taken() -> Iterator[str]:
    """A port that somebody else listens on."""
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        yield str(other.getsockname()[1])


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the tester's, no Slack, no pages set."""
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr("bot.commands.reporting.set_pdf", lambda *_, **__: b"%PDF-")
    # Slack's client waits a while before it knocks a second time where nobody is
    monkeypatch.setattr(BackoffRetryIntervalCalculator, "calculate_sleep_duration", lambda *_: 0)
    monkeypatch.setattr("bot.cli.set_up_logs", lambda _: None)


def _run(what: Typed, folder: Path, *, taken: str) -> Result:
    usual = {"SLACK_API_URL": "http://127.0.0.1:9/api/", "VIGIE_HTTP_PORT": "0"}
    tokens = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}
    if what.words[0] == "demo" and what.dot_env is None:
        tokens = {}  # beside which it does not start
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for name, value in (usual | tokens | dict(what.environment)).items():
            patch.setenv(name, value)
        if what.dot_env is not None:
            Path(".env").write_bytes(what.dot_env)
        words = [word.replace("{taken}", taken) for word in what.words]
        return CliRunner().invoke(cli, words)


def _uses_a_file(what: Typed, template: Path) -> bool:
    """Whether a file that is there takes part: named, or the database."""
    address = what.environment["DATABASE_URL"].removeprefix("sqlite:///")
    named = (address, *what.words[1:])
    return any(0 < len(word) < 256 and (template / word).is_file() for word in named)


def _check(result: Result, what: Typed) -> None:
    told = f"{what}\n{result.output}"
    is_service = what.words[0] == SERVICE
    assert isinstance(result.exception, SystemExit | None), told
    assert result.exit_code in ({0, 1, 2, 78} if is_service else {0, 1, 2}), told
    assert "Traceback" not in result.output, told
    assert "unforeseen" not in result.output, told
    if result.exit_code in {1, 78}:
        assert result.output.strip(), told


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_ends_in_words_of_ours(
    name: str, template: Path, base: Path, taken: str
) -> None:
    counts = {"past the parser": 0, "with a file": 0}

    @settings(max_examples=EXAMPLES)
    @given(what=typed(name))
    def ends_in_words_of_ours(what: Typed) -> None:
        folder = base / "example"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(template, folder, symlinks=True)
        result = _run(what, folder, taken=taken)
        if result.exit_code != WRONG_USE:
            counts["past the parser"] += 1
            counts["with a file"] += _uses_a_file(what, template)
        _check(result, what)

    ends_in_words_of_ours()
    assert counts["past the parser"] >= PAST_THE_PARSER, counts
    assert counts["with a file"] >= PAST_THE_PARSER / 2, counts
