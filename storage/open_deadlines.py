"""What is still owed, as rows: for cards, lists and digests, kept in step by planning alone."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    Insert,
    bindparam,
    case,
    delete,
    func,
    select,
    tuple_,
    update,
)

from bot.domain.policies import DeadlineKind
from storage.tables import open_deadlines
from storage.upsert import insert_for


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDeadline:
    """An open deadline as a row. `owner` is None where nobody has it who could be told."""

    subject: UUID
    kind: DeadlineKind
    case_id: UUID | None
    owner: str | None
    due_at: datetime


_FIELDS = tuple(KeptDeadline.__dataclass_fields__)
_COLUMNS = tuple(open_deadlines.c[name] for name in _FIELDS)

_GONE = delete(open_deadlines).where(
    open_deadlines.c.subject == bindparam("of"),
    open_deadlines.c.kind.not_in(bindparam("kinds", expanding=True)),
)


def replace_of(connection: Connection, subject: UUID, deadlines: Sequence[KeptDeadline]) -> None:
    """Write what a case or an action owes, in place of what it owed before."""
    connection.execute(_GONE, {"of": subject, "kinds": [one.kind for one in deadlines]})
    add(connection, deadlines)


def add(connection: Connection, deadlines: Sequence[KeptDeadline]) -> None:
    """Write deadlines, each over the one of the same kind and subject."""
    if deadlines:
        rows = [{name: getattr(one, name) for name in _FIELDS} for one in deadlines]
        connection.execute(_keeping(connection.dialect.name), rows)


def of_subject(connection: Connection, subject: UUID) -> tuple[KeptDeadline, ...]:
    """What a case or an action owes, soonest first."""
    return _first(connection, open_deadlines.c.subject == subject, limit=100)


def cases_of(connection: Connection, subjects: Collection[UUID]) -> frozenset[UUID]:
    """The cases to which what is owed under these ids belongs."""
    found = select(open_deadlines.c.case_id).where(open_deadlines.c.subject.in_(subjects))
    return frozenset(one for one in connection.execute(found).scalars() if one is not None)


def due_before(
    connection: Connection, end: datetime, *, owner: str | None = None, limit: int
) -> tuple[KeptDeadline, ...]:
    """What is owed by `end`, to everyone or by one person, soonest first."""
    return _first(connection, _until(end, owner), limit=limit)


def count_before(connection: Connection, end: datetime, *, owner: str | None = None) -> int:
    """How much is owed by `end`."""
    query = select(func.count()).select_from(open_deadlines).where(_until(end, owner))
    return int(connection.execute(query).scalar_one())


def owners(connection: Connection) -> tuple[str, ...]:
    """Everyone who owes something."""
    query = select(open_deadlines.c.owner).where(open_deadlines.c.owner.is_not(None)).distinct()
    return tuple(connection.execute(query.order_by(open_deadlines.c.owner)).scalars())


def is_any_passed(connection: Connection, *, now: datetime) -> bool:
    """Whether a deadline has passed that no card shows as late yet."""
    unmarked = open_deadlines.c.marked_at.is_(None)
    query = select(open_deadlines.c.subject).where(unmarked, open_deadlines.c.due_at < now)
    return connection.execute(query.limit(1)).first() is not None


def next_after(connection: Connection, now: datetime) -> datetime | None:
    """When the next deadline passes that no card shows as late yet."""
    query = select(func.min(open_deadlines.c.due_at)).where(
        open_deadlines.c.marked_at.is_(None), open_deadlines.c.due_at > now
    )
    found: datetime | None = connection.execute(query).scalar_one()
    return found


def mark_passed(connection: Connection, *, now: datetime, limit: int) -> tuple[UUID, ...]:
    """The cases of which a deadline has passed since this was last asked."""
    passed = (
        select(open_deadlines.c.subject, open_deadlines.c.kind)
        .where(open_deadlines.c.marked_at.is_(None), open_deadlines.c.due_at < now)
        .order_by(open_deadlines.c.due_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    key = tuple_(open_deadlines.c.subject, open_deadlines.c.kind)
    marked = (
        update(open_deadlines)
        .where(key.in_(passed))
        .values(marked_at=now)
        .returning(open_deadlines.c.case_id)
    )
    found = connection.execute(marked).scalars()
    return tuple(dict.fromkeys(case_id for case_id in found if case_id is not None))


@cache
def _keeping(dialect: str) -> Insert:
    """Made once: every filing and every step writes with it."""
    fresh = insert_for(dialect, open_deadlines)
    new = fresh.excluded
    is_unmoved = open_deadlines.c.due_at == new.due_at
    changes = {
        "owner": new.owner,
        "due_at": new.due_at,
        # a date that was moved has not passed yet on any card
        "marked_at": case((is_unmoved, open_deadlines.c.marked_at), else_=None),
    }
    return fresh.on_conflict_do_update(index_elements=["subject", "kind"], set_=changes)


def _until(end: datetime, owner: str | None) -> ColumnElement[bool]:
    due = open_deadlines.c.due_at < end
    return due if owner is None else due & (open_deadlines.c.owner == owner)


def _first(
    connection: Connection, condition: ColumnElement[bool], *, limit: int
) -> tuple[KeptDeadline, ...]:
    query = select(*_COLUMNS).where(condition).order_by(open_deadlines.c.due_at).limit(limit)
    return tuple(KeptDeadline(**row) for row in connection.execute(query).mappings())
