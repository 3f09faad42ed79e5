"""Settled cases are due when their time is over, and held while they are needed."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from bot.domain.actions.actions import ActionStatus
from bot.domain.cases.cases import Case, Status
from bot.domain.cases.taxonomy import Kind
from bot.domain.register.retention import Hold, RetentionRule
from bot.services.cases.erasing import anonymise_case
from bot.services.cases.retaining import due_cases
from storage.actions import actions
from storage.cases import cases
from storage.database import Database
from tests.support.builders import opened
from tests.support.lives import NOW, action, case_in, external

THREE_YEARS, FIVE_YEARS = timedelta(days=3 * 366), timedelta(days=5 * 366)


def kept(database: Database, ref: str, kind: Kind, status: Status, **given: object) -> Case:
    case = replace(case_in(status, kind), id=uuid4(), ref=ref, **given)  # type: ignore[arg-type]
    with database.writing() as connection:
        cases.add(connection, case, submission_id=uuid4(), policy_version="test")
    return case


def test_what_is_due_is_named_with_its_rule_and_what_holds_it(database: Database) -> None:
    closed = {"closed_at": NOW, "recorded_at": NOW}
    free = kept(database, "REC-2026-0001", Kind.COMPLAINT, Status.CLOSED, **closed)
    waits = {"external_deadlines": (external(),)}
    kept(database, "REC-2026-0002", Kind.COMPLAINT, Status.CLOSED, **closed | waits)
    kept(database, "REC-2026-0003", Kind.COMPLAINT, Status.UNDER_REVIEW)
    hurt = closed | {"injury": True}
    injured = kept(database, "INC-2026-0001", Kind.INCIDENT, Status.CLOSED, **hurt)
    with database.writing() as connection:
        unsettled = {"case_id": injured.id, "status": ActionStatus.DONE}
        actions.add(connection, action(id=uuid4(), **unsettled))
    soon = opened(database, now=NOW + timedelta(days=3 * 364)).read(due_cases)
    due = opened(database, now=NOW + THREE_YEARS).read(due_cases)
    later = opened(database, now=NOW + FIVE_YEARS)
    later.write(anonymise_case, free.ref)
    rest = later.read(due_cases)

    assert soon == ()
    assert [(one.ref, one.rule, one.holds) for one in due] == [
        ("REC-2026-0001", RetentionRule.COMPLAINT, ()),
        ("REC-2026-0002", RetentionRule.COMPLAINT, (Hold.OUTSIDE,)),
    ]
    assert due[0].since.year == NOW.year + 3
    assert [(one.ref, one.holds) for one in rest] == [
        ("REC-2026-0002", (Hold.OUTSIDE,)),
        ("INC-2026-0001", (Hold.ACTION,)),
    ]
