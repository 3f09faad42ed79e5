"""Rows of sealed reports, as they are: whoever has the keys opens and checks them."""

from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from bot.sealing.vault import EntryRow, ReportRow
from storage.tables import sealed_entries, sealed_reports
from storage.types import insert_into

_REPORTS = select(sealed_reports)


def add(connection: Connection, row: ReportRow) -> bool:
    """Write a new report; False where it is there already."""
    fresh = insert_into(connection, sealed_reports).values(_values(row))
    added = fresh.on_conflict_do_nothing().returning(sealed_reports.c.id)
    return connection.execute(added).scalar_one_or_none() is not None


def by_id(connection: Connection, report_id: UUID) -> ReportRow | None:
    """The report, which nobody else may change until the end."""
    query = _REPORTS.where(sealed_reports.c.id == report_id).with_for_update()
    return _first(connection.execute(query).one_or_none())


def by_author(connection: Connection, author: str) -> ReportRow | None:
    """The report whose code makes this key; nobody else may change it until the end."""
    query = _REPORTS.where(sealed_reports.c.author == author).with_for_update()
    return _first(connection.execute(query).one_or_none())


def every(connection: Connection) -> list[ReportRow]:
    """All of them."""
    rows = connection.execute(_REPORTS.order_by(sealed_reports.c.id))
    return [_report(row) for row in rows]


def stores(connection: Connection) -> frozenset[str]:
    """The marks of the folders that reports were written with: one, or none yet."""
    return frozenset(connection.execute(select(sealed_reports.c.store).distinct()).scalars())


def change_mark(connection: Connection) -> tuple[int, int]:
    """What is another one once anything has changed: how many reports, and their versions."""
    versions = func.coalesce(func.sum(sealed_reports.c.version), 0)
    count, total = connection.execute(select(func.count(), versions)).one()
    return int(count), int(total)


def save(connection: Connection, row: ReportRow) -> bool:
    """Write a report over the version before; False where that is not the one that is there."""
    before = (sealed_reports.c.id == row.id) & (sealed_reports.c.version == row.version - 1)
    changed = update(sealed_reports).where(before).values(_values(row))
    saved = changed.returning(sealed_reports.c.id)
    return connection.execute(saved).scalar_one_or_none() is not None


def add_entry(connection: Connection, row: EntryRow) -> None:
    values = {"report_id": row.report_id, "number": row.number, "body": row.body, "mac": row.mac}
    connection.execute(insert(sealed_entries).values(values))


def entries_of(connection: Connection, report_id: UUID) -> list[EntryRow]:
    """Every entry, oldest first."""
    query = select(sealed_entries).where(sealed_entries.c.report_id == report_id)
    rows = connection.execute(query.order_by(sealed_entries.c.number))
    return [
        EntryRow(report_id=row.report_id, number=row.number, body=row.body, mac=row.mac)
        for row in rows
    ]


def erase(connection: Connection, report_id: UUID) -> None:
    """Delete a report and all of its entries."""
    of_it = delete(sealed_entries).where(sealed_entries.c.report_id == report_id)
    connection.execute(of_it)
    connection.execute(delete(sealed_reports).where(sealed_reports.c.id == report_id))


def _values(row: ReportRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ReportRow.__slots__}


def _first(row: Row[Any] | None) -> ReportRow | None:
    return None if row is None else _report(row)


def _report(row: Row[Any]) -> ReportRow:
    return ReportRow(**{name: getattr(row, name) for name in ReportRow.__slots__})
