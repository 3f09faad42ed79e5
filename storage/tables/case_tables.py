"""Cases, who complained, their files and numbers, and the journal of what was done."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    and_,
    false,
)

from bot.domain.cases.cases import Status
from bot.domain.cases.outcomes import CauseFamily, Outcome
from bot.domain.cases.taxonomy import (
    Category,
    Channel,
    Continuity,
    IncidentType,
    Kind,
    Party,
    Severity,
)
from bot.domain.deadlines.verdicts import Verdict
from storage.tables.metadata import index_some, metadata
from storage.types import Instant, json_document, word_of

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
    # the key of the session that it is about, once one was chosen; see session_tables.py
    Column("session_code", String(60)),
    Column("requested_remedy", Text),
    Column("injury", Boolean, nullable=False, server_default=false()),
    Column("settled_on_spot", Boolean, nullable=False, server_default=false()),
    Column("confidential", Boolean, nullable=False, server_default=false()),
    Column("to_confirm", Boolean, nullable=False, server_default=false()),
    Column("owner", String(40)),
    Column("ack_due_at", Instant),
    Column("solution_due_at", Instant, index=True),
    Column("current_due_at", Instant),
    Column("charge_due_at", Instant),
    Column("information_due_at", Instant),
    Column("policy_version", String(40), nullable=False),
    Column("file_count", Integer, nullable=False, server_default="0"),
    # what lists are sorted and cut by, made from the case; see storage/cases/case_rows.py
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
    Column("first_outcome", word_of(Outcome)),
    Column("lost_minutes", Integer),
    # what became of its promises, and when that was settled; see bot/domain/deadlines/verdicts.py
    *(
        column
        for promise in ("ack", "initial", "extended")
        for column in (
            Column(f"{promise}_verdict", word_of(Verdict)),
            Column(f"{promise}_verdict_at", Instant),
        )
    ),
    # what the steps leave on a case and no query looks for; see storage/cases/case_rows.py
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

index_some(
    "ix_cases_session_code",
    cases.c.session_code,
    cases.c.received_at,
    only=cases.c.session_code.is_not(None),
)

# Open cases by urgency, with all that says who may see them: a list is counted without a look
# at the cases themselves, which lie scattered over a large register.
index_some(
    "ix_cases_open",
    cases.c.next_due_at,
    cases.c.id,
    cases.c.recorded_by,
    cases.c.owner,
    cases.c.kind,
    cases.c.confidential,
    cases.c.named_handlers,
    cases.c.complained_about,
    only=cases.c.next_due_at.is_not(None),
)

# Open cases that nobody has, by urgency, with what says who leads them.
index_some(
    "ix_cases_unowned",
    cases.c.next_due_at,
    cases.c.id,
    cases.c.kind,
    cases.c.confidential,
    cases.c.named_handlers,
    cases.c.complained_about,
    only=and_(cases.c.next_due_at.is_not(None), cases.c.owner.is_(None)),
)
# What few cases have, apart from those that have nothing: SQLite would take them for many.
for _name in ("next_due_at", "received_at"):
    index_some(
        f"ix_cases_owner_{_name}_id",
        cases.c.owner,
        cases.c[_name],
        cases.c.id,
        only=cases.c.owner.is_not(None),
    )
# Open cases narrowed to what perhaps none of them is.
for _name in ("status", "category"):
    index_some(
        f"ix_cases_open_{_name}",
        cases.c[_name],
        cases.c.next_due_at,
        cases.c.id,
        only=cases.c.next_due_at.is_not(None),
    )
index_some(
    "ix_cases_open_kind",
    cases.c.kind,
    cases.c.next_due_at,
    cases.c.id,
    cases.c.recorded_by,
    cases.c.owner,
    cases.c.confidential,
    cases.c.named_handlers,
    cases.c.complained_about,
    only=cases.c.next_due_at.is_not(None),
)

# How a case ended before it came back: what was told of those months stays true. Beside the
# case's document, since the database counts them.
past_lives = Table(
    "past_lives",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("closed_at", Instant, primary_key=True),
    Column("reopened_at", Instant, nullable=False, index=True),
    Column("kind", word_of(Kind), nullable=False),
    Index("ix_past_lives_closed_at", "closed_at"),
)

# Apart from the case, so that what is shown of a case never carries it by accident.
complainants = Table(
    "complainants",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("name", Text),
    Column("contact", Text),
)

# What people wrote of a case, to be found again by its words; see storage/cases/search.py.
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
