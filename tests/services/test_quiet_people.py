"""Who likes it quiet hears in the morning of all that was claimed for them, owned or not."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.actions.listings import Look
from bot.domain.cases.cases import Case, Status
from bot.domain.cases.taxonomy import Severity
from bot.domain.deadlines.reminders import Snooze
from bot.domain.messages.deadlines import MorningDigestMessage
from bot.domain.school.office import ReminderStyle
from bot.domain.school.policies import DeadlineKind, ladders_in, own_policy
from bot.services.cases.lists import list_cases
from bot.services.deadlines.planning import choose_style, put_off
from storage.database import Database
from storage.messages import outbox
from tests.support.builders import DIRECTION, OFFICE, QUALITY, complaint_draft, opened
from tests.support.desk import Desk, Sent
from tests.support.times import paris

pytestmark = pytest.mark.one_database

PILOT, OTHER = "U0PILOTE", "U0AUTRE"
TUESDAY = paris("2026-11-17 15:00")
WEDNESDAY = paris("2026-11-18 08:00")
HOUR = timedelta(hours=1)


@pytest.fixture
def desk(database: Database) -> Desk:
    return quiet_desk(database)


def quiet_desk(database: Database, *people: str, **changed: object) -> Desk:
    """A school in which these people like it quiet."""
    for person in people or (PILOT, QUALITY):
        opened(database).write(choose_style, person, ReminderStyle.MORNING_DIGEST)
    return Desk(database, office=replace(OFFICE, **changed))  # type: ignore[arg-type]


def complaint(desk: Desk, *, owner: str | None = PILOT, **given: object) -> Case:
    """Received on Tuesday 17 November at 15:00, its acknowledgement due on Thursday."""
    return desk.file(complaint_draft(received_at=TUESDAY, **given), at=TUESDAY, owner=owner)


def acknowledged(desk: Desk, *, owner: str | None, at: datetime) -> Case:
    """Received and acknowledged then: the solution is what remains to be recalled."""
    case = desk.file(complaint_draft(received_at=at), at=at, owner=owner)
    return desk.change(case, at=at, ack_sent_at=at, status=Status.ACKNOWLEDGED)


def mornings_of(person: str, heard: list[tuple[datetime, Sent]]) -> list[datetime]:
    return [at for at, one in heard if (one.to, one.kind) == (person, "morning_digest")]


class TestADigest:
    @pytest.mark.both_databases
    def test_is_one_message_in_the_morning(self, desk: Desk) -> None:
        for _ in range(2):
            complaint(desk)
        heard = desk.days(TUESDAY, paris("2026-11-18 14:00"), every=HOUR)

        assert mornings_of(PILOT, heard) == [WEDNESDAY]
        assert heard[-1][1].text == (
            "Échéances au mercredi 18 novembre :\n"
            "• *REC-2026-0001* : l'accusé de réception est attendu jeudi 19 novembre à 15 h 00.\n"
            "• *REC-2026-0002* : l'accusé de réception est attendu jeudi 19 novembre à 15 h 00."
        )

    def test_has_what_is_due_at_once_in_the_order_of_the_references(self, desk: Desk) -> None:
        """Also where the rows of the first were written last."""
        first, _ = complaint(desk), complaint(desk)
        closed = desk.change(first, at=TUESDAY, status=Status.CLOSED)
        desk.change(closed, at=TUESDAY, status=first.status)
        desk.tick(TUESDAY)
        (message,) = [one for one in desk.told(WEDNESDAY) if one.to == PILOT]

        assert message.text.index("REC-2026-0001") < message.text.index("REC-2026-0002")

    def test_tells_a_quality_manager_of_a_case_without_a_pilot_as_single_messages_would(
        self, desk: Desk
    ) -> None:
        """Four mornings before the date, and at once where the morning would be too late."""
        acknowledged(desk, owner=None, at=paris("2026-11-02 10:00"))
        heard = desk.days(paris("2026-11-20 08:00"), paris("2026-12-02 10:00"), every=2 * HOUR)

        assert [(at, one.kind) for at, one in heard if one.to == QUALITY] == [
            (paris("2026-11-23 08:00"), "morning_digest"),
            (paris("2026-11-30 08:00"), "morning_digest"),
            (paris("2026-12-01 08:00"), "morning_digest"),
            (paris("2026-12-02 08:00"), "morning_digest"),
            (paris("2026-12-02 10:00"), "reminder"),
        ]

    def test_tells_her_of_a_case_whose_pilot_left(self, desk: Desk) -> None:
        complaint(desk)
        desk.knows(PILOT, is_deleted=True)
        desk.tick(TUESDAY)
        (message,) = desk.told(WEDNESDAY)

        assert (message.to, message.kind) == (QUALITY, "morning_digest")
        assert "*REC-2026-0001*" in message.text

    def test_reaches_as_far_ahead_as_the_school_s_own_ladder(self, database: Database) -> None:
        ladders = ladders_in("solution=20d")
        policy = own_policy(replace(OFFICE.policy, ladders=ladders))
        desk = quiet_desk(database, policy=policy)
        acknowledged(desk, owner=PILOT, at=paris("2026-11-02 10:00"))
        heard = desk.days(paris("2026-11-12 09:00"), paris("2026-11-16 12:00"), every=HOUR)

        assert mornings_of(PILOT, heard) == [paris("2026-11-13 08:00")]

    def test_has_what_comes_due_that_very_morning(self, desk: Desk) -> None:
        evening = paris("2026-11-16 20:00")
        desk.file(complaint_draft(received_at=evening), at=evening, owner=PILOT)

        assert [one.kind for one in desk.told(paris("2026-11-17 08:00"))] == ["morning_digest"]

    def test_leaves_out_what_was_done_by_the_morning(self, desk: Desk) -> None:
        done, waiting = complaint(desk), complaint(desk)
        desk.tick(TUESDAY)
        desk.change(done, at=TUESDAY, ack_sent_at=TUESDAY, status=Status.ACKNOWLEDGED)
        (message,) = [one for one in desk.told(WEDNESDAY) if one.to]

        assert {one.subject for one in message.about} == {waiting.id}

    def test_is_not_sent_where_all_was_done_by_the_morning(self, desk: Desk) -> None:
        case = complaint(desk)
        desk.tick(TUESDAY)
        desk.change(case, at=TUESDAY, status=Status.CLOSED)

        assert [one for one in desk.told(WEDNESDAY) if one.to] == []

    def test_comes_in_the_reader_s_own_morning(self, desk: Desk) -> None:
        desk.knows(PILOT, zone="America/Martinique")
        complaint(desk)
        heard = desk.days(TUESDAY, paris("2026-11-18 14:00"), every=HOUR)

        assert mornings_of(PILOT, heard) == [paris("2026-11-18 13:00")]

    @pytest.mark.both_databases
    def test_of_what_was_put_off_meanwhile_says_nothing_before_that(self, desk: Desk) -> None:
        case = complaint(desk)
        assert case.ack_due_at is not None
        desk.tick(TUESDAY)
        due = case.id, DeadlineKind.ACK, case.ack_due_at
        opened(desk.database, now=TUESDAY).write(put_off, due, Snooze.MONDAY, person=PILOT)
        heard = desk.days(TUESDAY, paris("2026-11-19 15:00"), every=HOUR)

        assert [at for at, one in heard if one.to == PILOT] == [paris("2026-11-19 15:00")]


class TestAtOnce:
    def test_where_the_morning_would_be_too_late(self, desk: Desk) -> None:
        complaint(desk)

        assert [one.kind for one in desk.told(paris("2026-11-19 11:00"))] == ["reminder"]

    def test_though_an_earlier_rung_waits_for_the_morning(self, database: Database) -> None:
        policy = own_policy(replace(OFFICE.policy, ladders=ladders_in("ack=46h")))
        desk = quiet_desk(database, policy=policy)
        case = complaint(desk)
        desk.tick(TUESDAY)
        desk.change(case, at=TUESDAY, severity=Severity.CRITICAL)

        assert [one.kind for one in desk.told(TUESDAY + 2 * HOUR)] == ["reminder"]

    def test_of_what_is_critical(self, desk: Desk) -> None:
        complaint(desk, severity=Severity.CRITICAL)

        assert [one.kind for one in desk.told(TUESDAY)] == ["reminder"]


class TestWhoIsGoneByTheMorning:
    def test_leaves_it_to_who_is_told_in_their_place(self, database: Database) -> None:
        desk = quiet_desk(database, PILOT)
        complaint(desk)
        desk.tick(TUESDAY)
        desk.knows(PILOT, is_deleted=True)

        assert [one.to for one in desk.told(WEDNESDAY)] == [QUALITY]

    def test_leaves_it_to_the_level_above_which_likes_it_quiet_too(
        self, database: Database
    ) -> None:
        desk = quiet_desk(database, QUALITY, DIRECTION)
        complaint(desk, owner=None)
        desk.tick(TUESDAY)
        desk.knows(QUALITY, is_deleted=True)

        assert [(one.to, one.kind) for one in desk.told(WEDNESDAY)] == [
            (DIRECTION, "morning_digest")
        ]

    @pytest.mark.both_databases
    def test_but_to_nobody_who_heard_it_already(self, database: Database) -> None:
        desk = quiet_desk(database, OTHER, quality_managers=(QUALITY, OTHER))
        complaint(desk, owner=None)
        assert [one.to for one in desk.told(TUESDAY)] == [QUALITY]
        desk.knows(OTHER, is_deleted=True)

        assert [one.to for one in desk.told(WEDNESDAY)] == []

    def test_cannot_be_told_and_it_goes_up(self, desk: Desk) -> None:
        closed = {PILOT: "messages_tab_disabled"}
        complaint(desk)
        desk.tick(TUESDAY)
        (message,) = [one for one in desk.told(WEDNESDAY, refused=closed) if one.to]

        assert (message.to, message.kind) == (QUALITY, "reminder")
        assert f"Slack ne nous laisse pas écrire à <@{PILOT}>" in message.text

    def test_morning_after_morning_and_beyond_the_next_one_too(self, desk: Desk) -> None:
        """Each digest goes up, also where the first who is told in its place is out of reach."""
        closed = dict.fromkeys((PILOT, QUALITY), "messages_tab_disabled")
        for _ in range(2):
            complaint(desk)
        desk.tick(TUESDAY)
        first = [one for one in desk.told(WEDNESDAY, refused=closed) if one.to]
        desk.tick(paris("2026-11-18 15:00"))
        second = [one for one in desk.told(paris("2026-11-19 08:00"), refused=closed) if one.to]

        assert [(one.to, one.kind) for one in first + second] == [(DIRECTION, "round_up")] * 2


@pytest.mark.both_databases
def test_a_digest_that_an_older_release_asked_for_says_what_its_person_owes(desk: Desk) -> None:
    """Its row names the person and no reminder."""
    complaint(desk)
    desk.tick(TUESDAY)
    old = MorningDigestMessage(
        recipient=PILOT, once=f"{PILOT}:2026-11-18", about=PILOT, not_before=WEDNESDAY
    )
    with desk.database.writing() as connection:
        outbox.enqueue_once(connection, [old], at=TUESDAY)
    (message,) = [one for one in desk.send(WEDNESDAY) if one.kind == "morning_digest"]

    assert message.text.startswith("Échéances au mercredi 18 novembre :\n• *REC-2026-0001*")


class TestTheStyle:
    def test_is_the_one_chosen_last(self, database: Database) -> None:
        opened(database).write(choose_style, PILOT, ReminderStyle.MORNING_DIGEST)
        opened(database).write(choose_style, PILOT, ReminderStyle.SINGLE)

        assert self.style(database, PILOT) is ReminderStyle.SINGLE
        opened(database).write(choose_style, PILOT, ReminderStyle.MORNING_DIGEST)

        assert self.style(database, PILOT) is ReminderStyle.MORNING_DIGEST
        assert self.style(database, QUALITY) is ReminderStyle.SINGLE

    @staticmethod
    def style(database: Database, reader: str) -> ReminderStyle:
        """What the reader's Home tab says of it."""
        return opened(database).read(list_cases, Look(), reader=reader).style
