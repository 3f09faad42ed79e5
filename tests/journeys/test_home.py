"""The Home tab, from its opening to a case, and what it never shows."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from storage.actions import actions
from tests.support.filing import LAVANDINE, file_complaint, file_incident
from tests.support.forms import spaced
from tests.support.lives import action
from tests.support.people import Person
from tests.support.sandbox_screens import Seen
from tests.support.school import School

pytestmark = pytest.mark.one_database


async def home_of(person: Person, containing: str = "") -> Seen:
    await person.open_home()
    return await person.home(containing)


async def test_an_empty_tab_says_so_and_how_to_begin(school: School) -> None:
    trainer = await school.person("trainer")
    home = await home_of(trainer)

    assert "Rien ne vous attend. Signaler un incident\u00a0: /incident." in home.text


async def test_the_messages_tab_publishes_nothing(school: School) -> None:
    trainer = await school.person("trainer")
    await trainer.act("open_home", tab="messages")
    await school.settled()

    assert not school.calls("views.publish")


async def test_a_trainer_files_from_the_tab_and_sees_the_case_there(school: School) -> None:
    trainer = await school.person("trainer")
    home = await home_of(trainer)
    await trainer.press("Signaler un incident", in_=home)
    form = await trainer.open_view("Signaler un incident")
    answers = {"Que se passe-t-il\u202f?": "le projecteur est mort", "Type": "Technique"}
    done = await trainer.submit(
        form, answers | {"La session peut-elle continuer\u202f?": "En mode dégradé"}
    )
    seen = await trainer.home("INC-2026-0001")

    assert done.ok
    assert "le projecteur est mort" in seen.text
    assert "saisi par vous" in seen.text


async def test_a_case_opens_from_the_tab(school: School) -> None:
    trainer = await school.person("trainer")
    await file_incident(trainer, "le projecteur est mort")
    home = await home_of(trainer, "INC-2026-0001")
    await trainer.press("Voir le dossier", in_=home)
    case = await trainer.open_view("INC-2026-0001")

    assert "le projecteur est mort" in case.text


async def test_a_manager_s_open_tab_shows_what_a_trainer_files(school: School) -> None:
    trainer, manager = await school.person("trainer"), await school.person("quality_manager")
    await home_of(manager, "Rien ne vous attend")
    await file_incident(trainer, "alarme incendie")
    seen = await manager.home("alarme incendie")

    assert "à attribuer" in seen.text


async def test_a_tab_that_looks_the_same_is_not_published_again(school: School) -> None:
    trainer, assistant = await school.person("trainer"), await school.person("owner")
    manager = await school.person("quality_manager")
    await home_of(manager)
    await home_of(assistant)
    before = len(school.calls("views.publish"))
    await file_incident(trainer, "alarme incendie")
    await manager.home("alarme incendie")

    assert len(school.calls("views.publish")) == before + 1


async def test_what_is_late_stands_in_its_list_in_words(school: School) -> None:
    manager = await school.person("quality_manager")
    await file_incident(manager, "alarme incendie")
    school.clock.advance(timedelta(days=7))
    await file_complaint(manager, LAVANDINE)
    home = await home_of(manager, "En retard (1)")
    await manager.press("En retard (1)", in_=home)
    late = await manager.home("Toutes les catégories")

    assert "En retard de" in late.text
    assert "alarme incendie" in late.text
    assert "REC-2026-0001" not in late.text


@pytest.mark.both_databases
async def test_filters_stay_when_the_tab_is_left_and_opened_again(school: School) -> None:
    manager = await school.person("quality_manager")
    await file_complaint(manager, LAVANDINE)
    await file_incident(manager, "alarme incendie")
    home = await home_of(manager, "Dossiers ouverts (2)")
    await manager.press("Dossiers ouverts (2)", in_=home)
    wide = await manager.home("Filtrer")
    await manager.choose("home_filter_any", "Réclamation", in_=wide)
    await manager.home("Effacer les filtres")
    again = await home_of(manager, "Effacer les filtres")

    assert "REC-2026-0001" in again.text
    assert "INC-2026-0001" not in again.text


@pytest.mark.both_databases
async def test_a_filter_that_matches_nothing_says_so_and_can_be_cleared(school: School) -> None:
    manager = await school.person("quality_manager")
    await file_incident(manager, "alarme incendie")
    home = await home_of(manager, "Dossiers ouverts (1)")
    await manager.press("Dossiers ouverts (1)", in_=home)
    wide = await manager.home("Filtrer")
    await manager.choose("home_filter_any", "Clos", in_=wide)
    nothing = await manager.home("Aucun dossier ne correspond à ces filtres.")
    await manager.press("Effacer les filtres", in_=nothing)

    assert "INC-2026-0001" in (await manager.home("alarme incendie")).text


@pytest.mark.fault(22)
async def test_eleven_cases_take_two_pages(school: School) -> None:
    trainer = await school.person("trainer")
    for number in range(11):
        await file_incident(trainer, f"projecteur {number:02}")
    home = await home_of(trainer, "Dossiers 1 à 10 sur 11")
    await trainer.press("Page suivante", in_=home)
    last = await trainer.home("Dossiers 11 à 11 sur 11")

    assert last.buttons.count("Voir le dossier") == 1
    assert "Page suivante" not in last.buttons


@pytest.mark.fault(23)
async def test_a_confidential_case_is_seen_by_its_reporter_and_nobody_else(school: School) -> None:
    trainer, stranger = await school.person("trainer"), await school.person("owner")
    director = await school.person("training_manager")
    await file_incident(trainer, "propos déplacés", **{"À préciser": ["confidential"]})
    mine = await home_of(trainer, "INC-2026-0001")
    for person in (stranger, director):
        home = await home_of(person)
        await person.press("Registre", in_=home)
        register = await person.home("Toutes les catégories")

        assert "INC-2026-0001" not in register.text
    assert "propos déplacés" not in mine.text


async def test_settings_open_from_a_manager_s_tab_only(school: School) -> None:
    trainer, manager = await school.person("trainer"), await school.person("quality_manager")
    await manager.press("Réglages", in_=await home_of(manager))
    await manager.open_view("Réglages de Vigie")

    assert "Réglages" not in (await home_of(trainer)).buttons


async def test_the_command_without_words_says_what_concerns_me(school: School) -> None:
    trainer, manager = await school.person("trainer"), await school.person("quality_manager")
    await file_incident(trainer, "alarme incendie")
    await manager.command("/qualite")
    answer = await manager.wait_for_message("general", "Vos dossiers (1)")
    await manager.press("Voir le dossier", in_=answer)

    assert "alarme incendie" in (await manager.open_view("INC-2026-0001")).text


async def test_the_command_says_what_is_late(school: School) -> None:
    manager = await school.person("quality_manager")
    await manager.command("/qualite", "retards")
    await manager.wait_for_message("general", "Aucun dossier n'est en retard.")
    await file_incident(manager, "alarme incendie")
    school.clock.advance(timedelta(days=7))
    await manager.command("/qualite", "retards")
    late = await manager.wait_for_message("general", "En retard (1)")

    assert "INC-2026-0001" in late.text


async def test_a_search_finds_by_words_without_accents(school: School) -> None:
    trainer, manager = await school.person("trainer"), await school.person("quality_manager")
    await file_incident(trainer, "Vidéoprojecteur grillé en salle B")
    await manager.command("/qualite", "recherche videoprojecteurs grille")
    answer = await manager.wait_for_message("general", "INC-2026-0001")
    await manager.press("Voir le dossier", in_=answer)

    assert "Vidéoprojecteur grillé" in answer.text
    assert "salle B" in (await manager.open_view("INC-2026-0001")).text


@pytest.mark.fault(23)
async def test_a_search_shows_nothing_confidential_to_others(school: School) -> None:
    trainer, other = await school.person("trainer"), await school.person("owner")
    await file_incident(trainer, "propos déplacés", **{"À préciser": ["confidential"]})
    await other.command("/qualite", "recherche propos")
    answer = await other.wait_for_message("general", "Aucun dossier")
    await other.command("/qualite", "recherche")
    await other.wait_for_message("general", "Écrivez ce que vous cherchez")

    assert "INC-2026-0001" not in answer.text


async def test_a_case_that_slack_does_not_open_from_the_tab_is_explained(school: School) -> None:
    trainer = await school.person("trainer")
    await file_incident(trainer, "alarme incendie")
    home = await home_of(trainer, "INC-2026-0001")
    school.sandbox.inject("views.open", "drop_before", times=1)
    await trainer.press("Voir le dossier", in_=home)
    told = await trainer.wait_for_message("dm", "Slack a mis trop de temps")

    assert "rien n'est perdu" in told.text


@pytest.mark.both_databases
async def test_a_quieter_way_to_be_told_of_deadlines_is_chosen_at_its_foot(school: School) -> None:
    manager = await school.person("quality_manager")
    home = await home_of(manager, "Vos rappels d'échéances")
    before = len(school.calls("views.publish"))
    await manager.choose("home_reminder_style", "Un seul, le matin", in_=home)
    await school.called("views.publish", times=before + 1)
    await school.restart()
    again = await home_of(manager, "Vos rappels d'échéances")
    chosen = again.element("home_reminder_style").element["initial_option"]

    assert chosen["value"] == "morning_digest"


async def test_a_search_in_the_tab_finds_and_is_cleared(school: School) -> None:
    trainer, manager = await school.person("trainer"), await school.person("quality_manager")
    await file_incident(trainer, "Vidéoprojecteur grillé en salle B")
    await file_incident(trainer, "alarme incendie")
    home = await home_of(manager, "alarme incendie")
    await manager.choose("home_search", "videoprojecteur", in_=home)
    found = await manager.home("Résultats de la recherche")
    await manager.press("Effacer la recherche", in_=found)
    after = await manager.home("alarme incendie")

    assert "Vidéoprojecteur grillé" in found.text
    assert "alarme" not in found.text
    assert "Résultats" not in after.text


async def test_the_action_plan_opens_from_the_tab_and_shows_a_step_when_it_is_taken(
    school: School,
) -> None:
    manager, trainer = await school.person("quality_manager"), await school.person("trainer")
    planned = action(id=uuid4(), owner=manager.id, created_by=manager.id, is_in_plan=True)
    with school.database.writing() as connection:
        actions.add(connection, planned)
    home = await home_of(manager, "Actions qui vous attendent (1)")
    await manager.press("Plan d'action", in_=home)
    plan = await manager.open_view("Plan d'action")
    await manager.press("Action faite", in_=plan)
    form = await manager.open_view("Action faite")
    await manager.submit(form, {"Preuve": "fiche signée"})
    after = await manager.open_view("Plan d'action", other_than=plan)
    await trainer.press("Plan d'action", in_=await home_of(trainer))
    nothing = await trainer.open_view("Plan d'action")

    assert "Contrôler les projecteurs" in home.text
    assert "effet à vérifier · à vérifier le" in spaced(after.text)
    assert "Aucune action n'est en cours" in nothing.text


@pytest.mark.both_databases
async def test_the_register_is_asked_for_in_the_tab_as_it_is_narrowed(school: School) -> None:
    manager, trainer = await school.person("quality_manager"), await school.person("trainer")
    await file_incident(manager, "alarme incendie")
    home = await home_of(manager, "INC-2026-0001")
    await manager.press("Registre", in_=home)
    register = await manager.home("Toutes les catégories")
    await manager.choose("home_filter_any", "Incident", in_=register)
    narrowed = await manager.home("Effacer les filtres")
    await manager.press("Recevoir le registre", in_=narrowed)
    message = await manager.wait_for_message("dm", "Voici le registre")
    (file,) = message.raw["files"]
    book = load_workbook(BytesIO(school.sandbox.world.workspace.files[file["id"]].content))
    await manager.press("Recevoir le dossier de preuves", in_=narrowed)
    await manager.wait_for_message("dm", "Voici le dossier de preuves")
    home = await home_of(trainer)
    await trainer.press("Registre", in_=home)

    assert book.sheetnames == ["Incidents", "Indicateurs"]
    assert "Recevoir le registre" not in (await trainer.home("Toutes les catégories")).buttons
