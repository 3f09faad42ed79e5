"""Proofs: sessions that cases name, who trains in them, appreciations, audits, and risks."""

import sqlalchemy as sa
from alembic import op

from storage.migrations import bridge
from storage.types import Instant, json_document

revision = "0064"
down_revision = "0063"


def upgrade() -> None:
    _keep_sessions()
    _keep_trainers()
    _keep_audits()
    _keep_risks()
    _name_sessions_in_cases()
    _keep_appreciations()
    _keep_policy_texts()


def _keep_sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("key", sa.String(60), nullable=False),
        sa.Column("code", sa.String(60), nullable=False),
        sa.Column("title", sa.Text()),
        sa.Column("site", sa.Text()),
        sa.Column("room", sa.Text()),
        sa.Column("first_on", sa.Date()),
        sa.Column("last_on", sa.Date()),
        sa.Column("trainers", json_document, nullable=False),
        sa.Column("trainees", sa.Integer()),
        sa.Column("client", sa.Text()),
        sa.Column("funder", sa.Text()),
        sa.Column("is_cancelled", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("seen_at", Instant(), nullable=False),
        sa.Column("gone_at", Instant()),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_sessions")),
        if_not_exists=True,
    )
    op.create_index(
        "ix_sessions_search",
        "sessions",
        ["last_on", "first_on", "gone_at", "is_cancelled", "words", "key"],
        if_not_exists=True,
    )


def _keep_trainers() -> None:
    op.create_table(
        "trainers",
        sa.Column("key", sa.String(120), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("person", sa.String(40)),
        sa.Column("matched_by", sa.String(40)),
        sa.Column("matched_at", Instant()),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_trainers")),
        if_not_exists=True,
    )
    op.create_index("ix_trainers_person", "trainers", ["person"], if_not_exists=True)
    op.create_table(
        "session_trainers",
        sa.Column("session", sa.String(60), nullable=False),
        sa.Column("trainer", sa.String(120), nullable=False),
        sa.ForeignKeyConstraint(
            ["session"], ["sessions.key"], name=op.f("fk_session_trainers_session")
        ),
        sa.ForeignKeyConstraint(
            ["trainer"], ["trainers.key"], name=op.f("fk_session_trainers_trainer")
        ),
        sa.PrimaryKeyConstraint("session", "trainer", name=op.f("pk_session_trainers")),
        if_not_exists=True,
    )
    op.create_index(
        "ix_session_trainers_trainer", "session_trainers", ["trainer"], if_not_exists=True
    )


def _keep_audits() -> None:
    op.create_table(
        "audits",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("begun_by", sa.String(40), nullable=False),
        sa.Column("begun_at", Instant(), nullable=False),
        sa.Column("shown_to", sa.Text()),
        sa.Column("sample", json_document, nullable=False),
        sa.Column("ended_at", Instant()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audits")),
        if_not_exists=True,
    )
    op.create_index("ix_audits_begun_at", "audits", ["begun_at"], if_not_exists=True)


def _keep_risks() -> None:
    op.create_table(
        "risks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("ref", sa.String(40), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("origin", sa.String(40), nullable=False),
        sa.Column("usual", sa.String(40)),
        sa.Column("topic", sa.String(140)),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("title", "cause", "effect")),
        sa.Column("likelihood", sa.Integer()),
        sa.Column("impact", sa.Integer()),
        sa.Column("control", sa.Text(), nullable=False),
        sa.Column("residual", sa.String(40)),
        sa.Column("treatment", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(40)),
        sa.Column("accepted_by", sa.String(40)),
        sa.Column("accepted_at", Instant()),
        sa.Column("accepted_because", sa.Text()),
        sa.Column("set_aside_because", sa.Text(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("created_by", sa.String(40), nullable=False),
        sa.Column("looked_at", Instant(), nullable=False),
        sa.Column("looked_by", sa.String(40), nullable=False),
        sa.Column("aging_told_at", Instant()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_risks")),
        *(
            sa.UniqueConstraint(name, name=op.f(f"uq_risks_{name}"))
            for name in ("ref", "usual", "topic")
        ),
        if_not_exists=True,
    )
    op.create_index(
        "ix_risks_status_looked_at", "risks", ["status", "looked_at"], if_not_exists=True
    )
    _keep_what_risks_name()


def _keep_what_risks_name() -> None:
    op.create_table(
        "risk_links",
        sa.Column("risk", sa.Uuid(), nullable=False),
        sa.Column("ref", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("linked_by", sa.String(40), nullable=False),
        sa.Column("linked_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["risk"], ["risks.id"], name=op.f("fk_risk_links_risk")),
        sa.PrimaryKeyConstraint("risk", "ref", name=op.f("pk_risk_links")),
        if_not_exists=True,
    )
    op.create_table(
        "risk_entries",
        sa.Column("risk", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["risk"], ["risks.id"], name=op.f("fk_risk_entries_risk")),
        sa.ForeignKeyConstraint(["seq"], ["journal.seq"], name=op.f("fk_risk_entries_seq")),
        sa.PrimaryKeyConstraint("risk", "seq", name=op.f("pk_risk_entries")),
        if_not_exists=True,
    )


def _name_sessions_in_cases() -> None:
    connection = op.get_bind()
    code: sa.Column[str] = sa.Column("session_code", sa.String(60))
    bridge.add_column(connection, "cases", code)
    by_session = sa.text("session_code IS NOT NULL")
    op.create_index(
        "ix_cases_session_code",
        "cases",
        ["session_code", "received_at"],
        if_not_exists=True,
        sqlite_where=by_session,
        postgresql_where=by_session,
    )


def _keep_appreciations() -> None:
    op.create_table(
        "appreciations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("session", sa.String(60), nullable=False),
        sa.Column("hundredths", sa.Integer()),
        sa.Column("out_of", sa.Integer()),
        sa.Column("level", sa.Integer()),
        sa.Column("verbatim", sa.Text()),
        sa.Column("answered_on", sa.Date()),
        sa.Column("in_confidence", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("is_waiting", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("judgement", sa.String(40)),
        sa.Column("reason", sa.Text()),
        sa.Column("judged_by", sa.String(40)),
        sa.Column("judged_at", Instant()),
        sa.Column("case_id", sa.Uuid()),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("taken_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session"], ["sessions.key"], name=op.f("fk_appreciations_session")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_appreciations_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appreciations")),
        if_not_exists=True,
    )
    for named in ("session", "case_id"):
        op.create_index(f"ix_appreciations_{named}", "appreciations", [named], if_not_exists=True)
    waits = sa.column("is_waiting", sa.Boolean()).is_(True)
    op.create_index(
        "ix_appreciations_waiting",
        "appreciations",
        ["taken_at"],
        if_not_exists=True,
        sqlite_where=waits,
        postgresql_where=waits,
    )


def _keep_policy_texts() -> None:
    op.create_table(
        "policy_texts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("in_force_on", sa.Date(), nullable=False),
        sa.Column("text", sa.Text()),
        sa.Column("file_id", sa.Uuid()),
        sa.Column("added_by", sa.String(40), nullable=False),
        sa.Column("added_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name=op.f("fk_policy_texts_file_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy_texts")),
        if_not_exists=True,
    )
