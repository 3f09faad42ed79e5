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
    """What may happen to a case and is worth a line in its timeline."""

    CASE_FILED = "case_filed"
    FILE_KEPT = "file_kept"
    FILE_REFUSED = "file_refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """One line of a case's timeline. `actor` is a Slack user id, None for Vigie itself.

    `event` is usually an `Event`; one that this version does not know is still shown.
    `details` may hold `text` or `file` (a name), which people wrote, and a `reason`.
    """

    at: datetime
    actor: str | None
    event: str
    details: Mapping[str, Any] = field(default_factory=dict)
