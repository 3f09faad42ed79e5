"""An incident from an interrupted session to a corrective action that, at last, has its effect.

Everybody in it is invented.
"""

from typing import Any

from tests.support.filing import CONTINUES, file_incident
from tests.support.people import Person
from tests.support.stepping import accepted, open_case, take, write
from tests.support.story import Story

REF, ACTION = "INC-2026-0001", "ACT-2026-0001"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89"


async def live(story: Story) -> None:
    """The whole life, step by step."""
    await _report(story)
    await _decide(story)
    await _understand(story)
    await _try(story)
    await _succeed(story)


async def _report(story: Story) -> None:
    trainer = await story.at("2026-11-09 10:42", "trainer")
    await file_incident(
        trainer,
        "La centrale d'alarme de la salle incendie ne s'allume plus, exercice impossible.",
        **{
            CONTINUES: "Non",
            "Session ou formation": "SSIAP 1, Lyon",
            "Photos ou pièces": [("centrale.png", PNG)],
        },
    )
    manager = await story.at("2026-11-09 10:55", "training_manager")
    notice = await manager.wait_for_message("dm", REF)
    await manager.press("Prendre en charge", in_=notice)
    await story.heard(REF, "take_charge")
    trainer = await story.at("2026-11-09 11:00", "trainer")
    news = await trainer.wait_for_message("dm", "pris en charge")
    await trainer.press("Voir le dossier", in_=news)
    await take(trainer, "Ajouter une note", {"Note": "Le fusible a été changé, sans résultat."})


async def _decide(story: Story) -> None:
    manager = await story.at("2026-11-09 11:10", "training_manager")
    await open_case(manager, REF)
    await take(
        manager,
        "Décider des mesures",
        {
            "Mesures": ["Réorganisation de session", "Remplacement du matériel"],
            "Ce qui est décidé": (
                "L'exercice passe à 14 h avec la centrale de démonstration ; "
                "la théorie de l'après-midi est avancée."
            ),
            "La session peut-elle continuer\u202f?": "En mode dégradé",
            "Minutes perdues": "35",
        },
    )
    await write(
        manager,
        "Point d'information",
        {
            "Personnes informées": "les onze stagiaires et la formatrice",
            "Ce qui s'est passé": "la centrale d'alarme est en panne",
            "Conséquence pour la session": "trente-cinq minutes perdues",
            "Ce qui change pour les personnes informées": "l'exercice a lieu à 14 h, même salle",
        },
        means="De vive voix",
    )


async def _understand(story: Story) -> None:
    manager = await story.at("2026-11-12 09:30", "training_manager")
    await open_case(manager, REF)
    await take(
        manager,
        "Analyser",
        {
            "Constats": "La batterie de secours était à plat depuis plusieurs semaines.",
            "Cause racine": "Aucun contrôle n'est prévu entre deux sessions.",
            "Famille de cause": "equipment",
        },
    )
    pilot = await story.person("owner")
    await take(
        manager,
        "Ajouter une action",
        {
            "Type d'action": "Corrective",
            "Action": "Contrôler la centrale et sa batterie la veille de chaque session",
            "Pilote de l'action": pilot.id,
            "Échéance": "2026-11-27",
            "Critère d'efficacité": "aucune panne de centrale pendant trois mois",
        },
    )
    manager = await story.at("2026-11-12 09:50", "training_manager")
    await open_case(manager, REF)
    await take(
        manager,
        "Verser au plan d'action",
        {"Motif": "Elle vaut pour toutes les salles et dépasse ce dossier."},
    )
    await take(manager, "Clôturer")


async def _try(story: Story) -> None:
    pilot = await story.at("2026-11-20 16:00", "owner")
    await _do(
        pilot,
        {
            "Preuve": "Fiche de contrôle affichée près de la centrale.",
            "Pièce qui le prouve": [("fiche-de-controle.png", PNG)],
            "Effet à vérifier le": "2026-12-14",
        },
    )
    manager = await story.at("2026-12-14 09:10", "quality_manager")
    await open_case(manager, REF)
    await take(
        manager,
        "Vérifier l'effet",
        {
            "L'action a-t-elle eu l'effet voulu\u202f?": "Non, elle est à reprendre",
            "Ce qui le montre": "La fiche est restée vide : personne n'a le contrôle en charge.",
            "À reprendre pour le": "2027-01-08",
        },
    )


async def _do(pilot: Person, answers: dict[str, Any]) -> None:
    """Say from the latest direct message that the action is done: its owner follows no case."""
    notice = await pilot.wait_for_message("dm", ACTION)
    await pilot.press("Action faite", in_=notice)
    accepted(await pilot.submit(await pilot.open_view("Action faite"), answers))


async def _succeed(story: Story) -> None:
    pilot = await story.at("2027-01-06 11:30", "owner")
    await _do(
        pilot,
        {
            "Preuve": "Le contrôle est dans la fiche de poste du logisticien, signée.",
            "Lien vers la preuve": "https://exemple.test/fiche-de-poste",
            "Effet à vérifier le": "2027-04-08",
        },
    )
    manager = await story.at("2027-04-08 09:05", "quality_manager")
    await open_case(manager, REF)
    await take(
        manager,
        "Vérifier l'effet",
        {
            "L'action a-t-elle eu l'effet voulu\u202f?": "Oui, elle est efficace",
            "Ce qui le montre": "Trois mois, neuf sessions, aucune panne ; fiches signées.",
        },
    )
