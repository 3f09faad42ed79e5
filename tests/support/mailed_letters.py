"""Letters wished in a database, the lane that takes them to a server, and a clock that is set."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import select

from bot.delivery.letter_copies import LetterCopies, OpensMailbox
from bot.delivery.letter_sending import LetterSending
from bot.domain.cases.cases import Case
from bot.domain.cases.letters import Communication, Letter, LetterKind
from bot.domain.cases.taxonomy import Means
from bot.domain.mail.departures import LetterState, MailedLetter
from bot.domain.steps.opening import Acknowledge
from bot.mail.accounts import MailAccount
from bot.mail.composing import ComposedLetter, LetterWords, compose
from bot.mail.tokens import AccessTokens
from bot.services.mail.letters import Wish, wish_letter
from bot.services.unit_of_work import UseCases
from bot.workers import Workers
from storage.database import Database
from storage.mail import letters
from storage.messages import claims
from storage.messages.claims import Claimed, Lane
from storage.tables import letters as rows
from storage.tables import outbox
from tests.support.builders import QUALITY, opened
from tests.support.casework import SCHOOL, kept
from tests.support.lives import NOW
from tests.support.mail_accounts import SENDER

RECIPIENT = "marie@example.net"


@dataclass
class SetClock:
    """A clock that stands until it is set."""

    at: datetime = NOW

    def now(self) -> datetime:
        return self.at


class Stationery:
    """Makes the bytes of letters under the school's address."""

    def compose(
        self, *, letter_id: UUID, thread_id: UUID, to: str, subject: str, body: str, at: datetime
    ) -> ComposedLetter:
        words = LetterWords(
            letter_id=letter_id,
            case_id=thread_id,
            sender=SENDER,
            recipient=to,
            subject=subject,
            text=body,
            at=at,
        )
        return compose(words)


def wished(
    database: Database,
    *,
    case: Case | None = None,
    number: int = 7,
    to: str = RECIPIENT,
    now: datetime = NOW,
) -> MailedLetter:
    """An acknowledgement that somebody has asked to be sent."""
    case = case or kept(database, number=number)
    letter = Letter(
        kind=LetterKind.ACKNOWLEDGEMENT, subject=f"Votre réclamation {case.ref}", body="Bonjour,"
    )
    step = Acknowledge(told=Communication(letter=letter, at=now, means=Means.EMAIL))
    wish = Wish(step=step, to=to, actor=QUALITY, submission_id=uuid4())
    made = opened(database, now=now, office=SCHOOL).write(
        wish_letter, case.id, wish, account=Stationery()
    )
    assert made is not None
    return made


def standing(database: Database, letter: MailedLetter) -> MailedLetter:
    """The letter as it stands now."""
    with database.reading() as connection:
        found = letters.by_id(connection, letter.id)
    assert found is not None
    return found


def states(database: Database) -> list[LetterState]:
    """Where each letter stands, oldest first."""
    with database.reading() as connection:
        return list(
            connection.execute(select(rows.c.state).order_by(rows.c.frozen_at, rows.c.id)).scalars()
        )


def in_lane(database: Database) -> list[tuple[str, datetime]]:
    """What waits in the lane of mail, and until when."""
    kinds = ("letter_to_send", "letter_to_find", "letter_copy")
    query = select(outbox.c.kind, outbox.c.due_at).where(
        outbox.c.kind.in_(kinds), outbox.c.state == "pending"
    )
    with database.reading() as connection:
        rows = connection.execute(query.order_by(outbox.c.due_at)).all()
    return [(row.kind, row.due_at) for row in rows]


@dataclass
class LaneOfMail:
    """The lane of mail alone, on a database."""

    database: Database
    sending: LetterSending
    clock: SetClock
    pauses: list[timedelta | None] = field(default_factory=list)

    def claim(self) -> Claimed | None:
        """Take what is due into hand, as a process does that may then die."""
        with self.database.writing() as connection:
            rows = claims.claim(connection, Lane.MAIL, now=self.clock.now(), limit=1)
        return rows[0] if rows else None

    async def run(self) -> int:
        """Do all that is due by the clock, and say how many rows that was."""
        done = 0
        while self.sending.is_open and (row := self.claim()) is not None:
            self.pauses.append(await self.sending.deliver(row))
            done += 1
        return done


@asynccontextmanager
async def lane_of(
    database: Database,
    account: MailAccount,
    *,
    clock: SetClock | None = None,
    open_mailbox: OpensMailbox | None = None,
    per_minute: float = 60_000,
) -> AsyncIterator[LaneOfMail]:
    """A process's lane while the block lasts."""
    clock, workers = clock or SetClock(), Workers(2)
    use_cases = UseCases(database=database, workers=workers, clock=clock, defaults=SCHOOL)
    tokens = AccessTokens(account)
    copies = None
    if open_mailbox is not None:
        copies = LetterCopies(
            use_cases=use_cases, account=account, tokens=tokens, open_mailbox=open_mailbox
        )
    sending = LetterSending(
        use_cases=use_cases,
        account=account,
        tokens=tokens,
        copies=copies,
        per_minute=per_minute,
    )
    try:
        yield LaneOfMail(database, sending, clock)
    finally:
        workers.close()
