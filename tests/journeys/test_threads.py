"""The card's thread: a line for each step, and what people reply there is kept in the case."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text

from bot.demo import QUALITY_CHANNEL
from bot.domain.cases.cases import Case
from bot.domain.cases.replies import Reply, ReplyEvent
from bot.domain.cases.taxonomy import Measure
from bot.domain.steps.decisions import StepCommand
from bot.domain.steps.handling import Assign, TakeCharge
from bot.domain.steps.incident import DecideMeasures
from bot.services.cases.inbox import receive_reply
from bot.services.steps.steps import take_step
from storage.cases import cases, inbox
from storage.cases.cases import KeptFile
from storage.cases.journal import Entry
from storage.tables import inbox as inbox_table
from tests.support.builders import opened
from tests.support.casework import history
from tests.support.filing import LAVANDINE, file_complaint, file_incident
from tests.support.people import Person
from tests.support.sandbox_screens import Seen
from tests.support.school import School

pytestmark = pytest.mark.one_database


async def incident_card(school: School) -> Seen:
    """The card of an incident that a trainer filed."""
    trainer = await school.person("trainer")
    await file_incident(trainer, "alarme incendie")
    await school.settled()
    return await (await school.person("quality_manager")).wait_for_message("qualite", "INC-")


PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89"


def the_case(school: School) -> Case:
    """The only case there is."""
    year = school.clock.now().year
    found: Case = school.case(f"INC-{year}-0001") or school.case(f"REC-{year}-0001")
    return found


def take(school: School, wanted: StepCommand, person: Person) -> None:
    """Take a step as a form of it would."""
    opened(school.database, now=school.clock.now(), office=school.settings.office).write(
        take_step, the_case(school).id, wanted, actor=person.id
    )


def notes(school: School) -> list[Entry]:
    """What the journal says of notes."""
    return [one for one in history(school.database, the_case(school).id) if "note" in one.event]


async def until(happens: Callable[[], Any], patience: float = 60) -> None:
    """Wait for something that no person sees."""
    async with asyncio.timeout(patience):
        while not happens():
            await asyncio.sleep(0.05)


@pytest.mark.both_databases
async def test_a_step_gets_its_line_in_the_thread_and_the_reporter_is_told(
    school: School,
) -> None:
    card = await incident_card(school)
    trainer, direction = await school.person("trainer"), await school.person("training_manager")
    manager = await school.person("quality_manager")
    take(school, TakeCharge(), direction)
    line = await manager.wait_for_message("qualite", "Dossier pris en charge")
    news = await trainer.wait_for_message("dm", "pris en charge")

    assert line.raw["thread_ts"] == card.ts
    assert f"<@{direction.id}>" in line.text
    assert news.text.startswith(card.text.split()[1])
    assert "En cours" in next(one.text for one in manager.messages("qualite") if one.ts == card.ts)


async def test_the_reporter_hears_of_measures_in_the_words_of_who_decided_them(
    school: School,
) -> None:
    await incident_card(school)
    trainer, direction = await school.person("trainer"), await school.person("training_manager")
    take(school, TakeCharge(), direction)
    decided = DecideMeasures(
        measures=(Measure.EQUIPMENT_REPLACEMENT,),
        explanation="Un projecteur de secours arrive à 11 h 15.",
    )
    take(school, decided, direction)

    news = await trainer.wait_for_message("dm", "arrive à 11 h 15")

    assert "mesures décidées" in news.text


async def test_ten_quick_steps_cost_at_most_three_updates_of_the_card(school: School) -> None:
    await incident_card(school)
    direction = await school.person("training_manager")
    take(school, TakeCharge(), direction)
    people = [(await school.person(role)).id for role in ("trainer", "training_manager")]
    for number in range(9):
        take(school, Assign(owner=people[number % 2]), direction)
        school.vigie._delivery.wake()
        await asyncio.sleep(0.1)
    await school.settled()

    assert 1 <= updates_of_the_card(school) <= 3
    assert len(school.sandbox.world.workspace.conversations[QUALITY_CHANNEL].messages) == 11


def updates_of_the_card(school: School) -> int:
    """How often the card was changed, its case's other messages apart."""
    made = school.sandbox.world.inspector.calls
    of_channel = (one for one in made if one.arguments.get("channel") == QUALITY_CHANNEL)
    return len([one for one in of_channel if one.method == "chat.update"])


async def test_a_line_whose_answer_was_lost_is_not_posted_again(school: School) -> None:
    await incident_card(school)
    school.sandbox.inject("chat.postMessage", "drop_after", text="pris en charge par")
    take(school, TakeCharge(), await school.person("training_manager"))
    await school.settled()
    messages = school.sandbox.world.workspace.conversations[QUALITY_CHANNEL].messages.values()

    assert len([one for one in messages if "pris en charge par" in one.text]) == 1


async def test_a_reply_becomes_a_note_and_its_edit_and_deletion_are_journalled(
    school: School,
) -> None:
    card = await incident_card(school)
    manager = await school.person("quality_manager")
    await manager.reply(card, f"Vu avec <@{manager.id}> & Léa : c'était le détecteur <3")
    reply = await manager.wait_for_message("qualite", "détecteur")
    await until(lambda: len(notes(school)) == 1)
    await manager.edit(reply, "C'était le capteur")
    await until(lambda: len(notes(school)) == 2)
    await manager.delete(reply)
    await until(lambda: len(notes(school)) == 3)
    written, edited, deleted = notes(school)

    assert (written.event, edited.event, deleted.event) == (
        "add_note",
        "note_edited",
        "note_deleted",
    )
    assert str((written.details or {})["text"]).endswith("c'était le détecteur <3")
    assert (edited.details or {})["text"] == "C'était le capteur"
    assert str((written.details or {})["link"]).endswith(reply.raw["permalink"])


async def test_a_photo_sent_in_the_thread_is_kept_with_the_case(school: School) -> None:
    card = await incident_card(school)
    manager = await school.person("quality_manager")
    photo = await manager.upload("detecteur.png", PNG)
    await manager.say("", channel="qualite", thread_ts=card.ts, files=[photo])
    await until(lambda: any(file.media_type for file in files(school)))
    (file,) = files(school)

    assert [(note.details or {})["text"] for note in notes(school)] == ["detecteur.png"]
    assert (file.name, file.media_type) == ("detecteur.png", "image/png")


def files(school: School) -> tuple[KeptFile, ...]:
    """What is kept with the case, or to be kept."""
    with school.database.reading() as connection:
        return cases.files_of(connection, the_case(school).id)


@pytest.mark.fault(5)
async def test_a_reply_delivered_again_and_after_a_restart_is_one_note(school: School) -> None:
    card = await incident_card(school)
    manager = await school.person("quality_manager")
    await manager.reply(card, "vu")
    await until(lambda: len(notes(school)) == 1)
    again = await school.send_again("message")
    await school.restart()
    once_more = await school.send_again("message")

    assert (again.is_acked, once_more.is_acked) == (True, True)
    assert len(notes(school)) == 1


async def test_a_reply_of_forty_thousand_characters_is_kept_whole(school: School) -> None:
    card = await incident_card(school)
    manager = await school.person("quality_manager")
    long = ("Ça recommence. " * 2_600).strip()
    await manager.reply(card, long)
    await until(lambda: len(notes(school)) == 1)

    assert (notes(school)[0].details or {})["text"] == long


@pytest.mark.both_databases
@pytest.mark.fault(5)
async def test_a_reply_that_the_database_could_not_take_is_said_again_by_slack(
    school: School,
) -> None:
    card = await incident_card(school)
    manager = await school.person("quality_manager")
    school.sandbox.world.sockets.ack_timeout = 3  # no longer than Slack
    with school.database.writing() as connection:
        if connection.dialect.name == "postgresql":  # SQLite has one lock for all
            connection.execute(text("LOCK TABLE inbox"))
        await manager.reply(card, "vu pendant la panne")
        await asyncio.sleep(2.5)
    await until(lambda: len(notes(school)) == 1, patience=30)

    assert (notes(school)[0].details or {})["text"] == "vu pendant la panne"


@pytest.mark.fault(4)
async def test_a_tick_finishes_what_a_crash_left(school: School) -> None:
    card = await incident_card(school)
    manager = await school.person("quality_manager")
    await manager.reply(card, "vu")
    await until(lambda: len(notes(school)) == 1)
    with school.database.reading() as connection:
        assert not inbox.is_any_left(connection, now=school.clock.now())
    await school.vigie.stop()
    reply_left(school, card)
    school.clock.advance(2 * inbox.PATIENCE)
    await school.restart()
    await until(lambda: len(notes(school)) == 2)

    assert (notes(school)[1].details or {})["text"] == "laissé par une panne"


def reply_left(school: School, card: Seen) -> None:
    """An event that was kept, and whose listener never ran."""
    person = school.settings.quality_managers[0]
    reply = Reply(
        event=ReplyEvent.WRITTEN,
        channel=QUALITY_CHANNEL,
        thread_ts=card.ts,
        ts="1.000001",
        person=person,
        text="laissé par une panne",
    )
    assert opened(school.database, now=school.clock.now(), office=school.settings.office).write(
        receive_reply, "EvLeft", reply
    )


async def test_what_is_said_elsewhere_or_by_the_bot_is_not_heard(school: School) -> None:
    card = await incident_card(school)
    manager = await school.person("quality_manager")
    await manager.say("bonjour", channel="qualite")
    take(school, TakeCharge(), await school.person("training_manager"))
    await manager.wait_for_message("qualite", "pris en charge par")
    await manager.reply(card, "enfin")
    await until(lambda: len(notes(school)) == 1)
    with school.database.reading() as connection:
        heard = connection.execute(inbox_table.select()).all()

    assert len(heard) == 1


async def test_somebody_who_may_not_add_to_the_case_is_told_so(school: School) -> None:
    manager = await school.person("quality_manager")
    await file_complaint(manager, LAVANDINE)
    await school.settled()
    card = await manager.wait_for_message("qualite", "REC-")
    direction = await school.person("training_manager")
    await direction.reply(card, "je m'en occupe")
    refused = await direction.wait_for_message("dm", "n'est pas gardée")

    assert "REC-" in refused.text
    assert notes(school) == []


@pytest.mark.fault(11)
async def test_the_cases_of_somebody_who_leaves_go_back_to_the_quality_managers(
    school: School,
) -> None:
    await incident_card(school)
    direction = await school.person("training_manager")
    manager = await school.person("quality_manager")
    trainer = await school.person("english_trainer")
    take(school, Assign(owner=trainer.id), direction)
    school.sandbox.world.workspace.change_person(trainer.id, deleted=True)
    told = await manager.wait_for_message("dm", "attend un pilote")

    assert f"<@{trainer.id}>" in told.text
    assert the_case(school).owner is None


@pytest.mark.fault(11)
async def test_who_left_while_vigie_was_away_is_noticed_at_the_start(school: School) -> None:
    await incident_card(school)
    direction = await school.person("training_manager")
    trainer = await school.person("english_trainer")
    take(school, Assign(owner=trainer.id), direction)
    await school.vigie.stop()
    school.sandbox.world.workspace.change_person(trainer.id, deleted=True)
    await school.restart()
    await until(lambda: the_case(school).owner is None)

    assert history(school.database, the_case(school).id)[-1].event == "owner_left"
