"""Take steps: actions, submissions, and what Slack told us."""

import sqlalchemy as sa
from alembic import op

from storage.types import Instant, json_document

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "actions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(length=40), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("created_by", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("origin_refs", json_document, nullable=False),
        sa.Column("success_criterion", sa.Text(), nullable=True),
        sa.Column("is_in_plan", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("done_at", Instant(), nullable=True),
        sa.Column("done_by", sa.String(length=40), nullable=True),
        sa.Column("proof", json_document, nullable=True),
        sa.Column("check_on", sa.Date(), nullable=True),
        sa.Column("checked_at", Instant(), nullable=True),
        sa.Column("checked_by", sa.String(length=40), nullable=True),
        sa.Column("is_effective", sa.Boolean(), nullable=True),
        sa.Column("findings", sa.Text(), nullable=True),
        sa.Column("reopened_count", sa.Integer(), server_default="0", nullable=False),
        sa.Column("cancelled_because", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_actions_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actions")),
        sa.UniqueConstraint("ref", name=op.f("uq_actions_ref")),
    )
    op.create_index(op.f("ix_actions_case_id"), "actions", ["case_id"], unique=False)
    op.create_index("ix_actions_owner_status", "actions", ["owner", "status"], unique=False)
    op.create_index("ix_actions_status_due_on", "actions", ["status", "due_on"], unique=False)
    op.create_table(
        "submissions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submissions")),
    )
    op.create_table(
        "inbox",
        sa.Column("event_id", sa.String(length=80), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("payload", json_document, nullable=True),
        sa.Column("received_at", Instant(), nullable=False),
        sa.Column("due_at", Instant(), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("error", sa.String(length=80), nullable=True),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_inbox")),
    )
    op.create_index("ix_inbox_state_due_at", "inbox", ["state", "due_at"], unique=False)
    op.create_index("ix_outbox_channel_ts", "outbox", ["channel", "ts"], unique=False)
    op.create_index(op.f("ix_cases_owner"), "cases", ["owner"], unique=False)
