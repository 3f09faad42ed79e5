"""Steps as people take them: from the card, from its menu, from the case."""

import pytest

from bot.sandbox.cast import APP_USER, PAUL
from tests.support.filing import LAVANDINE, file_complaint, file_incident
from tests.support.people import Person
from tests.support.sandbox_screens import Seen
from tests.support.school import School
from tests.support.stepping import accepted, offering, open_case, open_step, take

INCIDENT, COMPLAINT = "INC-2026-0001", "REC-2026-0001"


async def test_one_click_takes_charge(school: School) -> None:
    trainer, manager = await school.person("trainer"), await school.person("training_manager")
    await file_incident(trainer, "le projecteur est mort salle B")
    notice = await manager.wait_for_message("dm", INCIDENT)
    await manager.press("Prendre en charge", in_=notice)
    quality = await school.person("quality_manager")
    line = await quality.wait_for_message("qualite", "pris en charge par")

    assert school.case(INCIDENT).owner == manager.id
    assert manager.id in line.text


async def test_a_complaint_is_acknowledged_in_one_modal(school: School) -> None:
    manager = await school.person("quality_manager")
    await file_complaint(manager, LAVANDINE)
    card = await manager.wait_for_message("qualite", COMPLAINT)
    await school.settled()
    before = len(school.calls())
    await manager.press("Accuser réception", in_=card)
    form = await manager.open_view("Accuser réception")
    opened = school.calls()[before:]
    done = await manager.submit(form, {"Par quel moyen": "Courriel"})
    await school.settled()

    assert opened == ["views.open"]
    assert "enregistrée sous la référence REC-2026-0001" in form.value("Lettre")
    assert done.ok
    assert done.view is None
    assert school.case(COMPLAINT).ack_sent_at is not None
    assert not school.sandbox.world.inspector.refused


async def test_nothing_to_tell_needs_no_letter(school: School) -> None:
    trainer, manager = await school.person("trainer"), await school.person("training_manager")
    await file_incident(trainer, "alarme")
    await manager.wait_for_message("dm", INCIDENT)
    await open_case(manager, INCIDENT)
    await manager.press("Prendre en charge", in_=await offering(manager, "Prendre en charge"))
    await manager.press("Point d'information", in_=await offering(manager, "Point d'information"))
    form = await manager.open_view("Point d'information")
    await manager.choose("audience", "not_owed", in_=form)
    asked = await saying(manager, "Pourquoi personne")
    accepted(await manager.submit(asked, {"Pourquoi personne n'est à informer": "exercice prévu"}))
    await school.settled()

    assert school.case(INCIDENT).information_points[0].waived_because == "exercice prévu"


class TestRefusals:
    """What, why, who can; never silence, never a lost text."""

    async def test_closing_too_early_says_all_that_is_missing(self, school: School) -> None:
        trainer, manager = await school.person("trainer"), await school.person("training_manager")
        await file_incident(trainer, "alarme")
        await manager.wait_for_message("dm", INCIDENT)
        await open_case(manager, INCIDENT)
        await manager.press("Prendre en charge", in_=await offering(manager, "Prendre en charge"))
        await manager.press("Clôturer", in_=await offering(manager, "Clôturer"))
        said = await saying(manager, "avant de clôturer")

        assert "Peuvent s'en charger" not in said.text
        for step in ("Décider des mesures", "Point d'information"):
            assert f"«\u00a0{step}\u00a0»" in said.text

    @pytest.mark.fault(13)
    async def test_an_old_button_says_what_was_done_meanwhile(self, school: School) -> None:
        manager = await school.person("quality_manager")
        await file_complaint(manager, LAVANDINE)
        card = await manager.wait_for_message("qualite", COMPLAINT)
        await manager.press("Accuser réception", in_=card)
        form = await manager.open_view("Accuser réception")
        await manager.submit(form, {"Par quel moyen": "Courriel"})
        await manager.press("Accuser réception", in_=card)

        assert (await manager.wait_for_message("qualite", "C'est déjà fait")).raw["ephemeral"]

    @pytest.mark.fault(13)
    async def test_the_second_of_two_people_sees_the_case_and_their_text(
        self, school: School
    ) -> None:
        manager, pilot = await school.person("quality_manager"), await school.person("owner")
        await file_complaint(manager, LAVANDINE)
        card = await manager.wait_for_message("qualite", COMPLAINT)
        await manager.press("Attribuer", in_=card)
        await manager.submit(await manager.open_view("Attribuer"), {"Pilote": pilot.id})
        given = await pilot.wait_for_message("dm", COMPLAINT)
        await pilot.press("Voir le dossier", in_=given)
        await pilot.press("Accuser réception", in_=await offering(pilot, "Accuser réception"))
        late = await pilot.open_view("Accuser réception")
        await manager.press("Accuser réception", in_=card)
        first = await manager.open_view("Accuser réception")
        await manager.submit(first, {"Par quel moyen": "Courriel"})
        answers = {"Lettre": "Ma belle lettre", "Par quel moyen": "Courriel"}
        shown = (await pilot.submit(late, answers)).view

        assert shown is not None
        assert shown.title == COMPLAINT
        assert "C'est déjà fait" in shown.text
        assert "Ma belle lettre" in shown.text

    async def test_a_date_before_reception_is_refused_at_its_field(self, school: School) -> None:
        manager = await school.person("quality_manager")
        await file_complaint(manager, LAVANDINE)
        card = await manager.wait_for_message("qualite", COMPLAINT)
        await manager.press("Accuser réception", in_=card)
        form = await manager.open_view("Accuser réception")
        answers = {"Envoyé ou dit le": 1_500_000_000, "Par quel moyen": "Courriel"}
        refused = await manager.submit(form, answers)

        assert list(refused.errors) == ["Envoyé ou dit le"]
        assert "au plus tôt" in refused.errors["Envoyé ou dit le"]
        assert refused.view is not None

    async def test_a_stranger_is_told_who_may(self, school: School) -> None:
        quality, manager = (
            await school.person("quality_manager"),
            await school.person("training_manager"),
        )
        await file_complaint(quality, LAVANDINE)
        card = await manager.wait_for_message("qualite", COMPLAINT)
        await manager.press("Accuser réception", in_=card)
        said = await manager.wait_for_message("qualite", "responsable qualité")

        assert said.raw["ephemeral"]
        assert quality.id in said.text


@pytest.mark.fault(6)
async def test_a_double_click_takes_charge_once(school: School) -> None:
    trainer, manager = await school.person("trainer"), await school.person("training_manager")
    await file_incident(trainer, "alarme")
    notice = await manager.wait_for_message("dm", INCIDENT)
    await manager.press("Prendre en charge", in_=notice)
    await manager.press("Prendre en charge", in_=notice)
    await manager.wait_for_message("dm", "C'est déjà fait")
    await school.settled()
    lines = [
        one
        for one in (await school.person("quality_manager")).messages("qualite")
        if "pris en charge par" in one.text
    ]

    assert len(lines) == 1


async def saying(person: Person, words: str) -> Seen:
    """The modal on top, as soon as it says this."""

    def look() -> Seen | None:
        views = [Seen(view) for view in person.window.state["views"]]
        return views[-1] if views and words in views[-1].text else None

    return await person.window.wait_until(look, patience=10, what=f"a modal saying {words!r}")


async def test_a_database_that_fails_leaves_the_letter_in_the_form(school: School) -> None:
    manager = await school.person("quality_manager")
    await file_complaint(manager, LAVANDINE)
    card = await manager.wait_for_message("qualite", COMPLAINT)
    await manager.press("Accuser réception", in_=card)
    form = await manager.open_view("Accuser réception")
    answers = {"Lettre": "Ma belle lettre", "Par quel moyen": "Courriel"}
    with school.database.writing():
        failed = (await manager.submit(form, answers)).view
    assert failed is not None
    again = await manager.submit(failed)

    assert "réessayez dans un instant" in failed.text
    assert failed.value("Lettre") == "Ma belle lettre"
    assert again.view is None
    assert school.case(COMPLAINT).ack_sent_at is not None


@pytest.mark.fault(23)
async def test_a_case_is_not_given_to_somebody_it_is_about(school: School) -> None:
    manager, trainer = await school.person("quality_manager"), await school.person("trainer")
    await file_complaint(manager, LAVANDINE)
    await manager.close(await manager.open_view("C'est noté"))
    await open_case(manager, COMPLAINT)
    await take(manager, "Qualifier", {"Personnes mises en cause": [trainer.id]})
    await manager.press("Attribuer", in_=await offering(manager, "Attribuer"))
    refused = await manager.submit(await manager.open_view("Attribuer"), {"Pilote": trainer.id})

    assert refused.errors == {
        "Pilote": "Ce dossier concerne cette personne\u00a0: choisissez quelqu'un d'autre."
    }


@pytest.mark.parametrize(
    ("owner", "sentence"),
    [
        (PAUL, "Cette personne n'a plus de compte Slack\u00a0: choisissez quelqu'un d'autre."),
        (APP_USER, "C'est une application\u00a0: choisissez une personne."),
    ],
    ids=["deactivated", "bot"],
)
async def test_a_case_is_given_to_nobody_who_cannot_act(
    school: School, owner: str, sentence: str
) -> None:
    manager = await school.person("quality_manager")
    await file_complaint(manager, LAVANDINE)
    card = await manager.wait_for_message("qualite", COMPLAINT)
    await manager.press("Attribuer", in_=card)
    refused = await manager.submit(await manager.open_view("Attribuer"), {"Pilote": owner})

    assert refused.errors == {"Pilote": sentence}
    assert school.case(COMPLAINT).owner is None


async def test_rights_lost_while_typing_end_in_a_sentence(school: School) -> None:
    manager, pilot = await school.person("quality_manager"), await school.person("owner")
    await file_complaint(manager, LAVANDINE)
    card = await manager.wait_for_message("qualite", COMPLAINT)
    await manager.press("Attribuer", in_=card)
    await manager.submit(await manager.open_view("Attribuer"), {"Pilote": pilot.id})
    await pilot.press("Accuser réception", in_=await pilot.wait_for_message("dm", COMPLAINT))
    form = await pilot.open_view("Accuser réception")
    await manager.press("Attribuer", in_=card)
    await manager.submit(await manager.open_view("Attribuer"), {"Pilote": manager.id})
    shown = (await pilot.submit(form, {"Par quel moyen": "Courriel"})).view

    assert shown is not None
    assert "Seules les personnes qui en ont la charge" in shown.text
    assert school.case(COMPLAINT).ack_sent_at is None


async def test_a_door_asks_which_of_its_steps_is_meant_and_gives_its_place_to_the_form(
    school: School,
) -> None:
    manager = await school.person("quality_manager")
    await file_complaint(manager, LAVANDINE)
    await manager.close(await manager.open_view("C'est noté"))
    card = await manager.wait_for_message("qualite", COMPLAINT)
    await manager.press("Classer autrement", in_=card)
    await manager.press("Retrait", in_=await manager.open_view("Classer autrement"))
    from_card = await manager.open_view("Retrait")
    depth = len(manager.window.state["views"])
    await manager.close(from_card)
    await open_case(manager, COMPLAINT)
    await take(manager, "Réclamant injoignable", {"Pourquoi personne ne peut être joint": "x"})
    over = await manager.open_view(COMPLAINT)

    assert depth == 1
    assert [Seen(view).title for view in manager.window.state["views"]] == [COMPLAINT]
    assert "Réclamant injoignable" not in over.buttons
    assert school.case(COMPLAINT).is_unreachable


async def test_a_door_with_one_step_behind_it_opens_that(school: School) -> None:
    reporter = await school.person("no_locale")
    await file_complaint(reporter, LAVANDINE)
    await reporter.close(await reporter.open_view("C'est noté"))
    await open_case(reporter, COMPLAINT)
    await reporter.press("Corriger", in_=await offering(reporter, "Corriger"))

    assert (await reporter.open_view("Corriger")).title == "Corriger les faits"


async def test_a_duplicate_is_joined_to_its_original_and_its_complainant_told(
    school: School,
) -> None:
    manager, copy = await school.person("quality_manager"), "REC-2026-0002"
    for _ in range(2):
        await file_complaint(manager, LAVANDINE)
        await manager.close(await manager.open_view("C'est noté"))
        await manager.no_view()
    await open_case(manager, copy)
    form = await open_step(manager, "Doublon")
    unknown = await manager.submit(form, {"Référence du dossier d'origine": "REC-2026-0099"})
    letter = (await manager.submit(form, {"Référence du dossier d'origine": COMPLAINT})).view
    assert letter is not None
    accepted(await manager.submit(letter, {"Par quel moyen": "Courriel"}))
    line = await manager.wait_for_message("qualite", "est un doublon de ce dossier")

    assert "Aucun dossier" in unknown.errors["Référence du dossier d'origine"]
    assert f"déjà sous la référence {COMPLAINT}" in letter.value("Lettre")
    assert copy in line.text
    assert school.case(copy).duplicate_of == COMPLAINT
    assert school.case(copy).ack_sent_at is not None
    assert school.case(COMPLAINT).related_refs == (copy,)
