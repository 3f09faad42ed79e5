"""Folders of a mailbox in memory, as a server numbers what is in them (RFC 3501 §2.3.1.1)."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """A mail in a folder; `received_at` is its INTERNALDATE."""

    uid: int
    received_at: datetime
    raw: bytes = field(repr=False)


class Folder:
    """Grows at its end; a UID is given once. Used from any thread."""

    def __init__(self, *, uidvalidity: int) -> None:
        self._news = threading.Condition()
        self._mails: list[Filed] = []
        self._uidvalidity, self._last_uid = uidvalidity, 0
        self._interruptions = 0

    @property
    def uidvalidity(self) -> int:
        return self._uidvalidity

    @property
    def last_uid(self) -> int:
        """The highest UID given so far, that of a mail now gone too."""
        return self._last_uid

    def add(self, raw: bytes, *, at: datetime) -> Filed:
        with self._news:
            self._last_uid += 1
            filed = Filed(uid=self._last_uid, received_at=at, raw=raw)
            self._mails.append(filed)
            self._news.notify_all()
        return filed

    def after(self, uid: int) -> Sequence[Filed]:
        """The mails above that UID, ascending."""
        with self._news:
            return [one for one in self._mails if one.uid > uid]

    def wait_beyond(self, uid: int, *, seconds: float) -> bool:
        """Wait for a mail above that UID; False when none came, or when somebody interrupted."""
        with self._news:
            before = self._interruptions
            self._news.wait_for(
                lambda: self._last_uid > uid or self._interruptions != before, timeout=seconds
            )
            return self._last_uid > uid

    def interrupt(self) -> None:
        """Have nobody wait any longer."""
        with self._news:
            self._interruptions += 1
            self._news.notify_all()

    def empty(self) -> None:
        """Somebody deleted everything."""
        with self._news:
            self._mails.clear()

    def number_anew(self) -> None:
        """Give every mail another UID, as a server does that restores or moves a mailbox."""
        with self._news:
            self._uidvalidity += 1
            self._mails = [
                Filed(uid=number, received_at=one.received_at, raw=one.raw)
                for number, one in enumerate(self._mails, start=1)
            ]
            self._last_uid = len(self._mails)
            self._news.notify_all()
