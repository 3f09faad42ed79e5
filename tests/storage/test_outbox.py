"""The outbox: every wish is claimed by one, kept until done, and never lost."""

from datetime import datetime, timedelta

import pytest

from storage import cards, cases, claims, outbox
from storage.database import Database
from tests.support.builders import NOW
from tests.support.casework import kept

LATER = NOW + timedelta(minutes=2)


def wish(database: Database, key: str = "card:1", **given: str) -> None:
    with database.writing() as connection:
        outbox.wish(connection, "card", key=key, at=NOW, **given)  # type: ignore[arg-type]


def claim(
    database: Database, *, now: datetime = NOW, lane: claims.Lane = claims.Lane.CHANNEL
) -> tuple[claims.Claimed, ...]:
    with database.writing() as connection:
        return claims.claim(connection, lane, now=now, limit=10)


def deliver(database: Database, row: claims.Claimed) -> None:
    with database.writing() as connection:
        claims.record_delivered(connection, row, channel="C1", ts="1.0")


def backlog(database: Database) -> outbox.Backlog:
    with database.reading() as connection:
        return outbox.backlog(connection, now=NOW)


def test_a_claimed_row_is_nobody_elses_until_the_lease_ends(database: Database) -> None:
    wish(database)
    claim(database)

    assert claim(database) == ()
    assert [row.key for row in claim(database, now=NOW + claims.LEASE)] == ["card:1"]


@pytest.mark.fault(4)
def test_what_a_dead_holder_left_is_in_doubt(database: Database) -> None:
    wish(database)
    (first,) = claim(database)
    (second,) = claim(database, now=NOW + claims.LEASE)

    assert (first.in_doubt, second.in_doubt) == (False, True)


def test_ten_wishes_that_wait_are_one_message(database: Database) -> None:
    for _ in range(10):
        wish(database)
    (row,) = claim(database)
    deliver(database, row)

    assert claim(database, now=LATER) == ()


def test_a_wish_that_comes_during_the_delivery_is_delivered_next(database: Database) -> None:
    wish(database)
    (row,) = claim(database)
    wish(database)
    deliver(database, row)
    (again,) = claim(database, now=LATER)

    assert (again.id, again.ts, again.version) == (row.id, "1.0", 2)


def test_a_holder_who_was_relieved_does_not_give_back_the_new_lease(database: Database) -> None:
    wish(database)
    (slow,) = claim(database)
    claim(database, now=NOW + claims.LEASE)
    with database.writing() as connection:
        claims.record_failed(connection, slow, error="late", due_at=NOW, in_doubt=False)

    assert claim(database, now=NOW + claims.LEASE) == ()


def test_a_holder_who_was_relieved_does_not_overwrite_what_the_other_found(
    database: Database,
) -> None:
    wish(database)
    (slow,) = claim(database)
    (quick,) = claim(database, now=NOW + claims.LEASE)
    deliver(database, quick)
    with database.writing() as connection:
        claims.record_dead(connection, slow, error="late")

    assert backlog(database).dead == 0


def test_the_channel_and_people_are_served_each_on_their_own(database: Database) -> None:
    wish(database, "card:1")
    wish(database, "notice:1", recipient="U1")

    assert [row.key for row in claim(database, lane=claims.Lane.PEOPLE)] == ["notice:1"]
    assert [row.key for row in claim(database, lane=claims.Lane.CHANNEL)] == ["card:1"]


@pytest.mark.fault(20)
def test_what_the_clock_says_holds_up_no_notice(database: Database) -> None:
    """Failure mode: an alarm that waits behind a thousand reminders."""
    with database.writing() as connection:
        for kind in ("reminder", "incident_notice"):
            outbox.wish(connection, kind, key=kind, at=NOW, recipient="U1")

    assert [row.key for row in claim(database, lane=claims.Lane.PEOPLE)] == ["incident_notice"]
    assert [row.key for row in claim(database, lane=claims.Lane.REMINDERS)] == ["reminder"]


@pytest.mark.parametrize("in_doubt", [True, False])
def test_a_failure_is_tried_again_when_due_and_remembers_its_doubt(
    database: Database, *, in_doubt: bool
) -> None:
    wish(database)
    (row,) = claim(database)
    with database.writing() as connection:
        claims.record_failed(connection, row, error="429", due_at=LATER, in_doubt=in_doubt)

    assert claim(database) == ()
    assert [again.in_doubt for again in claim(database, now=LATER)] == [in_doubt]


def test_a_dead_row_stops_until_it_is_revived(database: Database) -> None:
    wish(database)
    (row,) = claim(database)
    with database.writing() as connection:
        claims.record_dead(connection, row, error="is_archived")

    assert claim(database, now=LATER) == ()
    assert backlog(database).dead == 1
    with database.writing() as connection:
        outbox.revive(connection, now=LATER)
    assert len(claim(database, now=LATER)) == 1


def test_the_backlog_says_what_waits_and_since_when(database: Database) -> None:
    assert backlog(database) == outbox.Backlog(pending=0, oldest_at=None, dead=0)

    wish(database)

    assert backlog(database) == outbox.Backlog(pending=1, oldest_at=NOW, dead=0)


def test_a_message_that_rests_gathers_what_is_wished_meanwhile(database: Database) -> None:
    wish(database)
    (row,) = claim(database)
    with database.writing() as connection:
        rest = {"channel": "C1", "ts": "1.0", "rests_until": LATER}
        claims.record_delivered(connection, row, **rest)  # type: ignore[arg-type]
    for _ in range(3):
        wish(database)

    assert claim(database, now=LATER - timedelta(seconds=1)) == ()
    (again,) = claim(database, now=LATER)
    assert (again.version, again.in_doubt) == (4, False)


def test_a_card_is_found_by_where_it_stands_once_it_does(database: Database) -> None:
    case = kept(database)
    with database.writing() as connection:
        outbox.wish(connection, "card", key="card:1", at=NOW, case_id=case.id)
    there = cards.Place(channel="C1", ts="1.0")
    (row,) = claim(database)
    with database.reading() as connection:
        assert cards.place_of(connection, "card:1") is None
        assert cards.case_at(connection, there) is None
    deliver(database, row)
    with database.reading() as connection:
        assert cards.place_of(connection, "card:1") == there
        assert cards.case_at(connection, there) == case.id


def test_in_a_new_channel_the_cards_are_posted_anew_and_not_their_threads(
    database: Database,
) -> None:
    case = kept(database)
    with database.writing() as connection:
        for kind in ("card", "step_line"):
            outbox.wish(connection, kind, key=kind, at=NOW, case_id=case.id)
    for row in claim(database):
        deliver(database, row)
    with database.writing() as connection:
        outbox.move_to_quality_channel(connection, cases.open_ids(), now=LATER)

    assert [(row.kind, row.ts) for row in claim(database, now=LATER)] == [("card", None)]


def test_a_card_that_is_just_being_posted_follows_into_the_new_channel(
    database: Database,
) -> None:
    case = kept(database)
    with database.writing() as connection:
        outbox.wish(connection, "card", key="card", at=NOW, case_id=case.id)
    (under_way,) = claim(database)
    with database.writing() as connection:
        outbox.move_to_quality_channel(connection, cases.open_ids(), now=LATER)
    deliver(database, under_way)
    (anew,) = claim(database, now=LATER)

    assert (anew.channel, anew.ts) == (None, None)
