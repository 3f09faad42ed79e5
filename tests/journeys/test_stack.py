"""Slack puts three modals on top of each other: the paths that open one from another stay there."""

import pytest

from tests.support.filing import LAVANDINE, file_complaint
from tests.support.people import Person
from tests.support.sandbox_screens import Seen
from tests.support.school import School
from tests.support.stepping import accepted, offering, open_case, take

pytestmark = pytest.mark.one_database

REF, MEETINGS, ADD = "REC-2026-0001", "Réunions", "Ajouter une réunion"


def open_views(person: Person) -> list[str]:
    """The titles of the modals that are open, the one on top last."""
    return [Seen(view).title for view in person.window.state["views"]]


async def test_a_form_that_would_be_the_fourth_takes_the_third_s_place_and_gives_it_back(
    school: School,
) -> None:
    """Case, settings that it lacks, team meetings, a meeting to add."""
    manager = await school.person("quality_manager")
    await file_complaint(manager, LAVANDINE)
    await manager.close(await manager.open_view())
    await open_case(manager, REF)
    await take(manager, "Accuser réception", {"Par quel moyen": "Courriel"})
    await take(manager, "Analyser", {"Constats": "envoi oublié"})
    step = "Proposer une solution"
    await manager.press(step, in_=await offering(manager, step))
    await manager.press("Réglages", in_=await offering(manager, "Réglages"))
    await manager.press(MEETINGS, in_=await offering(manager, MEETINGS))
    meetings = await offering(manager, ADD)
    deepest = open_views(manager)
    await manager.press(ADD, in_=meetings)
    form = await manager.open_view(ADD)
    with_form = open_views(manager)
    accepted(await manager.submit(form, {"meeting_on": "2027-01-14"}))
    await manager.open_view(MEETINGS)

    assert (len(deepest), len(with_form)) == (3, 3)
    assert open_views(manager) == deepest
    assert not school.sandbox.world.inspector.refused


async def test_a_second_page_is_no_view_more(school: School) -> None:
    """Plan, case, step: the letter takes the place of the form that it is drafted from."""
    manager = await school.person("quality_manager")
    await file_complaint(manager, LAVANDINE)
    await manager.close(await manager.open_view())
    await open_case(manager, REF)
    step = "Demander des précisions"
    await manager.press(step, in_=await offering(manager, step))
    form = await manager.open_view(step)
    letter = accepted(await manager.submit(form, {"Ce qui nous manque": "la date"})).view

    assert letter is not None
    assert len(open_views(manager)) == 2
    assert letter.raw["callback_id"] == form.raw["callback_id"]
    assert letter.raw["blocks"][0]["block_id"] == "letter"
    assert "la date" in letter.value("Lettre")
