"""The sealed path: reports of violence and harassment that only the keys' folder opens."""

import sqlalchemy as sa
from alembic import op

revision = "0065"
down_revision = "0064"


def upgrade() -> None:
    _keep_sealed_reports()


def _keep_sealed_reports() -> None:
    op.create_table(
        "sealed_reports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("store", sa.String(40), nullable=False),
        sa.Column("public", sa.String(80), nullable=False),
        sa.Column("author", sa.String(80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("header", sa.LargeBinary(), nullable=False),
        sa.Column("mac", sa.LargeBinary(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sealed_reports")),
        sa.UniqueConstraint("author", name=op.f("uq_sealed_reports_author")),
        if_not_exists=True,
    )
    op.create_table(
        "sealed_entries",
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("mac", sa.LargeBinary(32), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["sealed_reports.id"], name=op.f("fk_sealed_entries_report_id")
        ),
        sa.PrimaryKeyConstraint("report_id", "number", name=op.f("pk_sealed_entries")),
        if_not_exists=True,
    )
