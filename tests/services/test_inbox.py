"""Replies in a card's thread: notes in the case, once, whatever crashes in between."""

from dataclasses import asdict, replace
from datetime import timedelta

import pytest

from bot.domain.cases import Case, Status, UploadedFile
from bot.domain.journal import VIGIE
from bot.domain.replies import Reply, ReplyEvent
from bot.domain.taxonomy import Kind
from bot.services.inbox import receive_reply, take_left, take_reply
from storage import cases, claims, inbox, outbox
from storage.database import Database
from storage.tables import inbox as inbox_table
from storage.tables import outbox as outbox_table
from tests.support.builders import QUALITY, TRAINER
from tests.support.casework import SCHOOL, case_now, history, kept, told
from tests.support.lives import NOW

REPLY = Reply(
    event=ReplyEvent.WRITTEN,
    channel="C0QUALITE",
    thread_ts="1700000000.000100",
    ts="1700000001.000200",
    person=QUALITY,
    text="J'ai rappelé la préfecture.",
    link="https://vigie.slack.test/archives/C0QUALITE/p1700000001000200",
)
EDITED = replace(REPLY, event=ReplyEvent.EDITED, text="J'ai rappelé la mairie.", before=REPLY.text)
DELETED = replace(REPLY, event=ReplyEvent.DELETED, text="", before=REPLY.text)


@pytest.fixture
def case(database: Database) -> Case:
    """A case whose card stands in the quality channel."""
    filed = kept(database, Status.RECEIVED, Kind.COMPLAINT)
    with database.writing() as connection:
        key = f"card:{filed.id}"
        outbox.wish(connection, "card", key=key, at=NOW, case_id=filed.id)
        (row,) = claims.claim(connection, claims.Lane.CHANNEL, now=NOW, limit=1)
        claims.record_delivered(connection, row, channel=REPLY.channel, ts=REPLY.thread_ts)
    return filed


def hear(database: Database, reply: Reply = REPLY, event_id: str = "Ev1") -> bool:
    """Hear of a reply, and deal with it as the listener does."""
    is_new = receive_reply(database, event_id, reply, now=NOW)
    if is_new:
        take_reply(database, event_id, reply, now=NOW, defaults=SCHOOL)
    return is_new


def texts(database: Database, case: Case) -> list[tuple[str, str, str]]:
    return [
        (entry.event, entry.actor, (entry.details or {})["text"])
        for entry in history(database, case.id)
    ]


def test_a_reply_becomes_a_note_that_leads_to_where_it_was_said(
    database: Database, case: Case
) -> None:
    hear(database)
    (entry,) = history(database, case.id)

    assert texts(database, case) == [("add_note", QUALITY, REPLY.text)]
    assert (entry.details or {})["link"] == REPLY.link


def test_files_that_come_with_it_are_kept_in_the_case_once(database: Database, case: Case) -> None:
    photo = UploadedFile(slack_id="F1", name="salle.jpg", url="https://files.test/F1", size=10)
    hear(database, replace(REPLY, files=(photo,)))
    again = replace(REPLY, files=(photo,))
    take_reply(database, "Ev1", again, now=NOW, defaults=SCHOOL)
    with database.reading() as connection:
        (file,) = cases.files_of(connection, case.id)

    assert (file.name, case_now(database, case.id).file_count) == ("salle.jpg", 1)
    assert told(database, "keep_file") == [""]


def test_what_slack_says_twice_is_one_note(database: Database, case: Case) -> None:
    assert [hear(database), hear(database), hear(database, event_id="Ev2")] == [True, False, True]
    assert len(history(database, case.id)) == 1


def test_a_reply_of_forty_thousand_characters_is_kept_whole(database: Database, case: Case) -> None:
    long = "à l'eau ! " * 4_000
    hear(database, replace(REPLY, text=long))

    assert texts(database, case) == [("add_note", QUALITY, long)]


def test_a_reply_elsewhere_is_none_of_ours(database: Database, case: Case) -> None:
    assert not receive_reply(database, "Ev1", replace(REPLY, channel="C0OTHER"), now=NOW)
    assert not receive_reply(database, "Ev2", replace(REPLY, thread_ts="1.0"), now=NOW)
    assert history(database, case.id) == []


def test_a_reply_to_a_card_that_is_just_being_posted_waits_until_it_is_known(
    database: Database, case: Case
) -> None:
    with database.writing() as connection:  # posted, and nobody knows yet where
        connection.execute(outbox_table.update().values(state="pending", ts=None, attempts=1))
    hear(database)
    assert history(database, case.id) == []

    with database.writing() as connection:
        connection.execute(outbox_table.update().values(state="delivered", ts=REPLY.thread_ts))
    take_left(database, now=NOW + inbox.PATIENCE, defaults=SCHOOL)

    assert texts(database, case) == [("add_note", QUALITY, REPLY.text)]


def test_an_edit_is_journalled_and_the_note_stays(database: Database, case: Case) -> None:
    hear(database)
    hear(database, EDITED, event_id="Ev2")

    assert texts(database, case) == [
        ("add_note", QUALITY, REPLY.text),
        ("note_edited", QUALITY, EDITED.text),
    ]
    assert (history(database, case.id)[1].details or {})["before"] == REPLY.text


def test_a_deletion_is_journalled_and_the_note_stays(database: Database, case: Case) -> None:
    hear(database)
    hear(database, DELETED, event_id="Ev2")

    assert texts(database, case)[1] == ("note_deleted", VIGIE, REPLY.text)


def test_what_somebody_may_not_add_is_not_kept_and_they_are_told_once(
    database: Database, case: Case
) -> None:
    stranger = replace(REPLY, person="U0STRANGER")
    hear(database, stranger)
    hear(database, replace(stranger, ts="1700000002.000300"), event_id="Ev2")
    hear(database, replace(EDITED, person="U0STRANGER"), event_id="Ev3")

    assert history(database, case.id) == []
    assert told(database, "note_refused") == ["U0STRANGER"]


def test_the_reporter_may_add_to_their_case(database: Database, case: Case) -> None:
    hear(database, replace(REPLY, person=TRAINER))

    assert texts(database, case) == [("add_note", TRAINER, REPLY.text)]


class TestAfterACrash:
    def test_a_tick_finishes_what_was_left(self, database: Database, case: Case) -> None:
        receive_reply(database, "Ev1", REPLY, now=NOW)

        assert take_left(database, now=NOW, defaults=SCHOOL) == 0
        assert take_left(database, now=NOW + inbox.PATIENCE, defaults=SCHOOL) == 1
        assert texts(database, case) == [("add_note", QUALITY, REPLY.text)]
        assert take_left(database, now=NOW + 2 * inbox.PATIENCE, defaults=SCHOOL) == 0

    def test_a_note_written_before_the_crash_is_not_written_again(
        self, database: Database, case: Case
    ) -> None:
        hear(database)
        with database.writing() as connection:  # as if the last write had not come
            undone = {"state": "pending", "payload": asdict(REPLY)}
            connection.execute(inbox_table.update().values(undone))

        assert take_left(database, now=NOW + inbox.PATIENCE, defaults=SCHOOL) == 1
        assert len(history(database, case.id)) == 1

    def test_what_never_works_is_left_alone_in_the_end(
        self, database: Database, case: Case
    ) -> None:
        del case
        with database.writing() as connection:
            inbox.receive(connection, "Ev1", {"not": "a reply"}, at=NOW)
            now = NOW
            for _ in range(inbox.MOST_ATTEMPTS):
                now += timedelta(minutes=2)
                assert len(inbox.claim_left(connection, now=now, limit=5)) == 1

        assert take_left(database, now=now + timedelta(days=1), defaults=SCHOOL) == 0


def test_what_was_dealt_with_is_forgotten_here(database: Database, case: Case) -> None:
    del case
    hear(database)
    with database.reading() as connection:
        (row,) = connection.execute(inbox_table.select())

    assert (row.state, row.payload) == ("done", None)
