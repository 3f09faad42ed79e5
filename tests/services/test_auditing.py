"""The audit: whatever went wrong, no open case stays without a reminder."""

from sqlalchemy import delete, update

from bot.domain.cases import Status
from bot.services.auditing import audit_plans
from storage import actions
from storage.database import Database
from storage.tables import open_deadlines, reminders
from tests.support.builders import NOW, OFFICE, QUALITY, complaint_draft, incident_draft
from tests.support.desk import Desk
from tests.support.lives import action


def found(database: Database) -> int:
    return audit_plans(database, now=NOW, defaults=OFFICE).unplanned


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


def test_an_action_that_was_forgotten_is_found(database: Database) -> None:
    desk = Desk(database)
    with database.writing() as connection:
        actions.add(connection, action())

    assert (found(database), found(database)) == (1, 0)
    (message,) = [one for one in desk.send(NOW) if one.kind == "audit"]
    assert message.text.endswith("ACT-2026-0003.")


def test_a_deadline_of_which_nothing_more_would_be_said_is_found(database: Database) -> None:
    Desk(database).file(complaint_draft(), at=NOW)
    with database.writing() as connection:
        connection.execute(update(reminders).values(said_at=NOW))

    assert found(database) == 1
    assert found(database) == 0
