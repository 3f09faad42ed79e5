"""An anonymised case says nothing any more, and counts as it did."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from bot.domain.actions.actions import ActionStatus
from bot.domain.calendar.periods import Month
from bot.domain.cases.cases import Complainant, Status, UploadedFile
from bot.domain.cases.taxonomy import Kind
from bot.domain.errors import CaseNotFoundError
from bot.domain.register.texts import ERASED
from bot.services.cases.erasing import CaseStillOpenError, anonymise_case
from bot.services.cases.lists import search_cases
from storage.actions import actions
from storage.cases import cases, journal
from storage.database import Database
from storage.reports.figures import read_figures
from tests.support.builders import OFFICE, QUALITY, opened
from tests.support.lives import NOW, RECEIVED_AT, action, case_in, external

REF = "REC-2026-0001"
FILE = UploadedFile(slack_id="F1", name="lavandine.pdf", url="u", size=1)
TEXT = "Madame Lavandine attend son attestation"


def kept(database: Database, status: Status = Status.CLOSED) -> UUID:
    """A complaint of whom and of which everything is known."""
    case = replace(case_in(status, Kind.COMPLAINT), id=uuid4(), ref=REF, description=TEXT)
    with database.writing() as connection:
        cases.add(connection, case, submission_id=uuid4(), policy_version="test")
        cases.add_complainant(connection, case.id, Complainant(name="Hortense Lavandine"))
        cases.add_files(connection, case.id, [FILE])
        settled = {"status": ActionStatus.EFFECTIVE, "findings": TEXT, "case_id": case.id}
        actions.add(connection, action(id=uuid4(), title=TEXT, **settled))
        for event in ("case_filed", "add_note"):
            details = {"text": TEXT}
            journal.append(
                connection, event, at=NOW, actor=QUALITY, case_id=case.id, details=details
            )
    return case.id


@pytest.mark.fault(25)
def test_its_words_are_gone_from_everywhere_and_the_chain_is_whole(database: Database) -> None:
    case_id = kept(database)
    found_before = opened(database).read(search_cases, "Lavandine", reader=QUALITY).hits
    opened(database, now=NOW).write(anonymise_case, REF)
    found_after = opened(database).read(search_cases, "Lavandine", reader=QUALITY).hits
    with database.reading() as connection:
        case = cases.by_id(connection, case_id)
        entries = journal.entries_of(connection, case_id, limit=9)
        (done,) = actions.of_case(connection, case_id)
        complainant = cases.complainant_of(connection, case_id)
        files = cases.files_of(connection, case_id)
        flaw = journal.first_flaw(connection)
    said = repr((case, entries, done))

    assert (len(found_before), found_after) == (1, ())
    assert case is not None
    assert (case.ref, case.description, case.status) == (REF, ERASED, Status.CLOSED)
    assert "Lavandine" not in said
    assert (complainant, files) == (None, ())
    assert entries[0].event == "case_anonymised"
    assert flaw is None


@pytest.mark.fault(25)
def test_its_figures_stay(database: Database) -> None:
    kept(database)
    month = Month.of(RECEIVED_AT, OFFICE.zone)

    def figures() -> object:
        with database.reading() as connection:
            return read_figures(connection, month, now=NOW, zone=OFFICE.zone)

    before = figures()
    opened(database, now=NOW).write(anonymise_case, REF)

    assert figures() == before


def test_a_settled_case_on_which_others_wait_is_refused_until_that_is_seen_to(
    database: Database,
) -> None:
    case_id = kept(database)
    with database.writing() as connection:
        case = cases.for_update(connection, case_id)
        assert case is not None
        cases.save(connection, replace(case, external_deadlines=(external(),)))
    with pytest.raises(CaseStillOpenError, match="others still wait"):
        opened(database, now=NOW).write(anonymise_case, REF)
    with database.writing() as connection:
        done = external(settled_at=NOW, settled_by=QUALITY)
        cases.save(connection, replace(case, external_deadlines=(done,)))

    assert opened(database, now=NOW).write(anonymise_case, REF).hashes == ()


def test_an_open_case_and_an_unknown_one_are_refused(database: Database) -> None:
    kept(database, Status.UNDER_REVIEW)

    with pytest.raises(CaseStillOpenError):
        opened(database, now=NOW).write(anonymise_case, REF)
    with pytest.raises(CaseNotFoundError):
        opened(database, now=NOW).write(anonymise_case, "REC-2026-0099")
