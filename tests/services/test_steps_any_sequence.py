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

from bot.domain.cases import Case
from bot.domain.changes import Plain, fields_of
from bot.domain.errors import NotAllowedError
from bot.domain.lifecycles import Step, lifecycle_of
from bot.domain.refusals import IllegalStepError
from bot.domain.taxonomy import Kind
from bot.rendering import Renderer
from bot.services import deliveries
from bot.services.steps import StepTaken, look_at
from bot.ui.card import card
from bot.ui.texts import texts_for
from storage import journal, outbox
from storage.claims import Lane
from storage.database import Database
from tests.support.builders import DIRECTION, QUALITY, TRAINER
from tests.support.casework import SCHOOL, case_now, history, keep, take
from tests.support.lives import RECEIVED_AT, example, fresh, original_of
from tests.support.rendering import renderer_of

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

    def renderer(self) -> Renderer:
        return renderer_of(self.database, office=SCHOOL)


@pytest.mark.parametrize("kind", list(Kind))
@settings(max_examples=8)
@given(sequence=st.lists(attempts, min_size=8, max_size=16))
def test_any_sequence_of_attempts(
    sqlite_template: Path, tmp_path: Path, kind: Kind, sequence: Sequence[Attempt]
) -> None:
    with school(sqlite_template, tmp_path / f"{uuid4()}.db", kind) as at:
        for attempt in sequence:
            at.now += attempt.later
            before = case_now(at.database, at.case.id)
            taken = live(at, attempt)

            check_move(before, case_now(at.database, at.case.id), taken)
            if attempt.is_delivered:
                deliver(at)
        at.now += timedelta(minutes=1)
        deliver(at)

        check_history(at)
        check_card(at)


@contextmanager
def school(template: Path, path: Path, kind: Kind) -> Iterator[School]:
    shutil.copy(template, path)
    database = Database(f"sqlite:///{path}")
    case = keep(database, fresh(kind))
    keep(database, original_of(case))
    with database.writing() as connection:
        key = f"card:{case.id}"
        outbox.wish(connection, "card", key=key, at=RECEIVED_AT, case_id=case.id)
    try:
        yield School(database=database, case=case, now=RECEIVED_AT)
    finally:
        database.close()


def live(at: School, attempt: Attempt) -> StepTaken | None:
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
    return taken


def chosen(at: School, attempt: Attempt) -> Step:
    try:
        view = look_at(at.database, at.case.id, reader=attempt.person, defaults=SCHOOL, now=at.now)
    except NotAllowedError:
        return attempt.step
    if attempt.follows_menu and view.steps:
        return view.steps[attempt.choice % len(view.steps)]
    return attempt.step


def deliver(at: School) -> None:
    """What delivery does, with a dictionary in Slack's place."""
    renderer = at.renderer()
    for lane in Lane:
        rows = deliveries.claim(at.database, lane, now=at.now, limit=500, defaults=SCHOOL)
        for row in sorted(rows, key=lambda row: row.kind != "card"):
            rendered = renderer.render(row, now=at.now)
            assert rendered is not None
            at.shown[row.key] = (rendered.post.text, at.now)
            deliveries.record_delivered(
                at.database, row, channel="C0QUALITE", ts=str(row.id), now=at.now
            )


def check_move(before: Case, after: Case, taken: StepTaken | None) -> None:
    if taken is None:
        assert after == before
        return
    assert taken.event is not None
    rule = lifecycle_of(before.kind).rule(Step(taken.event.name))

    assert rule is not None
    assert after == taken.case
    assert after.status in rule.moves[before.status]
    assert (after.closed_at is None) == after.status.is_open


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

    assert shown == card(case, office=SCHOOL, texts=texts, now=then, mention=True).text
