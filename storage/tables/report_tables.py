"""Summaries, reviews, minutes, and what they are made of."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text

from bot.domain.reports.figures import ReportKind
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
