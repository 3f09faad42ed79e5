"""Whatever people try: a legal case, a whole journal, and a card that says what the case is."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from bot.domain.actions.listings import Scope
from bot.domain.calendar.periods import Month
from bot.domain.cases.cases import Case
from bot.domain.cases.journal_entries import Plain, fields_of
from bot.domain.cases.refusals import IllegalStepError
from bot.domain.cases.taxonomy import Kind
from bot.domain.deadlines.open_deadlines import open_deadlines_of
from bot.domain.errors import NotAllowedError
from bot.domain.messages.cases import CardMessage
from bot.domain.reports.figures import Figures
from bot.domain.reports.revisions import revisions_between
from bot.domain.school.policies import DeadlineKind
from bot.domain.steps.lifecycles import Step, lifecycle_of
from bot.messages.rendering import Renderer
from bot.services import deliveries
from bot.services.deadlines.planning import replan
from bot.services.steps.consequences import case_context_of
from bot.services.steps.steps import StepTaken, look_at
from bot.ui.cases.card import card
from bot.ui.texts.catalogue import texts_for
from storage.cases import journal
from storage.cases.case_lists import ListQuery, page_of
from storage.database import Database
from storage.messages import outbox
from storage.messages.claims import Lane
from storage.reports.figures import read_figures
from storage.tables import open_deadlines
from tests.support.builders import DIRECTION, QUALITY, TRAINER, opened
from tests.support.casework import SCHOOL, case_now, history, keep, take
from tests.support.lives import RECEIVED_AT, example, lives, original_of, promising
from tests.support.rendering import renderer_of

WAITING = frozenset({DeadlineKind.FOLLOW_UP, DeadlineKind.NEXT_STEP})
LISTS = (Scope.OPEN, Scope.OVERDUE)
OF_CASES = frozenset(DeadlineKind) - {DeadlineKind.ACTION, DeadlineKind.EFFECT}
PEOPLE = (QUALITY, QUALITY, DIRECTION, TRAINER, "U0OTHER", "U0STRANGER")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """Somebody tries something a while later, perhaps twice, and Slack hears of it or not yet."""

    person: str
    step: Step
    follows_menu: bool
    choice: int
    later: timedelta
    is_double: bool
    is_delivered: bool


attempts = st.builds(
    Attempt,
    person=st.sampled_from(PEOPLE),
    step=st.sampled_from(Step),
    follows_menu=st.booleans(),
    choice=st.integers(min_value=0, max_value=20),
    later=st.timedeltas(min_value=timedelta(seconds=1), max_value=timedelta(days=5)),
    is_double=st.booleans(),
    is_delivered=st.booleans(),
)


@dataclass(slots=True, kw_only=True)
class School:
    """A database, the time, and what Slack shows of the case."""

    database: Database
    case: Case
    now: datetime
    shown: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    told: dict[Month, Figures] = field(default_factory=dict)

    def renderer(self) -> Renderer:
        return renderer_of(self.database, office=SCHOOL)


@pytest.mark.parametrize("kind", list(Kind))
@settings(max_examples=lives(8))
@given(sequence=st.lists(attempts, min_size=8, max_size=16))
def test_any_sequence_of_attempts(
    sqlite_template: Path, tmp_path: Path, kind: Kind, sequence: Sequence[Attempt]
) -> None:
    with school(sqlite_template, tmp_path / f"{uuid4()}.db", kind) as at:
        for attempt in sequence:
            at.now += attempt.later
            before = case_now(at.database, at.case.id)
            done = live(at, attempt)

            check_move(before, case_now(at.database, at.case.id), done)
            check_deadlines(at)
            tell(at)
            if attempt.is_delivered:
                deliver(at)
        at.now += timedelta(minutes=1)
        deliver(at)

        check_history(at)
        check_card(at)
        check_told(at)


@contextmanager
def school(template: Path, path: Path, kind: Kind) -> Iterator[School]:
    shutil.copy(template, path)
    database = Database(f"sqlite:///{path}")
    case = keep(database, promising(kind))
    keep(database, original_of(case))
    opened(database, now=RECEIVED_AT, office=SCHOOL).write(replan, case)
    with database.writing() as connection:
        outbox.enqueue(connection, CardMessage(case_id=case.id), at=RECEIVED_AT)
    try:
        yield School(database=database, case=case, now=RECEIVED_AT)
    finally:
        database.close()


def live(at: School, attempt: Attempt) -> tuple[Step, StepTaken] | None:
    """Try it; None when it was refused."""
    case = case_now(at.database, at.case.id)
    wanted = example(chosen(at, attempt), case, now=at.now)
    submission = uuid4()
    try:
        taken = take(
            at.database,
            case,
            wanted,
            actor=attempt.person,
            now=at.now,
            submission_id=submission,
        )
    except (IllegalStepError, NotAllowedError):
        return None
    if attempt.is_double:
        again = take(
            at.database,
            case,
            wanted,
            actor=attempt.person,
            now=at.now,
            submission_id=submission,
        )
        assert (again.case, again.event) == (taken.case, None)
    return wanted.step, taken


def chosen(at: School, attempt: Attempt) -> Step:
    try:
        view = opened(at.database, now=at.now, office=SCHOOL).read(
            look_at, at.case.id, reader=attempt.person
        )
    except NotAllowedError:
        return attempt.step
    if attempt.follows_menu and view.steps:
        return view.steps[attempt.choice % len(view.steps)]
    return attempt.step


def deliver(at: School) -> None:
    """What delivery does, with a dictionary in Slack's place."""
    renderer = at.renderer()
    for lane in Lane:
        rows = opened(at.database, now=at.now, office=SCHOOL).write(
            deliveries.claim, lane, limit=500
        )
        for row in sorted(rows, key=lambda row: row.kind != "card"):
            rendered = renderer.render(row, now=at.now)
            if rendered is not None:
                at.shown[row.key] = (rendered.post.text, at.now)
            assert rendered is not None or row.kind != "card"
            opened(at.database, now=at.now).write(
                deliveries.record_delivered,
                row,
                channel="C0QUALITE" if rendered else row.channel,
                ts=str(row.id) if rendered else row.ts,
                is_over=rendered is None or rendered.is_over,
            )


def check_move(before: Case, after: Case, done: tuple[Step, StepTaken] | None) -> None:
    if done is None:
        assert after == before
        return
    step, taken = done
    assert taken.event is not None
    rule = lifecycle_of(before.kind).rule(step)

    assert rule is not None
    assert after == taken.case
    assert after.status in rule.moves[before.status]
    assert (after.closed_at is None) == after.status.is_open


def check_deadlines(at: School) -> None:
    """What is owed is owed everywhere: by the case, in the rows beside it, and in the lists."""
    case = case_now(at.database, at.case.id)
    others = [one for one in open_deadlines_of(case) if one.external]
    overdue = [one.kind for one in open_deadlines_of(case) if one.due_at < at.now]
    with at.database.reading() as connection:
        rows = connection.execute(
            select(open_deadlines.c.kind, open_deadlines.c.due_at).where(
                open_deadlines.c.case_id == case.id, open_deadlines.c.kind.in_(OF_CASES)
            )
        ).all()
        is_listed = {scope: case.ref in refs(connection, scope, at) for scope in LISTS}

    owed = sorted(tuple(row) for row in rows if row.kind not in WAITING)
    assert owed == sorted((one.kind, one.due_at) for one in open_deadlines_of(case))
    assert any(row.kind is not DeadlineKind.EXTERNAL for row in rows) == case.status.is_open
    assert is_listed == {
        Scope.OPEN: case.status.is_open or bool(others),
        Scope.OVERDUE: bool(overdue),
    }


def tell(at: School) -> None:
    """The figures of a month, once it is over."""
    month = Month.of(at.now, SCHOOL.zone).previous
    if month not in at.told:
        with at.database.reading() as connection:
            at.told[month] = read_figures(connection, month, now=at.now, zone=SCHOOL.zone)


def refs(connection: Connection, scope: Scope, at: School) -> set[str]:
    wanted = ListQuery(scope=scope, reader=QUALITY, office=SCHOOL, now=at.now)
    return {one.ref for one in page_of(connection, wanted, number=0)}


def check_told(at: School) -> None:
    """What was told of a month once it was over stays, unless a reception was corrected."""
    if any(one.event == Step.CORRECT_RECEPTION for one in history(at.database, at.case.id)):
        return
    with at.database.reading() as connection:
        present = read_figures(
            connection, Month.of(at.now, SCHOOL.zone), now=at.now, zone=SCHOOL.zone
        ).present
        assert present.open == case_now(at.database, at.case.id).status.is_open + 1
        for month, told in at.told.items():
            now = read_figures(connection, month, now=at.now, zone=SCHOOL.zone)
            later = at.told.get(month.next, told)
            assert revisions_between(told, now) == revisions_between(later, now) == ()
            assert (now.present.complaints, now.present.incidents, now.outcomes, now.ages) == (
                told.present.complaints,
                told.present.incidents,
                told.outcomes,
                told.ages,
            )
            for name in ("ack", "initial", "extended"):
                before, since = getattr(told.present, name), getattr(now.present, name)
                assert before.met <= since.met
                assert before.counted <= since.counted <= before.counted + before.pending


def check_history(at: School) -> None:
    """The journal holds, and alone tells how the case came to be what it is."""
    with at.database.reading() as connection:
        assert journal.first_flaw(connection) is None
    state: dict[str, Plain] = fields_of(at.case)
    for entry in history(at.database, at.case.id):
        for name, (old, new) in (entry.details or {}).get("changes", {}).items():
            assert state[name] == old
            state[name] = new
    assert state == fields_of(case_now(at.database, at.case.id))


def check_card(at: School) -> None:
    """The card, as it was last shown, says of the case as it is now what it would then."""
    case = case_now(at.database, at.case.id)
    shown, then = at.shown[f"card:{case.id}"]
    texts = texts_for(SCHOOL.locale)

    around = opened(at.database, now=then, office=SCHOOL).read(case_context_of, case)
    said = card(case, office=SCHOOL, texts=texts, now=then, around=around, mention=True)

    assert shown == said.text
