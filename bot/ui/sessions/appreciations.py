"""Appreciations on screen: what surveys say of a session."""

from collections.abc import Iterator

from bot.domain.sessions.appreciations import LEVELS, AppreciationFigures
from bot.ui.blocks.blocks import Block, context
from bot.ui.texts.catalogue import Texts
from bot.ui.texts.language import BETWEEN


def figures_lines(said: AppreciationFigures, texts: Texts) -> list[Block]:
    """How many answered, the mean, how many gave what; nothing where nobody answered."""
    return [context(BETWEEN.join(_figures(said, texts)))] if said.answers else []


def _figures(said: AppreciationFigures, texts: Texts) -> Iterator[str]:
    says = texts.appreciations
    yield says.said.format(answers=says.answers.say(said.answers))
    if said.mean is not None:
        mean = f"{said.mean:.1f}".replace(".", texts.summary.decimal_mark)
        yield says.mean.format(mean=mean)
        counts = (str(said.by_level.get(level, 0)) for level in range(LEVELS, 0, -1))
        yield says.levels.format(counts=", ".join(counts))
    if waiting := says.to_judge.say(said.waiting):
        yield waiting
