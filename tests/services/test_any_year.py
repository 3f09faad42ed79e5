"""Whatever becomes of meetings, settings and the machine: each month and half-year is told once."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bot.domain.calendar.periods import Month, Semester
from bot.domain.calendar.wall_time import wall_clock
from bot.domain.cases.journal_entries import VIGIE
from bot.domain.reports.figures import MonthActivity, Report
from bot.domain.reports.meetings import Meeting, MeetingSchedule, meetings_between
from bot.domain.reports.reviews import Review
from bot.domain.reports.telling import own_day_of, review_due_at
from bot.domain.school.meeting_exceptions import MeetingChange, MeetingStep
from bot.domain.school.office import PARIS, Office
from bot.services.reports.meeting_days import ask_activity, change_meeting, tell_activity
from bot.services.reports.review_drafts import prepare_due_review, prepare_review
from bot.services.reports.revisions import revise_summaries
from bot.services.reports.summaries import publish_due_summary, publish_summary
from bot.services.unit_of_work import Transactions
from storage.cases import cases, journal
from storage.database import Database
from storage.reports import editions
from storage.school import office as office_rows
from tests.support.builders import QUALITY, opened
from tests.support.cases import complaint
from tests.support.casework import SCHOOL

pytestmark = pytest.mark.one_database

THOROUGH = settings.get_current_profile_name() == "exploring"
BEGINS = datetime(2026, 8, 20, 7, tzinfo=UTC)
LOOKS_EVERY = timedelta(hours=31)
"""The hours at which Vigie looks, so that they wander through day and night."""
RULES = (
    "FREQ=MONTHLY;BYDAY=1TU;BYHOUR=9;BYMINUTE=0",
    "FREQ=MONTHLY;BYDAY=-1FR;BYHOUR=14;BYMINUTE=30",
    "FREQ=WEEKLY;BYDAY=MO;BYHOUR=8;BYMINUTE=0",
    "FREQ=YEARLY;BYMONTH=1,4,9;BYDAY=2WE;BYHOUR=9;BYMINUTE=0",
    "FREQ=MONTHLY;BYDAY=1TU;BYHOUR=9;BYMINUTE=0;UNTIL=20270201T000000",
)

days = st.integers(0, 75)
events = st.one_of(
    st.tuples(st.just("wait"), st.integers(3, 40)),
    st.tuples(st.just("be off"), st.integers(3, 130)),
    st.tuples(st.just("file"), days),
    st.tuples(st.sampled_from(["cancel", "restore", "drop onto the next"]), days),
    st.tuples(st.sampled_from(["move", "add"]), days),
    st.tuples(st.just("save a rule"), st.integers(0, len(RULES) - 1)),
    st.tuples(st.just("lead"), st.integers(0, 20)),
    st.tuples(st.just("zone"), st.integers(0, 1)),
    st.tuples(st.just("tell activity"), st.integers(0, 1)),
    st.tuples(st.sampled_from(["post by hand", "ask for the review"]), st.integers(0, 1)),
)


@dataclass
class Year:
    """A school's life: what was told, as it was when it was told."""

    database: Database
    office: Office = SCHOOL
    now: datetime = BEGINS
    summaries: list[Report] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    rule_since: datetime = BEGINS
    filed: int = 0

    @property
    def transactions(self) -> Transactions:
        return opened(self.database, now=self.now, office=self.office)

    @property
    def chosen(self) -> Office:
        """The school as it is set up now."""
        with self.transactions.reading() as work:
            return work.office

    @property
    def coming(self) -> tuple[Meeting, ...]:
        schedule = MeetingSchedule.of(self.chosen)
        return meetings_between(schedule, self.now, end_at=self.now + timedelta(days=120))

    def live(self, what: str, amount: int) -> None:
        match what:
            case "wait":
                self.wait(timedelta(days=amount))
            case "be off":
                self.now += timedelta(days=amount)
            case "file":
                self.file()
            case "save a rule":
                self.save_rule(RULES[amount])
            case "lead":
                self.office = replace(self.office, summary_lead_days=amount)
            case "zone":
                zone = (PARIS, ZoneInfo("America/Cayenne"))[amount]
                self.office = replace(self.office, zone=zone)
            case "tell activity":
                self.tell_activity(amount)
            case "post by hand":
                self.post_by_hand(amount)
            case "ask for the review":
                self.ask_for_review()
            case _:
                self.change_meeting(what, amount)
        self.look()

    def wait(self, span: timedelta) -> None:
        end = self.now + span
        while self.now < end:
            self.now += LOOKS_EVERY
            self.look()

    def look(self) -> None:
        """All that Vigie does of itself, and what is to hold of each thing it says."""
        while told := publish_due_summary(self.transactions):
            self.check_meeting(told)
            self.summaries.append(told)
        while drafted := prepare_due_review(self.transactions):
            assert drafted.figures.is_whole
            self.reviews.append(drafted)
        if ask_activity(self.transactions):
            assert self.chosen.calendar.next_open_moment(self.now) == self.now

    def check_meeting(self, told: Report) -> None:
        """A summary names a meeting that is held, by the rule that stands since it was saved."""
        at = told.meeting_at
        if at is None:
            return
        schedule = MeetingSchedule.of(self.chosen)
        held = meetings_between(schedule, at, end_at=at + timedelta.resolution)
        assert any(one.planned_on is None or at >= self.rule_since for one in held)

    def file(self) -> None:
        self.filed += 1
        case = complaint(
            id=uuid4(),
            ref=f"REC-2026-{self.filed:04}",
            received_at=self.now,
            recorded_at=self.now,
            ack_due_at=self.now + timedelta(hours=48),
            solution_due_at=self.now + timedelta(days=31),
            current_due_at=self.now + timedelta(days=31),
        )
        with self.database.writing() as connection:
            cases.add(connection, case, submission_id=uuid4(), policy_version="test")
            journal.append(connection, "case_filed", at=self.now, actor=QUALITY, case_id=case.id)

    def save_rule(self, rule: str) -> None:
        if rule != self.chosen.meeting_rule:
            self.rule_since = self.now
        with self.database.writing() as connection:
            office_rows.choose(connection, {"meeting_rule": rule})

    def tell_activity(self, months_ago: int) -> None:
        month = Month.of(self.now, self.office.zone).shifted(-months_ago)
        told = MonthActivity(trainees=40, sessions=6)
        self.transactions.write(tell_activity, month, told, actor=QUALITY, submission_id=uuid4())

    def post_by_hand(self, months_ago: int) -> None:
        month = Month.of(self.now, self.office.zone).shifted(-months_ago)
        with self.database.reading() as connection:
            edition = editions.latest_edition(connection, month) + 1
        posted = publish_summary(self.transactions, month, edition=edition, actor=QUALITY)
        assert posted is not None
        self.summaries.append(posted)

    def ask_for_review(self) -> None:
        semester = Semester.of(self.now, self.office.zone)
        if asked := prepare_review(self.transactions, semester, actor=QUALITY):
            self.reviews.append(asked)

    def change_meeting(self, what: str, amount: int) -> None:
        change = self._change(what, timedelta(days=amount + 1))
        if change is not None:
            self.transactions.write(change_meeting, change, actor=QUALITY)

    def _change(self, what: str, span: timedelta) -> MeetingChange | None:
        wall = wall_clock(self.now, self.office.zone).replace(microsecond=0) + span
        planned = [one for one in self.coming if one.planned_on]
        if what == "add":
            return MeetingChange(step=MeetingStep.ADD, wall=wall)
        if what == "restore":
            cancelled = sorted(self.chosen.meeting_exceptions.cancelled, reverse=True)
            return _of(MeetingStep.RESTORE, cancelled[0] if cancelled else None)
        if not planned:
            return None
        first, *others = planned
        if what == "cancel":
            return _of(MeetingStep.CANCEL, first.planned_on)
        if what == "drop onto the next" and others:
            wall = wall_clock(others[0].starts_at, self.office.zone)
        return MeetingChange(step=MeetingStep.MOVE, planned_on=first.planned_on, wall=wall)


def _of(step: MeetingStep, day: date | None) -> MeetingChange | None:
    return None if day is None else MeetingChange(step=step, planned_on=day)


@contextmanager
def year_on(template: Path) -> Iterator[Year]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "vigie.db"
        shutil.copy(template, path)
        database = Database(f"sqlite:///{path}")
        yield Year(database)
        database.close()


@given(lived=st.lists(events, min_size=12, max_size=30))
@settings(max_examples=50 if THOROUGH else 4, phases=(Phase.generate,))
def test_every_month_and_half_year_is_told_once_and_stays_as_it_was_told(
    sqlite_template: Path, lived: list[tuple[str, int]]
) -> None:
    with year_on(sqlite_template) as year:
        year.file()
        for what, amount in lived:
            year.live(what, amount)
        year.wait(timedelta(days=5))
        year.look()

        check_told_once(year)
        check_drafted_once(year)
        check_nothing_changed(year)
        check_nothing_is_corrected(year, lived)


def check_told_once(year: Year) -> None:
    first = Month.of(BEGINS, year.office.zone)
    office = year.chosen
    own = [one.period for one in year.summaries if one.generated_by == VIGIE]
    due = [
        month
        for month in first.through(Month.of(year.now, office.zone))
        if own_day_of(month, office) <= year.now
    ]
    whole_by_hand = {
        one.period for one in year.summaries if one.generated_by != VIGIE and one.figures.is_whole
    }

    assert len(own) == len(set(own))
    assert set(due) <= set(own) | whole_by_hand
    assert min(own, default=first) >= first


def check_drafted_once(year: Year) -> None:
    office = year.chosen
    whole = [one.period for one in year.reviews if one.figures.is_whole]
    ended = Semester.of(BEGINS, office.zone).through(Semester.of(year.now, office.zone).previous)

    assert len(whole) == len(set(whole))
    assert {one for one in ended if review_due_at(one, office) <= year.now} <= set(whole)


def check_nothing_is_corrected(year: Year, lived: list[tuple[str, int]]) -> None:
    """No month is told anew where nobody corrected anything; in another zone months are others."""
    year.now = year.chosen.calendar.next_open_moment(year.now)
    if all(what != "zone" for what, _ in lived):
        assert revise_summaries(year.transactions) == ()


def check_nothing_changed(year: Year) -> None:
    with year.database.reading() as connection:
        for told in year.summaries:
            assert editions.read_report(connection, told.period, told.edition) == told
        for drafted in year.reviews:
            assert editions.read_review(connection, drafted.period, drafted.edition) == drafted
