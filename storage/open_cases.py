"""The cases that were open when a month ended, by kind and by age, in one query."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, Row, String, cast, func, select, type_coerce

from bot.domain.figures import AGE_BOUNDS
from bot.domain.taxonomy import Kind
from storage.figure_span import Span, not_closed_by_the_end, received_by_the_end
from storage.tables import cases

_c = cases.c


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCases:
    """How many of each kind, and how many of each age, the youngest first."""

    of_kind: Counter[Kind]
    ages: tuple[int, ...]


def read_open(connection: Connection, span: Span) -> OpenCases:
    bounds = [span.counted_until - bound for bound in AGE_BOUNDS]
    came = received_by_the_end(span)
    younger = [func.count().filter(came, _c.received_at > bound) for bound in bounds]
    everything = func.count().filter(came)
    # not the column itself: SQLite would read the whole register in the order of its kinds
    kind = type_coerce(cast(_c.kind, String), _c.kind.type).label("kind")
    query = select(kind, *younger, everything).where(not_closed_by_the_end(span))
    rows = connection.execute(query.group_by(kind)).all()
    return OpenCases(of_kind=Counter({row.kind: row[-1] for row in rows}), ages=_ages(rows))


def _ages(rows: Sequence[Row[Any]]) -> tuple[int, ...]:
    """Those up to each bound less those up to the bound before."""
    up_to = [sum(row[number] for row in rows) for number in range(1, len(AGE_BOUNDS) + 2)]
    return (up_to[0], *(later - sooner for sooner, later in pairwise(up_to)))
