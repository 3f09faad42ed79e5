"""Confidential cases: whom they are about is asked first, and those never hear of them."""

import asyncio
from typing import Any

import pytest

from tests.support.filing import (
    CONCERNED,
    CONTINUES,
    LAVANDINE,
    file_incident,
    receipt,
)
from tests.support.people import Person
from tests.support.sandbox_screens import Seen
from tests.support.school import School
from tests.support.stepping import offering, open_case, take

pytestmark = pytest.mark.one_database

VIOLENCE = "C'est une violence, un harcèlement ou une discrimination"
NO_VIOLENCE = "Ce n'est ni violence, ni harcèlement, ni discrimination"
IS_VIOLENCE = "Est-ce une violence, un harcèlement ou une discrimination\u202f?"
SAID = "propos déplacés en salle B"
MEASURES = "le groupe est confié à un autre intervenant"
ANSWERS: dict[str, Any] = {
    "Type": "Organisationnelle",
    CONTINUES: "Oui",
    "À préciser": ["confidential"],
}


async def second_page(person: Person, **answers: Any) -> Seen:
    """The page that takes the form's place."""
    await person.command("/incident", SAID)
    form = await person.open_view("Signaler un incident")
    return receipt(await person.submit(form, ANSWERS | answers))


def told(school: School, person: Person) -> str:
    """All that stands in any conversation that a person is a member of."""
    conversations = school.sandbox.world.workspace.conversations.values()
    seen = [where for where in conversations if person.id in where.members]
    return "\n".join(one.text for where in seen for one in where.messages.values())


async def test_nothing_is_kept_before_it_is_said_who_is_concerned(school: School) -> None:
    page = await second_page(await school.person("trainer"))

    assert page.labels[0] == CONCERNED
    assert school.number_of_cases() == 0


async def test_a_quality_manager_who_is_named_never_hears_of_it(school: School) -> None:
    trainer, manager = await school.person("trainer"), await school.person("quality_manager")
    director = await school.person("training_manager")
    await trainer.command("/reclamation", LAVANDINE["text"])
    form = await trainer.open_view("Nouvelle réclamation")
    await trainer.press(VIOLENCE, in_=form)
    page = await offering(trainer, NO_VIOLENCE)
    named = {"Partie prenante": "Stagiaire", "Canal": "Email", CONCERNED: [manager.id]}
    done = receipt(await trainer.submit(page, named))
    # the reminder that nobody owns it may come before
    notice = await director.wait_for_message("dm", "est réservé à")
    await school.settled()
    await manager.command("/qualite", "REC-2026-0001")
    refused = await manager.wait_for_message("general", "y ont accès")
    case = school.case("REC-2026-0001")

    assert (case.concerned_people, case.handlers) == ((manager.id,), (director.id,))
    assert director.id in done.text
    assert "REC-2026-0001" in notice.text
    assert refused.raw["ephemeral"]
    assert school.cards("REC-2026-0001") == []
    assert "REC-2026-0001" not in told(school, manager)


async def test_what_was_typed_before_the_question_is_filed(school: School) -> None:
    trainer = await school.person("trainer")
    page = await second_page(trainer, **{"Session ou formation": "SSIAP 1"})
    done = receipt(await trainer.submit(page, {}))
    case = school.case("INC-2026-0001")

    assert "INC-2026-0001" in done.text
    assert (case.description, case.session, case.confidential) == (SAID, "SSIAP 1", True)


async def test_a_message_to_a_training_manager_is_not_for_one_who_is_named(
    school: School,
) -> None:
    trainer, director = await school.person("trainer"), await school.person("training_manager")
    manager = await school.person("quality_manager")
    await file_incident(trainer, SAID, **ANSWERS | {CONCERNED: [director.id]})
    await school.settled()

    assert "INC-2026-0001" in told(school, manager)  # its handler
    assert "INC-2026-0001" not in told(school, director)


async def test_both_pages_sent_twice_are_one_case(school: School) -> None:
    trainer = await school.person("trainer")
    page = await second_page(trainer)
    first_again = await school.send_again("incident")
    await asyncio.gather(trainer.submit(page, {}), trainer.submit(page, {}), return_exceptions=True)
    last_again = await school.send_again("incident")
    await school.settled()

    assert "mis en cause" in str(first_again.answer)
    assert "INC-2026-0001" in str(last_again.answer)
    assert school.number_of_cases() == 1


async def test_the_first_page_once_more_after_the_case_was_filed_is_no_new_case(
    school: School,
) -> None:
    """A network may deliver it late: it asks again, and what comes of that is the same case."""
    trainer = await school.person("trainer")
    await second_page(trainer)
    world = school.sandbox.world
    first = next(one for one in reversed(world.inspector.envelopes) if one.what == "incident")
    page = await trainer.open_view()
    await trainer.submit(page, {})
    await school.restart()
    world.inspector.envelopes.append(first)
    again = await school.send_again("incident")

    assert "mis en cause" in str(again.answer)
    assert school.number_of_cases() == 1


async def test_misconduct_asks_without_a_tick(school: School) -> None:
    manager = await school.person("quality_manager")
    await manager.command("/reclamation", SAID)
    form = await manager.open_view("Nouvelle réclamation")
    answers = {
        "Partie prenante": "Stagiaire",
        "Canal": "Téléphone",
        "Catégorie": "conduct_vhd",
        "Gravité": "Critique",
    }
    page = receipt(await manager.submit(form, answers))
    receipt(await manager.submit(page, {}))

    assert page.labels[0] == CONCERNED
    assert school.case("REC-2026-0001").confidential


async def test_words_of_a_violence_are_asked_about_before_anything_is_kept(school: School) -> None:
    trainer = await school.person("trainer")
    await trainer.command("/reclamation", SAID)
    form = await trainer.open_view("Nouvelle réclamation")
    answers = {"Partie prenante": "Stagiaire", "Canal": "Téléphone"}
    asking = receipt(await trainer.submit(form, answers))
    page = receipt(await trainer.submit(asking, {asking.labels[0]: "yes"}))
    kept = school.number_of_cases()
    receipt(await trainer.submit(page, {}))

    assert (asking.labels[0], page.labels[0], kept) == (IS_VIOLENCE, CONCERNED, 0)
    assert school.case("REC-2026-0001").confidential


async def test_other_cases_have_one_page(school: School) -> None:
    trainer = await school.person("trainer")
    done = await file_incident(trainer, "projecteur en panne")

    assert "INC-2026-0001" in done.text
    assert school.case("INC-2026-0001").confidential is False


async def test_a_case_that_becomes_confidential_asks_the_same(school: School) -> None:
    trainer, manager = await school.person("trainer"), await school.person("quality_manager")
    colleague = await school.person("owner")
    await file_incident(trainer, SAID)
    await open_case(manager, "INC-2026-0001")
    await manager.press("Qualifier", in_=await offering(manager, "Qualifier"))
    form = await manager.open_view("Qualifier")
    page = receipt(await manager.submit(form, {"Confidentiel": True}))
    before = school.case("INC-2026-0001").confidential
    await manager.submit(page, {CONCERNED: [colleague.id]})
    case = school.case("INC-2026-0001")

    assert page.labels[0] == CONCERNED
    assert page.labels.count("Personnes mises en cause") == 0
    assert not before
    assert case.confidential
    assert (case.concerned_people, case.handlers) == ((colleague.id,), (manager.id,))


async def test_made_confidential_later_its_words_leave_every_message(school: School) -> None:
    trainer, manager = await school.person("trainer"), await school.person("quality_manager")
    director, owner = await school.person("training_manager"), await school.person("owner")
    await file_incident(trainer, SAID)
    await open_case(manager, "INC-2026-0001")
    await manager.press("Prendre en charge", in_=await offering(manager, "Prendre en charge"))
    await take(
        manager,
        "Décider des mesures",
        {"Mesures": ["Réorganisation de session"], "Ce qui est décidé": MEASURES},
    )
    await take(manager, "Attribuer", {"Pilote": owner.id})
    await school.settled()
    await director.wait_for_message("dm", SAID)
    before = told(school, director), told(school, trainer)
    await manager.press("Qualifier", in_=await offering(manager, "Qualifier"))
    page = receipt(
        await manager.submit(await manager.open_view("Qualifier"), {"Confidentiel": True})
    )
    await manager.submit(page, {})
    await school.settled()

    assert SAID in before[0]
    assert MEASURES in before[1]
    for person in (trainer, director, owner, manager):
        assert SAID not in told(school, person)
        assert MEASURES not in told(school, person)
    assert "Vous n'avez plus accès au dossier INC-2026-0001" in told(school, director)
