"""Letters that leave by mail, mails that arrive, and where the reading of a mailbox stands."""

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
    false,
)

from bot.domain.cases.letters import LetterKind
from bot.domain.mail.arrivals import MailGuess, MailState
from bot.domain.mail.departures import LetterState
from storage.tables.metadata import index_some, metadata
from storage.types import Instant, json_document, word_of

# A letter whose bytes are made once: only they ever leave, with one Message-ID. `step` is what
# is taken once the server accepted it, as whoever pressed the button wished it; `untaken` is what
# its case was before, should the letter come back.
letters = Table(
    "letters",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False, index=True),
    Column("kind", word_of(LetterKind), nullable=False),
    Column("state", word_of(LetterState), nullable=False),
    Column("step", json_document),
    Column("untaken", json_document),
    Column("actor", String(40), nullable=False),
    Column("submission_id", Uuid, unique=True),
    Column("to_address", Text),
    Column("subject", Text),
    Column("body", Text),
    Column("message_id", String(120), nullable=False, unique=True),
    Column("eml", LargeBinary),
    Column("sha256", String(64), nullable=False),
    Column("frozen_at", Instant, nullable=False),
    # when these bytes began to be handed over, and until when the server is waited for
    Column("handed_over_at", Instant),
    Column("settled_at", Instant),
    Column("retry_at", Instant),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("code", Integer),
    Column("enhanced_code", String(20)),
    Column("answer", Text),
    Column("server", Text),
    Column("decided_by", String(40)),
    Index("ix_letters_state_frozen_at", "state", "frozen_at"),
)
# Two presses of a button are one letter, and so are two people who press at once.
_UNSETTLED = letters.c.state.in_([LetterState.SENDING.value, LetterState.UNKNOWN.value])
index_some("ix_letters_unsettled", letters.c.case_id, letters.c.kind, only=_UNSETTLED, unique=True)

# What befell a letter, in order: its proof beside the journal, which holds its hash.
letter_events = Table(
    "letter_events",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("letter_id", ForeignKey("letters.id"), nullable=False, index=True),
    Column("at", Instant, nullable=False),
    Column("what", String(40), nullable=False),
    Column("code", Integer),
    Column("text", Text),
)

# How far a folder was read; whoever holds the lease reads it, for all processes. `uidvalidity`
# is the server's, and above its 32 bits how often the folder began anew under the same one.
# Nothing at or below `first_uid` is read, nor, where it is set, what came before `read_since`.
# `attempts`: passes begun since a mail was last recorded, of which the last may still run.
mailboxes = Table(
    "mailboxes",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("account", Text, nullable=False),
    Column("folder", Text, nullable=False),
    Column("uidvalidity", BigInteger),
    Column("first_uid", BigInteger, nullable=False, server_default="0"),
    Column("last_uid", BigInteger, nullable=False, server_default="0"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("started_at", Instant),
    # what came before is left out, up to a UID: a mail that is moved here later keeps its date
    Column("read_since", Instant),
    Column("read_since_uid", BigInteger),
    Column("lease", Uuid),
    Column("leased_until", Instant),
    Column("polled_at", Instant),
    Column("arrived_at", Instant),
    # how many mails lay in the server's junk folder when it was last looked at
    Column("in_junk", Integer, nullable=False, server_default="0"),
    Column("error", String(80)),
    Column("failing_since", Instant),
    UniqueConstraint("account", "folder"),
)

# A mail as it arrived; `received_at` is the server's instant, from which deadlines run, and
# `dated_at` what the sender says. Set aside it loses its words after a while, never its
# fingerprint. `raw` is the sha-256 of its bytes, which lie with the kept files.
mails = Table(
    "mails",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("mailbox_id", ForeignKey("mailboxes.id"), nullable=False),
    Column("uidvalidity", BigInteger, nullable=False),
    Column("uid", BigInteger, nullable=False),
    Column("fingerprint", String(64), nullable=False, index=True),
    Column("message_id", Text),
    Column("cites", json_document, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("dated_at", Instant),
    Column("from_address", Text),
    Column("from_name", Text),
    Column("reply_to", Text),
    Column("subject", Text),
    Column("text", Text),
    Column("shown", Text),
    Column("attached", Text),
    Column("raw", String(64)),
    Column("size", BigInteger, nullable=False),
    Column("guess", word_of(MailGuess), nullable=False),
    Column("state", word_of(MailState), nullable=False),
    Column("is_automatic", Boolean, nullable=False, server_default=false()),
    Column("is_vouched_for", Boolean, nullable=False, server_default=false()),
    Column("is_in_confidence", Boolean, nullable=False, server_default=false()),
    Column("is_unreadable", Boolean, nullable=False, server_default=false()),
    Column("cited_ref", String(20)),
    Column("case_id", ForeignKey("cases.id"), index=True),
    Column("decided_by", String(40)),
    Column("decided_at", Instant),
    Column("erased_at", Instant),
    UniqueConstraint("mailbox_id", "uidvalidity", "uid"),
    Index("ix_mails_state_received_at", "state", "received_at"),
    Index("ix_mails_from_address_received_at", "from_address", "received_at"),
)
index_some("ix_mails_untriaged", mails.c.received_at, only=mails.c.state == MailState.NEW.value)

# Where a mail that is recorded lies as well: once more in its folder, or in one made anew.
mail_copies = Table(
    "mail_copies",
    metadata,
    Column("mailbox_id", ForeignKey("mailboxes.id"), primary_key=True),
    Column("uidvalidity", BigInteger, primary_key=True),
    Column("uid", BigInteger, primary_key=True),
    Column("mail_id", ForeignKey("mails.id"), nullable=False, index=True),
)

mail_files = Table(
    "mail_files",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("mail_id", ForeignKey("mails.id"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("media_type", String(120)),
    Column("size", BigInteger, nullable=False),
    Column("sha256", String(64)),
    Column("is_folded", Boolean, nullable=False, server_default=false()),
    Column("is_published", Boolean, nullable=False, server_default=false()),
)

# Whose a Message-ID is, also of one that a provider put in the place of ours.
mail_ids = Table(
    "mail_ids",
    metadata,
    Column("message_id", String(998), primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False, index=True),
    Column("letter_id", ForeignKey("letters.id"), index=True),
    Column("noted_at", Instant, nullable=False),
)

# The addresses that a case writes to and hears from; somebody confirmed each.
case_addresses = Table(
    "case_addresses",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("address", String(320), primary_key=True),
    Column("confirmed_by", String(40), nullable=False),
    Column("confirmed_at", Instant, nullable=False),
)
