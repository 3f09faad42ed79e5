"""What the reading of a mailbox needs of it, whichever server stands behind."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

WHOLE_MAX = 30 * 1024 * 1024
"""Bytes of a mail that is fetched whole; of a bigger one, what comes first."""
FIRST_OF_BIG = 256 * 1024
"""Bytes fetched of a mail that is bigger: headers and, as a rule, the text."""


@dataclass(frozen=True, slots=True)
class Position:
    """How far a folder goes: its UIDVALIDITY, and the highest UID given so far (RFC 3501)."""

    uidvalidity: int
    uid: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A mail as the server has it; `received_at` is its INTERNALDATE, aware UTC.

    Of one that is not whole, `raw` is what comes first of `size` bytes.
    """

    uid: int
    received_at: datetime
    size: int
    raw: bytes = field(repr=False)
    is_whole: bool = True


class MailboxTrouble(StrEnum):
    """Why a mailbox could not be read, from a closed list."""

    UNREACHABLE = "unreachable"
    CERTIFICATE = "certificate"
    LOGIN = "login"
    FOLDER = "folder"
    NO_SENT = "no_sent"
    TIMEOUT = "timeout"
    TOO_BIG = "too_big"
    PROTOCOL = "protocol"


class MailboxError(Exception):
    """A mailbox could not be read; `said` are the server's words, cut short, if it said any.

    `uid` is the mail that was asked for.
    """

    def __init__(self, trouble: MailboxTrouble, *, said: str = "", uid: int | None = None) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble
        self.said = said
        self.uid = uid


class Mailbox(Protocol):
    """A folder that is read and never changed; methods wait, so each is called in a thread.

    All raise MailboxError, after which the connection is of no use. What was sent lies in
    another folder, to which `append_sent` alone may add.
    """

    def position(self) -> Position:
        """How far the folder goes now."""

    def arrivals(
        self,
        after: int,
        *,
        at_most: int,
        but_not: Collection[int] = (),
        since: datetime | None = None,
        since_up_to: int | None = None,
        headers_only: bool = False,
    ) -> Iterable[Arrival]:
        """Mails with a UID above `after`, ascending, each fetched when it is its turn.

        Without those of `but_not` and, with `since`, without what arrived before; with
        `since_up_to` that holds up to this UID only. With `headers_only`, `raw` ends behind the
        headers and no mail is whole.
        """

    def wait(self, seconds: float) -> bool:
        """Wait until something came, at most so long; False when nothing did."""

    def in_junk(self, *, since: datetime, at_most: int) -> int:
        """How many mails lie in the junk folder that arrived since; 0 where there is none."""

    def find_sent(self, message_id: str) -> bytes | None:
        """The headers of the copy of a letter among what was sent; None without one."""

    def append_sent(self, raw: bytes, *, at: datetime) -> None:
        """Put a copy of a letter among what was sent, marked as read, as of that instant."""

    def close(self) -> None:
        """Say goodbye; from another thread, cut whatever is being waited for."""
