"""Keep files that belong to no case: proofs of actions that a meeting or a review decided."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"


def upgrade() -> None:
    with op.batch_alter_table("files") as files:
        files.alter_column("case_id", existing_type=sa.Uuid(), nullable=True)
