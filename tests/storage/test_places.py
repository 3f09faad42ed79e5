"""Where messages stand: found again, left behind with a pointer, brought to where they belong."""

from datetime import timedelta

from bot.domain.cases.cases import Case, Status
from bot.domain.messages.cases import CardMessage
from bot.domain.messages.message import Message
from bot.domain.messages.reports import ReviewMessage
from bot.domain.messages.school import MovedNotice
from storage.cases import cases
from storage.database import Database
from storage.messages import claims, outbox, places
from storage.messages.claims import Claimed, Lane
from storage.messages.places import Place
from tests.support.builders import NOW
from tests.support.casework import kept

BEFORE, TODAY = "C0AVANT", "C0QUALITE"
THERE = Place(channel=BEFORE, ts="1.0")
LATER = NOW + timedelta(minutes=2)


def claim(database: Database) -> tuple[Claimed, ...]:
    with database.writing() as connection:
        return claims.claim(connection, Lane.CHANNEL, now=LATER, limit=10)


def posted(database: Database, message: Message, *, channel: str = BEFORE, ts: str = "1.0") -> None:
    """The message stands in a channel."""
    with database.writing() as connection:
        outbox.enqueue(connection, message, at=NOW)
        (row,) = claims.claim(connection, Lane.CHANNEL, now=NOW, limit=10)
        claims.record_delivered(connection, row, channel=channel, ts=ts)


def card_of(case: Case) -> CardMessage:
    return CardMessage(case_id=case.id)


def bring_all(database: Database) -> list[str]:
    """What comes to the channel of today."""
    with database.writing() as connection:
        since = NOW - timedelta(days=183)
        places.bring_all(
            connection, cases.open_ids(), channel=TODAY, reviews_since=since, now=LATER
        )
    return sorted(row.key for row in claim(database))


def test_a_card_is_found_by_where_it_stands_once_it_does(database: Database) -> None:
    case = kept(database)
    with database.writing() as connection:
        outbox.enqueue(connection, card_of(case), at=NOW)
        (row,) = claims.claim(connection, Lane.CHANNEL, now=NOW, limit=1)
        assert places.place_of(connection, row.key) is None
        assert places.case_at(connection, THERE) is None
        claims.record_delivered(connection, row, channel=THERE.channel, ts=THERE.ts)
        assert places.place_of(connection, row.key) == THERE
        assert places.case_at(connection, THERE) == case.id


def test_what_goes_on_comes_to_a_new_channel_and_what_is_settled_stays(database: Database) -> None:
    going_on, settled = kept(database), kept(database, Status.CLOSED, number=8)
    here = kept(database, number=9)
    posted(database, card_of(going_on))
    posted(database, card_of(settled), ts="2.0")
    posted(database, card_of(here), channel=TODAY, ts="3.0")
    posted(database, ReviewMessage(period="2026-S1"), ts="4.0")

    assert bring_all(database) == sorted([card_of(going_on).key, "review:2026-S1"])


def test_an_old_review_stays_where_it_was_told(database: Database) -> None:
    with database.writing() as connection:
        old = NOW - timedelta(days=200)
        outbox.enqueue(connection, ReviewMessage(period="2025-S2"), at=old)
        (row,) = claims.claim(connection, Lane.CHANNEL, now=NOW, limit=10)
        claims.record_delivered(connection, row, channel=BEFORE, ts="1.0")

    assert bring_all(database) == []


def test_a_card_that_is_just_being_posted_comes_to_the_new_channel_next(
    database: Database,
) -> None:
    case = kept(database)
    with database.writing() as connection:
        outbox.enqueue(connection, card_of(case), at=NOW)
        (under_way,) = claims.claim(connection, Lane.CHANNEL, now=NOW, limit=1)
        claims.record_delivered(connection, under_way, channel=BEFORE, ts="1.0")

    assert bring_all(database) == [card_of(case).key]


def test_what_was_sent_is_brought_and_what_waits_is_not_asked_for_twice(
    database: Database,
) -> None:
    case = kept(database)
    posted(database, card_of(case))
    with database.writing() as connection:
        places.bring(connection, card_of(case).key, now=LATER)
        places.bring(connection, card_of(case).key, now=LATER)
    (row,) = claim(database)

    assert (row.version, row.ts) == (2, "1.0")


def test_what_came_to_stand_there_meanwhile_is_not_said_again(database: Database) -> None:
    """A file of its thread saw it missing, and it was posted before that was written down."""
    case = kept(database)
    posted(database, card_of(case), channel=TODAY, ts="2.0")
    with database.writing() as connection:
        places.bring(connection, card_of(case).key, now=LATER, unless_in=TODAY)
        stays = claims.claim(connection, Lane.CHANNEL, now=LATER, limit=1)
        places.bring(connection, card_of(case).key, now=LATER, unless_in="C0AUTRE")
        brought = claims.claim(connection, Lane.CHANNEL, now=LATER, limit=1)

    assert (len(stays), len(brought)) == (0, 1)


def test_the_place_that_a_card_left_is_still_the_case_s_and_says_where_it_is(
    database: Database,
) -> None:
    case = kept(database)
    posted(database, card_of(case), channel=TODAY, ts="2.0")
    moved = MovedNotice(case_id=case.id, of=card_of(case).key, once="C0AVANT:1.0")
    with database.writing() as connection:
        places.leave(connection, moved, THERE, at=NOW)
        assert places.case_at(connection, THERE) == case.id
        assert places.place_of(connection, card_of(case).key) == Place(channel=TODAY, ts="2.0")
    (row,) = claim(database)

    assert (row.kind, row.channel, row.ts) == ("moved", THERE.channel, THERE.ts)


def test_a_card_on_its_way_to_another_channel_may_stand_there_without_our_knowing(
    database: Database,
) -> None:
    case = kept(database)
    posted(database, card_of(case))
    assert since(database, TODAY) is None
    assert bring_all(database) == [card_of(case).key]

    assert (since(database, TODAY), since(database, BEFORE)) == (LATER, None)


def since(database: Database, channel: str) -> object:
    with database.reading() as connection:
        return places.placing_since(connection, channel)
