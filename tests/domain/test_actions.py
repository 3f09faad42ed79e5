"""Actions: done with a proof, judged by another, done again where they had no effect."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from bot.domain.action_steps import (
    ACTION_RULES,
    ActionStep,
    CancelAction,
    CheckEffect,
    Complete,
    MoveToPlan,
    Reassign,
    ReopenAction,
    Reschedule,
    WantedOnAction,
    action_steps_open_to,
    decide_action,
)
from bot.domain.actions import (
    Action,
    ActionOrigin,
    ActionStatus,
    Proof,
    Provenance,
    new_action,
    new_plan_action,
    roles_on_action,
)
from bot.domain.changes import Change
from bot.domain.refusals import IllegalStepError, Reason, Refusal
from bot.domain.roles import Role
from tests.support.builders import DIRECTION, OFFICE, QUALITY, TRAINER
from tests.support.lives import ACTION_DRAFT, NOW, action, complaint, done_action, incident

LEADING = frozenset({Role.QUALITY_MANAGER})
LATER = date(2027, 1, 15)
PROOF = Proof(text="fiche de contrôle signée")

EXAMPLES: dict[ActionStep, WantedOnAction] = {
    ActionStep.COMPLETE: Complete(done_at=NOW, proof=PROOF, check_on=LATER),
    ActionStep.CHECK_EFFECT: CheckEffect(is_effective=True, findings="aucune panne"),
    ActionStep.REOPEN: ReopenAction(reason="nouvelle panne", due_on=LATER),
    ActionStep.RESCHEDULE: Reschedule(due_on=LATER, reason="pièce en rupture"),
    ActionStep.REASSIGN: Reassign(owner="U0OTHER"),
    ActionStep.MOVE_TO_PLAN: MoveToPlan(reason="chantier de l'année"),
    ActionStep.CANCEL: CancelAction(reason="salle abandonnée"),
}
ALLOWED = {
    ActionStatus.TO_DO: {"complete", "reschedule", "reassign", "move_to_plan", "cancel"},
    ActionStatus.DONE: {"check_effect", "reopen", "move_to_plan"},
    ActionStatus.EFFECTIVE: {"reopen"},
    ActionStatus.CANCELLED: set(),
}


def take(
    one: Action, wanted: WantedOnAction, *, actor: str = QUALITY, roles: frozenset[Role] = LEADING
) -> Action:
    return decide_action(one, wanted, actor=actor, roles=roles, now=NOW).action


def refusal(one: Action, wanted: WantedOnAction, *, actor: str = QUALITY) -> Refusal:
    with pytest.raises(IllegalStepError) as refused:
        take(one, wanted, actor=actor)
    return refused.value.refusal


@pytest.mark.parametrize("step", ActionStep)
@pytest.mark.parametrize("status", ActionStatus)
def test_each_status_allows_its_steps_and_no_other(status: ActionStatus, step: ActionStep) -> None:
    one = action(status=status)

    if step in ALLOWED[status]:
        assert take(one, EXAMPLES[step]) != one
    else:
        assert refusal(one, EXAMPLES[step]).reason is Reason.STATUS


@pytest.mark.parametrize("step", ActionStep)
@pytest.mark.parametrize("role", Role)
def test_leads_do_all_and_owners_what_is_their_work(role: Role, step: ActionStep) -> None:
    owners = {ActionStep.COMPLETE, ActionStep.RESCHEDULE, ActionStep.REASSIGN}
    leads = {Role.QUALITY_MANAGER, Role.TRAINING_MANAGER, Role.HANDLER}

    may = role in ACTION_RULES[step].by

    assert may == (role in leads or (role is Role.OWNER and step in owners))


def test_somebody_without_a_role_is_told_who_may() -> None:
    with pytest.raises(IllegalStepError) as refused:
        take(action(), EXAMPLES[ActionStep.COMPLETE], roles=frozenset())

    assert refused.value.refusal.reason is Reason.ROLE


def test_done_means_done_with_a_proof() -> None:
    done = take(action(), Complete(done_at=NOW, proof=PROOF, check_on=LATER), actor=TRAINER)

    assert (done.status, done.done_by, done.proof, done.check_on) == (
        ActionStatus.DONE,
        TRAINER,
        PROOF,
        LATER,
    )


@pytest.mark.parametrize("proof", [Proof(), Proof(text=" "), Proof(link="")])
def test_nothing_is_done_without_a_proof(proof: Proof) -> None:
    assert refusal(action(), Complete(done_at=NOW, proof=proof)).field == "proof"


@pytest.mark.parametrize("proof", [Proof(link="https://x.example"), Proof(file_id=UUID(int=1))])
def test_a_link_or_a_file_proves_as_well(proof: Proof) -> None:
    assert take(action(), Complete(done_at=NOW, proof=proof)).status is ActionStatus.DONE


def test_nothing_was_done_tomorrow() -> None:
    tomorrow = Complete(done_at=NOW + timedelta(days=1), proof=PROOF)

    assert refusal(action(), tomorrow).reason is Reason.IN_FUTURE


@pytest.mark.parametrize("judge", ["U0DOER", TRAINER])
def test_nobody_judges_their_own_action(judge: str) -> None:
    """Neither its owner nor whoever did it in their place."""
    one = done_action(done_by="U0DOER")

    refused = refusal(one, EXAMPLES[ActionStep.CHECK_EFFECT], actor=judge)

    assert (refused.reason, refused.person) == (Reason.NOT_INDEPENDENT, judge)
    assert ActionStep.CHECK_EFFECT not in action_steps_open_to(one, LEADING, person=judge)
    assert ActionStep.CHECK_EFFECT in action_steps_open_to(one, LEADING, person=QUALITY)


def test_an_effective_action_keeps_who_judged_it_and_when() -> None:
    judged = take(done_action(), EXAMPLES[ActionStep.CHECK_EFFECT])

    assert judged.status is ActionStatus.EFFECTIVE
    assert (judged.checked_by, judged.checked_at, judged.is_effective) == (QUALITY, NOW, True)


def test_an_action_without_effect_is_to_be_done_again() -> None:
    again = take(
        done_action(), CheckEffect(is_effective=False, findings="encore en panne", due_on=LATER)
    )

    assert (again.status, again.due_on, again.reopened_count) == (ActionStatus.TO_DO, LATER, 1)
    assert (again.done_at, again.done_by, again.proof) == (None, None, None)
    assert again.is_effective is False


def test_an_action_to_be_done_again_needs_a_day() -> None:
    judgement = CheckEffect(is_effective=False, findings="encore en panne")

    assert refusal(done_action(), judgement).field == "due_on"


def test_recurrence_reopens_an_action_thought_effective() -> None:
    effective = take(done_action(), EXAMPLES[ActionStep.CHECK_EFFECT])

    reopened = take(effective, EXAMPLES[ActionStep.REOPEN])

    assert (reopened.status, reopened.is_effective) == (ActionStatus.TO_DO, False)


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        (CheckEffect(is_effective=True, findings=" "), "findings"),
        (ReopenAction(reason="", due_on=LATER), "reason"),
    ],
)
def test_a_judgement_has_its_reasons(wanted: WantedOnAction, field: str) -> None:
    assert refusal(done_action(), wanted).field == field


@pytest.mark.parametrize(
    "wanted", [Reschedule(due_on=LATER, reason=""), CancelAction(reason=" "), MoveToPlan(reason="")]
)
def test_changes_of_plan_have_their_reasons(wanted: WantedOnAction) -> None:
    assert refusal(action(), wanted).field == "reason"


def test_what_is_so_already_is_not_done_twice() -> None:
    in_plan = action(is_in_plan=True)

    assert refusal(in_plan, MoveToPlan(reason="r")).reason is Reason.ALREADY_DONE
    assert refusal(action(), Reassign(owner=TRAINER)).reason is Reason.ALREADY_DONE


def test_the_journal_says_what_changed_and_why() -> None:
    event = decide_action(
        action(), EXAMPLES[ActionStep.RESCHEDULE], actor=QUALITY, roles=LEADING, now=NOW
    ).event

    assert event.name == "reschedule"
    assert event.changes == {"due_on": Change(before="2026-12-01", after="2027-01-15")}
    assert event.details == {"reason": "pièce en rupture"}


def test_a_second_failure_is_journalled_although_the_verdict_is_the_same() -> None:
    one = done_action(is_effective=False)
    verdict = CheckEffect(is_effective=False, findings="toujours", due_on=LATER)

    event = decide_action(one, verdict, actor=QUALITY, roles=LEADING, now=NOW).event

    assert event.details["is_effective"] is False


def test_a_draft_becomes_an_action_of_its_case() -> None:
    case = incident()

    made = new_action(
        ACTION_DRAFT, UUID(int=9), ref="ACT-2026-0009", case=case, actor=DIRECTION, now=NOW
    )

    assert (made.case_id, made.origin_refs, made.created_by) == (case.id, (case.ref,), DIRECTION)
    assert made.due_on == ACTION_DRAFT.due_on


def test_a_draft_of_a_meeting_belongs_to_no_case_and_stands_in_the_plan() -> None:
    decided = Provenance(origin=ActionOrigin.DECISION, period="2026-10")

    made = new_plan_action(
        ACTION_DRAFT,
        UUID(int=9),
        ref="ACT-2026-0009",
        provenance=decided,
        actor=QUALITY,
        now=NOW,
    )

    assert (made.case_id, made.origin_refs, made.is_in_plan) == (None, (), True)
    assert (made.origin, made.period) == (ActionOrigin.DECISION, "2026-10")


def test_the_owner_of_a_case_leads_none_of_its_actions() -> None:
    case = incident(owner="U0OWNER")

    assert roles_on_action("U0OWNER", action(), case=case, office=OFFICE) == frozenset()
    assert roles_on_action(TRAINER, action(), case=case, office=OFFICE) == {Role.OWNER}
    assert roles_on_action(DIRECTION, action(), case=case, office=OFFICE) == {Role.TRAINING_MANAGER}


def test_quality_managers_lead_actions_that_have_no_case() -> None:
    assert roles_on_action(QUALITY, action(), case=None, office=OFFICE) == {Role.QUALITY_MANAGER}
    assert roles_on_action(DIRECTION, action(), case=None, office=OFFICE) == frozenset()


def test_an_action_of_a_confidential_case_is_led_by_those_named() -> None:
    office = replace(OFFICE, confidential_handlers=("U0HANDLER",))
    case = complaint(confidential=True)

    assert roles_on_action("U0HANDLER", action(), case=case, office=office) == {Role.HANDLER}
    assert roles_on_action(QUALITY, action(), case=case, office=office) == frozenset()
