"""The `vigie` command."""

import asyncio
import logging
import signal
from typing import Annotated

import typer

from bot.app import Vigie
from bot.clock import SystemClock
from bot.commands.console import failing_clearly, settings_from_environment
from bot.commands.on_demand import CommandsOnDemand
from bot.logs import set_up_logs
from bot.settings import Settings, check_tokens
from storage import schema
from storage.database import Database

cli = typer.Typer(
    cls=CommandsOnDemand,
    help="Complaints and incidents of a training provider, filed and handled in Slack.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)


@cli.command()
def run() -> None:
    """The bot against real Slack, settings from the environment and .env."""
    settings = settings_from_environment()
    set_up_logs(settings.log_format)
    with failing_clearly():
        check_tokens(settings)
        asyncio.run(_run_until_stopped(settings))


@cli.command()
def demo(
    port: Annotated[int, typer.Option(help="Port of the page, on 127.0.0.1.")] = 8017,
) -> None:
    """The sandbox with the bot in it, in your browser; nothing to configure."""
    set_up_logs("console")
    logging.getLogger().setLevel(logging.WARNING)
    with failing_clearly():
        asyncio.run(_demo_until_stopped(port))


@cli.command()
def migrate() -> None:
    """Bring the database's schema to the newest."""
    settings = settings_from_environment()
    with failing_clearly():
        schema.upgrade(Database(settings.database_url))


async def _run_until_stopped(settings: Settings) -> None:
    stop = told_to_stop()
    vigie = Vigie(settings, clock=SystemClock())
    await vigie.start()
    await stop.wait()
    await vigie.stop()


async def _demo_until_stopped(port: int) -> None:
    from bot.demo import running_demo  # noqa: PLC0415  # `vigie run` does without the sandbox

    stop = told_to_stop()
    async with running_demo(port) as demonstration:
        typer.echo(f"Bac à sable Vigie : {demonstration.base_url}  (Ctrl-C pour arrêter)")
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
