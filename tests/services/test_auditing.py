"""The audit: whatever went wrong, no open case stays without a reminder."""

from sqlalchemy import delete, select, update

from bot.domain.cases.cases import Status
from bot.domain.deadlines.verdicts import Verdict
from bot.domain.school.policies import DeadlineKind
from bot.services.deadlines.planning_again import audit_plans
from storage.actions import actions
from storage.database import Database
from storage.deadlines.open_deadlines import of_subject
from storage.tables import cases, open_deadlines, reminders
from tests.support.builders import NOW, QUALITY, complaint_draft, incident_draft, opened
from tests.support.desk import Desk
from tests.support.lives import action, done_action


def found(database: Database) -> int:
    return audit_plans(opened(database)).unplanned


def test_a_school_at_work_lacks_nothing(database: Database) -> None:
    desk = Desk(database)
    desk.file(complaint_draft(), at=NOW)
    desk.file(incident_draft(), at=NOW)
    case = desk.file(complaint_draft(), at=NOW)
    desk.change(case, at=NOW, status=Status.CLOSED)

    assert found(database) == 0


def test_what_was_lost_is_planned_again_and_told_once(database: Database) -> None:
    desk = Desk(database)
    case = desk.file(complaint_draft(), at=NOW)
    with database.writing() as connection:
        connection.execute(delete(reminders))
        connection.execute(delete(open_deadlines))

    assert (found(database), found(database)) == (1, 0)
    (message,) = [one for one in desk.send(NOW) if one.kind == "audit"]
    assert message.to == QUALITY
    assert message.text == (
        "1 dossier ouvert n'avait aucun rappel prévu. "
        f"C'est fait maintenant ; vérifiez tout de même : {case.ref}."
    )
    assert [one.to for one in desk.told(NOW)] == [QUALITY]


def test_what_an_older_release_saved_is_counted_from_the_next_audit_on(database: Database) -> None:
    case = Desk(database).file(complaint_draft(), at=NOW)
    with database.writing() as connection:
        connection.execute(update(cases).values(ack_sent_at=case.received_at))
    was_found = found(database)

    with database.reading() as connection:
        row = connection.execute(select(cases)).mappings().one()
    assert was_found == 0
    assert (row["ack_verdict"], row["ack_verdict_at"]) == (Verdict.MET, case.received_at)


def test_an_action_that_was_forgotten_is_found(database: Database) -> None:
    desk = Desk(database)
    with database.writing() as connection:
        actions.add(connection, action())

    assert (found(database), found(database)) == (1, 0)
    (message,) = [one for one in desk.send(NOW) if one.kind == "audit"]
    assert message.text.endswith("ACT-2026-0003.")


def test_an_effect_that_an_older_release_left_to_be_judged_is_planned_without_a_word(
    database: Database,
) -> None:
    desk = Desk(database)
    one = done_action(check_on=NOW.date())
    with database.writing() as connection:
        actions.add(connection, one)

    assert found(database) == 0
    assert not [message for message in desk.send(NOW) if message.kind == "audit"]
    with database.reading() as connection:
        (owed,) = of_subject(connection, one.id)
    assert (owed.kind, owed.owner) == (DeadlineKind.EFFECT, None)


def test_a_deadline_of_which_nothing_more_would_be_said_is_found(database: Database) -> None:
    Desk(database).file(complaint_draft(), at=NOW)
    with database.writing() as connection:
        connection.execute(update(reminders).values(said_at=NOW))

    assert found(database) == 1
    assert found(database) == 0
