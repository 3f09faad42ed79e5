"""What was corrected, or written down late, since a month was told."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.domain.actions.action_steps import ActionStep
from bot.domain.calendar.periods import Interval, Month
from bot.domain.cases.cases import Case
from bot.domain.cases.journal_entries import Event
from bot.domain.steps.lifecycles import Step
from storage.cases import cases, journal
from storage.cases.journal import Entry

_OF_CASES = (
    Event.CASE_FILED,
    Event.CASE_IMPORTED,
    Event.REGISTER_APPLIED,
    Step.CORRECT_RECEPTION,
    Step.CORRECT_FACTS,
)
"""After which a month that is over may be another one."""
_TELLING = (
    Step.ACKNOWLEDGE,
    Step.PROPOSE_SOLUTION,
    Step.EXTEND,
    Step.REJECT,
    Step.MARK_DUPLICATE,
)
"""Steps that may be written down long after somebody was told."""
_NAMING = (Step.QUALIFY, Step.ANALYSE, Step.ACKNOWLEDGE, Step.PROPOSE_SOLUTION)
_NAMES = frozenset({"category", "party", "incident_type", "cause_family", "outcome"})
"""Steps that may count a case under another name than before, and these names."""


def refs_since(
    connection: Connection, told_at: datetime, *, month: Month, zone: ZoneInfo, limit: int
) -> tuple[str, ...]:
    """Cases and actions of a month that were corrected or written down since it was told.

    In the order of their references; confidential cases are not named, nor actions of theirs.
    """
    events = {*_OF_CASES, *_TELLING, *_NAMING, ActionStep.COMPLETE.event}
    entries = journal.entries_since(connection, told_at, events=events)
    known = cases.by_ids(connection, {one.case_id for one in entries if one.case_id})
    span = month.interval(zone)
    found = {_ref_of(one, known.get(one.case_id) if one.case_id else None, span) for one in entries}
    return tuple(sorted(filter(None, found))[:limit])


def _ref_of(entry: Entry, case: Case | None, span: Interval) -> str | None:
    """What an entry may have changed of a month, by its reference; None where nothing."""
    details = entry.details or {}
    if case is not None and case.confidential:
        return None
    if entry.event == ActionStep.COMPLETE.event:
        done_at = _instant(details["changes"]["done_at"][1]) if details else None
        return details["action"] if done_at and done_at < span.end_at else None
    if case is None or not any(at in span for at in _dates_of(case, details)):
        return None
    told_at = _instant((details.get("told") or {}).get("at"))
    was_told_then = told_at is not None and told_at < span.end_at
    is_other = entry.event in _NAMING and _is_renamed(details)
    return case.ref if entry.event in _OF_CASES or was_told_then or is_other else None


def _is_renamed(details: Mapping[str, Any]) -> bool:
    changes = details.get("changes", {})
    return any(changes[name][0] is not None for name in _NAMES & changes.keys())


def _dates_of(case: Case, details: Mapping[str, Any]) -> Iterator[datetime]:
    """The instants by which a case belongs to a month, those before a correction too."""
    was_received_at = _instant(details.get("changes", {}).get("received_at", [None])[0])
    dates = (was_received_at, case.received_at, case.solution_due_at, case.closed_at)
    yield from filter(None, dates)


def _instant(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None
