"""Remember what to remind of."""

import sqlalchemy as sa
from alembic import op

from storage.types import Instant

revision = "0010"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "open_deadlines",
        sa.Column("subject", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("owner", sa.String(length=40), nullable=True),
        sa.Column("due_at", Instant(), nullable=False),
        sa.Column("marked_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_open_deadlines_case_id")),
        sa.PrimaryKeyConstraint("subject", "kind", name=op.f("pk_open_deadlines")),
    )
    op.create_index(op.f("ix_open_deadlines_case_id"), "open_deadlines", ["case_id"])
    op.create_index("ix_open_deadlines_due_at", "open_deadlines", ["due_at"])
    op.create_index("ix_open_deadlines_owner_due_at", "open_deadlines", ["owner", "due_at"])
    unmarked = sa.text("marked_at IS NULL")
    op.create_index(
        "ix_open_deadlines_unmarked",
        "open_deadlines",
        ["due_at"],
        sqlite_where=unmarked,
        postgresql_where=unmarked,
    )
    op.create_table(
        "reminders",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("rule", sa.String(length=60), nullable=False),
        sa.Column("due_at", Instant(), nullable=False),
        sa.Column("person", sa.String(length=40), server_default="", nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("remind_at", Instant(), nullable=False),
        sa.Column("level", sa.String(40), nullable=False),
        sa.Column("timing", sa.String(40), nullable=False),
        sa.Column("said_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_reminders_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminders")),
        sa.UniqueConstraint(
            "subject", "rule", "due_at", "person", name=op.f("uq_reminders_subject")
        ),
    )
    op.create_index(op.f("ix_reminders_case_id"), "reminders", ["case_id"])
    unsaid = sa.text("said_at IS NULL")
    op.create_index(
        "ix_reminders_unsaid",
        "reminders",
        ["remind_at"],
        sqlite_where=unsaid,
        postgresql_where=unsaid,
    )
    op.create_table(
        "digests",
        sa.Column("due_at", Instant(), nullable=False),
        sa.Column("sent_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("due_at", name=op.f("pk_digests")),
    )
    op.create_table(
        "preferences",
        sa.Column("person", sa.String(length=40), nullable=False),
        sa.Column("reminder_style", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_preferences")),
    )
