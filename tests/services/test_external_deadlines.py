"""Dates that others set: noted by hand, recalled like our own promises, done once."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from bot.domain.actions.listings import Scope
from bot.domain.cases.cases import Case, Status
from bot.domain.cases.refusals import IllegalStepError, Missing, Reason
from bot.domain.cases.taxonomy import Kind
from bot.domain.cases.traces import ExternalKind
from bot.domain.deadlines.open_deadlines import open_deadlines_of
from bot.domain.deadlines.reminders import Snooze
from bot.domain.school.policies import DeadlineKind
from bot.domain.steps.decisions import StepCommand
from bot.domain.steps.ending import Close
from bot.domain.steps.lifecycles import Step
from bot.domain.steps.outside import NoteExternal, SettleExternal
from bot.services.deadlines.planning import put_off
from bot.services.deadlines.planning_again import audit_plans
from storage.cases.case_lists import ListQuery, page_of
from storage.database import Database
from storage.deadlines import open_deadlines
from storage.tables import reminders
from tests.support.builders import DIRECTION, OFFICE, QUALITY, TRAINER, complaint_draft, opened
from tests.support.casework import SCHOOL, case_now, history, keep, kept
from tests.support.casework import take as take_in
from tests.support.desk import Desk
from tests.support.lives import case_in, example, external
from tests.support.times import paris

pytestmark = pytest.mark.one_database

PILOT = "U0PILOTE"
TUESDAY = paris("2026-11-17 15:00")
FRIDAY = paris("2026-11-27 16:00")
DAY = timedelta(days=1)
LETTER = NoteExternal(kind=ExternalKind.FUNDER, what="courrier de l'OPCO du 12", due_at=FRIDAY)


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database)


def noted(desk: Desk, wanted: NoteExternal = LETTER, **given: Any) -> Case:
    """A complaint answered long ago, of which somebody else still waits for something."""
    draft = complaint_draft(received_at=TUESDAY)
    owned = {"owner": PILOT, "ack_sent_at": TUESDAY, "status": Status.UNDER_REVIEW}
    case = desk.file(draft, at=TUESDAY, **owned | given)
    taken = take(desk, case, wanted, at=TUESDAY)
    desk.send(TUESDAY)
    return taken


def take(desk: Desk, case: Case, wanted: StepCommand, *, at: datetime) -> Case:
    return take_in(desk.database, case, wanted, actor=QUALITY, now=at, office=SCHOOL).case


def settled(case: Case, at: datetime, **given: Any) -> SettleExternal:
    (one,) = case.external_deadlines
    return SettleExternal(deadline_id=one.id, at=at, note="recommandé parti", **given)


def heard(desk: Desk, first: datetime, last: datetime) -> list[tuple[datetime, str | None]]:
    """When and to whom the outside deadline is recalled."""
    told = desk.days(first, last, every=timedelta(hours=1))
    about = [(at, one) for at, one in told if any(r.rule.startswith("ext") for r in one.about)]
    return [(at, one.to) for at, one in about]


def test_it_is_recalled_on_its_ladder_to_the_owner_and_then_higher(desk: Desk) -> None:
    noted(desk)

    assert heard(desk, TUESDAY, paris("2026-12-01 12:00")) == [
        (paris("2026-11-20 16:00"), PILOT),
        (paris("2026-11-25 16:00"), PILOT),
        (paris("2026-11-26 16:00"), PILOT),
        (paris("2026-11-27 12:00"), PILOT),
        (paris("2026-11-27 16:00"), PILOT),
        (paris("2026-11-30 08:00"), PILOT),
        (paris("2026-12-01 08:00"), PILOT),
        (paris("2026-12-01 08:00"), QUALITY),
    ]


def test_it_says_what_somebody_waits_for_and_until_when(desk: Desk) -> None:
    noted(desk)
    (message,) = [
        one for one in desk.told(paris("2026-11-20 16:00")) if one.about[0].kind == "external"
    ]

    assert message.text == (
        "*REC-2026-0001* (courrier de l'OPCO du 12) : "
        "réponse au financeur, à faire avant vendredi 27 novembre à 16 h 00."
    )


def test_a_data_breach_disturbs_at_any_hour(desk: Desk) -> None:
    """Seventy-two hours count the nights too (GDPR art. 33)."""
    night = paris("2026-11-19 03:00")
    noted(desk, NoteExternal(kind=ExternalKind.DATA_BREACH, what="fichier envoyé", due_at=night))

    desk.tick(paris("2026-11-18 02:00"))
    desk.send(paris("2026-11-18 02:00"))

    assert heard(desk, paris("2026-11-18 03:00"), paris("2026-11-18 04:00")) == [
        (paris("2026-11-18 03:00"), PILOT)
    ]


@pytest.mark.both_databases
def test_once_done_nothing_is_left_to_say(desk: Desk) -> None:
    """Failure mode: a reminder of what was answered two hours ago."""
    case = noted(desk)
    desk.tick(paris("2026-11-20 16:00"))
    take(desk, case, settled(case, paris("2026-11-20 16:00")), at=paris("2026-11-20 16:00"))

    assert heard(desk, paris("2026-11-20 16:00"), paris("2026-11-21 16:00")) == []


@pytest.mark.parametrize("ending", [Step.REJECT, Step.WITHDRAW])
def test_it_outlives_a_case_that_is_set_aside(desk: Desk, ending: Step) -> None:
    """A funder's date does not care that the complaint was none."""
    case = noted(desk)
    over = take(desk, case, example(ending, case, now=TUESDAY), at=TUESDAY)

    assert heard(desk, FRIDAY, FRIDAY) == [(FRIDAY, PILOT)]
    assert case.ref in listed(desk, Scope.OPEN) & listed(desk, Scope.OVERDUE)
    assert audit_plans(opened(desk.database, now=FRIDAY + DAY)).unplanned == 0
    take(desk, over, settled(over, FRIDAY), at=FRIDAY)
    assert case.ref not in listed(desk, Scope.OPEN) | listed(desk, Scope.OVERDUE)


def listed(desk: Desk, scope: Scope) -> set[str]:
    """The references of a list of the quality manager's, a day after the date."""
    wanted = ListQuery(scope=scope, reader=QUALITY, office=OFFICE, now=FRIDAY + DAY)
    with desk.database.reading() as connection:
        return {one.ref for one in page_of(connection, wanted, number=0)}


def test_a_new_owner_is_the_one_who_is_told(desk: Desk) -> None:
    case = noted(desk)
    desk.change(case_now(desk.database, case.id), at=TUESDAY, owner=TRAINER)

    assert heard(desk, FRIDAY, FRIDAY) == [(FRIDAY, TRAINER)]


def test_nobody_owning_the_case_the_quality_managers_are(desk: Desk) -> None:
    noted(desk, owner=None)

    assert heard(desk, FRIDAY, FRIDAY) == [(FRIDAY, QUALITY)]


def test_its_passing_marks_the_card_late_and_it_stands_in_the_lists(desk: Desk) -> None:
    case = noted(desk)
    cards = desk.cards(FRIDAY + timedelta(minutes=1))
    (due,) = [one for one in open_deadlines_of(case) if one.external]

    assert "En retard : réponse au financeur" in cards[0].text
    assert due.due_at == FRIDAY


def test_it_can_be_put_off_like_any_reminder(desk: Desk) -> None:
    case = noted(desk)
    (one,) = case.external_deadlines
    key = (one.id, DeadlineKind.EXTERNAL, one.due_at)
    until = opened(desk.database, now=paris("2026-11-25 16:00")).write(
        put_off, key, Snooze.TWO_HOURS, person=PILOT
    )

    assert until == paris("2026-11-25 18:00")


@pytest.mark.both_databases
@pytest.mark.parametrize("ending", [None, Step.WITHDRAW])
def test_the_audit_finds_one_without_a_reminder(desk: Desk, ending: Step | None) -> None:
    case = noted(desk)
    (one,) = case.external_deadlines
    if ending:
        take(desk, case, example(ending, case, now=TUESDAY), at=TUESDAY)
    with desk.database.writing() as connection:
        connection.execute(reminders.delete().where(reminders.c.subject == one.id))

    assert audit_plans(opened(desk.database, now=TUESDAY)).unplanned == 1
    assert audit_plans(opened(desk.database, now=TUESDAY)).unplanned == 0
    assert heard(desk, FRIDAY, FRIDAY) == [(FRIDAY, PILOT)]


def test_the_case_is_not_closed_before(database: Database) -> None:
    done = replace(case_in(Status.CLOSED, Kind.COMPLAINT), closed_at=None, closed_by=None)
    case = keep(
        database,
        replace(done, status=Status.FOLLOW_UP, external_deadlines=(external(),)),
    )
    with pytest.raises(IllegalStepError) as refused:
        take_in(database, case, Close(), actor=QUALITY, office=SCHOOL)

    assert refused.value.refusal.missing == (Missing.EXTERNAL_DEADLINES,)


def test_both_steps_stand_in_the_journal_with_who_and_what(desk: Desk) -> None:
    case = noted(desk)
    take(desk, case, settled(case, FRIDAY), at=FRIDAY)
    entries = [one for one in history(desk.database, case.id) if "external" in one.event]

    assert [(one.event, one.actor) for one in entries] == [
        ("note_external", QUALITY),
        ("settle_external", QUALITY),
    ]
    before, after = (entries[1].details or {})["changes"]["external_deadlines"]
    assert (before[0]["settled_at"], after[0]["note"]) == (None, "recommandé parti")


def test_done_twice_is_done_once(desk: Desk) -> None:
    case = noted(desk)
    done = take(desk, case, settled(case, FRIDAY), at=FRIDAY)
    with pytest.raises(IllegalStepError) as refused:
        take(desk, case, settled(case, FRIDAY), at=FRIDAY + DAY)

    assert refused.value.refusal.reason is Reason.ALREADY_DONE
    assert case_now(desk.database, case.id) == done


@pytest.mark.parametrize(
    ("wanted", "reason"),
    [
        (NoteExternal(kind=ExternalKind.OTHER, what=" ", due_at=FRIDAY), Reason.EMPTY),
        (NoteExternal(kind=ExternalKind.OTHER, what="x", due_at=TUESDAY), Reason.NOT_LATER),
        (
            NoteExternal(kind=ExternalKind.OTHER, what="x", due_at=FRIDAY + 800 * DAY),
            Reason.OUT_OF_RANGE,
        ),
        (SettleExternal(deadline_id=uuid4(), at=TUESDAY, is_moot=True), Reason.NEEDS_REASON),
        (SettleExternal(deadline_id=uuid4(), at=TUESDAY), Reason.ALREADY_DONE),
        (SettleExternal(deadline_id=uuid4(), at=TUESDAY + DAY), Reason.IN_FUTURE),
    ],
)
def test_what_cannot_be_is_refused(desk: Desk, wanted: StepCommand, reason: Reason) -> None:
    case = noted(desk)
    with pytest.raises(IllegalStepError) as refused:
        take(desk, case, wanted, at=TUESDAY)

    assert refused.value.refusal.reason is reason


def test_an_incident_has_them_too(database: Database) -> None:
    case = kept(database, Status.TAKEN_CHARGE, Kind.INCIDENT)
    wanted = NoteExternal(
        kind=ExternalKind.WORK_ACCIDENT, what="chute en salle B", due_at=case.received_at + 20 * DAY
    )
    taken = take_in(database, case, wanted, actor=DIRECTION)
    (one,) = taken.case.external_deadlines
    with database.reading() as connection:
        owed = open_deadlines.of_subject(connection, one.id)

    assert [(due.kind, due.due_at) for due in owed] == [("external", one.due_at)]
