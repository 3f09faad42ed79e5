"""Actions: done with a proof, judged by another, and told where they come from."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from bot.domain.actions.action_steps import (
    ActionCommand,
    ActionStep,
    CheckEffect,
    Complete,
    MoveToPlan,
    Reassign,
)
from bot.domain.actions.actions import Action, ActionOrigin, ActionStatus, Proof, Provenance
from bot.domain.actions.listings import PlanLook, PlanScope
from bot.domain.cases.cases import Case, Status, UploadedFile
from bot.domain.cases.refusals import IllegalStepError, Missing, Reason
from bot.domain.cases.taxonomy import Kind
from bot.domain.errors import ActionNotFoundError, NotAllowedError
from bot.domain.school.office import Office
from bot.domain.steps.ending import Close
from bot.domain.steps.handling import AddAction
from bot.services.actions.action_plan import plan_action, read_action_plan
from bot.services.actions.actions import (
    ActionStepRefusedError,
    ActionStepTaken,
    look_at_action,
    take_action_step,
)
from bot.services.deadlines.planning import replan_action
from bot.services.steps.steps import StepRefusedError
from storage.actions import actions
from storage.cases import cases, journal
from storage.database import Database
from storage.school import people
from tests.support.builders import DIRECTION, QUALITY, TRAINER, opened
from tests.support.casework import SCHOOL, case_now, history, kept, take, told, waiting
from tests.support.desk import Desk
from tests.support.lives import ACTION_DRAFT, NOW, done_action
from tests.support.members import somebody
from tests.support.times import paris

pytestmark = pytest.mark.one_database

DONE = Complete(done_at=NOW, proof=Proof(text="fiche de contrôle signée"))
EFFECTIVE = CheckEffect(is_effective=True, findings="aucune panne depuis")
HANDLER, GONE = "U0HANDLER", "U0GONE"
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
    wanted: ActionCommand,
    *,
    actor: str,
) -> ActionStepTaken:
    return opened(database, now=NOW, office=SCHOOL).write(
        take_action_step, action.id, wanted, actor=actor
    )


def plan_of(
    database: Database,
    reader: str,
    office: Office = SCHOOL,
    *,
    scope: PlanScope = PlanScope.OPEN,
) -> list[str]:
    look = PlanLook(scope=scope)
    plan = opened(database, office=office).read(read_action_plan, look, reader=reader)
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
        return opened(database, now=NOW, office=SCHOOL).write(
            take_action_step,
            action.id,
            Complete(done_at=NOW, proof=Proof()),
            actor=TRAINER,
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

    @pytest.mark.both_databases
    def test_an_action_of_no_case_is_proven_too(self, database: Database) -> None:
        action = opened(database, now=NOW, office=SCHOOL).write(
            plan_action, ACTION_DRAFT, DECIDED, actor=QUALITY
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


def judged_without(
    database: Database, office: Office, case: Case, *, doer: str, judge: str
) -> tuple[set[str | None], ActionStatus]:
    """Whom its effect is recalled to once `GONE` has left, and where the verdict leaves it."""
    action = done_action(
        id=uuid4(), owner=doer, done_by=doer, case_id=case.id, check_on=date(2026, 12, 1)
    )
    with opened(database, office=office).writing() as work:
        people.remember(work.connection, [replace(somebody(GONE), is_deleted=True)])
        actions.add(work.connection, action)
        replan_action(work, action)
    now, desk = paris("2026-12-02 10:00"), Desk(database, office=office)
    told = {one.to for one in desk.told(now) if action.ref in one.text}
    transactions = opened(database, now=now, office=office)
    judged = transactions.write(take_action_step, action.id, EFFECTIVE, actor=judge)
    return told, judged.action.status


@pytest.mark.parametrize("is_confidential", [True, False])
def test_who_did_an_action_is_told_and_judges_it_where_all_others_left(
    database: Database, *, is_confidential: bool
) -> None:
    office = replace(SCHOOL, quality_managers=(QUALITY, GONE), training_managers=())
    handlers = (QUALITY, GONE) if is_confidential else ()
    case = kept(database, Status.UNDER_REVIEW, confidential=is_confidential, handlers=handlers)
    told, status = judged_without(database, office, case, doer=QUALITY, judge=QUALITY)

    assert (told, status) == ({QUALITY}, ActionStatus.EFFECTIVE)


@pytest.mark.parametrize("doer", [TRAINER, DIRECTION])
def test_the_direction_judges_what_nobody_is_left_to_lead_and_is_told(
    database: Database, doer: str
) -> None:
    """A complaint is the quality managers', who are gone: its action would never be judged."""
    office = replace(SCHOOL, quality_managers=(GONE,), training_managers=(DIRECTION,))
    case = kept(database, Status.UNDER_REVIEW)
    told, status = judged_without(database, office, case, doer=doer, judge=DIRECTION)

    assert (told, status) == ({DIRECTION}, ActionStatus.EFFECTIVE)


def test_the_same_form_sent_twice_is_one_step(database: Database) -> None:
    action, submission = decided(database, incident(database)), uuid4()
    outcomes = [
        opened(database, now=NOW, office=SCHOOL).write(
            take_action_step, action.id, DONE, actor=TRAINER, submission_id=submission
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


@pytest.mark.both_databases
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
        lambda: opened(database, now=NOW, office=SCHOOL).write(
            plan_action, replace(ACTION_DRAFT, owner="U0ABSENT"), DECIDED, actor=QUALITY
        ),
    ):
        with pytest.raises(IllegalStepError) as caught:
            attempt()

        assert (caught.value.refusal.reason, caught.value.refusal.field) == (reason, "owner")
    assert plan_of(database, QUALITY) == [action.ref]


def test_its_owner_acts_on_it_without_a_role_in_the_case(database: Database) -> None:
    action = decided(database, incident(database), owner="U0PLUMBER")

    view = opened(database, office=SCHOOL).read(look_at_action, action.ref, reader="U0PLUMBER")

    assert set(view.steps) == {ActionStep.COMPLETE, ActionStep.RESCHEDULE, ActionStep.REASSIGN}


def test_strangers_neither_look_nor_act(database: Database) -> None:
    action = decided(database, incident(database))

    with pytest.raises(NotAllowedError):
        opened(database, office=SCHOOL).read(look_at_action, action.id, reader="U0STRANGER")
    with pytest.raises(NotAllowedError):
        act(database, action, DONE, actor="U0STRANGER")
    with pytest.raises(ActionNotFoundError):
        opened(database, office=SCHOOL).read(look_at_action, "ACT-2026-9999", reader=QUALITY)


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
        action = opened(database, now=NOW, office=SCHOOL).write(
            plan_action, ACTION_DRAFT, DECIDED, actor=QUALITY
        )

        assert (action.ref, action.case_id, action.origin_refs) == ("ACT-2026-0001", None, ())
        assert (action.origin, action.period) == (ActionOrigin.DECISION, "2026-10")
        assert action.is_in_plan
        assert plan_of(database, QUALITY) == [action.ref]
        assert told(database, "action_notice") == [TRAINER]
        assert act(database, action, DONE, actor=TRAINER).action.case_id is None

    def test_it_says_what_is_to_be_done(self, database: Database) -> None:
        nothing = replace(ACTION_DRAFT, title=" ")
        with pytest.raises(IllegalStepError) as caught:
            opened(database, now=NOW, office=SCHOOL).write(
                plan_action, nothing, DECIDED, actor=QUALITY
            )

        assert (caught.value.refusal.reason, caught.value.refusal.field) == (
            Reason.EMPTY,
            "title",
        )
