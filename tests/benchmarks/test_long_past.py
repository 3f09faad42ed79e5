"""A register that is made at once is what years of filing would have left."""

from contextlib import closing
from pathlib import Path

from sqlalchemy import Table, func, select

from bot.domain.listings import Look, Scope
from bot.services.lists import list_cases
from bot.services.searching import search_cases
from storage.database import Database
from storage.tables import cases, journal, outbox, search_texts
from tests.benchmarks.long_past import HOLD_IT, OPEN, PRESENT, RARE_WORD, with_long_past
from tests.support.builders import NOW, OFFICE, QUALITY

SIZE = PRESENT + 50


def test_a_long_past_leaves_the_present_as_it_is(tmp_path: Path) -> None:
    look = Look(scope=Scope.OPEN)
    with closing(with_long_past(f"sqlite:///{tmp_path}/vigie.db", size=SIZE)) as database:
        still_open = list_cases(database, look, reader=QUALITY, now=NOW, defaults=OFFICE)
        found = search_cases(database, RARE_WORD, reader=QUALITY, defaults=OFFICE)

        assert (still_open.total, len(found.hits)) == (OPEN, HOLD_IT)
        assert not found.is_cut
        assert [_count(database, table) for table in (cases, journal, search_texts)] == [SIZE] * 3
        assert _count(database, outbox) == 2 * SIZE


def _count(database: Database, table: Table) -> int:
    with database.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())
