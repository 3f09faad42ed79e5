"""What is left to say is read at once, however much it is."""

import pytest

from bot.services.tellings import details_of, telling_of
from storage import reminders
from storage.database import Database
from tests.support.builders import OFFICE, complaint_draft
from tests.support.desk import Desk
from tests.support.statements import overheard
from tests.support.times import paris

PILOT = "U0PILOTE"
TUESDAY = paris("2026-11-17 15:00")


@pytest.mark.parametrize("many", [2, 40])
def test_many_reminders_take_as_few_questions_as_two(database: Database, many: int) -> None:
    desk = Desk(database)
    for _ in range(many):
        desk.file(complaint_draft(received_at=TUESDAY), at=TUESDAY, owner=PILOT)
    with database.reading() as connection:
        due = reminders.due(connection, now=TUESDAY, limit=100)
        details = details_of(one.reminder for one in due)
        with overheard(database) as asked:
            telling = telling_of(connection, details, person=PILOT, office=OFFICE, now=TUESDAY)

    assert telling is not None
    assert len(telling.recalls) == many
    assert len(asked) <= 5
