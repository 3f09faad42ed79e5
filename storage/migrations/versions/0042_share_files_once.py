"""Share files once: remember which file an outgoing message is about to share."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"


def upgrade() -> None:
    """Add the column; what waits in the outbox has no file yet."""
    op.add_column("outbox", sa.Column("slack_file", sa.String(40)))
