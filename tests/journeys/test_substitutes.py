"""Somebody in charge is away: who stands in is chosen in Slack, told, and acts in their place."""

from datetime import timedelta

import pytest

from tests.support.filing import LAVANDINE, file_complaint
from tests.support.people import Person, close_all
from tests.support.sandbox_screens import Seen
from tests.support.school import School

pytestmark = pytest.mark.one_database


async def ask(manager: Person, form: Seen, school: School, *, days: int, **answers: str) -> Seen:
    """Say until when, and send it."""
    last = (school.clock.now() + timedelta(days=days)).date().isoformat()
    sent = await manager.submit(form, {"Dernier jour": last, **answers})
    assert sent.ok, sent.errors
    return await manager.open_view("Remplacements", other_than=form)


async def test_a_manager_is_replaced_from_home_and_comes_back_early(school: School) -> None:
    manager, owner = await school.person("quality_manager"), await school.person("owner")
    await file_complaint(manager, LAVANDINE)
    await close_all(manager)
    card = await manager.wait_for_message("qualite", "REC-")
    await manager.press("Attribuer", in_=card)
    await manager.submit(await manager.open_view("Attribuer"), {"Pilote": manager.id})
    await manager.open_home()
    await manager.press("Mon absence", in_=await manager.home("Mon absence"))
    await manager.press("Ajouter un remplacement", in_=await manager.open_view("Remplacements"))
    form = await manager.open_view("Nouveau remplacement")
    listed = await ask(manager, form, school, days=3, **{"Remplacée par": owner.id})
    told = await owner.wait_for_message("dm", "jusqu'au")
    card = await manager.wait_for_message("qualite", f"<@{owner.id}> remplace")
    await owner.press("Accuser réception", in_=card)
    letter = await owner.open_view("Accuser réception")
    done = await owner.submit(letter, {"Par quel moyen": "Courriel"})
    await manager.press("Mettre fin", in_=listed)
    over = await owner.wait_for_message("dm", "ne remplace plus")

    assert f"<@{owner.id}> remplace <@{manager.id}>" in listed.text
    assert "confidentiels" in told.text
    assert done.ok
    assert f"<@{manager.id}>" in over.text
    assert not school.sandbox.world.inspector.refused


async def test_in_the_settings_what_cannot_be_is_said_at_its_field(school: School) -> None:
    manager, trainer = await school.person("quality_manager"), await school.person("trainer")
    head = await school.person("training_manager")
    await manager.command("/qualite", "reglages")
    await manager.press("Remplacements", in_=await manager.open_view("Réglages"))
    await manager.press("Ajouter un remplacement", in_=await manager.open_view("Remplacements"))
    form = await manager.open_view("Nouveau remplacement")
    today = school.clock.now().date().isoformat()
    yesterday = (school.clock.now() - timedelta(days=1)).date().isoformat()
    answers = {"Personne absente": head.id, "Remplacée par": trainer.id, "Dernier jour": today}

    said = [
        (await manager.submit(form, answers | wrong)).errors
        for wrong in (
            {"Remplacée par": head.id},
            {"Personne absente": trainer.id, "Remplacée par": head.id},
            {"Dernier jour": yesterday},
            {"Premier jour": yesterday, "Dernier jour": today},
        )
    ]
    good = await manager.submit(form, answers | {"Premier jour": today})

    assert [list(one) for one in said] == [
        ["Remplacée par"],
        ["Personne absente"],
        ["Dernier jour"],
        ["Premier jour"],
    ]
    assert good.ok
