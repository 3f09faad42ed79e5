"""Training sessions, who trains in them, and what was shown of them in audits."""

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

from storage.tables.metadata import metadata
from storage.types import Instant, json_document

# A session as its source told of it last; `key` is its code in bare letters, and `words` all that
# a search reads, which it does in the index alone. One that its source tells of no more stays, with
# the instant since when: cases may name it. They do so by `session_code`, which is no foreign key,
# because an older release imports cases without knowing of sessions.
sessions = Table(
    "sessions",
    metadata,
    Column("key", String(60), primary_key=True),
    Column("code", String(60), nullable=False),
    Column("title", Text),
    Column("site", Text),
    Column("room", Text),
    Column("first_on", Date),
    Column("last_on", Date),
    Column("trainers", json_document, nullable=False),
    Column("trainees", Integer),
    Column("client", Text),
    Column("funder", Text),
    Column("is_cancelled", Boolean, nullable=False, server_default=false()),
    Column("source", Text, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("gone_at", Instant),
    Column("words", Text, nullable=False),
    Index("ix_sessions_search", "last_on", "first_on", "gone_at", "is_cancelled", "words", "key"),
)

# A trainer as sources write the name, and the member it is, once somebody or the name itself
# told; `key` is the name in bare letters.
trainers = Table(
    "trainers",
    metadata,
    Column("key", String(120), primary_key=True),
    Column("name", Text, nullable=False),
    Column("person", String(40)),
    Column("matched_by", String(40)),
    Column("matched_at", Instant),
    Index("ix_trainers_person", "person"),
)

session_trainers = Table(
    "session_trainers",
    metadata,
    Column("session", ForeignKey("sessions.key"), primary_key=True),
    Column("trainer", ForeignKey("trainers.key"), primary_key=True),
    Index("ix_session_trainers_trainer", "trainer"),
)

# A sample that an auditor drew: what is in it, and to whom it is shown.
audits = Table(
    "audits",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("begun_by", String(40), nullable=False),
    Column("begun_at", Instant, nullable=False),
    Column("shown_to", Text),
    Column("sample", json_document, nullable=False),
    Column("ended_at", Instant),
    Index("ix_audits_begun_at", "begun_at"),
)
