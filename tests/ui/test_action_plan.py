"""The action plan keeps to what Slack takes, however much is in it."""

import json
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from bot.domain.actions.action_steps import ActionStep
from bot.domain.actions.actions import ActionOrigin, ActionStatus
from bot.domain.actions.listings import (
    PLAN_PAGE,
    WAITING_MAX,
    ActionPlan,
    PlanLook,
    PlannedAction,
    PlanScope,
    WaitingActions,
)
from bot.sandbox.payload_rules import check_view
from bot.ui.actions.action_plan import (
    SCOPE,
    TURN,
    plan_look_after,
    plan_look_of,
    plan_modal,
    waiting_blocks,
)
from bot.ui.blocks.modal import modal
from bot.ui.texts.catalogue import ENGLISH, FRENCH, Texts
from tests.support.builders import NOW, OFFICE
from tests.support.forms import sent, spaced, used
from tests.support.lives import action

LANGUAGES = pytest.mark.parametrize("texts", [FRENCH, ENGLISH], ids=["french", "english"])
STEPS = tuple(ActionStep)[:5]


def planned(number: int = 1, **given: Any) -> PlannedAction:
    one = action(id=uuid4(), ref=f"ACT-2026-{number:04}", **given)
    return PlannedAction(action=one, case=None, steps=STEPS)


def plan(*found: PlannedAction, look: PlanLook, total: int = 0) -> ActionPlan:
    return ActionPlan(look=look, actions=found, total=total or len(found), office=OFFICE)


def full(look: PlanLook, *, title: str = "<!channel> & long " * 200) -> ActionPlan:
    """A page of which every action has another owner, and everything there is to say."""
    found = (
        planned(
            number,
            title=title,
            owner=f"U0OWNER{number}",
            origin=ActionOrigin.DECISION,
            period="2026-10",
            origin_refs=tuple(f"REC-2026-{one:04}" for one in range(20)),
            reopened_count=2,
        )
        for number in range(PLAN_PAGE)
    )
    return plan(*found, look=look, total=10_000)


@LANGUAGES
@pytest.mark.parametrize("scope", list(PlanScope))
@pytest.mark.parametrize("page", [0, 7])
def test_a_full_page_is_what_slack_takes(texts: Texts, scope: PlanScope, page: int) -> None:
    look = PlanLook(scope=scope, page=page)
    view = plan_modal(full(look), texts=texts, now=NOW)

    assert check_view(view, "modal") == []
    assert plan_look_of(sent(view)) == look
    assert "<!channel>" not in str(view)


@LANGUAGES
@pytest.mark.parametrize("scope", list(PlanScope))
def test_an_empty_list_says_so(texts: Texts, scope: PlanScope) -> None:
    view = plan_modal(plan(look=PlanLook(scope=scope)), texts=texts, now=NOW)

    assert check_view(view, "modal") == []
    assert texts.plan.empty[scope] in str(view)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"due_on": date(2026, 1, 5)}, "En retard : attendue le lundi 5 janvier"),
        (
            {"status": ActionStatus.DONE, "check_on": date(2026, 12, 1)},
            "à vérifier le mardi 1er décembre",
        ),
        (
            {"status": ActionStatus.DONE, "check_on": date(2026, 1, 5)},
            "vérification en retard : attendue le lundi 5 janvier",
        ),
        (
            {"status": ActionStatus.EFFECTIVE, "checked_at": NOW, "reopened_count": 2},
            "vérifiée le",
        ),
        ({"origin_refs": ("REC-2026-0007",)}, "dossier REC-2026-0007"),
        (
            {"origin": ActionOrigin.DECISION, "period": "2026-10"},
            "décision en réunion (2026-10)",
        ),
    ],
)
def test_a_line_says_when_it_is_due_how_it_stands_and_where_it_comes_from(
    given: dict[str, Any], said: str
) -> None:
    view = plan_modal(plan(planned(**given), look=PlanLook()), texts=FRENCH, now=NOW)

    assert said in spaced(json.dumps(view, ensure_ascii=False))


def test_a_press_shows_another_list_or_another_page() -> None:
    look = PlanLook(scope=PlanScope.MINE, page=2)

    assert plan_look_after(look, used({"action_id": f"{SCOPE}settled"})) == PlanLook(
        scope=PlanScope.SETTLED
    )
    assert plan_look_after(look, used({"action_id": f"{TURN}on", "value": "3"})).page == 3
    assert plan_look_of(sent(modal("t", [], callback_id="case", close="c"))) is None


def test_what_waits_beyond_the_first_is_in_the_plan() -> None:
    some = tuple(planned(number) for number in range(WAITING_MAX))
    waiting = WaitingActions(actions=some, total=9)
    blocks = waiting_blocks(waiting, texts=FRENCH, zone=OFFICE.zone, now=NOW)

    assert "(9)" in str(blocks[0])
    assert FRENCH.plan.waiting_more in str(blocks[-1])
    assert waiting_blocks(WaitingActions(), texts=FRENCH, zone=OFFICE.zone, now=NOW) == []
