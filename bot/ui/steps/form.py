"""What a step's form is: what it asks, the letter it drafts, and the step it reads."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.domain.letters import Letter, LetterKind, Told
from bot.domain.steps import Wanted
from bot.ui.answers import Answers
from bot.ui.blocks import Block
from bot.ui.steps.scene import Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The form of one step.

    `read` gives None where an answer is refused, which the answers then remember. With a
    `draft`, the `letter` is shown once what it says has been given, in the same modal; a
    draft of None says that no letter goes with these answers.
    """

    ask: Callable[[Scene], list[Block]]
    read: Callable[[Answers, Scene, Told | None], Wanted | None]
    letter: LetterKind | None = None
    draft: Callable[[Answers, Scene], Letter | None] | None = None
    is_drafted_at_once: bool = False
