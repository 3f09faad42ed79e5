"""Summaries, reviews, minutes, and what they are made of; the register of risks."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text, Uuid

from bot.domain.reports.figures import ReportKind
from bot.domain.reports.quality_risks import RiskLevel
from bot.domain.reports.risks import LinkKind, RiskOrigin, RiskStatus, UsualRisk
from storage.tables.metadata import metadata
from storage.types import Instant, json_document, word_of

# What people write into a half-year's review until it is approved: one row for each.
review_notes = Table(
    "review_notes",
    metadata,
    Column("period", String(10), primary_key=True),
    Column("notes", json_document, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("changed_by", String(40), nullable=False),
)

# What was said of a period, as it was said: a row is written once and never changed. A
# correction is another edition.
reports = Table(
    "reports",
    metadata,
    Column("kind", word_of(ReportKind), primary_key=True),
    Column("period", String(10), primary_key=True),
    Column("edition", Integer, primary_key=True, autoincrement=False),
    Column("generated_at", Instant, nullable=False),
    Column("generated_by", String(40), nullable=False),
    Column("meeting_at", Instant),
    Column("policy_version", String(40), nullable=False),
    Column("snapshot", json_document, nullable=False),
    Column("hash", String(64), nullable=False),
)

# Minutes of the meeting that discussed a month's summary: `facts` to be told anew without
# names, `document` as it was frozen.
minutes = Table(
    "minutes",
    metadata,
    Column("period", String(10), primary_key=True),
    Column("edition", Integer, primary_key=True, autoincrement=False),
    Column("written_at", Instant, nullable=False),
    Column("written_by", String(40), nullable=False),
    Column("facts", json_document, nullable=False),
    Column("document", Text, nullable=False),
    Column("hash", String(64), nullable=False),
)

activity = Table(
    "activity",
    metadata,
    Column("period", String(10), primary_key=True),
    Column("trainees", Integer),
    Column("sessions", Integer),
    Column("told_by", String(40), nullable=False),
    Column("told_at", Instant, nullable=False),
)

# Topics of which the quality managers were told, and the action opened against each.
recurrences = Table(
    "recurrences",
    metadata,
    Column("topic", String(140), primary_key=True),
    Column("told_at", Instant, nullable=False),
    Column("action_id", ForeignKey("actions.id")),
)

# A risk on the quality of training as it is now; what it was before is in the journal. A topic
# that recurs and a usual risk of the trade are written down once each.
risks = Table(
    "risks",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("ref", String(40), nullable=False, unique=True),
    Column("status", word_of(RiskStatus), nullable=False),
    Column("origin", word_of(RiskOrigin), nullable=False),
    Column("usual", word_of(UsualRisk), unique=True),
    Column("topic", String(140), unique=True),
    Column("title", Text, nullable=False),
    Column("cause", Text, nullable=False),
    Column("effect", Text, nullable=False),
    Column("likelihood", Integer),
    Column("impact", Integer),
    Column("control", Text, nullable=False),
    Column("residual", word_of(RiskLevel)),
    Column("treatment", Text, nullable=False),
    Column("owner", String(40)),
    Column("accepted_by", String(40)),
    Column("accepted_at", Instant),
    Column("accepted_because", Text),
    Column("set_aside_because", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("created_by", String(40), nullable=False),
    Column("looked_at", Instant, nullable=False),
    Column("looked_by", String(40), nullable=False),
    Column("aging_told_at", Instant),
    Column("version", Integer, nullable=False),
    Index("ix_risks_status_looked_at", "status", "looked_at"),
)

# What shows a risk, or works against it, by its reference.
risk_links = Table(
    "risk_links",
    metadata,
    Column("risk", ForeignKey("risks.id"), primary_key=True),
    Column("ref", String(40), primary_key=True),
    Column("kind", word_of(LinkKind), nullable=False),
    Column("linked_by", String(40), nullable=False),
    Column("linked_at", Instant, nullable=False),
)

# Which entries of the journal are about a risk.
risk_entries = Table(
    "risk_entries",
    metadata,
    Column("risk", ForeignKey("risks.id"), primary_key=True),
    Column("seq", ForeignKey("journal.seq"), primary_key=True),
)
