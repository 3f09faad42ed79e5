"""Know bots from people, so that nothing is given to a program."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"


def upgrade() -> None:
    op.add_column(
        "people",
        sa.Column("is_bot", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
