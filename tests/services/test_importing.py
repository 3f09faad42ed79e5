"""An import is all or nothing, leaves its trace, and changes nothing a second time."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.cases import Case, Complainant, Status
from bot.domain.imported import ImportedCase
from bot.domain.office import Office
from bot.domain.taxonomy import Category, Channel, Kind, Party, Severity
from bot.services.auditing import audit_plans
from bot.services.importing import ImportCount, NobodyToRecordError, count_new, import_cases
from storage import cases, claims, journal, search
from storage.database import Database
from tests.support.builders import NOW, OFFICE, QUALITY


def row(number: int, **given: Any) -> ImportedCase:
    """A complaint of an older register, unless told otherwise."""
    usual: dict[str, Any] = {
        "key": f"R-{number}",
        "source_ref": f"R-{number}",
        "kind": Kind.COMPLAINT,
        "received_at": NOW - timedelta(days=200 - number),
        "description": f"Attestation {number}",
        "party": Party.TRAINEE,
        "channel": Channel.EMAIL,
        "severity": Severity.MINOR,
    }
    return ImportedCase(**usual | given)


def imported(database: Database, *rows: ImportedCase, office: Office = OFFICE) -> ImportCount:
    return import_cases(database, rows, source="registre.csv", defaults=office, now=NOW)


def case_of(database: Database, ref: str) -> Case:
    with database.reading() as connection:
        found = cases.by_ref(connection, ref)
    assert found is not None
    return found


def test_rows_become_cases_in_their_order(database: Database) -> None:
    done = imported(database, *(row(number) for number in range(1, 1_003)))
    last = case_of(database, "REC-2026-1002")

    assert (done.added, done.known) == (1_002, 0)
    assert last.description == "Attestation 1002"
    assert (last.recorded_at, last.recorded_by) == (NOW, QUALITY)


def test_a_second_time_changes_nothing(database: Database) -> None:
    imported(database, row(1), row(2))
    done = imported(database, row(1), row(2), row(3))

    assert (done.added, done.known) == (1, 2)
    assert case_of(database, "REC-2026-0003").description == "Attestation 3"


def test_references_go_on_where_filing_left_them(database: Database) -> None:
    imported(database, row(1), row(2, kind=Kind.INCIDENT))
    imported(database, row(3), row(4, kind=Kind.INCIDENT))

    assert case_of(database, "REC-2026-0002").description == "Attestation 3"
    assert case_of(database, "INC-2026-0002").description == "Attestation 4"


def test_the_same_key_may_stand_for_a_complaint_and_an_incident(database: Database) -> None:
    assert imported(database, row(1), row(1, kind=Kind.INCIDENT)).added == 2


def test_a_fault_in_the_middle_leaves_nothing(database: Database) -> None:
    def rows() -> Iterator[ImportedCase]:
        yield from (row(number) for number in range(1, 900))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        import_cases(database, rows(), source="r.csv", defaults=OFFICE, now=NOW)
    with database.reading() as connection:
        head = journal.head_of(connection)

    assert head.seq == 0
    assert imported(database, row(1)).added == 1
    assert case_of(database, "REC-2026-0001").description == "Attestation 1"


def test_each_case_is_journalled_and_the_chain_holds(database: Database) -> None:
    imported(database, row(1), row(2))
    case = case_of(database, "REC-2026-0002")
    with database.reading() as connection:
        (entry,) = journal.history_of(connection, case.id)
        flaw, head = journal.first_flaw(connection), journal.head_of(connection)

    assert (entry.event, entry.actor) == ("case_imported", QUALITY)
    assert entry.details is not None
    assert (entry.details["source_ref"], entry.details["file"]) == ("R-2", "registre.csv")
    assert (flaw, head.seq) == (None, 3)


def test_only_open_cases_get_a_card(database: Database) -> None:
    imported(database, row(1), row(2, closed_at=NOW))
    with database.writing() as connection:
        (claimed,) = claims.claim(connection, claims.Lane.CHANNEL, now=NOW, limit=10)

    assert claimed.case_id == case_of(database, "REC-2026-0001").id


def test_open_cases_have_their_reminders(database: Database) -> None:
    imported(database, row(1), row(2, closed_at=NOW))

    assert audit_plans(database, now=NOW, defaults=OFFICE).unplanned == 0


def test_an_imported_case_is_found_by_its_words(database: Database) -> None:
    imported(database, row(1, description="Vidéoprojecteur en panne"))
    with database.reading() as connection:
        (hit,) = search.matching(
            connection, "videoprojecteur", reader=QUALITY, office=OFFICE, limit=5
        )

    assert hit.case.ref == "REC-2026-0001"


def test_what_is_known_of_a_case_is_kept(database: Database) -> None:
    someone = Complainant(name="Mme Test", contact=None)
    told = replace(
        row(1),
        complainant=someone,
        category=Category.CONDUCT_VHD,
        proposed_at=NOW,
        solution="Envoi",
        closed_at=NOW,
    )
    imported(database, told)
    case = case_of(database, "REC-2026-0001")
    with database.reading() as connection:
        complainant = cases.complainant_of(connection, case.id)

    assert complainant == someone
    assert (case.status, case.solution, case.proposed_at) == (Status.CLOSED, "Envoi", NOW)
    assert case.severity is Severity.MAJOR  # never less for this category
    assert case.ack_due_at == case.received_at + timedelta(hours=48)


def test_counting_writes_nothing(database: Database) -> None:
    imported(database, row(1))
    counted = count_new(database, [row(1), row(2), row(3, closed_at=NOW)])
    with database.reading() as connection:
        head = journal.head_of(connection)

    assert (counted.added, counted.known, counted.still_open) == (2, 1, 1)
    assert head.seq == 2


def test_somebody_has_to_answer_for_it(database: Database) -> None:
    with pytest.raises(NobodyToRecordError):
        imported(database, row(1), office=replace(OFFICE, quality_managers=()))
