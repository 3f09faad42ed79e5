"""Filing as people do it, for journeys that begin with a case."""

import json
from pathlib import Path
from typing import Any

from tests.support.people import Person
from tests.support.sandbox_screens import Seen

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "data" / "cases_fr.json").read_text(encoding="utf-8")
)
"""Twenty invented texts of the field."""
LAVANDINE: dict[str, Any] = CASES[0]
CONCERNED = "Qui est mis en cause\u202f?"
CONTINUES = "La session peut-elle continuer\u202f?"


async def file_incident(person: Person, text: str, **answers: Any) -> Seen:
    """Type the command, fill in what is compulsory, and look at the receipt."""
    await person.command("/incident", text)
    form = await person.open_view("Signaler un incident")
    usual = {"Type": "Technique", CONTINUES: "En mode dégradé"}
    return await filed(person, form, usual | answers)


async def file_complaint(person: Person, case: dict[str, Any], **answers: Any) -> Seen:
    """File one of the field's complaints by its codes."""
    await person.command("/reclamation", case["text"])
    form = await person.open_view("Nouvelle réclamation")
    coded = {
        "Partie prenante": case["party"],
        "Canal": case["channel"],
        "Catégorie": case["category"],
        "Gravité": case["severity"],
    }
    asked = {label: code for label, code in coded.items() if label in form.labels}
    return await filed(person, form, asked | answers)


async def filed(person: Person, form: Seen, answers: dict[str, Any]) -> Seen:
    """Submit a form, its second page too where there is one, and look at the receipt."""
    named = {label: answers.pop(label) for label in [CONCERNED] if label in answers}
    shown = receipt(await person.submit(form, answers))
    if CONCERNED in shown.labels:
        return receipt(await person.submit(shown, named))
    return shown


def receipt(submitted: Any) -> Seen:
    """What took the form's place; fails with the errors at the fields when nothing did."""
    assert submitted.ok, submitted.errors
    view: Seen = submitted.view
    return view
