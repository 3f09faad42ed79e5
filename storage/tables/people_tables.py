"""The school, its people, and what it promised."""

from sqlalchemy import Boolean, Column, String, Table, Text, false

from bot.domain.people import ReminderStyle
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
)

preferences = Table(
    "preferences",
    metadata,
    Column("person", String(40), primary_key=True),
    Column("reminder_style", word_of(ReminderStyle), nullable=False),
)

# What each version of the promises stood for, as long as a case keeps to it.
policies = Table(
    "policies",
    metadata,
    Column("version", String(40), primary_key=True),
    Column("kept_at", Instant, nullable=False),
    Column("promises", json_document, nullable=False),
)
