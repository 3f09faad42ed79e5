"""Steps as people take them: from the card, from its menu, from the case."""

import hashlib
from typing import Any

import pytest

from bot.domain.cases import Status
from bot.sandbox.cast import APP_USER, PAUL
from storage import cases
from tests.support.filing import LAVANDINE, file_complaint, file_incident
from tests.support.people import Person, Submitted
from tests.support.sandbox_screens import Seen
from tests.support.school import School

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89"
INCIDENT, COMPLAINT = "INC-2026-0001", "REC-2026-0001"


async def open_case(person: Person, ref: str) -> Seen:
    await person.command("/qualite", ref)
    return await person.open_view(ref)


async def take(person: Person, step: str, answers: dict[str, Any] | None = None) -> Submitted:
    """Take a step from the open case, once it is offered there."""
    await person.press(step, in_=await offering(person, step))
    form = await person.open_view(step)
    return accepted(await person.submit(form, answers or {}))


async def offering(person: Person, step: str) -> Seen:
    """The open case, as soon as it offers a step: it is shown anew after each."""

    def look() -> Seen | None:
        views = [Seen(view) for view in person.window.state["views"]]
        return views[-1] if views and step in views[-1].buttons else None

    return await person.window.wait_until(look, patience=10, what=f"a case offering {step!r}")


def accepted(submitted: Submitted) -> Submitted:
    assert submitted.ok, submitted.errors
    return submitted


async def write(person: Person, step: str, answers: dict[str, Any]) -> Seen:
    """Take a step whose form grows a letter, and keep that as it is. Gives the grown form."""
    grown = (await take(person, step, answers)).view
    assert grown is not None
    accepted(await person.submit(grown, {"Par quel moyen": "Email"}))
    return grown


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
    before = len(school.calls())
    await manager.press("Accuser réception", in_=card)
    form = await manager.open_view("Accuser réception")
    opened = school.calls()[before:]
    done = await manager.submit(form, {"Par quel moyen": "Email"})
    await school.settled()

    assert opened == ["views.open"]
    assert "enregistrée sous la référence REC-2026-0001" in form.value("Lettre")
    assert done.ok
    assert done.view is None
    assert school.case(COMPLAINT).ack_sent_at is not None
    assert not school.sandbox.world.inspector.refused


async def test_a_complaint_goes_from_acknowledgement_to_closure(school: School) -> None:
    manager = await school.person("quality_manager")
    await file_complaint(manager, LAVANDINE, **{"Partie prenante": "Entreprise"})
    await manager.close(await manager.open_view("C'est noté"))
    await open_case(manager, COMPLAINT)
    await take(manager, "Accuser réception", {"Par quel moyen": "Email"})
    await take(
        manager,
        "Analyser",
        {
            "Constats": "Envoi oublié {sic}",
            "Cause racine": "Aucun rappel",
            "Famille de cause": "method",
        },
    )
    extension = await write(
        manager,
        "Prolonger",
        {
            "Motif de la prolongation": "expertise attendue",
            "Ce qui est fait": "dossier relu",
            "Ce qui reste à faire": "réponse du centre",
        },
    )
    proposal = await write(
        manager,
        "Proposer une solution",
        {"La réclamation est": "Fondée", "Solution proposée": "Envoi ce jour"},
    )
    await take(manager, "Décision du réclamant", {"Décision du réclamant": "Acceptée"})
    await take(manager, "Mise en œuvre", {"Ce qui le montre": "Recommandé envoyé"})
    await take(
        manager,
        "Suivi de satisfaction",
        {
            "Par quel moyen": "Téléphone",
            "Le problème est-il réglé\u202f?": "Oui",
            "Note de 1 à 5": "5",
        },
    )
    closed = await take(manager, "Clôturer")
    await school.settled()
    case = school.case(COMPLAINT)

    assert closed.view is not None
    assert "expertise attendue" in extension.value("Lettre")
    assert "Envoi oublié {sic}" in proposal.value("Lettre")
    assert case.status is Status.CLOSED
    assert len(case.extensions) == 1
    assert case.followups[0].score == 5
    assert "Rouvrir" in (await manager.open_view(COMPLAINT)).buttons
    assert not school.sandbox.world.inspector.refused


async def test_an_incident_goes_from_report_to_an_effective_action(school: School) -> None:
    trainer, manager = await school.person("trainer"), await school.person("training_manager")
    await file_incident(trainer, "le projecteur est mort salle B")
    await manager.wait_for_message("dm", INCIDENT)
    await open_case(manager, INCIDENT)
    await manager.press("Prendre en charge", in_=await offering(manager, "Prendre en charge"))
    await take(
        manager,
        "Décider des mesures",
        {"Mesures": ["Remplacement de matériel"], "Ce qui est décidé": "Projecteur de secours"},
    )
    point = await write(
        manager,
        "Point d'information",
        {
            "Personnes informées": "les douze stagiaires",
            "Ce qui s'est passé": "panne du projecteur",
            "Conséquence pour la session": "reprise à 11 h 15",
            "Ce qui change pour les personnes informées": "rien d'autre",
        },
    )
    await take(
        manager,
        "Ajouter une action",
        {
            "Type d'action": "Corrective",
            "Action": "Contrôle mensuel",
            "Pilote de l'action": trainer.id,
        },
    )
    notice = await trainer.wait_for_message("dm", "ACT-2026-0001")
    await open_case(trainer, INCIDENT)
    await take(trainer, "Action faite", {"Pièce qui le prouve": [("fiche.png", PNG)]})
    await open_case(manager, INCIDENT)
    await take(
        manager,
        "Vérifier l'effet",
        {
            "L'action a-t-elle eu l'effet voulu\u202f?": "Oui, elle est efficace",
            "Ce qui le montre": "aucune panne depuis",
        },
    )
    await take(manager, "Clôturer")
    await school.settled()

    with school.database.reading() as connection:
        (proof,) = cases.files_of(connection, school.case(INCIDENT).id)

    assert notice.text
    assert (proof.name, proof.sha256) == ("fiche.png", hashlib.sha256(PNG).hexdigest())
    assert "remplacement de matériel" in point.value("Lettre")
    assert school.case(INCIDENT).status is Status.CLOSED
    assert not school.sandbox.world.inspector.refused


async def test_nothing_to_tell_needs_no_letter(school: School) -> None:
    trainer, manager = await school.person("trainer"), await school.person("training_manager")
    await file_incident(trainer, "alarme")
    await manager.wait_for_message("dm", INCIDENT)
    await open_case(manager, INCIDENT)
    await manager.press("Prendre en charge", in_=await offering(manager, "Prendre en charge"))
    await take(manager, "Point d'information", {"Sans objet\u00a0: motif": "exercice prévu"})
    await school.settled()

    assert school.case(INCIDENT).information_points[0].waived_because == "exercice prévu"


class TestRefusals:
    """What, why, who can; never silence, never a lost text."""

    async def test_closing_too_early_says_all_that_is_missing(self, school: School) -> None:
        manager = await school.person("quality_manager")
        await file_complaint(manager, LAVANDINE)
        await manager.close(await manager.open_view("C'est noté"))
        await open_case(manager, COMPLAINT)
        await manager.press("Clôturer", in_=await offering(manager, "Clôturer"))
        said = await saying(manager, "avant de clôturer")

        for step in ("Accuser réception", "Proposer une solution", "Suivi de satisfaction"):
            assert f"«\u00a0{step}\u00a0»" in said.text
        assert f"<@{manager.id}>" in said.text

    @pytest.mark.fault(13)
    async def test_an_old_button_says_what_was_done_meanwhile(self, school: School) -> None:
        manager = await school.person("quality_manager")
        await file_complaint(manager, LAVANDINE)
        card = await manager.wait_for_message("qualite", COMPLAINT)
        await manager.press("Accuser réception", in_=card)
        form = await manager.open_view("Accuser réception")
        await manager.submit(form, {"Par quel moyen": "Email"})
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
        await manager.submit(first, {"Par quel moyen": "Email"})
        answers = {"Lettre": "Ma belle lettre", "Par quel moyen": "Email"}
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
        answers = {"Dit au destinataire le": 1_500_000_000, "Par quel moyen": "Email"}
        refused = await manager.submit(form, answers)

        assert list(refused.errors) == ["Dit au destinataire le"]
        assert "au plus tôt" in refused.errors["Dit au destinataire le"]
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
    answers = {"Lettre": "Ma belle lettre", "Par quel moyen": "Email"}
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
    shown = (await pilot.submit(form, {"Par quel moyen": "Email"})).view

    assert shown is not None
    assert "Seules les personnes qui en ont la charge" in shown.text
    assert school.case(COMPLAINT).ack_sent_at is None
