"""The school, its people, and what it promised."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, String, Table, Text, Uuid, false

from bot.domain.school.office import ReminderStyle
from storage.tables.metadata import metadata
from storage.types import Instant, json_document, word_of

office_settings = Table(
    "office_settings",
    metadata,
    Column("name", String(60), primary_key=True),
    Column("value", json_document, nullable=False),
)

people = Table(
    "people",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("name", Text, nullable=False),
    Column("locale", String(20)),
    Column("zone", String(60)),
    Column("is_admin", Boolean, nullable=False, server_default=false()),
    Column("is_deleted", Boolean, nullable=False, server_default=false()),
    Column("is_bot", Boolean, nullable=False, server_default=false()),
    Column("is_guest", Boolean, nullable=False, server_default=false()),
)

preferences = Table(
    "preferences",
    metadata,
    Column("person", String(40), primary_key=True),
    Column("reminder_style", word_of(ReminderStyle), nullable=False),
)

# Who stands in for whom, both days included, on the office's clock.
substitutions = Table(
    "substitutions",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("absent", String(40), nullable=False),
    Column("substitute", String(40), nullable=False),
    Column("begins_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("planned_by", String(40), nullable=False),
    Column("planned_at", Instant, nullable=False),
    Column("begun_at", Instant),
    Column("ended_at", Instant),
    Column("ended_by", String(40)),
)

# What each version of the promises stood for, as long as a case keeps to it.
policies = Table(
    "policies",
    metadata,
    Column("version", String(40), primary_key=True),
    Column("kept_at", Instant, nullable=False),
    Column("promises", json_document, nullable=False),
)

# The complaints policy as it was in force from a day on, its text or its signed document. A row
# never changes.
policy_texts = Table(
    "policy_texts",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("in_force_on", Date, nullable=False),
    Column("text", Text),
    Column("file_id", ForeignKey("files.id")),
    Column("added_by", String(40), nullable=False),
    Column("added_at", Instant, nullable=False),
)
