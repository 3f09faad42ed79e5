"""What Vigie says, as types: a text that a language lacks is a type error.

A text with `{names}` is a template for `str.format`; what is put into it comes
escaped already. The tests hold both languages to the same names.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.cases import Status
from bot.domain.dues import Promise
from bot.domain.journal import Event
from bot.domain.office import Locale, OfficeChoice
from bot.domain.policies import DeadlineKind
from bot.domain.snoozes import Snooze
from bot.domain.taxonomy import (
    Category,
    Channel,
    Continuity,
    IncidentType,
    Kind,
    Party,
    Severity,
)
from bot.ui.form_errors import Refusal
from bot.ui.texts.activity_texts import ActivityTexts
from bot.ui.texts.channel_texts import CardTexts, NoticeTexts, TroubleTexts
from bot.ui.texts.counted import Counted as Counted  # noqa: PLC0414  # the catalogue's users take it from here
from bot.ui.texts.document_texts import DocumentTexts
from bot.ui.texts.filing_texts import (
    ComplaintTexts,
    Forms,
    IncidentTexts,
    ReceiptTexts,
    ReopenTexts,
)
from bot.ui.texts.home import HomeTexts
from bot.ui.texts.lines import LineTexts, NewsTexts
from bot.ui.texts.meeting_day_texts import MeetingDayTexts
from bot.ui.texts.meeting_texts import MeetingTexts
from bot.ui.texts.plan import PlanTexts
from bot.ui.texts.recurrence_texts import RecurrenceTexts
from bot.ui.texts.register import RegisterTexts
from bot.ui.texts.review_texts import ReviewTexts
from bot.ui.texts.settings_texts import HelpTexts, LetterSettingsTexts, SettingsTexts
from bot.ui.texts.step_catalogue import StepTexts
from bot.ui.texts.summary_texts import SummaryTexts


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The members of the closed sets; `short` and `in_line` forms stand inside a sentence."""

    kind: Mapping[Kind, str]
    party: Mapping[Party, str]
    channel: Mapping[Channel, str]
    channel_in_line: Mapping[Channel, str]
    category: Mapping[Category, str]
    category_short: Mapping[Category, str]
    incident_type: Mapping[IncidentType, str]
    continuity: Mapping[Continuity, str]
    continuity_in_line: Mapping[Continuity, str]
    severity: Mapping[Severity, str]
    severity_meaning: Mapping[Severity, str]
    status: Mapping[Status, str]
    to_do: Mapping[Status, str]
    promise: Mapping[Promise, str]
    event: Mapping[Event, str]
    other_event: str
    office_choice: Mapping[OfficeChoice, str]
    refused_file: Mapping[str, str]
    locale: Mapping[Locale, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """Weekdays begin on Monday."""

    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    first_of_month: str
    day: str
    day_with_year: str
    moment: str
    today: str
    yesterday: str
    time: str
    midnight: str
    minutes: str
    hours: str
    days: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderTexts:
    """What is said of deadlines as they come near and pass; see `french_reminders`."""

    expected: Mapping[DeadlineKind, str]
    late: Mapping[DeadlineKind, str]
    name: Mapping[DeadlineKind, str]
    sentence: str
    last_moment: str
    to_do: str
    owner: str
    no_owner: str
    owner_left: str
    unreached: str
    after_outage: str
    together: Counted
    together_after_outage: str
    morning: str
    morning_of: str
    week: str
    week_count: Counted
    week_late: Counted
    line: str
    line_late: str
    line_since: str
    and_more: Counted
    snooze: str
    snoozes: Mapping[Snooze, str]
    snoozed: str
    moot: str
    audit: Counted
    audit_done: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorTexts:
    """What a person reads when what they asked for was not done."""

    unavailable: str
    not_allowed: str
    not_found: str
    action_not_found: str
    unreadable: str
    too_late: str
    unexpected: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTexts:
    """What « Voir le dossier » shows."""

    close: str
    to_do: str
    to_do_before: str
    facts: str
    description: str
    description_cut: str
    people: str
    deadlines: str
    no_deadline: str
    files: str
    timeline: str
    timeline_page: str
    line: str
    kind: str
    status: str
    type: str
    category: str
    severity: str
    continuity: str
    session: str
    site: str
    party: str
    channel: str
    received: str
    recorded: str
    remedy: str
    injury: str
    confidential: str
    owner: str
    reporter: str
    complainant: str
    contact: str
    not_known: str
    met: str
    file: str
    more_files: Counted
    kilobytes: str
    megabytes: str
    entry: str
    by_vigie: str
    newer: str
    older: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarTexts:
    title: str
    link: str
    link_spoken: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """One language, whole."""

    words: Words
    lines: LineTexts
    news: NewsTexts
    dates: Dates
    refusals: Mapping[Refusal, str]
    forms: Forms
    incident: IncidentTexts
    complaint: ComplaintTexts
    receipt: ReceiptTexts
    reopen: ReopenTexts
    card: CardTexts
    notice: NoticeTexts
    trouble: TroubleTexts
    reminders: ReminderTexts
    errors: ErrorTexts
    case: CaseTexts
    steps: StepTexts
    settings: SettingsTexts
    letter_settings: LetterSettingsTexts
    summary: SummaryTexts
    document: DocumentTexts
    meeting: MeetingTexts
    review: ReviewTexts
    activity: ActivityTexts
    recurrence: RecurrenceTexts
    meeting_days: MeetingDayTexts
    help: HelpTexts
    home: HomeTexts
    register: RegisterTexts
    plan: PlanTexts
    similar: SimilarTexts
