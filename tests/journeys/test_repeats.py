"""The same thing twice: pressed twice, delivered twice, before and after a restart."""

import asyncio

import pytest

from tests.support.filing import CONTINUES, file_incident
from tests.support.school import School


@pytest.mark.fault(6)
async def test_a_second_press_of_submit_is_the_same_case(school: School) -> None:
    trainer = await school.person("trainer")
    await trainer.command("/incident", "alarme")
    form = await trainer.open_view("Signaler un incident")
    answers = {"Type": "Technique", CONTINUES: "Oui"}
    await asyncio.gather(
        trainer.submit(form, answers), trainer.submit(form, answers), return_exceptions=True
    )
    await school.settled()

    assert school.number_of_cases() == 1
    assert len(school.cards("INC-2026-0001")) == 1


async def test_a_submission_delivered_again_answers_with_the_same_reference(
    school: School,
) -> None:
    trainer = await school.person("trainer")
    await file_incident(trainer, "alarme")
    again = await school.send_again("incident")

    assert "INC-2026-0001" in str(again.answer)
    assert school.number_of_cases() == 1


@pytest.mark.fault(5)
async def test_a_submission_delivered_again_after_a_restart_is_no_new_case(school: School) -> None:
    trainer = await school.person("trainer")
    await file_incident(trainer, "alarme")
    await school.restart()
    again = await school.send_again("incident")
    await school.settled()

    assert "INC-2026-0001" in str(again.answer)
    assert (school.number_of_cases(), len(school.cards("INC-2026-0001"))) == (1, 1)


async def test_an_event_delivered_again_changes_nothing(school: School) -> None:
    trainer = await school.person("trainer")
    world = school.sandbox.world
    world.workspace.change_person(trainer.id, locale="en-GB")
    async with asyncio.timeout(60):
        while not [one for one in world.inspector.envelopes if one.what == "user_change"]:
            await asyncio.sleep(0.02)
    again = await school.send_again("user_change")
    await trainer.command("/incident", "x")

    assert again.is_acked
    assert (await trainer.open_view()).title == "Report an incident"


async def test_a_case_filed_before_there_is_a_channel_gets_its_card_when_there_is_one(
    school: School,
) -> None:
    trainer, admin = await school.person("trainer"), await school.person("admin")
    set_up = school.settings
    school.settings = set_up.model_copy(update={"quality_channel": None, "quality_managers": ()})
    await school.restart()
    receipt = await file_incident(trainer, "alarme")
    await admin.command("/qualite", "reglages")
    form = await admin.open_view("Réglages de Vigie")
    manager = await school.person("quality_manager")
    chosen = {"Canal qualité": "C0QUALITE", "Responsables qualité": [manager.id]}
    await admin.submit(form, chosen)
    card = await manager.wait_for_message("qualite", "INC-2026-0001")

    assert "/qualite reglages" in receipt.text
    assert "alarme" in card.text


async def test_only_those_who_may_change_the_settings(school: School) -> None:
    trainer, admin = await school.person("trainer"), await school.person("admin")
    await trainer.command("/qualite", "reglages")
    await admin.command("/qualite", "reglages")

    assert (await trainer.wait_for_message("general", "y ont accès")).raw["ephemeral"]
    assert (await admin.wait_for_message("general", "y ont accès")).raw["ephemeral"]


async def test_a_public_channel_is_refused_with_the_reason(school: School) -> None:
    manager = await school.person("quality_manager")
    await manager.command("/qualite", "reglages")
    form = await manager.open_view("Réglages de Vigie")
    submitted = await manager.submit(form, {"Canal qualité": "C0GENERAL"})

    assert list(submitted.errors) == ["Canal qualité"]
    assert "public" in submitted.errors["Canal qualité"]
