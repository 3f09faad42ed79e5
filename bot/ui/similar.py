"""Cases like the one that is open, each with what to do about it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from bot.domain.cases import Case
from bot.domain.lifecycles import Step
from bot.ui import case_lines
from bot.ui.blocks import Block, StepButton, actions, button, context, plain, section
from bot.ui.escape import cut, mrkdwn, one_line
from bot.ui.read_back import read_back, text_in
from bot.ui.texts.catalogue import Texts

SAME = "similar_same"
LINK = "similar_link"
"""Action ids; their value names the open case and the other one."""

_EXCERPT_MAX = 140


def similar_blocks(case: Case, similar: Sequence[Case], *, texts: Texts) -> list[Block]:
    """The cases most like this one; nothing where there are none."""
    if not similar:
        return []
    rows = [block for other in similar for block in _row(case, other, texts)]
    return [section(f"*{texts.similar.title}*"), *rows]


def pair_in(action: Mapping[str, Any]) -> tuple[UUID, str]:
    """The open case and the other's reference, from a button."""
    case_id, _, ref = text_in(action).partition(":")
    return read_back(UUID, case_id), ref


def _row(case: Case, other: Case, texts: Texts) -> Iterator[Block]:
    value = f"{case.id}:{other.ref}"
    title = mrkdwn(case_lines.title(other, texts, brief=True))
    excerpt = cut(one_line(other.description), _EXCERPT_MAX)
    yield section(f"*{title}*")
    yield context(plain(excerpt), texts.words.status[other.status])
    same = StepButton(label=texts.steps.label[Step.MARK_DUPLICATE], action_id=SAME, value=value)
    link = StepButton(label=texts.similar.link, action_id=LINK, value=value)
    spoken = texts.similar.link_spoken.format(ref=other.ref)
    yield actions([button(same), button(link, spoken=spoken)])
