"""Commands that are loaded when they are called, so that `vigie run` starts without the others."""

from collections.abc import Mapping
from importlib import import_module

import typer
from typer.core import TyperCommand, TyperGroup

COMMANDS: Mapping[str, str] = {
    "doctor": "bot.commands.doctor:doctor",
    "export": "bot.commands.exporting:export_register",
    "verify": "bot.commands.exporting:verify",
    "import": "bot.commands.importing:import_register",
    "evidence": "bot.commands.evidence:write_pack",
    "summary": "bot.commands.reporting:summary",
    "review": "bot.commands.reporting:review",
    "anonymise": "bot.commands.erasing:anonymise",
    "backup": "bot.commands.keeping:back_up",
    "restore": "bot.commands.keeping:restore",
}
"""Each command's module and function."""


class CommandsOnDemand(TyperGroup):
    """A group that finds those commands beside the ones registered with it."""

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        """Every name, for `--help`."""
        return [*super().list_commands(ctx), *COMMANDS]

    def get_command(self, ctx: typer.Context, cmd_name: str) -> TyperCommand | None:  # type: ignore[override]
        """The command of this name, loaded now; None when there is none."""
        if cmd_name in COMMANDS and cmd_name not in self.commands:
            self.add_command(_loaded(cmd_name), cmd_name)
        return super().get_command(ctx, cmd_name)  # type: ignore[return-value]


def _loaded(name: str) -> TyperCommand:
    module, function = COMMANDS[name].split(":")
    one = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    one.command(name)(getattr(import_module(module), function))
    command = typer.main.get_command(one)
    assert isinstance(command, TyperCommand)  # noqa: S101  # a program of one command is that command
    return command
