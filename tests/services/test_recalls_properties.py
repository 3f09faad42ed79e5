"""What is owed is recalled to somebody who can act, once, whoever leaves or cannot be reached."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from bot.domain.cases.cases import Case, Status
from bot.domain.deadlines.reminder_content import DeadlineSubject, told_at
from bot.domain.deadlines.reminders import Level, Reminder
from bot.domain.messages.deadlines import Reminding
from bot.domain.messages.registry import kinds_that
from bot.domain.school.office import Office, ReminderStyle
from bot.domain.school.policies import ladders_in, own_policy
from bot.services.actions.departures import take_back
from bot.services.deadlines.planning import choose_style, replan_action
from bot.services.deadlines.reminder_content import subjects_of
from bot.services.deadlines.upcoming import next_reminder
from storage.actions import actions
from storage.deadlines import reminders
from storage.tables import outbox
from tests.support.builders import (
    DIRECTION,
    NOW,
    OFFICE,
    QUALITY,
    complaint_draft,
    opened,
)
from tests.support.desk import Desk, Sent
from tests.support.lives import action, lives
from tests.support.scratch import scratch_database

PILOT, OTHER = "U0PILOTE", "U0AUTRE"
PEOPLE = (PILOT, OTHER, QUALITY, DIRECTION)
SCHOOL = replace(OFFICE, quality_managers=(QUALITY, OTHER))
SCHOOLS = (
    SCHOOL,
    replace(SCHOOL, zone=ZoneInfo("America/Martinique")),
    replace(SCHOOL, quality_managers=(QUALITY,)),
    replace(SCHOOL, policy=own_policy(replace(OFFICE.policy, ladders=ladders_in("solution=20d")))),
)
LONGEST_NIGHT = timedelta(days=5)
"""From an evening before a long week-end to the morning after it, whoever's morning it is."""

REMINDING = kinds_that(lambda one: issubclass(one, Reminding))

people = st.sampled_from(PEOPLE)
moves = st.one_of(
    st.tuples(st.just("wait"), st.integers(1, 24 * 9)),
    st.tuples(st.sampled_from(["quiet", "single", "leaves", "returns", "closes", "opens"]), people),
    st.tuples(st.just("assign"), st.sampled_from([None, PILOT, OTHER])),
    st.tuples(st.just("school"), st.integers(0, len(SCHOOLS) - 1)),
    st.tuples(st.sampled_from(["acknowledge", "propose", "extend"]), st.just(None)),
)


@dataclass
class Life:
    """A complaint and an action, the school around them, and everything that is heard."""

    desk: Desk
    case: Case
    now: datetime
    office: Office = SCHOOL
    refused: dict[str, str] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    heard: list[tuple[datetime, Sent]] = field(default_factory=list)
    unheard_since: dict[tuple[UUID, str], datetime] = field(default_factory=dict)
    """Since when somebody should have been told of what is owed, and nobody was."""

    def play(self, move: str, given: object) -> None:
        match move, given:
            case "wait", int(hours):
                self.live_until(self.now + timedelta(hours=hours))
            case "school", int(number):
                self.office = SCHOOLS[number]
                self.desk = Desk(self.desk.database, office=self.office)
            case (("quiet" | "single"), str(person)):
                style = ReminderStyle.MORNING_DIGEST if move == "quiet" else ReminderStyle.SINGLE
                opened(self.desk.database, now=self.now).write(choose_style, person, style)
            case (("leaves" | "returns"), str(person)):
                self.move_out(person, is_gone=move == "leaves")
            case "closes", str(person):
                self.refused[person] = "messages_tab_disabled"
            case "opens", str(person):
                self.refused.pop(person, None)
            case _:
                self.change(move, given)
        self.listen()

    def change(self, move: str, given: object) -> None:
        case = self.desk.kept(self.case.id)
        due = case.current_due_at
        changes: dict[str, dict[str, object]] = {
            "assign": {"owner": given if given not in self.gone else None},
            "acknowledge": {"ack_sent_at": case.ack_sent_at or self.now},
            "propose": {"status": Status.SOLUTION_PROPOSED, "answered_at": self.now},
            "extend": {"current_due_at": due and due + timedelta(days=9)},
        }
        self.desk.change(case, at=self.now, **changes[move])
        self.unheard_since.clear()  # who makes a change is told what it changes

    def move_out(self, person: str, *, is_gone: bool) -> None:
        (self.gone.add if is_gone else self.gone.discard)(person)
        self.desk.knows(person, is_deleted=is_gone)
        take_back(opened(self.desk.database, now=self.now, office=self.office))

    def live_until(self, end: datetime) -> None:
        """From one moment at which something is to be said to the next."""
        while (at := self.next_moment()) is not None and at < end:
            self.now = max(at, self.now)
            self.listen()
        self.now = end

    def next_moment(self) -> datetime | None:
        waits = select(func.min(outbox.c.due_at)).where(
            outbox.c.kind.in_(REMINDING), outbox.c.state == "pending", outbox.c.due_at > self.now
        )
        with opened(self.desk.database, now=self.now, office=self.office).reading() as work:
            found = (next_reminder(work), work.connection.execute(waits).scalar_one())
        return min(filter(None, found), default=None)

    def listen(self) -> None:
        claimed = self.due()
        sent = self.desk.told(self.now, refused=self.refused)
        self.heard += [(self.now, one) for one in sent]
        for one in claimed:
            self.unheard_since.setdefault((one.subject, one.kind), self.now)
        reached = [message for message in sent if message.to not in self.gone]
        told = {(one.subject, one.kind) for message in reached for one in message.about}
        owed = self.owed()
        self.unheard_since = {
            what: since
            for what, since in self.unheard_since.items()
            if what not in told and what in owed and self.could_hear(owed[what])
        }
        late = [s for s in self.unheard_since.values() if self.now - s > LONGEST_NIGHT]
        assert not late

    def due(self) -> list[Reminder]:
        with self.desk.database.reading() as connection:
            return [one.reminder for one in reminders.due(connection, now=self.now, limit=100)]

    def owed(self) -> dict[tuple[UUID, str], DeadlineSubject]:
        with opened(self.desk.database, now=self.now, office=self.office).reading() as work:
            matters = subjects_of(work, [self.case.id, action().id])
        return {(one.subject, one.kind): m for m in matters.values() for one in m.deadlines}

    def could_hear(self, matter: DeadlineSubject) -> bool:
        """Whether anybody is left who could be told of it."""
        away = frozenset(self.gone | set(self.refused))
        kind = matter.deadlines[0].kind
        return bool(told_at(list(Level)[-1], kind, matter=matter, office=self.office, away=away))


@contextmanager
def life(template: Path) -> Iterator[Life]:
    with scratch_database(template) as database:
        desk = Desk(database, office=SCHOOL)
        desk.knows(OTHER, zone="America/Martinique")
        case = desk.file(complaint_draft(received_at=NOW), at=NOW, owner=PILOT)
        with opened(database, office=SCHOOL).writing() as work:
            actions.add(work.connection, action(created_at=NOW, owner=PILOT))
            replan_action(work, action(created_at=NOW, owner=PILOT))
        yield Life(desk, case, NOW)


@pytest.fixture(scope="module")
def template(sqlite_template: Path) -> Path:
    return sqlite_template


@settings(max_examples=lives(6))
@given(played=st.lists(moves, min_size=3, max_size=14))
def test_what_is_owed_is_recalled_to_somebody_who_can_act_once(
    template: Path, played: list[tuple[str, object]]
) -> None:
    with life(template) as lived:
        lived.listen()
        for move, given_ in played:
            lived.play(move, given_)
        lived.live_until(lived.now + LONGEST_NIGHT + timedelta(days=1))
        lived.listen()
        told = [(sent.to, one.subject, one.rule) for _, sent in lived.heard for one in sent.about]
        keys = [(sent.to, one.key) for _, sent in lived.heard for one in sent.about]

        assert told
        assert len(keys) == len(set(keys))
