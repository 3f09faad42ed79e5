"""The register as each reader gets it: who may, what is masked, what is sealed."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from bot.documents.typesetting.output import CannotWriteError
from bot.domain.cases.cases import Case, Complainant, ComplaintDraft, IncidentDraft, Status
from bot.domain.cases.taxonomy import Kind
from bot.domain.errors import NotAllowedError
from bot.domain.school.office import Office, Person
from bot.services.cases.filing import file_case
from bot.services.register.register_lines import BackwardPeriodError, Line, RegisterQuery
from bot.services.register.registers import Register, export, export_for
from storage.actions import actions
from storage.cases import cases, journal
from storage.database import Database
from storage.school import people, substitutes
from storage.tables import journal as journal_table
from tests.support.builders import (
    DIRECTION,
    NOW,
    OFFICE,
    QUALITY,
    TRAINER,
    complaint_draft,
    incident_draft,
    opened,
)
from tests.support.lives import action, case_in
from tests.support.substitutes import substitution

SOMEONE = Complainant(name="Mme Hortense Lavandine", contact="h.lavandine@example.org")


def filed(
    database: Database, draft: ComplaintDraft | IncidentDraft, *, office: Office = OFFICE
) -> Case:
    return file_case(opened(database, office=office), draft).case


def exported(database: Database, **given: Any) -> AbstractContextManager[Register]:
    return export(opened(database), RegisterQuery(**given))


def exported_for(person: str, database: Database, **given: Any) -> AbstractContextManager[Register]:
    return export_for(opened(database), RegisterQuery(**given), person=person)


def complaints(register: Register) -> list[Line]:
    return list(register.lines(Kind.COMPLAINT))


def test_by_default_nobody_is_named(database: Database) -> None:
    text = "Madame LAVANDINE (06 12 34 56 78, h.lavandine@example.org) attend, dit <@U0TRAINER>."
    filed(database, complaint_draft(complainant=SOMEONE, description=text))
    with exported(database) as register:
        (line,) = complaints(register)

    assert line.complainant is None
    assert line.case.recorded_by == "quality_manager-1"
    assert line.case.description == "Madame […] ([…], […]) attend, dit […]."


def test_a_member_named_in_full_is_masked_and_a_common_word_is_not(database: Database) -> None:
    with database.writing() as connection:
        people.remember(connection, [Person(id=TRAINER, name="Pierre Fontaine")])
    filed(database, complaint_draft(description="Pierre Fontaine a buté sur une pierre."))
    with exported(database) as register:
        (line,) = complaints(register)

    assert line.case.description == "[…] a buté sur une pierre."


def test_the_same_hand_has_the_same_label_all_through(database: Database) -> None:
    for reporter in (TRAINER, "U0OTHER", TRAINER, DIRECTION):
        filed(database, complaint_draft(reporter=reporter))
    with exported(database) as register:
        labels = [line.case.recorded_by for line in complaints(register)]

    assert labels == ["member-1", "member-2", "member-1", "training_manager-1"]


def test_names_are_given_when_asked_for(database: Database) -> None:
    with database.writing() as connection:
        people.remember(connection, [Person(id=QUALITY, name="Camille Duval")])
    filed(database, complaint_draft(complainant=SOMEONE, description="Mme Lavandine attend."))
    with exported(database, with_names=True) as register:
        (line,) = complaints(register)

    assert line.complainant == SOMEONE
    assert (line.case.recorded_by, line.case.description) == (
        "Camille Duval",
        "Mme Lavandine attend.",
    )


def test_what_the_steps_left_is_masked_too(database: Database) -> None:
    case = replace(
        case_in(Status.CLOSED, Kind.COMPLAINT),
        analysis="Mme Lavandine a raison.",
        followups=(
            replace(
                case_in(Status.CLOSED, Kind.COMPLAINT).followups[0], verbatim="Lavandine ravie"
            ),
        ),
    )
    with database.writing() as connection:
        cases.add(connection, case, submission_id=uuid4(), policy_version="test")
        cases.add_complainant(connection, case.id, SOMEONE)
    with exported(database) as register:
        (line,) = complaints(register)

    (followup,) = line.case.followups
    assert line.case.analysis == "Mme […] a raison."
    assert (followup.verbatim, followup.by) == ("[…] ravie", line.case.closed_by)


@pytest.mark.fault(23)
def test_a_confidential_case_is_a_line_without_a_word(database: Database) -> None:
    filed(database, complaint_draft(description="récit", session="SST", confidential=True))
    with exported(database, with_names=True) as register:
        (line,) = complaints(register)

    assert line.is_sealed
    assert (line.case.ref, line.case.description, line.case.session) == ("REC-2026-0001", "", None)


def test_who_stands_in_hears_nothing_of_a_confidential_case(database: Database) -> None:
    """Not even that there is one; of what else there is, as much as whom they stand in for."""
    filed(database, complaint_draft(description="récit", confidential=True))
    filed(database, complaint_draft(description="attente"))
    with database.writing() as connection:
        substitutes.add(connection, substitution(QUALITY, "U0KARIM"), by=QUALITY, at=NOW)
    with exported_for("U0KARIM", database) as register:
        lines = complaints(register)

    assert [(line.case.ref, line.is_sealed) for line in lines] == [("REC-2026-0002", False)]


def test_a_confidential_case_opens_to_its_handlers_only(database: Database) -> None:
    office = replace(OFFICE, confidential_handlers=("U0HANDLER",))
    managers = replace(office, quality_managers=(QUALITY, "U0HANDLER"))
    draft = complaint_draft(description="récit", reporter=TRAINER, confidential=True)
    filed(database, draft, office=managers)

    def read_by(person: str) -> str:
        with export_for(
            opened(database, office=managers), RegisterQuery(), person=person
        ) as register:
            return complaints(register)[0].case.description

    assert (read_by("U0HANDLER"), read_by(QUALITY)) == ("récit", "")


def test_training_managers_read_incidents_and_no_complaints(database: Database) -> None:
    filed(database, incident_draft())
    filed(database, complaint_draft())
    filed(database, complaint_draft(confidential=True))
    with exported_for(DIRECTION, database) as register:
        found = [line.case.ref for kind in Kind for line in register.lines(kind)]

    assert found == ["INC-2026-0001"]


@pytest.mark.parametrize(
    ("person", "with_names"), [(TRAINER, False), (TRAINER, True), (DIRECTION, True)]
)
def test_a_person_without_rights_gets_nothing(
    database: Database, person: str, *, with_names: bool
) -> None:
    with pytest.raises(NotAllowedError), exported_for(person, database, with_names=with_names):
        pytest.fail("the register was given")


def test_every_export_is_journalled(database: Database) -> None:
    with exported_for(QUALITY, database, with_names=True, first_day=date(2026, 11, 1)):
        pass
    with database.reading() as connection:
        head, flaw = journal.head_of(connection), journal.first_flaw(connection)

    assert (head.seq, flaw) == (1, None)


def test_days_are_the_offices(database: Database) -> None:
    at = datetime(2026, 10, 31, 23, 30, tzinfo=UTC)  # already November in Paris
    filed(database, complaint_draft(received_at=at))

    def number(**days: date) -> int:
        with exported(database, **days) as register:
            return len(complaints(register))

    assert number(first_day=date(2026, 11, 1), last_day=date(2026, 11, 1)) == 1
    assert number(last_day=date(2026, 10, 31)) == 0


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(BackwardPeriodError):
        RegisterQuery(first_day=date(2026, 11, 2), last_day=date(2026, 11, 1))


def test_what_is_filed_while_reading_is_not_seen(database: Database) -> None:
    filed(database, complaint_draft())
    with exported(database) as register:
        before = register.count(Kind.COMPLAINT)
        filed(database, complaint_draft())
        after = len(complaints(register))

    assert (before, after) == (1, 1)


def test_the_history_masks_people_and_words(database: Database) -> None:
    filed(database, complaint_draft(complainant=SOMEONE, description="Lavandine attend."))
    with exported(database) as register:
        (line,) = complaints(register)
        (entry,) = register.history(line)

    assert entry.actor == "quality_manager-1"
    assert entry.details is not None
    assert entry.details["description"] == "[…] attend."
    assert entry.details["ref"] == "REC-2026-0001"


def test_the_history_of_a_sealed_case_says_only_what_and_when(database: Database) -> None:
    filed(database, complaint_draft(description="récit", confidential=True))
    with exported(database) as register:
        (line,) = complaints(register)
        (entry,) = register.history(line)

    assert (entry.event, entry.details) == ("case_filed", {})


def test_a_progress_bar_is_told_how_many(database: Database) -> None:
    filed(database, complaint_draft())
    told: list[int] = []

    def watch(lines: Any, total: int) -> Any:
        told.append(total)
        return lines

    with export(opened(database), RegisterQuery(), watch=watch) as register:
        complaints(register)

    assert told == [1]


def test_a_manager_complained_about_does_not_learn_who_complains(database: Database) -> None:
    case = case_in(Status.RECEIVED, Kind.COMPLAINT, concerned_people=(QUALITY,))
    kept = replace(case, recorded_by=QUALITY, description="Mme Lavandine attend.")
    with database.writing() as connection:
        cases.add(connection, kept, submission_id=uuid4(), policy_version="test")
        cases.add_complainant(connection, kept.id, SOMEONE)
        journal.append(
            connection,
            "case_filed",
            at=NOW,
            actor=QUALITY,
            case_id=kept.id,
            details={"description": kept.description},
        )
    with exported_for(QUALITY, database, with_names=True) as register:
        (line,) = complaints(register)
        (entry,) = register.history(line)

    assert line.complainant is None
    assert line.case.description == "Mme […] attend."
    assert entry.details == {"description": "Mme […] attend."}


def test_actions_are_told_with_labels_and_sealed_with_their_case(database: Database) -> None:
    secret = case_in(Status.TAKEN_CHARGE, Kind.INCIDENT, confidential=True)
    with database.writing() as connection:
        cases.add(connection, secret, submission_id=uuid4(), policy_version="test")
        planned = action(id=uuid4(), ref="ACT-2026-0001", title="Rappeler le 06 12 34 56 78")
        hidden = action(id=uuid4(), ref="ACT-2026-0002", case_id=secret.id)
        for one in (planned, hidden):
            actions.add(connection, one)
    with exported(database) as register:
        first, second = register.actions()

    assert (first.action.title, first.action.owner) == ("Rappeler le […]", "member-1")
    assert (second.is_sealed, second.action.title, second.action.owner) == (True, "", "")


def test_actions_are_those_created_in_the_period(database: Database) -> None:
    with database.writing() as connection:
        actions.add(connection, action(created_at=NOW))

    def number(**days: date) -> int:
        with exported(database, **days) as register:
            return len(list(register.actions()))

    assert number(first_day=NOW.date(), last_day=NOW.date()) == 1
    assert number(last_day=date(2026, 11, 12)) == 0


def test_training_managers_read_their_own_actions(database: Database) -> None:
    with database.writing() as connection:
        actions.add(connection, action(id=uuid4(), ref="ACT-2026-0001", owner=DIRECTION))
        actions.add(connection, action(id=uuid4(), ref="ACT-2026-0002", owner=TRAINER))
    with exported_for(DIRECTION, database) as register:
        found = [line.action.ref for line in register.actions()]

    assert found == ["ACT-2026-0001"]


@pytest.mark.parametrize("open_register", [exported, partial(exported_for, QUALITY)])
def test_an_export_is_journalled_once_it_is_made_and_not_when_it_fails(
    database: Database, open_register: Callable[[Database], AbstractContextManager[Register]]
) -> None:
    filed(database, complaint_draft())
    for _ in range(3):
        with pytest.raises(CannotWriteError):
            fail_in(open_register(database))
    failed = journalled(database)
    with open_register(database) as register:
        complaints(register)

    assert failed == []
    assert journalled(database) == ["register_exported"]


def fail_in(opened: AbstractContextManager[Register]) -> None:
    """Read a register, and find that its file cannot be written."""
    with opened as register:
        complaints(register)
        raise CannotWriteError


def journalled(database: Database) -> list[str]:
    """The exports that the journal tells of."""
    exported = journal_table.c.event.endswith("_exported")
    query = select(journal_table.c.event).where(exported).order_by(journal_table.c.seq)
    with database.reading() as connection:
        return list(connection.scalars(query))
