"""Count and report: columns for what the monthly figures count, and the frozen reports."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from alembic import op

from storage.types import Instant, json_document

revision = "0030"
down_revision = "0021"

_BATCH = 1_000
_INSTANTS = ("ack_sent_at", "proposed_at", "closed_at")
_MOVED = (
    *_INSTANTS,
    "ack_not_applicable",
    "reopened_count",
    "cause_family",
    "outcome",
    "lost_minutes",
)

_cases = sa.table(
    "cases",
    sa.column("id", sa.Uuid()),
    sa.column("life", json_document),
    *(sa.column(name, Instant()) for name in _INSTANTS),
    *(sa.column(name) for name in _MOVED if name not in _INSTANTS),
)


def upgrade() -> None:
    op.add_column("cases", sa.Column("ack_sent_at", Instant(), nullable=True))
    op.add_column("cases", sa.Column("ack_not_applicable", sa.Text(), nullable=True))
    op.add_column("cases", sa.Column("proposed_at", Instant(), nullable=True))
    op.add_column("cases", sa.Column("closed_at", Instant(), nullable=True))
    op.add_column(
        "cases", sa.Column("reopened_count", sa.Integer(), server_default="0", nullable=False)
    )
    op.add_column("cases", sa.Column("cause_family", sa.String(40), nullable=True))
    op.add_column("cases", sa.Column("outcome", sa.String(40), nullable=True))
    op.add_column("cases", sa.Column("lost_minutes", sa.Integer(), nullable=True))
    _move_out_of_documents()
    for name in ("proposed_at", "closed_at", "solution_due_at"):
        op.create_index(f"ix_cases_{name}", "cases", [name], unique=False)
    op.create_table(
        "reports",
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("edition", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("generated_at", Instant(), nullable=False),
        sa.Column("generated_by", sa.String(length=40), nullable=False),
        sa.Column("meeting_at", Instant(), nullable=True),
        sa.Column("policy_version", sa.String(length=40), nullable=False),
        sa.Column("snapshot", json_document, nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("kind", "period", "edition", name=op.f("pk_reports")),
    )


def _move_out_of_documents() -> None:
    connection = op.get_bind()
    for batch in _documents(connection):
        rows = [_moved(id_, life) for id_, life in batch]
        names = ("life", *_MOVED)
        change = sa.update(_cases).where(_cases.c.id == sa.bindparam("case_id"))
        connection.execute(change.values({name: sa.bindparam(name) for name in names}), rows)


def _documents(connection: sa.Connection) -> Iterator[list[tuple[UUID, dict[str, Any]]]]:
    query = sa.select(_cases.c.id, _cases.c.life).where(_cases.c.life.is_not(None))
    query = query.order_by(_cases.c.id).limit(_BATCH)
    batch = connection.execute(query).all()
    while batch:
        yield [(row.id, row.life) for row in batch]
        batch = connection.execute(query.where(_cases.c.id > batch[-1].id)).all()


def _moved(id_: UUID, life: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in life.items() if name not in _MOVED}
    moved = {name: life.get(name) for name in _MOVED}
    instants = {name: _instant(life.get(name)) for name in _INSTANTS}
    count = {"reopened_count": life.get("reopened_count", 0)}
    return {"case_id": id_, "life": kept or None} | moved | instants | count


def _instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
