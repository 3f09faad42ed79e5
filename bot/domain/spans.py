"""Spans of days as people type them: a month, a half-year, a year."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.periods import FIRST_YEAR, LAST_YEAR, UnreadablePeriodError, parse_period

_YEAR = re.compile(r"\d{4}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySpan:
    """Days of the office's calendar, both included; None for no bound."""

    first: date | None = None
    last: date | None = None


def parse_span(text: str) -> DaySpan:
    """Read « 2026-10 », « 2026-S1 » or « 2026 ». Raises UnreadablePeriodError."""
    if _YEAR.fullmatch(text):
        year = int(text)
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise UnreadablePeriodError
        return DaySpan(first=date(year, 1, 1), last=date(year, 12, 31))
    period = parse_period(text)
    return DaySpan(first=period.first_day, last=period.next.first_day - timedelta(days=1))
