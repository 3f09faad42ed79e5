"""What Vigie tells the outside, by kind; delivery knows how."""

from enum import StrEnum


class Outgoing(StrEnum):
    """The kinds of rows in the outbox."""

    CARD = "card"
    INCIDENT_NOTICE = "incident_notice"
    STEP_LINE = "step_line"
    REPORTER_NEWS = "reporter_news"
    OWNER_NOTICE = "owner_notice"
    ACTION_NOTICE = "action_notice"
    NOTE_REFUSED = "note_refused"
    OWNER_LEFT = "owner_left"
    ACTION_OWNER_LEFT = "action_owner_left"
    TROUBLE = "trouble"
    KEEP_FILE = "keep_file"
    SUMMARY = "summary"
    RECURRENCE = "recurrence"
    MEETING_DAY_OFF = "meeting_day_off"
    ACTIVITY_REQUEST = "activity_request"
    MEETING_QUESTIONS = "meeting_questions"
    MEETING_LINE = "meeting_line"
    REMINDER = "reminder"
    ROUND_UP = "round_up"
    MORNING_DIGEST = "morning_digest"
    WEEKLY_DIGEST = "weekly_digest"
    AUDIT = "audit"
    REVIEW = "review"
    REVIEW_PDF = "review_pdf"
    SUMMARY_PDF = "summary_pdf"
    SUMMARY_WORKBOOK = "summary_workbook"
    SUMMARY_PICTURE = "summary_picture"
    REGISTER = "register"
    EVIDENCE = "evidence"


ABOUT_DEADLINES = frozenset(
    {
        Outgoing.REMINDER,
        Outgoing.ROUND_UP,
        Outgoing.MORNING_DIGEST,
        Outgoing.WEEKLY_DIGEST,
        Outgoing.AUDIT,
    }
)
"""Kinds that the clock sends and nobody waits for, a thousand of them at a time perhaps."""

REPORTS = frozenset({Outgoing.SUMMARY, Outgoing.REVIEW})
"""Kinds that say what was counted, in whose thread their files come."""

FILES_OF_REPORTS = frozenset(
    {Outgoing.SUMMARY_PDF, Outgoing.SUMMARY_WORKBOOK, Outgoing.SUMMARY_PICTURE, Outgoing.REVIEW_PDF}
)
"""Kinds that come as a file in the thread of the report that they belong to."""

WITH_FILE = FILES_OF_REPORTS | {Outgoing.REGISTER, Outgoing.EVIDENCE}
"""Kinds that come as a file, which takes its time to make and to send."""
