"""Count open cases by an index alone."""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"


def upgrade() -> None:
    is_open = sa.text("next_due_at IS NOT NULL")
    op.create_index(
        "ix_cases_open",
        "cases",
        [
            "next_due_at",
            "id",
            "recorded_by",
            "owner",
            "kind",
            "confidential",
            "named_handlers",
            "complained_about",
        ],
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
    op.drop_index("ix_cases_next_due_at_id", table_name="cases")
