"""Keep the minutes of meetings."""

import sqlalchemy as sa
from alembic import op

from storage.types import Instant, json_document

revision = "0045"
down_revision = "0044"


def upgrade() -> None:
    op.create_table(
        "minutes",
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("edition", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("written_at", Instant(), nullable=False),
        sa.Column("written_by", sa.String(length=40), nullable=False),
        sa.Column("facts", json_document, nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("period", "edition", name=op.f("pk_minutes")),
    )
