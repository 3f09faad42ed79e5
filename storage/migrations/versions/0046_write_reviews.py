"""Write reviews: what people put into a half-year's review until it is approved."""

import sqlalchemy as sa
from alembic import op

from storage.types import Instant, json_document

revision = "0046"
down_revision = "0045"


def upgrade() -> None:
    op.create_table(
        "review_notes",
        sa.Column("period", sa.String(10), nullable=False),
        sa.Column("notes", json_document, nullable=False),
        sa.Column("changed_at", Instant(), nullable=False),
        sa.Column("changed_by", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("period", name=op.f("pk_review_notes")),
    )
