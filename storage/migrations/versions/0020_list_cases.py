"""List cases by urgency, to those who may see them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.types import Instant, json_document

revision = "0020"
down_revision = "0010"

_SETTLED = {"closed", "rejected", "duplicate", "withdrawn"}
_UNANSWERED = {"received", "acknowledged", "under_review", "waiting_info", "reopened"}
_INDEXES = {
    "ix_cases_next_due_at_id": ["next_due_at", "id"],
    "ix_cases_received_at_id": ["received_at", "id"],
    "ix_cases_owner_next_due_at": ["owner", "next_due_at"],
    "ix_cases_recorded_by_next_due_at": ["recorded_by", "next_due_at"],
    "ix_cases_named_handlers": ["named_handlers"],
}

# The table as it was then, and the new columns.
_cases = sa.table(
    "cases",
    sa.column("id", sa.Uuid()),
    sa.column("kind", sa.String()),
    sa.column("status", sa.String()),
    sa.column("confidential", sa.Boolean()),
    sa.column("ack_due_at", Instant()),
    sa.column("solution_due_at", Instant()),
    sa.column("current_due_at", Instant()),
    sa.column("charge_due_at", Instant()),
    sa.column("information_due_at", Instant()),
    sa.column("life", json_document),
    sa.column("next_due_at", Instant()),
    sa.column("named_handlers", sa.Text()),
    sa.column("complained_about", sa.Text()),
)


def upgrade() -> None:
    op.add_column("cases", sa.Column("next_due_at", Instant(), nullable=True))
    op.add_column("cases", sa.Column("named_handlers", sa.Text(), nullable=True))
    op.add_column("cases", sa.Column("complained_about", sa.Text(), nullable=True))
    for case in op.get_bind().execute(sa.select(_cases)).mappings().all():
        found = _looked_for(dict(case))
        op.execute(_cases.update().where(_cases.c.id == case["id"]).values(found))
    for name, columns in _INDEXES.items():
        op.create_index(name, "cases", columns)


def _looked_for(case: Mapping[str, Any]) -> dict[str, Any]:
    life = case["life"] or {}
    concerned = life.get("concerned_people", [])
    free = [person for person in life.get("handlers", []) if person not in concerned]
    return {
        "next_due_at": None if case["status"] in _SETTLED else _next_due_at(case, life),
        "named_handlers": _marked(free) if case["confidential"] else None,
        "complained_about": _marked(concerned),
    }


def _next_due_at(case: Mapping[str, Any], life: Mapping[str, Any]) -> datetime:
    dues = _incident(case, life) if case["kind"] == "incident" else _complaint(case, life)
    return min((due for due in dues if due), default=datetime(9999, 12, 31, tzinfo=UTC))


def _incident(case: Mapping[str, Any], life: Mapping[str, Any]) -> list[datetime | None]:
    return [
        case["charge_due_at"] if case["status"] == "reported" else None,
        None if life.get("information_points") else case["information_due_at"],
    ]


def _complaint(case: Mapping[str, Any], life: Mapping[str, Any]) -> list[datetime | None]:
    if case["status"] not in _UNANSWERED:
        return []
    answered = {"ack_sent_at", "proposed_at", "ack_not_applicable"} & life.keys()
    solution = case["current_due_at"] or case["solution_due_at"]
    return [solution, None if answered else case["ack_due_at"]]


def _marked(people: list[str]) -> str | None:
    return f"|{'|'.join(people)}|" if people else None
