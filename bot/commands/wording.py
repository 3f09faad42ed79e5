"""A terminal's sentences in the office's language: `--help`, and what went wrong."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import typer
from typer.core import TyperCommand

from bot.domain.school.office import Locale
from bot.settings import wanted_locale
from bot.ui.texts.language import Text
from bot.ui.texts.terminal import keeping, mail_settings, sealed, starting, typed
from bot.ui.texts.terminal.help import TerminalHelpTexts

SENTENCES = (
    *starting.SENTENCES,
    *mail_settings.SENTENCES,
    *keeping.SENTENCES,
    *sealed.SENTENCES,
    *typed.SENTENCES,
)
_PLACE = re.compile(r"\\\{(\w+)\\\}")
_OF_VALIDATION = "Value error, "
_FORMS = {"name": "[A-Z][A-Z0-9_]+", "file": "(?:(?!: ).)+"}
"""What stands in some places; the others take anything."""
_DETAILS = frozenset({"why", "what"})
"""Places where a library or the system may speak."""
_OF_PLACES = re.compile(r"\{\w+\}")
_LONGEST = 2_000
"""Characters of a sentence of ours; what is longer carries somebody's text, and stays as it is."""


def worded(sentence: str, locale: Locale) -> str:
    """What was raised, in this language; as it is where nobody foresaw it."""
    if locale is Locale.ENGLISH or len(sentence) > _LONGEST:
        return sentence
    sentence = sentence.removeprefix(_OF_VALIDATION)
    for pattern, text in _patterns():
        if found := pattern.fullmatch(sentence):
            facts = {name: _fact(name, fact, locale) for name, fact in found.groupdict().items()}
            return text.by_locale[locale].format(**facts)
    return sentence


def detail(said: str, locale: Locale) -> str:
    """What a library or the system said; quoted as English where nobody wrote its French."""
    known = worded(said, locale)
    is_sentence = " " in said and known == said
    return typed.DETAIL.by_locale[locale].format(said=said) if is_sentence else known


def _fact(name: str, said: str, locale: Locale) -> str:
    return detail(said, locale) if name in _DETAILS else worded(said, locale)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Text], ...]:
    """Each sentence as a pattern, those with the most words of their own first."""
    known = ((_pattern(text.by_locale[Locale.ENGLISH]), text) for text in SENTENCES)
    return tuple(sorted(known, key=lambda one: -_own_length(one[1])))


def _pattern(sentence: str) -> re.Pattern[str]:
    def place(found: re.Match[str]) -> str:
        name = found[1]
        return f"(?P<{name}>{_FORMS.get(name, '.+')})"

    return re.compile(_PLACE.sub(place, re.escape(sentence)), re.DOTALL)


def _own_length(text: Text) -> int:
    return len(_OF_PLACES.sub("", text.by_locale[Locale.ENGLISH]))


def refused_lines(error: Any, locale: Locale) -> Iterator[str]:  # noqa: ANN401  # Typer's errors share no type of ours
    """How the command is used, where its help is, and what was typed wrong.

    Who types no command was shown its help instead.
    """
    if not error.format_message().strip():
        return
    context = getattr(error, "ctx", None)
    if context is not None:
        yield context.get_usage()
        yield TerminalHelpTexts(locale).try_help.format(command=context.command_path)
    yield worded(error.format_message(), locale)


def put_into_words(command: Any, ctx: typer.Context, texts: TerminalHelpTexts) -> None:  # noqa: ANN401  # Typer's command or group
    """Have a command's help say what it says in this language."""
    name = " ".join(_typed(ctx)) or "vigie"
    command.help = texts.command[name]
    for parameter in command.params:
        parameter.help = texts.parameter[f"{name}.{parameter.name}"]
    asked = command.get_help_option(ctx)
    if asked is not None:
        asked.help = texts.show_help
    _head(texts)


def _typed(ctx: Any) -> list[str]:  # noqa: ANN401  # Typer's context, or what it is made of
    """The words after `vigie` that led here."""
    return [] if ctx.parent is None else [*_typed(ctx.parent), str(ctx.info_name)]


def _head(texts: TerminalHelpTexts) -> None:
    """The headings, which Typer draws."""
    from typer import rich_utils  # noqa: PLC0415  # only help needs it

    rich_utils.ARGUMENTS_PANEL_TITLE = texts.arguments
    rich_utils.OPTIONS_PANEL_TITLE = texts.options
    rich_utils.COMMANDS_PANEL_TITLE = texts.commands
    rich_utils.REQUIRED_LONG_STRING = texts.required
    rich_utils.DEFAULT_STRING = texts.default


def usage_of(command: Any, ctx: typer.Context, formatter: Any, texts: TerminalHelpTexts) -> None:  # noqa: ANN401  # as above
    """The line that says how a command is typed."""
    pieces = command.collect_usage_pieces(ctx)
    formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=f"{texts.usage} ")


class WordedCommand(TyperCommand):
    """A command whose help is in the office's language."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401  # Typer's own signature
        """Typer's, in words of ours."""
        usage_of(self, ctx, formatter, TerminalHelpTexts(wanted_locale()))

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401  # as above
        """Typer's, in words of ours."""
        put_into_words(self, ctx, TerminalHelpTexts(wanted_locale()))
        super().format_help(ctx, formatter)
