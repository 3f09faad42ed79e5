"""The tables. Every change here comes with a revision in `storage/migrations`."""

from storage.tables.action_tables import actions
from storage.tables.case_tables import cases, complainants, counters, files, search_texts
from storage.tables.deadline_tables import digests, open_deadlines, reminders
from storage.tables.journal_tables import journal, journal_head, submissions
from storage.tables.message_tables import inbox, outbox
from storage.tables.metadata import metadata
from storage.tables.people_tables import office_settings, people, policies, preferences
from storage.tables.report_tables import activity, minutes, recurrences, reports, review_notes

__all__ = [
    "actions",
    "activity",
    "cases",
    "complainants",
    "counters",
    "digests",
    "files",
    "inbox",
    "journal",
    "journal_head",
    "metadata",
    "minutes",
    "office_settings",
    "open_deadlines",
    "outbox",
    "people",
    "policies",
    "preferences",
    "recurrences",
    "reminders",
    "reports",
    "review_notes",
    "search_texts",
    "submissions",
]
