"""A step: taken whole or not at all, once, and told to those it matters to."""

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from bot.domain.cases.cases import Case, Complainant, Status, UploadedFile
from bot.domain.cases.journal_entries import Event, JournalRecord
from bot.domain.cases.letters import Communication, Letter, LetterKind
from bot.domain.cases.outcomes import Outcome, Solved
from bot.domain.cases.refusals import IllegalStepError, Missing, Reason
from bot.domain.cases.taxonomy import Kind, Means, Measure
from bot.domain.deadlines.promises import current_promise
from bot.domain.errors import CaseNotFoundError, NotAllowedError, StorageUnavailableError
from bot.domain.school.policies import DeadlineKind
from bot.domain.steps.answering import RecordFollowUp
from bot.domain.steps.decisions import StepCommand
from bot.domain.steps.ending import Close, MarkDuplicate, Reopen, Withdraw
from bot.domain.steps.handling import AddAction, AddNote, Assign, TakeCharge
from bot.domain.steps.incident import DecideMeasures
from bot.domain.steps.lifecycles import Step
from bot.domain.steps.opening import Acknowledge, Extend
from bot.domain.steps.settling import AnswerAndSettle
from bot.services.steps.steps import StepRefusedError, StepTaken, look_at
from storage.actions import actions
from storage.cases import cases, journal
from storage.database import Database
from storage.deadlines import reminders
from storage.messages import outbox
from storage.school import people
from tests.support.all_at_once import all_at_once
from tests.support.builders import DIRECTION, QUALITY, TRAINER, opened
from tests.support.casework import SCHOOL, case_now, history, kept, take, told, waiting
from tests.support.lives import (
    ACTION_DRAFT,
    NOW,
    RECEIVED_AT,
    SOLUTION_DUE_AT,
    example,
    fresh,
)
from tests.support.lives import told as telling
from tests.support.members import somebody

pytestmark = pytest.mark.one_database

MEASURES = DecideMeasures(measures=(Measure.EQUIPMENT_REPLACEMENT,), explanation="Projecteur neuf")
ANSWER = AnswerAndSettle(
    outcome=Outcome.UPHELD,
    analysis="Envoi oublié",
    solution="l'envoi ce jour",
    told=telling(),
    implemented_at=NOW,
)
NO_ANSWER_KEPT = """
CREATE TRIGGER full BEFORE INSERT ON journal WHEN NEW.event = 'propose_solution'
BEGIN SELECT RAISE(ABORT, 'disk full'); END
"""
ANSWERED = ["take_charge", "analyse", "propose_solution", "implement"]
PHOTO = UploadedFile(slack_id="F1", name="armoire.jpg", url="https://files.test/F1", size=10)
TRAP = "Bonjour {name}, voir <!channel> & %s {}"


def test_a_step_changes_the_case_and_leaves_its_entry(database: Database) -> None:
    case = kept(database)

    taken = take(database, case, TakeCharge(), actor=QUALITY)
    (entry,) = history(database, case.id)

    assert case_now(database, case.id) == taken.case
    assert (entry.event, entry.actor, entry.at) == ("take_charge", QUALITY, NOW)
    assert entry.details is not None
    assert entry.details["changes"]["owner"] == [None, QUALITY]


def test_a_letter_stands_in_the_journal_word_for_word(database: Database) -> None:
    case = kept(database)
    letter = Letter(kind=LetterKind.ACKNOWLEDGEMENT, subject="{ref}", body=TRAP)
    said = Communication(letter=letter, at=NOW - timedelta(hours=1), means=Means.EMAIL)

    take(database, case, Acknowledge(told=said), actor=QUALITY)
    (entry,) = history(database, case.id)

    assert entry.details is not None
    assert entry.details["told"] == {
        "letter": {"kind": "acknowledgement", "subject": "{ref}", "body": TRAP},
        "at": "2026-11-23T15:50:20+00:00",
        "means": "email",
    }


def test_the_same_form_sent_twice_is_one_step(database: Database) -> None:
    case, submission = kept(database), uuid4()
    note = AddNote(text="vu avec l'équipe")
    given: Any = {"submission_id": submission, "files": (PHOTO,)}

    first = take(database, case, note, actor=QUALITY, **given)
    again = take(database, case, note, actor=QUALITY, **given)

    assert isinstance(first.event, JournalRecord)
    assert (again.event, again.case) == (None, replace(first.case, file_count=1))
    assert len(history(database, case.id)) == 1
    with database.reading() as connection:
        assert [file.slack_id for file in cases.files_of(connection, case.id)] == ["F1"]


@pytest.mark.parametrize("text", ["vu", " "])
def test_a_note_s_files_are_kept_with_it_or_not_at_all(
    sqlite_database: Database, text: str
) -> None:
    case = kept(sqlite_database)
    with suppress(IllegalStepError):
        take(sqlite_database, case, AddNote(text=text), actor=QUALITY, files=(PHOTO,))
    with sqlite_database.reading() as connection:
        files = cases.files_of(connection, case.id)

    assert len(files) == (text == "vu")


def test_a_refused_form_may_be_mended_and_sent_again(database: Database) -> None:
    case, submission = kept(database), uuid4()
    with pytest.raises(IllegalStepError):
        take(database, case, AddNote(text=" "), actor=QUALITY, submission_id=submission)

    mended = take(database, case, AddNote(text="vu"), actor=QUALITY, submission_id=submission)

    assert mended.event is not None


def test_of_two_people_at_once_one_gets_the_case_and_the_other_sees_who(
    database: Database,
) -> None:
    case = kept(database, Status.REPORTED, Kind.INCIDENT)

    def try_it(person: str) -> StepTaken | StepRefusedError:
        try:
            return take(database, case, TakeCharge(), actor=person)
        except StepRefusedError as refused:
            return refused

    outcomes = all_at_once(try_it, [QUALITY, DIRECTION], threads=2)
    (taken,) = [one for one in outcomes if isinstance(one, StepTaken)]
    (refused,) = [one for one in outcomes if isinstance(one, StepRefusedError)]

    assert (refused.refusal.reason, refused.refusal.person) == (Reason.TAKEN, taken.case.owner)
    assert refused.view.case == taken.case
    assert [entry.event for entry in history(database, case.id)] == ["take_charge"]


def test_a_refused_step_changes_nothing_and_says_what_is_missing(database: Database) -> None:
    case = kept(database)

    with pytest.raises(StepRefusedError) as caught:
        take(database, case, Close(), actor=QUALITY)

    assert caught.value.refusal.reason is Reason.INCOMPLETE
    assert Missing.ANSWER in caught.value.refusal.missing
    assert case_now(database, case.id) == case
    assert (history(database, case.id), waiting(database)) == ([], [])


@pytest.mark.both_databases
def test_of_two_answers_at_once_one_is_taken_whole(database: Database) -> None:
    case = kept(database, Status.ACKNOWLEDGED)

    def try_it(person: str) -> StepTaken | StepRefusedError:
        try:
            return take(database, case, ANSWER, actor=person)
        except StepRefusedError as refused:
            return refused

    outcomes = all_at_once(try_it, SCHOOL.quality_managers * 2, threads=2)
    (refused,) = [one for one in outcomes if isinstance(one, StepRefusedError)]

    assert refused.refusal.reason is Reason.STATUS
    assert [one.event for one in history(database, case.id)] == ANSWERED


def test_an_answer_is_one_line_of_what_was_told_and_one_of_what_was_done(
    database: Database,
) -> None:
    case = kept(database, Status.ACKNOWLEDGED)

    take(database, case, ANSWER, actor=QUALITY)
    sent = waiting(database)

    lines = [(row.details or {})["event"] for row in sent if row.kind == "step_line"]
    assert lines == ["propose_solution", "implement"]
    assert [row.recipient for row in sent if row.kind == "reporter_news"] == [TRAINER]
    assert [row.kind for row in sent].count("card") == 1


def test_of_an_answer_whose_letter_cannot_be_kept_nothing_is_taken(
    sqlite_database: Database,
) -> None:
    case = kept(sqlite_database, Status.ACKNOWLEDGED)
    with sqlite_database.writing() as connection:
        connection.execute(text(NO_ANSWER_KEPT))

    with pytest.raises(IntegrityError):
        take(sqlite_database, case, ANSWER, actor=QUALITY)

    assert case_now(sqlite_database, case.id) == case
    assert (history(sqlite_database, case.id), waiting(sqlite_database)) == ([], [])


@pytest.mark.fault(13)
def test_an_old_button_of_a_closed_case_is_refused_with_the_case_as_it_is(
    database: Database,
) -> None:
    case = kept(database, Status.CLOSED)

    with pytest.raises(StepRefusedError) as caught:
        take(database, case, Acknowledge(told=telling()), actor=QUALITY)

    assert caught.value.refusal.reason is Reason.STATUS
    assert caught.value.view.steps == (Step.ADD_NOTE, Step.REOPEN)


def test_a_button_of_no_case_finds_none(database: Database) -> None:
    with pytest.raises(CaseNotFoundError):
        take(database, uuid4(), TakeCharge(), actor=QUALITY)
    with pytest.raises(CaseNotFoundError):
        opened(database, now=NOW, office=SCHOOL).read(look_at, uuid4(), reader=QUALITY)


def test_a_follow_up_that_closes_leaves_both_entries_and_a_line_for_each(
    database: Database,
) -> None:
    case = kept(database, Status.FOLLOW_UP)
    solved = RecordFollowUp(at=NOW, means=Means.PHONE, solved=Solved.YES, closes=True)

    taken = take(database, case, solved, actor=QUALITY)
    lines = [(row.details or {})["event"] for row in waiting(database) if row.kind == "step_line"]

    assert case_now(database, case.id) == taken.case
    assert taken.case.status is Status.CLOSED
    assert [one.event for one in history(database, case.id)] == ["follow_up", "close"]
    assert lines == ["follow_up", "close"]


@pytest.mark.parametrize(
    ("gone", "reason"), [({"is_deleted": True}, Reason.HAS_LEFT), ({"is_bot": True}, Reason.IS_BOT)]
)
def test_a_case_is_given_to_nobody_who_cannot_act(
    database: Database, gone: dict[str, Any], reason: Reason
) -> None:
    case = kept(database)
    with database.writing() as connection:
        people.remember(connection, [replace(somebody("U0ABSENT"), **gone)])

    with pytest.raises(StepRefusedError) as caught:
        take(database, case, Assign(owner="U0ABSENT"), actor=QUALITY)

    assert (caught.value.refusal.reason, caught.value.refusal.field) == (reason, "owner")
    assert case_now(database, case.id) == case


def test_strangers_neither_look_nor_act(database: Database) -> None:
    case = kept(database)

    with pytest.raises(NotAllowedError):
        opened(database, now=NOW, office=SCHOOL).read(look_at, case.id, reader="U0STRANGER")
    with pytest.raises(NotAllowedError):
        take(database, case, AddNote(text="bonjour"), actor="U0STRANGER")


def test_only_those_who_may_know_look_at_the_complainant(database: Database) -> None:
    case, someone = kept(database), Complainant(name="Mme Lavandine")
    with database.writing() as connection:
        cases.add_complainant(connection, case.id, someone)

    def seen_by(reader: str) -> Complainant | None:
        return (
            opened(database, now=NOW, office=SCHOOL)
            .read(look_at, case.id, reader=reader)
            .complainant
        )

    assert (seen_by(QUALITY), seen_by(TRAINER)) == (someone, None)


class TestActions:
    def test_an_action_is_numbered_by_the_office_s_year_and_given_to_its_owner(
        self, database: Database
    ) -> None:
        case = kept(database)
        new_year_in_paris = NOW.replace(month=12, day=31, hour=23, minute=30)

        step = AddAction(action=replace(ACTION_DRAFT, due_on=date(2027, 2, 1)))
        for _ in range(2):
            take(database, case, step, actor=QUALITY, now=new_year_in_paris)
        with database.reading() as connection:
            found = actions.of_case(connection, case.id)

        assert [action.ref for action in found] == ["ACT-2027-0001", "ACT-2027-0002"]
        assert {action.origin_refs for action in found} == {(case.ref,)}
        assert (history(database, case.id)[-1].details or {})["refs"] == ["ACT-2027-0002"]

    def test_its_owner_is_told(self, database: Database) -> None:
        take(database, kept(database), AddAction(action=ACTION_DRAFT), actor=QUALITY)

        assert told(database, "action_notice") == [ACTION_DRAFT.owner]

    def test_an_informed_incident_moves_on_when_it_gets_one(self, database: Database) -> None:
        case = kept(database, Status.PARTIES_INFORMED, Kind.INCIDENT)

        taken = take(database, case, AddAction(action=ACTION_DRAFT), actor=DIRECTION)

        assert taken.case.status is Status.ACTIONS_RUNNING


def duplicate_of(ref: str) -> MarkDuplicate:
    return MarkDuplicate(duplicate_of=ref, untold_because="le même appel, saisi deux fois")


class TestDuplicates:
    def test_a_duplicate_is_linked_both_ways(self, database: Database) -> None:
        original, case = kept(database, number=1), kept(database, number=2)

        take(database, case, duplicate_of(original.ref), actor=QUALITY)
        (entry,) = history(database, original.id)

        assert case_now(database, case.id).duplicate_of == original.ref
        assert case_now(database, original.id).related_refs == (case.ref,)
        assert (entry.event, (entry.details or {})["duplicate"]) == (
            Event.DUPLICATE_LINKED,
            case.ref,
        )
        assert {row.case_id for row in waiting(database) if row.kind == "card"} == {
            case.id,
            original.id,
        }

    def test_one_that_is_reopened_is_named_by_its_original_no_more(
        self, database: Database
    ) -> None:
        original, case = kept(database, number=1), kept(database, number=2)
        take(database, case, duplicate_of(original.ref), actor=QUALITY)
        with database.writing() as connection:
            hidden = replace(
                case_now(database, original.id), confidential=True, handlers=(DIRECTION,)
            )
            cases.save(connection, hidden)
        waiting(database)

        take(database, case, Reopen(reason="autre sujet"), actor=QUALITY)
        entry = history(database, original.id)[-1]

        assert case_now(database, case.id).duplicate_of is None
        assert case_now(database, original.id).related_refs == ()
        assert (entry.event, (entry.details or {})["duplicate"]) == (
            Event.DUPLICATE_UNLINKED,
            case.ref,
        )

    @pytest.mark.parametrize(
        "ending",
        [Withdraw(reason="à la demande du réclamant"), example(Step.REJECT, fresh(Kind.COMPLAINT))],
        ids=["withdrawn", "not admissible"],
    )
    @pytest.mark.both_databases
    def test_one_comes_back_with_its_promises_when_nobody_handles_its_original(
        self, database: Database, ending: StepCommand
    ) -> None:
        original = kept(database, number=1)
        case = kept(database, number=2, owner="U0OTHER", recorded_by=TRAINER)
        apart = kept(database, number=3, related_refs=(original.ref,))
        take(database, case, duplicate_of(original.ref), actor=QUALITY)
        waiting(database)

        take(database, original, ending, actor=QUALITY)
        back = case_now(database, case.id)
        entry = history(database, case.id)[-1]
        rows = [row for row in waiting(database) if row.case_id == case.id]
        with database.reading() as connection:
            planned = reminders.of_subject(connection, case.id)

        assert (back.status, back.duplicate_of, back.closed_at) == (Status.REOPENED, None, None)
        assert back.related_refs == (original.ref,)
        assert (entry.event, (entry.details or {})["original"]) == (
            Event.DUPLICATE_RETURNED,
            original.ref,
        )
        assert current_promise(back, DeadlineKind.SOLUTION).due_at > NOW  # type: ignore[union-attr]  # there is one
        assert {one.reminder.kind for one in planned} >= {DeadlineKind.ACK, DeadlineKind.SOLUTION}
        assert {(row.kind, row.recipient) for row in rows} >= {
            ("step_line", None),
            ("reporter_news", TRAINER),
            ("reporter_news", "U0OTHER"),
        }
        assert case_now(database, apart.id) == apart

    @pytest.mark.both_databases
    def test_no_chain_is_made_of_them(self, database: Database) -> None:
        first, second, third = (kept(database, number=number) for number in (1, 2, 3))
        take(database, first, duplicate_of(second.ref), actor=QUALITY)

        with pytest.raises(StepRefusedError) as caught:
            take(database, second, duplicate_of(third.ref), actor=QUALITY)
        assert caught.value.refusal.reason is Reason.HAS_DUPLICATES

        take(database, first, Reopen(reason="autre sujet"), actor=QUALITY)
        assert take(database, second, duplicate_of(third.ref), actor=QUALITY).event is not None

    def test_an_original_that_one_may_not_see_is_no_case(self, database: Database) -> None:
        kept(database, number=1, confidential=True, handlers=(DIRECTION,))
        case = kept(database, number=2)

        with pytest.raises(StepRefusedError) as caught:
            take(database, case, duplicate_of("REC-2026-0001"), actor=QUALITY)

        assert caught.value.refusal.reason is Reason.NO_SUCH_CASE

    def test_two_cases_made_duplicates_of_each_other_at_once_leave_one_open(
        self, database: Database
    ) -> None:
        one, other = kept(database, number=1), kept(database, number=2)

        def repeat(pair: tuple[Case, Case]) -> bool:
            case, original = pair
            try:
                take(database, case, duplicate_of(original.ref), actor=QUALITY)
            except IllegalStepError:
                return False
            return True

        taken = all_at_once(repeat, [(one, other), (other, one)], threads=2)

        assert sorted(taken) == [False, True]


class TestWhoIsTold:
    def test_the_reporter_is_told_of_what_matters_to_them(self, database: Database) -> None:
        case = kept(database, Status.TAKEN_CHARGE, Kind.INCIDENT)

        take(database, case, MEASURES, actor=DIRECTION)
        take(database, case, AddNote(text="vu"), actor=DIRECTION)

        assert told(database, "reporter_news") == [TRAINER]

    def test_nobody_is_told_what_they_did_themselves(self, database: Database) -> None:
        case = kept(database, recorded_by=QUALITY)

        take(database, case, TakeCharge(), actor=QUALITY)

        assert {row.kind for row in waiting(database)} == {"card", "step_line"}

    def test_a_new_owner_is_told_and_a_reporter_who_becomes_it_not_twice(
        self, database: Database
    ) -> None:
        case = kept(database)

        take(database, case, Assign(owner=TRAINER), actor=QUALITY)
        rows = [(row.kind, row.recipient) for row in waiting(database) if row.recipient]

        assert rows == [("owner_notice", TRAINER)]

    def test_somebody_who_left_is_not_written_to(self, database: Database) -> None:
        with database.writing() as connection:
            people.remember(connection, [replace(somebody(TRAINER), is_deleted=True)])

        take(database, kept(database), TakeCharge(), actor=QUALITY)

        assert told(database, "reporter_news") == []

    def test_what_waits_to_be_sent_quotes_nobody(self, database: Database) -> None:
        case = kept(database, Status.TAKEN_CHARGE, Kind.INCIDENT)

        take(database, case, replace(MEASURES, explanation="Mme Lavandine"), actor=DIRECTION)

        assert all("Lavandine" not in str(row) for row in waiting(database))

    def test_a_note_from_the_thread_gets_no_line_there(self, database: Database) -> None:
        case = kept(database)

        take(database, case, AddNote(text="vu", link="https://slack.test/p1"), actor=QUALITY)

        assert waiting(database) == []


@pytest.mark.fault(17)
def test_an_extension_told_too_late_is_recorded_and_the_deadline_stays_missed(
    database: Database,
) -> None:
    case, late = kept(database), SOLUTION_DUE_AT + timedelta(days=1)
    step = Extend(
        reason="expertise", new_due_at=SOLUTION_DUE_AT + timedelta(days=20), told=telling(late)
    )

    taken = take(database, case, step, actor=QUALITY, now=late)
    line = next(row for row in waiting(database, now=late) if row.kind == "step_line")

    assert taken.case.current_due_at == SOLUTION_DUE_AT
    assert (line.details or {})["facts"]["in_time"] is False


def test_reopening_leads_back_to_an_answer(database: Database) -> None:
    case = kept(database, Status.CLOSED)

    taken = take(database, case, Reopen(reason="revenu"), actor=QUALITY)

    assert (taken.case.status, taken.case.reopened_at) == (Status.REOPENED, NOW)


def test_ten_quick_steps_are_one_update_of_the_card_and_ten_lines(database: Database) -> None:
    case = kept(database)
    for number in range(10):
        owner = f"U0OWNER{number}"
        take(database, case, Assign(owner=owner), actor=QUALITY, now=NOW)

    kinds = [row.kind for row in waiting(database) if row.recipient is None]

    assert (kinds.count("card"), kinds.count("step_line")) == (1, 10)


def test_a_busy_database_is_said_and_nothing_is_written(sqlite_database: Database) -> None:
    case = kept(sqlite_database)
    with sqlite_database.writing(), pytest.raises(StorageUnavailableError):
        take(sqlite_database, case, TakeCharge(), actor=QUALITY)

    assert case_now(sqlite_database, case.id) == case


def test_many_steps_at_once_leave_a_whole_journal(database: Database) -> None:
    filed = [kept(database, number=number) for number in range(1, 7)]

    def notes(number: int) -> None:
        take(database, filed[number % 6], AddNote(text=f"note {number}"), actor=QUALITY)

    all_at_once(notes, range(24), threads=6)
    with database.reading() as connection:
        flaw = journal.first_flaw(connection)
        backlog = outbox.backlog(connection, now=NOW)

    assert flaw is None
    assert sum(len(history(database, case.id)) for case in filed) == 24
    assert backlog.pending == 24


def test_the_first_step_of_a_fresh_case_is_offered_first(database: Database) -> None:
    case = kept(database, received_at=RECEIVED_AT)
    view = opened(database, now=NOW, office=SCHOOL).read(look_at, case.id, reader=QUALITY)

    assert view.case == replace(fresh(Kind.COMPLAINT), id=case.id, ref=case.ref)
    assert view.steps[0] is Step.ACKNOWLEDGE
    assert view.around.mediator == SCHOOL.mediator
