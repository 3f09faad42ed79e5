"""What was reported of a period: figures frozen when they were told, with their origin."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.figures import Figures


class ReportKind(StrEnum):
    """Which report a period has."""

    SUMMARY = "summary"
    REVIEW = "review"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """An edition of a month's summary. Instants are UTC; a later edition corrects it.

    `meeting_at` is the meeting it was made for, None when somebody asked for it.
    `fingerprint` is the SHA-256 of all the rest, in hexadecimal.
    """

    edition: int
    generated_at: datetime
    generated_by: str
    meeting_at: datetime | None
    policy_version: str
    figures: Figures
    fingerprint: str = ""
