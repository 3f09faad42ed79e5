"""The outbox: every message is claimed by one, kept until done, and never lost."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from bot.domain.cases.cases import Case
from storage.database import Database
from storage.messages import claims, outbox
from storage.messages.claims import Lane
from storage.school import people
from storage.tables import outbox as rows
from tests.support.builders import NOW
from tests.support.casework import kept
from tests.support.members import somebody
from tests.support.messages import message

LATER = NOW + timedelta(minutes=2)


def ask_for(database: Database, once: str = "1", **given: str) -> None:
    with database.writing() as connection:
        outbox.enqueue(connection, message("card", once, **given), at=NOW)


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
    ask_for(database)
    claim(database)

    assert claim(database) == ()
    assert [row.key for row in claim(database, now=NOW + claims.LEASE)] == ["card:1"]


@pytest.mark.fault(4)
def test_what_a_dead_holder_left_is_in_doubt(database: Database) -> None:
    ask_for(database)
    (first,) = claim(database)
    (second,) = claim(database, now=NOW + claims.LEASE)

    assert (first.in_doubt, second.in_doubt) == (False, True)


def test_ten_requests_that_wait_are_one_message(database: Database) -> None:
    for _ in range(10):
        ask_for(database)
    (row,) = claim(database)
    deliver(database, row)

    assert claim(database, now=LATER) == ()


def test_a_request_that_comes_during_the_delivery_is_delivered_next(database: Database) -> None:
    ask_for(database)
    (row,) = claim(database)
    ask_for(database)
    deliver(database, row)
    (again,) = claim(database, now=LATER)

    assert (again.id, again.ts, again.version) == (row.id, "1.0", 2)


def test_a_holder_who_was_relieved_does_not_give_back_the_new_lease(database: Database) -> None:
    ask_for(database)
    (slow,) = claim(database)
    claim(database, now=NOW + claims.LEASE)
    with database.writing() as connection:
        claims.record_failed(connection, slow, error="late", due_at=NOW, in_doubt=False)

    assert claim(database, now=NOW + claims.LEASE) == ()


def test_a_holder_who_was_relieved_does_not_overwrite_what_the_other_found(
    database: Database,
) -> None:
    ask_for(database)
    (slow,) = claim(database)
    (quick,) = claim(database, now=NOW + claims.LEASE)
    deliver(database, quick)
    with database.writing() as connection:
        claims.record_dead(connection, slow, error="late")

    assert backlog(database).dead == 0


def test_the_channel_and_people_are_served_each_on_their_own(database: Database) -> None:
    ask_for(database, "1")
    ask_for(database, "2", recipient="U1")

    assert [row.key for row in claim(database, lane=claims.Lane.PEOPLE)] == ["card:2"]
    assert [row.key for row in claim(database, lane=claims.Lane.CHANNEL)] == ["card:1"]


@pytest.mark.fault(20)
def test_what_the_clock_says_holds_up_no_notice(database: Database) -> None:
    """Failure mode: an alarm that waits behind a thousand reminders."""
    with database.writing() as connection:
        for kind in ("reminder", "incident_notice"):
            outbox.enqueue(connection, message(kind, "1", recipient="U1"), at=NOW)

    assert [row.key for row in claim(database, lane=claims.Lane.PEOPLE)] == ["incident_notice:1"]
    assert [row.key for row in claim(database, lane=claims.Lane.REMINDERS)] == ["reminder:1"]


@pytest.mark.parametrize("in_doubt", [True, False])
def test_a_failure_is_tried_again_when_due_and_remembers_its_doubt(
    database: Database, *, in_doubt: bool
) -> None:
    ask_for(database)
    (row,) = claim(database)
    with database.writing() as connection:
        claims.record_failed(connection, row, error="429", due_at=LATER, in_doubt=in_doubt)

    assert claim(database) == ()
    assert [again.in_doubt for again in claim(database, now=LATER)] == [in_doubt]


def test_what_is_asked_for_while_slack_refuses_is_tried_once_more(database: Database) -> None:
    ask_for(database)
    (row,) = claim(database)
    ask_for(database)
    with database.writing() as connection:
        claims.record_dead(connection, row, error="user_disabled")
    (again,) = claim(database)
    with database.writing() as connection:
        claims.record_dead(connection, again, error="user_disabled")

    assert (row.version, again.version) == (1, 2)
    assert backlog(database).dead == 1


def test_a_dead_row_stops_until_it_is_revived(database: Database) -> None:
    ask_for(database)
    (row,) = claim(database)
    with database.writing() as connection:
        claims.record_dead(connection, row, error="is_archived")

    assert claim(database, now=LATER) == ()
    assert backlog(database).dead == 1
    with database.writing() as connection:
        outbox.retry_dead(connection, now=LATER)
    assert len(claim(database, now=LATER)) == 1


def test_what_stopped_is_tried_again_for_who_is_there(database: Database) -> None:
    for person in ("U0LEFT", "U0HERE"):
        ask_for(database, person, recipient=person)
    with database.writing() as connection:
        people.remember(connection, [replace(somebody("U0LEFT"), is_deleted=True)])
    stop(database, error="user_disabled")
    revived = revive(database)
    with database.writing() as connection:
        people.remember(connection, [somebody("U0LEFT")])
    stop(database, error="user_disabled")

    assert (revived, revive(database)) == (["U0HERE"], ["U0HERE", "U0LEFT"])


def stop(database: Database, *, error: str) -> None:
    """Have all that waits for people stop for good."""
    for row in claim(database, now=LATER, lane=Lane.PEOPLE):
        with database.writing() as connection:
            claims.record_dead(connection, row, error=error)


def revive(database: Database) -> list[str]:
    """Whom what had stopped is tried again for."""
    with database.writing() as connection:
        outbox.retry_dead(connection, now=LATER)
        waits = rows.c.state == outbox.State.PENDING
        query = select(rows.c.recipient).where(waits).order_by(rows.c.recipient)
        return list(connection.execute(query).scalars())


def test_the_backlog_says_what_waits_and_since_when(database: Database) -> None:
    assert backlog(database) == outbox.Backlog(pending=0, oldest_at=None, dead=0)

    ask_for(database)

    assert backlog(database) == outbox.Backlog(pending=1, oldest_at=NOW, dead=0)


def test_a_message_that_rests_gathers_what_is_asked_for_meanwhile(database: Database) -> None:
    ask_for(database)
    (row,) = claim(database)
    with database.writing() as connection:
        rest = {"channel": "C1", "ts": "1.0", "rests_until": LATER}
        claims.record_delivered(connection, row, **rest)  # type: ignore[arg-type]
    for _ in range(3):
        ask_for(database)

    assert claim(database, now=LATER - timedelta(seconds=1)) == ()
    (again,) = claim(database, now=LATER)
    assert (again.version, again.in_doubt) == (4, False)


def told(
    database: Database, once: str, *, case: Case, at: datetime, kind: str = "step_line"
) -> None:
    with database.writing() as connection:
        to = {"recipient": "U1"} if kind == "reporter_news" else {}
        outbox.enqueue(connection, message(kind, once, case_id=case.id, **to), at=at)


@pytest.mark.parametrize(
    ("kind", "lane"), [("step_line", Lane.CHANNEL), ("reporter_news", Lane.PEOPLE)]
)
def test_what_is_told_of_a_case_keeps_its_order_when_one_has_to_wait(
    database: Database, kind: str, lane: Lane
) -> None:
    case, other = kept(database), kept(database, number=8)
    told(database, "propose_solution", case=case, at=NOW, kind=kind)
    told(database, "close", case=case, at=NOW + timedelta(seconds=1), kind=kind)
    told(database, "elsewhere", case=other, at=NOW + timedelta(seconds=2), kind=kind)
    now = NOW + timedelta(seconds=3)
    (first, elsewhere) = claim(database, now=now, lane=lane)
    with database.writing() as connection:
        claims.record_failed(connection, first, error="429", due_at=LATER, in_doubt=False)
    deliver(database, elsewhere)
    while_it_waits = claim(database, now=now, lane=lane)
    (again,) = claim(database, now=LATER, lane=lane)
    deliver(database, again)
    (last,) = claim(database, now=LATER, lane=lane)

    assert [first.key, elsewhere.key] == [f"{kind}:propose_solution", f"{kind}:elsewhere"]
    assert while_it_waits == ()
    assert (again.key, last.key) == (f"{kind}:propose_solution", f"{kind}:close")


def test_lines_of_one_instant_are_said_in_the_order_in_which_they_were_asked_for(
    database: Database,
) -> None:
    case = kept(database)
    wanted = [f"step_line:{number}" for number in range(12)]
    for number in range(12):
        told(database, str(number), case=case, at=NOW)
    said = []
    while rows := claim(database):
        (row,) = rows
        said.append(row.key)
        deliver(database, row)

    assert said == wanted


@pytest.mark.parametrize("stopped", [True, False])
def test_a_line_that_will_not_be_said_soon_holds_up_none(
    database: Database, *, stopped: bool
) -> None:
    """Refused for good, or such that this release cannot make a message of it."""
    case = kept(database)
    told(database, "1", case=case, at=NOW)
    told(database, "2", case=case, at=NOW + timedelta(seconds=1))
    (first,) = claim(database, now=LATER)
    with database.writing() as connection:
        if stopped:
            claims.record_dead(connection, first, error="msg_too_long")
        else:
            given = {"error": claims.FAILED, "due_at": LATER + timedelta(minutes=5)}
            claims.record_failed(connection, first, in_doubt=True, **given)  # type: ignore[arg-type]

    assert [row.key for row in claim(database, now=LATER)] == ["step_line:2"]


def test_the_urgent_goes_before_what_waits_in_its_lane(database: Database) -> None:
    with database.writing() as connection:
        for number in range(120):
            outbox.enqueue(connection, message("card", str(number)), at=NOW)
        outbox.enqueue(connection, message("card", "injury", is_urgent=True), at=NOW)
    with database.writing() as connection:
        first, second = (
            claims.claim(connection, Lane.CHANNEL, now=NOW, limit=1)[0] for _ in range(2)
        )

    assert first.key == "card:injury"
    assert second.key != first.key


def test_what_became_urgent_stays_so_when_it_is_asked_for_again(database: Database) -> None:
    with database.writing() as connection:
        for once in ("1", "2"):
            outbox.enqueue(connection, message("card", once), at=NOW)
        outbox.enqueue(connection, message("card", "2", is_urgent=True), at=NOW)
        outbox.enqueue(connection, message("card", "2"), at=NOW)
        (first,) = claims.claim(connection, Lane.CHANNEL, now=NOW, limit=1)

    assert first.key == "card:2"
