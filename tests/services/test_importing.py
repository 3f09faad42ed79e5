"""An import is all or nothing, leaves its trace, and changes nothing a second time."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.cases.cases import Case, Complainant, Status
from bot.domain.cases.taxonomy import Category, Channel, Kind, Party, Severity
from bot.domain.register.imported import ImportedCase
from bot.domain.school.office import Office
from bot.services.deadlines.planning_again import audit_plans
from bot.services.register.importing import ImportCount, NobodyToRecordError, import_cases
from bot.services.register.register_matching import Match, match_rows
from storage.cases import cases, journal, search
from storage.database import Database
from storage.messages import claims
from tests.support.builders import NOW, OFFICE, QUALITY, opened

pytestmark = pytest.mark.one_database


def row(number: int, **given: Any) -> ImportedCase:
    """A complaint of an older register, unless told otherwise."""
    key = f"R-{number}"
    usual: dict[str, Any] = {
        "kind": Kind.COMPLAINT,
        "received_at": NOW - timedelta(days=200 - number),
        "description": f"Attestation {number}",
        "party": Party.TRAINEE,
        "channel": Channel.EMAIL,
        "severity": Severity.MINOR,
    }
    apart = {name: given[name] for name in ("complainant", "settled_as") if name in given}
    told = {name: value for name, value in given.items() if name not in apart}
    facts = usual | told
    kind = facts.pop("kind")
    return ImportedCase(key=key, source_ref=key, kind=kind, facts=facts, **apart)


def imported(database: Database, *rows: ImportedCase, office: Office = OFFICE) -> ImportCount:
    return opened(database, office=office).write(import_cases, rows, source="registre.csv")


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


@pytest.mark.both_databases
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
        opened(database).write(import_cases, rows(), source="r.csv")
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


@pytest.mark.both_databases
def test_open_cases_have_their_reminders(database: Database) -> None:
    imported(database, row(1), row(2, closed_at=NOW))

    assert audit_plans(opened(database)).unplanned == 0


def test_an_imported_case_is_found_by_its_words(database: Database) -> None:
    imported(database, row(1, description="Vidéoprojecteur en panne"))
    with database.reading() as connection:
        (hit,) = search.matching(
            connection, "videoprojecteur", reader=QUALITY, office=OFFICE, limit=5
        )

    assert hit.case.ref == "REC-2026-0001"


@pytest.mark.both_databases
def test_what_is_known_of_a_case_is_kept(database: Database) -> None:
    someone = Complainant(name="Mme Test", contact=None)
    told = row(
        1,
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


def test_matching_writes_nothing(database: Database) -> None:
    imported(database, row(1))
    verdicts = opened(database).read(match_rows, [row(1), row(2)])
    with database.reading() as connection:
        head = journal.head_of(connection)

    assert [one.match for one in verdicts] == [Match.KNOWN, Match.NEW]
    assert head.seq == 2


def test_somebody_has_to_answer_for_it(database: Database) -> None:
    with pytest.raises(NobodyToRecordError):
        imported(database, row(1), office=replace(OFFICE, quality_managers=()))
