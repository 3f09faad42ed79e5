"""The school's mailbox in the sandbox's post office, as what reads mails wants it."""

from collections.abc import Collection, Iterator
from datetime import datetime
from email import message_from_bytes
from itertools import islice
from threading import Event

from bot.mail.mailbox import WHOLE_MAX, Arrival, Position
from bot.sandbox.post_office.folders import Filed
from bot.sandbox.post_office.office import PostOffice


class OfficeMailbox:
    """A `Mailbox` in memory; closed, it can be used again, as a new connection could."""

    def __init__(self, office: PostOffice) -> None:
        self._office, self._inbox = office, office.inbox
        self._seen_uid = 0
        self.entered = Event()
        """Set once somebody looked how far it goes: what comes from then on is read."""

    def position(self) -> Position:
        position = Position(self._inbox.uidvalidity, self._inbox.last_uid)
        self._seen_uid = position.uid
        self.entered.set()
        return position

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
        self._seen_uid = self._inbox.last_uid
        dated_up_to = self._seen_uid if since_up_to is None else since_up_to
        found = (
            one
            for one in self._inbox.after(after)
            if one.uid not in but_not
            and (since is None or one.received_at >= since or one.uid > dated_up_to)
        )
        for one in islice(found, at_most):
            yield _arrival(one, headers_only=headers_only)

    def wait(self, seconds: float) -> bool:
        return self._inbox.wait_beyond(self._seen_uid, seconds=seconds)

    def in_junk(self, *, since: datetime, at_most: int) -> int:
        """Nothing: the sandbox's post office takes nothing for junk."""
        del since, at_most
        return 0

    def find_sent(self, message_id: str) -> bytes | None:
        for one in reversed(self._office.sent.after(0)):
            headers = _headers(one.raw)
            if message_from_bytes(headers).get("Message-ID", "").strip() == message_id:
                return headers
        return None

    def append_sent(self, raw: bytes, *, at: datetime) -> None:
        message_id = message_from_bytes(_headers(raw)).get("Message-ID", "").strip()
        if self.find_sent(message_id) is None:
            self._office.sent.add(raw, at=at)

    def close(self) -> None:
        self._inbox.interrupt()


def _arrival(one: Filed, *, headers_only: bool) -> Arrival:
    is_whole = not headers_only and len(one.raw) <= WHOLE_MAX
    return Arrival(
        uid=one.uid,
        received_at=one.received_at,
        size=len(one.raw),
        raw=_headers(one.raw) if headers_only else one.raw[:WHOLE_MAX],
        is_whole=is_whole,
    )


def _headers(raw: bytes) -> bytes:
    head, end, _ = raw.partition(b"\r\n\r\n")
    return head + end
