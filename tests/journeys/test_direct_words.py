"""Writing to Vigie: a note beneath what it told of a case, an answer elsewhere."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.cases.replies import Reply, ReplyEvent
from bot.services.messages.notifications import QUIET
from bot.slack.payload_shapes import MessageEvent
from handlers.cases.threads import reply_in
from tests.journeys.test_threads import PNG, files, notes, until
from tests.support.filing import file_incident
from tests.support.people import Person
from tests.support.school import School

pytestmark = pytest.mark.one_database

ANSWERED = "n'est lu par personne"


def answers_to(person: Person) -> int:
    return len([one for one in person.messages("dm") if ANSWERED in one.text])


async def test_words_to_vigie_are_answered_with_the_ways_to_file(school: School) -> None:
    trainer = await school.person("trainer")
    await trainer.say("bonjour, le projecteur est mort", channel="dm")
    answer = await trainer.wait_for_message("dm", ANSWERED)
    await school.send_again("message")
    await trainer.press("Signaler un incident", in_=answer)
    form = await trainer.open_view("Signaler un incident")
    await school.settled()

    assert "répondez sous un message" in answer.text
    assert answer.raw["thread_ts"] is None
    assert form.title == "Signaler un incident"
    assert answers_to(trainer) == 1


async def test_a_reply_beneath_a_notice_is_a_note_of_its_case_with_its_photo(
    school: School,
) -> None:
    manager = await school.person("training_manager")
    await file_incident(await school.person("trainer"), "alarme")
    notice = await manager.wait_for_message("dm", "INC-2026-0001")
    await school.settled()
    photo = await manager.upload("salle.png", PNG)
    ts = await manager.say("j'arrive", channel="dm", thread_ts=notice.ts, files=[photo])
    told = await manager.wait_for_message("dm", "est ajoutée au dossier avec sa pièce jointe")
    line = await manager.wait_for_message("qualite", "Note")
    await until(lambda: any(file.media_type for file in files(school)))
    mine = next(one for one in manager.messages("dm") if one.ts == ts)
    await manager.edit(mine, "j'arrive à midi")
    await until(lambda: len(notes(school)) == 2)
    await manager.delete(mine)
    await until(lambda: len(notes(school)) == 3)

    assert [one.event for one in notes(school)] == ["add_note", "note_edited", "note_deleted"]
    assert (notes(school)[0].details or {})["text"] == "j'arrive\nsalle.png"
    assert told.raw["thread_ts"] == notice.ts
    assert line.raw["thread_ts"]
    assert answers_to(manager) == 0


async def test_a_photo_sent_beneath_the_receipt_is_kept_and_the_receipt_says_so(
    school: School,
) -> None:
    trainer = await school.person("trainer")
    await file_incident(trainer, "alarme")
    receipt = await trainer.wait_for_message("dm", "INC-2026-0001")
    await school.settled()
    photo = await trainer.upload("salle.png", PNG)
    await trainer.say("", channel="dm", thread_ts=receipt.ts, files=[photo])
    told = await trainer.wait_for_message("dm", "est ajoutée au dossier")
    await until(lambda: any(file.media_type for file in files(school)))
    await school.settled()
    kept = await trainer.wait_for_message("dm", "conservées\u00a0: salle.png")

    assert told.raw["thread_ts"] == receipt.ts
    assert kept.ts == receipt.ts


async def test_beneath_a_message_of_no_case_it_is_said_where_to_write(school: School) -> None:
    trainer = await school.person("trainer")
    await trainer.say("bonjour", channel="dm")
    answer = await trainer.wait_for_message("dm", ANSWERED)
    school.clock.advance(3 * QUIET)
    await trainer.reply(answer, "le projecteur est mort")
    await trainer.window.wait_until(
        lambda: answers_to(trainer) == 2, patience=60, what="a second answer"
    )
    again = await trainer.wait_for_message("dm", ANSWERED)

    assert again.raw["thread_ts"] == answer.ts


async def test_words_in_a_row_are_answered_once(school: School) -> None:
    trainer = await school.person("trainer")
    for said in ("bonjour", "il y a quelqu'un ?", "allô"):
        await trainer.say(said, channel="dm")
    await trainer.wait_for_message("dm", ANSWERED)
    await school.settled()
    at_first = answers_to(trainer)
    school.clock.advance(2 * QUIET + timedelta(seconds=1))
    await trainer.say("toujours là", channel="dm")
    await trainer.window.wait_until(
        lambda: answers_to(trainer) == 2, patience=60, what="a second answer"
    )

    assert at_first == 1


async def test_what_vigie_says_itself_and_what_is_edited_is_not_answered(school: School) -> None:
    trainer = await school.person("trainer")
    await trainer.say("bonjour", channel="dm")
    answer = await trainer.wait_for_message("dm", ANSWERED)
    school.clock.advance(3 * QUIET)
    await trainer.edit(await trainer.wait_for_message("dm", "bonjour"), "bonsoir")
    await file_incident(trainer, "alarme")
    await school.settled()

    assert answer.raw["bot"]
    assert answers_to(trainer) == 1


SAID = {"type": "message", "channel": "D1", "channel_type": "im", "user": "U1", "ts": "1.1"}
REPLIED = {"user": "U1", "ts": "1.1", "thread_ts": "0.9", "text": "bonjour"}


def heard(more: dict[str, Any]) -> Reply | None:
    """What is made of an event in the direct messages with Vigie."""
    event = MessageEvent.model_validate(SAID | more)
    return reply_in(event, workspace="", name_of=lambda _: "")


@pytest.mark.parametrize(
    ("more", "event", "text"),
    [
        ({"text": "bonjour"}, ReplyEvent.WRITTEN, ""),
        ({"subtype": "file_share", "files": [{"id": "F1"}]}, ReplyEvent.WRITTEN, ""),
        ({"thread_ts": "1.1", "text": "bonjour"}, ReplyEvent.WRITTEN, ""),
        ({"thread_ts": "0.9", "text": "bonjour"}, ReplyEvent.WRITTEN, "bonjour"),
        (REPLIED | {"subtype": "thread_broadcast"}, ReplyEvent.WRITTEN, "bonjour"),
        (
            REPLIED | {"text": "", "attachments": [{"is_share": True, "text": "vu hier"}]},
            ReplyEvent.WRITTEN,
            "vu hier",
        ),
        (
            {"subtype": "message_changed", "message": REPLIED, "previous_message": REPLIED}
            | {"message": REPLIED | {"text": "bonsoir"}},
            ReplyEvent.EDITED,
            "bonsoir",
        ),
        (
            {"subtype": "message_deleted", "user": None, "previous_message": REPLIED},
            ReplyEvent.DELETED,
            "",
        ),
    ],
)
def test_what_a_person_says_to_vigie_is_heard(
    more: dict[str, Any], event: ReplyEvent, text: str
) -> None:
    reply = heard(more)

    assert reply is not None
    assert (reply.event, reply.text, reply.person, reply.is_direct) == (event, text, "U1", True)


@pytest.mark.parametrize(
    "more",
    [
        {"bot_id": "B1"},
        {"app_id": "A1"},
        {"bot_id": "B1", "thread_ts": "0.9"},
        {"app_id": "A1", "thread_ts": "0.9"},
        {"subtype": "bot_message", "user": None},
        {"user": "USLACKBOT"},
        {"user": "USLACKBOT", "thread_ts": "0.9"},
        {"subtype": "message_changed", "message": SAID},
        {"subtype": "message_changed", "message": REPLIED, "previous_message": REPLIED},
        {"subtype": "message_deleted", "previous_message": SAID},
        {"subtype": "message_replied", "message": SAID},
        {"subtype": "channel_join"},
        {"subtype": "reminder_add"},
        {"channel": "C1", "channel_type": "group"},
    ],
)
def test_what_nobody_said_to_vigie_just_now_is_not(more: dict[str, Any]) -> None:
    assert heard(more) is None
