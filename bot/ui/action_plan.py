"""The action plan in a modal, by owner and day; and the actions in somebody's Home tab."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.action_lists import (
    PLAN_PAGE,
    ActionPlan,
    PlanLook,
    PlannedAction,
    PlanScope,
    WaitingActions,
)
from bot.domain.actions import Action, ActionStatus
from bot.domain.wall_time import local_day
from bot.ui.blocks import (
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
from bot.ui.dates import day, day_of
from bot.ui.escape import cut, mrkdwn, one_line
from bot.ui.modal import carried_by, modal
from bot.ui.people import mention
from bot.ui.read_back import page_in, read_back
from bot.ui.steps.action_menu import QUOTED_MAX, step_row
from bot.ui.texts.catalogue import Texts

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


def plan_look_of(view: Mapping[str, Any] | None) -> PlanLook | None:
    """What an open plan shows; None where something else is open."""
    if view is None or view.get("callback_id") != CALLBACK_ID:
        return None
    return look_in(carried_by(view))


def carried_look(look: PlanLook) -> dict[str, Any]:
    """What is looked at, for a modal to carry unseen."""
    return {"scope": look.scope, "page": look.page}


def look_in(carried: Mapping[str, Any]) -> PlanLook:
    """What `carried_look` said."""
    return PlanLook(
        scope=read_back(PlanScope, carried.get("scope")), page=page_in(carried.get("page"))
    )


def plan_look_after(look: PlanLook, action: Mapping[str, Any]) -> PlanLook:
    """What is to be shown after a press."""
    action_id = str(action["action_id"])
    if action_id.startswith(SCOPE):
        return PlanLook(scope=read_back(PlanScope, action_id.removeprefix(SCOPE)))
    return PlanLook(scope=look.scope, page=page_in(action.get("value")))


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
    """The same as lines of text."""
    if not waiting.actions:
        return []
    lines = [_line(one.action, texts=texts, zone=zone, now=now) for one in waiting.actions]
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
    yield section(_line(one.action, texts=texts, zone=zone, now=now))
    if one.steps:
        yield step_row(one.action, one.steps, texts=texts)


def _line(action: Action, *, texts: Texts, zone: ZoneInfo, now: datetime) -> str:
    facts = " · ".join(_facts(action, texts=texts, zone=zone, now=now))
    return texts.plan.action.format(
        ref=action.ref,
        kind=texts.steps.words.action_kind[action.kind].lower(),
        title=mrkdwn(cut(one_line(action.title), QUOTED_MAX)),
        facts=facts[:1].upper() + facts[1:],
    )


def _facts(action: Action, *, texts: Texts, zone: ZoneInfo, now: datetime) -> Iterator[str]:
    """When it is due, where it stands, what came of it, where it comes from."""
    says, today = texts.plan, local_day(now, zone)
    due = day_of(action.due_on, texts, today=today)
    if action.status.is_running and action.due_on < today:
        yield says.late.format(day=due)
    else:
        yield says.due.format(day=due)
        yield texts.steps.words.action_status[action.status]
    if action.status is ActionStatus.DONE and action.check_on:
        yield says.check.format(day=day_of(action.check_on, texts, today=today))
    if action.status is ActionStatus.EFFECTIVE and action.checked_at:
        yield says.judged.format(day=day(action.checked_at, zone, texts, now=now))
    if action.reopened_count:
        yield says.done_again.format(count=action.reopened_count)
    yield _origin(action, texts)


def _origin(action: Action, texts: Texts) -> str:
    """« dossier REC-2026-0007 », « décision de réunion (2026-10) »."""
    says = texts.plan
    origin = says.origin[action.origin]
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
