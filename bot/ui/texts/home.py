"""The types of what the Home tab, the lists and the search say."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.listings import Concern, Period, Scope
from bot.domain.people import ReminderStyle


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeTexts:
    """`empty` says that a list holds nothing, `no_match` that its filters leave nothing."""

    report: str
    complain: str
    settings: str
    scope: Mapping[Scope, str]
    scope_counted: str
    count: str
    many: str
    empty: Mapping[Scope, str]
    no_match: str
    concern: Mapping[Concern, str]
    any_kind: str
    any_status: str
    any_category: str
    any_period: str
    any_owner: str
    period: Mapping[Period, str]
    clear: str
    position: str
    position_many: str
    previous: str
    next: str
    more_at_home: str
    late: str
    search_label: str
    search_example: str
    found: str
    found_many: str
    found_nothing: str
    results: str
    clear_search: str
    search_what: str
    styles: str
    style: Mapping[ReminderStyle, str]
    style_note: str
