"""Keep policies."""

import sqlalchemy as sa
from alembic import op

from storage.types import Instant, json_document

revision = "0040"
down_revision = "0030"


def upgrade() -> None:
    op.create_table(
        "policies",
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("kept_at", Instant(), nullable=False),
        sa.Column("promises", json_document, nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_policies")),
    )
