"""What stands of a case or an action says what is so now, and what lost its object is not said."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from bot.domain.actions.action_steps import (
    ActionCommand,
    CancelAction,
    CheckEffect,
    Complete,
    Reassign,
    ReopenAction,
)
from bot.domain.actions.actions import Action, ActionOrigin, Proof, Provenance
from bot.domain.calendar.periods import Month
from bot.domain.cases.cases import Case
from bot.domain.messages.reports import ActivityRequest
from bot.domain.messages.school import TroubleNotice
from bot.domain.reports.figures import MonthActivity
from bot.domain.school.meeting_exceptions import MeetingChange, MeetingStep
from bot.domain.steps.decisions import StepCommand
from bot.domain.steps.ending import Reopen, Withdraw
from bot.domain.steps.handling import AddAction, Assign, CorrectFacts, TakeCharge
from bot.domain.steps.opening import Acknowledge
from bot.services.actions.action_plan import plan_action
from bot.services.actions.actions import take_action_step
from bot.services.cases.filing import Draft, file_case
from bot.services.deadlines.reminding import remind_due
from bot.services.messages.notifications import revive
from bot.services.reports.meeting_days import change_meeting, point_out_days_off, tell_activity
from bot.services.steps.steps import take_step
from storage.actions import actions
from storage.database import Database
from storage.messages import outbox
from storage.messages.outbox import OVER, State
from storage.tables import outbox as rows
from tests.support.builders import (
    DIRECTION,
    NOW,
    OFFICE,
    QUALITY,
    TRAINER,
    complaint_draft,
    incident_draft,
    opened,
)
from tests.support.lives import ACTION_DRAFT, example
from tests.support.standing import Standing

pytestmark = pytest.mark.one_database

LATER = NOW + timedelta(minutes=10)
MONTHS_LATER = NOW + timedelta(days=90)
CORRECTED = CorrectFacts(description="le projecteur de la salle C est mort", reason="autre salle")
DONE = Complete(done_at=NOW, proof=Proof(link="https://ecole.example/fiche"))


@pytest.fixture
def slack(database: Database) -> Standing:
    return Standing(database=database, office=OFFICE)


def filed(slack: Standing, draft: Draft) -> Case:
    case = file_case(opened(slack.database, now=NOW), draft).case
    slack.settle(NOW)
    return case


def step(
    slack: Standing, case: Case, wanted: StepCommand, *, actor: str = QUALITY, at: datetime = LATER
) -> None:
    """Take a step, and have what follows said."""
    opened(slack.database, now=at).write(take_step, case.id, wanted, actor=actor)
    slack.settle(at)


def act(slack: Standing, action: Action, wanted: ActionCommand, *, actor: str) -> None:
    opened(slack.database, now=LATER).write(take_action_step, action.id, wanted, actor=actor)
    slack.settle(LATER)


class TestAnIncidentsNotice:
    def test_says_the_text_as_it_was_corrected(self, slack: Standing) -> None:
        case = filed(slack, incident_draft())
        step(slack, case, CORRECTED)
        (notice,) = slack.told("incident_notice")

        assert "« le projecteur de la salle C est mort »" in notice.text
        assert notice.buttons[0] == "Prendre en charge"

    @pytest.mark.parametrize("taken", [TakeCharge(), Assign(owner=QUALITY)])
    def test_says_who_has_it_and_has_no_button_to_take_it_any_more(
        self, slack: Standing, taken: StepCommand
    ) -> None:
        case = filed(slack, incident_draft())
        step(slack, case, taken)
        (notice,) = slack.told("incident_notice")

        assert f"Pilote : <@{QUALITY}>" in notice.shown
        assert notice.text.endswith(f"Pilote : <@{QUALITY}>")
        assert notice.buttons == ["Voir le dossier"]

    def test_of_one_that_was_none_it_says_so_and_then_rests_until_it_is_opened_again(
        self, slack: Standing
    ) -> None:
        case = filed(slack, incident_draft())
        step(slack, case, Withdraw(reason="une fausse alerte"))
        (notice,) = slack.told("incident_notice")
        assert notice.buttons == ["Voir le dossier"]
        assert is_over(slack, "incident_notice")

        step(slack, case, Reopen(reason="la panne est revenue", answer_due_at=None))
        (again,) = slack.told("incident_notice")

        assert (again.times, is_over(slack, "incident_notice")) == (3, False)


class TestAnOwnersNotice:
    def test_says_what_the_case_waits_for_and_whose_it_is_now(self, slack: Standing) -> None:
        case = filed(slack, incident_draft())
        step(slack, case, Assign(owner=QUALITY), actor=DIRECTION)
        (mine,) = slack.told("owner_notice", QUALITY)
        assert mine.buttons[0] == "Prendre en charge"

        step(slack, case, Assign(owner=TRAINER), actor=DIRECTION)
        step(slack, case, CORRECTED, actor=DIRECTION)
        (mine,) = slack.told("owner_notice", QUALITY)

        assert mine.text.endswith(f"<@{TRAINER}> pilote ce dossier maintenant.")
        assert (mine.buttons, mine.times) == (["Voir le dossier"], 2)

    def test_says_to_who_may_not_see_it_any_more_that_others_have_it(self, slack: Standing) -> None:
        case = filed(slack, complaint_draft())
        step(slack, case, Assign(owner=TRAINER))
        step(slack, case, Assign(owner=DIRECTION))
        (mine,) = slack.told("owner_notice", TRAINER)

        assert mine.text.startswith(f"Vous n'avez plus accès au dossier {case.ref}")

    def test_of_a_settled_case_says_that_nothing_is_left_to_do(self, slack: Standing) -> None:
        case = filed(slack, complaint_draft())
        step(slack, case, Assign(owner=TRAINER))
        step(slack, case, Withdraw(reason="renonce"))
        (notice,) = slack.told("owner_notice")

        assert notice.text.endswith("· Close · retirée : il n'y a plus rien à faire.")


class TestAnActionsNotice:
    @pytest.fixture
    def action(self, slack: Standing) -> Action:
        case = filed(slack, incident_draft())
        step(slack, case, TakeCharge())
        step(slack, case, AddAction(action=replace(ACTION_DRAFT, owner=TRAINER)))
        with slack.database.reading() as connection:
            return actions.of_case(connection, case.id)[0]

    def test_confirms_that_it_is_done_and_has_no_button_any_more(
        self, slack: Standing, action: Action
    ) -> None:
        act(slack, action, DONE, actor=TRAINER)
        (notice,) = slack.told("action_notice")

        assert notice.text == (
            f"Action {action.ref} ({action.title}) : faite le vendredi 13 novembre à 17 h 50 "
            f"par <@{TRAINER}>, son effet reste à vérifier."
        )
        assert notice.buttons == ["Voir le dossier"]

    def test_says_whose_it_is_now(self, slack: Standing, action: Action) -> None:
        act(slack, action, Reassign(owner=DIRECTION), actor=QUALITY)
        (before,) = slack.told("action_notice", TRAINER)

        assert before.text.endswith(f": <@{DIRECTION}> la pilote maintenant.")

    def test_says_that_it_was_checked_and_then_that_it_is_to_do_again(
        self, slack: Standing, action: Action
    ) -> None:
        act(slack, action, DONE, actor=TRAINER)
        checked = CheckEffect(is_effective=True, findings="plus une panne")
        act(slack, action, checked, actor=QUALITY)
        (notice,) = slack.told("action_notice")
        assert notice.text.endswith("et son effet est vérifié.")

        again = ReopenAction(reason="la panne est revenue", due_on=action.due_on)
        act(slack, action, again, actor=QUALITY)

        assert [one.buttons[0] for one in slack.told("action_notice")] == ["Action faite"] * 2

    def test_of_a_plan_is_found_without_a_case(self, slack: Standing) -> None:
        origin = Provenance(origin=ActionOrigin.DECISION, period="2026-10")
        draft = replace(ACTION_DRAFT, owner=TRAINER)
        transactions = opened(slack.database, now=NOW)
        planned = transactions.write(plan_action, draft, origin, actor=QUALITY)
        other = transactions.write(plan_action, draft, origin, actor=QUALITY)
        slack.settle(NOW)
        act(slack, planned, CancelAction(reason="sans objet"), actor=QUALITY)
        texts = {one.text for one in slack.told("action_notice")}

        assert f"Action {planned.ref} ({planned.title}) : annulée." in texts
        assert any(text.startswith(f"Action {other.ref}, à faire pour") for text in texts)


def test_a_reminder_of_what_is_done_says_so_and_offers_nothing(slack: Standing) -> None:
    case = filed(slack, complaint_draft())
    step(slack, case, Assign(owner=QUALITY))
    reminded = NOW + timedelta(days=3)
    remind_due(opened(slack.database, now=reminded))
    slack.settle(reminded)
    before = slack.told("reminder", QUALITY)
    acknowledged = example_of_acknowledgement(case, at=reminded)
    step(slack, case, acknowledged, at=reminded + timedelta(minutes=1))
    after = slack.told("reminder", QUALITY)

    assert any("Accuser réception" in one.buttons for one in before)
    over = "il n'y a plus rien à rappeler. C'est fait, sans objet, ou la date a changé."
    assert [one.text for one in after if one.times > 1] == [
        f"*{case.ref}*, accusé de réception : {over}"
    ]
    assert not any("Accuser réception" in one.buttons for one in after)


def example_of_acknowledgement(case: Case, *, at: datetime) -> StepCommand:
    found = example(Acknowledge.step, case, now=at)
    assert isinstance(found, Acknowledge)
    return found


def test_the_question_about_a_month_says_what_was_answered_to_all_who_were_asked(
    slack: Standing,
) -> None:
    slack.office = office = replace(OFFICE, quality_managers=(QUALITY, DIRECTION))
    asked = [ActivityRequest(recipient=one, period="2026-10") for one in office.quality_managers]
    with slack.database.writing() as connection:
        outbox.enqueue_once(connection, asked, at=NOW)
    slack.settle(NOW)
    opened(slack.database, now=LATER, office=office).write(
        tell_activity,
        Month(year=2026, month=10),
        MonthActivity(trainees=120, sessions=12),
        actor=QUALITY,
        submission_id=uuid4(),
    )
    slack.settle(LATER)

    assert {(one.text, len(one.buttons)) for one in slack.told("activity_request")} == {
        ("C'est noté pour octobre 2026 : stagiaires, 120 ; sessions, 12.", 0)
    }


def test_a_meeting_on_a_day_off_that_was_moved_is_said_to_be_settled(slack: Standing) -> None:
    transactions = opened(slack.database, now=NOW, office=OFFICE)
    wall = datetime(2026, 11, 22, 10, 0)  # noqa: DTZ001  # a Sunday, on the office's own clock
    transactions.write(
        change_meeting, MeetingChange(step=MeetingStep.ADD, wall=wall), actor=QUALITY
    )
    point_out_days_off(opened(slack.database, now=NOW, office=OFFICE))
    slack.settle(NOW)
    (before,) = slack.told("meeting_day_off")
    transactions.write(
        change_meeting, MeetingChange(step=MeetingStep.DROP, wall=wall), actor=QUALITY
    )
    slack.settle(LATER)
    (after,) = slack.told("meeting_day_off")

    assert len(before.buttons) == 1
    assert after.buttons == []
    assert after.text == (
        "La réunion du dimanche 22 novembre à 10 h 00 n'est plus à déplacer : elle l'a été, ou "
        "elle est annulée ou passée."
    )


class TestWhatHadStopped:
    def test_and_lost_its_object_is_not_said_months_later(self, slack: Standing) -> None:
        case = file_case(opened(slack.database, now=NOW), incident_draft()).case
        slack.refuse(NOW)
        step(slack, case, Withdraw(reason="une fausse alerte"))
        opened(slack.database, now=MONTHS_LATER).write(revive)
        slack.settle(MONTHS_LATER)

        assert slack.told("incident_notice") == []
        assert is_over(slack, "incident_notice")

    def test_and_still_matters_says_its_own_date(self, slack: Standing) -> None:
        file_case(opened(slack.database, now=NOW), incident_draft())
        slack.refuse(NOW)
        opened(slack.database, now=MONTHS_LATER).write(revive)
        slack.settle(MONTHS_LATER)
        (notice,) = slack.told("incident_notice")

        assert notice.text.endswith(
            "Ce message attendait depuis vendredi 13 novembre 2026 à 17 h 50 : "
            "il n'a pas pu partir plus tôt."
        )

    def test_and_spoke_of_that_day_is_not_said_on_another(self, slack: Standing) -> None:
        trouble = TroubleNotice(recipient=QUALITY, once="1", what="card", error="is_archived")
        with slack.database.writing() as connection:
            outbox.enqueue(connection, trouble, at=NOW)
        slack.settle(MONTHS_LATER)

        assert slack.told("trouble") == []
        assert is_over(slack, "trouble")


def is_over(slack: Standing, kind: str) -> bool:
    """Whether nothing is left to say of the messages of a kind, as their rows have it."""
    query = select(rows.c.state, rows.c.error).where(rows.c.kind == kind)
    with slack.database.reading() as connection:
        found = {tuple(row) for row in connection.execute(query)}
    return found == {(State.DELIVERED, OVER)}
