"""External deadlines: dates that others set on a case, noted by hand and kept like our own."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class ExternalKind(StrEnum):
    """Who waits for what.

    A funder's letter names its date. An accident at work is declared within 48 hours, Sundays
    and holidays aside (code de la sécurité sociale, R441-3), a breach of personal data within
    72 hours (GDPR art. 33): counted from when somebody knew, which only people can say.
    """

    FUNDER = "funder"
    WORK_ACCIDENT = "work_accident"
    DATA_BREACH = "data_breach"
    AUTHORITY = "authority"
    OTHER = "other"

    @property
    def is_urgent(self) -> bool:
        """Whether people are disturbed at any hour for it."""
        return self is ExternalKind.DATA_BREACH


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalDeadline:
    """A date set by somebody else. `settled_at` is when it was met, or found to be moot."""

    id: UUID
    kind: ExternalKind
    what: str
    due_at: datetime
    noted_at: datetime
    noted_by: str
    settled_at: datetime | None = None
    settled_by: str | None = None
    note: str | None = None
    is_moot: bool = False

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to see to it."""
        return self.settled_at is None
