"""Actions in the case: each with its state, the next thing to do and a menu for the rest."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from bot.domain.action_steps import ActionStep
from bot.domain.actions import Action, ActionStatus, Proof
from bot.domain.office import Office
from bot.ui.blocks import Block, StepButton, actions, button, overflow, section
from bot.ui.dates import day_of, relative
from bot.ui.escape import cut, mrkdwn, one_line
from bot.ui.people import mention
from bot.ui.read_back import read_back, text_in
from bot.ui.texts.catalogue import Texts

PREFIX = "action_"
"""What the action_id of a step on an action, and the callback_id of its form, begin with."""
MORE = "actions_more"
SHOWN = 10
"""Actions shown in a case, those still to be done first."""
QUOTED_MAX = 300
"""Characters of what people wrote in one line of an action."""


def action_blocks(
    listed: Sequence[tuple[Action, Sequence[ActionStep]]],
    *,
    office: Office,
    texts: Texts,
    now: datetime,
) -> list[Block]:
    """A case's actions, each with what the reader may do to it."""
    if not listed:
        return []
    ordered = sorted(listed, key=lambda one: (not one[0].status.is_running, one[0].due_on))
    rows = [
        block
        for action, steps in ordered[:SHOWN]
        for block in _action(action, steps, office=office, texts=texts, now=now)
    ]
    return [section(f"*{texts.steps.life.actions}*"), *rows]


def action_button(
    step: ActionStep, action_id: UUID, *, texts: Texts, primary: bool = False
) -> StepButton:
    """The button of a step on an action, for any message or modal about it."""
    return StepButton(
        label=texts.steps.action_label[step],
        action_id=f"{PREFIX}{step}",
        value=str(action_id),
        primary=primary,
    )


def pressed(action: Mapping[str, Any]) -> tuple[ActionStep, UUID]:
    """Which step of which action a button, or an entry of the menu, asks for.

    Raises UnreadableError.
    """
    if action["action_id"] == MORE:
        step, _, action_id = text_in(action).partition(":")
        return read_back(ActionStep, step), read_back(UUID, action_id)
    step = str(action["action_id"]).removeprefix(PREFIX)
    return read_back(ActionStep, step), read_back(UUID, action.get("value"))


def step_row(action: Action, steps: Sequence[ActionStep], *, texts: Texts) -> Block:
    """The next thing to do to an action as a button, and a menu for the rest."""
    first, *others = steps
    menu = [(texts.steps.action_label[step], f"{step}:{action.id}") for step in others]
    more = [overflow(menu, action_id=MORE)] if menu else []
    row = [button(action_button(first, action.id, texts=texts)), *more]
    return actions(row, block_id=f"{PREFIX}{action.id}")


def _action(
    action: Action, steps: Sequence[ActionStep], *, office: Office, texts: Texts, now: datetime
) -> Iterator[Block]:
    says, words = texts.steps.life, texts.steps.words
    today = now.astimezone(office.zone).date()
    named = says.action.format(
        ref=action.ref,
        kind=words.action_kind[action.kind].lower(),
        title=_quoted(action.title),
        owner=mention(action.owner),
        due=day_of(action.due_on, texts, today=today),
        status=_status(action, texts=texts, today=today),
    )
    yield section("\n".join([named, *_traces(action, office=office, texts=texts, now=now)]))
    if steps:
        yield step_row(action, steps, texts=texts)


def _traces(action: Action, *, office: Office, texts: Texts, now: datetime) -> Iterator[str]:
    """How one will tell that it worked, what proves that it was done, and the judgement."""
    says, today = texts.steps.life, now.astimezone(office.zone).date()
    if action.success_criterion:
        yield says.action_criterion.format(text=_quoted(action.success_criterion))
    if action.proof and action.done_at and action.done_by:
        yield says.action_proof.format(
            when=relative(action.done_at, office.zone, texts, now=now),
            who=mention(action.done_by),
            text=_proof(action.proof),
        )
    if action.status is ActionStatus.DONE and action.check_on:
        yield says.action_to_check.format(day=day_of(action.check_on, texts, today=today))
    if action.findings and action.checked_at and action.checked_by:
        verdict = says.action_effective if action.is_effective else says.action_ineffective
        yield verdict.format(
            when=relative(action.checked_at, office.zone, texts, now=now),
            who=mention(action.checked_by),
            text=_quoted(action.findings),
        )


def _proof(proof: Proof) -> str:
    return " · ".join(_quoted(part) for part in (proof.text, proof.link, proof.file) if part)


def _quoted(text: str) -> str:
    return mrkdwn(cut(one_line(text), QUOTED_MAX))


def _status(action: Action, *, texts: Texts, today: date) -> str:
    says, word = texts.steps.life, texts.steps.words.action_status[action.status]
    if not action.status.is_running:
        return word
    if action.due_on < today:
        return says.action_late.format(status=word)
    return says.action_in_plan.format(status=word) if action.is_in_plan else word
