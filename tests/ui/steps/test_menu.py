"""Where each step is offered: all of them within two clicks of the card."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.domain.action_steps import ActionStep
from bot.domain.actions import ActionStatus, Proof
from bot.domain.cases import Status
from bot.domain.lifecycles import Step
from bot.domain.roles import LEADING, Role
from bot.domain.steps import next_step, steps_open_to
from bot.domain.taxonomy import Kind
from bot.ui.card import VIEW_CASE, card
from bot.ui.case_view import CaseLook, case_modal
from bot.ui.steps import action_menu
from bot.ui.steps.menu import MORE, pressed
from bot.ui.texts.french import FRENCH
from tests.support.builders import OFFICE, QUALITY
from tests.support.forms import spaced
from tests.support.lives import (
    NOW,
    action,
    around,
    case_in,
    complaint,
    done_action,
    incident,
    statuses_of,
)

EVERY_STATUS = pytest.mark.parametrize(
    ("status", "kind"), [(status, kind) for kind in Kind for status in statuses_of(kind)]
)


def row_of(case: Any) -> list[dict[str, Any]]:
    """The buttons and the menu of the card."""
    post = card(case, office=OFFICE, texts=FRENCH, now=NOW, around=around(case))
    row: list[dict[str, Any]] = post.blocks[-1]["elements"]
    return row


def opened(case: Any, **given: Any) -> dict[str, Any]:
    """The case's modal, for somebody who leads it."""
    near = given.pop("around", around(case))
    usual: dict[str, Any] = {
        "steps": steps_open_to(case, LEADING, around=near),
        "roles": LEADING,
        "reader": QUALITY,
    }
    return case_modal(
        CaseLook(case=case, office=OFFICE, texts=FRENCH, now=NOW, around=near, **usual | given)
    )


def offered_in(view: dict[str, Any]) -> list[Step]:
    """The steps whose buttons stand in a view."""
    elements = [one for block in view["blocks"] for one in block.get("elements", ())]
    return [pressed(one)[0] for one in elements if str(one.get("action_id")).startswith("step_")]


@EVERY_STATUS
def test_a_card_has_three_buttons_at_most_and_a_menu_of_five(status: Status, kind: Kind) -> None:
    row = row_of(case_in(status, kind))
    buttons = [one for one in row if one["type"] == "button"]
    menus = [one for one in row if one["type"] == "overflow"]

    assert len(buttons) <= 3
    assert VIEW_CASE in {one["action_id"] for one in buttons}
    assert all(0 < len(menu["options"]) <= 5 for menu in menus)


@EVERY_STATUS
def test_what_the_case_waits_for_comes_first_and_alone_in_colour(
    status: Status, kind: Kind
) -> None:
    case = case_in(status, kind)
    row = row_of(case)
    first = next_step(case, around=around(case))
    coloured = [one["action_id"] for one in row if one.get("style") == "primary"]

    assert coloured == ([f"step_{first}"] if first else [])
    assert first is None or row[0]["action_id"] == f"step_{first}"


@EVERY_STATUS
def test_the_case_offers_every_step_its_reader_may_take_once(status: Status, kind: Kind) -> None:
    case = case_in(status, kind)
    offered = offered_in(opened(case))
    allowed = steps_open_to(case, LEADING, around=around(case))

    assert set(allowed) <= set(offered)
    assert set(offered) - set(allowed) <= {Step.CLOSE}
    assert len(offered) == len(set(offered))


def test_those_who_may_only_follow_are_offered_only_that() -> None:
    case = complaint()
    reporter = frozenset({Role.REPORTER})
    view = opened(case, steps=steps_open_to(case, reporter), roles=reporter)

    assert set(offered_in(view)) == {Step.ADD_NOTE, Step.CORRECT_FACTS}


def test_a_menu_says_which_step_of_which_case() -> None:
    case = incident()
    menu = row_of(case)[-1]
    chosen = {"action_id": MORE, "selected_option": menu["options"][0]}

    assert pressed(chosen) == (Step.QUALIFY, case.id)


def test_a_step_done_once_gives_way_to_the_others() -> None:
    fresh = [one["action_id"] for one in row_of(complaint())]
    given = [one["action_id"] for one in row_of(complaint(owner=QUALITY, qualified_at=NOW))]

    assert fresh[1] == "step_take_charge"
    assert given[1] == "step_request_information"


class TestActions:
    """Actions in the case, each with what its reader may do."""

    def test_show_their_state_and_what_to_do_next(self) -> None:
        view = opened(incident(), around=around(incident(), actions=(action(), done_action())))
        sections = [spaced(block["text"]["text"]) for block in view["blocks"] if "text" in block]
        rows = rows_of_actions(view)

        assert any("· corrective ·" in one for one in sections)
        assert any(one.endswith("à faire") for one in sections)
        assert any("faite, effet à vérifier" in one for one in sections)
        assert action_menu.pressed(rows[0]["elements"][0])[0] is ActionStep.COMPLETE

    def test_late_ones_say_so(self) -> None:
        late = action(due_on=NOW.date().replace(day=1))
        view = opened(incident(), around=around(incident(), actions=(late,)))

        assert "à faire, en retard" in str(view)

    def test_say_what_proves_them_and_who_judged_them(self) -> None:
        proof = Proof(text="fiche signée", link="https://exemple.test/f", file="fiche.pdf")
        done = done_action(proof=proof, check_on=date(2027, 1, 15), success_criterion="0 panne")
        judged: dict[str, Any] = {
            "checked_at": NOW,
            "checked_by": QUALITY,
            "findings": "0 panne <!here>",
        }
        effective = replace(done, status=ActionStatus.EFFECTIVE, is_effective=True, **judged)
        failed = action(is_effective=False, **judged)
        view = opened(incident(), around=around(incident(), actions=(done, effective, failed)))
        blocks = [block["text"]["text"] for block in view["blocks"] if "text" in block]
        said = spaced("\n".join(blocks))

        assert "preuve : fiche signée · https://exemple.test/f · fiche.pdf" in said
        assert "Réussie si : 0 panne" in said
        assert said.count("Effet à vérifier le vendredi 15 janvier 2027") == 1
        assert f"Efficace selon <@{QUALITY}>, aujourd'hui à 17 h 50 : 0 panne &lt;!here&gt;" in said
        assert f"Sans effet selon <@{QUALITY}>" in said

    def test_a_menu_says_which_step_of_which_action(self) -> None:
        chosen = {
            "action_id": action_menu.MORE,
            "selected_option": {"value": f"cancel:{action().id}"},
        }

        assert action_menu.pressed(chosen) == (ActionStep.CANCEL, action().id)

    def test_strangers_may_do_nothing_to_them(self) -> None:
        view = opened(
            incident(), around=around(incident(), actions=(action(),)), reader="U0STRANGER"
        )

        assert not rows_of_actions(view)


def rows_of_actions(view: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of buttons under actions."""
    return [one for one in view["blocks"] if one.get("block_id", "").startswith("action_")]
