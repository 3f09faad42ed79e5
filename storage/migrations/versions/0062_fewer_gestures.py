"""Fewer gestures: what is proposed, what was settled on the spot, and who stands in for whom."""

import sqlalchemy as sa
from alembic import op

from storage.migrations import bridge
from storage.types import Instant

revision = "0062"
down_revision = "0061"


def upgrade() -> None:
    connection = op.get_bind()
    for name in ("to_confirm", "settled_on_spot"):
        flag: sa.Column[bool] = sa.Column(
            name, sa.Boolean(), nullable=False, server_default=sa.false()
        )
        bridge.add_column(connection, "cases", flag)
    _keep_substitutions()


def _keep_substitutions() -> None:
    op.create_table(
        "substitutions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("absent", sa.String(40), nullable=False),
        sa.Column("substitute", sa.String(40), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("planned_by", sa.String(40), nullable=False),
        sa.Column("planned_at", Instant(), nullable=False),
        sa.Column("begun_at", Instant()),
        sa.Column("ended_at", Instant()),
        sa.Column("ended_by", sa.String(40)),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_substitutions")),
        if_not_exists=True,
    )
