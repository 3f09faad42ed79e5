"""Similar cases are for who leads a case; linking them is written in both."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from bot.domain.cases.cases import Case, Status
from bot.domain.errors import CaseNotFoundError, NotAllowedError
from bot.services.cases.lists import link_cases, similar_cases
from storage.cases import cases, journal
from storage.database import Database
from tests.support.builders import DIRECTION, QUALITY, TRAINER, opened
from tests.support.cases import complaint, incident

pytestmark = pytest.mark.one_database

TEXT = "Attestation SST toujours pas reçue cinq semaines après la formation"


def kept(database: Database, ref: str, **given: Any) -> Case:
    make = incident if ref.startswith("INC") else complaint
    case: Case = make(**{"id": uuid4(), "ref": ref, "description": TEXT} | given)
    with database.writing() as connection:
        cases.add(connection, case, submission_id=uuid4(), policy_version="test")
    return case


def like(database: Database, case: Case, reader: str = QUALITY) -> set[str]:
    found = opened(database).read(similar_cases, case, reader=reader)
    return {one.ref for one in found}


def linked(database: Database, case: Case, ref: str, actor: str = QUALITY) -> bool:
    return opened(database).write(link_cases, case.id, ref, actor=actor)


def as_kept(database: Database, ref: str) -> Case:
    with database.reading() as connection:
        case = cases.by_ref(connection, ref)
    assert case is not None
    return case


def test_only_cases_of_the_same_kind_and_time_that_tell_nothing_secret_are_shown(
    database: Database,
) -> None:
    case = kept(database, "REC-2026-0001")
    kept(database, "REC-2026-0002", received_at=case.received_at - timedelta(days=89))
    kept(database, "REC-2026-0003", status=Status.CLOSED)
    kept(database, "REC-2026-0004", received_at=case.received_at - timedelta(days=91))
    kept(database, "REC-2026-0005", confidential=True, handlers=(QUALITY,))
    kept(database, "REC-2026-0006", status=Status.DUPLICATE)
    kept(database, "INC-2026-0001")

    assert like(database, case) == {"REC-2026-0002", "REC-2026-0003"}


def test_who_does_not_lead_the_case_is_shown_none(database: Database) -> None:
    case = kept(database, "REC-2026-0001", owner=TRAINER)
    kept(database, "REC-2026-0002", owner=TRAINER)

    assert like(database, case, TRAINER) == set()
    assert like(database, case, DIRECTION) == set()
    assert like(database, replace(case, status=Status.CLOSED)) == set()
    assert like(database, replace(case, confidential=True)) == set()


@pytest.mark.both_databases
def test_linking_is_written_in_both_cases_once(database: Database) -> None:
    case, other = kept(database, "REC-2026-0001"), kept(database, "REC-2026-0002")
    first, again = linked(database, case, "rec-2026-0002"), linked(database, case, other.ref)
    with database.reading() as connection:
        events = [
            entry.event
            for one in (case, other)
            for entry in journal.entries_of(connection, one.id, limit=5)
        ]
    after = as_kept(database, case.ref)

    assert (first, again) == (True, False)
    assert after.related_refs == (other.ref,)
    assert as_kept(database, other.ref).related_refs == (case.ref,)
    assert events == ["cases_linked", "cases_linked"]
    assert like(database, after) == set()


def test_who_does_not_lead_both_cannot_link_them(database: Database) -> None:
    case = kept(database, "REC-2026-0001")
    kept(database, "REC-2026-0002", confidential=True, handlers=("U0OTHER",))

    with pytest.raises(NotAllowedError):
        linked(database, case, "REC-2026-0002")
    with pytest.raises(NotAllowedError):
        linked(database, case, "REC-2026-0002", TRAINER)
    for nothing in (case.ref, "REC-2026-9999"):
        with pytest.raises(CaseNotFoundError):
            linked(database, case, nothing)
