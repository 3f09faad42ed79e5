"""Column types (aware UTC instants, closed sets by value), and inserts that update."""

from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, Connection, DateTime, Dialect, Enum, Table, TypeDecorator
from sqlalchemy.types import TypeEngine

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql, sqlite


class JsonDocument(TypeDecorator[Any]):
    """A JSON document; no document is NULL, not the JSON word `null`."""

    impl = JSON
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """PostgreSQL's own kind of JSON, loaded only where it is spoken."""
        if dialect.name != "postgresql":
            return dialect.type_descriptor(JSON(none_as_null=True))
        from sqlalchemy.dialects.postgresql import JSONB  # noqa: PLC0415

        return dialect.type_descriptor(JSONB(none_as_null=True))


json_document = JsonDocument(none_as_null=True)


class Instant(TypeDecorator[datetime]):
    """An aware UTC instant; SQLite, which knows no zones, keeps the bare UTC time."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            msg = "an instant without a zone must not reach the database"
            raise ValueError(msg)
        utc = value if value.tzinfo is UTC else value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  # as it is called
        return None if value is None else value.astimezone(UTC)

    def result_processor(
        self, dialect: Dialect, coltype: object
    ) -> Callable[[Any], datetime | None] | None:
        """On SQLite one step instead of three: a case has a dozen instants, a list many cases."""
        return (
            _instant_in if dialect.name == "sqlite" else super().result_processor(dialect, coltype)
        )


def _instant_in(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(f"{text}+00:00")


class ClosedSet(Enum):
    """One value of a closed set, looked up by its text; raises LookupError for any other."""

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:  # noqa: ARG002  # as it is called
        """A plain look into a table, for a case has many words too."""
        return {None: None, **{one.value: one for one in self.enum_class or ()}}.__getitem__


def word_of(closed_set: type[StrEnum]) -> ClosedSet:
    """A column that holds one value of a closed set, as plain text."""

    def values(members: Any) -> list[str]:  # noqa: ANN401  # SQLAlchemy passes the enum class untyped
        return [member.value for member in members]

    return ClosedSet(
        closed_set,
        native_enum=False,
        create_constraint=False,
        length=40,
        values_callable=values,
        validate_strings=True,
    )


def insert_into(connection: Connection, table: Table) -> "postgresql.Insert | sqlite.Insert":
    """An insert that knows `on_conflict_do_update` and `excluded`."""
    return insert_for(connection.dialect.name, table)


def insert_for(dialect: str, table: Table) -> "postgresql.Insert | sqlite.Insert":
    """An insert for a dialect by its name; the other one is never loaded."""
    if dialect == "postgresql":
        from sqlalchemy.dialects import postgresql  # noqa: PLC0415

        return postgresql.insert(table)
    from sqlalchemy.dialects import sqlite  # noqa: PLC0415

    return sqlite.insert(table)
