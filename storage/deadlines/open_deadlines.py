"""Open deadlines as rows: for cards, lists and digests, kept in step by planning alone."""

from collections import Counter
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
    or_,
    select,
    tuple_,
    update,
)

from bot.domain.school.policies import DeadlineKind
from storage.cases.visibility import is_about
from storage.claiming import locked_once
from storage.tables import cases, open_deadlines
from storage.types import insert_for


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDeadline:
    """An open deadline as a row. `owner` is None where nobody has it who could be told."""

    subject: UUID
    kind: DeadlineKind
    case_id: UUID | None
    owner: str | None
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Owing:
    """What `person` owes, and what the `absent` owe, for whom they stand in.

    Of these nothing confidential, and nothing about the person.
    """

    person: str
    absent: tuple[str, ...] = ()


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
    """Open deadlines of a case or an action, soonest first."""
    return _first(connection, open_deadlines.c.subject == subject, limit=100)


def of_kinds(connection: Connection, kinds: Collection[DeadlineKind]) -> tuple[KeptDeadline, ...]:
    """Every open deadline of these kinds."""
    query = select(*_COLUMNS).where(open_deadlines.c.kind.in_(kinds))
    return tuple(KeptDeadline(**row) for row in connection.execute(query).mappings())


def cases_of(connection: Connection, subjects: Collection[UUID]) -> frozenset[UUID]:
    """The cases to which what is owed under these ids belongs."""
    found = select(open_deadlines.c.case_id).where(open_deadlines.c.subject.in_(subjects))
    return frozenset(one for one in connection.execute(found).scalars() if one is not None)


def due_before(
    connection: Connection,
    end: datetime,
    *,
    since: datetime | None = None,
    whose: Owing | None = None,
    limit: int,
) -> tuple[KeptDeadline, ...]:
    """Deadlines open until `end`, not yet passed at `since`, of everyone or of one person."""
    wanted = _until(end, whose)
    if since is not None:
        wanted &= open_deadlines.c.due_at >= since
    return _first(connection, wanted, limit=limit)


def count_before(connection: Connection, end: datetime, *, whose: Owing | None = None) -> int:
    """How much is owed by `end`."""
    query = select(func.count()).select_from(open_deadlines).where(_until(end, whose))
    return int(connection.execute(query).scalar_one())


def passed(
    connection: Connection, *, now: datetime, whose: Owing | None = None
) -> Counter[DeadlineKind]:
    """How much of each kind has passed: what is late, and where nothing moves."""
    kind, total = open_deadlines.c.kind, func.count().label("total")
    query = select(kind, total).where(_until(now, whose)).group_by(kind)
    return Counter({row.kind: row.total for row in connection.execute(query)})


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
    )
    key = tuple_(open_deadlines.c.subject, open_deadlines.c.kind)
    marked = (
        update(open_deadlines)
        .where(key.in_(locked_once(passed)))
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


def _until(end: datetime, whose: Owing | None) -> ColumnElement[bool]:
    due = open_deadlines.c.due_at < end
    return due if whose is None else due & _in(whose)


def _in(whose: Owing) -> ColumnElement[bool]:
    owner = open_deadlines.c.owner
    if not whose.absent:
        return owner == whose.person
    not_lent = select(cases.c.id).where(or_(cases.c.confidential, is_about(whose.person)))
    of_case = func.coalesce(open_deadlines.c.case_id, open_deadlines.c.subject)
    return or_(owner == whose.person, owner.in_(whose.absent) & of_case.not_in(not_lent))


def _first(
    connection: Connection, condition: ColumnElement[bool], *, limit: int
) -> tuple[KeptDeadline, ...]:
    query = select(*_COLUMNS).where(condition).order_by(open_deadlines.c.due_at).limit(limit)
    return tuple(KeptDeadline(**row) for row in connection.execute(query).mappings())
