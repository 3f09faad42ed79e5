"""Actions, what is owed, who is reminded of it, and weekly digests."""

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
    UniqueConstraint,
    Uuid,
    false,
)

from bot.domain.actions.actions import ActionKind, ActionOrigin, ActionStatus
from bot.domain.deadlines.reminders import Level, Timing
from bot.domain.school.policies import DeadlineKind
from storage.tables.metadata import index_some, metadata
from storage.types import Instant, json_document, word_of

# What is still owed, for lists and digests: kept in step with the cases and actions by
# `bot.services.deadlines.planning` alone. `marked_at`: the card was brought up to date once late.
open_deadlines = Table(
    "open_deadlines",
    metadata,
    Column("subject", Uuid, primary_key=True),
    Column("kind", word_of(DeadlineKind), primary_key=True),
    Column("case_id", ForeignKey("cases.id"), index=True),
    Column("owner", String(40)),
    Column("due_at", Instant, nullable=False),
    Column("marked_at", Instant),
    Index("ix_open_deadlines_owner_due_at", "owner", "due_at"),
)
index_some(
    "ix_open_deadlines_unmarked", open_deadlines.c.due_at, only=open_deadlines.c.marked_at.is_(None)
)
Index("ix_open_deadlines_due_at", open_deadlines.c.due_at)

# Said or to be said. `person` is empty where the level says who is told, and names the
# one who put a reminder off; what was said stays, so that its key is never said again.
reminders = Table(
    "reminders",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("subject", Uuid, nullable=False),
    Column("kind", word_of(DeadlineKind), nullable=False),
    Column("rule", String(60), nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("person", String(40), nullable=False, server_default=""),
    Column("case_id", ForeignKey("cases.id"), index=True),
    Column("remind_at", Instant, nullable=False),
    Column("level", word_of(Level), nullable=False),
    Column("timing", word_of(Timing), nullable=False),
    Column("said_at", Instant),
    UniqueConstraint("subject", "rule", "due_at", "person"),
)
index_some("ix_reminders_unsaid", reminders.c.remind_at, only=reminders.c.said_at.is_(None))

digests = Table(
    "digests",
    metadata,
    Column("due_at", Instant, primary_key=True),
    Column("sent_at", Instant, nullable=False),
)


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
    Column("missed_on", Date),
    Column("earlier", json_document),
    Column("topic", String(140)),
    Index("ix_actions_owner_status", "owner", "status"),
    Index("ix_actions_status_due_on", "status", "due_on"),
    Index("ix_actions_period_origin", "period", "origin"),
)
