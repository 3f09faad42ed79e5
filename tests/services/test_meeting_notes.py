"""The meeting decides, and it is kept: actions, minutes, lines under the summary, the journal."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Connection, select, update

from bot.domain.actions.actions import Action, ActionOrigin
from bot.domain.calendar.periods import Month
from bot.domain.cases.refusals import IllegalStepError
from bot.domain.errors import NotAllowedError
from bot.domain.reports.meeting_notes import Discussed, Minutes, MinutesDraft
from bot.domain.school.office import Person
from bot.services.reports.meeting_notes import decide, look_at_meeting, write_minutes
from bot.services.reports.summaries import publish_summary
from storage import tables
from storage.database import Database
from storage.reports import minutes
from storage.school import people
from tests.support.builders import QUALITY, TRAINER, opened
from tests.support.casework import SCHOOL, waiting
from tests.support.lives import ACTION_DRAFT, NOW

pytestmark = pytest.mark.one_database

OCTOBER = Month(year=2026, month=10)
DISCUSSED = Discussed(month=OCTOBER, edition=1)
WRITTEN = MinutesDraft(
    held_on=date(2026, 11, 3), participants=(QUALITY, TRAINER), text="Le bilan a été lu."
)


def worded(written: Minutes, names: Mapping[str, str]) -> str:
    """A document that shows what it was made of."""
    refs = [one.ref for one in written.decided]
    return f"{written.edition} {written.text} {sorted(names.values())} {refs}"


@pytest.fixture
def told(database: Database) -> Database:
    """A school whose October was told to the channel."""
    publish_summary(opened(database, now=NOW, office=SCHOOL), OCTOBER, edition=1, actor=QUALITY)
    return database


def decided(database: Database, submission: UUID | None = None, **given: Any) -> Action | None:
    asked: dict[str, Any] = {"origin": ActionOrigin.DECISION, "actor": QUALITY} | given
    return opened(database, now=NOW, office=SCHOOL).write(
        decide, ACTION_DRAFT, DISCUSSED, submission_id=submission or uuid4(), **asked
    )


def write(database: Database, draft: MinutesDraft, *, actor: str = QUALITY) -> Minutes | None:
    return opened(database, office=SCHOOL).write(
        write_minutes,
        draft,
        DISCUSSED,
        worded=worded,
        actor=actor,
        submission_id=uuid4(),
    )


def last_entry(connection: Connection) -> tuple[str, dict[str, Any]]:
    """The journal's latest event, and what it says."""
    query = select(tables.journal.c.event, tables.journal.c.details)
    row = connection.execute(query.order_by(tables.journal.c.seq.desc()).limit(1)).one()
    return row.event, json.loads(row.details)


def in_thread(database: Database) -> list[dict[str, Any]]:
    return [dict(row.details or {}) for row in waiting(database) if row.kind == "meeting_line"]


def test_a_summary_in_the_channel_brings_its_questions_along(told: Database) -> None:
    (row,) = [row for row in waiting(told) if row.kind == "meeting_questions"]

    assert row.details == {"period": "2026-10", "edition": 1}


@pytest.mark.both_databases
def test_a_decision_is_an_action_of_the_plan_told_under_the_summary(told: Database) -> None:
    action = decided(told)
    assert action is not None
    with told.reading() as connection:
        event, details = last_entry(connection)

    assert (action.origin, action.period, action.is_in_plan) == (
        ActionOrigin.DECISION,
        "2026-10",
        True,
    )
    assert in_thread(told) == [{"period": "2026-10", "edition": 1, "action_id": str(action.id)}]
    assert (event, details["period"]) == ("action_add", "2026-10")


def test_the_same_decision_sent_twice_is_one(told: Database) -> None:
    submission = uuid4()
    both = [decided(told, submission) for _ in range(2)]

    assert [one is None for one in both] == [False, True]
    assert len(in_thread(told)) == 1


def test_only_quality_managers_note_what_the_meeting_decided(told: Database) -> None:
    with pytest.raises(NotAllowedError):
        decided(told, actor=TRAINER)
    with pytest.raises(NotAllowedError):
        write(told, WRITTEN, actor=TRAINER)
    with pytest.raises(NotAllowedError):
        opened(told, office=SCHOOL).read(look_at_meeting, DISCUSSED, reader=TRAINER)


def test_minutes_are_frozen_with_the_names_the_decisions_and_a_fingerprint(told: Database) -> None:
    with told.writing() as connection:
        people.remember(connection, [Person(id=QUALITY, name="Quentin Alizé")])
    action = decided(told)
    assert action is not None
    written = write(told, WRITTEN)
    assert written is not None
    with told.reading() as connection:
        kept = minutes.read_minutes(connection, OCTOBER, 1)
        event, details = last_entry(connection)

    assert kept == written
    assert kept.document == f"1 Le bilan a été lu. ['Quentin Alizé'] ['{action.ref}']"
    assert kept.fingerprint == minutes.fingerprint_of(kept.document)
    assert (event, details["fingerprint"]) == ("minutes_frozen", kept.fingerprint)
    assert [one["minutes"] for one in in_thread(told) if "minutes" in one] == [1]


def test_minutes_written_again_are_another_edition_and_the_first_stays(told: Database) -> None:
    first = write(told, WRITTEN)
    corrected = replace(WRITTEN, text="Le bilan a été lu et adopté.")
    second = write(told, corrected)
    with told.reading() as connection:
        kept = minutes.read_minutes(connection, OCTOBER, 1)
        latest = minutes.latest(connection, OCTOBER)

    assert kept == first
    assert latest == second
    assert second is not None
    assert second.edition == 2


@pytest.mark.both_databases
def test_minutes_that_somebody_changed_are_not_read_as_if_nothing_had_happened(
    told: Database,
) -> None:
    write(told, WRITTEN)
    with told.writing() as connection:
        connection.execute(update(tables.minutes).values(document="autre chose"))

    with told.reading() as connection, pytest.raises(minutes.MinutesChangedError):
        minutes.latest(connection, OCTOBER)


def test_empty_minutes_are_refused(told: Database) -> None:
    nothing = replace(WRITTEN, text="  ")

    with pytest.raises(IllegalStepError):
        write(told, nothing)


def test_nobody_who_left_is_given_a_decision(told: Database) -> None:
    with told.writing() as connection:
        people.remember(connection, [Person(id=TRAINER, name="Fanny", is_deleted=True)])

    with pytest.raises(IllegalStepError) as caught:
        decided(told)

    assert caught.value.refusal.field == "owner"
