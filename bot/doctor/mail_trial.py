"""A mail to itself: whether what Vigie sends arrives, where, when, and vouched for by whom."""

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.parser import BytesHeaderParser
from email.policy import compat32
from uuid import uuid4

from bot.clock import TOLERATED, Clock, elapsed_seconds
from bot.doctor.mail_side import failed, found
from bot.domain.mail.checkup import MailFault, MailFinding, MailSubject
from bot.mail.accounts import MailAccount, OAuthLogin
from bot.mail.composing import LETTER_HEADER, LetterWords, compose
from bot.mail.imap_login import open_mailbox
from bot.mail.mailbox import Arrival, MailboxError, Position
from bot.mail.smtp.outcomes import NotSentError, UnknownFateError
from bot.mail.smtp.submission import OutgoingLetter, submit
from bot.mail.tokens import AccessTokens
from bot.mail.vouching import vouching_in

PATIENCE_SECONDS = 90.0
"""How long the mail to itself is waited for."""
_LOOK_SECONDS = 3.0
_AT_MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """The mail as it arrived, in which folder."""

    folder: str
    arrival: Arrival
    is_junk: bool


async def try_letter(
    account: MailAccount,
    *,
    tokens: AccessTokens,
    clock: Clock,
    subject: str,
    text: str,
    patience: float = PATIENCE_SECONDS,
) -> list[MailFinding]:
    """Send one to the school's own address and wait until it is there; both servers must work."""
    token = await tokens.token() if isinstance(account.login, OAuthLogin) else None
    letter_id = uuid4()
    words = LetterWords(
        letter_id=letter_id,
        case_id=uuid4(),
        sender=account.sender,
        recipient=account.sender.address,
        subject=subject,
        text=text,
        at=clock.now(),
        is_automatic=True,
    )
    try:
        where = await asyncio.to_thread(_positions, account, token)
    except MailboxError as error:
        return [failed(MailSubject.TRIAL, error, account)]
    sent_at = clock.now()
    if refusal := await _send(account, words, tokens):
        return [refusal]
    try:
        mark = str(letter_id)
        seen = await asyncio.to_thread(_watch, account, token, where, mark, patience)
    except MailboxError as error:
        return [failed(MailSubject.TRIAL, error, account)]
    return [*_told(account, seen, sent_at=sent_at, seen_at=clock.now())]


async def _send(
    account: MailAccount, words: LetterWords, tokens: AccessTokens
) -> MailFinding | None:
    composed = compose(words)
    letter = OutgoingLetter(raw=composed.raw, sender=composed.sender, recipient=composed.recipient)

    async def hand_over() -> None:
        """Nothing is to be noted: what is uncertain is told."""

    server = account.outgoing
    try:
        await submit(account, letter, handing_over=hand_over, token=tokens.token)
    except UnknownFateError:
        return found(MailSubject.TRIAL, MailFault.TRIAL_UNCERTAIN, server=server)
    except NotSentError as error:
        if error.answer is None:
            return failed(MailSubject.TRIAL, error, account)
        said = f" ({error.answer.code} {error.answer.text})"
        return found(MailSubject.TRIAL, MailFault.TRIAL_REFUSED, server=server, said=said)
    return None


def _positions(account: MailAccount, token: str | None) -> dict[str, Position]:
    """How far the folder goes, and that of junk where there is one."""
    with closing(open_mailbox(account, token=token)) as mailbox:
        where = {account.folder: mailbox.position()}
        junk = mailbox.junk_folder()
    if junk is not None and junk != account.folder:
        with closing(open_mailbox(replace(account, folder=junk), token=token)) as mailbox:
            where[junk] = mailbox.position()
    return where


def _watch(
    account: MailAccount,
    token: str | None,
    where: dict[str, Position],
    mark: str,
    patience: float,
) -> _Seen | None:
    """The mail, once it is in one of the folders; None when it is in neither for so long."""
    gives_up_at = elapsed_seconds() + patience
    with ExitStack() as stack:
        boxes = {
            folder: stack.enter_context(
                closing(open_mailbox(replace(account, folder=folder), token=token))
            )
            for folder in where
        }
        while True:
            for folder, box in boxes.items():
                box.position()  # a folder tells of what came only when it is asked anew
                came = box.arrivals(where[folder].uid, at_most=_AT_MOST, headers_only=True)
                for arrival in came:
                    if _header(arrival, LETTER_HEADER) == mark:
                        is_junk = folder != account.folder
                        return _Seen(folder=folder, arrival=arrival, is_junk=is_junk)
            left = gives_up_at - elapsed_seconds()
            if left <= 0:
                return None
            boxes[account.folder].wait(min(_LOOK_SECONDS, left))


def _told(
    account: MailAccount, seen: _Seen | None, *, sent_at: datetime, seen_at: datetime
) -> Iterator[MailFinding]:
    server = account.incoming
    if seen is None:
        yield found(
            MailSubject.TRIAL, MailFault.TRIAL_NOT_SEEN, server=server, folder=account.folder
        )
        return
    fault = MailFault.TRIAL_IN_JUNK if seen.is_junk else None
    yield found(MailSubject.TRIAL, fault, server=server, folder=seen.folder)
    yield _clock(account, seen.arrival.received_at, sent_at=sent_at, seen_at=seen_at)
    yield _proof(account, seen.arrival)


def _clock(
    account: MailAccount, received_at: datetime, *, sent_at: datetime, seen_at: datetime
) -> MailFinding:
    apart = max(sent_at - received_at, received_at - seen_at, timedelta(0))
    fault = MailFault.CLOCK_APART if apart > TOLERATED else None
    seconds = str(round(apart.total_seconds()))
    return found(MailSubject.CLOCK, fault, server=account.incoming, seconds=seconds)


def _proof(account: MailAccount, arrival: Arrival) -> MailFinding:
    server, authserv = account.incoming, (account.authserv or "").lower()
    told = vouching_in(_header(arrival, "Authentication-Results"))
    if told is None:
        return found(MailSubject.PROOF, MailFault.NO_PROOF, server=server)
    if authserv and told.by != authserv:
        facts = {"by": told.by, "authserv": authserv}
        return found(MailSubject.PROOF, MailFault.OTHER_AUTHSERV, server=server, **facts)
    facts = {"by": told.by, "dmarc": told.dmarc, "dkim": told.dkim, "spf": told.spf}
    if not authserv:
        return found(MailSubject.PROOF, MailFault.AUTHSERV_NOT_SET, server=server, **facts)
    fault = None if told.dmarc == "pass" else MailFault.NOT_VOUCHED_FOR
    return found(MailSubject.PROOF, fault, server=server, **facts)


def _header(arrival: Arrival, name: str) -> str:
    value = BytesHeaderParser(policy=compat32).parsebytes(arrival.raw).get(name)
    return " ".join(str(value or "").split())
