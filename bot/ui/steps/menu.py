"""Which steps are offered where: two on the card, five in its menu, all of them in the case.

An action_id is `step_` and the step; the value is the case's id. In a menu, whose
entries share one action_id, the value says both.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from bot.domain.cases import Case
from bot.domain.lifecycles import Step, lifecycle_of
from bot.domain.roles import FOLLOWING, Role
from bot.domain.steps import ALONE, Surroundings, next_step, steps_open_to
from bot.ui.blocks import Block, StepButton, actions, button, overflow
from bot.ui.limits import OVERFLOW_MAX
from bot.ui.read_back import read_back, text_in
from bot.ui.texts.catalogue import Texts

PREFIX = "step_"
"""What the action_id of every step's button and the callback_id of its form begin with."""
MORE = "steps_more"
ON_CARD = 2
"""Steps shown as buttons on a card, beside « Voir le dossier »."""

ASIDE = frozenset(
    {
        Step.ADD_NOTE,
        Step.NOTE_EXTERNAL,
        Step.CORRECT_FACTS,
        Step.CORRECT_RECEPTION,
        Step.WAIVE_ACKNOWLEDGEMENT,
        Step.REJECT,
        Step.MARK_DUPLICATE,
        Step.WITHDRAW,
    }
)
"""Steps that are not on the usual way of a case."""


def card_steps(case: Case, around: Surroundings = ALONE) -> list[Step]:
    """Every step that somebody may take now, most sensible first.

    Everyone in the channel sees the same card: who may is checked when they press.
    """
    open_now = steps_open_to(case, FOLLOWING, around=around)
    first = next_step(case, around=around)
    return sorted(
        open_now, key=lambda step: (step is not first, step in ASIDE, _is_done(step, case))
    )


def card_buttons(case: Case, texts: Texts, *, around: Surroundings = ALONE) -> list[StepButton]:
    """The steps a card shows, what the case waits for first and in the primary style."""
    first = next_step(case, around=around)
    return [
        step_button(step, case.id, texts=texts, primary=step is first)
        for step in card_steps(case, around)[:ON_CARD]
    ]


def card_menu(case: Case, texts: Texts, *, around: Surroundings = ALONE) -> list[Block]:
    """The menu « … » with the steps that follow those shown; Slack gives it five entries."""
    more = card_steps(case, around)[ON_CARD : ON_CARD + OVERFLOW_MAX]
    choices = [(texts.steps.label[step], f"{step}:{case.id}") for step in more]
    return [overflow(choices, action_id=MORE)] if choices else []


def usual_steps(
    case: Case, steps: Iterable[Step], *, texts: Texts, around: Surroundings = ALONE
) -> list[Block]:
    """In the case: the steps of its usual way that somebody may take, as a row of buttons."""
    first = next_step(case, around=around)
    usual = sorted(
        (step for step in steps if step not in ASIDE),
        key=lambda step: (step is not first, _is_done(step, case)),
    )
    return _row("usual_steps", usual, case, texts=texts, first=first)


def other_steps(
    case: Case, steps: Iterable[Step], *, texts: Texts, roles: frozenset[Role]
) -> list[Block]:
    """In the case: the other steps, and closing while it is too early, to be told what lacks."""
    offered = tuple(steps)
    closing = [Step.CLOSE] if Step.CLOSE not in offered and _may_close_later(case, roles) else []
    others = [step for step in offered if step in ASIDE]
    return _row("other_steps", [*closing, *others], case, texts=texts, first=None)


def step_button(step: Step, case_id: UUID, *, texts: Texts, primary: bool = False) -> StepButton:
    """The button of a step, for any message or modal about a case."""
    return StepButton(
        label=texts.steps.label[step],
        action_id=f"{PREFIX}{step}",
        value=str(case_id),
        primary=primary,
    )


def pressed(action: Mapping[str, Any]) -> tuple[Step, UUID]:
    """Which step of which case a button, or an entry of the menu, asks for.

    Raises UnreadableError.
    """
    if action["action_id"] == MORE:
        step, _, case_id = text_in(action).partition(":")
        return read_back(Step, step), read_back(UUID, case_id)
    step = str(action["action_id"]).removeprefix(PREFIX)
    return read_back(Step, step), read_back(UUID, action.get("value"))


def _row(
    name: str, steps: list[Step], case: Case, *, texts: Texts, first: Step | None
) -> list[Block]:
    buttons = [
        button(step_button(step, case.id, texts=texts, primary=step is first)) for step in steps
    ]
    return [actions(buttons, block_id=name)] if buttons else []


def _is_done(step: Step, case: Case) -> bool:
    """Whether a step that may be taken again has been taken, so that others come first."""
    match step:
        case Step.ASSIGN:
            return case.owner is not None
        case Step.QUALIFY:
            return case.qualified_at is not None
        case Step.ANALYSE:
            return case.analysis is not None
        case Step.PROPOSE_SOLUTION:
            return case.answered_at is not None
        case _:
            return False


def _may_close_later(case: Case, roles: frozenset[Role]) -> bool:
    rule = lifecycle_of(case.kind).rule(Step.CLOSE)
    return rule is not None and bool(roles & rule.by) and case.status in rule.moves
