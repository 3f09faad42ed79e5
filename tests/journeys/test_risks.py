"""A risk in Slack: one of the trade's is kept, judged, linked to a case, and accepted by name."""

import pytest

from tests.support.filing import file_incident
from tests.support.people import close_all
from tests.support.school import School

pytestmark = pytest.mark.one_database

RISK = "Titre ou habilitation d'un formateur expiré"


async def test_a_risk_lives_from_the_proposal_to_the_signature(school: School) -> None:
    trainer, manager = await school.person("trainer"), await school.person("quality_manager")
    await file_incident(trainer, "le projecteur est mort")
    await close_all(trainer)
    await manager.open_home()
    await manager.press("Risques", in_=await manager.home("8 à examiner"))
    register = await manager.open_view("Risques")
    await manager.press("Examiner", in_=register)
    proposed = await manager.open_view("Risque", other_than=register)
    await manager.press("Retenir", in_=proposed)
    form = await manager.open_view("Évaluer un risque")
    judged = {"Probabilité": "3, forte", "Gravité": "2, faible", "Pilote": trainer.id}
    wrong = await manager.submit(form, {**judged, "Dossiers et actions liés": "INC-2026-0009"})
    right = await manager.submit(form, {**judged, "Dossiers et actions liés": "inc-2026-0001"})
    kept = await manager.open_view("Risque", other_than=proposed)
    await manager.press("Accepter ce risque", in_=kept)
    why = await manager.open_view("Accepter ce risque")
    label = "Pourquoi ce risque est accepté ainsi"
    await manager.submit(why, {label: "Un projecteur de secours par site."})
    signed = await manager.open_view("Risque", other_than=kept)
    await manager.close(signed)
    shown = await manager.open_view("Risques", other_than=register)
    await close_all(manager)
    await trainer.command("/qualite", "risques")
    own = await trainer.open_view("Risques")

    assert list(wrong.errors) == ["Dossiers et actions liés"]
    assert right.ok
    assert "INC-2026-0001" in kept.text
    assert "Un projecteur de secours par site." in signed.text
    assert "7 à examiner" in shown.text
    assert "niveau élevé" in shown.text
    assert "accepté par" in shown.text
    assert RISK in own.text
    assert "Ajouter un risque" not in own.buttons
