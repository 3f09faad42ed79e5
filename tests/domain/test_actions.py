"""Actions: done with a proof, judged by another, done again where they had no effect."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from bot.domain.actions.action_steps import (
    ACTION_RULES,
    ActionCommand,
    ActionDecision,
    ActionStep,
    CancelAction,
    CheckEffect,
    Complete,
    MoveToPlan,
    Reassign,
    ReopenAction,
    Reschedule,
    action_steps_open_to,
    decide_action,
)
from bot.domain.actions.actions import (
    Action,
    ActionOrigin,
    ActionStatus,
    Proof,
    Provenance,
    Round,
    new_action,
    new_plan_action,
    roles_on_action,
)
from bot.domain.cases.cases import Case
from bot.domain.cases.journal_entries import Change
from bot.domain.cases.refusals import IllegalStepError, Reason, Refusal
from bot.domain.cases.roles import Role
from bot.domain.deadlines.reminder_content import DeadlineSubject, told_at
from bot.domain.deadlines.reminders import Level
from bot.domain.school.office import PARIS, Office
from bot.domain.school.policies import DeadlineKind
from bot.ui.steps.menu import action_traces
from bot.ui.texts.catalogue import FRENCH
from tests.support.builders import DIRECTION, OFFICE, QUALITY, TRAINER
from tests.support.lives import ACTION_DRAFT, NOW, action, complaint, done_action, incident

LEADING = frozenset({Role.QUALITY_MANAGER})
LATER = date(2027, 1, 15)
PROOF = Proof(text="fiche de contrôle signée")

EXAMPLES: dict[ActionStep, ActionCommand] = {
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


def decided(
    one: Action,
    wanted: ActionCommand,
    *,
    actor: str = QUALITY,
    roles: frozenset[Role] = LEADING,
    now: datetime = NOW,
) -> ActionDecision:
    return decide_action(one, wanted, actor=actor, roles=roles, now=now, zone=PARIS)


def take(
    one: Action, wanted: ActionCommand, *, actor: str = QUALITY, roles: frozenset[Role] = LEADING
) -> Action:
    return decided(one, wanted, actor=actor, roles=roles).action


def refusal(one: Action, wanted: ActionCommand, *, actor: str = QUALITY) -> Refusal:
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


def test_nothing_was_done_on_a_day_before_it_was_asked_for() -> None:
    midnight, judged = datetime(2026, 11, 12, 23, tzinfo=UTC), NOW - timedelta(days=2)
    again = action(earlier=(Round(promised_on=LATER, done_at=midnight, checked_at=judged),))

    def completed(done_at: datetime) -> Complete:
        return Complete(done_at=done_at, proof=PROOF)

    early = refusal(action(), completed(midnight - timedelta(minutes=1)))
    too_early_again = refusal(again, completed(judged - timedelta(days=1)))

    assert (early.reason, early.field, early.limit) == (Reason.TOO_EARLY, "done_at", midnight)
    assert too_early_again.reason is Reason.TOO_EARLY
    assert take(action(), completed(midnight)).done_at == midnight
    assert take(again, completed(judged - timedelta(hours=1))).status is ActionStatus.DONE


@pytest.mark.parametrize("judge", ["U0DOER", TRAINER])
def test_nobody_judges_their_own_action(judge: str) -> None:
    """Neither its owner nor whoever did it in their place."""
    one = done_action(done_by="U0DOER")

    refused = refusal(one, EXAMPLES[ActionStep.CHECK_EFFECT], actor=judge)

    assert (refused.reason, refused.person) == (Reason.NOT_INDEPENDENT, judge)
    assert ActionStep.CHECK_EFFECT not in action_steps_open_to(one, LEADING, person=judge)
    assert ActionStep.CHECK_EFFECT in action_steps_open_to(one, LEADING, person=QUALITY)


class TestTheOnlyQualityManager:
    """Who judges what she did herself (ISO 9001 §10.2 asks for somebody else)."""

    ALONE = replace(OFFICE, quality_managers=(QUALITY,), training_managers=(QUALITY,))
    OWN = done_action(owner=QUALITY, done_by=QUALITY)

    def judges(self, one: Action, office: Office, case: Case | None = None) -> set[str]:
        def may(person: str) -> bool:
            roles = roles_on_action(person, one, case=case, office=office)
            return ActionStep.CHECK_EFFECT in action_steps_open_to(one, roles, person=person)

        return {person for person in (QUALITY, DIRECTION, TRAINER) if may(person)}

    def test_is_judged_by_the_training_managers_in_the_plan(self) -> None:
        assert self.judges(self.OWN, OFFICE) == {DIRECTION}

    def test_and_by_herself_where_there_is_nobody_else(self) -> None:
        assert self.judges(self.OWN, self.ALONE) == {QUALITY}

    def test_and_by_herself_in_a_complaint_which_nobody_else_is_let_into(self) -> None:
        assert self.judges(self.OWN, OFFICE, complaint()) == {QUALITY}
        assert self.judges(self.OWN, OFFICE, incident()) == {DIRECTION}

    def test_and_of_a_confidential_case_by_its_one_handler_where_there_is_no_other(self) -> None:
        alone = complaint(confidential=True, handlers=(QUALITY,))
        shared = replace(alone, handlers=(QUALITY, TRAINER))

        assert self.judges(self.OWN, OFFICE, alone) == {QUALITY}
        assert self.judges(self.OWN, OFFICE, shared) == {TRAINER}

    def test_who_left_judges_in_nobodys_place(self) -> None:
        two = replace(OFFICE, quality_managers=(QUALITY, TRAINER), training_managers=())

        assert self.judges(self.OWN, two) == {TRAINER}
        assert self.judges(self.OWN, two.without({TRAINER})) == {QUALITY}

    def test_judges_what_others_did(self) -> None:
        assert self.judges(done_action(), OFFICE) == {QUALITY}

    def test_is_recalled_to_who_may_judge_it(self) -> None:
        for office, told in ((OFFICE, (DIRECTION,)), (self.ALONE, (QUALITY,))):
            matter = DeadlineSubject(action=self.OWN, deadlines=())
            level = Level.QUALITY_MANAGERS

            assert (
                told_at(level, DeadlineKind.EFFECT, matter=matter, office=office, away=frozenset())
                == told
            )

    def test_has_it_said_beside_the_verdict(self) -> None:
        judged = replace(
            self.OWN,
            status=ActionStatus.EFFECTIVE,
            checked_by=QUALITY,
            checked_at=NOW,
            findings="aucune panne depuis",
            is_effective=True,
        )
        by_another = replace(judged, checked_by=DIRECTION)
        said = [
            "\n".join(action_traces(one, office=OFFICE, texts=FRENCH, now=NOW))
            for one in (judged, by_another)
        ]

        assert [FRENCH.steps.life.action_judged_alone in one for one in said] == [True, False]


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
def test_a_judgement_has_its_reasons(wanted: ActionCommand, field: str) -> None:
    assert refusal(done_action(), wanted).field == field


@pytest.mark.parametrize(
    "wanted", [Reschedule(due_on=LATER, reason=""), CancelAction(reason=" "), MoveToPlan(reason="")]
)
def test_changes_of_plan_have_their_reasons(wanted: ActionCommand) -> None:
    assert refusal(action(), wanted).field == "reason"


def test_what_is_so_already_is_not_done_twice() -> None:
    in_plan = action(is_in_plan=True)

    assert refusal(in_plan, MoveToPlan(reason="r")).reason is Reason.ALREADY_DONE
    assert refusal(action(), Reassign(owner=TRAINER)).reason is Reason.ALREADY_DONE


YESTERDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("one", "wanted", "field"),
    [
        (action(), Reschedule(due_on=date(2020, 1, 1), reason="r"), "due_on"),
        (action(), Complete(done_at=NOW, proof=PROOF, check_on=YESTERDAY), "check_on"),
        (done_action(), ReopenAction(reason="r", due_on=YESTERDAY), "due_on"),
        (
            done_action(),
            CheckEffect(is_effective=False, findings="f", due_on=YESTERDAY),
            "due_on",
        ),
    ],
)
def test_a_day_for_what_is_to_come_is_not_past(
    one: Action, wanted: ActionCommand, field: str
) -> None:
    refused = refusal(one, wanted)

    assert (refused.reason, refused.field) == (Reason.IN_PAST, field)


def test_today_is_the_office_s_day_and_not_past() -> None:
    evening = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    """Half past midnight in Paris, on the 24th."""
    wanted = Reschedule(due_on=date(2026, 11, 24), reason="r")

    assert decided(action(), wanted, now=evening).action.due_on == wanted.due_on
    with pytest.raises(IllegalStepError):
        decided(action(), replace(wanted, due_on=date(2026, 11, 23)), now=evening)


@pytest.mark.parametrize(
    ("due_on", "missed"), [(date(2026, 11, 1), date(2026, 11, 1)), (NOW.date(), None)]
)
@pytest.mark.parametrize(
    "wanted", [Reschedule(due_on=LATER, reason="r"), CancelAction(reason="abandon")]
)
def test_a_day_that_passed_stays_missed_whatever_is_decided_after_it(
    wanted: ActionCommand, due_on: date, missed: date | None
) -> None:
    changed = take(action(due_on=due_on), wanted)
    again = replace(changed, status=ActionStatus.TO_DO)

    assert changed.missed_on == missed
    assert take(again, wanted).missed_on == missed


def test_what_became_of_it_the_first_time_stays_when_it_is_done_again() -> None:
    first = take(done_action(), EXAMPLES[ActionStep.CHECK_EFFECT])
    again = take(first, EXAMPLES[ActionStep.REOPEN])
    second = take(
        replace(again, status=ActionStatus.DONE, done_at=NOW),
        CheckEffect(is_effective=False, findings="encore en panne", due_on=LATER),
    )

    assert second.earlier == (
        Round(promised_on=action().due_on, done_at=NOW, checked_at=NOW, is_effective=True),
        Round(promised_on=LATER, done_at=NOW),
    )


def test_the_journal_says_what_changed_and_why() -> None:
    event = decided(action(), EXAMPLES[ActionStep.RESCHEDULE]).event

    assert event.name == "action_reschedule"
    assert event.changes == {"due_on": Change(before="2026-12-01", after="2027-01-15")}
    assert event.details == {"reason": "pièce en rupture"}


def test_a_second_failure_is_journalled_although_the_verdict_is_the_same() -> None:
    one = done_action(is_effective=False)
    verdict = CheckEffect(is_effective=False, findings="toujours", due_on=LATER)

    event = decided(one, verdict).event

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
