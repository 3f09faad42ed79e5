"""What is left to say is read at once, however much it is."""

import pytest

from bot.domain.messages.deadlines import RoundUpMessage
from bot.services.deadlines.reminder_content import content_of
from storage.database import Database
from storage.deadlines import reminders
from tests.support.builders import complaint_draft, opened
from tests.support.desk import Desk
from tests.support.statements import overheard
from tests.support.times import paris

pytestmark = pytest.mark.one_database

PILOT = "U0PILOTE"
TUESDAY = paris("2026-11-17 15:00")


@pytest.mark.parametrize("many", [2, 40])
def test_many_reminders_take_as_few_questions_as_two(database: Database, many: int) -> None:
    desk = Desk(database)
    for _ in range(many):
        desk.file(complaint_draft(received_at=TUESDAY), at=TUESDAY, owner=PILOT)
    with opened(database, now=TUESDAY).reading() as work:
        due = reminders.due(work.connection, now=TUESDAY, limit=100)
        message = RoundUpMessage(reminders=tuple(one.reminder for one in due))
        assert work.office.quality_managers
        with overheard(database) as asked:
            content = content_of(work, message, person=PILOT)

    assert content is not None
    assert len(content.recalls) == many
    assert len(asked) <= 5
