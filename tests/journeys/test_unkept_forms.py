"""What a form answers that cannot be taken: that nothing typed is lost, or who may."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.domain.school.office import OfficeChange
from bot.services.school.offices import change_office, read_office
from storage.database import Database
from tests.support.builders import opened
from tests.support.people import Person
from tests.support.sandbox_screens import Seen
from tests.support.school import School


@contextmanager
def locked(database: Database) -> Iterator[None]:
    """While the block lasts nobody else writes; on PostgreSQL nobody reads the set-up either."""
    with database.writing() as connection:
        if database.url.get_backend_name() == "postgresql":
            connection.execute(text("LOCK TABLE office_settings IN ACCESS EXCLUSIVE MODE"))
        yield


async def test_a_meeting_that_cannot_be_kept_stays_in_its_form(school: School) -> None:
    manager = await school.person("quality_manager")
    form = await new_meeting(manager)
    day = (school.clock.now() + timedelta(days=9)).date().isoformat()
    with locked(school.database):
        refused = await manager.submit(form, {"Nouveau jour": day, "Heure": "14:00"})

    assert refused.view is not None
    assert "Votre texte est toujours là" in refused.view.text


async def test_settings_that_cannot_be_kept_stay_in_their_form(school: School) -> None:
    manager = await school.person("quality_manager")
    await manager.command("/qualite", "reglages")
    form = await manager.open_view("Réglages")
    with locked(school.database):
        refused = await manager.submit(form, {})

    assert refused.view is not None
    assert "Votre texte est toujours là" in refused.view.text


async def test_rights_lost_while_typing_are_told_and_no_fault_in_the_log(
    school: School, caplog: pytest.LogCaptureFixture
) -> None:
    manager, other = await school.person("quality_manager"), await school.person("owner")
    await manager.command("/qualite", "reglages")
    form = await manager.open_view("Réglages")
    hand_over(school, by=manager, to=other)
    refused = await manager.submit(form, {})

    assert refused.view is not None
    assert "Seules les personnes qui en ont la charge" in refused.view.text
    assert [one for one in caplog.records if one.levelno >= logging.ERROR] == []


def hand_over(school: School, *, by: Person, to: Person) -> None:
    """Another quality manager takes over alone, by another window."""
    office = opened(school.database, office=school.settings.office).read(read_office)
    change = OfficeChange(
        quality_channel=office.quality_channel,
        quality_managers=(to.id,),
        training_managers=office.training_managers,
        meeting_rule=office.meeting_rule,
        locale=office.locale,
    )
    opened(school.database, now=school.clock.now(), office=school.settings.office).write(
        change_office, change, actor=by.id, is_admin=False
    )


async def new_meeting(manager: Person) -> Seen:
    await manager.command("/qualite", "reunions")
    days = await manager.open_view("Réunions")
    await manager.press("Ajouter une réunion", in_=days)
    return await manager.open_view("Ajouter une réunion")
