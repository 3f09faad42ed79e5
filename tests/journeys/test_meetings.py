"""Quality managers set the meetings, tell the month's activity, and hear of what comes back."""

from datetime import timedelta

import pytest

from tests.journeys.test_summary import advance, next_summary, tenth_of_next_month
from tests.support.filing import LAVANDINE, file_complaint
from tests.support.forms import spaced
from tests.support.school import School
from tests.support.stepping import open_case, open_step

pytestmark = pytest.mark.one_database


async def test_a_meeting_is_cancelled_and_another_added_from_the_list(school: School) -> None:
    manager = await school.person("quality_manager")
    await manager.command("/qualite", "reunions")
    usual = await manager.open_view("Réunions")
    await manager.press("Annuler la réunion", in_=usual)
    cancelled = await manager.open_view("Réunions", other_than=usual)
    await manager.press("Ajouter une réunion", in_=cancelled)
    form = await manager.open_view("Ajouter une réunion")
    day = (school.clock.now() + timedelta(days=9)).date()
    done = await manager.submit(form, {"Nouveau jour": day.isoformat(), "Heure": "14:00"})
    added = await manager.open_view("Réunions", other_than=cancelled)

    assert "Annulée" in cancelled.text
    assert done.ok
    assert "Réunion ajoutée" in added.text


async def test_the_activity_is_asked_for_told_and_stands_in_the_figures(school: School) -> None:
    manager = await school.person("quality_manager")
    advance(school, tenth_of_next_month(school.clock.now()))
    await file_complaint(manager, LAVANDINE)
    await manager.close(await manager.open_view())
    advance(school, next_summary(school.clock.now()) - timedelta(days=1))
    asked = await manager.wait_for_message("dm", "combien de stagiaires", patience=20)
    await manager.press("Indiquer l'activité", in_=asked)
    form = await manager.open_view("Activité du mois")
    told = await manager.submit(form, {"Stagiaires formés": "45", "Sessions": "6"})
    period = f"{school.clock.now():%Y-%m}"
    await manager.command("/qualite", f"bilan {period}")
    seen = await manager.wait_for_message("general", "Aperçu")

    assert told.view is not None
    assert "stagiaires, 45 ; sessions, 6" in spaced(told.view.text)
    assert "2,2 (1 pour 45)" in spaced(seen.text)


async def test_a_topic_that_comes_back_is_told_and_met_with_an_action(school: School) -> None:
    manager = await school.person("quality_manager")
    for _ in range(3):
        await file_complaint(manager, LAVANDINE)
        await manager.close(await manager.open_view())
    card = await manager.wait_for_message("qualite", "REC-")
    await open_case(manager, card.text.split()[1])
    form = await open_step(manager, "Qualifier")
    await manager.submit(form, {})
    told = await manager.wait_for_message("dm", "Sujet récurrent")
    await manager.press("Ouvrir une action", in_=told)
    form = await manager.open_view("Ouvrir une action")
    action = {"Type d'action": "Corrective", "Action": "Relire", "Pilote de l'action": "trainer"}
    done = await manager.submit(form, action)

    assert told.raw["text"].count("REC-") == 3
    assert done.view is not None
    assert "ACT-" in done.view.text
