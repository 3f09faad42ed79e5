"""Mail: letters that leave with their proof, mails that arrive, and whose they are."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.types import Instant, json_document

revision = "0063"
down_revision = "0062"


def upgrade() -> None:
    _keep_letters()
    _keep_letter_events()
    _keep_mailboxes()
    _keep_mails()
    _keep_copies()
    _keep_files()
    _keep_addresses()
    _keep_mail_ids()


def _where(condition: str) -> dict[str, Any]:
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


def _keep_letters() -> None:
    op.create_table(
        "letters",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("step", json_document),
        sa.Column("untaken", json_document),
        sa.Column("actor", sa.String(40), nullable=False),
        sa.Column("submission_id", sa.Uuid()),
        sa.Column("to_address", sa.Text()),
        sa.Column("subject", sa.Text()),
        sa.Column("body", sa.Text()),
        sa.Column("message_id", sa.String(120), nullable=False),
        sa.Column("eml", sa.LargeBinary()),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("frozen_at", Instant(), nullable=False),
        sa.Column("handed_over_at", Instant()),
        sa.Column("settled_at", Instant()),
        sa.Column("retry_at", Instant()),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("code", sa.Integer()),
        sa.Column("enhanced_code", sa.String(20)),
        sa.Column("answer", sa.Text()),
        sa.Column("server", sa.Text()),
        sa.Column("decided_by", sa.String(40)),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_letters_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters")),
        sa.UniqueConstraint("message_id", name=op.f("uq_letters_message_id")),
        sa.UniqueConstraint("submission_id", name=op.f("uq_letters_submission_id")),
        if_not_exists=True,
    )
    op.create_index(op.f("ix_letters_case_id"), "letters", ["case_id"], if_not_exists=True)
    op.create_index(
        "ix_letters_state_frozen_at", "letters", ["state", "frozen_at"], if_not_exists=True
    )
    op.create_index(
        "ix_letters_unsettled",
        "letters",
        ["case_id", "kind"],
        unique=True,
        **_where("state IN ('sending', 'unknown')"),
        if_not_exists=True,
    )


def _keep_letter_events() -> None:
    op.create_table(
        "letter_events",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("what", sa.String(40), nullable=False),
        sa.Column("code", sa.Integer()),
        sa.Column("text", sa.Text()),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letters.id"], name=op.f("fk_letter_events_letter_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_events")),
        if_not_exists=True,
    )
    op.create_index(
        op.f("ix_letter_events_letter_id"), "letter_events", ["letter_id"], if_not_exists=True
    )


def _keep_mailboxes() -> None:
    op.create_table(
        "mailboxes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("folder", sa.Text(), nullable=False),
        sa.Column("uidvalidity", sa.BigInteger()),
        sa.Column("first_uid", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("last_uid", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("started_at", Instant()),
        sa.Column("read_since", Instant()),
        sa.Column("read_since_uid", sa.BigInteger()),
        sa.Column("lease", sa.Uuid()),
        sa.Column("leased_until", Instant()),
        sa.Column("polled_at", Instant()),
        sa.Column("arrived_at", Instant()),
        sa.Column("in_junk", sa.Integer(), server_default="0", nullable=False),
        sa.Column("error", sa.String(80)),
        sa.Column("failing_since", Instant()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailboxes")),
        sa.UniqueConstraint("account", "folder", name=op.f("uq_mailboxes_account")),
        if_not_exists=True,
    )


def _keep_mails() -> None:
    op.create_table(
        "mails",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("mailbox_id", sa.Uuid(), nullable=False),
        sa.Column("uidvalidity", sa.BigInteger(), nullable=False),
        sa.Column("uid", sa.BigInteger(), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("message_id", sa.Text()),
        sa.Column("cites", json_document, nullable=False),
        sa.Column("received_at", Instant(), nullable=False),
        sa.Column("seen_at", Instant(), nullable=False),
        sa.Column("dated_at", Instant()),
        sa.Column("from_address", sa.Text()),
        sa.Column("from_name", sa.Text()),
        sa.Column("reply_to", sa.Text()),
        sa.Column("subject", sa.Text()),
        sa.Column("text", sa.Text()),
        sa.Column("shown", sa.Text()),
        sa.Column("attached", sa.Text()),
        sa.Column("raw", sa.String(64)),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("guess", sa.String(40), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("is_automatic", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("is_vouched_for", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("is_in_confidence", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("is_unreadable", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("cited_ref", sa.String(20)),
        sa.Column("case_id", sa.Uuid()),
        sa.Column("decided_by", sa.String(40)),
        sa.Column("decided_at", Instant()),
        sa.Column("erased_at", Instant()),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_mails_case_id")),
        sa.ForeignKeyConstraint(["mailbox_id"], ["mailboxes.id"], name=op.f("fk_mails_mailbox_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mails")),
        sa.UniqueConstraint("mailbox_id", "uidvalidity", "uid", name=op.f("uq_mails_mailbox_id")),
        if_not_exists=True,
    )
    op.create_index(op.f("ix_mails_case_id"), "mails", ["case_id"], if_not_exists=True)
    op.create_index(op.f("ix_mails_fingerprint"), "mails", ["fingerprint"], if_not_exists=True)
    op.create_index(
        "ix_mails_from_address_received_at",
        "mails",
        ["from_address", "received_at"],
        if_not_exists=True,
    )
    op.create_index(
        "ix_mails_state_received_at", "mails", ["state", "received_at"], if_not_exists=True
    )
    op.create_index(
        "ix_mails_untriaged",
        "mails",
        ["received_at"],
        **_where("state = 'new'"),
        if_not_exists=True,
    )


def _keep_copies() -> None:
    op.create_table(
        "mail_copies",
        sa.Column("mailbox_id", sa.Uuid(), nullable=False),
        sa.Column("uidvalidity", sa.BigInteger(), nullable=False),
        sa.Column("uid", sa.BigInteger(), nullable=False),
        sa.Column("mail_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mailbox_id"], ["mailboxes.id"], name=op.f("fk_mail_copies_mailbox_id")
        ),
        sa.ForeignKeyConstraint(["mail_id"], ["mails.id"], name=op.f("fk_mail_copies_mail_id")),
        sa.PrimaryKeyConstraint("mailbox_id", "uidvalidity", "uid", name=op.f("pk_mail_copies")),
        if_not_exists=True,
    )
    op.create_index(op.f("ix_mail_copies_mail_id"), "mail_copies", ["mail_id"], if_not_exists=True)


def _keep_files() -> None:
    op.create_table(
        "mail_files",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("mail_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.String(120)),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(64)),
        sa.Column("is_folded", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("is_published", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(["mail_id"], ["mails.id"], name=op.f("fk_mail_files_mail_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_files")),
        if_not_exists=True,
    )
    op.create_index(op.f("ix_mail_files_mail_id"), "mail_files", ["mail_id"], if_not_exists=True)


def _keep_addresses() -> None:
    op.create_table(
        "case_addresses",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("address", sa.String(320), nullable=False),
        sa.Column("confirmed_by", sa.String(40), nullable=False),
        sa.Column("confirmed_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_addresses_case_id")),
        sa.PrimaryKeyConstraint("case_id", "address", name=op.f("pk_case_addresses")),
        if_not_exists=True,
    )


def _keep_mail_ids() -> None:
    op.create_table(
        "mail_ids",
        sa.Column("message_id", sa.String(998), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("letter_id", sa.Uuid()),
        sa.Column("noted_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_mail_ids_case_id")),
        sa.ForeignKeyConstraint(["letter_id"], ["letters.id"], name=op.f("fk_mail_ids_letter_id")),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_mail_ids")),
        if_not_exists=True,
    )
    op.create_index(op.f("ix_mail_ids_case_id"), "mail_ids", ["case_id"], if_not_exists=True)
    op.create_index(op.f("ix_mail_ids_letter_id"), "mail_ids", ["letter_id"], if_not_exists=True)
