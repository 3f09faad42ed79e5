"""Logs: an event and identifiers, never a text, a name or a token."""

import logging
import sys
import traceback
from pathlib import Path
from typing import Literal

import structlog

QUIET = ("vigie.bolt", "slack_bolt", "slack_sdk", "apscheduler", "aiohttp.access", "alembic")
_FRAMES = 6


def set_up_logs(form: Literal["console", "json"] | None) -> None:
    """Send structured lines to stderr: readable on a terminal, JSON elsewhere."""
    is_console = form == "console" or (form is None and sys.stderr.isatty())
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    _replace_handlers(_formatter(shared, is_console=is_console))


def described(error: BaseException) -> dict[str, str]:
    """An error for the log: its kind and where it came from.

    Not its message: a database's quotes the row that it refused, and so what people wrote.
    """
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    places = (f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)
    return {"error": type(error).__name__, "at": " < ".join(reversed(list(places)))}


def _formatter(
    shared: list[structlog.typing.Processor], *, is_console: bool
) -> structlog.stdlib.ProcessorFormatter:
    last: structlog.typing.Processor = (
        # locals in a traceback would show what people wrote
        structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
        if is_console
        else structlog.processors.JSONRenderer()
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            last,
        ],
    )


def _replace_handlers(formatter: logging.Formatter) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO)
    # what strangers send that is no HTTP at all: a traceback for each, with words of theirs
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)
    for name in QUIET:
        # below WARNING these libraries print tokens' neighbours and whole bodies
        logging.getLogger(name).setLevel(logging.WARNING)
