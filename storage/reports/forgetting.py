"""Words of an erased case in what was frozen: they go, and the rest has a new fingerprint."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, select, update

from storage.reports.editions import fingerprint_in
from storage.reports.minutes import fingerprint_of
from storage.tables import minutes, reports, review_notes


@dataclass(frozen=True, slots=True, kw_only=True)
class Reworded:
    """An edition that says less than it did, by its fingerprints before and after."""

    what: str
    period: str
    edition: int
    before: str
    after: str


def forget_words(
    connection: Connection, words: Collection[str], *, blank: str
) -> tuple[Reworded, ...]:
    """Put `blank` where minutes, reports and notes say any of these words, whole texts each."""
    longest_first = sorted(words, key=len, reverse=True)

    def without(value: Any) -> Any:  # noqa: ANN401  # any JSON
        match value:
            case str():
                for word in longest_first:
                    value = value.replace(word, blank)
                return value
            case list():
                return [without(item) for item in value]
            case dict():
                return {name: without(item) for name, item in value.items()}
            case _:
                return value

    for row in connection.execute(select(review_notes)):
        if (notes := without(row.notes)) != row.notes:
            here = review_notes.c.period == row.period
            connection.execute(update(review_notes).where(here).values(notes=notes))
    told = [_report(connection, row, without(row.snapshot)) for row in _all(connection, reports)]
    met = [
        _minutes(connection, row, without(row.facts), without(row.document))
        for row in _all(connection, minutes)
    ]
    return tuple(one for one in (*told, *met) if one is not None)


def _all(connection: Connection, table: Table) -> Any:  # noqa: ANN401  # rows
    return connection.execute(select(table)).all()


def _report(connection: Connection, row: Any, snapshot: Any) -> Reworded | None:  # noqa: ANN401
    if snapshot == row.snapshot:
        return None
    is_its = (reports.c.kind == row.kind, reports.c.period == row.period)
    here = (*is_its, reports.c.edition == row.edition)
    connection.execute(update(reports).where(*here).values(snapshot=snapshot))
    after = fingerprint_in(connection.execute(select(reports).where(*here)).one())
    connection.execute(update(reports).where(*here).values(hash=after))
    return Reworded(
        what=row.kind, period=row.period, edition=row.edition, before=row.hash, after=after
    )


def _minutes(connection: Connection, row: Any, facts: Any, document: str) -> Reworded | None:  # noqa: ANN401
    if (facts, document) == (row.facts, row.document):
        return None
    after = fingerprint_of(document)
    facts = facts | {"fingerprint": after}
    here = (minutes.c.period == row.period, minutes.c.edition == row.edition)
    values = {"facts": facts, "document": document, "hash": after}
    connection.execute(update(minutes).where(*here).values(values))
    return Reworded(
        what="minutes", period=row.period, edition=row.edition, before=row.hash, after=after
    )
