"""Replies to messages about a case: notes in it, once, whatever crashes in between."""

from dataclasses import asdict, replace
from datetime import datetime, timedelta

import pytest

from bot.domain.cases.cases import Case, Status, UploadedFile
from bot.domain.cases.journal_entries import VIGIE
from bot.domain.cases.replies import Reply, ReplyEvent
from bot.domain.cases.taxonomy import Kind
from bot.domain.messages.cases import (
    CardMessage,
    NoteAnswer,
    NoteRefusedNotice,
    OwnerNotice,
)
from bot.domain.messages.message import Message
from bot.domain.messages.school import DirectAnswer, MovedNotice
from bot.services.cases.inbox import receive_reply, take_left, take_reply
from storage.actions import actions
from storage.cases import cases, inbox
from storage.database import Database
from storage.messages import claims, outbox, places
from storage.messages.places import Place
from storage.tables import inbox as inbox_table
from storage.tables import outbox as outbox_table
from tests.support.builders import QUALITY, TRAINER, opened
from tests.support.casework import SCHOOL, case_now, history, kept, told, waiting
from tests.support.lives import NOW, action

PILOT = "U0PILOTE"
REPLY = Reply(
    event=ReplyEvent.WRITTEN,
    channel="C0QUALITE",
    thread_ts="1700000000.000100",
    ts="1700000001.000200",
    person=QUALITY,
    text="J'ai rappelé la préfecture.",
    link="https://vigie.slack.test/archives/C0QUALITE/p1700000001000200",
)
TO_NEW_CARD = replace(REPLY, thread_ts=f"{(NOW + timedelta(seconds=1)).timestamp():.6f}")
EDITED = replace(REPLY, event=ReplyEvent.EDITED, text="J'ai rappelé la mairie.", before=REPLY.text)
DELETED = replace(REPLY, event=ReplyEvent.DELETED, text="", before=REPLY.text)


@pytest.fixture
def case(database: Database) -> Case:
    """A case whose card stands in the quality channel."""
    filed = kept(database, Status.RECEIVED, Kind.COMPLAINT)
    with database.writing() as connection:
        outbox.enqueue(connection, CardMessage(case_id=filed.id), at=NOW)
        (row,) = claims.claim(connection, claims.Lane.CHANNEL, now=NOW, limit=1)
        claims.record_delivered(connection, row, channel=REPLY.channel, ts=REPLY.thread_ts)
    return filed


def hear(database: Database, reply: Reply = REPLY, event_id: str = "Ev1") -> bool:
    """Hear of a reply, and deal with it as the listener does."""
    is_new = opened(database, now=NOW, office=SCHOOL).write(receive_reply, event_id, reply)
    if is_new:
        take_reply(opened(database, now=NOW, office=SCHOOL), event_id, reply)
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
    take_reply(opened(database, now=NOW, office=SCHOOL), "Ev1", again)
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
    assert not opened(database, now=NOW, office=SCHOOL).write(
        receive_reply, "Ev1", replace(REPLY, channel="C0OTHER")
    )
    assert not opened(database, now=NOW, office=SCHOOL).write(
        receive_reply, "Ev2", replace(REPLY, thread_ts="1.0")
    )
    assert history(database, case.id) == []


def test_a_reply_to_a_card_that_is_just_being_posted_waits_until_it_is_known(
    database: Database, case: Case
) -> None:
    is_being_posted(database)
    hear(database, TO_NEW_CARD)
    assert history(database, case.id) == []

    with database.writing() as connection:
        posted = {"state": "delivered", "ts": TO_NEW_CARD.thread_ts}
        connection.execute(outbox_table.update().values(posted))
    take_left(opened(database, now=NOW + inbox.PATIENCE, office=SCHOOL))

    assert texts(database, case) == [("add_note", QUALITY, REPLY.text)]


def is_being_posted(database: Database) -> None:
    """The card was posted, and nobody knows yet where."""
    with database.writing() as connection:
        connection.execute(outbox_table.update().values(state="pending", ts=None, in_doubt=True))


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"channel": "C0OTHER"},
        {"thread_ts": f"{(NOW - timedelta(hours=1)).timestamp():.6f}"},
        {"thread_ts": "no number"},
        {"thread_ts": "nan"},
    ],
)
def test_what_is_said_in_threads_that_are_no_card_s_is_not_kept_meanwhile(
    database: Database, case: Case, elsewhere: dict[str, str]
) -> None:
    is_being_posted(database)
    hear(database, replace(TO_NEW_CARD, **elsewhere))  # type: ignore[arg-type]  # texts, all of them

    with database.reading() as connection:
        assert connection.execute(inbox_table.select()).all() == []
    assert history(database, case.id) == []


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


def test_a_reply_where_the_card_stood_before_is_a_note_and_is_told_where_it_stands_now(
    database: Database, case: Case
) -> None:
    moved = MovedNotice(case_id=case.id, of=f"card:{case.id}", once="C0AVANT:1.0")
    with database.writing() as connection:
        places.leave(connection, moved, Place(channel="C0AVANT", ts="1.0"), at=NOW)
    hear(database, replace(REPLY, channel="C0AVANT", thread_ts="1.0"))

    assert texts(database, case) == [("add_note", QUALITY, REPLY.text)]
    assert told(database, "step_line") == [None]


def test_the_reporter_may_add_to_their_case(database: Database, case: Case) -> None:
    hear(database, replace(REPLY, person=TRAINER))

    assert texts(database, case) == [("add_note", TRAINER, REPLY.text)]


class TestAfterACrash:
    def test_a_tick_finishes_what_was_left(self, database: Database, case: Case) -> None:
        opened(database, now=NOW, office=SCHOOL).write(receive_reply, "Ev1", REPLY)

        assert take_left(opened(database, now=NOW, office=SCHOOL)) == 0
        assert take_left(opened(database, now=NOW + inbox.PATIENCE, office=SCHOOL)) == 1
        assert texts(database, case) == [("add_note", QUALITY, REPLY.text)]
        assert take_left(opened(database, now=NOW + 2 * inbox.PATIENCE, office=SCHOOL)) == 0

    def test_a_note_written_before_the_crash_is_not_written_again(
        self, database: Database, case: Case
    ) -> None:
        hear(database)
        with database.writing() as connection:  # as if the last write had not come
            undone = {"state": "pending", "payload": asdict(REPLY)}
            connection.execute(inbox_table.update().values(undone))

        assert take_left(opened(database, now=NOW + inbox.PATIENCE, office=SCHOOL)) == 1
        assert len(history(database, case.id)) == 1

    def test_what_cannot_be_dealt_with_holds_up_no_other(
        self, database: Database, case: Case
    ) -> None:
        with opened(database, now=NOW, office=SCHOOL).writing() as work:
            inbox.receive(work.connection, "Ev1", {"not": "a reply"}, at=NOW)
            receive_reply(work, "Ev2", REPLY)
        take_left(opened(database, now=NOW + inbox.PATIENCE, office=SCHOOL))
        with database.reading() as connection:
            rows = {row.event_id: row for row in connection.execute(inbox_table.select())}

        assert texts(database, case) == [("add_note", QUALITY, REPLY.text)]
        assert (rows["Ev1"].state, rows["Ev1"].error, rows["Ev2"].state) == (
            "pending",
            "KeyError",
            "done",
        )

    @pytest.mark.parametrize("changed", [EDITED, DELETED])
    def test_what_was_changed_before_it_was_noted_is_noted_first(
        self, database: Database, case: Case, changed: Reply
    ) -> None:
        opened(database, now=NOW, office=SCHOOL).write(receive_reply, "Ev1", REPLY)
        hear(database, changed, event_id="Ev2")
        take_left(opened(database, now=NOW + inbox.PATIENCE, office=SCHOOL))
        events = [entry.event for entry in history(database, case.id)]

        assert events == ["add_note", f"note_{changed.event}"]

    def test_each_change_that_waited_is_journalled_once_and_in_its_order(
        self, database: Database, case: Case
    ) -> None:
        hear(database)
        second = replace(EDITED, text="J'ai rappelé deux fois.", before=EDITED.text)
        opened(database, now=NOW, office=SCHOOL).write(receive_reply, "Ev2", EDITED)
        hear(database, second, event_id="Ev3")
        take_left(opened(database, now=NOW + inbox.PATIENCE, office=SCHOOL))
        said = [text for event, _, text in texts(database, case) if event == "note_edited"]

        assert said == [EDITED.text, second.text]

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

        assert take_left(opened(database, now=now + timedelta(days=1), office=SCHOOL)) == 0


def test_what_was_dealt_with_is_forgotten_here(database: Database, case: Case) -> None:
    del case
    hear(database)
    with database.reading() as connection:
        (row,) = connection.execute(inbox_table.select())

    assert (row.state, row.payload) == ("done", None)


class TestDirectly:
    """What is said to Vigie in its direct messages."""

    DIRECT = replace(REPLY, channel="D0TRAINER", person=TRAINER, link=None)
    PHOTO = UploadedFile(slack_id="F1", name="salle.jpg", url="https://files.test/F1", size=10)

    @pytest.fixture
    def case(self, database: Database) -> Case:
        """A case of which its reporter was told directly."""
        filed = kept(database, Status.RECEIVED, Kind.COMPLAINT)
        self.tell(database, filed, TRAINER)
        return filed

    def tell(self, database: Database, case: Case, person: str, *, is_known: bool = True) -> None:
        with database.writing() as connection:
            notice = OwnerNotice(case_id=case.id, recipient=person)
            outbox.enqueue(connection, notice, at=NOW)
            (row,) = claims.claim(connection, claims.Lane.PEOPLE, now=NOW, limit=1)
            if is_known:
                there = {"channel": self.DIRECT.channel, "ts": self.DIRECT.thread_ts}
                claims.record_delivered(connection, row, **there)  # type: ignore[arg-type]

    def answers(self, database: Database) -> list[Message]:
        kinds = {NoteAnswer.kind, DirectAnswer.kind, NoteRefusedNotice.kind}
        return [row.read() for row in waiting(database) if row.kind in kinds]

    def test_beneath_a_message_about_a_case_it_is_a_note_and_they_are_told(
        self, database: Database, case: Case
    ) -> None:
        hear(database, replace(self.DIRECT, files=(self.PHOTO,)))
        rows = waiting(database)
        (answer,) = (row.read() for row in rows if row.kind == NoteAnswer.kind)

        assert texts(database, case) == [("add_note", TRAINER, REPLY.text)]
        assert "link" not in (history(database, case.id)[0].details or {})
        assert isinstance(answer, NoteAnswer)
        assert (answer.thread_ts, answer.is_kept, answer.files) == (REPLY.thread_ts, True, 1)
        assert {"keep_file", "step_line"} <= {row.kind for row in rows}

    def test_who_pilots_an_action_adds_to_its_case_without_seeing_it(
        self, database: Database
    ) -> None:
        case = kept(database, Status.RECEIVED, Kind.COMPLAINT)
        given = action(case_id=case.id, owner=PILOT)
        with database.writing() as connection:
            actions.add(connection, given)
        self.tell(database, case, PILOT)
        hear(database, replace(self.DIRECT, person=PILOT, text="C'est commandé."))
        edited = replace(self.DIRECT, person=PILOT, event=ReplyEvent.EDITED, text="C'est livré.")
        hear(database, edited, event_id="Ev2")

        assert texts(database, case) == [
            ("add_note", PILOT, "C'est commandé."),
            ("note_edited", PILOT, "C'est livré."),
        ]
        assert [one.is_kept for one in self.answers(database)] == [True]  # type: ignore[attr-defined]

    def test_who_is_complained_about_adds_nothing_even_with_an_action(
        self, database: Database
    ) -> None:
        about = kept(database, Status.RECEIVED, Kind.COMPLAINT, concerned_people=(PILOT,))
        with database.writing() as connection:
            actions.add(connection, action(case_id=about.id, owner=PILOT))
        self.tell(database, about, PILOT)
        hear(database, replace(self.DIRECT, person=PILOT))

        assert history(database, about.id) == []

    def test_who_pilots_the_case_reads_the_notes_of_others_in_one_message(
        self, database: Database
    ) -> None:
        piloted = kept(database, Status.TAKEN_CHARGE, Kind.INCIDENT, owner=PILOT)
        self.tell(database, piloted, TRAINER)
        for number, person in enumerate((TRAINER, QUALITY, PILOT)):
            said = replace(self.DIRECT, person=person, ts=f"1700000002.{number}")
            hear(database, said, event_id=f"Ev{number}")

        assert told(database, "notes") == [PILOT]

    def test_notes_in_a_row_are_confirmed_once_but_each_file_is(
        self, database: Database, case: Case
    ) -> None:
        for number in range(3):
            hear(database, replace(self.DIRECT, ts=f"1700000002.{number}"), event_id=f"Ev{number}")
        photo = replace(self.DIRECT, ts="1700000003.1", files=(self.PHOTO,))
        hear(database, photo, event_id="EvPhoto")

        assert len(history(database, case.id)) == 4
        files = [one.files for one in self.answers(database)]  # type: ignore[attr-defined]
        assert sorted(files) == [0, 1]

    def test_who_no_longer_follows_the_case_is_told_there_each_time(
        self, database: Database, case: Case
    ) -> None:
        self.tell(database, case, "U0FORMER")
        with database.writing() as connection:
            elsewhere = outbox_table.update().where(outbox_table.c.recipient == "U0FORMER")
            connection.execute(elsewhere.values(channel="D0FORMER"))
        former = replace(self.DIRECT, channel="D0FORMER", person="U0FORMER")
        hear(database, former)
        opening = opened(database, now=NOW + timedelta(minutes=5), office=SCHOOL)
        take_reply(opening, "Ev2", replace(former, ts="1700000009.1"))
        answers = self.answers_at(database, NOW + timedelta(minutes=5))

        assert history(database, case.id) == []
        assert [one.is_kept for one in answers] == [False, False]  # type: ignore[attr-defined]

    def answers_at(self, database: Database, now: datetime) -> list[Message]:
        return [row.read() for row in waiting(database, now=now) if row.kind == NoteAnswer.kind]

    @pytest.mark.parametrize("thread_ts", ["", "1699999999.000100"])
    def test_what_is_of_no_case_is_answered_and_its_words_are_not_kept(
        self, database: Database, case: Case, thread_ts: str
    ) -> None:
        del case
        said = replace(self.DIRECT, thread_ts=thread_ts, files=(self.PHOTO,))
        opened(database, now=NOW, office=SCHOOL).write(receive_reply, "Ev1", said)
        with database.reading() as connection:
            (row,) = connection.execute(inbox_table.select())
        later = NOW + inbox.PATIENCE
        assert take_left(opened(database, now=later, office=SCHOOL)) == 1

        assert (row.payload["text"], row.payload["files"]) == ("", [])
        (answer,) = (row.read() for row in waiting(database, now=later) if row.case_id is None)
        assert isinstance(answer, DirectAnswer)
        assert (answer.recipient, answer.thread_ts) == (TRAINER, thread_ts or None)

    def test_what_follows_in_the_same_place_is_answered_once_and_elsewhere_again(
        self, database: Database
    ) -> None:
        threads = ("", "", "1699999999.000100", "1699999999.000100", "1699999999.000200")
        for number, place in enumerate(threads):
            said = replace(self.DIRECT, thread_ts=place, ts=f"1700000002.{number}")
            hear(database, said, event_id=f"Ev{number}")

        answers = [one for one in self.answers(database) if isinstance(one, DirectAnswer)]
        assert len(answers) == 3
        assert {one.thread_ts for one in answers} == {None, *threads[2:]}

    def test_a_reply_without_a_word_is_no_note(self, database: Database, case: Case) -> None:
        hear(database, replace(self.DIRECT, text=""))

        assert history(database, case.id) == []
        assert [one.kind for one in self.answers(database)] == [DirectAnswer.kind]

    @pytest.mark.parametrize("event", [EDITED, DELETED])
    def test_what_becomes_of_words_of_no_case_is_none_of_ours(
        self, database: Database, case: Case, event: Reply
    ) -> None:
        elsewhere = {"channel": self.DIRECT.channel, "person": TRAINER, "thread_ts": "1.0"}

        assert not hear(database, replace(event, **elsewhere))  # type: ignore[arg-type]
        assert history(database, case.id) == []

    def test_a_reply_to_a_message_that_is_just_being_posted_waits_until_it_is_known(
        self, database: Database
    ) -> None:
        filed = kept(database, Status.RECEIVED, Kind.COMPLAINT)
        self.tell(database, filed, TRAINER, is_known=False)
        early = replace(self.DIRECT, thread_ts=TO_NEW_CARD.thread_ts)
        hear(database, early)
        assert history(database, filed.id) == []

        with database.writing() as connection:
            there = {"state": "delivered", "channel": early.channel, "ts": early.thread_ts}
            connection.execute(outbox_table.update().values(there))
        take_left(opened(database, now=NOW + inbox.PATIENCE, office=SCHOOL))

        assert texts(database, filed) == [("add_note", TRAINER, REPLY.text)]
