"""What came from Slack and what is to be said there, and what the processes that do so know."""

from sqlalchemy import (
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Uuid,
    false,
)

from storage.tables.metadata import metadata
from storage.types import Instant, json_document

# What Slack told us, before anything is made of it: Slack hears "received" first and
# does not say it again. `payload` is forgotten once the event is dealt with.
inbox = Table(
    "inbox",
    metadata,
    Column("event_id", String(80), primary_key=True),
    Column("state", String(10), nullable=False),
    Column("payload", json_document),
    Column("received_at", Instant, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("error", String(80)),
    Index("ix_inbox_state_due_at", "state", "due_at"),
)

# One row is one message (or one file to keep) that the outside has to match: `version`
# counts how often it was asked for, `delivered_version` what was done.
outbox = Table(
    "outbox",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("key", String(200), nullable=False, unique=True),
    Column("kind", String(40), nullable=False),
    Column("case_id", ForeignKey("cases.id"), index=True),
    Column("recipient", String(40)),
    Column("details", json_document),
    Column("state", String(10), nullable=False),
    Column("version", Integer, nullable=False),
    Column("delivered_version", Integer, nullable=False, server_default="0"),
    Column("created_at", Instant, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("lease", Uuid),
    Column("leased_until", Instant),
    Column("in_doubt", Boolean, nullable=False, server_default=false()),
    Column("channel", String(40)),
    Column("ts", String(40)),
    Column("slack_file", String(40)),
    Column("error", String(80)),
    Column("is_urgent", Boolean, nullable=False, server_default=false()),
    Index("ix_outbox_state_due_at", "state", "due_at"),
    Index("ix_outbox_channel_ts", "channel", "ts"),
)


# One row for each process at work, alarm that stands, and mark of this database: `name` says
# which, `at` since when (of a process: when it was last at work).
process_facts = Table(
    "process_facts",
    metadata,
    Column("name", String(120), primary_key=True),
    Column("value", String(120), nullable=False),
    Column("at", Instant, nullable=False),
)

# Until when, in seconds since 1970, the messages that a channel was given take up its pace.
paces = Table(
    "paces",
    metadata,
    Column("channel", String(40), primary_key=True),
    Column("taken_until", Double, nullable=False),
)
