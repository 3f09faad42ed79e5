"""The inbox keeps each event once, until somebody has dealt with it."""

from storage.cases import inbox
from storage.database import Database
from tests.support.all_at_once import all_at_once
from tests.support.builders import NOW


def receive(database: Database, event_id: str = "Ev1") -> bool:
    with database.writing() as connection:
        return inbox.receive(connection, event_id, {"text": "é"}, at=NOW)


def left(database: Database, *, after: int = 1) -> list[str]:
    now = NOW + after * inbox.PATIENCE
    with database.writing() as connection:
        return [event.event_id for event in inbox.claim_left(connection, now=now, limit=10)]


def test_an_event_is_kept_once_however_often_it_is_said(database: Database) -> None:
    kept = all_at_once(lambda _: receive(database), range(8), threads=8)

    assert sorted(kept) == [False] * 7 + [True]


def test_its_listener_has_a_minute_before_it_is_taken_over(database: Database) -> None:
    receive(database)

    assert left(database, after=0) == []
    assert left(database) == ["Ev1"]
    assert left(database) == []  # somebody has it
    assert left(database, after=2) == ["Ev1"]


def test_what_was_dealt_with_is_not_left(database: Database) -> None:
    receive(database)
    with database.writing() as connection:
        inbox.record_done(connection, "Ev1")

    assert left(database) == []
    assert not receive(database)


def test_looking_for_what_is_left_writes_nothing(database: Database) -> None:
    receive(database)
    with database.reading() as connection:
        assert not inbox.is_any_left(connection, now=NOW)
        assert inbox.is_any_left(connection, now=NOW + inbox.PATIENCE)
