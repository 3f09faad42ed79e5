"""« Rien n'a bougé depuis … »: every sign of life counts, and a case may wait by our own word."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.domain.actions.action_steps import Complete, Reassign
from bot.domain.actions.actions import Proof
from bot.domain.cases.cases import Case, Status
from bot.domain.cases.outcomes import ComplainantDecision, Outcome, Solved
from bot.domain.cases.refusals import IllegalStepError
from bot.domain.cases.taxonomy import Kind, Means
from bot.domain.cases.traces import ExternalKind
from bot.domain.deadlines.lateness import WAITING
from bot.domain.school.policies import DeadlineKind
from bot.domain.steps.answering import RecordDecision, RecordFollowUp
from bot.domain.steps.handling import AddAction, AddNote, Assign
from bot.domain.steps.lifecycles import lifecycle_of
from bot.domain.steps.outside import NoteExternal, SettleExternal
from bot.services.actions.actions import take_action_step
from bot.services.cases.lists import link_cases
from bot.services.deadlines.planning import replan
from storage.actions import actions
from storage.database import Database
from storage.deadlines import open_deadlines
from tests.support.builders import DIRECTION, NOUMEA, QUALITY, TRAINER, opened
from tests.support.casework import case_now, kept, take
from tests.support.desk import Desk
from tests.support.lives import ACTION_DRAFT, example
from tests.support.times import paris

pytestmark = pytest.mark.one_database

PILOT = "U0PILOTE"
SILENT_FROM = paris("2026-11-24 10:00")
WEEK = timedelta(days=7)
CHRISTMAS = paris("2026-12-25 12:00")
FUNDER = NoteExternal(kind=ExternalKind.FUNDER, what="pièces du dossier", due_at=CHRISTMAS)
LEADER = {Kind.COMPLAINT: QUALITY, Kind.INCIDENT: DIRECTION}


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database)


def waiting(database: Database, status: Status, kind: Kind, **given: object) -> Case:
    """A case that owes nothing but its next step, planned."""
    case = kept(database, status, kind, **({"owner": PILOT} | given))
    opened(database, now=SILENT_FROM).write(replan, case)
    return case


def next_step_due(database: Database, case: Case) -> datetime:
    with database.reading() as connection:
        (owed,) = open_deadlines.of_subject(connection, case.id)
    assert owed.kind is DeadlineKind.NEXT_STEP
    return owed.due_at


def said_of(desk: Desk, case: Case, first: datetime, last: datetime) -> list[str]:
    heard = desk.days(first, last, every=timedelta(hours=5))
    return [one.text for _, one in heard if case.ref in one.text and one.kind == "reminder"]


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (Status.SOLUTION_PROPOSED, Kind.COMPLAINT),
        (Status.IN_IMPLEMENTATION, Kind.COMPLAINT),
        (Status.FOLLOW_UP, Kind.COMPLAINT),
        (Status.PARTIES_INFORMED, Kind.INCIDENT),
    ],
)
def test_every_step_after_which_a_case_waits_gives_it_a_week(
    database: Database, status: Status, kind: Kind
) -> None:
    now, counted = SILENT_FROM + timedelta(days=4), 0
    for number, step in enumerate((one.step for one in lifecycle_of(kind).rules), start=20):
        case = waiting(database, status, kind, number=number)
        try:
            taken = take(database, case, example(step, case, now=now), actor=LEADER[kind], now=now)
        except IllegalStepError:
            continue
        with database.reading() as connection:
            owed = open_deadlines.of_subject(connection, case.id)
        if owed and {one.kind for one in owed} <= WAITING:
            counted += 1
            assert taken.case.status.is_open
            assert owed[0].due_at >= now + WEEK, step

    assert counted > 4


def test_a_week_of_silence_is_told_from_the_last_sign_of_life(desk: Desk) -> None:
    """Of the 27th: a new pilot, then a note; neither leaves a date on the case."""
    case = waiting(desk.database, Status.SOLUTION_PROPOSED, Kind.COMPLAINT, owner=QUALITY)
    friday = paris("2026-11-27 10:00")
    take(desk.database, case, Assign(owner=PILOT), actor=QUALITY, now=friday - timedelta(hours=2))
    take(desk.database, case, AddNote(text="vu au téléphone"), actor=PILOT, now=friday)

    assert said_of(desk, case, friday, paris("2026-12-03 18:00")) == []
    assert said_of(desk, case, paris("2026-12-04 10:00"), paris("2026-12-07 06:00")) == [
        "*REC-2026-0007*, attestations : rien n'a bougé depuis vendredi 27 novembre à 10 h 00."
    ]


@pytest.mark.both_databases
def test_what_is_written_without_a_step_is_one_too(desk: Desk) -> None:
    case = waiting(desk.database, Status.SOLUTION_PROPOSED, Kind.COMPLAINT)
    other = kept(desk.database, number=8)
    friday = paris("2026-11-27 10:00")
    opened(desk.database, now=friday).write(link_cases, case.id, other.ref, actor=QUALITY)

    assert said_of(desk, case, friday, paris("2026-12-03 18:00")) == []
    assert next_step_due(desk.database, case) == friday + WEEK


class TestTheFollowUp:
    def test_has_a_week_from_the_acceptance_however_old_the_answer(self, desk: Desk) -> None:
        case = waiting(
            desk.database, Status.SOLUTION_PROPOSED, Kind.COMPLAINT, outcome=Outcome.NOT_UPHELD
        )
        noted = SILENT_FROM + 5 * WEEK
        accepted = RecordDecision(
            complainant_decision=ComplainantDecision.ACCEPTED, decided_at=noted
        )
        take(desk.database, case, accepted, actor=QUALITY, now=noted)

        with desk.database.reading() as connection:
            (owed,) = open_deadlines.of_subject(connection, case.id)
        assert (owed.kind, owed.due_at) == (DeadlineKind.FOLLOW_UP, noted + WEEK)

    def test_is_awaited_no_more_once_it_is_done(self, desk: Desk) -> None:
        """Closing alone is left, also after a note."""
        case = self.followed_up(desk)
        friday = paris("2026-11-27 10:00")
        take(desk.database, case, AddNote(text="vu"), actor=PILOT, now=friday)

        assert next_step_due(desk.database, case) == friday + WEEK
        assert said_of(desk, case, friday + WEEK, paris("2026-12-07 06:00")) == [
            "*REC-2026-0007*, attestations : rien n'a bougé depuis vendredi 27 novembre à 10 h 00."
        ]

    def test_that_is_done_leaves_the_case_to_the_dates_of_others(self, desk: Desk) -> None:
        case = self.followed_up(desk)
        take(desk.database, case, FUNDER, actor=QUALITY, now=SILENT_FROM)

        assert next_step_due(desk.database, case) == CHRISTMAS + WEEK

    def test_that_says_that_nothing_is_solved_is_not_left_to_them(self, desk: Desk) -> None:
        case = self.followed_up(desk, Solved.NO)
        take(desk.database, case, FUNDER, actor=QUALITY, now=SILENT_FROM)

        assert next_step_due(desk.database, case) == SILENT_FROM + WEEK

    @staticmethod
    def followed_up(desk: Desk, solved: Solved = Solved.YES) -> Case:
        case = waiting(desk.database, Status.FOLLOW_UP, Kind.COMPLAINT)
        asked = RecordFollowUp(at=SILENT_FROM, means=Means.PHONE, solved=solved)
        return take(desk.database, case, asked, actor=QUALITY, now=SILENT_FROM).case


def test_a_reply_is_waited_for_until_a_week_after_the_day_we_gave(desk: Desk) -> None:
    case = waiting(
        desk.database,
        Status.SOLUTION_PROPOSED,
        Kind.COMPLAINT,
        answer_asked_by=date(2026, 12, 9),
    )

    assert next_step_due(desk.database, case) == paris("2026-12-17 00:00")
    assert said_of(desk, case, SILENT_FROM, paris("2026-12-16 18:00")) == []


def test_what_was_announced_for_a_day_is_asked_about_as_that_day_ends(desk: Desk) -> None:
    case = waiting(
        desk.database, Status.IN_IMPLEMENTATION, Kind.COMPLAINT, promised_on=date(2026, 11, 25)
    )

    assert next_step_due(desk.database, case) == paris("2026-11-26 00:00")

    noted = AddNote(text="le transporteur a un jour de retard")
    take(desk.database, case, noted, actor=QUALITY, now=paris("2026-11-26 09:00"))
    assert next_step_due(desk.database, case) == paris("2026-11-26 09:00") + WEEK


def test_a_day_that_was_announced_ends_on_the_clock_of_the_case_s_site(desk: Desk) -> None:
    """26 November begins in Nouméa while Paris has 14 h left of the 25th."""
    case = waiting(
        desk.database,
        Status.IN_IMPLEMENTATION,
        Kind.COMPLAINT,
        promised_on=date(2026, 11, 25),
        site=NOUMEA,
    )

    assert next_step_due(desk.database, case) == paris("2026-11-25 14:00")


def test_a_date_of_others_excuses_no_step_of_ours(desk: Desk) -> None:
    case = waiting(desk.database, Status.SOLUTION_PROPOSED, Kind.COMPLAINT)
    take(desk.database, case, FUNDER, actor=QUALITY, now=SILENT_FROM)

    assert next_step_due(desk.database, case) == SILENT_FROM + WEEK


@pytest.mark.both_databases
def test_an_incident_that_waits_for_others_alone_has_a_week_from_their_date(desk: Desk) -> None:
    case = waiting(desk.database, Status.PARTIES_INFORMED, Kind.INCIDENT)
    noted = take(desk.database, case, FUNDER, actor=DIRECTION, now=SILENT_FROM).case
    heard = desk.days(SILENT_FROM, paris("2026-12-16 18:00"), every=timedelta(hours=5))

    assert next_step_due(desk.database, case) == CHRISTMAS + WEEK
    assert not [one.text for _, one in heard if "rien n'a bougé" in one.text]

    settled = SettleExternal(deadline_id=noted.external_deadlines[0].id, at=SILENT_FROM)
    later = SILENT_FROM + WEEK
    take(desk.database, case, settled, actor=DIRECTION, now=later)
    assert next_step_due(desk.database, case) == later + WEEK


class TestAnIncidentWithAnAction:
    def test_is_left_in_peace_until_a_week_after_its_action_s_day(self, desk: Desk) -> None:
        case = self.waiting_for_its_action(desk)

        assert next_step_due(desk.database, case) == paris("2026-12-23 00:00")
        assert said_of(desk, case, SILENT_FROM, paris("2026-12-15 23:00")) == []

    @pytest.mark.both_databases
    def test_moves_whenever_its_action_does(self, desk: Desk) -> None:
        case = self.waiting_for_its_action(desk)
        with desk.database.reading() as connection:
            (action,) = actions.of_case(connection, case.id)
        later = paris("2026-12-20 10:00")
        opened(desk.database, now=later).write(
            take_action_step, action.id, Reassign(owner=PILOT), actor=DIRECTION
        )
        assert next_step_due(desk.database, case) == later + WEEK

        done = Complete(done_at=later, proof=Proof(text="fait"))
        opened(desk.database, now=later + WEEK / 2).write(
            take_action_step, action.id, done, actor=PILOT
        )
        assert next_step_due(desk.database, case) == later + WEEK * 1.5

    @staticmethod
    def waiting_for_its_action(desk: Desk) -> Case:
        case = waiting(desk.database, Status.PARTIES_INFORMED, Kind.INCIDENT)
        wanted = AddAction(action=replace(ACTION_DRAFT, due_on=date(2026, 12, 15), owner=TRAINER))
        take(desk.database, case, wanted, actor=DIRECTION, now=SILENT_FROM)
        return case_now(desk.database, case.id)
