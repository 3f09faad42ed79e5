"""The journal's chain: whole when nobody touched it, and telling where somebody did."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from sqlalchemy import delete, update

from storage.cases import cases
from storage.cases import journal as journal_of
from storage.database import Database
from storage.tables import journal, journal_head
from tests.support.builders import NOW, QUALITY
from tests.support.lives import complaint


@pytest.fixture
def three_entries(database: Database) -> Database:
    with database.writing() as connection:
        for number in range(3):
            journal_of.append(
                connection, "noted", at=NOW, actor=QUALITY, details={"text": f"note {number}"}
            )
    return database


def flaw_of(database: Database) -> journal_of.Flaw | None:
    with database.reading() as connection:
        return journal_of.first_flaw(connection)


def test_an_untouched_chain_holds(three_entries: Database) -> None:
    assert flaw_of(three_entries) is None


def test_an_empty_journal_holds(database: Database) -> None:
    assert flaw_of(database) is None


@pytest.mark.parametrize(
    ("tamper", "reason"),
    [
        (lambda: update(journal).where(journal.c.seq == 2).values(actor="U0X"), "entry changed"),
        (
            lambda: update(journal).where(journal.c.seq == 2).values(details='{"text": "x"}'),
            "details changed",
        ),
        (lambda: delete(journal).where(journal.c.seq == 2), "missing"),
    ],
)
def test_the_first_broken_entry_is_named(
    three_entries: Database, tamper: Callable[[], object], reason: str
) -> None:
    with three_entries.writing() as connection:
        connection.execute(tamper())  # type: ignore[call-overload]

    assert flaw_of(three_entries) == journal_of.Flaw(seq=2, reason=reason)


def test_a_tail_cut_off_is_missed(three_entries: Database) -> None:
    with three_entries.writing() as connection:
        connection.execute(delete(journal).where(journal.c.seq == 3))

    assert flaw_of(three_entries) == journal_of.Flaw(seq=3, reason="missing")


@pytest.mark.fault(25)
def test_what_a_person_wrote_may_go_with_an_erasure_and_not_without(database: Database) -> None:
    case, gone = complaint(), {"details": None, "salt": None}
    with database.writing() as connection:
        cases.add(connection, case, submission_id=uuid4(), policy_version="test")
        for event in ("noted", "noted", "case_anonymised"):
            journal_of.append(connection, event, at=NOW, actor=QUALITY, case_id=case.id)
        connection.execute(update(journal).where(journal.c.seq < 3).values(gone))
    erased = flaw_of(database)
    with database.writing() as connection:
        connection.execute(update(journal).values(gone))

    assert erased is None
    assert flaw_of(database) == journal_of.Flaw(seq=3, reason="details missing")


def test_a_transaction_that_fails_leaves_no_entry(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.writing() as connection:
        journal_of.append(connection, "noted", at=NOW, actor=str(1 // 0))

    with database.reading() as connection:
        head = connection.execute(journal_head.select()).one()

    assert head.seq == 0
