"""A form's letter: drafted from its answers, and drafted anew where these change beneath it.

A letter that is drafted anew stands in inputs of other names: in one of the same name Slack keeps
the old text.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Self

from bot.domain.calendar.wall_time import ALWAYS
from bot.domain.cases.letters import Letter
from bot.domain.steps.decisions import StepCommand
from bot.slack.payload_shapes import View
from bot.ui.blocks.answers import Answers
from bot.ui.blocks.blocks import Block, context, divider, plain
from bot.ui.blocks.modal import again, carried_by
from bot.ui.blocks.read_back import moment_in, read_back
from bot.ui.steps.form import TO_COME, Form, FormContext
from bot.ui.steps.letters import (
    BENEATH,
    NOTICE,
    is_of_letter,
    letter_blocks,
    submit_now,
    submit_of,
)

_MARK = 16
"""Figures that tell one draft from another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterDraft:
    """From what the letter in a form was drafted, and what stood between its parts.

    `at` is the instant of which it is; `number` counts the drafts of one form. Without a `mark`
    it is a form's that an older release opened, which does not say from what it was drafted.
    """

    mark: str
    at: datetime
    joins: tuple[str, ...] = ()
    number: int = 0

    @classmethod
    def of(cls, letter: Letter, *, at: datetime, number: int = 0) -> Self:
        return cls(mark=mark_of(letter), at=at, number=number)

    @property
    def carried(self) -> dict[str, Any]:
        drafted = {"mark": self.mark, "at": self.at.isoformat(), "number": self.number}
        return {"joins": self.joins, "draft": drafted}


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """The form is right so far: its letter is to be read, and changed, before it is kept.

    `letter` is shown, as it was drafted or as somebody wrote it; a `notice` says why it is to be
    read once more. `wanted` is the step as it would be, so that what stands against it is said now.
    """

    letter: Letter
    wanted: StepCommand
    draft: LetterDraft
    notice: str | None = None


def mark_of(letter: Letter) -> str:
    """Tells a letter from one that says otherwise, whatever its spaces."""
    words = " ".join(f"{letter.subject}\n{letter.body}".split())
    return hashlib.sha256(words.encode()).hexdigest()[:_MARK]


def draft_in(carried: dict[str, Any]) -> LetterDraft | None:
    """What a form carries of its letter; None while it holds none. Raises UnreadableError."""
    joins, drafted = carried.get("joins"), carried.get("draft") or {}
    if joins is None:
        return None
    return LetterDraft(
        joins=read_back(tuple[str, ...], joins),
        mark=read_back(str, drafted.get("mark", "")),
        at=moment_in(drafted.get("at", ALWAYS.isoformat())),
        number=read_back(int, drafted.get("number", 0)),
    )


def with_letter(view: View, scene: FormContext, *, drafted: Drafted) -> Block:
    """The letter in the place of the form, whose answers are all kept beneath it.

    What was told at once is no longer: the letter is drafted, and nothing else is asked.
    """
    says, draft = scene.texts.steps, drafted.draft
    above, joins = letter_blocks(drafted.letter, scene, draft=draft.number)
    kept = [
        {name: value for name, value in block.items() if name != "dispatch_action"}
        for block in view.blocks
        if not (is_of_letter(block) or block.get("block_id") == TO_COME)
    ]
    notice = [context(plain(drafted.notice), block_id=NOTICE)] if drafted.notice else []
    rule = divider() | {"block_id": f"{BENEATH}_rule"}
    before = [rule, context(plain(says.letter.before), block_id=BENEATH)] if kept else []
    is_first = draft_in(carried_by(view)) is None
    return again(
        view,
        [*notice, *above, *before, *kept],
        submit=submit_of(drafted.letter.kind, scene) if is_first else submit_now(view, scene),
        carried=carried_by(view) | replace(draft, joins=joins).carried,
    )


def drafted_anew(
    view: View,
    form: Form,
    scene: FormContext,
    *,
    draft: LetterDraft,
    written: Letter,
    wanted: StepCommand,
) -> Drafted | None:
    """The letter to be read once more, where the answers beneath it make another draft now.

    What somebody wrote into it stays, and they are told to look at it. None where it says what
    the answers do, or these are too few to draft it from.
    """
    answers, says = Answers(view), scene.texts.steps.letter
    now = form.draft(answers, replace(scene, now=draft.at)) if form.draft and draft.mark else None
    if now is None or answers.refusals or mark_of(now) == draft.mark:
        return None
    anew = replace(draft, mark=mark_of(now))
    if mark_of(written) != draft.mark:
        return Drafted(letter=written, wanted=wanted, draft=anew, notice=says.to_check)
    anew = replace(anew, number=draft.number + 1)
    return Drafted(letter=now, wanted=wanted, draft=anew, notice=says.redrafted)
