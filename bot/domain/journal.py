"""What the journal tells of a case, as people are shown it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

VIGIE = "vigie"
"""The journal's name for Vigie itself, where a member's id would stand."""

TIMELINE_PAGE = 5
"""Entries of a timeline shown at a time."""


class Event(StrEnum):
    """What may happen to a case and is worth a line in its timeline.

    Every step of a case is here under its own name, every step of an action after `action_`.
    """

    CASE_FILED = "case_filed"
    CASE_IMPORTED = "case_imported"
    CASE_READ = "case_read"
    CASE_ANONYMISED = "case_anonymised"
    TAKE_CHARGE = "take_charge"
    ACKNOWLEDGE = "acknowledge"
    WAIVE_ACKNOWLEDGEMENT = "waive_acknowledgement"
    QUALIFY = "qualify"
    ASSIGN = "assign"
    OWNER_LEFT = "owner_left"
    REQUEST_INFORMATION = "request_information"
    RECORD_INFORMATION = "record_information"
    DECIDE_MEASURES = "decide_measures"
    INFORM_PARTIES = "inform_parties"
    ANALYSE = "analyse"
    PROPOSE_SOLUTION = "propose_solution"
    RECORD_DECISION = "record_decision"
    EXTEND = "extend"
    IMPLEMENT = "implement"
    FOLLOW_UP = "follow_up"
    CLOSE = "close"
    REOPEN = "reopen"
    REJECT = "reject"
    MARK_DUPLICATE = "mark_duplicate"
    DUPLICATE_LINKED = "duplicate_linked"
    CASES_LINKED = "cases_linked"
    WITHDRAW = "withdraw"
    CORRECT_RECEPTION = "correct_reception"
    CORRECT_FACTS = "correct_facts"
    ADD_NOTE = "add_note"
    NOTE_EXTERNAL = "note_external"
    SETTLE_EXTERNAL = "settle_external"
    NOTE_EDITED = "note_edited"
    NOTE_DELETED = "note_deleted"
    ADD_ACTION = "add_action"
    ACTION_COMPLETE = "action_complete"
    ACTION_CHECK_EFFECT = "action_check_effect"
    ACTION_REOPEN = "action_reopen"
    ACTION_RESCHEDULE = "action_reschedule"
    ACTION_REASSIGN = "action_reassign"
    ACTION_MOVE_TO_PLAN = "action_move_to_plan"
    ACTION_CANCEL = "action_cancel"
    ACTION_OWNER_LEFT = "action_owner_left"
    FILE_KEPT = "file_kept"
    FILE_REFUSED = "file_refused"
    DEADLINE_ESCALATED = "deadline_escalated"
    PERSON_UNREACHABLE = "person_unreachable"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """One line of a case's timeline. `actor` is a Slack user id, None for Vigie itself.

    `event` is usually an `Event`; one that this version does not know is still shown.
    `details` may hold `text` or `file` (a name), which people wrote, a `reason`, the
    `action` it is about or the `refs` of those it created, and `changes`: a pair of values,
    before and after, for each field.
    """

    at: datetime
    actor: str | None
    event: str
    details: Mapping[str, Any] = field(default_factory=dict)
