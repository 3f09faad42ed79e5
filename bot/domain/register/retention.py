"""How long the words of a settled case are kept, by which rule, and what holds them back."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.calendar.wall_time import add_months, local_day
from bot.domain.cases.cases import Case
from bot.domain.cases.taxonomy import Kind


class RetentionRule(StrEnum):
    """By what a case is kept; docs/decisions/erasing.md says where each comes from."""

    COMPLAINT = "complaint"
    INCIDENT = "incident"
    INJURY = "injury"


class Hold(StrEnum):
    """Why words are still needed, whatever the rule says."""

    ACTION = "action"
    OUTSIDE = "outside"


YEARS = {RetentionRule.COMPLAINT: 3, RetentionRule.INCIDENT: 3, RetentionRule.INJURY: 5}
"""After the case was settled: the cycle of an audit, and where somebody was hurt five years."""
_MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class DueCase:
    """A case whose words are to go since a day, unless something holds them."""

    ref: str
    rule: RetentionRule
    since: date
    holds: tuple[Hold, ...] = ()


def rule_of(case: Case) -> RetentionRule:
    """The rule by which a case is kept."""
    if case.injury:
        return RetentionRule.INJURY
    is_complaint = case.kind is Kind.COMPLAINT
    return RetentionRule.COMPLAINT if is_complaint else RetentionRule.INCIDENT


def due_case(case: Case, *, settled_at: datetime, now: datetime, zone: ZoneInfo) -> DueCase | None:
    """The case as it is due; None while its time is not over, or nothing is left to erase."""
    until = add_months(settled_at, YEARS[rule_of(case)] * _MONTHS, zone)
    if case.status.is_open or case.erased_at is not None or until > now:
        return None
    return DueCase(ref=case.ref, rule=rule_of(case), since=local_day(until, zone))
