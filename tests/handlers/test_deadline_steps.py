"""Deadlines as people change them from the case: a reception corrected, a date that others set."""

from datetime import UTC, datetime, timedelta

from tests.handlers.test_steps import COMPLAINT, INCIDENT
from tests.support.filing import LAVANDINE, file_complaint, file_incident
from tests.support.school import School
from tests.support.stepping import open_case, take

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


async def test_a_corrected_reception_moves_what_is_promised_and_says_why(school: School) -> None:
    manager = await school.person("quality_manager")
    await file_complaint(manager, LAVANDINE)
    filed = school.case(COMPLAINT)
    earlier = filed.received_at.replace(second=0, microsecond=0) - 5 * HOUR
    await open_case(manager, COMPLAINT)
    await take(
        manager,
        "Corriger la réception",
        {"Reçue le": earlier.timestamp(), "Motif de la correction": "relevé de la boîte"},
    )
    corrected = school.case(COMPLAINT)
    seen = await manager.open_view(COMPLAINT)

    assert (corrected.received_at, corrected.ack_due_at) == (earlier, earlier + 48 * HOUR)
    assert corrected.solution_due_at < filed.solution_due_at
    assert "Date de réception corrigée" in seen.text
    assert "relevé de la boîte" in seen.text


async def test_a_date_that_others_set_is_noted_shown_and_settled(school: School) -> None:
    director = await school.person("training_manager")
    await file_incident(director, "marche glissante")
    quality = await school.person("quality_manager")
    due = datetime.now(UTC).replace(second=0, microsecond=0) + 2 * DAY
    await open_case(director, INCIDENT)
    answers = {
        "Ce qui est attendu": "Déclaration d'accident du travail",
        "De quoi s'agit-il\u202f?": "chute en salle B",
        "Échéance": due.timestamp(),
    }
    await take(director, "Ajouter une échéance", answers)
    card = await quality.wait_for_message(
        "qualite", "Déclaration d'accident du travail\u00a0: avant"
    )
    line = await quality.wait_for_message("qualite", "notée par")
    await take(director, "Échéance tenue", {"Ce qui le montre": "dépôt 2026-4411"})
    (one,) = school.case(INCIDENT).external_deadlines
    settled = await quality.wait_for_message("qualite", "c'est fait, selon")

    assert "chute en" not in card.text + line.text + settled.text
    assert (one.due_at, one.note, one.is_open) == (due, "dépôt 2026-4411", False)
