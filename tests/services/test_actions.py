"""Actions: done with a proof, judged by another, and told where they come from."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from bot.domain.action_lists import PlanLook, PlanScope
from bot.domain.action_steps import (
    ActionStep,
    CheckEffect,
    Complete,
    MoveToPlan,
    Reassign,
    WantedOnAction,
)
from bot.domain.actions import Action, ActionOrigin, ActionStatus, Proof, Provenance
from bot.domain.cases import Case, Status, UploadedFile
from bot.domain.errors import ActionNotFoundError, NotAllowedError
from bot.domain.office import Office
from bot.domain.refusals import IllegalStepError, Missing, Reason
from bot.domain.steps import AddAction, Close
from bot.domain.taxonomy import Kind
from bot.services.action_plan import add_to_plan
from bot.services.actions import (
    ActionStepRefusedError,
    ActionStepTaken,
    look_at_action,
    take_action_step,
)
from bot.services.plan_lists import read_action_plan
from bot.services.steps import StepRefusedError
from storage import actions, cases, journal, people
from storage.database import Database
from tests.support.builders import DIRECTION, QUALITY, TRAINER
from tests.support.casework import SCHOOL, case_now, history, kept, take, told, waiting
from tests.support.lives import ACTION_DRAFT, NOW
from tests.support.members import somebody

DONE = Complete(done_at=NOW, proof=Proof(text="fiche de contrôle signée"))
EFFECTIVE = CheckEffect(is_effective=True, findings="aucune panne depuis")
HANDLER = "U0HANDLER"
DECIDED = Provenance(origin=ActionOrigin.DECISION, period="2026-10")


def decided(database: Database, case: Case, owner: str = TRAINER) -> Action:
    """An action that a case was given."""
    draft = replace(ACTION_DRAFT, owner=owner)
    take(database, case, AddAction(action=draft), actor=QUALITY)
    with database.reading() as connection:
        return actions.of_case(connection, case.id)[-1]


def incident(database: Database, number: int = 12) -> Case:
    return kept(database, Status.PARTIES_INFORMED, Kind.INCIDENT, number=number)


def act(
    database: Database,
    action: Action,
    wanted: WantedOnAction,
    *,
    actor: str,
) -> ActionStepTaken:
    return take_action_step(database, action.id, wanted, actor=actor, now=NOW, defaults=SCHOOL)


def plan_of(
    database: Database,
    reader: str,
    office: Office = SCHOOL,
    *,
    scope: PlanScope = PlanScope.OPEN,
) -> list[str]:
    look = PlanLook(scope=scope)
    plan = read_action_plan(database, look, reader=reader, defaults=office)
    return sorted(planned.action.ref for planned in plan.actions)


def test_an_action_lives_from_its_decision_to_its_effect(database: Database) -> None:
    case = incident(database)
    action = decided(database, case)

    act(database, action, DONE, actor=TRAINER)
    judged = act(database, action, EFFECTIVE, actor=DIRECTION)

    assert judged.action.status is ActionStatus.EFFECTIVE
    assert [entry.event for entry in history(database, case.id)] == [
        "add_action",
        "action_complete",
        "action_check_effect",
    ]
    details = history(database, case.id)[1].details or {}
    assert (details["action"], details["changes"]["status"]) == (action.ref, ["to_do", "done"])
    with database.reading() as connection:
        assert actions.by_ref(connection, action.ref.lower()) == judged.action
        assert journal.first_flaw(connection) is None


class TestProofByFile:
    PHOTO = UploadedFile(slack_id="F1", name="armoire.jpg", url="https://files.test/F1", size=10)

    def prove(self, database: Database, action: Action, **given: Any) -> ActionStepTaken:
        return take_action_step(
            database,
            action.id,
            Complete(done_at=NOW, proof=Proof()),
            actor=TRAINER,
            now=NOW,
            defaults=SCHOOL,
            file=self.PHOTO,
            **given,
        )

    def test_the_file_is_kept_with_the_case_and_named_in_the_journal(
        self, database: Database
    ) -> None:
        case = incident(database)
        action = decided(database, case)
        done = self.prove(database, action).action
        with database.reading() as connection:
            (file,) = cases.files_of(connection, case.id)
        entry = history(database, case.id)[-1].details or {}

        assert done.status is ActionStatus.DONE
        assert done.proof == Proof(file_id=file.id, file="armoire.jpg")
        assert entry["changes"]["proof"][1]["file"] == "armoire.jpg"
        assert case_now(database, case.id).file_count == 1
        assert told(database, "keep_file") == [""]

    def test_an_action_of_no_case_is_proven_too(self, database: Database) -> None:
        action = add_to_plan(
            database, ACTION_DRAFT, DECIDED, actor=QUALITY, now=NOW, defaults=SCHOOL
        )
        assert action is not None
        done = self.prove(database, action).action
        assert done.proof is not None
        assert done.proof.file_id is not None
        with database.reading() as connection:
            file = cases.file_by_id(connection, done.proof.file_id)

        assert file is not None
        assert (file.name, file.case_id) == ("armoire.jpg", None)

    def test_a_form_sent_twice_keeps_it_once(self, database: Database) -> None:
        case, submission = incident(database), uuid4()
        action = decided(database, case)
        for _ in range(2):
            self.prove(database, action, submission_id=submission)
        with database.reading() as connection:
            files = cases.files_of(connection, case.id)

        assert [file.name for file in files] == ["armoire.jpg"]

    def test_a_refused_step_keeps_none(self, database: Database) -> None:
        case = incident(database)
        action = decided(database, case)
        act(database, action, DONE, actor=TRAINER)
        with pytest.raises(ActionStepRefusedError):
            self.prove(database, action)
        with database.reading() as connection:
            files = cases.files_of(connection, case.id)

        assert files == ()


def test_nobody_judges_their_own_action(database: Database) -> None:
    action = decided(database, incident(database), owner=DIRECTION)
    act(database, action, DONE, actor=DIRECTION)

    with pytest.raises(ActionStepRefusedError) as caught:
        act(database, action, EFFECTIVE, actor=DIRECTION)

    assert caught.value.refusal.reason is Reason.NOT_INDEPENDENT
    assert caught.value.view.action.status is ActionStatus.DONE
    assert ActionStep.CHECK_EFFECT not in caught.value.view.steps


def test_one_without_effect_is_to_be_done_again_and_its_owner_hears_of_it(
    database: Database,
) -> None:
    action = decided(database, incident(database))
    act(database, action, DONE, actor=TRAINER)
    again = CheckEffect(is_effective=False, findings="encore une panne", due_on=date(2027, 1, 5))

    judged = act(database, action, again, actor=QUALITY)
    rows = waiting(database)
    lines = [row.details or {} for row in rows if row.kind == "step_line"]
    (line,) = [line for line in lines if line["event"] == "action_check_effect"]

    assert (judged.action.status, judged.action.reopened_count) == (ActionStatus.TO_DO, 1)
    assert line["facts"]["is_effective"] is False
    assert [row.recipient for row in rows if row.kind == "action_notice"] == [TRAINER] * 2


def test_the_same_form_sent_twice_is_one_step(database: Database) -> None:
    action, submission = decided(database, incident(database)), uuid4()
    outcomes = [
        take_action_step(
            database,
            action.id,
            DONE,
            actor=TRAINER,
            now=NOW,
            defaults=SCHOOL,
            submission_id=submission,
        )
        for _ in range(2)
    ]

    assert [taken.event is None for taken in outcomes] == [False, True]
    assert outcomes[0].action == outcomes[1].action


def test_a_case_waits_for_its_actions_until_the_plan_carries_them_on(database: Database) -> None:
    case = incident(database)
    action = decided(database, case)
    with pytest.raises(StepRefusedError) as caught:
        take(database, case, Close(), actor=DIRECTION)
    act(database, action, MoveToPlan(reason="suite en 2027"), actor=DIRECTION)

    assert caught.value.refusal.missing == (Missing.ACTIONS,)
    assert take(database, case, Close(), actor=DIRECTION).case.status is Status.CLOSED


def test_a_new_owner_is_told(database: Database) -> None:
    action = decided(database, incident(database))
    waiting(database)

    later = NOW + timedelta(minutes=5)
    act(database, action, Reassign(owner="U0OTHER"), actor=TRAINER)
    told_now = [row.recipient for row in waiting(database, now=later) if row.recipient]

    assert "U0OTHER" in told_now


@pytest.mark.parametrize(
    ("gone", "reason"), [({"is_deleted": True}, Reason.HAS_LEFT), ({"is_bot": True}, Reason.IS_BOT)]
)
def test_nobody_who_cannot_act_is_given_one(
    database: Database, gone: dict[str, Any], reason: Reason
) -> None:
    case = incident(database)
    action = decided(database, case)
    with database.writing() as connection:
        people.remember(connection, [replace(somebody("U0ABSENT"), **gone)])

    for attempt in (
        lambda: act(database, action, Reassign(owner="U0ABSENT"), actor=TRAINER),
        lambda: decided(database, case, owner="U0ABSENT"),
        lambda: add_to_plan(
            database,
            replace(ACTION_DRAFT, owner="U0ABSENT"),
            DECIDED,
            actor=QUALITY,
            now=NOW,
            defaults=SCHOOL,
        ),
    ):
        with pytest.raises(IllegalStepError) as caught:
            attempt()

        assert (caught.value.refusal.reason, caught.value.refusal.field) == (reason, "owner")
    assert plan_of(database, QUALITY) == [action.ref]


def test_its_owner_acts_on_it_without_a_role_in_the_case(database: Database) -> None:
    action = decided(database, incident(database), owner="U0PLUMBER")

    view = look_at_action(database, action.ref, reader="U0PLUMBER", defaults=SCHOOL)

    assert set(view.steps) == {ActionStep.COMPLETE, ActionStep.RESCHEDULE, ActionStep.REASSIGN}


def test_strangers_neither_look_nor_act(database: Database) -> None:
    action = decided(database, incident(database))

    with pytest.raises(NotAllowedError):
        look_at_action(database, action.id, reader="U0STRANGER", defaults=SCHOOL)
    with pytest.raises(NotAllowedError):
        act(database, action, DONE, actor="U0STRANGER")
    with pytest.raises(ActionNotFoundError):
        look_at_action(database, "ACT-2026-9999", reader=QUALITY, defaults=SCHOOL)


def test_the_plan_shows_each_person_what_they_may_see(database: Database) -> None:
    open_action = decided(database, incident(database))
    secret = kept(
        database,
        Status.PARTIES_INFORMED,
        Kind.INCIDENT,
        number=13,
        owner=None,
        confidential=True,
        handlers=(QUALITY, HANDLER),
    )
    hidden = decided(database, secret, owner=HANDLER)

    assert plan_of(database, QUALITY) == [open_action.ref, hidden.ref]
    assert plan_of(database, DIRECTION) == [open_action.ref]
    assert plan_of(database, HANDLER) == [hidden.ref]
    assert plan_of(database, "U0STRANGER") == []


def test_what_is_settled_leaves_the_plan(database: Database) -> None:
    action = decided(database, incident(database))
    act(database, action, DONE, actor=TRAINER)
    act(database, action, EFFECTIVE, actor=QUALITY)

    assert plan_of(database, QUALITY) == []
    assert plan_of(database, QUALITY, scope=PlanScope.SETTLED) == [action.ref]


class TestFromAMeeting:
    def test_an_action_may_come_from_no_case(self, database: Database) -> None:
        action = add_to_plan(
            database, ACTION_DRAFT, DECIDED, actor=QUALITY, now=NOW, defaults=SCHOOL
        )

        assert action is not None
        assert (action.ref, action.case_id, action.origin_refs) == ("ACT-2026-0001", None, ())
        assert (action.origin, action.period) == (ActionOrigin.DECISION, "2026-10")
        assert action.is_in_plan
        assert plan_of(database, QUALITY) == [action.ref]
        assert told(database, "action_notice") == [TRAINER]
        assert act(database, action, DONE, actor=TRAINER).case is None

    def test_only_quality_managers_add_to_the_plan(self, database: Database) -> None:
        with pytest.raises(NotAllowedError):
            add_to_plan(database, ACTION_DRAFT, DECIDED, actor=TRAINER, now=NOW, defaults=SCHOOL)

    def test_it_says_what_is_to_be_done(self, database: Database) -> None:
        nothing = replace(ACTION_DRAFT, title=" ")
        with pytest.raises(IllegalStepError) as caught:
            add_to_plan(database, nothing, DECIDED, actor=QUALITY, now=NOW, defaults=SCHOOL)

        assert (caught.value.refusal.reason, caught.value.refusal.field) == (
            Reason.EMPTY,
            "title",
        )

    def test_the_same_form_sent_twice_is_one_action(self, database: Database) -> None:
        submission = uuid4()
        added = [
            add_to_plan(
                database,
                ACTION_DRAFT,
                DECIDED,
                actor=QUALITY,
                now=NOW,
                defaults=SCHOOL,
                submission_id=submission,
            )
            for _ in range(2)
        ]

        assert [action is None for action in added] == [False, True]
