"""Messages about reports and the meetings that they are made for."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from bot.domain.calendar.periods import Month, Semester, parse_month, parse_semester
from bot.domain.messages.message import OMITTED, Message


@dataclass(frozen=True, slots=True, kw_only=True)
class OfEdition(Message):
    """About one edition of the report of a period, « 2026-10 » or « 2026-S1 »."""

    is_of_report: ClassVar = True

    period: str
    edition: int

    def key_parts(self) -> tuple[object, ...]:
        return self.period, self.edition

    @property
    def month(self) -> Month:
        return parse_month(self.period)


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryMessage(OfEdition):
    """The summary of a month, as it was frozen."""

    kind: ClassVar = "summary"
    is_report: ClassVar = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryRevised(OfEdition):
    """A month is told anew, in the thread of its summary of the edition `beneath`.

    Of the month was told otherwise by the edition `told_edition` of the summary of `told_in`, the
    month itself or the one after it. `refs` are cases and actions that changed it.
    """

    kind: ClassVar = "summary_revised"

    beneath: int
    told_in: str
    told_edition: int
    refs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingQuestions(OfEdition):
    """The questions for the meeting, in the summary's thread."""

    kind: ClassVar = "meeting_questions"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingLine(OfEdition):
    """What was decided or noted, in the summary's thread: an action, or an edition of minutes."""

    kind: ClassVar = "meeting_line"
    is_of_report: ClassVar = False

    action_id: UUID | None = field(default=None, metadata={OMITTED: True})
    minutes: int | None = field(default=None, metadata={OMITTED: True})

    def key_parts(self) -> tuple[object, ...]:
        return (self.once,)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOffNotice(Message):
    """A quality manager is told of a meeting on a day off."""

    kind: ClassVar = "meeting_day_off"
    is_said_once: ClassVar = True

    starts_at: datetime

    def key_parts(self) -> tuple[object, ...]:
        return self.starts_at.isoformat(), self.recipient


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityRequest(Message):
    """A quality manager is asked for a month's activity."""

    kind: ClassVar = "activity_request"
    is_said_once: ClassVar = True

    period: str

    def key_parts(self) -> tuple[object, ...]:
        return self.period, self.recipient

    @property
    def month(self) -> Month:
        return parse_month(self.period)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewMessage(Message):
    """The review of a half-year: one message for its whole life."""

    kind: ClassVar = "review"
    is_report: ClassVar = True
    is_of_report: ClassVar = True
    is_said_once: ClassVar = True

    period: str

    def key_parts(self) -> tuple[object, ...]:
        return (self.period,)

    @property
    def semester(self) -> Semester:
        return parse_semester(self.period)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFile(OfEdition):
    """A file in the thread of its report; `of` is the key of the report's message."""

    comes_as_file: ClassVar = True

    of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryPdf(ReportFile):
    """A month's summary to print."""

    kind: ClassVar = "summary_pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryWorkbook(ReportFile):
    """A month's figures as a workbook."""

    kind: ClassVar = "summary_workbook"


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryPicture(ReportFile):
    """A month's charts, where Slack took no message with them."""

    kind: ClassVar = "summary_picture"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPdf(ReportFile):
    """An edition of a half-year's review to print."""

    kind: ClassVar = "review_pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgedRisksNotice(Message):
    """Who has risks, or leads, is told of those that nobody looked at for a year."""

    kind: ClassVar = "risks_aged"

    risk_ids: tuple[UUID, ...]

    def key_parts(self) -> tuple[object, ...]:
        return self.once, self.recipient


MESSAGES = (
    SummaryMessage,
    SummaryRevised,
    MeetingQuestions,
    MeetingLine,
    DayOffNotice,
    ActivityRequest,
    ReviewMessage,
    SummaryPdf,
    SummaryWorkbook,
    SummaryPicture,
    ReviewPdf,
    AgedRisksNotice,
)
