"""Decide actions in meetings: say where an action was decided, and on which period's report."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"


def upgrade() -> None:
    origin = sa.Column("origin", sa.String(40), server_default="case", nullable=False)
    op.add_column("actions", origin)
    op.add_column("actions", sa.Column("period", sa.String(10), nullable=True))
    # until now only meetings could have given one that comes of no case
    op.execute("UPDATE actions SET origin = 'decision' WHERE case_id IS NULL")
    op.create_index("ix_actions_period_origin", "actions", ["period", "origin"], unique=False)
