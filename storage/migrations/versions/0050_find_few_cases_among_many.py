"""Find few cases among many, and that there are none."""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"

_NARROWED_BY = ("kind", "status", "category")
_SORTED_BY = ("next_due_at", "received_at")
_SEEN_BY = ("confidential", "named_handlers", "complained_about")
_IS_OPEN = "next_due_at IS NOT NULL"
_OLD = (
    "ix_cases_owner",
    "ix_cases_owner_next_due_at",
    "ix_cases_recorded_by_next_due_at",
)


def upgrade() -> None:
    for name in _NARROWED_BY:
        _create(f"{name}_received_at_id", name, "received_at", "id")
        seen_by = ("recorded_by", "owner", *_SEEN_BY) if name == "kind" else ()
        _create(f"open_{name}", name, "next_due_at", "id", *seen_by, only=_IS_OPEN)
    is_unowned = f"{_IS_OPEN} AND owner IS NULL"
    _create("unowned", "next_due_at", "id", "kind", *_SEEN_BY, only=is_unowned)
    for sort in _SORTED_BY:
        _create(f"recorded_by_{sort}_id", "recorded_by", sort, "id")
        _create(f"owner_{sort}_id", "owner", sort, "id", only="owner IS NOT NULL")
    for name in _OLD:
        op.drop_index(name, table_name="cases")


def _create(name: str, *columns: str, only: str | None = None) -> None:
    where = None if only is None else sa.text(only)
    op.create_index(
        f"ix_cases_{name}", "cases", columns, sqlite_where=where, postgresql_where=where
    )
