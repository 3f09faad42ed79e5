"""What holds of every message about a deadline, whatever people do and however time passes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.domain.calendar.calendars import SENDING_TIME, WorkingCalendar
from bot.domain.cases.cases import Case, Status
from bot.domain.cases.taxonomy import Severity
from bot.domain.deadlines.open_deadlines import recalled_deadlines_of
from bot.domain.deadlines.reminders import Snooze
from bot.services.deadlines.planning import put_off
from bot.services.deadlines.planning_again import audit_plans
from tests.support.builders import NOW, OFFICE, complaint_draft, opened
from tests.support.desk import Desk, Sent
from tests.support.scratch import scratch_database

CALENDAR = WorkingCalendar()
PILOTS = ("U0PILOTE", "U0AUTRE")

Change = Callable[[Case, datetime], dict[str, Any]]
CHANGES: dict[str, Change] = {
    "assign": lambda case, _: {"owner": PILOTS[case.owner == PILOTS[0]]},
    "release": lambda _, __: {"owner": None},
    "acknowledge": lambda case, now: {"ack_sent_at": case.ack_sent_at or now},
    "propose": lambda _, now: {
        "status": Status.SOLUTION_PROPOSED,
        "proposed_at": now,
        "answered_at": now,
    },
    "extend": lambda case, _: {"current_due_at": case.current_due_at + timedelta(days=9)},  # type: ignore[operator]
    "correct": lambda case, _: {"ack_due_at": case.ack_due_at - timedelta(hours=5)},  # type: ignore[operator]
    "follow up": lambda _, now: {"status": Status.FOLLOW_UP, "implemented_at": now},
    "close": lambda _, __: {"status": Status.CLOSED},
    "reopen": lambda _, now: {"status": Status.REOPENED, "reopened_at": now},
}
pauses = st.one_of(
    st.integers(1, 180), st.integers(181, 60 * 24 * 2), st.integers(60 * 24 * 2, 60 * 24 * 12)
)
moves = st.one_of(
    st.tuples(st.just("wait"), pauses),
    st.tuples(st.sampled_from(sorted(CHANGES)), st.just(0)),
    st.tuples(st.just("put off"), st.integers(0, len(Snooze) - 1)),
    st.tuples(st.just("clock back"), st.integers(1, 600)),
)


@dataclass
class Story:
    """A case, what was done to it, and every message with the case as it then was."""

    desk: Desk
    case: Case
    now: datetime
    heard: list[tuple[datetime, Case, Sent]] = field(default_factory=list)

    def play(self, move: str, amount: int) -> None:
        if move in {"wait", "clock back"}:
            minutes = timedelta(minutes=amount)
            self.now += minutes if move == "wait" else -minutes
        elif move == "put off":
            self._put_off(list(Snooze)[amount])
        else:
            given = CHANGES[move](self.case, self.now)
            self.case = self.desk.change(self.case, at=self.now, **given)
        self.listen()

    def listen(self) -> None:
        self.heard += [(self.now, self.case, one) for one in self.desk.told(self.now)]

    def _put_off(self, choice: Snooze) -> None:
        for due in recalled_deadlines_of(self.case, OFFICE, is_owned=self.case.owner is not None):
            if self.case.owner is not None:
                opened(self.desk.database, now=self.now).write(
                    put_off, (self.case.id, due.kind, due.due_at), choice, person=self.case.owner
                )


@contextmanager
def story(template: Path, **given: Any) -> Iterator[Story]:
    with scratch_database(template) as database:
        desk = Desk(database)
        case = desk.file(complaint_draft(received_at=NOW, **given), at=NOW, owner=PILOTS[0])
        yield Story(desk, case, NOW)


@pytest.fixture(scope="module")
def template(sqlite_template: Path) -> Path:
    return sqlite_template


@settings(max_examples=15)
@given(played=st.lists(moves, min_size=3, max_size=14))
@example(
    played=[
        ("clock back", 109),
        ("wait", 181),
        ("clock back", 158),
        ("put off", 0),
        ("wait", 158),
    ]
)
@example(
    played=[
        ("clock back", 506),
        ("wait", 970),
        ("clock back", 550),
        ("put off", 0),
        ("wait", 181),
    ]
)
def test_whatever_is_done(template: Path, played: list[tuple[str, int]]) -> None:
    with story(template) as told:
        told.listen()
        for move, amount in played:
            told.play(move, amount)

        assert_nothing_is_said_of_what_is_done(told)
        assert_nothing_is_said_twice(told)
        assert_what_is_late_says_so(told)
        assert_people_are_left_in_peace(told)
        assert audit_plans(opened(told.desk.database, now=told.now)).unplanned == 0


@settings(max_examples=5)
@given(hours=st.lists(st.integers(1, 30), min_size=4, max_size=20))
def test_a_critical_case_is_said_by_the_next_tick(template: Path, hours: list[int]) -> None:
    with story(template, severity=Severity.CRITICAL) as told:
        told.listen()
        for pause in hours:
            before = told.desk.said(told.case.id)
            told.play("wait", pause * 60)
            due = [one for one in told.desk.said(told.case.id) if one not in before]
            spoken = {
                one.rule for at, _, sent in told.heard for one in sent.about if at == told.now
            }

            assert bool(spoken) == bool(due)


def assert_nothing_is_said_of_what_is_done(told: Story) -> None:
    for _, case, sent in told.heard:
        owed = recalled_deadlines_of(case, OFFICE, is_owned=case.owner is not None)
        still = {(one.kind, one.due_at) for one in owed}
        assert {(one.kind, one.due_at) for one in sent.about} <= still


def assert_nothing_is_said_twice(told: Story) -> None:
    keys = [(sent.to, one.key) for _, _, sent in told.heard for one in sent.about]
    assert len(keys) == len(set(keys))


def assert_what_is_late_says_so(told: Story) -> None:
    for now, _, sent in told.heard:
        for one in sent.about:
            says_late = "en retard de" in sent.text or "rien n'a bougé" in sent.text
            assert says_late or now <= one.due_at + SENDING_TIME


def assert_people_are_left_in_peace(told: Story) -> None:
    """Out of hours only where the deadline falls before people are back."""
    for now, _, sent in told.heard:
        back = CALENDAR.next_open_moment(now)
        assert back == now or any(now < one.due_at < back for one in sent.about)
