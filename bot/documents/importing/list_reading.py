"""Reading a list once, each row counted: it can be read, is refused, or holds nothing."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from bot.documents.importing.register_reading import Aside, Row, RowRefusedError
from bot.domain.register.register_reckoning import Reckoning, SheetCount, ToldRow, keep

Thing = TypeVar("Thing")


def rows_read(
    rows: Iterable[Row],
    count: SheetCount,
    reckoning: Reckoning,
    *,
    read: Callable[[Row], Thing | None],
) -> Iterator[tuple[Row, Thing]]:
    """The rows that can be read, each with what it tells; the others are refused.

    One of which `read` makes nothing is there already.
    """
    for row in rows:
        count.seen += 1
        count.unknown.update(row.unknown)
        if not row.is_known:
            count.left_out += 1
            continue
        try:
            thing = read(row)
        except RowRefusedError as error:
            count.refused += 1
            keep(reckoning.refused, told_of(error, row, count.name))
            continue
        if thing is None:
            count.there += 1
        else:
            yield row, thing


def left_out(aside: Aside) -> SheetCount:
    """The count of a sheet that is set aside: all of its rows are left out."""
    rows = sum(1 for _ in aside.rows())
    return SheetCount(name=aside.sheet.name, why=aside.why, seen=rows, left_out=rows)


def told_of(error: RowRefusedError, row: Row, sheet: str | None) -> ToldRow:
    """Why a row is refused, for the reckoning."""
    return ToldRow(
        sheet=sheet,
        row=row.number,
        flaw=error.flaw,
        field=error.field,
        value="" if error.value is None else " ".join(str(error.value).split()),
        hint=error.hint,
    )
