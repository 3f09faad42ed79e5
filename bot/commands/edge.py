"""The command's edge: whatever goes wrong leaves it as one plain sentence and an exit status."""

import errno
import inspect
import os
import secrets
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC
from pathlib import Path

import typer
from sqlalchemy.exc import DBAPIError
from typer.exceptions import TyperException

from bot.clock import SystemClock
from bot.commands.console import texts_before, warn
from bot.commands.wording import detail, worded
from bot.domain.errors import MisconfiguredError, VigieError
from bot.settings import wanted_locale

FAILED = 1
MISCONFIGURED = 78
"""EX_CONFIG of sysexits.h: starting again changes nothing before a person has mended a setting."""
ERROR_LOG = "vigie-errors.log"
"""Beside the database, or where the command was typed; it holds places in the code, no texts."""
_LOG_LIMIT = 1_000_000
"""Bytes; a log that grew beyond is begun anew."""


@contextmanager
def failing_with_a_sentence(*, is_service: Callable[[], bool]) -> Iterator[None]:
    """One sentence on stderr and an exit status for every error, never a traceback.

    A service, which is started again when it ends, has a status for what only a person mends.
    """
    try:
        yield
    except (typer.Exit, typer.Abort, TyperException):
        raise  # said by itself already
    except MisconfiguredError as error:
        warn(_said(error))
        raise typer.Exit(MISCONFIGURED if is_service() else FAILED) from error
    except VigieError as error:
        warn(_said(error))
        raise typer.Exit(FAILED) from error
    except DBAPIError as error:
        # the driver's first line: the rest shows statements, and what people wrote
        reason = next(iter(str(error.orig).splitlines()), type(error.orig).__name__)
        said = detail(reason, wanted_locale())
        warn(texts_before().database_unusable.format(reason=said))
        raise typer.Exit(FAILED) from error
    except OSError as error:
        if error.errno == errno.EPIPE:
            raise  # who read us left; Typer ends quietly
        warn(_refused(error))
        raise typer.Exit(FAILED) from error
    except Exception as error:  # the one place for what nobody foresaw
        warn(_unforeseen(error))
        raise typer.Exit(FAILED) from error


def _said(error: VigieError) -> str:
    said = str(error) or inspect.cleandoc(type(error).__doc__ or type(error).__name__)
    return worded(said, wanted_locale())


def _refused(error: OSError) -> str:
    says = texts_before()
    reason = detail(error.strerror or type(error).__name__, wanted_locale())
    if error.filename is None:
        return says.refused.format(reason=reason)
    return says.file_unusable.format(file=error.filename, reason=reason)


def _unforeseen(error: Exception) -> str:
    """The sentence for what nobody foresaw: its kind, and where its traceback was written."""
    reference = secrets.token_hex(4)
    kind, says = type(error).__name__, texts_before()
    for folder in (Path(), Path(tempfile.gettempdir())):
        with suppress(OSError):
            log = folder.resolve() / ERROR_LOG
            _write(log, error, reference=reference)
            return says.unforeseen.format(kind=kind, reference=reference, log=log)
    return says.unforeseen_unlogged.format(kind=kind)


def _write(log: Path, error: Exception, *, reference: str) -> None:
    """Add where the error and its causes came from: their messages may quote what people wrote."""
    now = SystemClock().now().astimezone(UTC).isoformat(timespec="seconds")
    lines = [f"{now} {reference}"]
    cause: BaseException | None = error
    while cause is not None and len(lines) < _LOG_LIMIT:
        lines.append(f"  {type(cause).__name__}")
        lines += [
            f"    {frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(cause.__traceback__)
        ]
        cause = cause.__cause__ or cause.__context__
    is_full = log.exists() and log.stat().st_size > _LOG_LIMIT
    flags = os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | (os.O_TRUNC if is_full else os.O_APPEND)
    with os.fdopen(os.open(log, flags, 0o600), "a", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
