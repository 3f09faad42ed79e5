"""Watch for recurrences."""

import sqlalchemy as sa
from alembic import op

from storage.types import Instant

revision = "0048"
down_revision = "0047"


def upgrade() -> None:
    op.create_table(
        "recurrences",
        sa.Column("topic", sa.String(length=140), nullable=False),
        sa.Column("told_at", Instant(), nullable=False),
        sa.Column("action_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["action_id"], ["actions.id"], name=op.f("fk_recurrences_action_id")
        ),
        sa.PrimaryKeyConstraint("topic", name=op.f("pk_recurrences")),
    )
