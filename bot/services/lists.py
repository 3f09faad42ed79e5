"""A person's lists of cases: what waits for them, what is late, what is open, everything."""

from dataclasses import replace
from datetime import datetime

from bot.domain.listings import (
    COUNTED_MAX,
    NOTHING_WAITS,
    PAGE,
    CaseList,
    Concerned,
    Look,
    Scope,
    concern_of,
)
from bot.domain.office import Office
from bot.domain.people import ReminderStyle
from bot.services.offices import current_office
from bot.services.plan_lists import waiting_actions
from storage import case_lists, journal, preferences
from storage.case_lists import Wanted
from storage.database import Database


def list_cases(
    database: Database, look: Look, *, reader: str, now: datetime, defaults: Office
) -> CaseList:
    """Read a page of what a person may see. Raises StorageUnavailableError."""
    with database.reading() as connection:
        office = current_office(connection, defaults)
        whole = {
            scope: Wanted(scope=scope, reader=reader, office=office, now=now) for scope in Scope
        }
        wanted = replace(whole[look.scope], narrowed=look.narrowed)
        totals = {scope: case_lists.count_of(connection, whole[scope]) for scope in _COUNTED}
        is_counted = look.narrowed.is_empty and look.scope in totals
        total = totals[look.scope] if is_counted else case_lists.count_of(connection, wanted)
        number = min(look.page, _last_page(total))
        found = case_lists.page_of(connection, wanted, number=number)
        styles = preferences.styles_of(connection, [reader])
        is_first = look.scope is Scope.MINE and number == 0
        waiting = waiting_actions(connection, reader, office) if is_first else NOTHING_WAITS
    return CaseList(
        look=replace(look, page=number),
        cases=tuple(
            Concerned(case=case, concern=concern_of(reader, case, office)) for case in found
        ),
        total=total,
        totals=totals,
        office=office,
        style=styles.get(reader, ReminderStyle.SINGLE),
        waiting=waiting,
    )


def latest_change(database: Database) -> int:
    """A number that grows with everything that happens: the journal's last entry's."""
    with database.reading() as connection:
        return journal.head_of(connection).seq


# the register only grows, and its size says nothing about today
_COUNTED = (Scope.MINE, Scope.OVERDUE, Scope.OPEN)


def _last_page(total: int) -> int:
    return max(min(total, COUNTED_MAX) - 1, 0) // PAGE
