"""Passes over a mailbox: what is new is fetched, read, kept on the disk and recorded."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from time import sleep
from uuid import UUID

from bot.clock import elapsed_seconds
from bot.delivery.kept_files import KeptFiles
from bot.domain.errors import StorageUnavailableError
from bot.mail.mailbox import Arrival, Mailbox, MailboxError
from bot.mail.parsing import ParsedMail, parse_mail
from bot.services.mail import arrivals, watching
from bot.services.mail.arrivals import Kept, LeaseLostError, Then, Turn
from bot.services.mail.watching import JUNK_LOOKED_BACK, JUNK_MAX
from bot.services.unit_of_work import Transactions
from storage.mail.mailboxes import MailboxRow

RESTS = 3
"""How many times as long as a mail took nothing is read after it."""
REST_MAX_SECONDS = 0.2
"""A mail that takes long does so once; nor is it held up for longer by people who go on filing."""
_LOOK_EVERY_SECONDS = 0.004


@dataclass(frozen=True, slots=True)
class Progress:
    """What a pass did: mails that were recorded, and whether more are left for the next one."""

    recorded: int
    is_more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxReader:
    """Reads one folder for all processes, as long as it holds the lease.

    `opened` opens transactions of the present instant. `own` are the addresses that letters of
    ours leave from, `authserv` whose word on a sender is believed. One that is told whether
    `people_wait` takes many mails in slowly enough for those who file meanwhile.
    """

    opened: Callable[[], Transactions]
    account: str
    folder: str
    holder: UUID
    kept: KeptFiles
    then: Then
    own: frozenset[str] = frozenset()
    authserv: str | None = None
    people_wait: Callable[[], bool] | None = None

    def hold(self) -> bool:
        """Take the folder or keep it; False while another process reads it."""
        return self._held() is not None

    def state(self) -> MailboxRow | None:
        """Where the reading stands, by whichever process; None before the first pass."""
        return self.opened().read(arrivals.reading_state, account=self.account, folder=self.folder)

    def let_go(self) -> None:
        """Let another process read at once."""
        with suppress(StorageUnavailableError):
            if (mailbox_id := self._held()) is not None:
                self.opened().write(arrivals.let_go, mailbox_id, holder=self.holder)

    def read_new(self, mailbox: Mailbox) -> Progress:
        """One pass. Raises MailboxError, StorageUnavailableError, OSError and LeaseLostError.

        A mail that breaks off three passes is recorded by what its headers say.
        """
        position = mailbox.position()
        turn = self.opened().write(
            arrivals.begin_turn,
            position,
            account=self.account,
            folder=self.folder,
            holder=self.holder,
        )
        seen = recorded = 0
        began = elapsed_seconds()
        try:
            for arrival in mailbox.arrivals(
                turn.after,
                at_most=turn.at_most,
                but_not=turn.recorded,
                since=turn.since,
                since_up_to=turn.since_up_to,
                headers_only=turn.headers_only,
            ):
                seen += 1
                recorded += self._take_in(turn, arrival)
                began = self._rested(since=began)
        except MailboxError as error:
            if not turn.headers_only or error.uid is None:
                raise
            # not even its headers come: that it is there is recorded all the same
            now = self.opened().now
            recorded += self._take_in(
                turn, Arrival(uid=error.uid, received_at=now, size=0, raw=b"", is_whole=False)
            )
            raise
        is_more = seen >= turn.at_most
        up_to = None if is_more else position.uid
        self.opened().write(arrivals.end_turn, turn, up_to=up_to)
        return Progress(recorded, is_more)

    def count_junk(self, mailbox: Mailbox) -> None:
        """Count what the server took for junk since the reading began, and note how much.

        Raises MailboxError and StorageUnavailableError.
        """
        state = self.state()
        if state is None or state.started_at is None:
            return
        since = max(state.started_at, self.opened().now - JUNK_LOOKED_BACK)
        count = mailbox.in_junk(since=since, at_most=JUNK_MAX)
        self.opened().write(watching.note_junk, state.id, holder=self.holder, count=count)

    def note_trouble(self, code: str, *, is_of_a_mail: bool = False) -> None:
        """Note why the mailbox cannot be read, for the doctor and the health."""
        with suppress(StorageUnavailableError, LeaseLostError):
            if (mailbox_id := self._held()) is not None:
                self.opened().write(
                    arrivals.note_trouble,
                    mailbox_id,
                    holder=self.holder,
                    code=code,
                    is_of_a_mail=is_of_a_mail,
                )

    def _held(self) -> UUID | None:
        return self.opened().write(
            arrivals.hold, account=self.account, folder=self.folder, holder=self.holder
        )

    def _rested(self, *, since: float) -> float:
        """Leave most of the processor and of the database to others, and begin beside none."""
        if self.people_wait is not None:
            sleep(min(RESTS * (elapsed_seconds() - since), REST_MAX_SECONDS))
            gives_up_at = elapsed_seconds() + REST_MAX_SECONDS
            while self.people_wait() and elapsed_seconds() < gives_up_at:
                sleep(_LOOK_EVERY_SECONDS)
        return elapsed_seconds()

    def _take_in(self, turn: Turn, arrival: Arrival) -> bool:
        parsed = parse_mail(arrival.raw, is_whole=arrival.is_whole, authserv=self.authserv)
        kept = self._keep(arrival, parsed)
        taken = self.opened().write(
            arrivals.take_in, turn, arrival, parsed, kept=kept, own=self.own, then=self.then
        )
        return taken is not None

    def _keep(self, arrival: Arrival, parsed: ParsedMail) -> Kept:
        """On the disk first: no database waits for it, and none names what is not there."""
        contents = (None if file.is_folded else file.content for file in parsed.files)
        files = tuple(None if one is None else self.kept.keep(one) for one in contents)
        return Kept(raw=self.kept.keep(arrival.raw), files=files)
