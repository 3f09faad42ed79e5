"""The types of what the monthly summary says."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.outcomes import Outcome
from bot.domain.root_causes import CauseFamily
from bot.ui.texts.counted import Counted


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryTexts:
    """`of_months` are the months, January first, as they follow the word for summary."""

    of_months: tuple[str, ...]
    title: str
    title_for_meeting: str
    edition: str
    # the three sentences
    complaints: Counted
    incidents: Counted
    volumes: str
    volumes_before: str
    both_kept: str
    one_kept: str
    one_missed: str
    both_missed: str
    nothing_due: str
    acks: Counted
    solutions: Counted
    ack_share: str
    solution_share: str
    solution_share_extended: str
    look_at: str
    look_also: str
    nothing_to_look_at: str
    late: Counted
    recurs: str
    injuries: Counted
    more_open: str
    # an empty month
    empty: str
    still_open: Counted
    # the figures
    complaints_received: str
    complaints_closed: str
    incidents_received: str
    incidents_closed: str
    open_at_end: str
    ack: str
    initial: str
    extended: str
    complaint_rate: str
    incident_rate: str
    rate: str
    rate_of_few: str
    decimal_mark: str
    compared: str
    month_of_year: str
    rolling: Counted
    share: str
    share_percent: str
    pending: str
    unknown: str
    # the breakdowns
    breakdown: str
    counted: str
    others: str
    by_category: str
    by_party: str
    by_type: str
    by_cause: str
    outcomes: str
    lost_time: str
    ages: str
    age_bands: tuple[str, ...]
    recurrences: str
    recurrence: str
    confidential: Counted
    actions_on_time: str
    actions_effective: str
    actions_running: str
    actions_late: Counted
    last_meeting: str
    decided_done: Counted
    decided_running: Counted
    decided_late: Counted
    decided_cancelled: Counted
    cause_family: Mapping[CauseFamily, str]
    outcome: Mapping[Outcome, str]
    # charts and table
    flow_chart: str
    category_chart: str
    received: str
    closed: str
    open: str
    cases: str
    late_title: str
    late_columns: tuple[str, ...]
    late_line: str
    more_late: Counted
    # where the figures come from
    stamp: str
    stamp_running: str
    stamp_edition: str
    # the answer to the command
    preview: str
    told_before: str
    publish: str
    published: str
    published_already: str
    in_future: str
    not_a_month: str
