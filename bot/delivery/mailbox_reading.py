"""The reading of the mailbox while Vigie runs: waited for in a thread of its own, and resumed."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from functools import partial
from pathlib import Path
from threading import Event
from uuid import uuid4

import structlog

from bot.clock import elapsed_seconds
from bot.delivery.kept_files import KeptFiles
from bot.domain.errors import StorageUnavailableError
from bot.mail.accounts import MailAccount, OAuthLogin
from bot.mail.mailbox import Mailbox, MailboxError, MailboxTrouble
from bot.mail.tokens import AccessTokens, TokenError
from bot.monitoring.health import MailSeen
from bot.monitoring.metrics import Metrics
from bot.services.mail.arrivals import LEASE, LeaseLostError, Then
from bot.services.mail.passes import MailboxReader
from bot.services.unit_of_work import Transactions, UseCases
from bot.workers import Workers, run_apart

HELD_EVERY_SECONDS = LEASE.total_seconds() / 3
PAUSES_SECONDS = (1, 5, 15, 60, 300)
"""Before another try, longer each time that one fails in a row."""
STOPPED_WITHIN_SECONDS = 5
JUNK_LOOKED_AT_EVERY_SECONDS = 3600.0
PASS_SECONDS_MAX = 600
"""A pass that takes longer hangs: its connection is cut."""
_LISTENED_SECONDS = 1.0

log = structlog.get_logger()


class MailReading:
    """Holds the folder's lease, and reads while it does.

    `connect` opens a mailbox, in a thread, with a token where the account has `tokens`, else None.
    `arrived` is told how many mails were recorded, whenever some were.
    """

    def __init__(
        self,
        reader: MailboxReader,
        *,
        workers: Workers,
        connect: Callable[[str | None], Mailbox],
        tokens: AccessTokens | None,
        poll_seconds: float,
        arrived: Callable[[int], None],
    ) -> None:
        self._reader, self._workers, self._connect = reader, workers, connect
        self._tokens, self._poll_seconds, self._arrived = tokens, poll_seconds, arrived
        self._stirred = asyncio.Event()
        self._stopping, self._is_ours = Event(), Event()
        self._mailbox: Mailbox | None = None
        self._pass_began_at: float | None = None
        self._looked_at_junk: float | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self._since = reader.opened().now

    async def seen(self) -> MailSeen:
        """How the reading goes, by whichever process reads. Raises StorageUnavailableError."""
        row = await self._workers.run(self._reader.state)
        return MailSeen(
            since=self._since,
            polled_at=row.polled_at if row else None,
            poll=timedelta(seconds=self._poll_seconds),
            error=row.error if row else None,
        )

    def start(self) -> None:
        """Read from now on."""
        self._tasks = [asyncio.create_task(self._hold()), asyncio.create_task(self._read())]

    async def stop(self) -> None:
        """End the pass that runs, or cut it when it takes long, and let another process read."""
        self._stopping.set()
        self._stirred.set()
        hold, read = self._tasks
        done, _ = await asyncio.wait({read}, timeout=STOPPED_WITHIN_SECONDS)
        if not done:
            self._cut()
            await asyncio.wait({read}, timeout=STOPPED_WITHIN_SECONDS)
        for task in (read, hold):
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        if self._is_ours.is_set():
            await self._workers.run(self._reader.let_go)

    async def _hold(self) -> None:
        """Keep the lease while passes take their time, and cut one that hangs."""
        while True:
            try:
                is_ours = await self._workers.run(self._reader.hold)
            except StorageUnavailableError:
                is_ours = self._is_ours.is_set()  # nobody else took it either
            if is_ours and not self._is_ours.is_set():
                self._stirred.set()
            (self._is_ours.set if is_ours else self._is_ours.clear)()
            began_at = self._pass_began_at
            if began_at is not None and elapsed_seconds() - began_at > PASS_SECONDS_MAX:
                log.warning("mailbox hangs")
                self._cut()
            await asyncio.sleep(HELD_EVERY_SECONDS)

    async def _read(self) -> None:
        failed = 0
        while not self._stopping.is_set():
            if not self._is_ours.is_set():
                await self._sleep(1)
                continue
            went_well = await self._session()
            failed = 0 if went_well else failed + 1
            if failed:
                await self._sleep(PAUSES_SECONDS[min(failed, len(PAUSES_SECONDS)) - 1])

    async def _sleep(self, seconds: float) -> None:
        """Until then, or until we are stirred: the folder became ours, or we stop."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._stirred.wait(), seconds)
            self._stirred.clear()

    async def _session(self) -> bool:
        """One connection, until it ends; whether a pass went well on it."""
        loop = asyncio.get_running_loop()
        try:
            token = None if self._tokens is None else await self._tokens.token()
            return await run_apart(partial(self._read_on, token, loop))
        except MailboxError as error:
            log.warning("mailbox cannot be read", code=error.trouble.value)
            if error.trouble is MailboxTrouble.LOGIN and self._tokens is not None:
                self._tokens.forget()
            await self._note(error.trouble.value, is_of_a_mail=error.uid is not None)
        except LeaseLostError:
            self._is_ours.clear()
            log.info("mailbox is read by another process")
        except (StorageUnavailableError, OSError) as error:
            log.warning("mails wait", error=type(error).__name__)
            await self._note("storage")
        except TokenError as error:
            log.warning("mailbox cannot be read", code=error.obstacle.value)
            await self._note(error.obstacle.value)
        except Exception as error:  # noqa: BLE001  # whatever it is, mails are read again soon
            log.error("mailbox cannot be read", error=type(error).__name__)  # noqa: TRY400  # its words may be a mail's
            await self._note(MailboxTrouble.PROTOCOL.value)
        return False

    async def _note(self, code: str, *, is_of_a_mail: bool = False) -> None:
        await self._workers.run(self._reader.note_trouble, code, is_of_a_mail=is_of_a_mail)

    def _read_on(self, token: str | None, loop: asyncio.AbstractEventLoop) -> bool:
        """In the thread: read and wait, until we stop or lose the lease."""
        self._mailbox = mailbox = self._connect(token)
        try:
            while self._goes_on():
                self._pass_began_at = elapsed_seconds()
                progress = self._reader.read_new(mailbox)
                if not progress.is_more:
                    self._look_at_junk(mailbox)
                self._pass_began_at = None
                if progress.recorded:
                    log.info("mails came", count=progress.recorded)
                    loop.call_soon_threadsafe(self._arrived, progress.recorded)
                if not progress.is_more:
                    self._wait(mailbox)
            return True
        finally:
            self._pass_began_at = self._mailbox = None
            mailbox.close()

    def _look_at_junk(self, mailbox: Mailbox) -> None:
        """Now and then; a server that does not let us costs one connection an hour, no more."""
        last, now = self._looked_at_junk, elapsed_seconds()
        if last is None or now - last >= JUNK_LOOKED_AT_EVERY_SECONDS:
            self._looked_at_junk = now
            self._reader.count_junk(mailbox)

    def _wait(self, mailbox: Mailbox) -> None:
        """Until something comes or it is time for a pass anyway."""
        ends_at = elapsed_seconds() + self._poll_seconds
        while self._goes_on() and elapsed_seconds() < ends_at:
            if mailbox.wait(min(_LISTENED_SECONDS, max(0.0, ends_at - elapsed_seconds()))):
                return

    def _goes_on(self) -> bool:
        return self._is_ours.is_set() and not self._stopping.is_set()

    def _cut(self) -> None:
        mailbox = self._mailbox
        if mailbox is not None:
            mailbox.close()


def build_reader(
    account: MailAccount,
    *,
    opened: Callable[[], Transactions],
    folder: Path,
    then: Then,
    people_wait: Callable[[], bool] | None = None,
) -> MailboxReader:
    """One process's reader of the account's mailbox; `folder` is where files are kept."""
    return MailboxReader(
        opened=opened,
        account=account.sender.address,
        folder=account.folder,
        holder=uuid4(),
        kept=KeptFiles(folder),
        then=then,
        own=frozenset({account.sender.address.lower()}),
        authserv=account.authserv,
        people_wait=people_wait,
    )


def build_reading(
    account: MailAccount | None,
    *,
    use_cases: UseCases,
    folder: Path,
    then: Then,
    metrics: Metrics,
    wake_delivery: Callable[[], None],
    mailbox: Mailbox | None = None,
) -> MailReading | None:
    """What reads the account's mailbox, or `mailbox` in its place; None where there is none.

    `folder` is where files are kept.
    """
    if account is None or (account.incoming is None and mailbox is None):
        return None
    reader = build_reader(
        account,
        opened=use_cases.transactions,
        folder=folder,
        then=then,
        people_wait=lambda: use_cases.workers.people_wait,
    )
    is_by_token = mailbox is None and isinstance(account.login, OAuthLogin)

    def connect(token: str | None) -> Mailbox:
        if mailbox is not None:
            return mailbox
        from bot.mail.imap_login import open_mailbox  # noqa: PLC0415  # a library for mail only

        return open_mailbox(account, token=token)

    def arrived(count: int) -> None:
        metrics.mails.inc(count)
        wake_delivery()

    return MailReading(
        reader,
        workers=use_cases.workers,
        connect=connect,
        tokens=AccessTokens(account) if is_by_token else None,
        poll_seconds=account.poll_seconds,
        arrived=arrived,
    )


@asynccontextmanager
async def reading(mails: MailReading | None) -> AsyncIterator[None]:
    """Read while the block lasts, if there is a mailbox to be read."""
    if mails is None:
        yield
        return
    mails.start()
    try:
        yield
    finally:
        await mails.stop()


async def seen_of(mails: MailReading | None) -> MailSeen | None:
    """How the reading goes; None without a mailbox, and while the database does not say."""
    try:
        return None if mails is None else await mails.seen()
    except StorageUnavailableError:
        return None
