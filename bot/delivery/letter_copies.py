"""Copies of letters in the mailbox: looked for where its server makes them, else made by us."""

from collections.abc import Callable
from datetime import timedelta
from email.parser import BytesHeaderParser
from email.policy import compat32
from functools import partial
from typing import Protocol, TypeVar
from uuid import UUID

import structlog

from bot.domain.mail.departures import LetterState
from bot.mail.accounts import MailAccount, OAuthLogin
from bot.mail.composing import known_ids
from bot.mail.mailbox import Mailbox, MailboxError
from bot.mail.smtp.outcomes import NotSentError
from bot.mail.tokens import AccessTokens
from bot.services.mail import departing
from bot.services.unit_of_work import UseCases
from bot.workers import run_apart
from storage.messages.claims import Claimed

log = structlog.get_logger()
Result = TypeVar("Result")


class OpensMailbox(Protocol):
    """Connects and signs in. Raises MailboxError."""

    def __call__(
        self, account: MailAccount, *, token: str | None = None, may_append: bool = False
    ) -> Mailbox: ...


class LetterCopies:
    """Opens the mailbox for each question: they are few, and far between.

    A copy that the server made of itself proves that a letter left. One of ours, put there after
    the letter was accepted, proves nothing.
    """

    def __init__(
        self,
        *,
        use_cases: UseCases,
        account: MailAccount,
        tokens: AccessTokens,
        open_mailbox: OpensMailbox,
    ) -> None:
        self._use_cases = use_cases
        self._account = account
        self._tokens = tokens
        self._open_mailbox = open_mailbox
        self._mailbox: Mailbox | None = None

    def stop(self) -> None:
        """Cut what is waited for."""
        if self._mailbox is not None:
            self._mailbox.close()

    async def find(self, row: Claimed, letter_id: UUID) -> timedelta | None:
        """Look for a letter of unknown outcome; say in how long to look again after a trouble."""
        run, state = self._use_cases.run, LetterState.UNKNOWN
        letter = await run(departing.sent_letter, row, letter_id, state)
        if letter is None:
            return None
        try:
            found = await self._ask(lambda mailbox: mailbox.find_sent(letter.message_id))
        except (MailboxError, NotSentError) as trouble:
            return await self._put_off(row, letter_id, trouble)
        is_found = found is not None
        log.info("letter looked for", letter_id=str(letter_id), found=is_found)
        borne = _id_in(found) if found is not None else None
        await run(departing.record_looked_for, row, letter_id, is_found=is_found, borne=borne)
        return None

    async def keep(self, row: Claimed, letter_id: UUID) -> timedelta | None:
        """Put a copy of an accepted letter among what was sent, unless it is there; as above."""
        run, state = self._use_cases.run, LetterState.ACCEPTED
        letter = await run(departing.sent_letter, row, letter_id, state)
        if letter is None:
            return None
        try:
            await self._ask(lambda mailbox: mailbox.append_sent(letter.raw, at=letter.at))
        except (MailboxError, NotSentError) as trouble:
            return await self._put_off(row, letter_id, trouble)
        await run(departing.record_copied, row)
        return None

    async def _put_off(
        self, row: Claimed, letter_id: UUID, trouble: MailboxError | NotSentError
    ) -> timedelta | None:
        log.warning("mailbox not asked", letter_id=str(letter_id), error=str(trouble))
        return await self._use_cases.run(departing.put_off, row, error=str(trouble))

    async def _ask(self, question: Callable[[Mailbox], Result]) -> Result:
        is_by_token = isinstance(self._account.login, OAuthLogin)
        token = await self._tokens.token() if is_by_token else None
        return await run_apart(partial(self._answer, question, token))

    def _answer(self, question: Callable[[Mailbox], Result], token: str | None) -> Result:
        self._mailbox = mailbox = self._open_mailbox(self._account, token=token, may_append=True)
        try:
            return question(mailbox)
        finally:
            self._mailbox = None
            mailbox.close()


def _id_in(headers: bytes) -> str | None:
    """The Message-ID that a copy bears, which some providers put in the place of ours."""
    read = BytesHeaderParser(policy=compat32).parsebytes(headers)["Message-ID"]
    ids = known_ids([str(read or "").strip()])
    return ids[0] if ids else None
