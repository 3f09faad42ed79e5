"""A trainer finds the session of the day in the form; the quality manager shows all about it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.cases.cases import Status
from bot.domain.cases.taxonomy import Channel
from bot.services.register.appreciation_importing import import_appreciations
from storage.cases import cases
from tests.support.builders import opened
from tests.support.filing import LAVANDINE, file_complaint, file_incident, receipt
from tests.support.forms import spaced
from tests.support.school import QUIET, School
from tests.support.sessions import SST, appreciation, keep_sessions

pytestmark = pytest.mark.one_database

SESSION = "Session ou formation"
ADD_SESSION = "Ajouter la session"
LABEL = "SST-26-041 · Sauveteur secouriste du travail"


async def test_a_session_of_the_day_is_one_press_away_and_a_typed_text_is_taken_too(
    school: School,
) -> None:
    trainer = await school.person("trainer")
    today = QUIET.date()
    other = replace(SST, code="AAA-1", title=None, first_on=today, last_on=today, trainers=())
    own = replace(SST, first_on=today - timedelta(days=1), last_on=today, trainers=("Léa Martin",))
    keep_sessions(school.database, own, other, **{trainer.id: "Martin Léa"})
    await trainer.command("/incident", "voyant éteint")
    form = await trainer.open_view("Signaler un incident")

    assert await trainer.suggestions(SESSION, "", in_=form) == [LABEL, "AAA-1"]

    await trainer.close(form)
    await file_incident(trainer, "voyant éteint", **{SESSION: "SST-26-041"})
    await file_incident(trainer, "voyant rouge", **{SESSION: "Salle B"})
    await school.settled()
    chosen, typed = school.case("INC-2026-0001"), school.case("INC-2026-0002")

    assert (chosen.session, chosen.session_code) == (LABEL, "sst-26-041")
    assert (typed.session, typed.session_code) == ("Salle B", None)


async def test_the_session_of_a_complaint_is_told_from_its_receipt(school: School) -> None:
    trainer = await school.person("trainer")
    keep_sessions(school.database, replace(SST, first_on=QUIET.date(), last_on=QUIET.date()))
    await file_complaint(trainer, LAVANDINE)
    kept = await trainer.wait_for_message("dm", "Référence")
    case = school.case("REC-2026-0001")

    await trainer.press(ADD_SESSION, in_=kept)
    form = await trainer.open_view(ADD_SESSION)
    with school.database.writing() as connection:
        cases.save(connection, replace(case, status=Status.WITHDRAWN))
    refused = receipt(await trainer.submit(form, {SESSION: "SST-26-041"}))
    await trainer.close(refused)
    with school.database.writing() as connection:
        cases.save(connection, case)
    await trainer.press(ADD_SESSION, in_=kept)
    await trainer.submit(await trainer.open_view(ADD_SESSION), {SESSION: "SST-26-041"})
    await school.settled()
    told = school.case("REC-2026-0001")
    (now,) = [one for one in trainer.messages("dm") if "Référence" in one.text]

    assert "on ne peut pas indiquer la session de ce dossier" in refused.text
    assert (told.session, told.session_code) == (LABEL, "sst-26-041")
    assert f"Session : {LABEL}" in spaced(now.text)
    assert ADD_SESSION not in now.buttons

    await trainer.press("Changer la session", in_=now)
    await trainer.submit(await trainer.open_view("Changer la session"), {SESSION: "Salle B"})
    await school.settled()
    (now,) = [one for one in trainer.messages("dm") if "Référence" in one.text]

    assert "Session : Salle B" in spaced(now.text)
    assert school.case("REC-2026-0001").session_code is None


async def test_all_about_a_session_is_one_command_away_and_a_case_is_linked_by_one_press(
    school: School,
) -> None:
    trainer, manager = await school.person("trainer"), await school.person("quality_manager")
    keep_sessions(school.database, replace(SST, first_on=QUIET.date(), last_on=QUIET.date()))
    await manager.command("/qualite", "session sst-26-041")
    none = await manager.open_view("Session")
    await manager.close(none)
    await file_incident(trainer, "voyant rouge", **{SESSION: "Sauveteur secouriste"})
    await school.settled()
    await manager.command("/qualite", "session secouriste")
    told = await manager.wait_for_message("general", LABEL)
    await manager.press("Ouvrir", in_=told)
    shown = await manager.open_view("Session")
    await manager.press("Rattacher", in_=shown)
    linked = await manager.open_view("Session", other_than=shown)
    await trainer.command("/qualite", "session sst-26-041")
    refused = await trainer.wait_for_message("general", "y ont accès")

    assert "Aucune réclamation ni aucun aléa déclaré" in none.text
    assert "Peut-être de cette session" in shown.text
    assert "1 dossier" in linked.text
    assert "Peut-être" not in linked.text
    assert school.case("INC-2026-0001").session_code == "sst-26-041"
    assert refused.raw["ephemeral"]


async def test_a_sample_is_drawn_shown_item_by_item_and_remembered(school: School) -> None:
    manager = await school.person("quality_manager")
    keep_sessions(school.database, replace(SST, first_on=QUIET.date(), last_on=QUIET.date()))
    await manager.open_home()
    await manager.press("Audit", in_=await manager.home("Audit"))
    form = await manager.open_view("Audit")
    drawn = receipt(await manager.submit(form, {"À qui vous montrez": "Mme Exemple"}))
    await manager.press("Montrer", in_=drawn)
    shown = await manager.open_view("Session")
    await manager.close(shown)
    remembered = await manager.open_view("Audit", other_than=drawn)

    assert "pas encore montré" in drawn.text
    assert "Aucune réclamation ni aucun aléa déclaré" in shown.text
    assert "montré le mardi 17 novembre 2026" in remembered.text


async def test_a_low_appreciation_becomes_a_complaint_or_nothing_as_a_manager_says(
    school: School,
) -> None:
    manager = await school.person("quality_manager")
    keep_sessions(school.database, SST)
    low = appreciation(verbatim="Trop de théorie"), appreciation(verbatim="Salle froide")
    opened(school.database).write(import_appreciations, low, source="enquête.csv")
    await manager.open_home()
    await manager.press("Requalifier", in_=await manager.home("à requalifier"))
    listed = await manager.open_view("Appréciations")
    await manager.press("Réclamation", in_=listed)
    form = await manager.open_view("Nouvelle réclamation")
    answers = {"Catégorie": "Contenu, rythme, supports, méthode", "Gravité": "Mineure"}
    await manager.close(receipt(await manager.submit(form, answers)))
    left = await manager.open_view("Appréciations", other_than=listed)
    await manager.press("Ni l'une ni l'autre", in_=left)
    why = await manager.open_view("Ni l'une ni l'autre")
    await manager.submit(why, {"Pourquoi": "Déjà dit au formateur"})
    none = await manager.open_view("Appréciations", other_than=left)
    await school.settled()
    case = school.case("REC-2026-0001")

    assert "2 appréciations de stagiaires" in spaced(listed.text).replace("*", "")
    assert case.description.startswith(("Trop de théorie", "Salle froide"))
    assert "Note : 2 sur 5." in spaced(case.description)
    assert (case.session_code, case.channel) == ("sst-26-041", Channel.SATISFACTION_SURVEY)
    assert "1 appréciation" in left.text
    assert "Aucune appréciation ne vous attend." in none.text


async def test_a_session_is_written_by_hand_where_none_was_found_and_corrected_on_its_screen(
    school: School,
) -> None:
    manager = await school.person("quality_manager")
    await manager.command("/qualite", "session SSIAP-26-007")
    nothing = await manager.wait_for_message("general", "Aucune session connue n'a le code")
    await manager.press("Ajouter une session", in_=nothing)
    form = await manager.open_view("Ajouter une session")
    shown = receipt(await manager.submit(form, {"Intitulé": "SSIAP 1", "Formateurs": "Zoé Petit"}))
    await manager.press("Corriger la session", in_=shown)
    form = await manager.open_view("Corriger la session")
    await manager.submit(form, {"Nombre de stagiaires": "11"})
    corrected = await manager.open_view("Session", other_than=shown)

    assert "SSIAP-26-007 · SSIAP 1" in shown.text
    assert "11 stagiaires" in corrected.text
