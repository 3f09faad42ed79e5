"""The watch over the school's mailbox: that it is read, not silent, and not bypassed."""

from datetime import timedelta

import structlog

from bot.domain.messages.school import OVER, Alarm
from bot.mail.accounts import MailAccount
from bot.services.mail.arrivals import reading_state
from bot.services.mail.watching import oddities, tell_oddities
from bot.services.unit_of_work import UseCases

log = structlog.get_logger()

_WARNINGS = {
    Alarm.MAIL_UNREAD: "the mailbox could not be read for an hour: mails wait there",
    Alarm.MAIL_SILENT: "nothing came into the mailbox for {days} days",
    Alarm.MAIL_IN_JUNK: "mails lie in the mailbox's junk folder, which is not read",
}


class MailWatch:
    """Looks at what the reading noted, and has the quality managers told what changed."""

    def __init__(self, account: MailAccount, *, use_cases: UseCases) -> None:
        self._address, self._folder = account.sender.address, account.folder
        self._days = account.silent_days
        self._use_cases = use_cases
        self._since = use_cases.clock.now()
        self._standing: frozenset[Alarm] = frozenset()
        self._told: frozenset[Alarm] | None = None

    @property
    def warnings(self) -> tuple[str, ...]:
        """Warnings for `/healthz`."""
        said = (words for alarm, words in _WARNINGS.items() if alarm in self._standing)
        return tuple(words.format(days=self._days) for words in said)

    async def look(self) -> bool:
        """Whether there is something to be sent. Raises StorageUnavailableError."""
        silent_after = timedelta(days=self._days)
        place = {"account": self._address, "folder": self._folder}
        row = await self._use_cases.read(reading_state, **place)
        if row is None:
            return False
        standing = frozenset(
            oddities(
                row,
                now=self._use_cases.clock.now(),
                watched_since=self._since,
                silent_after=silent_after,
            )
        )
        self._standing = standing
        is_known = standing == self._told
        if is_known and standing.isdisjoint(OVER):
            return False
        if not is_known:
            log.info("mailbox watched", odd=sorted(standing))
        self._told = await self._use_cases.run(tell_oddities, standing, silent_after=silent_after)
        return True


def watch_of(account: MailAccount | None, *, use_cases: UseCases) -> MailWatch | None:
    """The watch over an account's mailbox at a real server; None without one."""
    if account is None or account.incoming is None:
        return None
    return MailWatch(account, use_cases=use_cases)
