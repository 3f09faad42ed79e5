"""Training sessions, who trains in them, what was said of them, and what audits were shown."""

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

from bot.domain.sessions.appreciations import Requalification
from storage.tables.metadata import index_some, metadata
from storage.types import Instant, json_document, word_of

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

# An answer to a survey about a session, in hundredths of a point out of so many points, with its
# level from 1 to 5. Those that wait are put before a manager, who judges them; one that became a
# case is erased with it.
appreciations = Table(
    "appreciations",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("session", ForeignKey("sessions.key"), nullable=False),
    Column("hundredths", Integer),
    Column("out_of", Integer),
    Column("level", Integer),
    Column("verbatim", Text),
    Column("answered_on", Date),
    Column("in_confidence", Boolean, nullable=False, server_default=false()),
    Column("is_waiting", Boolean, nullable=False, server_default=false()),
    Column("judgement", word_of(Requalification)),
    Column("reason", Text),
    Column("judged_by", String(40)),
    Column("judged_at", Instant),
    Column("case_id", ForeignKey("cases.id")),
    Column("source", Text, nullable=False),
    Column("taken_at", Instant, nullable=False),
    Index("ix_appreciations_session", "session"),
    Index("ix_appreciations_case_id", "case_id"),
)
index_some(
    "ix_appreciations_waiting", appreciations.c.taken_at, only=appreciations.c.is_waiting.is_(True)
)
