"""Taking mails in: each once, whichever process reads, however often a server shows it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from bot.domain.cases.quotas import is_accepted
from bot.domain.errors import VigieError
from bot.domain.mail.arrivals import KeptMailFile, Mail, MailPlace, MailState
from bot.domain.mail.belonging import KnownCases
from bot.domain.mail.classifying import Classified, ReadMail, classify
from bot.domain.mail.quotes import without_quotes
from bot.mail.delivery_reports import DeliveryAction
from bot.mail.mail_files import MailFile
from bot.mail.mailbox import Arrival, Position
from bot.mail.parsing import ParsedMail
from bot.services.unit_of_work import UnitOfWork
from storage.cases import cases
from storage.mail import mailboxes, mails
from storage.mail.mailboxes import MailboxRow

LEASE = timedelta(seconds=45)
"""How long a process that died keeps others from reading in its place."""
PASS_MAX = 50
"""Mails of a pass; the next one follows at once."""
ASKED_AGAIN = 200
"""A mail may show under a UID below the last one: so many are asked for again at each pass."""
EARLIER_DAYS_MAX = 30
ATTEMPTS_MAX = 3
"""Passes that may end at one mail; then it is recorded by its headers, as unreadable."""
_CLOCKS_APART = timedelta(minutes=15)
_SERVER_BITS = 32
_SERVER_MASK = (1 << _SERVER_BITS) - 1


class LeaseLostError(VigieError):
    """Another process reads the mailbox meanwhile; nothing was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One pass over a folder, as it was begun: what is to be asked for, and as whom."""

    mailbox_id: UUID
    holder: UUID
    uidvalidity: int
    after: int
    recorded: Collection[int]
    since: datetime | None
    since_up_to: int | None
    at_most: int
    headers_only: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Under which hashes a mail's bytes and its files lie; of files without content, none."""

    raw: str | None
    files: tuple[str | None, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """A mail that was recorded just now, with what was read of it and what it seems to be."""

    mail: Mail
    parsed: ParsedMail
    read: ReadMail
    seems: Classified
    known: KnownCases


Then = Callable[[UnitOfWork, TakenIn], None]
"""What follows a mail that was recorded, in the same transaction."""


def hold(work: UnitOfWork, *, account: str, folder: str, holder: UUID) -> UUID | None:
    """Take the folder for a while, or keep it; None while another process has it."""
    row = mailbox_row(work, account=account, folder=folder)
    until = work.now + LEASE
    is_ours = mailboxes.lease(work.connection, row.id, holder=holder, now=work.now, until=until)
    return row.id if is_ours else None


def let_go(work: UnitOfWork, mailbox_id: UUID, *, holder: UUID) -> None:
    """Let another process read at once; a pass that was broken off did not fail by its mail."""
    mailboxes.change(work.connection, mailbox_id, holder=holder, attempts=0)
    mailboxes.release(work.connection, mailbox_id, holder=holder)


def begin_turn(
    work: UnitOfWork, position: Position, *, account: str, folder: str, holder: UUID
) -> Turn:
    """Begin a pass where the last one ended. Raises LeaseLostError.

    The first begins at what arrives from then on. A folder that was made anew is read again from
    thirty days ago, or from where we began; what is recorded does not come twice.
    """
    row = mailbox_row(work, account=account, folder=folder)
    changes = _begun_anew(work, row, position)
    attempts = row.attempts + 1
    _write(work, row.id, holder, attempts=attempts, **changes)
    now = mailbox_row(work, account=account, folder=folder)
    uidvalidity = now.uidvalidity or 0
    after = max(now.first_uid, now.last_uid - ASKED_AGAIN)
    recorded = mailboxes.recorded_uids(
        work.connection, row.id, uidvalidity=uidvalidity, after=after
    )
    is_stuck = attempts > ATTEMPTS_MAX
    return Turn(
        mailbox_id=row.id,
        holder=holder,
        uidvalidity=uidvalidity,
        after=after,
        recorded=recorded,
        since=now.read_since,
        since_up_to=now.read_since_uid,
        at_most=1 if is_stuck else PASS_MAX,
        headers_only=is_stuck,
    )


def take_in(
    work: UnitOfWork,
    turn: Turn,
    arrival: Arrival,
    parsed: ParsedMail,
    *,
    kept: Kept,
    own: frozenset[str],
    then: Then,
) -> Mail | None:
    """Record a mail, unless it is recorded; its bytes lie on the disk already.

    `own` are the addresses that letters of ours leave from. Raises LeaseLostError when another
    process took the folder over.
    """
    connection, uid = work.connection, arrival.uid
    place = MailPlace(mailbox_id=turn.mailbox_id, uidvalidity=turn.uidvalidity, uid=uid)
    _reach(work, turn, uid, arrived_at=work.now, attempts=1)
    recorded = mailboxes.recorded_as(connection, turn.mailbox_id, parsed.fingerprint)
    if recorded is not None:
        mailboxes.add_copy(connection, recorded, place)
        return None
    taken = _taken_in(work, arrival, parsed, kept, own)
    if not mails.add(connection, taken.mail, place):
        return None
    then(work, taken)
    return taken.mail


def end_turn(work: UnitOfWork, turn: Turn, *, up_to: int | None) -> None:
    """Note that a pass went well; `up_to` is how far the folder went, if all of it was read.

    Raises LeaseLostError.
    """
    whole = {"attempts": 0, "polled_at": work.now, "error": None, "failing_since": None}
    _reach(work, turn, up_to or 0, **whole)


def note_trouble(
    work: UnitOfWork, mailbox_id: UUID, *, holder: UUID, code: str, is_of_a_mail: bool
) -> None:
    """Note why a pass failed, by a code; what is not a mail's fault is not counted as its."""
    row = mailboxes.by_id(work.connection, mailbox_id)
    changes: dict[str, object] = {"error": code}
    if not is_of_a_mail:
        changes["attempts"] = 0
    if row is not None and row.failing_since is None:
        changes["failing_since"] = work.now
    mailboxes.change(work.connection, mailbox_id, holder=holder, **changes)


def reading_state(work: UnitOfWork, *, account: str, folder: str) -> MailboxRow | None:
    """Where the reading of a folder stands."""
    return mailboxes.of(work.connection, account=account, folder=folder)


def _begun_anew(work: UnitOfWork, row: MailboxRow, position: Position) -> dict[str, object]:
    """What changes in a folder that is read first, or is another one than before."""
    if row.uidvalidity is None:
        names = ("read_since_uid",) if row.read_since else ("first_uid", "last_uid")
        first = dict.fromkeys(names, position.uid)
        return {"uidvalidity": position.uidvalidity, "started_at": work.now, **first}
    is_other = row.uidvalidity & _SERVER_MASK != position.uidvalidity & _SERVER_MASK
    if not is_other and position.uid >= row.last_uid:
        is_chosen = row.read_since is not None and row.read_since_uid is None
        return {"read_since_uid": position.uid} if is_chosen else {}
    # UIDs went back under the same UIDVALIDITY, which none should: they are told apart by ours
    again = 0 if is_other else ((row.uidvalidity >> _SERVER_BITS) + 1) << _SERVER_BITS
    earliest = row.read_since or (row.started_at or work.now) - _CLOCKS_APART
    return {
        "uidvalidity": again | position.uidvalidity,
        "first_uid": 0,
        "last_uid": 0,
        "read_since_uid": position.uid,
        "read_since": max(earliest, work.now - timedelta(days=EARLIER_DAYS_MAX)),
    }


def mailbox_row(work: UnitOfWork, *, account: str, folder: str) -> MailboxRow:
    """Where the reading of a folder stands; the row is made where there is none."""
    found = mailboxes.of(work.connection, account=account, folder=folder)
    if found is not None:
        return found
    mailboxes.add(work.connection, account=account, folder=folder)
    made = mailboxes.of(work.connection, account=account, folder=folder)
    if made is None:
        raise LeaseLostError
    return made


def _write(work: UnitOfWork, mailbox_id: UUID, holder: UUID, **values: object) -> None:
    if not mailboxes.change(work.connection, mailbox_id, holder=holder, **values):
        raise LeaseLostError


def _reach(work: UnitOfWork, turn: Turn, uid: int, **values: object) -> None:
    box, holder = turn.mailbox_id, turn.holder
    if not mailboxes.reach(work.connection, box, holder=holder, uid=uid, **values):
        raise LeaseLostError


def _taken_in(
    work: UnitOfWork, arrival: Arrival, parsed: ParsedMail, kept: Kept, own: frozenset[str]
) -> TakenIn:
    read = _as_rules_see(parsed)
    seems = classify(read, own_addresses=own)
    known = mails.known_cases(work.connection, cites=parsed.cites, refs=seems.cited_refs)
    mail = Mail(
        id=uuid4(),
        # an import may carry an instant that is still to come
        received_at=min(arrival.received_at, work.now),
        seen_at=work.now,
        fingerprint=parsed.fingerprint,
        size=arrival.size,
        guess=seems.guess,
        state=MailState.FOLDED if seems.is_folded else MailState.NEW,
        dated_at=parsed.dated_at,
        message_id=parsed.message_id,
        cites=parsed.cites,
        from_address=parsed.from_address,
        from_name=parsed.from_name,
        reply_to=parsed.reply_to,
        subject=parsed.subject,
        text=parsed.text,
        shown=without_quotes(parsed.text, subject=parsed.subject),
        attached=parsed.attached or None,
        raw=kept.raw,
        is_automatic=seems.is_automatic,
        is_vouched_for=parsed.is_vouched_for,
        is_in_confidence=seems.is_in_confidence,
        is_unreadable=parsed.is_unreadable or not arrival.is_whole,
        cited_ref=_cited_ref(work, parsed, seems, known),
        files=tuple(map(_kept_file, parsed.files, kept.files)),
    )
    return TakenIn(mail=mail, parsed=parsed, read=read, seems=seems, known=known)


def _as_rules_see(parsed: ParsedMail) -> ReadMail:
    report = parsed.report
    return ReadMail(
        from_address=parsed.from_address,
        subject=parsed.subject,
        text=parsed.text,
        attached=parsed.attached,
        cites=parsed.cites,
        headers=parsed.headers,
        is_bounce=report is not None and report.action is DeliveryAction.FAILED,
        is_vouched_for=parsed.is_vouched_for,
    )


def _cited_ref(
    work: UnitOfWork, parsed: ParsedMail, seems: Classified, known: KnownCases
) -> str | None:
    """The case of an id of ours that it cites, else one that it names."""
    by_id = next((known.by_id[one] for one in parsed.cites if one in known.by_id), None)
    if by_id is not None:
        case = cases.by_id(work.connection, by_id)
        return None if case is None else case.ref
    return next((one for one in seems.cited_refs if one in known.by_ref), None)


def _kept_file(file: MailFile, sha256: str | None) -> KeptMailFile:
    return KeptMailFile(
        id=uuid4(),
        name=file.name,
        size=file.size,
        media_type=file.media_type or None,
        sha256=sha256,
        is_folded=file.is_folded,
        is_published=sha256 is not None and is_accepted(file.media_type),
    )
