"""A half-year's review in Slack: prepared, completed, approved, its plan carried out."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from bot.demo import QUALITY_CHANNEL
from bot.domain.actions.actions import ActionOrigin
from bot.domain.calendar.periods import Semester
from bot.domain.reports.telling import review_due_at
from bot.domain.school.office import PARIS, Office
from storage.actions import actions
from tests.support.filing import LAVANDINE, file_complaint
from tests.support.forms import spaced
from tests.support.people import Person
from tests.support.sandbox_screens import Seen
from tests.support.school import School

TITLE = "Préparer les attestations à l'avance"


def half_year(school: School) -> Semester:
    return Semester.of(school.clock.now(), PARIS)


async def drafted(school: School, manager: Person) -> Semester:
    """The half-year at whose end, on its first working morning after, Vigie drafted the review."""
    await file_complaint(manager, LAVANDINE)
    await manager.close(await manager.open_view())
    semester = half_year(school)
    due_at = review_due_at(semester, Office())
    school.clock.advance(due_at + timedelta(minutes=1) - school.clock.now())
    await manager.wait_for_message("qualite", "Bilan du")
    await school.settled()
    return semester


async def prepared(school: School, manager: Person) -> Seen:
    """The message of the present half-year's review, asked for by the quality manager."""
    await file_complaint(manager, LAVANDINE)
    await manager.close(await manager.open_view())
    await manager.command("/qualite", f"bilan {half_year(school)}")
    seen = await manager.wait_for_message("general", "Bilan du")
    await manager.press("Préparer le bilan", in_=seen)
    message = await manager.wait_for_message("qualite", "Bilan du")
    await school.settled()
    return message


def pdfs(school: School) -> list[str]:
    """The texts of the PDFs in the review's thread, in order."""
    messages = school.sandbox.world.workspace.conversations[QUALITY_CHANNEL].messages.values()
    found = [file for message in messages if message.thread_ts for file in message.files]
    return [_text(file) for file in found if "-S" in file.name]


def _text(file: Any) -> str:
    pages = PdfReader(BytesIO(file.content)).pages
    return spaced(" ".join(page.extract_text() for page in pages)).replace("\n", " ")


async def test_a_review_is_completed_in_slack_and_its_plan_becomes_actions(school: School) -> None:
    manager = await school.person("quality_manager")
    owner = await school.person("owner")
    semester = await drafted(school, manager)
    message = await manager.wait_for_message("qualite", "Bilan du")
    await manager.press("Compléter", in_=message)
    form = await manager.open_view("Compléter")
    kept = await manager.submit(form, {"Stagiaires formés": "120", "Sessions réalisées": "14"})
    message = await manager.wait_for_message("qualite", "Bilan du")
    await manager.choose("Plan d'action", "Ajouter une action", in_=message)
    form = await manager.open_view("Plan d'action")
    planned = await manager.submit(
        form, {"Action": TITLE, "Type d'action": "Préventive", "Pilote de l'action": owner.id}
    )
    await manager.wait_for_message("qualite", TITLE)
    message = await manager.wait_for_message("qualite", "Bilan du")
    await manager.press("Approuver", in_=message)
    await manager.wait_for_message("qualite", "Approuvé par")
    await owner.wait_for_message("dm", TITLE)
    await school.settled()
    with school.database.reading() as connection:
        made = actions.of_period(connection, str(semester), origin=ActionOrigin.REVIEW)
    draft, approved = pdfs(school)

    assert (kept.ok, planned.ok) == (True, True)
    assert [(one.title, one.owner) for one in made] == [(TITLE, owner.id)]
    assert "Projet, à compléter" in draft
    assert "120" in approved
    assert made[0].ref in approved
    assert "Approuvé par Hélène Vasseur" in approved


async def test_a_risk_is_judged_and_another_pdf_shows_it(school: School) -> None:
    manager = await school.person("quality_manager")
    message = await prepared(school, manager)
    await manager.choose("Évaluer un risque", "Ajouter un risque", in_=message)
    form = await manager.open_view("Évaluer un risque")
    done = await manager.submit(
        form,
        {
            "Risque": "Départ d'un formateur",
            "Probabilité": "2, faible",
            "Gravité": "4, très forte",
            "Traitement": "Former un remplaçant",
        },
    )
    message = await manager.wait_for_message("qualite", "Départ d'un formateur")
    await manager.press("Nouveau PDF", in_=message)
    await manager.wait_for_message("qualite", "C'est fait")
    await school.settled()

    assert done.ok
    assert "niveau élevé" in spaced(message.text)
    assert ["Former un remplaçant" in text for text in pdfs(school)] == [False, True]


async def test_a_trainer_sees_the_figures_and_cannot_have_it_prepared(school: School) -> None:
    trainer = await school.person("trainer")
    await trainer.command("/qualite", f"bilan {half_year(school)}")
    seen = await trainer.wait_for_message("general", "Bilan du")

    assert "n'est pas encore préparé" in spaced(seen.text)
    assert seen.buttons == []


@pytest.mark.parametrize(
    ("asked", "said"), [("2999-S1", "n'a pas commencé"), ("2026-S3", "Indiquez un mois")]
)
async def test_what_is_no_half_year_to_review_is_answered_with_a_sentence(
    school: School, asked: str, said: str
) -> None:
    manager = await school.person("quality_manager")
    await manager.command("/qualite", f"bilan {asked}")

    assert (await manager.wait_for_message("general", said)).raw["ephemeral"]


async def test_when_the_half_year_ends_its_review_is_there(school: School) -> None:
    manager = await school.person("quality_manager")
    semester = await drafted(school, manager)
    message = await manager.wait_for_message("qualite", "Bilan du")

    assert f"semestre {semester.year}" in message.text
    assert len(pdfs(school)) == 1
