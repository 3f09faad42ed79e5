"""The `vigie` command."""

import asyncio
import logging
import signal
from typing import Annotated

import typer

from bot.app import Vigie
from bot.clock import SystemClock
from bot.commands.console import warn_of_absurd_clock
from bot.commands.on_demand import CommandsOnDemand
from bot.commands.wording import WordedCommand
from bot.logs import set_up_logs
from bot.monitoring.supervisor import telling_supervisor
from bot.packaged import own_version
from bot.settings import Settings, check_tokens, read_settings
from storage import schema
from storage.database import Database

cli = typer.Typer(
    cls=CommandsOnDemand, no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False
)


def _tell_version(is_asked: bool) -> None:  # noqa: FBT001  # Typer's own signature
    if is_asked:
        typer.echo(f"vigie {own_version()}")
        raise typer.Exit


@cli.callback()
def every_command(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_tell_version, is_eager=True),
    ] = False,
) -> None:
    """Complaints and incidents of a training provider, filed and handled in Slack."""
    del version  # told above


@cli.command(cls=WordedCommand)
def run() -> None:
    """The bot against real Slack, settings from the environment and .env."""
    settings = read_settings()
    set_up_logs(settings.log_format)
    warn_of_absurd_clock()
    check_tokens(settings)
    asyncio.run(_run_until_stopped(settings))


@cli.command(cls=WordedCommand)
def demo(
    port: Annotated[int, typer.Option(min=0, max=65535)] = 8017,
) -> None:
    """The sandbox with the bot in it, in your browser; nothing to configure."""
    set_up_logs("console")
    logging.getLogger().setLevel(logging.WARNING)
    asyncio.run(_demo_until_stopped(port))


@cli.command(cls=WordedCommand)
def migrate() -> None:
    """Bring the database's schema to the newest."""
    schema.prepare(Database(read_settings().database_url))


async def _run_until_stopped(settings: Settings) -> None:
    stop = told_to_stop()
    vigie = Vigie(settings, clock=SystemClock())
    await vigie.start()
    async with telling_supervisor():
        await stop.wait()
    await vigie.stop()


async def _demo_until_stopped(port: int) -> None:
    from bot.demo import running_demo, texts  # noqa: PLC0415  # `vigie run` does without the sandbox

    stop = told_to_stop()
    async with running_demo(port) as demonstration:
        typer.echo(texts.RUNNING.format(address=demonstration.base_url))
        await stop.wait()


def told_to_stop() -> asyncio.Event:
    """Set at SIGTERM or SIGINT; a second one is left to end the process at once."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def tell() -> None:
        stop.set()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, tell)
    return stop
