"""A register that is made at once is what years of filing would have left."""

from contextlib import closing
from pathlib import Path

from sqlalchemy import Table, func, select

from bot.domain.actions.listings import Look, Scope
from bot.services.cases.lists import list_cases, search_cases
from storage.database import Database
from storage.tables import cases, journal, outbox, search_texts
from tests.benchmarks.long_past import HOLD_IT, OPEN, PRESENT, RARE_WORD, with_long_past
from tests.support.builders import QUALITY, opened

SIZE = PRESENT + 50
MESSAGES = 3
"""Of one filing: its card, the training manager's notice and the receipt."""


def test_a_long_past_leaves_the_present_as_it_is(tmp_path: Path) -> None:
    look = Look(scope=Scope.OPEN)
    with closing(with_long_past(f"sqlite:///{tmp_path}/vigie.db", size=SIZE)) as database:
        still_open = opened(database).read(list_cases, look, reader=QUALITY)
        found = opened(database).read(search_cases, RARE_WORD, reader=QUALITY)

        assert (still_open.total, len(found.hits)) == (OPEN, HOLD_IT)
        assert not found.is_cut
        assert [_count(database, table) for table in (cases, journal, search_texts)] == [SIZE] * 3
        assert _count(database, outbox) == MESSAGES * SIZE


def _count(database: Database, table: Table) -> int:
    with database.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())
