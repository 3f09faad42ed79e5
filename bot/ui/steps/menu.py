"""Which steps are offered where: two on the card, three in its menu, all of them in the case.

Steps behind a door are offered by it, in one place. An action_id is `step_`, `door_` or `action_`
and the step or the door; the value is the id of the case or action. In a
menu, whose entries share one action_id, the value says both.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from uuid import UUID

from bot.domain.actions.action_steps import ActionStep
from bot.domain.actions.actions import Action, ActionStatus, Proof, is_independent
from bot.domain.cases.cases import Case, Status
from bot.domain.cases.roles import HANDLING, Role
from bot.domain.cases.stages import Stage, stage_of
from bot.domain.school.office import Office
from bot.domain.steps.deciding import COMMANDS, next_step, steps_open_to
from bot.domain.steps.decisions import ALONE, CaseContext
from bot.domain.steps.doors import Door, entries
from bot.domain.steps.lifecycles import Step, lifecycle_of
from bot.slack.payload_shapes import Pressed
from bot.ui.blocks.blocks import Block, StepButton, actions, button, overflow, section
from bot.ui.blocks.dates import day_of, relative
from bot.ui.blocks.escape import cut, mrkdwn, one_line
from bot.ui.blocks.people import mention
from bot.ui.blocks.read_back import read_back, text_in
from bot.ui.texts.catalogue import Texts
from bot.ui.texts.language import BETWEEN

PREFIX = "step_"
"""The prefix of the action_id of a step's button, and of its form's callback_id."""
DOOR_PREFIX = "door_"
"""The prefix of the action_id of a door's button."""
MORE = "steps_more"
ACTION_PREFIX = "action_"
"""The prefix of the action_id of a step on an action, and of its form's callback_id."""
MORE_ON_ACTION = "actions_more"
SHOWN = 10
"""Actions shown in a case, those still to be done first."""
QUOTED_MAX = 300
"""Characters of what people wrote in one line of an action."""
ON_CARD = 2
"""Entries shown as buttons on a card, beside « Voir le dossier »."""
IN_MENU = 3
"""Entries in a card's menu, so that six things at most can be done from it."""
AT_TOP = 4
"""Steps shown above a case's facts; the others stand beneath them."""
Entry = Step | Door
_BEFORE_ANYTHING = frozenset({Stage.TO_ACKNOWLEDGE, Stage.TO_ANSWER, Stage.TO_TAKE_ON})
"""Where closing lacks nearly everything, so that a button for it would say nothing."""


def card_entries(case: Case, around: CaseContext = ALONE) -> list[Entry]:
    """All that somebody may do now, most sensible first.

    Everyone in the channel sees the same card: who may is checked when they press. Of a new
    complaint the second question is whether it is one.
    """
    open_now = entries(steps_open_to(case, HANDLING, around=around))
    first, is_new = next_step(case, around=around), case.status is Status.RECEIVED

    def order(entry: Entry) -> tuple[bool, ...]:
        is_triage = is_new and entry is Door.RECLASSIFY
        return entry is not first, not is_triage, _is_aside(entry), _is_done(entry, case)

    return sorted(open_now, key=order)


def card_buttons(case: Case, texts: Texts, *, around: CaseContext = ALONE) -> list[StepButton]:
    """The steps a card shows, what the case waits for first and in the primary style."""
    first = next_step(case, around=around)
    return [
        step_button(entry, case.id, texts=texts, primary=entry is first)
        for entry in card_entries(case, around)[:ON_CARD]
    ]


def card_menu(case: Case, texts: Texts, *, around: CaseContext = ALONE) -> list[Block]:
    """The menu « … » with what follows that which is shown."""
    more = card_entries(case, around)[ON_CARD : ON_CARD + IN_MENU]
    choices = [(_label(entry, texts), f"{entry}:{case.id}") for entry in more]
    return [overflow(choices, action_id=MORE)] if choices else []


def usual_steps(
    case: Case, steps: Iterable[Step], *, texts: Texts, around: CaseContext = ALONE
) -> list[Block]:
    """In the case: the first steps of its usual way that somebody may take, as a row of buttons."""
    first, usual = next_step(case, around=around), _usual(case, steps, around)
    return _row("usual_steps", usual[:AT_TOP], case, texts=texts, first=first)


def other_steps(
    case: Case,
    steps: Iterable[Step],
    *,
    texts: Texts,
    roles: frozenset[Role],
    around: CaseContext = ALONE,
) -> list[Block]:
    """In the case: the other steps, and closing while it is too early, to be told what lacks.

    That is not offered before anything was done.
    """
    offered = tuple(steps)
    closing = [Step.CLOSE] if Step.CLOSE not in offered and _may_close_later(case, roles) else []
    usual = _usual(case, offered, around)[AT_TOP:]
    others = entries(step for step in offered if _is_aside(step))
    return _row("other_steps", [*usual, *closing, *others], case, texts=texts, first=None)


def _usual(case: Case, steps: Iterable[Step], around: CaseContext) -> list[Step]:
    first = next_step(case, around=around)
    return sorted(
        (step for step in steps if not _is_aside(step)),
        key=lambda step: (step is not first, _is_done(step, case)),
    )


def step_button(entry: Entry, case_id: UUID, *, texts: Texts, primary: bool = False) -> StepButton:
    """The button of a step or a door, for any message or modal about a case."""
    prefix = DOOR_PREFIX if isinstance(entry, Door) else PREFIX
    return StepButton(
        label=_label(entry, texts),
        action_id=f"{prefix}{entry}",
        value=str(case_id),
        primary=primary,
    )


def pressed(button: Pressed) -> tuple[Entry | ActionStep, UUID]:
    """Which step of which case or action a button, or an entry of a menu, asks for.

    Raises UnreadableError.
    """
    if button.action_id in {MORE, MORE_ON_ACTION}:
        code, _, about = text_in(button).partition(":")
        return _entry(code, button.action_id), read_back(UUID, about)
    if button.action_id.startswith(DOOR_PREFIX):
        door = read_back(Door, button.action_id.removeprefix(DOOR_PREFIX))
        return door, read_back(UUID, button.value)
    return step_named(button.action_id), read_back(UUID, button.value)


def _entry(code: str, menu: str) -> Entry | ActionStep:
    if menu == MORE_ON_ACTION:
        return read_back(ActionStep, code)
    return Door(code) if code in set(Door) else read_back(Step, code)


def _label(entry: Entry, texts: Texts) -> str:
    says = texts.steps
    return says.doors.label[entry] if isinstance(entry, Door) else says.label[entry]


def step_named(code: str) -> Step | ActionStep:
    """The step of a button's action_id, or of a form's callback_id. Raises UnreadableError."""
    if code.startswith(PREFIX):
        return read_back(Step, code.removeprefix(PREFIX))
    return read_back(ActionStep, code.removeprefix(ACTION_PREFIX))


def _row(
    name: str, offered: Sequence[Entry], case: Case, *, texts: Texts, first: Step | None
) -> list[Block]:
    buttons = [
        button(step_button(one, case.id, texts=texts, primary=one is first)) for one in offered
    ]
    return [actions(buttons, block_id=name)] if buttons else []


def _is_aside(entry: Entry) -> bool:
    return isinstance(entry, Door) or COMMANDS[entry].is_aside


def _is_done(entry: Entry, case: Case) -> bool:
    return isinstance(entry, Step) and COMMANDS[entry].is_done(case)


def _may_close_later(case: Case, roles: frozenset[Role]) -> bool:
    rule = lifecycle_of(case.kind).rule(Step.CLOSE)
    may = rule is not None and bool(roles & rule.by) and case.status in rule.moves
    return may and stage_of(case) not in _BEFORE_ANYTHING


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
        action_id=f"{ACTION_PREFIX}{step}",
        value=str(action_id),
        primary=primary,
    )


def step_row(action: Action, steps: Sequence[ActionStep], *, texts: Texts) -> Block:
    """The next thing to do to an action as a button, and a menu for the rest."""
    first, *others = steps
    menu = [(texts.steps.action_label[step], f"{step}:{action.id}") for step in others]
    more = [overflow(menu, action_id=MORE_ON_ACTION)] if menu else []
    row = [button(action_button(first, action.id, texts=texts)), *more]
    return actions(row, block_id=f"{ACTION_PREFIX}{action.id}")


def _action(
    action: Action, steps: Sequence[ActionStep], *, office: Office, texts: Texts, now: datetime
) -> Iterator[Block]:
    says, words = texts.steps.life, texts.words
    today = now.astimezone(office.zone).date()
    named = says.action.format(
        ref=action.ref,
        kind=words.action_kind.in_line[action.kind],
        title=_quoted(action.title),
        owner=mention(action.owner),
        due=day_of(action.due_on, texts, today=today),
        status=_status(action, texts=texts, today=today),
    )
    yield section("\n".join([named, *action_traces(action, office=office, texts=texts, now=now)]))
    if steps:
        yield step_row(action, steps, texts=texts)


def action_traces(action: Action, *, office: Office, texts: Texts, now: datetime) -> Iterator[str]:
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
        if action.status is ActionStatus.EFFECTIVE and not is_independent(
            action.checked_by, action
        ):
            yield says.action_judged_alone


def _proof(proof: Proof) -> str:
    return BETWEEN.join(_quoted(part) for part in (proof.text, proof.link, proof.file) if part)


def _quoted(text: str) -> str:
    return mrkdwn(cut(one_line(text), QUOTED_MAX))


def _status(action: Action, *, texts: Texts, today: date) -> str:
    says, word = texts.steps.life, texts.words.action_status.in_line[action.status]
    if action.days_late(today):
        return says.action_late.format(status=word)
    is_in_plan = action.status.is_running and action.is_in_plan
    return says.action_in_plan.format(status=word) if is_in_plan else word
