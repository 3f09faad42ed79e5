"""Cards as an earlier release posted them, with buttons that still do what they say.

`cards.json` holds the cards of the release with schema 0050, one for each state, word for word.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.domain.cases.cases import Status
from tests.support.filing import LAVANDINE, file_complaint, file_incident
from tests.support.people import PATIENCE, Person
from tests.support.sandbox_screens import Seen
from tests.support.school import School

pytestmark = pytest.mark.one_database

CARDS: dict[str, dict[str, dict[str, Any]]] = json.loads(
    (Path(__file__).parents[1] / "data" / "schema_0050" / "cards.json").read_text("utf-8")
)
OPENS = {
    "complaint": {
        "Accuser réception",
        "Ajouter une action",
        "Ajouter une note",
        "Analyser",
        "Attribuer",
        "Demander des précisions",
        "Prolonger",
        "Proposer une solution",
        "Qualifier",
        "Voir le dossier",
    },
    "incident": {
        "Ajouter une note",
        "Attribuer",
        "Corriger la réception",
        "Corriger les faits",
        "Doublon",
        "Qualifier",
        "Voir le dossier",
    },
}
"""What a fresh case takes or shows in a form; the rest is refused, with a sentence."""
AT_ONCE = "Prendre en charge"
REFS = {"complaint": "REC-2026-0001", "incident": "INC-2026-0001"}


async def filed(school: School, person: Person, kind: str) -> Seen:
    """The card of a fresh case, with nothing else on the screen."""
    if kind == "complaint":
        receipt = await file_complaint(person, LAVANDINE)
    else:
        receipt = await file_incident(person, "Le projecteur est mort, salle B.")
    await person.close(receipt, everything=True)
    await nothing_open(person)
    card = await person.wait_for_message("qualite", REFS[kind])
    await school.settled()
    return card


async def stands(school: School, card: Seen, older: dict[str, Any], case_id: str) -> None:
    """Have the card in the channel look as it did then."""
    blocks = json.loads(json.dumps(older["blocks"]).replace("CASE", case_id))
    await school.vigie._client.chat_update(
        channel=card.channel, ts=card.ts, text=older["text"], blocks=blocks
    )


def on_screen(person: Person) -> tuple[int, int]:
    """How many forms are open, and how many messages a person has been shown so far."""
    shown = sum(len(person.messages(one)) for one in person.window.conversations)
    return len(person.window.state["views"]), shown


async def nothing_open(person: Person) -> None:
    await person.window.wait_until(
        lambda: None if person.window.state["views"] else True,
        patience=PATIENCE,
        what="no form on the screen",
    )


async def answer_to(person: Person, button: str, *, in_: Seen) -> str:
    """The title of the form that a press opens, or the sentence that answers it."""
    before = on_screen(person)
    await person.press(button, in_=in_)
    await person.window.wait_until(
        lambda: True if on_screen(person) > before else None,
        patience=PATIENCE,
        what=f"an answer to {button!r}",
    )
    views = person.window.state["views"]
    if not views:
        return person.messages(in_.channel)[-1].text
    opened = Seen(views[-1])
    await person.close(opened, everything=True)
    await nothing_open(person)
    return opened.title


@pytest.mark.parametrize("kind", CARDS)
async def test_each_button_of_an_older_card_opens_its_form_or_says_why_not(
    school: School, kind: str
) -> None:
    manager = await school.person("quality_manager")
    card = await filed(school, manager, kind)
    case = school.case(REFS[kind])
    answers: dict[str, str] = {}
    for older in CARDS[kind].values():
        await stands(school, card, older, str(case.id))
        shown = await manager.wait_for_message("qualite", older["text"])
        for button in set(shown.buttons) - answers.keys() - {AT_ONCE}:
            answers[button] = await answer_to(manager, button, in_=shown)

    sentences = {button for button, said in answers.items() if said.endswith(".")}
    assert answers.keys() - sentences == OPENS[kind]
    assert {"Clôturer", "Rouvrir", "Mise en œuvre"} & sentences
    assert school.case(REFS[kind]).status is case.status


@pytest.mark.parametrize(
    ("kind", "status", "taken"),
    [("complaint", "received", Status.RECEIVED), ("incident", "reported", Status.TAKEN_CHARGE)],
)
async def test_taken_on_from_an_older_card_it_has_an_owner_and_today_s_card(
    school: School, kind: str, status: str, taken: Status
) -> None:
    manager = await school.person("quality_manager")
    card = await filed(school, manager, kind)
    case = school.case(REFS[kind])
    await stands(school, card, CARDS[kind][status], str(case.id))
    older = await manager.wait_for_message("qualite", CARDS[kind][status]["text"])
    assert AT_ONCE in older.buttons

    await manager.press(AT_ONCE, in_=older)
    await school.settled()
    (today,) = [one for one in manager.messages("qualite") if one.ts == card.ts]

    assert REFS[kind] in today.text
    assert AT_ONCE not in today.buttons
    assert (school.case(REFS[kind]).owner, school.case(REFS[kind]).status) == (manager.id, taken)
