"""The action plan in a modal, by owner and day; and the actions in somebody's Home tab."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.actions.actions import Action, ActionStatus
from bot.domain.actions.listings import (
    PLAN_PAGE,
    ActionPlan,
    Concern,
    PlanLook,
    PlannedAction,
    PlanScope,
    WaitingActions,
)
from bot.domain.calendar.wall_time import local_day
from bot.slack.payload_shapes import Pressed, View
from bot.ui.actions.action_lines import awaited
from bot.ui.blocks.blocks import (
    Block,
    StepButton,
    actions,
    button,
    context,
    divider,
    header,
    plain,
    section,
)
from bot.ui.blocks.dates import day, day_of
from bot.ui.blocks.escape import cut, mrkdwn, one_line
from bot.ui.blocks.modal import carried_by, modal
from bot.ui.blocks.people import mention
from bot.ui.blocks.read_back import page_in, read_back
from bot.ui.steps.menu import QUOTED_MAX, step_row
from bot.ui.texts.catalogue import Texts
from bot.ui.texts.language import BETWEEN

CALLBACK_ID = "action_plan"
OPEN_PLAN = "open_action_plan"
SCOPE = "plan_scope_"
TURN = "plan_turn_"
"""Beginnings of action ids; a list, or a direction, follows."""


def plan_modal(plan: ActionPlan, *, texts: Texts, now: datetime) -> Block:
    """A page of the plan; what is looked at comes back with it, unseen."""
    says, look = texts.plan, plan.look
    zone = plan.office.zone
    blocks = [_scopes(look, texts), divider()]
    if plan.actions:
        blocks += [*_by_owner(plan, texts=texts, zone=zone, now=now), *_position(plan, texts)]
    else:
        blocks.append(section(plain(says.empty[look.scope])))
    return modal(
        says.title, blocks, callback_id=CALLBACK_ID, close=says.close, carried=carried_look(look)
    )


def plan_look_of(view: View | None) -> PlanLook | None:
    """The view of an open plan; None where something else is open."""
    if view is None or view.callback_id != CALLBACK_ID:
        return None
    return look_in(carried_by(view))


def carried_look(look: PlanLook) -> dict[str, Any]:
    """The view, for a modal to carry unseen."""
    return {"scope": look.scope, "page": look.page}


def look_in(carried: Mapping[str, Any]) -> PlanLook:
    """Read back from `carried_look`."""
    return PlanLook(
        scope=read_back(PlanScope, carried.get("scope")), page=page_in(carried.get("page"))
    )


def plan_look_after(look: PlanLook, pressed: Pressed) -> PlanLook:
    """The look after a press."""
    action_id = pressed.action_id
    if action_id.startswith(SCOPE):
        return PlanLook(scope=read_back(PlanScope, action_id.removeprefix(SCOPE)))
    return PlanLook(scope=look.scope, page=page_in(pressed.value))


def waiting_blocks(
    waiting: WaitingActions, *, texts: Texts, zone: ZoneInfo, now: datetime
) -> list[Block]:
    """The actions and checks that wait for somebody, for the Home tab."""
    if not waiting.actions:
        return []
    says = texts.plan
    rows = [
        block for one in waiting.actions for block in _action(one, texts=texts, zone=zone, now=now)
    ]
    is_more = waiting.total > len(waiting.actions)
    rest = [context(plain(says.waiting_more))] if is_more else []
    return [header(says.waiting.format(count=waiting.total)), *rows, *rest]


def spoken_waiting(
    waiting: WaitingActions, *, texts: Texts, zone: ZoneInfo, now: datetime
) -> list[str]:
    """The waiting actions as lines of text, for the tab as it is read aloud."""
    if not waiting.actions:
        return []
    lines = [_line(one, texts=texts, zone=zone, now=now) for one in waiting.actions]
    return [texts.plan.waiting.format(count=waiting.total), *lines]


def _scopes(look: PlanLook, texts: Texts) -> Block:
    return actions(
        [
            button(
                StepButton(
                    label=texts.plan.scope[scope],
                    action_id=f"{SCOPE}{scope}",
                    value=scope,
                    primary=scope is look.scope,
                )
            )
            for scope in PlanScope
        ]
    )


def _by_owner(plan: ActionPlan, *, texts: Texts, zone: ZoneInfo, now: datetime) -> Iterator[Block]:
    for owner, planned in groupby(plan.actions, key=lambda one: one.action.owner):
        yield section(f"*{mention(owner)}*")
        for one in planned:
            yield from _action(one, texts=texts, zone=zone, now=now)


def _action(one: PlannedAction, *, texts: Texts, zone: ZoneInfo, now: datetime) -> Iterator[Block]:
    yield section(_line(one, texts=texts, zone=zone, now=now))
    if one.steps:
        yield step_row(one.action, one.steps, texts=texts)


def _line(one: PlannedAction, *, texts: Texts, zone: ZoneInfo, now: datetime) -> str:
    action = one.action
    said = [*_facts(action, texts=texts, zone=zone, now=now)]
    lent = [texts.home.concern[Concern.LENT]] if one.is_lent else []
    facts = BETWEEN.join([*said, *lent])
    return texts.plan.action.format(
        ref=action.ref,
        kind=texts.words.action_kind.in_line[action.kind],
        title=mrkdwn(cut(one_line(action.title), QUOTED_MAX)),
        facts=facts[:1].upper() + facts[1:],
    )


def _facts(action: Action, *, texts: Texts, zone: ZoneInfo, now: datetime) -> Iterator[str]:
    """When it is due, where it stands, what came of it, where it comes from."""
    says, today = texts.plan, local_day(now, zone)
    owed, is_to_do = awaited(action, texts, today=today), action.status.is_running
    if not is_to_do:
        yield says.due.format(day=day_of(action.due_on, texts, today=today))
        yield texts.words.action_status.in_line[action.status]
    if owed is not None:
        yield owed
    if is_to_do and not action.days_late(today):
        yield texts.words.action_status.in_line[action.status]
    if action.status is ActionStatus.EFFECTIVE and action.checked_at:
        yield says.judged.format(day=day(action.checked_at, zone, texts, now=now))
    if action.reopened_count:
        yield says.reopened.say(action.reopened_count)
    yield _origin(action, texts)


def _origin(action: Action, texts: Texts) -> str:
    """« dossier REC-2026-0007 », « décision de réunion (2026-10) »."""
    says = texts.plan
    origin = texts.words.action_origin.in_line[action.origin]
    if action.period:
        origin = says.origin_of.format(origin=origin, period=action.period)
    if not action.origin_refs:
        return origin
    return says.origin_refs.format(origin=origin, refs=", ".join(action.origin_refs))


def _position(plan: ActionPlan, texts: Texts) -> list[Block]:
    page, first = plan.look.page, plan.look.page * PLAN_PAGE + 1
    last = first + len(plan.actions) - 1
    said = texts.plan.position.format(first=first, last=last, total=plan.total)
    turns = [
        (page > 0, texts.home.previous, "back", page - 1),
        (last < plan.total, texts.home.next, "on", page + 1),
    ]
    buttons = [
        button(StepButton(label=label, action_id=f"{TURN}{way}", value=str(to)))
        for is_there, label, way, to in turns
        if is_there
    ]
    return [context(said), *([actions(buttons)] if buttons else [])]
