"""Actions, of whatever origin."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    Uuid,
    false,
)

from bot.domain.actions import ActionKind, ActionOrigin, ActionStatus
from storage.tables.metadata import metadata
from storage.types import Instant, json_document, word_of

actions = Table(
    "actions",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("ref", String(20), nullable=False, unique=True),
    Column("kind", word_of(ActionKind), nullable=False),
    Column("title", Text, nullable=False),
    Column("owner", String(40), nullable=False),
    Column("due_on", Date, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("created_by", String(40), nullable=False),
    Column("status", word_of(ActionStatus), nullable=False),
    Column("origin", word_of(ActionOrigin), nullable=False, server_default=ActionOrigin.CASE),
    Column("period", String(10)),
    Column("case_id", ForeignKey("cases.id"), index=True),
    Column("origin_refs", json_document, nullable=False),
    Column("success_criterion", Text),
    Column("is_in_plan", Boolean, nullable=False, server_default=false()),
    Column("done_at", Instant),
    Column("done_by", String(40)),
    Column("proof", json_document),
    Column("check_on", Date),
    Column("checked_at", Instant),
    Column("checked_by", String(40)),
    Column("is_effective", Boolean),
    Column("findings", Text),
    Column("reopened_count", Integer, nullable=False, server_default="0"),
    Column("cancelled_because", Text),
    Index("ix_actions_owner_status", "owner", "status"),
    Index("ix_actions_status_due_on", "status", "due_on"),
    Index("ix_actions_period_origin", "period", "origin"),
)
