"""Letters by mail: what leaves, as it was frozen, and what became of it.

Whoever needs a letter and its case holds the letter first, then the case.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, RowMapping, Select, delete, exists, func, insert, select, update

from bot.domain.cases.letters import Letter, LetterKind
from bot.domain.mail.departures import LetterFate, LetterState, MailedLetter
from storage.tables import case_addresses, letter_events, letters, mail_ids, mails
from storage.types import insert_into

UNSETTLED = tuple(state for state in LetterState if state.is_unsettled)
SENT = tuple(state for state in LetterState if state.counts_as_sent)
_SHOWN = tuple(letters.c[name] for name in MailedLetter.__dataclass_fields__)


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenLetter:
    """The bytes that leave, from whom to whom; no other ones ever do."""

    id: UUID
    case_id: UUID
    raw: bytes
    message_id: str
    to_address: str
    attempts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterEvent:
    """One thing that befell a letter; `text` is what a server said, None once erased."""

    at: datetime
    what: str
    code: int | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterBytes:
    """A letter as it was frozen, with what proves it."""

    id: UUID
    kind: LetterKind
    frozen_at: datetime
    sha256: str
    raw: bytes


def add(connection: Connection, row: Mapping[str, Any]) -> None:
    """Write a letter. Raises IntegrityError where another of its kind is unsettled."""
    connection.execute(insert(letters), dict(row))


def by_id(connection: Connection, letter_id: UUID) -> MailedLetter | None:
    return _one(connection, select(*_SHOWN).where(letters.c.id == letter_id))


def by_submission(connection: Connection, submission_id: UUID) -> MailedLetter | None:
    """The letter that a form was; None where it was none."""
    return _one(connection, select(*_SHOWN).where(letters.c.submission_id == submission_id))


def by_message_id(connection: Connection, message_id: str) -> UUID | None:
    """The letter that bears this Message-ID, or bore it before a provider put another in place."""
    query = select(mail_ids.c.letter_id).where(mail_ids.c.message_id == message_id)
    found: UUID | None = connection.execute(query).scalar_one_or_none()
    return found


def for_update(connection: Connection, letter_id: UUID) -> MailedLetter | None:
    """Read a letter that nobody else may change until the transaction ends."""
    query = select(*_SHOWN).where(letters.c.id == letter_id).with_for_update()
    return _one(connection, query)


def hold_of(connection: Connection, case_id: UUID) -> tuple[MailedLetter, ...]:
    """The letters of a case, oldest first, which nobody else may change until the end."""
    query = select(*_SHOWN).where(letters.c.case_id == case_id).with_for_update()
    rows = connection.execute(query.order_by(letters.c.id)).mappings()
    return tuple(sorted(map(_letter, rows), key=lambda one: one.frozen_at))


def of_case(connection: Connection, case_id: UUID) -> tuple[MailedLetter, ...]:
    """The letters of a case, oldest first."""
    return of_cases(connection, [case_id])


def of_cases(connection: Connection, case_ids: Collection[UUID]) -> tuple[MailedLetter, ...]:
    """The letters of these cases, oldest first."""
    query = select(*_SHOWN).where(letters.c.case_id.in_(case_ids))
    rows = connection.execute(query.order_by(letters.c.frozen_at, letters.c.id)).mappings()
    return tuple(map(_letter, rows))


def fates_of(
    connection: Connection, case_ids: Collection[UUID]
) -> Mapping[UUID, tuple[LetterFate, ...]]:
    """What became of the letters of each of these cases, oldest first."""
    at = func.coalesce(letters.c.settled_at, letters.c.handed_over_at, letters.c.frozen_at)
    query = select(
        letters.c.case_id, letters.c.kind, letters.c.state, at.label("at"), letters.c.sha256
    ).where(letters.c.case_id.in_(case_ids))
    found: dict[UUID, tuple[LetterFate, ...]] = {}
    for row in connection.execute(query.order_by(letters.c.frozen_at, letters.c.id)):
        fate = LetterFate(kind=row.kind, state=row.state, at=row.at, sha256=row.sha256)
        found[row.case_id] = (*found.get(row.case_id, ()), fate)
    return found


def unsettled_of(connection: Connection, case_id: UUID, kind: LetterKind) -> MailedLetter | None:
    """The one letter of a kind that is on its way, or of which nobody knows."""
    query = select(*_SHOWN).where(
        letters.c.case_id == case_id, letters.c.kind == kind, letters.c.state.in_(UNSETTLED)
    )
    return _one(connection, query)


def twin_of(
    connection: Connection, case_id: UUID, letter: Letter, *, to: str, since: datetime
) -> MailedLetter | None:
    """The latest letter, word for word this one to this address, that left since then."""
    query = select(*_SHOWN).where(
        letters.c.case_id == case_id,
        letters.c.kind == letter.kind,
        letters.c.state.in_(SENT),
        letters.c.settled_at >= since,
        letters.c.to_address == to,
        letters.c.subject == letter.subject,
        letters.c.body == letter.body,
    )
    return _one(connection, query.order_by(letters.c.settled_at.desc()).limit(1))


def frozen(connection: Connection, letter_id: UUID) -> FrozenLetter | None:
    """What is to leave; None once it is erased."""
    query = select(
        letters.c.id,
        letters.c.case_id,
        letters.c.eml.label("raw"),
        letters.c.message_id,
        letters.c.to_address,
        letters.c.attempts,
    ).where(letters.c.id == letter_id, letters.c.eml.is_not(None))
    row = connection.execute(query).mappings().one_or_none()
    return None if row is None else FrozenLetter(**row)


def bytes_of(connection: Connection, case_id: UUID) -> tuple[LetterBytes, ...]:
    """The letters of a case as they left or were to leave, oldest first; none once erased."""
    query = select(
        letters.c.id,
        letters.c.kind,
        letters.c.frozen_at,
        letters.c.sha256,
        letters.c.eml.label("raw"),
    ).where(letters.c.case_id == case_id, letters.c.eml.is_not(None))
    rows = connection.execute(query.order_by(letters.c.frozen_at, letters.c.id)).mappings()
    return tuple(LetterBytes(**row) for row in rows)


def wish_of(
    connection: Connection, letter_id: UUID
) -> tuple[Mapping[str, Any] | None, Mapping[str, Any] | None]:
    """The step as it was wished, and what its case was before it was taken, as stored."""
    query = select(letters.c.step, letters.c.untaken).where(letters.c.id == letter_id)
    row = connection.execute(query).one()
    return row.step, row.untaken


def change(connection: Connection, letter_id: UUID, **values: Any) -> None:  # noqa: ANN401  # columns
    connection.execute(update(letters).where(letters.c.id == letter_id).values(values))


def note(
    connection: Connection,
    letter_id: UUID,
    what: str,
    *,
    at: datetime,
    code: int | None = None,
    text: str | None = None,
) -> None:
    """Write down what befell a letter."""
    row = {"id": uuid4(), "letter_id": letter_id, "at": at}
    row |= {"what": what, "code": code, "text": text}
    connection.execute(insert(letter_events), row)


def events_of(connection: Connection, letter_id: UUID) -> tuple[LetterEvent, ...]:
    """What befell a letter, oldest first."""
    columns = tuple(letter_events.c[name] for name in LetterEvent.__dataclass_fields__)
    query = select(*columns).where(letter_events.c.letter_id == letter_id)
    rows = connection.execute(query.order_by(letter_events.c.at)).mappings()
    return tuple(LetterEvent(**row) for row in rows)


def learn_id(
    connection: Connection,
    message_id: str,
    *,
    case_id: UUID,
    at: datetime,
    letter_id: UUID | None = None,
) -> None:
    """Note whose a Message-ID is, so that what cites it is known; whoever had it first keeps it."""
    row = {"message_id": message_id, "case_id": case_id, "letter_id": letter_id, "noted_at": at}
    connection.execute(insert_into(connection, mail_ids).values(row).on_conflict_do_nothing())


def confirm_address(
    connection: Connection, case_id: UUID, address: str, *, by: str, at: datetime
) -> None:
    """Note that somebody had a case write to an address, from which it hears from then on."""
    row = {"case_id": case_id, "address": address, "confirmed_by": by, "confirmed_at": at}
    connection.execute(insert_into(connection, case_addresses).values(row).on_conflict_do_nothing())


def forget_id(connection: Connection, message_id: str, *, case_id: UUID) -> None:
    """Forget whose a mail's id is; one of a letter of ours stays."""
    mine = (mail_ids.c.message_id == message_id, mail_ids.c.case_id == case_id)
    connection.execute(delete(mail_ids).where(*mine, mail_ids.c.letter_id.is_(None)))


def forget_address(connection: Connection, case_id: UUID, address: str) -> None:
    """Forget an address of a case, unless a letter went there or one of its mails came from it."""
    mine = (case_addresses.c.case_id == case_id, case_addresses.c.address == address)
    written = select(letters.c.id).where(
        letters.c.case_id == case_id, letters.c.to_address == address
    )
    heard = select(mails.c.id).where(mails.c.case_id == case_id, mails.c.from_address == address)
    connection.execute(delete(case_addresses).where(*mine, ~exists(written), ~exists(heard)))


def addresses_of(connection: Connection, case_id: UUID) -> Sequence[str]:
    """The addresses that a case writes to and hears from."""
    query = select(case_addresses.c.address).where(case_addresses.c.case_id == case_id)
    return tuple(connection.execute(query.order_by(case_addresses.c.address)).scalars())


def cancel_waiting(connection: Connection, case_id: UUID, *, at: datetime) -> None:
    """Have no letter of a case leave that was not handed over yet: its words are erased."""
    mine = letters.c.case_id == case_id
    waits = letters.c.state == LetterState.SENDING, letters.c.handed_over_at.is_(None)
    cancelled = {"state": LetterState.CANCELLED, "settled_at": at, "retry_at": None}
    connection.execute(update(letters).where(mine, *waits).values(cancelled))


def _one(connection: Connection, query: Select[Any]) -> MailedLetter | None:
    row = connection.execute(query).mappings().one_or_none()
    return None if row is None else _letter(row)


def _letter(row: RowMapping) -> MailedLetter:
    return MailedLetter(**row)
