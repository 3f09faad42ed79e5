"""Sealed reports: nothing in them is to be read without the keys, which lie elsewhere."""

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, String, Table, Uuid

from storage.tables.metadata import metadata

# `public` seals for the report's own key, `author` is the public half of the key that its code
# makes. State, days and people stand in the header, which is sealed.
sealed_reports = Table(
    "sealed_reports",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("store", String(40), nullable=False),
    Column("public", String(80), nullable=False),
    Column("author", String(80), nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("header", LargeBinary, nullable=False),
    Column("mac", LargeBinary(32), nullable=False),
)

sealed_entries = Table(
    "sealed_entries",
    metadata,
    Column("report_id", ForeignKey("sealed_reports.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("body", LargeBinary, nullable=False),
    Column("mac", LargeBinary(32), nullable=False),
)
