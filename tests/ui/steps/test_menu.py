"""Where each step is offered: all of them within three presses of the card."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.domain.actions.action_steps import ActionStep
from bot.domain.actions.actions import ActionStatus, Proof
from bot.domain.cases.cases import Case, Status
from bot.domain.cases.roles import LEADING, Role
from bot.domain.cases.taxonomy import Kind
from bot.domain.steps.deciding import next_step, steps_open_to
from bot.domain.steps.doors import BEHIND, Door, entries
from bot.domain.steps.lifecycles import Step
from bot.ui.cases.card import VIEW_CASE, card
from bot.ui.cases.case_view import CaseLook, case_modal
from bot.ui.steps.choosing import choice_modal
from bot.ui.steps.menu import DOOR_PREFIX, MORE, MORE_ON_ACTION, Entry, card_entries, pressed
from bot.ui.texts.catalogue import FRENCH
from tests.support.builders import OFFICE, QUALITY
from tests.support.forms import spaced, used
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


def test_what_was_decided_and_told_comes_after_what_is_still_to_be_done() -> None:
    """Its last action runs: no step presses, and nothing is to be decided first."""
    case = replace(case_in(Status.ACTIONS_RUNNING, Kind.INCIDENT), root_cause=None)
    running = around(case, actions=(action(case_id=case.id),))
    first = card_entries(case, running)[0]

    assert case.measures
    assert next_step(case, around=running) is None
    assert first not in {Step.DECIDE_MEASURES, Step.INFORM_PARTIES}


def offered_in(view: dict[str, Any]) -> list[Entry | ActionStep]:
    """The steps and doors whose buttons stand in a view."""
    elements = [one for block in view["blocks"] for one in block.get("elements", ())]
    is_entry = re.compile("step_|door_")
    return [pressed(used(one))[0] for one in elements if is_entry.match(str(one.get("action_id")))]


def reached(row: list[dict[str, Any]], case: Case, *, presses: int) -> set[str]:
    """The labels that are found from a row of buttons, doors and the case opened on the way."""
    found: set[str] = set()
    for element in row:
        for shown in element.get("options", [element]):
            found.add(spaced(shown["text"]["text"]))
        if presses > 1:
            found |= reached(behind(element, case), case, presses=presses - 1)
    return found


def behind(element: dict[str, Any], case: Case) -> list[dict[str, Any]]:
    """What stands behind a button: the case's own buttons, a door's choice, else a form."""
    if element["action_id"] == VIEW_CASE:
        blocks = opened(case)["blocks"]
        return [one for block in blocks if block["type"] == "actions" for one in block["elements"]]
    if element["action_id"].startswith(DOOR_PREFIX):
        door = Door(element["action_id"].removeprefix(DOOR_PREFIX))
        open_now = steps_open_to(case, LEADING, around=around(case))
        steps = [step for step in BEHIND[door] if step in open_now]
        view = choice_modal(door, case, steps, texts=FRENCH, is_over_case=True)
        return [block["accessory"] for block in view["blocks"]]
    return []


@EVERY_STATUS
def test_a_card_has_six_entries_at_most_three_of_them_buttons(status: Status, kind: Kind) -> None:
    row = row_of(case_in(status, kind))
    buttons = [one for one in row if one["type"] == "button"]
    menus = [one for one in row if one["type"] == "overflow"]

    assert len(buttons) <= 3
    assert VIEW_CASE in {one["action_id"] for one in buttons}
    assert all(0 < len(menu["options"]) <= 3 for menu in menus)


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

    assert set(entries(allowed)) <= set(offered)
    assert set(offered) - set(entries(allowed)) <= {Step.CLOSE}
    assert len(offered) == len(set(offered))


@EVERY_STATUS
def test_every_step_that_may_be_taken_is_three_presses_from_the_card(
    status: Status, kind: Kind
) -> None:
    case = case_in(status, kind)
    allowed = steps_open_to(case, LEADING, around=around(case))
    labels = {spaced(FRENCH.steps.label[step]) for step in allowed}

    assert labels <= reached(row_of(case), case, presses=3)


def test_no_button_of_a_case_is_shown_twice_however_many_are_like_it() -> None:
    others = tuple(complaint(ref=f"REC-2026-000{n}") for n in range(3))
    blocks = opened(complaint(), similar=others)["blocks"]
    rows = [one for block in blocks for one in block.get("elements", ())]
    labels = [one["text"]["text"] for one in rows if one["type"] == "button"]

    assert len(labels) == len(set(labels))


def test_every_door_says_what_each_of_its_steps_is_for() -> None:
    for door, steps in BEHIND.items():
        view = choice_modal(door, complaint(), steps, texts=FRENCH, is_over_case=False)
        buttons = [block["accessory"] for block in view["blocks"]]

        assert [pressed(used(one)) for one in buttons] == [(step, complaint().id) for step in steps]


def test_a_new_complaint_is_acknowledged_or_classified_otherwise() -> None:
    labels = [spaced(one["text"]["text"]) for one in row_of(complaint()) if "text" in one]

    assert labels == ["Accuser réception", "Classer autrement", "Voir le dossier"]


def test_those_who_may_only_follow_are_offered_only_that() -> None:
    case = complaint()
    reporter = frozenset({Role.REPORTER})
    view = opened(case, steps=steps_open_to(case, reporter), roles=reporter)

    assert set(offered_in(view)) == {Step.ADD_NOTE, Door.CORRECT}


def test_a_menu_says_which_step_of_which_case() -> None:
    case = incident()
    menu = row_of(case)[-1]
    chosen = {"action_id": MORE, "selected_option": menu["options"][0]}

    assert pressed(used(chosen)) == (Step.QUALIFY, case.id)


def test_a_step_done_once_gives_way_to_the_others() -> None:
    known: dict[str, Any] = {"status": Status.ACKNOWLEDGED, "ack_sent_at": NOW}
    fresh = [one.get("action_id") for one in row_of(complaint(**known))]
    given = row_of(complaint(**known, owner=QUALITY, qualified_at=NOW))

    assert "step_take_charge" in fresh
    assert "step_take_charge" not in [one["action_id"] for one in given]


def test_a_menu_names_a_door_and_its_case() -> None:
    chosen = {"action_id": MORE, "selected_option": {"value": f"reclassify:{complaint().id}"}}

    assert pressed(used(chosen)) == (Door.RECLASSIFY, complaint().id)


class TestActions:
    """Actions in the case, each with what its reader may do."""

    def test_show_their_state_and_what_to_do_next(self) -> None:
        view = opened(incident(), around=around(incident(), actions=(action(), done_action())))
        sections = [spaced(block["text"]["text"]) for block in view["blocks"] if "text" in block]
        rows = rows_of_actions(view)

        assert any("· corrective ·" in one for one in sections)
        assert any(one.endswith("à faire") for one in sections)
        assert any("faite, effet à vérifier" in one for one in sections)
        assert pressed(used(rows[0]["elements"][0]))[0] is ActionStep.COMPLETE

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
            "action_id": MORE_ON_ACTION,
            "selected_option": {"value": f"cancel:{action().id}"},
        }

        assert pressed(used(chosen)) == (ActionStep.CANCEL, action().id)

    def test_strangers_may_do_nothing_to_them(self) -> None:
        view = opened(
            incident(), around=around(incident(), actions=(action(),)), reader="U0STRANGER"
        )

        assert not rows_of_actions(view)


def rows_of_actions(view: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of buttons under actions."""
    return [one for one in view["blocks"] if one.get("block_id", "").startswith("action_")]
