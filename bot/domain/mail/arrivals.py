"""A mail that arrived: what it seems to be, and what a person made of it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class MailGuess(StrEnum):
    """What a mail seems to be, from a closed list; a person decides."""

    COMPLAINT = "complaint"
    ANSWER = "answer"
    REQUEST = "request"
    INVOICE = "invoice"
    ADVERTISEMENT = "advertisement"
    AUTOMATIC = "automatic"
    BOUNCE = "bounce"
    OTHER = "other"


class MailState(StrEnum):
    """What became of a mail; one that is `NEW` is recalled until somebody decides."""

    NEW = "new"
    FILED = "filed"
    ATTACHED = "attached"
    SET_ASIDE = "set_aside"
    FOLDED = "folded"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailPlace:
    """Where a server keeps a mail: it holds one mail alone for as long as `uidvalidity` does."""

    mailbox_id: UUID
    uidvalidity: int
    uid: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptMailFile:
    """A file that came with a mail; `is_folded` where it is part of a signature.

    `sha256` is None where its bytes were not kept, `is_published` where Slack may show it.
    """

    id: UUID
    name: str
    size: int
    media_type: str | None = None
    sha256: str | None = None
    is_folded: bool = False
    is_published: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A mail as it is kept; its words are None once they are erased.

    `received_at` is the server's instant, from which deadlines run, `dated_at` what its sender
    says, `seen_at` when we first saw it. `shown` is the part of `text` that it says anew,
    `attached` what mails say that came as its files. `raw` is the SHA-256 of its bytes in
    hexadecimal, `size` how many there are.
    """

    id: UUID
    received_at: datetime
    seen_at: datetime
    fingerprint: str
    size: int
    guess: MailGuess
    state: MailState
    dated_at: datetime | None = None
    message_id: str | None = None
    cites: tuple[str, ...] = ()
    from_address: str | None = field(default=None, repr=False)
    from_name: str | None = field(default=None, repr=False)
    reply_to: str | None = field(default=None, repr=False)
    subject: str | None = field(default=None, repr=False)
    text: str | None = field(default=None, repr=False)
    shown: str | None = field(default=None, repr=False)
    attached: str | None = field(default=None, repr=False)
    raw: str | None = None
    is_automatic: bool = False
    is_vouched_for: bool = False
    is_in_confidence: bool = False
    is_unreadable: bool = False
    cited_ref: str | None = None
    case_id: UUID | None = None
    decided_by: str | None = None
    decided_at: datetime | None = None
    erased_at: datetime | None = None
    files: tuple[KeptMailFile, ...] = ()

    @property
    def whole(self) -> str:
        """All that it says, and what the mails in it say."""
        return "\n\n".join(filter(None, (self.text, self.attached))).strip()

    @property
    def first_shown(self) -> str:
        """What is read first: what it says anew, else the mails in it where it says nothing."""
        own = self.shown or ""
        return own.strip() or ("" if (self.text or "").strip() else self.attached or "").strip()
