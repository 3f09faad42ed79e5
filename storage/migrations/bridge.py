"""From the schemas that installs had before the first revision, to that one.

Whatever is changed in that revision until it is released is brought to them here too. Only what
is missing is added: a backup of an older PostgreSQL schema holds today's tables already.
"""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations

from storage.types import Instant

OLDEST = "0050"

_INSTANTS = ("ack_due_at", "solution_due_at", "current_due_at", "ack_sent_at", "proposed_at")
_cases = sa.table(
    "cases",
    *(sa.column(name, Instant) for name in (*_INSTANTS, "closed_at")),
    *(sa.column(name, sa.String) for name in ("status", "ack_not_applicable")),
    sa.column("reopened_count", sa.Integer),
    *(
        column
        for promise in ("ack", "initial", "extended")
        for column in (
            sa.column(f"{promise}_verdict", sa.String),
            sa.column(f"{promise}_verdict_at", Instant),
        )
    ),
)
_c = _cases.c


def _verdict(
    promise: str,
    due_at: sa.ColumnElement[datetime],
    done_at: sa.ColumnElement[datetime],
    *,
    is_none: sa.ColumnElement[bool] = sa.false(),  # noqa: B008
) -> dict[str, sa.ColumnElement[Any]]:
    """What became of a promise by the rule of that day (`bot/domain/deadlines/verdicts.py`)."""
    is_set_aside = _c.status.in_(["duplicate", "rejected", "withdrawn"])
    is_too_late = sa.or_(done_at.is_(None), done_at > due_at)
    is_nothing = sa.or_(
        due_at.is_(None), is_none, sa.and_(is_too_late, is_set_aside, _c.closed_at <= due_at)
    )
    verdict = sa.case(
        (is_nothing, sa.null()),
        (done_at <= due_at, "met"),
        (sa.or_(done_at.is_not(None), is_set_aside), "missed"),
        else_="pending",
    )
    at = sa.case((is_nothing, sa.null()), (done_at <= due_at, done_at), else_=due_at)
    return {f"{promise}_verdict": verdict, f"{promise}_verdict_at": at}


_FIRST_ANSWER_AT = sa.case(
    (_c.ack_sent_at <= _c.proposed_at, _c.ack_sent_at),
    else_=sa.func.coalesce(_c.proposed_at, _c.ack_sent_at),
)
_IN_FORCE = sa.case(
    (_c.reopened_count > 0, _c.solution_due_at),
    else_=sa.func.coalesce(_c.current_due_at, _c.solution_due_at),
)
_VERDICTS = {
    "ack": _verdict(
        "ack",
        _c.ack_due_at,
        _FIRST_ANSWER_AT,
        is_none=_c.ack_not_applicable.is_not(None),
    ),
    "initial": _verdict("initial", _c.solution_due_at, _c.proposed_at),
    "extended": _verdict("extended", _IN_FORCE, _c.proposed_at),
}


def cross(connection: sa.Connection) -> None:
    """Add what the first revision has and a schema from `OLDEST` on may lack."""
    op = Operations(MigrationContext.configure(connection))
    add_column(
        connection,
        "people",
        sa.Column("is_guest", sa.Boolean, server_default=sa.false(), nullable=False),
    )
    add_column(
        connection,
        "outbox",
        sa.Column("is_urgent", sa.Boolean, server_default=sa.false(), nullable=False),
    )
    op.create_table(
        "process_facts",
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("value", sa.String(120), nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_process_facts")),
        if_not_exists=True,
    )
    op.create_table(
        "paces",
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("taken_until", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("channel", name=op.f("pk_paces")),
        if_not_exists=True,
    )
    for promise in _VERDICTS:
        add_column(connection, "cases", sa.Column(f"{promise}_verdict", sa.String(40)))
        add_column(connection, "cases", sa.Column(f"{promise}_verdict_at", Instant))
    judge_all(connection)


def judge_all(connection: sa.Connection, *, status: str | None = None) -> None:
    """Write what became of the promises of every case, or of those in one status."""
    for judged in _VERDICTS.values():
        judging = sa.update(_cases).values(judged)
        connection.execute(judging if status is None else judging.where(_c.status == status))


def add_column(connection: sa.Connection, table: str, column: sa.Column[Any]) -> None:
    """Add a column where it is missing."""
    there = sa.inspect(connection).get_columns(table)
    if all(one["name"] != column.name for one in there):
        Operations(MigrationContext.configure(connection)).add_column(table, column)
