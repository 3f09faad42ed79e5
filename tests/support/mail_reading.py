"""A reader of a mailbox over a test's database, what it recorded, and a mailbox in memory."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import select

from bot.delivery.kept_files import KeptFiles
from bot.mail.mailbox import Arrival, Position
from bot.services.mail.arrivals import TakenIn
from bot.services.mail.passes import MailboxReader
from bot.services.unit_of_work import Transactions, UnitOfWork
from storage.database import Database
from storage.tables import mails
from tests.support.builders import NOW, opened


class Hands:
    """What a reader is given by hand: a clock that a test moves, and what followed each mail."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database, self.kept = database, KeptFiles(folder)
        self.now = NOW
        self.followed: list[TakenIn] = []

    def reader(self, **given: Any) -> MailboxReader:
        """One process's."""
        usual: dict[str, Any] = {
            "opened": self.opened,
            "account": "contact@example.org",
            "folder": "INBOX",
            "holder": uuid4(),
            "kept": self.kept,
            "then": self.follow,
        }
        return MailboxReader(**usual | given)

    def opened(self) -> Transactions:
        return opened(self.database, now=self.now)

    def follow(self, _: UnitOfWork, taken: TakenIn) -> None:
        self.followed.append(taken)

    def later(self, **by: float) -> None:
        self.now += timedelta(**by)

    def recorded(self) -> list[str | None]:
        """Subjects of the mails that are recorded, as they were received."""
        with self.database.reading() as connection:
            query = select(mails.c.subject).order_by(mails.c.received_at, mails.c.uid)
            return list(connection.execute(query).scalars())


def nothing_follows(_work: UnitOfWork, _taken: TakenIn) -> None:
    """For who only reads the mailbox."""


class Shelf:
    """A mailbox at hand, in which mails lie one after another, each with when it arrived."""

    def __init__(self, held: Iterable[tuple[datetime, bytes]] = ()) -> None:
        self.held = list(held)

    def position(self) -> Position:
        return Position(7, len(self.held))

    def arrivals(
        self, after: int, *, at_most: int, but_not: Collection[int] = (), **_: Any
    ) -> Iterator[Arrival]:
        uids = [uid for uid in range(after + 1, len(self.held) + 1) if uid not in but_not]
        for uid in uids[:at_most]:
            received_at, raw = self.held[uid - 1]
            yield Arrival(uid=uid, received_at=received_at, size=len(raw), raw=raw)

    def wait(self, seconds: float) -> bool:
        del seconds
        return False

    def in_junk(self, *, since: datetime, at_most: int) -> int:
        del since, at_most
        return 0

    def find_sent(self, message_id: str) -> bytes | None:
        del message_id
        return None

    def append_sent(self, raw: bytes, *, at: datetime) -> None:
        del raw, at

    def close(self) -> None:
        """There is nothing to close."""
