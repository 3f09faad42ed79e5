"""A letter on its way: where it stands, and what may become of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from bot.domain.cases.letters import LetterKind


class LetterState(StrEnum):
    """Where a letter stands; only `ACCEPTED` keeps a promise, or what a person declared.

    A server that was given a letter and whose answer never came may have taken it (RFC 1047):
    then it is `UNKNOWN` until a copy, a bounce, a reply or a person settles it, and nothing sends
    it again by itself.
    """

    SENDING = "sending"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    RETURNED = "returned"
    DECLARED_SENT = "declared_sent"
    NOT_SENT = "not_sent"
    CANCELLED = "cancelled"

    @property
    def is_unsettled(self) -> bool:
        """Whether it may still turn out to have left, so that no other of its kind goes."""
        return self in {LetterState.SENDING, LetterState.UNKNOWN}

    @property
    def counts_as_sent(self) -> bool:
        """Whether what it tells counts as told."""
        return self in {LetterState.ACCEPTED, LetterState.DECLARED_SENT}

    @property
    def may_go_again(self) -> bool:
        """Whether a person may have the same bytes sent once more."""
        return self in {
            LetterState.UNKNOWN,
            LetterState.RETURNED,
            LetterState.REFUSED,
            LetterState.NOT_SENT,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerAnswer:
    """What a mail server said of a letter; the text may name the addressee."""

    code: int | None = None
    enhanced: str | None = None
    text: str = ""
    server: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounce:
    """A report that a letter of ours was not delivered (RFC 3464); `at` is when it reached us."""

    at: datetime
    status: str | None = None
    diagnostic: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFate:
    """What became of a letter, without a word of it: its state since `at`, and what proves it."""

    kind: LetterKind
    state: LetterState
    at: datetime
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MailedLetter:
    """A letter by mail as it stands; words, address and step are None once they are erased.

    `handed_over_at` is when its bytes were last begun to be handed over, `retry_at` when a
    server that said « later » is asked again. `settled_at` is when its state was last decided.
    """

    id: UUID
    case_id: UUID
    kind: LetterKind
    state: LetterState
    actor: str
    message_id: str
    sha256: str
    frozen_at: datetime
    to_address: str | None = None
    subject: str | None = None
    body: str | None = None
    handed_over_at: datetime | None = None
    settled_at: datetime | None = None
    retry_at: datetime | None = None
    attempts: int = 0
    code: int | None = None
    enhanced_code: str | None = None
    answer: str | None = None
    server: str | None = None
    decided_by: str | None = None

    @property
    def is_handed_over(self) -> bool:
        """Whether a server was given it, or is being given it, and may have taken it."""
        return self.handed_over_at is not None
