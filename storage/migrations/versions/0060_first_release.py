"""The tables, as the first release that bears a number has them."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.types import Instant, json_document

revision = "0060"
down_revision = None

_FTS = """
CREATE VIRTUAL TABLE search_index USING fts5(
    folded_facts, folded_notes,
    content='search_texts', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
)
"""
_OLD = (
    "INSERT INTO search_index (search_index, rowid, folded_facts, folded_notes) "
    "VALUES ('delete', old.id, old.folded_facts, old.folded_notes);"
)
_NEW = (
    "INSERT INTO search_index (rowid, folded_facts, folded_notes) "
    "VALUES (new.id, new.folded_facts, new.folded_notes);"
)
_TRIGGERS = {"INSERT": _NEW, "DELETE": _OLD, "UPDATE": _OLD + _NEW}


def upgrade() -> None:
    _create_cases()
    _index_cases()
    _create_case_parts()
    _create_actions()
    _create_journal()
    _create_messages()
    _create_deadlines()
    _create_school()
    _create_reports()
    _create_processes()
    _index_texts()


def _create_cases() -> None:
    op.create_table(
        "cases",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("ref", sa.String(20), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("received_at", Instant(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", sa.String(40), nullable=False),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("party", sa.String(40), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("severity", sa.String(40), nullable=False),
        sa.Column("category", sa.String(40)),
        sa.Column("incident_type", sa.String(40)),
        sa.Column("continuity", sa.String(40)),
        sa.Column("session", sa.Text()),
        sa.Column("requested_remedy", sa.Text()),
        sa.Column("injury", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("confidential", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("owner", sa.String(40)),
        sa.Column("ack_due_at", Instant()),
        sa.Column("solution_due_at", Instant()),
        sa.Column("current_due_at", Instant()),
        sa.Column("charge_due_at", Instant()),
        sa.Column("information_due_at", Instant()),
        sa.Column("policy_version", sa.String(40), nullable=False),
        sa.Column("file_count", sa.Integer(), server_default="0", nullable=False),
        sa.Column("next_due_at", Instant()),
        sa.Column("named_handlers", sa.Text()),
        sa.Column("complained_about", sa.Text()),
        sa.Column("ack_sent_at", Instant()),
        sa.Column("ack_not_applicable", sa.Text()),
        sa.Column("proposed_at", Instant()),
        sa.Column("closed_at", Instant()),
        sa.Column("reopened_count", sa.Integer(), server_default="0", nullable=False),
        sa.Column("cause_family", sa.String(40)),
        sa.Column("outcome", sa.String(40)),
        sa.Column("lost_minutes", sa.Integer()),
        sa.Column("ack_verdict", sa.String(40)),
        sa.Column("ack_verdict_at", Instant()),
        sa.Column("initial_verdict", sa.String(40)),
        sa.Column("initial_verdict_at", Instant()),
        sa.Column("extended_verdict", sa.String(40)),
        sa.Column("extended_verdict_at", Instant()),
        sa.Column("life", json_document),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint("ref", name=op.f("uq_cases_ref")),
        sa.UniqueConstraint("submission_id", name=op.f("uq_cases_submission_id")),
    )


def _index_cases() -> None:
    op.create_index("ix_cases_category_received_at_id", "cases", ["category", "received_at", "id"])
    op.create_index(op.f("ix_cases_closed_at"), "cases", ["closed_at"])
    op.create_index("ix_cases_kind_received_at_id", "cases", ["kind", "received_at", "id"])
    op.create_index("ix_cases_named_handlers", "cases", ["named_handlers"])
    op.create_index(
        "ix_cases_open",
        "cases",
        [
            "next_due_at",
            "id",
            "recorded_by",
            "owner",
            "kind",
            "confidential",
            "named_handlers",
            "complained_about",
        ],
        **_where("next_due_at IS NOT NULL"),
    )
    op.create_index(
        "ix_cases_open_category",
        "cases",
        ["category", "next_due_at", "id"],
        **_where("next_due_at IS NOT NULL"),
    )
    op.create_index(
        "ix_cases_open_kind",
        "cases",
        [
            "kind",
            "next_due_at",
            "id",
            "recorded_by",
            "owner",
            "confidential",
            "named_handlers",
            "complained_about",
        ],
        **_where("next_due_at IS NOT NULL"),
    )
    op.create_index(
        "ix_cases_open_status",
        "cases",
        ["status", "next_due_at", "id"],
        **_where("next_due_at IS NOT NULL"),
    )
    op.create_index(
        "ix_cases_owner_next_due_at_id",
        "cases",
        ["owner", "next_due_at", "id"],
        **_where("owner IS NOT NULL"),
    )
    op.create_index(
        "ix_cases_owner_received_at_id",
        "cases",
        ["owner", "received_at", "id"],
        **_where("owner IS NOT NULL"),
    )
    op.create_index(op.f("ix_cases_proposed_at"), "cases", ["proposed_at"])
    op.create_index("ix_cases_received_at_id", "cases", ["received_at", "id"])
    op.create_index(
        "ix_cases_recorded_by_next_due_at_id", "cases", ["recorded_by", "next_due_at", "id"]
    )
    op.create_index(
        "ix_cases_recorded_by_received_at_id", "cases", ["recorded_by", "received_at", "id"]
    )
    op.create_index(op.f("ix_cases_solution_due_at"), "cases", ["solution_due_at"])
    op.create_index("ix_cases_status_received_at_id", "cases", ["status", "received_at", "id"])
    op.create_index(
        "ix_cases_unowned",
        "cases",
        ["next_due_at", "id", "kind", "confidential", "named_handlers", "complained_about"],
        **_where("next_due_at IS NOT NULL AND owner IS NULL"),
    )


def _create_case_parts() -> None:
    op.create_table(
        "complainants",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text()),
        sa.Column("contact", sa.Text()),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_complainants_case_id")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_complainants")),
    )
    op.create_table(
        "files",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid()),
        sa.Column("slack_id", sa.String(40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("media_type", sa.String(120)),
        sa.Column("sha256", sa.String(64)),
        sa.Column("kept_at", Instant()),
        sa.Column("refused", sa.String(40)),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_files_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_files")),
        sa.UniqueConstraint("case_id", "slack_id", name=op.f("uq_files_case_id")),
    )
    op.create_index(op.f("ix_files_case_id"), "files", ["case_id"])
    op.create_table(
        "counters",
        sa.Column("prefix", sa.String(3), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("prefix", "year", name=op.f("pk_counters")),
    )
    op.create_table(
        "search_texts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("folded_facts", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), server_default="", nullable=False),
        sa.Column("folded_notes", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_search_texts_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_texts")),
        sa.UniqueConstraint("case_id", name=op.f("uq_search_texts_case_id")),
    )


def _create_actions() -> None:
    op.create_table(
        "actions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("ref", sa.String(20), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(40), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("created_by", sa.String(40), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("origin", sa.String(40), server_default="case", nullable=False),
        sa.Column("period", sa.String(10)),
        sa.Column("case_id", sa.Uuid()),
        sa.Column("origin_refs", json_document, nullable=False),
        sa.Column("success_criterion", sa.Text()),
        sa.Column("is_in_plan", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("done_at", Instant()),
        sa.Column("done_by", sa.String(40)),
        sa.Column("proof", json_document),
        sa.Column("check_on", sa.Date()),
        sa.Column("checked_at", Instant()),
        sa.Column("checked_by", sa.String(40)),
        sa.Column("is_effective", sa.Boolean()),
        sa.Column("findings", sa.Text()),
        sa.Column("reopened_count", sa.Integer(), server_default="0", nullable=False),
        sa.Column("cancelled_because", sa.Text()),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_actions_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actions")),
        sa.UniqueConstraint("ref", name=op.f("uq_actions_ref")),
    )
    op.create_index(op.f("ix_actions_case_id"), "actions", ["case_id"])
    op.create_index("ix_actions_owner_status", "actions", ["owner", "status"])
    op.create_index("ix_actions_period_origin", "actions", ["period", "origin"])
    op.create_index("ix_actions_status_due_on", "actions", ["status", "due_on"])


def _create_journal() -> None:
    op.create_table(
        "journal",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("actor", sa.String(40), nullable=False),
        sa.Column("case_id", sa.Uuid()),
        sa.Column("event", sa.String(60), nullable=False),
        sa.Column("details", sa.Text()),
        sa.Column("salt", sa.LargeBinary(16)),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_journal_case_id")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_journal")),
    )
    op.create_index("ix_journal_case_id_seq", "journal", ["case_id", "seq"])
    op.create_table(
        "journal_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_head")),
    )
    head = sa.table("journal_head", sa.column("id"), sa.column("seq"), sa.column("hash"))
    op.execute(head.insert().values(id=1, seq=0, hash="0" * 64))
    op.create_table(
        "submissions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submissions")),
    )


def _create_messages() -> None:
    op.create_table(
        "inbox",
        sa.Column("event_id", sa.String(80), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("payload", json_document),
        sa.Column("received_at", Instant(), nullable=False),
        sa.Column("due_at", Instant(), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("error", sa.String(80)),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_inbox")),
    )
    op.create_index("ix_inbox_state_due_at", "inbox", ["state", "due_at"])
    op.create_table(
        "outbox",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("case_id", sa.Uuid()),
        sa.Column("recipient", sa.String(40)),
        sa.Column("details", json_document),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("delivered_version", sa.Integer(), server_default="0", nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("due_at", Instant(), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("lease", sa.Uuid()),
        sa.Column("leased_until", Instant()),
        sa.Column("in_doubt", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("channel", sa.String(40)),
        sa.Column("ts", sa.String(40)),
        sa.Column("slack_file", sa.String(40)),
        sa.Column("error", sa.String(80)),
        sa.Column("is_urgent", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_outbox_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_key")),
    )
    op.create_index(op.f("ix_outbox_case_id"), "outbox", ["case_id"])
    op.create_index("ix_outbox_channel_ts", "outbox", ["channel", "ts"])
    op.create_index("ix_outbox_state_due_at", "outbox", ["state", "due_at"])


def _create_deadlines() -> None:
    op.create_table(
        "open_deadlines",
        sa.Column("subject", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("case_id", sa.Uuid()),
        sa.Column("owner", sa.String(40)),
        sa.Column("due_at", Instant(), nullable=False),
        sa.Column("marked_at", Instant()),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_open_deadlines_case_id")),
        sa.PrimaryKeyConstraint("subject", "kind", name=op.f("pk_open_deadlines")),
    )
    op.create_index(op.f("ix_open_deadlines_case_id"), "open_deadlines", ["case_id"])
    op.create_index("ix_open_deadlines_due_at", "open_deadlines", ["due_at"])
    op.create_index("ix_open_deadlines_owner_due_at", "open_deadlines", ["owner", "due_at"])
    op.create_index(
        "ix_open_deadlines_unmarked", "open_deadlines", ["due_at"], **_where("marked_at IS NULL")
    )
    op.create_table(
        "reminders",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("rule", sa.String(60), nullable=False),
        sa.Column("due_at", Instant(), nullable=False),
        sa.Column("person", sa.String(40), server_default="", nullable=False),
        sa.Column("case_id", sa.Uuid()),
        sa.Column("remind_at", Instant(), nullable=False),
        sa.Column("level", sa.String(40), nullable=False),
        sa.Column("timing", sa.String(40), nullable=False),
        sa.Column("said_at", Instant()),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_reminders_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminders")),
        sa.UniqueConstraint(
            "subject", "rule", "due_at", "person", name=op.f("uq_reminders_subject")
        ),
    )
    op.create_index(op.f("ix_reminders_case_id"), "reminders", ["case_id"])
    op.create_index("ix_reminders_unsaid", "reminders", ["remind_at"], **_where("said_at IS NULL"))
    op.create_table(
        "digests",
        sa.Column("due_at", Instant(), nullable=False),
        sa.Column("sent_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("due_at", name=op.f("pk_digests")),
    )


def _create_school() -> None:
    op.create_table(
        "office_settings",
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("value", json_document, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_office_settings")),
    )
    op.create_table(
        "people",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("locale", sa.String(20)),
        sa.Column("zone", sa.String(60)),
        sa.Column("is_admin", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("is_deleted", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("is_bot", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("is_guest", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
    )
    op.create_table(
        "preferences",
        sa.Column("person", sa.String(40), nullable=False),
        sa.Column("reminder_style", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_preferences")),
    )
    op.create_table(
        "policies",
        sa.Column("version", sa.String(40), nullable=False),
        sa.Column("kept_at", Instant(), nullable=False),
        sa.Column("promises", json_document, nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_policies")),
    )


def _create_reports() -> None:
    op.create_table(
        "reports",
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("period", sa.String(10), nullable=False),
        sa.Column("edition", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("generated_at", Instant(), nullable=False),
        sa.Column("generated_by", sa.String(40), nullable=False),
        sa.Column("meeting_at", Instant()),
        sa.Column("policy_version", sa.String(40), nullable=False),
        sa.Column("snapshot", json_document, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("kind", "period", "edition", name=op.f("pk_reports")),
    )
    op.create_table(
        "review_notes",
        sa.Column("period", sa.String(10), nullable=False),
        sa.Column("notes", json_document, nullable=False),
        sa.Column("changed_at", Instant(), nullable=False),
        sa.Column("changed_by", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("period", name=op.f("pk_review_notes")),
    )
    op.create_table(
        "minutes",
        sa.Column("period", sa.String(10), nullable=False),
        sa.Column("edition", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("written_at", Instant(), nullable=False),
        sa.Column("written_by", sa.String(40), nullable=False),
        sa.Column("facts", json_document, nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("period", "edition", name=op.f("pk_minutes")),
    )
    op.create_table(
        "activity",
        sa.Column("period", sa.String(10), nullable=False),
        sa.Column("trainees", sa.Integer()),
        sa.Column("sessions", sa.Integer()),
        sa.Column("told_by", sa.String(40), nullable=False),
        sa.Column("told_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("period", name=op.f("pk_activity")),
    )
    op.create_table(
        "recurrences",
        sa.Column("topic", sa.String(140), nullable=False),
        sa.Column("told_at", Instant(), nullable=False),
        sa.Column("action_id", sa.Uuid()),
        sa.ForeignKeyConstraint(
            ["action_id"], ["actions.id"], name=op.f("fk_recurrences_action_id")
        ),
        sa.PrimaryKeyConstraint("topic", name=op.f("pk_recurrences")),
    )


def _create_processes() -> None:
    op.create_table(
        "process_facts",
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("value", sa.String(120), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_process_facts")),
    )
    op.create_table(
        "paces",
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("taken_until", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("channel", name=op.f("pk_paces")),
    )


def _index_texts() -> None:
    """Have words found: neither database's way is one that `storage.tables` could speak of."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(_FTS)
        for event, statements in _TRIGGERS.items():
            op.execute(
                f"CREATE TRIGGER search_texts_{event.lower()} AFTER {event} ON search_texts "
                f"BEGIN {statements} END"
            )
    else:
        op.execute(
            "CREATE INDEX search_index ON search_texts "
            "USING gin (to_tsvector('french', folded_facts || ' ' || folded_notes))"
        )


def _where(condition: str) -> dict[str, Any]:
    """Have an index hold some rows; each database names it its own way."""
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}
