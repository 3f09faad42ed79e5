"""`/qualite aide`, and what is left to set up."""

from collections.abc import Iterable, Sequence

from bot.domain.school.office import OfficeChoice
from bot.ui.blocks.blocks import Post, header, section, unfolded
from bot.ui.blocks.escape import cut, mrkdwn, one_line
from bot.ui.blocks.people import mentions
from bot.ui.texts.catalogue import Texts

QUOTED_MAX = 80
FOR_EVERYBODY = 6
"""So many commands, which come first, are for everybody."""


def help_post(texts: Texts) -> Post:
    """Each command and what it does, and the one rule for whoever writes."""
    says = texts.help
    lines = _lines(says.lines)
    return Post(
        text=f"{says.title}\n{lines}\n{says.rule}",
        blocks=[header(says.title), unfolded(lines), section(says.rule)],
    )


def short_help(texts: Texts, *, typed: str) -> Post:
    """That Vigie does not know what was typed, the commands for everybody, all the other words."""
    says = texts.help
    quoted = mrkdwn(cut(one_line(typed), QUOTED_MAX))
    said = says.not_understood.format(typed=quoted)
    others = dict.fromkeys(typed.split()[1] for typed, _ in says.lines[FOR_EVERYBODY:-1])
    words = says.other_words.format(words=", ".join(f"`{word}`" for word in others))
    lines = f"{_lines([*says.lines[:FOR_EVERYBODY], says.lines[-1]])}\n{words}"
    return Post(text=f"{said}\n{lines}", blocks=[section(said), unfolded(lines)])


def _lines(commands: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"`{typed}` {does}" for typed, does in commands)


def setup_notice(texts: Texts, *, missing: Sequence[OfficeChoice], who: Sequence[str]) -> Post:
    """Settings left to choose, and which people may; a workspace admin when there are none."""
    said = setup_left(texts, missing=missing, who=who)
    return Post(text=said, blocks=[section(said)])


def setup_left(texts: Texts, *, missing: Sequence[OfficeChoice], who: Sequence[str]) -> str:
    """The setup notice as a paragraph."""
    says = texts.notice
    listed = [says.setup_missing.format(what=says.choice[choice]) for choice in missing]
    by = says.setup_by.format(who=mentions(who, texts)) if who else says.setup_by_admin
    return "\n".join([says.setup, *listed, by])
