"""What was done, chained, and which forms were taken."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    Uuid,
)

from storage.tables.metadata import metadata
from storage.types import Instant

# What a person wrote stands beside the chain, bound to it by a salted digest: it can
# be erased (GDPR art. 17) without breaking the chain. See docs/decisions/journal.md.
journal = Table(
    "journal",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("actor", String(40), nullable=False),
    Column("case_id", ForeignKey("cases.id")),
    Column("event", String(60), nullable=False),
    Column("details", Text),
    Column("salt", LargeBinary(16)),
    Column("digest", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Index("ix_journal_case_id_seq", "case_id", "seq"),
)

journal_head = Table(
    "journal_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, nullable=False),
    Column("hash", String(64), nullable=False),
)

# A form that was sent and accepted: sent again, it changes nothing.
submissions = Table(
    "submissions",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("at", Instant, nullable=False),
)
