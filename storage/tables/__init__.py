"""The tables. Every change here comes with one in `storage/migrations`."""

from storage.tables.case_tables import (
    cases,
    complainants,
    counters,
    files,
    journal,
    journal_head,
    past_lives,
    search_texts,
    submissions,
)
from storage.tables.deadline_tables import actions, digests, open_deadlines, reminders
from storage.tables.mail_tables import (
    case_addresses,
    letter_events,
    letters,
    mail_copies,
    mail_files,
    mail_ids,
    mailboxes,
    mails,
)
from storage.tables.message_tables import inbox, outbox, paces, process_facts
from storage.tables.metadata import metadata
from storage.tables.people_tables import (
    office_settings,
    people,
    policies,
    preferences,
    substitutions,
)
from storage.tables.report_tables import activity, minutes, recurrences, reports, review_notes
from storage.tables.session_tables import (
    appreciations,
    audits,
    session_trainers,
    sessions,
    trainers,
)

__all__ = [
    "actions",
    "activity",
    "appreciations",
    "audits",
    "case_addresses",
    "cases",
    "complainants",
    "counters",
    "digests",
    "files",
    "inbox",
    "journal",
    "journal_head",
    "letter_events",
    "letters",
    "mail_copies",
    "mail_files",
    "mail_ids",
    "mailboxes",
    "mails",
    "metadata",
    "minutes",
    "office_settings",
    "open_deadlines",
    "outbox",
    "paces",
    "past_lives",
    "people",
    "policies",
    "preferences",
    "process_facts",
    "recurrences",
    "reminders",
    "reports",
    "review_notes",
    "search_texts",
    "session_trainers",
    "sessions",
    "submissions",
    "substitutions",
    "trainers",
]
