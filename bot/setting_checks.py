"""Checks of settings beyond their type: each says what the text should hold."""

import io
import ipaddress
import os
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dotenv.parser import parse_stream
from pydantic import SecretStr
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.domain.calendar.calendars import NoWorkingDayError, WorkingCalendar
from bot.domain.errors import MisconfiguredError
from bot.domain.reports.meetings import MeetingRuleError, check_rule
from bot.domain.school.office import DEFAULT_MEETING_RULE
from bot.slack.addresses import keeps_secrets

DOT_ENV = Path(".env")
DRIVERS = {"sqlite": "pysqlite", "postgresql": "psycopg", "postgres": "psycopg"}
"""The databases that Vigie speaks to, and the driver that it installs for each."""
INSTALLED = Path("/etc/vigie/vigie.env")
"""The settings of an installation; only its service and vigie-ctl read them."""
LONGEST_SECRET = 10_000
"""Characters in a file that holds a secret."""
LAST_YEAR = 9000
"""Days off further away leave no room for a deadline after them."""
_HOST = re.compile(r"(?=.{1,253}$)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*", re.IGNORECASE)
_CHANNEL = re.compile(r"[CG][A-Z0-9]+")
_PERSON = re.compile(r"[UW][A-Z0-9]+")


class DotEnvError(MisconfiguredError):
    """The file `.env` cannot be read; the message says why."""


class SecretFileError(MisconfiguredError):
    """A file that is to hold a secret cannot be read; the message says why."""


class BesideInstallError(MisconfiguredError):
    """Vigie is installed here, and its settings were not read: another register would be made."""


def check_dot_env(path: Path = DOT_ENV) -> None:
    """Refuse a `.env` that an editor saved as something else, or with a line that says nothing.

    Raises DotEnvError with one sentence, without what the file holds.
    """
    try:
        written = path.read_text(encoding="utf-8-sig") if path.is_file() else ""
    except OSError as error:
        raise DotEnvError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise DotEnvError(f"{path} should be text in UTF-8: save it anew as such.") from error
    if "\0" in written:
        raise DotEnvError(f"{path} should be text in UTF-8: save it anew as such.")
    wrong = (one.original.line for one in parse_stream(io.StringIO(written)) if one.error)
    if line := next(wrong, None):
        raise DotEnvError(f"{path}: line {line} should be such as NAME=value.")


def check_is_not_beside_install(default: Path = Path("vigie.db")) -> None:
    """Refuse to make a second register where the machine has an installation with its own.

    Raises BesideInstallError.
    """
    is_told = _written("DATABASE_URL") or _written("DATABASE_URL_FILE")
    if not is_told and not default.exists() and os.path.exists(INSTALLED):  # noqa: PTH110  # closed to most
        raise BesideInstallError(
            "DATABASE_URL is not set, and Vigie is installed on this machine with settings of its "
            "own: type sudo vigie-ctl instead of vigie, with the same words."
        )


def secrets_in_files(names: Iterable[str]) -> dict[str, str]:
    """What the files hold that `<NAME>_FILE` names, for those of these variables that have one.

    A line's end behind it does not count. Raises SecretFileError with one sentence, without what
    a file holds.
    """
    paths = {name: _written(f"{name}_FILE") for name in names}
    return {name: _secret_in(path, name) for name, path in paths.items() if path}


def _secret_in(path: str, name: str) -> str:
    if _written(name):
        raise SecretFileError(f"{name}: should be set once: {name}_FILE is set too.")
    try:
        with Path(path).open(encoding="utf-8") as file:
            held = file.read(LONGEST_SECRET + 1)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise SecretFileError(f"{name}_FILE: the file cannot be read: {why}.") from error
    except ValueError as error:
        raise SecretFileError(f"{name}_FILE: the file should be text in UTF-8.") from error
    held = held.removesuffix("\n")  # however its end is written: it was opened as text
    if not held.strip() or len(held) > LONGEST_SECRET or not held.isprintable():
        raise SecretFileError(f"{name}_FILE: the file should hold one line, the secret.")
    return held


def _written(name: str) -> str | None:
    return os.environ.get(name) or written_in_dot_env(name)


def written_in_dot_env(name: str, path: Path = DOT_ENV) -> str | None:
    """What the file says of a variable, however wrong its other lines are."""
    try:
        lines = parse_stream(io.StringIO(path.read_text(encoding="utf-8-sig")))
    except (OSError, UnicodeDecodeError):
        return None
    return next((one.value for one in reversed([*lines]) if one.key == name), None)


def check_text(value: str) -> str:
    """Text that can be written down again: the environment takes any bytes."""
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise ValueError("should be text in UTF-8") from error
    if "\0" in value:
        raise ValueError("should be text without a NUL")
    return value


def check_zone(value: str) -> str:
    """A time zone of the IANA database; a folder of it, such as Europe, is none."""
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError("should be a time zone such as Europe/Paris") from error
    return value


def check_meeting(value: str) -> str:
    """A rule that meetings come of, at most three a week."""
    try:
        check_rule(value, datetime.now(UTC))
    except MeetingRuleError as error:
        why = (type(error).__doc__ or "").partition(":")[0].rstrip(".")
        raise ValueError(
            f"should be a meeting's rule such as {DEFAULT_MEETING_RULE} ({why[0].lower()}{why[1:]})"
        ) from error
    return value


def check_days_off(value: frozenset[date]) -> frozenset[date]:
    """A year without a working day would leave nothing to be planned."""
    if any(day.year > LAST_YEAR for day in value):
        raise ValueError(f"should hold days before the year {LAST_YEAR}")
    calendar = WorkingCalendar(closed_on=value)
    try:
        for day in value:
            next(calendar.working_days_from(day))
    except NoWorkingDayError as error:
        raise ValueError("should leave a working day in every year") from error
    return value


def check_channel(value: str | None) -> str | None:
    """A channel's id: by its name Slack finds no private one."""
    if value is not None and not _CHANNEL.fullmatch(value):
        raise ValueError("should be a channel's id such as C0123ABCD, not its name")
    return value


def check_people(value: tuple[str, ...]) -> tuple[str, ...]:
    """Ids of people."""
    if not all(_PERSON.fullmatch(one) for one in value):
        raise ValueError("should be ids of people such as U0123ABCD, separated by commas")
    return value


def check_host(value: str) -> str:
    """An address of this machine, or its name."""
    try:
        ipaddress.ip_address(value)
    except ValueError as error:
        if not _HOST.fullmatch(value):
            raise ValueError("should be an address to listen on, such as 127.0.0.1") from error
    return value


def check_api_url(value: str) -> str:
    """The Web API's base."""
    if not keeps_secrets(value):
        raise ValueError("should be an address such as https://slack.com/api/")
    return value


def check_calendar(value: SecretStr) -> SecretStr:
    """Where a calendar lies; never repeated, for whoever knows the address may read it."""
    written = value.get_secret_value()
    if written and not (written.startswith("https://") and keeps_secrets(written)):
        raise ValueError("should be an https address of a calendar")
    return value


def check_ping(value: SecretStr) -> SecretStr:
    """Whom to tell that all is well; never repeated, for whoever knows it may tell lies there."""
    written = value.get_secret_value()
    if written and not keeps_secrets(written):
        raise ValueError("should be an https address that is asked as long as all is well")
    return value


def check_folder(value: Path | None) -> Path | None:
    """A folder, there already or to be made."""
    try:
        is_other = value is not None and value.resolve().exists() and not value.is_dir()
    except (OSError, RuntimeError) as error:  # the latter for links that go round
        raise ValueError("should be the path of a folder") from error
    if is_other:
        raise ValueError("should be the path of a folder, and a file is there")
    return value


def check_database(value: str) -> str:
    """The address of a database that Vigie can keep its register in; never repeated."""
    try:
        url = make_url(value)
    except (ArgumentError, ValueError):  # the latter for a port; its message quotes the URL
        url = make_url("unreadable://")
    backend, _, driver = url.drivername.partition("+")
    # a password's own @ would make its end the host's name, which errors and logs may show
    if (
        driver not in {"", DRIVERS.get(backend)}
        or backend not in DRIVERS
        or "@" in (url.host or "")
    ):
        raise ValueError(
            "should be sqlite:///file.db or postgresql://user:password@host/database, "
            "with %40 for an @ in the password"
        )
    if backend == "sqlite":
        _check_file(url)
    return value


def _check_file(url: URL) -> None:
    if url.host or url.username or url.port:
        raise ValueError("should have three slashes before the file's path: sqlite:///file.db")
    name = url.database or ":memory:"
    if name == ":memory:" or name.startswith("file:") or url.query:
        raise ValueError(
            "should name a file and nothing else, such as sqlite:///vigie.db: "
            "what is kept in memory is lost"
        )
