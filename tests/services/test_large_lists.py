"""However many cases are open, the Home tab counts a thousand of them and shows ten."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import insert

from bot.domain.actions.listings import COUNTED_MAX, PAGE, CaseFilter, Look, Scope
from bot.domain.cases.cases import Status
from bot.domain.cases.taxonomy import Kind
from bot.sandbox.payload_rules import check_view
from bot.services.cases.lists import list_cases
from bot.ui.cases.home import home_view
from bot.ui.texts.catalogue import FRENCH
from storage.cases.case_rows import row_of
from storage.database import Database
from storage.tables import cases
from tests.support.builders import NOW, QUALITY, opened
from tests.support.lives import case_in

MANY = 10_000
LATER = NOW + timedelta(days=90)
"""When all of them are late."""


def fill(database: Database) -> None:
    usual = row_of(case_in(Status.RECEIVED, Kind.COMPLAINT))
    rows = [
        usual
        | {"id": UUID(int=one), "submission_id": UUID(int=one), "ref": f"REC-2026-{one:05}"}
        | {"policy_version": "test"}
        for one in range(1, MANY + 1)
    ]
    with database.writing() as connection:
        connection.execute(insert(cases), rows)


def test_ten_thousand_open_cases_are_a_page_and_a_count(sqlite_database: Database) -> None:
    fill(sqlite_database)
    for look in (Look(scope=scope) for scope in Scope):
        found = opened(sqlite_database, now=LATER).read(list_cases, look, reader=QUALITY)
        view = home_view(found, texts=FRENCH, now=LATER)

        assert check_view(view, "home") == []
        assert f"sur plus de {COUNTED_MAX}" in str(view)
        assert len(found.cases) == PAGE


def test_a_page_far_beyond_and_a_filter_without_a_match_are_answered(
    sqlite_database: Database,
) -> None:
    fill(sqlite_database)
    nothing = CaseFilter(kind=Kind.INCIDENT)
    for look in (Look(scope=Scope.OPEN, page=10**6), Look(scope=Scope.OPEN, narrowed=nothing)):
        found = opened(sqlite_database, now=LATER).read(list_cases, look, reader=QUALITY)

        assert check_view(home_view(found, texts=FRENCH, now=LATER), "home") == []
        assert found.look.page < COUNTED_MAX
        assert len(found.cases) == (0 if look.narrowed == nothing else PAGE)
