"""The tables. Every change here comes with a revision in `storage/migrations`."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    and_,
    false,
)

from bot.domain.actions import ActionKind, ActionOrigin, ActionStatus
from bot.domain.cases import Status
from bot.domain.outcomes import Outcome
from bot.domain.people import ReminderStyle
from bot.domain.policies import DeadlineKind
from bot.domain.reminders import Level, Timing
from bot.domain.reports import ReportKind
from bot.domain.root_causes import CauseFamily
from bot.domain.taxonomy import (
    Category,
    Channel,
    Continuity,
    IncidentType,
    Kind,
    Party,
    Severity,
)
from storage.types import Instant, json_document, word_of

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

cases = Table(
    "cases",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("submission_id", Uuid, nullable=False, unique=True),
    Column("ref", String(20), nullable=False, unique=True),
    Column("kind", word_of(Kind), nullable=False),
    Column("status", word_of(Status), nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Column("recorded_by", String(40), nullable=False),
    Column("channel", word_of(Channel), nullable=False),
    Column("party", word_of(Party), nullable=False),
    Column("description", Text, nullable=False),
    Column("severity", word_of(Severity), nullable=False),
    Column("category", word_of(Category)),
    Column("incident_type", word_of(IncidentType)),
    Column("continuity", word_of(Continuity)),
    Column("session", Text),
    Column("requested_remedy", Text),
    Column("injury", Boolean, nullable=False, server_default=false()),
    Column("confidential", Boolean, nullable=False, server_default=false()),
    Column("owner", String(40)),
    Column("ack_due_at", Instant),
    Column("solution_due_at", Instant, index=True),
    Column("current_due_at", Instant),
    Column("charge_due_at", Instant),
    Column("information_due_at", Instant),
    Column("policy_version", String(40), nullable=False),
    Column("file_count", Integer, nullable=False, server_default="0"),
    # what lists are sorted and cut by, made from the case; see storage/case_rows.py
    Column("next_due_at", Instant),
    Column("named_handlers", Text),
    Column("complained_about", Text),
    # what the monthly figures count
    Column("ack_sent_at", Instant),
    Column("ack_not_applicable", Text),
    Column("proposed_at", Instant, index=True),
    Column("closed_at", Instant, index=True),
    Column("reopened_count", Integer, nullable=False, server_default="0"),
    Column("cause_family", word_of(CauseFamily)),
    Column("outcome", word_of(Outcome)),
    Column("lost_minutes", Integer),
    # what the steps leave on a case and no query looks for; see storage/case_rows.py
    Column("life", json_document),
    Index("ix_cases_received_at_id", "received_at", "id"),
    *(
        # the register of those who see a part of it, and narrowed to what perhaps no case is
        Index(f"ix_cases_{name}_received_at_id", name, "received_at", "id")
        for name in ("recorded_by", "kind", "status", "category")
    ),
    Index("ix_cases_recorded_by_next_due_at_id", "recorded_by", "next_due_at", "id"),
    Index("ix_cases_named_handlers", "named_handlers"),
)

# Open cases by urgency, with all that says who may see them: a list is counted without a look
# at the cases themselves, which lie scattered over a large register.
Index(
    "ix_cases_open",
    cases.c.next_due_at,
    cases.c.id,
    cases.c.recorded_by,
    cases.c.owner,
    cases.c.kind,
    cases.c.confidential,
    cases.c.named_handlers,
    cases.c.complained_about,
    sqlite_where=cases.c.next_due_at.is_not(None),
    postgresql_where=cases.c.next_due_at.is_not(None),
)

# Open cases that nobody has, by urgency, with what says who leads them.
Index(
    "ix_cases_unowned",
    cases.c.next_due_at,
    cases.c.id,
    cases.c.kind,
    cases.c.confidential,
    cases.c.named_handlers,
    cases.c.complained_about,
    sqlite_where=and_(cases.c.next_due_at.is_not(None), cases.c.owner.is_(None)),
    postgresql_where=and_(cases.c.next_due_at.is_not(None), cases.c.owner.is_(None)),
)
# What few cases have, apart from those that have nothing: SQLite would take them for many.
for _name in ("next_due_at", "received_at"):
    Index(
        f"ix_cases_owner_{_name}_id",
        cases.c.owner,
        cases.c[_name],
        cases.c.id,
        sqlite_where=cases.c.owner.is_not(None),
        postgresql_where=cases.c.owner.is_not(None),
    )
# Open cases narrowed to what perhaps none of them is.
for _name in ("status", "category"):
    Index(
        f"ix_cases_open_{_name}",
        cases.c[_name],
        cases.c.next_due_at,
        cases.c.id,
        sqlite_where=cases.c.next_due_at.is_not(None),
        postgresql_where=cases.c.next_due_at.is_not(None),
    )
Index(
    "ix_cases_open_kind",
    cases.c.kind,
    cases.c.next_due_at,
    cases.c.id,
    cases.c.recorded_by,
    cases.c.owner,
    cases.c.confidential,
    cases.c.named_handlers,
    cases.c.complained_about,
    sqlite_where=cases.c.next_due_at.is_not(None),
    postgresql_where=cases.c.next_due_at.is_not(None),
)

# Apart from the case, so that what is shown of a case never carries it by accident.
complainants = Table(
    "complainants",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("name", Text),
    Column("contact", Text),
)

actions = Table(
    "actions",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("ref", String(20), nullable=False, unique=True),
    Column("kind", word_of(ActionKind), nullable=False),
    Column("title", Text, nullable=False),
    Column("owner", String(40), nullable=False),
    Column("due_on", Date, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("created_by", String(40), nullable=False),
    Column("status", word_of(ActionStatus), nullable=False),
    Column("origin", word_of(ActionOrigin), nullable=False, server_default=ActionOrigin.CASE),
    Column("period", String(10)),
    Column("case_id", ForeignKey("cases.id"), index=True),
    Column("origin_refs", json_document, nullable=False),
    Column("success_criterion", Text),
    Column("is_in_plan", Boolean, nullable=False, server_default=false()),
    Column("done_at", Instant),
    Column("done_by", String(40)),
    Column("proof", json_document),
    Column("check_on", Date),
    Column("checked_at", Instant),
    Column("checked_by", String(40)),
    Column("is_effective", Boolean),
    Column("findings", Text),
    Column("reopened_count", Integer, nullable=False, server_default="0"),
    Column("cancelled_because", Text),
    Index("ix_actions_owner_status", "owner", "status"),
    Index("ix_actions_status_due_on", "status", "due_on"),
    Index("ix_actions_period_origin", "period", "origin"),
)

# What people wrote of a case, to be found again by its words; see storage/search.py.
search_texts = Table(
    "search_texts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False, unique=True),
    Column("facts", Text, nullable=False),
    Column("folded_facts", Text, nullable=False),
    Column("notes", Text, nullable=False, server_default=""),
    Column("folded_notes", Text, nullable=False, server_default=""),
)

files = Table(
    "files",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("case_id", ForeignKey("cases.id"), index=True),
    Column("slack_id", String(40), nullable=False),
    Column("name", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("media_type", String(120)),
    Column("sha256", String(64)),
    Column("kept_at", Instant),
    Column("refused", String(40)),
    UniqueConstraint("case_id", "slack_id"),
)

counters = Table(
    "counters",
    metadata,
    Column("prefix", String(3), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("last", Integer, nullable=False),
)

# What a person wrote stands beside the chain, bound to it by a salted digest: it can
# be erased (GDPR art. 17) without breaking the chain. See docs/decisions/journal.md.
journal = Table(
    "journal",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("actor", String(40), nullable=False),
    Column("case_id", ForeignKey("cases.id")),
    Column("event", String(60), nullable=False),
    Column("details", Text),
    Column("salt", LargeBinary(16)),
    Column("digest", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Index("ix_journal_case_id_seq", "case_id", "seq"),
)

journal_head = Table(
    "journal_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, nullable=False),
    Column("hash", String(64), nullable=False),
)

# A form that was sent and accepted: sent again, it changes nothing.
submissions = Table(
    "submissions",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("at", Instant, nullable=False),
)

# What Slack told us, before anything is made of it: Slack hears "received" first and
# does not say it again. `payload` is forgotten once the event is dealt with.
inbox = Table(
    "inbox",
    metadata,
    Column("event_id", String(80), primary_key=True),
    Column("state", String(10), nullable=False),
    Column("payload", json_document),
    Column("received_at", Instant, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("error", String(80)),
    Index("ix_inbox_state_due_at", "state", "due_at"),
)

# One row is one message (or one file to keep) that the outside has to match: `version`
# counts what was wished, `delivered_version` what was done.
outbox = Table(
    "outbox",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("key", String(200), nullable=False, unique=True),
    Column("kind", String(40), nullable=False),
    Column("case_id", ForeignKey("cases.id"), index=True),
    Column("recipient", String(40)),
    Column("details", json_document),
    Column("state", String(10), nullable=False),
    Column("version", Integer, nullable=False),
    Column("delivered_version", Integer, nullable=False, server_default="0"),
    Column("created_at", Instant, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("lease", Uuid),
    Column("leased_until", Instant),
    Column("in_doubt", Boolean, nullable=False, server_default=false()),
    Column("channel", String(40)),
    Column("ts", String(40)),
    Column("slack_file", String(40)),
    Column("error", String(80)),
    Index("ix_outbox_state_due_at", "state", "due_at"),
    Index("ix_outbox_channel_ts", "channel", "ts"),
)

office_settings = Table(
    "office_settings",
    metadata,
    Column("name", String(60), primary_key=True),
    Column("value", json_document, nullable=False),
)

people = Table(
    "people",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("name", Text, nullable=False),
    Column("locale", String(20)),
    Column("zone", String(60)),
    Column("is_admin", Boolean, nullable=False, server_default=false()),
    Column("is_deleted", Boolean, nullable=False, server_default=false()),
    Column("is_bot", Boolean, nullable=False, server_default=false()),
)

# What is still owed, for lists and digests: kept in step with the cases and actions by
# `bot.services.planning` alone. `marked_at`: the card was brought up to date once late.
open_deadlines = Table(
    "open_deadlines",
    metadata,
    Column("subject", Uuid, primary_key=True),
    Column("kind", word_of(DeadlineKind), primary_key=True),
    Column("case_id", ForeignKey("cases.id"), index=True),
    Column("owner", String(40)),
    Column("due_at", Instant, nullable=False),
    Column("marked_at", Instant),
    Index("ix_open_deadlines_owner_due_at", "owner", "due_at"),
)
Index(
    "ix_open_deadlines_unmarked",
    open_deadlines.c.due_at,
    sqlite_where=open_deadlines.c.marked_at.is_(None),
    postgresql_where=open_deadlines.c.marked_at.is_(None),
)
Index("ix_open_deadlines_due_at", open_deadlines.c.due_at)

# Said or to be said. `person` is empty where the level says who is told, and names the
# one who put a reminder off; what was said stays, so that its key is never said again.
reminders = Table(
    "reminders",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("subject", Uuid, nullable=False),
    Column("kind", word_of(DeadlineKind), nullable=False),
    Column("rule", String(60), nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("person", String(40), nullable=False, server_default=""),
    Column("case_id", ForeignKey("cases.id"), index=True),
    Column("remind_at", Instant, nullable=False),
    Column("level", word_of(Level), nullable=False),
    Column("timing", word_of(Timing), nullable=False),
    Column("said_at", Instant),
    UniqueConstraint("subject", "rule", "due_at", "person"),
)
Index(
    "ix_reminders_unsaid",
    reminders.c.remind_at,
    sqlite_where=reminders.c.said_at.is_(None),
    postgresql_where=reminders.c.said_at.is_(None),
)

digests = Table(
    "digests",
    metadata,
    Column("due_at", Instant, primary_key=True),
    Column("sent_at", Instant, nullable=False),
)

preferences = Table(
    "preferences",
    metadata,
    Column("person", String(40), primary_key=True),
    Column("reminder_style", word_of(ReminderStyle), nullable=False),
)

# What people write into a half-year's review until it is approved: one row for each.
review_notes = Table(
    "review_notes",
    metadata,
    Column("period", String(10), primary_key=True),
    Column("notes", json_document, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("changed_by", String(40), nullable=False),
)

# What was said of a period, as it was said: a row is written once and never changed. A
# correction is another edition.
reports = Table(
    "reports",
    metadata,
    Column("kind", word_of(ReportKind), primary_key=True),
    Column("period", String(10), primary_key=True),
    Column("edition", Integer, primary_key=True, autoincrement=False),
    Column("generated_at", Instant, nullable=False),
    Column("generated_by", String(40), nullable=False),
    Column("meeting_at", Instant),
    Column("policy_version", String(40), nullable=False),
    Column("snapshot", json_document, nullable=False),
    Column("hash", String(64), nullable=False),
)

# What each version of the promises stood for, as long as a case keeps to it.
policies = Table(
    "policies",
    metadata,
    Column("version", String(40), primary_key=True),
    Column("kept_at", Instant, nullable=False),
    Column("promises", json_document, nullable=False),
)

# Minutes of the meeting that discussed a month's summary: `facts` to be told anew without
# names, `document` as it was frozen.
minutes = Table(
    "minutes",
    metadata,
    Column("period", String(10), primary_key=True),
    Column("edition", Integer, primary_key=True, autoincrement=False),
    Column("written_at", Instant, nullable=False),
    Column("written_by", String(40), nullable=False),
    Column("facts", json_document, nullable=False),
    Column("document", Text, nullable=False),
    Column("hash", String(64), nullable=False),
)

activity = Table(
    "activity",
    metadata,
    Column("period", String(10), primary_key=True),
    Column("trainees", Integer),
    Column("sessions", Integer),
    Column("told_by", String(40), nullable=False),
    Column("told_at", Instant, nullable=False),
)

# Topics of which the quality managers were told, and the action opened against each.
recurrences = Table(
    "recurrences",
    metadata,
    Column("topic", String(140), primary_key=True),
    Column("told_at", Instant, nullable=False),
    Column("action_id", ForeignKey("actions.id")),
)
