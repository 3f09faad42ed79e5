"""The lane of mail: one letter at a time, and what the mail server made of it written down."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Concatenate, ParamSpec, TypeVar
from uuid import UUID

import structlog

from bot.clock import elapsed_seconds
from bot.delivery.letter_copies import LetterCopies
from bot.domain.errors import StorageUnavailableError, VigieError
from bot.domain.mail.departures import ServerAnswer
from bot.domain.messages.mail import LetterCopy, LetterToFind, LetterToSend
from bot.domain.messages.school import Alarm
from bot.mail.accounts import MailAccount, OAuthLogin, SentCopies
from bot.mail.smtp.outcomes import NotSentError, Obstacle, Retry, SmtpAnswer, UnknownFateError
from bot.mail.smtp.submission import OutgoingLetter, submit
from bot.mail.tokens import AccessTokens
from bot.services.mail import departing
from bot.services.school.offices import end_alarm, raise_alarm
from bot.services.unit_of_work import UnitOfWork, UseCases
from storage.mail.letters import FrozenLetter
from storage.messages.claims import Claimed
from storage.messages.processes import SendingRate

log = structlog.get_logger()
Given = ParamSpec("Given")
Result = TypeVar("Result")

LAST_SECONDS = 8.0
"""How long a stop waits for a server that has the text; Vigie stops within ten seconds."""
BURST = 3
"""Letters that leave at once before the provider's pace begins."""
RECORDS_FOR = 240.0
"""Seconds that an outcome waits for a database that is away, well within the claim's lease."""
_RECORDS_EVERY = 1.0
_NOT_NOTED = "not_noted"
"""Our own word beside a server's: that the text would leave could not be written down."""
_MAIL = "mail"
"""What an alarm is about, and who sees it: one server serves all processes."""
_UNSAFE = frozenset({Obstacle.CERTIFICATE, Obstacle.TLS, Obstacle.NO_STARTTLS})


class WithdrawnError(VigieError):
    """The letter is not to leave any more, or leaves through somebody else's hands."""


class StoppedError(VigieError):
    """Vigie stops, and nothing of the letter has left."""


class _Attempt:
    """How far one attempt came: once it `is_begun`, only an answer says what became of it."""

    is_begun = False


class LetterSending:
    """Hands letters over and writes down what the server said; never does so twice by itself."""

    def __init__(
        self,
        *,
        use_cases: UseCases,
        account: MailAccount,
        tokens: AccessTokens,
        copies: LetterCopies | None,
        per_minute: float,
    ) -> None:
        self._use_cases = use_cases
        self._account = account
        self._tokens = tokens
        self._copies = copies
        self._rate = SendingRate(pause=60 / per_minute, burst=BURST)
        self._stopping = asyncio.Event()
        self._closed_until = 0.0
        self._failures = 0
        self._is_well = False  # an alarm of before this start may stand
        self._is_looked_for = copies is not None and account.sent is SentCopies.SERVER
        self._is_copied = copies is not None and account.sent is SentCopies.APPEND

    @property
    def is_open(self) -> bool:
        """Whether letters may be tried: not for a while after a trouble that all would share."""
        return elapsed_seconds() >= self._closed_until and not self._stopping.is_set()

    def stop(self) -> None:
        """Begin nothing more; a server that has a text is waited for a little longer."""
        self._stopping.set()
        if self._copies is not None:
            self._copies.stop()

    async def deliver(self, row: Claimed) -> timedelta | None:
        """Do what a row asks for, and say in how long the lane is to be looked at again.

        Raises StorageUnavailableError where an outcome could not be written down: the end of the
        claim says then that nobody knows.
        """
        match row.read():
            case LetterToSend(letter_id=letter_id):
                return await self._send(row, letter_id)
            case LetterToFind(letter_id=letter_id) if self._copies is not None:
                return await self._copies.find(row, letter_id)
            case LetterCopy(letter_id=letter_id) if self._copies is not None:
                return await self._copies.keep(row, letter_id)
            case _:  # the mailbox was taken out of the settings since
                return await self._use_cases.run(departing.put_off, row, error="no_mailbox")

    async def _send(self, row: Claimed, letter_id: UUID) -> timedelta | None:
        frozen = await self._use_cases.run(
            departing.letter_to_send, row, letter_id, is_looked_for=self._is_looked_for
        )
        return None if frozen is None else await self._tried(row, frozen)

    async def _tried(self, row: Claimed, frozen: FrozenLetter) -> timedelta | None:
        pause: timedelta | None = None
        try:
            answer = await self._submitted(row, frozen)
        except WithdrawnError:
            log.info("letter withdrawn", letter_id=str(frozen.id))
        except StoppedError:
            await self._use_cases.run(departing.give_back, row)
        except UnknownFateError as doubt:
            pause = await self._unknown(row, frozen.id, doubt)
        except NotSentError as refusal:
            pause = await self._not_sent(row, frozen.id, refusal)
        except StorageUnavailableError:
            pause = await self._deferred(row, frozen.id, ServerAnswer(), error=_NOT_NOTED)
        else:
            await self._accepted(row, frozen.id, answer)
        return pause

    async def _submitted(self, row: Claimed, frozen: FrozenLetter) -> SmtpAnswer:
        """The server's answer. Raises whatever says that there is none."""
        attempt = _Attempt()
        task = asyncio.create_task(self._submit(row, frozen, attempt))
        stop = asyncio.create_task(self._stopping.wait())
        try:
            await asyncio.wait({task, stop}, return_when=asyncio.FIRST_COMPLETED)
            if attempt.is_begun:
                await asyncio.wait({task}, timeout=LAST_SECONDS)
        finally:
            stop.cancel()
            task.cancel()
            await asyncio.wait({task})
        if not task.cancelled():
            return task.result()
        if attempt.is_begun:
            raise UnknownFateError(Obstacle.SLOW, server="")
        raise StoppedError

    async def _submit(self, row: Claimed, frozen: FrozenLetter, attempt: _Attempt) -> SmtpAnswer:
        async def hand_over() -> None:
            attempt.is_begun = True
            if not await self._use_cases.run(departing.hand_over, row, frozen.id):
                raise WithdrawnError

        await self._await_turn()
        sender = self._account.sender.address
        letter = OutgoingLetter(raw=frozen.raw, sender=sender, recipient=frozen.to_address)
        is_by_token = isinstance(self._account.login, OAuthLogin)
        token = self._tokens.token if is_by_token else None
        return await submit(self._account, letter, handing_over=hand_over, token=token)

    async def _await_turn(self) -> None:
        """Wait until the provider takes one more, at the pace that all processes keep together."""
        await asyncio.sleep(await self._use_cases.run(departing.take_turn, self._rate))

    async def _accepted(self, row: Claimed, letter_id: UUID, answer: SmtpAnswer) -> None:
        log.info("letter accepted", letter_id=str(letter_id), code=answer.code)
        said, is_copied = _told(answer), self._is_copied
        await self._record(departing.record_accepted, row, letter_id, said, keeps_copy=is_copied)
        self._failures = 0
        if not self._is_well:
            await self._use_cases.run(end_alarm, _MAIL, machine=_MAIL)
            self._is_well = True

    async def _unknown(
        self, row: Claimed, letter_id: UUID, doubt: UnknownFateError
    ) -> timedelta | None:
        log.warning("letter's outcome unknown", letter_id=str(letter_id), error=str(doubt))
        is_looked_for = self._is_looked_for
        await self._record(departing.record_unknown, row, letter_id, is_looked_for=is_looked_for)
        return departing.LOOKED_FOR_AFTER[0] if is_looked_for else None

    async def _not_sent(
        self, row: Claimed, letter_id: UUID, refusal: NotSentError
    ) -> timedelta | None:
        log.warning("letter not sent", letter_id=str(letter_id), error=str(refusal))
        answer = _told(refusal.answer)
        if refusal.retry is Retry.NEVER:
            await self._record(departing.record_refused, row, letter_id, answer)
            return None
        pause = await self._deferred(row, letter_id, answer, error=str(refusal))
        if refusal.retry is Retry.LANE:
            return await self._close(refusal.obstacle)
        return pause

    async def _deferred(
        self, row: Claimed, letter_id: UUID, answer: ServerAnswer, *, error: str
    ) -> timedelta | None:
        return await self._record(departing.record_deferred, row, letter_id, answer, error=error)

    async def _close(self, obstacle: Obstacle) -> timedelta:
        """Try no letter for a while, and tell a manager once why."""
        self._tokens.forget()
        self._failures += 1
        self._is_well = False
        pause = departing.pause_before(self._failures + 1)
        self._closed_until = elapsed_seconds() + pause.total_seconds()
        alarm = Alarm.MAIL_UNSAFE if obstacle in _UNSAFE else Alarm.MAIL_LOGIN
        await self._use_cases.run(raise_alarm, _MAIL, alarm, machine=_MAIL)
        return pause

    async def _record(
        self,
        use_case: Callable[Concatenate[UnitOfWork, Given], Result],
        *args: Given.args,
        **kwargs: Given.kwargs,
    ) -> Result:
        """Write an outcome down, also where the database is away for a while."""
        until = elapsed_seconds() + RECORDS_FOR
        while True:
            try:
                return await self._use_cases.run(use_case, *args, **kwargs)
            except StorageUnavailableError:
                if self._stopping.is_set() or elapsed_seconds() > until:
                    raise
                await asyncio.sleep(_RECORDS_EVERY)


def _told(answer: SmtpAnswer | None) -> ServerAnswer:
    if answer is None:
        return ServerAnswer()
    return ServerAnswer(
        code=answer.code, enhanced=answer.enhanced, text=answer.text, server=answer.server
    )
