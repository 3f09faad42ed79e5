"""Know the activity of a month: trainees trained, sessions held."""

import sqlalchemy as sa
from alembic import op

from storage.types import Instant

revision = "0047"
down_revision = "0046"


def upgrade() -> None:
    op.create_table(
        "activity",
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("trainees", sa.Integer(), nullable=True),
        sa.Column("sessions", sa.Integer(), nullable=True),
        sa.Column("told_by", sa.String(length=40), nullable=False),
        sa.Column("told_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("period", name=op.f("pk_activity")),
    )
