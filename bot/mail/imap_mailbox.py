"""A mailbox behind a real server, by IMAP: examined, searched, fetched with PEEK, idled in."""

import imaplib
import socket
import ssl
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, cast

from imap_tools import MailBoxFolderManager
from imap_tools.imap_utf7 import utf7_decode
from imap_tools.utils import encode_folder

from bot.clock import elapsed_seconds
from bot.mail.imap_answers import (
    Told,
    header_of,
    imap_day,
    line_of,
    quoted,
    readable,
    said_in,
    telling,
    told_in,
)
from bot.mail.imap_client import TIMEOUT_SECONDS, ReadingBox
from bot.mail.mailbox import (
    FIRST_OF_BIG,
    WHOLE_MAX,
    Arrival,
    MailboxError,
    MailboxTrouble,
    Position,
)

if TYPE_CHECKING:
    from io import BufferedReader

IDLE_RENEWED_SECONDS = 9 * 60
"""RFC 2177 says within 29 minutes; servers and what lies between fall silent sooner."""
_IDS_FETCHED = 500
_COPIES_LOOKED_AT = 20
_SENT_NAMES = (
    "Sent",
    "Sent Items",
    "Sent Messages",
    "INBOX.Sent",
    "INBOX/Sent",
    "&AMk-l&AOk-ments envoy&AOk-s",
    "Messages envoy&AOk-s",
    "Objets envoy&AOk-s",
)
"""Where servers without SPECIAL-USE (RFC 6154) keep what was sent, written as on the wire."""
_JUNK_NAMES = (
    *("Junk", "Spam", "Junk E-mail", "Junk Email", "INBOX.Junk", "INBOX.Spam"),
    *("Courrier ind&AOk-sirable", "Ind&AOk-sirables"),
)
"""And what they took for advertisement or worse."""


class ImapMailbox:
    """A `Mailbox` by IMAP; one connection, used by one thread at a time."""

    def __init__(self, box: ReadingBox, *, folder: str, may_append: bool) -> None:
        self._box, self._folder, self._may_append = box, folder, may_append
        self._entered: str | None = None
        self._idle_since: float | None = None

    def position(self) -> Position:
        with telling():
            self._leave_idle()
            self._enter(self._folder, anew=True)
            uidvalidity = self._number("UIDVALIDITY")
            uidnext = self._number("UIDNEXT")
            self._was_noticed()
            if uidvalidity is None:
                raise MailboxError(MailboxTrouble.PROTOCOL, said="no UIDVALIDITY")
            if uidnext is None:
                return Position(uidvalidity, max(self._search("ALL"), default=0))
            return Position(uidvalidity, uidnext - 1)

    def arrivals(
        self,
        after: int,
        *,
        at_most: int,
        but_not: Collection[int] = (),
        since: datetime | None = None,
        since_up_to: int | None = None,
        headers_only: bool = False,
    ) -> Iterator[Arrival]:
        with telling():
            self._leave_idle()
            self._enter(self._folder)
            found = self._search(f"UID {after + 1}:*{_dated(since, since_up_to)}")
        # `n:*` names the last mail even when it lies below n
        uids = sorted(set(found) - set(but_not) - set(range(after + 1)))
        told = (one for one in self._told_of(uids) if _is_wanted(one, since, since_up_to))
        for one in islice(told, at_most):
            arrival = self._fetched(one, headers_only=headers_only)
            if arrival is not None:
                yield arrival

    def wait(self, seconds: float) -> bool:
        with telling():
            if self._was_noticed():
                return True
            if "IDLE" not in self._box.client.capabilities:
                readable(self._box.client.sock, seconds)
                self._box.client.noop()
                return self._was_noticed()
            self._idle()
            if not self._was_noticed() and not self._has_more(seconds):
                return False
            self._leave_idle()
            self._was_noticed()
            return True

    def in_junk(self, *, since: datetime, at_most: int) -> int:
        """As `Mailbox` says; 0 too where what is read is that folder itself."""
        folder = self.junk_folder()
        if folder is None or folder == self._folder:
            return 0
        with telling():
            self._enter(folder)
            uids = self._search(f"SINCE {_day_before(since)}")
        told = (one for one in self._told_of(uids) if one.received_at >= since)
        count = sum(1 for _ in islice(told, at_most))
        with telling():
            self._enter(self._folder)
        return count

    def find_sent(self, message_id: str) -> bytes | None:
        with telling():
            self._leave_idle()
            self._enter(self.sent_folder())
            for name in ("Message-ID", "X-Microsoft-Original-Message-ID"):
                for uid in self._search(f"HEADER {name} {quoted(message_id)}")[-_COPIES_LOOKED_AT:]:
                    raw = self._part(uid, "BODY.PEEK[HEADER]")
                    # a server looks for parts of a line
                    if raw is not None and header_of(raw, name) == message_id:
                        return raw
        return None

    def append_sent(self, raw: bytes, *, at: datetime) -> None:
        """As `Mailbox` says; nothing is added twice. Raises ValueError where it is switched off."""
        if not self._may_append:
            raise ValueError("this mailbox was opened to be read")
        if self.find_sent(header_of(raw, "Message-ID")) is not None:
            return
        with telling():
            folder = cast("str", encode_folder(self.sent_folder()))
            kind, answer = self._box.client.append(folder, r"(\Seen)", at, raw)
            if kind != "OK":
                raise MailboxError(MailboxTrouble.NO_SENT, said=said_in(answer))

    def sent_folder(self) -> str:
        """Where copies of what was sent lie. Raises MailboxError where no folder is said to."""
        folder = self._folder_for("\\sent", _SENT_NAMES)
        if folder is None:
            raise MailboxError(MailboxTrouble.NO_SENT)
        return folder

    def junk_folder(self) -> str | None:
        """Where the server puts what it takes for junk; None where it says of no folder."""
        return self._folder_for("\\junk", _JUNK_NAMES)

    def close(self) -> None:
        """As `Mailbox` says; what is waited for in another thread ends with an error there."""
        with suppress(OSError):
            self._box.client.sock.shutdown(socket.SHUT_RDWR)
        with suppress(OSError, imaplib.IMAP4.error):
            self._box.client.shutdown()

    def _folder_for(self, use: str, usual: Sequence[str]) -> str | None:
        """The folder that the server says is for this, else the first that is called so."""
        with telling():
            self._leave_idle()
            folders = MailBoxFolderManager(self._box).list()
        for folder in folders:
            if use in {flag.lower() for flag in folder.flags}:
                return folder.name
        names = {folder.name for folder in folders}
        decoded = (utf7_decode(written.encode()) for written in usual)
        return next((name for name in decoded if name in names), None)

    def _enter(self, folder: str, *, anew: bool = False) -> None:
        if anew or self._entered != folder:
            self._entered = None
            self._box.folder.set(folder, readonly=True)
            self._entered = folder

    def _number(self, name: str) -> int | None:
        _, answer = self._box.client.response(name)
        value = answer[-1] if answer else None
        return int(value) if isinstance(value, bytes) and value.isdigit() else None

    def _search(self, criteria: str) -> Sequence[int]:
        return [int(uid) for uid in self._box.uids(criteria, charset=None)]

    def _told_of(self, uids: Sequence[int]) -> Iterator[Told]:
        """What the server says of mails, in order; without those that are gone meanwhile."""
        for first in range(0, len(uids), _IDS_FETCHED):
            some = uids[first : first + _IDS_FETCHED]
            with telling():
                wanted = "(UID INTERNALDATE RFC822.SIZE)"
                kind, answers = self._box.client.uid("FETCH", ",".join(map(str, some)), wanted)
                if kind != "OK":
                    raise MailboxError(MailboxTrouble.PROTOCOL, said=said_in(answers))
                lines = [line_of(answer) for answer in answers]
                told = {one.uid: one for one in map(told_in, lines) if one is not None}
            yield from (told[uid] for uid in some if uid in told)

    def _fetched(self, told: Told, *, headers_only: bool) -> Arrival | None:
        is_whole = not headers_only and told.size <= WHOLE_MAX
        part = "BODY.PEEK[]" if is_whole else f"BODY.PEEK[]<0.{FIRST_OF_BIG}>"
        with telling(told.uid):
            raw = self._part(told.uid, "BODY.PEEK[HEADER]" if headers_only else part)
        if raw is None:
            return None
        return Arrival(
            uid=told.uid,
            received_at=told.received_at,
            size=max(told.size, len(raw)),
            raw=raw,
            is_whole=is_whole,
        )

    def _part(self, uid: int, part: str) -> bytes | None:
        """Bytes of a mail, or None when it is gone."""
        kind, answers = self._box.client.uid("FETCH", str(uid), f"(UID {part})")
        if kind != "OK":
            raise MailboxError(MailboxTrouble.PROTOCOL, said=said_in(answers), uid=uid)
        for answer in answers:
            if isinstance(answer, tuple):
                return bytes(answer[1])
        return None

    def _idle(self) -> None:
        since = self._idle_since
        if since is not None and elapsed_seconds() - since >= IDLE_RENEWED_SECONDS:
            self._leave_idle()
        if self._idle_since is None:
            self._enter(self._folder)
            self._box.idle.start()  # type: ignore[no-untyped-call]
            self._idle_since = elapsed_seconds()

    def _leave_idle(self) -> None:
        if self._idle_since is not None:
            self._idle_since = None
            self._box.idle.stop()  # type: ignore[no-untyped-call]

    def _was_noticed(self) -> bool:
        """Whether the server told of mails by the way, since this was last asked."""
        return self._box.client.untagged_responses.pop("EXISTS", None) is not None

    def _has_more(self, seconds: float) -> bool:
        """Whether the server says something within a time, or said it already."""
        client = self._box.client
        client.sock.settimeout(0)
        try:
            with suppress(BlockingIOError, ssl.SSLWantReadError):
                if cast("BufferedReader", client.file).peek(1):
                    return True
        finally:
            client.sock.settimeout(TIMEOUT_SECONDS)
        return readable(client.sock, seconds)


def _dated(since: datetime | None, up_to: int | None) -> str:
    if since is None:
        return ""
    dated = f"SINCE {_day_before(since)}"
    return f" {dated}" if up_to is None else f" OR {dated} UID {up_to + 1}:*"


def _is_wanted(told: Told, since: datetime | None, up_to: int | None) -> bool:
    is_beyond = up_to is not None and told.uid > up_to
    return since is None or told.received_at >= since or is_beyond


def _day_before(instant: datetime) -> str:
    """From which day to search: servers count days in zones of their own."""
    return imap_day(instant - timedelta(days=1))
