"""Another quality channel is chosen: what is still going on follows, and nothing said is lost."""

import pytest

from bot.demo import QUALITY_CHANNEL
from bot.domain.steps.ending import Withdraw
from bot.domain.steps.handling import AddNote
from bot.sandbox.cast import APP_USER, BOARD
from storage.messages import outbox
from tests.support.builders import opened
from tests.support.casework import history, take
from tests.support.filing import file_incident
from tests.support.people import Person
from tests.support.school import School

pytestmark = pytest.mark.one_database


@pytest.mark.both_databases
@pytest.mark.fault(10)
async def test_a_settled_case_comes_to_the_new_channel_when_there_is_something_new_to_it(
    school: School,
) -> None:
    trainer, manager = await school.person("trainer"), await school.person("quality_manager")
    await file_incident(trainer, "alarme incendie")
    await school.settled()
    old = await manager.wait_for_message("qualite", "INC-2026-0001")
    step(school, Withdraw(reason="une fausse alerte"), manager)
    await school.settled()
    await choose_board(school, manager)
    school.sandbox.inject("chat.postMessage", "drop_after", text="INC-", times=1)
    step(school, AddNote(text="L'exercice était annoncé."), manager)
    await school.settled()
    card = await manager.wait_for_message(BOARD, "INC-2026-0001")
    line = await manager.wait_for_message(BOARD, "Note ajoutée")
    left = next(one for one in manager.messages("qualite") if one.ts == old.ts)

    assert line.raw["thread_ts"] == card.ts
    assert f"Le dossier INC-2026-0001 est maintenant suivi dans <#{BOARD}>." in left.text
    assert left.buttons == ["Voir le dossier"]
    assert len([one for one in manager.messages(BOARD) if "INC-2026-0001" in one.text]) == 1


@pytest.mark.fault(10)
async def test_a_reply_beneath_a_card_that_is_elsewhere_now_is_a_note_and_told_there(
    school: School,
) -> None:
    trainer, manager = await school.person("trainer"), await school.person("quality_manager")
    await file_incident(trainer, "alarme incendie")
    await school.settled()
    old = await manager.wait_for_message("qualite", "INC-2026-0001")
    await choose_board(school, manager)
    await manager.wait_for_message(BOARD, "INC-2026-0001")
    await school.settled()
    await manager.reply(old, "le prestataire vient demain")
    line = await manager.wait_for_message(BOARD, "Note ajoutée")
    case = school.case("INC-2026-0001")
    notes = [one for one in history(school.database, case.id) if one.event == "add_note"]

    assert [(note.details or {})["text"] for note in notes] == ["le prestataire vient demain"]
    assert line.raw["thread_ts"]


@pytest.mark.fault(10)
async def test_a_line_behind_a_card_that_slack_refuses_stops_with_it_and_comes_back_with_it(
    school: School,
) -> None:
    trainer, manager = await school.person("trainer"), await school.person("quality_manager")
    workspace = school.sandbox.world.workspace
    workspace.archive(QUALITY_CHANNEL)
    await file_incident(trainer, "alarme incendie")
    await manager.wait_for_message("dm", "Slack refuse")
    step(school, AddNote(text="L'exercice était annoncé."), manager)
    await school.settled()
    stopped = backlog(school)
    workspace.archive(QUALITY_CHANNEL, archived=False)
    step(school, Withdraw(reason="une fausse alerte"), manager)
    await school.settled()
    lines = [one.text for one in manager.messages("qualite") if "INC-2026-0001" not in one.text]

    assert (stopped.pending, stopped.dead) == (0, 2)
    assert len([one for one in manager.messages("dm") if "Slack refuse" in one.text]) == 1
    assert ["Note ajoutée" in lines[0], len(lines), backlog(school).dead] == [True, 2, 0]


async def choose_board(school: School, manager: Person) -> None:
    """Have the quality channel be another one."""
    for member in (APP_USER, manager.id):
        school.sandbox.world.workspace.join(BOARD, member)
    await manager.command("/qualite", "reglages")
    settings = await manager.open_view("Réglages de Vigie")
    await manager.submit(settings, {"Canal qualité": BOARD})
    await school.settled()


def step(school: School, wanted: Withdraw | AddNote, person: Person) -> None:
    """Take a step as a form of it would."""
    case = school.case("INC-2026-0001")
    office, now = school.settings.office, school.clock.now()
    take(school.database, case, wanted, actor=person.id, now=now, office=office)


def backlog(school: School) -> outbox.Backlog:
    with opened(school.database, now=school.clock.now()).reading() as work:
        return outbox.backlog(work.connection, now=work.now)
