"""Settled on the spot: one press of the office ends it; and what a reporter has in hand."""

import pytest

from bot.domain.cases.cases import Status
from storage.cases import cases
from tests.support.filing import CONTINUES, file_incident
from tests.support.people import Person
from tests.support.school import School

pytestmark = pytest.mark.one_database

REF = "INC-2026-0001"
SETTLED = "Déjà réglé\u202f? Ce que vous avez fait"
DONE = "Projecteur remplacé par celui de la salle C"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89"
PROGRAM = b"MZ\x90\0" + b"\0" * 100


async def test_one_press_of_the_office_ends_what_a_trainer_settled(school: School) -> None:
    trainer, manager = await school.person("trainer"), await school.person("training_manager")
    receipt = await file_incident(
        trainer, "Le projecteur est mort, salle B.", **{CONTINUES: "Oui", SETTLED: DONE}
    )
    card = await manager.wait_for_message("qualite", "Réglé sur place")
    assert "à le valider" in receipt.text
    assert DONE in card.text
    assert "personne d'autre n'est à informer" in card.text

    await manager.press("Valider et clore", in_=card)
    await school.settled()

    kept = await trainer.wait_for_message("dm", "État")
    assert school.case(REF).status is Status.CLOSED
    assert kept.buttons == ["Voir le dossier"]


async def test_with_somebody_hurt_the_receipt_says_that_it_is_handled_in_full(
    school: School,
) -> None:
    trainer, manager = await school.person("trainer"), await school.person("training_manager")
    receipt = await file_incident(
        trainer,
        "Un stagiaire a fait un malaise.",
        **{CONTINUES: "Oui", SETTLED: "Il est reparti avec un proche."},
    )
    card = await manager.wait_for_message("qualite", REF)

    assert "traité en entier" in receipt.text
    assert "Fait aussitôt" in card.text
    assert "Valider et clore" not in card.buttons


async def test_who_types_of_somebody_hurt_in_validating_is_told_that_nothing_is_closed(
    school: School,
) -> None:
    trainer, manager = await school.person("trainer"), await school.person("training_manager")
    await file_incident(
        trainer, "Plus de courant en salle B.", **{CONTINUES: "Non", SETTLED: "Disjoncteur remis"}
    )
    card = await manager.wait_for_message("qualite", "Réglé sur place")
    await manager.press("Valider et clore", in_=card)
    form = await manager.open_view("Valider et clore")
    said = {"Personnes prévenues": "l'employeur du stagiaire malade"}
    shown = (await manager.submit(form, said)).view
    await school.settled()

    assert shown is not None
    assert "n'est pas clos" in shown.text
    assert school.case(REF).status is Status.REPORTED
    assert school.case(REF).settled_on_spot is False


async def test_from_the_receipt_it_is_settled_later_and_a_photo_added(school: School) -> None:
    trainer, manager = await school.person("trainer"), await school.person("training_manager")
    await file_incident(trainer, "Plus de courant en salle B.", **{CONTINUES: "Non"})
    kept = await trainer.wait_for_message("dm", "Référence")

    await trainer.press("C'est réglé", in_=kept)
    form = await trainer.open_view("C'est réglé")
    await trainer.submit(
        form,
        {
            "Ce que vous avez fait": "Disjoncteur remis, reprise à 10 h",
            "Qui avez-vous prévenu\u202f?": "les stagiaires et leur employeur",
        },
    )
    await trainer.press("Ajouter une photo", in_=kept)
    form = await trainer.open_view("Ajouter une photo")
    files = [("tableau.png", PNG), ("outil.png", PROGRAM)]
    await trainer.submit(form, {"Photos ou pièces": files})
    await school.settled()
    card = await manager.wait_for_message("qualite", "*Réglé sur place*")
    await manager.press("Valider et clore", in_=card)
    await school.settled()

    case = school.case(REF)
    with school.database.reading() as connection:
        sent = cases.files_of(connection, case.id)
    (point,) = case.information_points
    assert (case.status, point.parties) == (Status.CLOSED, "les stagiaires et leur employeur")
    assert sorted((one.name, one.refused) for one in sent) == [
        ("outil.png", "type_not_accepted"),
        ("tableau.png", None),
    ]
    assert "outil.png" in await said_of(trainer, "Pièces non conservées")


async def said_of(person: Person, words: str) -> str:
    return (await person.wait_for_message("dm", words)).text
