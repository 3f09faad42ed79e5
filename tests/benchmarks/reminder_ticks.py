"""A tick with nothing due: the same with a million open cases as with a thousand."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import event

from bot.services.deadlines.reminding import mark_passed, remind_due
from bot.services.deadlines.upcoming import send_weekly
from storage.database import Database
from tests.benchmarks.databases import Kind
from tests.benchmarks.measures import AtMost, AtMostTimes, Measure
from tests.benchmarks.open_cases import with_open_cases
from tests.benchmarks.plan import Plan
from tests.benchmarks.turns import beside
from tests.support.builders import opened

_EACH = 4
"""Reminders of each case, as many as stand for one in the middle of its life."""


def measure(kind: Kind, plan: Plan, folder: Path) -> Sequence[Measure]:
    """The tick beside itself on a register a thousand times smaller, taken in turns."""
    with kind(folder) as create:
        few = with_open_cases(create("few_open"), size=plan.few_cases, each=_EACH)
        many = with_open_cases(create("many_open"), size=plan.open_cases, each=_EACH)
        where = kind.__name__
        sizes = f"{plan.open_cases:,} open cases beside {plan.few_cases:,}"
        try:
            return (
                beside(
                    f"a reminder tick with nothing due, {sizes}, {where}",
                    (partial(tick, many), partial(tick, few)),
                    bound=AtMostTimes(1.2),
                    repeats=plan.repeats,
                ),
                Measure(
                    name=f"queries of a reminder tick with nothing due, {where}",
                    ours=_queries(many),
                    unit="",
                    bound=AtMost(3, ""),
                ),
            )
        finally:
            few.close()
            many.close()


def tick(database: Database) -> None:
    """What `bot.ticks` has done, at the moment of filing."""
    mark_passed(opened(database))
    send_weekly(opened(database))
    if remind_due(opened(database)):
        raise AssertionError("something was due")


def _queries(database: Database) -> int:
    with _counted(database) as statements:
        tick(database)
    return len(statements)


@contextmanager
def _counted(database: Database) -> Iterator[list[str]]:
    """The statements that ask for something, as they are sent while the block lasts."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith("BEGIN"):
            sent.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(database.engine, "before_cursor_execute", note)
