"""What was told stays: how a case ended before it came back, what became of an action before."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.migrations import bridge
from storage.types import Instant, json_document

revision = "0061"
down_revision = "0060"

_SETTLED = ("closed", "rejected", "duplicate", "withdrawn")
_ENDINGS = ("close", "reject", "mark_duplicate", "withdraw")

_cases = sa.table(
    "cases",
    sa.column("id", sa.Uuid),
    sa.column("kind", sa.String),
    sa.column("status", sa.String),
    sa.column("next_due_at", Instant),
    sa.column("reopened_count", sa.Integer),
    sa.column("life", json_document),
)
_journal = sa.table(
    "journal",
    sa.column("seq", sa.BigInteger),
    sa.column("case_id", sa.Uuid),
    sa.column("at", Instant),
    sa.column("event", sa.String),
    sa.column("details", sa.Text),
)
_past_lives = sa.table(
    "past_lives",
    sa.column("case_id", sa.Uuid),
    sa.column("closed_at", Instant),
    sa.column("reopened_at", Instant),
    sa.column("kind", sa.String),
)


def upgrade() -> None:
    connection = op.get_bind()
    bridge.add_column(connection, "cases", sa.Column("first_outcome", sa.String(40)))
    op.create_table(
        "past_lives",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("closed_at", Instant(), nullable=False),
        sa.Column("reopened_at", Instant(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_past_lives_case_id")),
        sa.PrimaryKeyConstraint("case_id", "closed_at", name=op.f("pk_past_lives")),
        if_not_exists=True,
    )
    for name in ("closed_at", "reopened_at"):
        op.create_index(f"ix_past_lives_{name}", "past_lives", [name], if_not_exists=True)
    _tell_past_lives(connection)
    _keep_what_became_of_actions(connection)
    _list_what_others_wait_for(connection)
    bridge.judge_all(connection, status="rejected")


def _keep_what_became_of_actions(connection: sa.Connection) -> None:
    """The day that an action missed, its earlier rounds, and the topic it was opened against."""
    for column in (
        sa.Column("missed_on", sa.Date()),
        sa.Column("earlier", json_document),
        sa.Column("topic", sa.String(140)),
    ):
        bridge.add_column(connection, "actions", column)
    actions = sa.table("actions", sa.column("id"), sa.column("topic"))
    told = sa.table("recurrences", sa.column("topic"), sa.column("action_id"))
    opened = sa.select(told.c.topic).where(told.c.action_id == actions.c.id).limit(1)
    against = sa.update(actions).values(topic=opened.scalar_subquery())
    connection.execute(against.where(actions.c.id.in_(sa.select(told.c.action_id))))


def _tell_past_lives(connection: sa.Connection) -> None:
    """How cases ended before they came back, as the journal tells it."""
    told = list(_told_lives(connection))
    connection.execute(sa.delete(_past_lives))
    if told:
        connection.execute(sa.insert(_past_lives), told)


def _told_lives(connection: sa.Connection) -> Iterator[dict[str, Any]]:
    query = (
        sa.select(_journal.c.case_id, _journal.c.at, _journal.c.event, _journal.c.details)
        .add_columns(_cases.c.kind)
        .join(_cases, _cases.c.id == _journal.c.case_id)
        .where(_cases.c.reopened_count > 0, _journal.c.event.in_((*_ENDINGS, "reopen")))
        .order_by(_journal.c.seq)
    )
    ended: dict[Any, datetime] = {}
    for row in connection.execute(query):
        if row.event != "reopen":
            ended[row.case_id] = row.at
            continue
        closed_at = ended.pop(row.case_id, None) or _closed_before(row.details)
        if closed_at is not None:
            yield {
                "case_id": row.case_id,
                "closed_at": closed_at,
                "reopened_at": row.at,
                "kind": row.kind,
            }


def _closed_before(details: str | None) -> datetime | None:
    """When a case was closed that came so out of another register."""
    before, _ = json.loads(details or "{}").get("changes", {}).get("closed_at", (None, None))
    return datetime.fromisoformat(before) if before else None


def _list_what_others_wait_for(connection: sa.Connection) -> None:
    """A settled case stays in the lists while somebody else's date on it is open."""
    query = sa.select(_cases.c.id, _cases.c.life).where(
        _cases.c.status.in_(_SETTLED),
        sa.cast(_cases.c.life, sa.Text).contains("external_deadlines"),
    )
    for row in connection.execute(query).all():
        open_ones = [
            datetime.fromisoformat(one["due_at"])
            for one in (row.life or {}).get("external_deadlines", ())
            if not one.get("settled_at")
        ]
        if open_ones:
            listed = sa.update(_cases).where(_cases.c.id == row.id)
            connection.execute(listed.values(next_due_at=min(open_ones)))
