"""Commands that are loaded when they are called, so that `vigie run` starts without the others."""

import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from bot.commands.console import be_lenient, warn
from bot.commands.edge import failing_with_a_sentence
from bot.commands.wording import WordedCommand, put_into_words, refused_lines, usage_of
from bot.settings import wanted_locale
from bot.ui.texts.terminal.help import TerminalHelpTexts

COMMANDS: Mapping[str, str] = {
    "doctor": "bot.commands.doctor:doctor",
    "manifest": "bot.commands.doctor:manifest",
    "mail check": "bot.commands.mail:check",
    "mail fetch": "bot.commands.mail:fetch",
    "export": "bot.commands.exporting:export_register",
    "verify": "bot.commands.proving:verify",
    "import": "bot.commands.importing:import_register",
    "sessions import": "bot.commands.sessions:import_file",
    "appreciations import": "bot.commands.appreciations:import_file",
    "evidence": "bot.commands.exporting:write_pack",
    "summary": "bot.commands.reporting:summary",
    "review": "bot.commands.reporting:review",
    "anonymise": "bot.commands.upkeep:anonymise",
    "retention list": "bot.commands.retention:list_due",
    "managers": "bot.commands.upkeep:managers",
    "backup": "bot.commands.backups:back_up",
    "restore": "bot.commands.backups:restore",
    "rehearse": "bot.commands.backups:rehearse",
    "sealed init": "bot.commands.sealed:init",
    "sealed handlers": "bot.commands.sealed:handlers",
    "sealed rotate": "bot.commands.sealed:rotate",
    "sealed recover": "bot.commands.sealed:recover",
    "sealed backup": "bot.commands.sealed:back_up",
    "sealed scan": "bot.commands.sealed:scan",
}
"""Each command's module and function; a name of two words is a command in a group."""
SERVICE = "run"
"""The command that is started again when it ends, unless its status says that it is no use."""


class GroupOnDemand(TyperGroup):
    """Commands that begin with the same word, found beside the ones registered with it."""

    first_words = ""
    """What is typed before the commands' own names."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401  # Typer's own signature
        """Typer's, in words of ours."""
        texts = TerminalHelpTexts(wanted_locale())
        self.subcommand_metavar = texts.subcommand
        usage_of(self, ctx, formatter, texts)

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401  # as above
        """Typer's, in words of ours; each command is named with what it does."""
        texts = TerminalHelpTexts(wanted_locale())
        put_into_words(self, ctx, texts)
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            if command is not None:
                command.help = texts.command[f"{self.first_words}{name}"]
        super().format_help(ctx, formatter)

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        """Every name, for `--help`."""
        return [*dict.fromkeys((*super().list_commands(ctx), *self._own_words()))]

    def get_command(self, ctx: typer.Context, cmd_name: str) -> TyperCommand | TyperGroup | None:  # type: ignore[override]
        """The command of this name, loaded now; None when there is none."""
        if cmd_name in self._own_words() and cmd_name not in self.commands:
            self.add_command(_loaded(self.first_words, cmd_name), cmd_name)
        return super().get_command(ctx, cmd_name)  # type: ignore[return-value]

    def _own_words(self) -> Iterator[str]:
        for name in COMMANDS:
            if name.startswith(self.first_words):
                yield name.removeprefix(self.first_words).split()[0]


class CommandsOnDemand(GroupOnDemand):
    """The program, and the edge: what a command raises leaves as a sentence and a status."""

    def main(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401  # Typer's own signature
        """Run as the program, on streams that print whatever they are given."""
        be_lenient()
        try:
            status = super().main(*args, **kwargs | {"standalone_mode": False})
        except TyperException as error:
            warn("\n".join(refused_lines(error, wanted_locale())))
            sys.exit(error.exit_code)
        except typer.Abort:
            warn(TerminalHelpTexts(wanted_locale()).aborted)
            sys.exit(1)
        sys.exit(status if isinstance(status, int) else 0)

    def invoke(self, ctx: typer.Context) -> Any:  # type: ignore[override]  # noqa: ANN401  # as above
        """Run the command that was typed."""
        with failing_with_a_sentence(is_service=lambda: ctx.invoked_subcommand == SERVICE):
            return super().invoke(ctx)


def _loaded(first_words: str, word: str) -> TyperCommand | TyperGroup:
    name = f"{first_words}{word}"
    if name not in COMMANDS:
        group = GroupOnDemand(name=word, commands={}, no_args_is_help=True)
        group.first_words = f"{name} "
        return group
    module, function = COMMANDS[name].split(":")
    one = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    one.command(word, cls=WordedCommand)(getattr(import_module(module), function))
    command = typer.main.get_command(one)
    assert isinstance(command, TyperCommand)  # noqa: S101  # a program of one command is that command
    return command
