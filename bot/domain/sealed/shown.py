"""What is shown of sealed reports: to who has a code, and to who handles."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from bot.domain.sealed.dues import DueKind
from bot.domain.sealed.handlers import Handlers
from bot.domain.sealed.reports import SealedEntry, SealedReport, SealedStep


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportThread:
    """A report as who has its code sees it: how far it is, and what was answered."""

    report: SealedReport
    replies: Sequence[str]
    was_added: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedReport:
    """A line of the list: the report, what is owed, whether there is something to read."""

    report: SealedReport
    dues: Sequence[tuple[DueKind, date]]
    is_unread: bool
    opened_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportList:
    """The reports that a handler may open, unread ones first; how many rows are flawed."""

    reports: Sequence[ListedReport]
    flawed: int
    handlers: Handlers


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeReport:
    """A report that was opened: all that was told and done. `readers` is how many may open it."""

    report: SealedReport
    entries: Sequence[SealedEntry]
    dues: Sequence[tuple[DueKind, date]]
    handlers: Handlers
    readers: int
    newcomers: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HandlerStep:
    """A step that a handler takes, with its form's number and who else agreed on paper."""

    report_id: UUID
    step: SealedStep
    text: str
    form: str
    countersigned: str = ""
