"""When an installation was last backed up and its restore rehearsed, and what is amiss then."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

REHEARSED_WITHIN = timedelta(days=100)
"""A quarter and some days: after that nobody knows whether a backup can be read."""
LEAST_FREE = 200_000_000
"""Bytes that a disk needs whatever the database takes: logs, a photo, the next version."""
COPIES = 3
"""A backup takes the database and its copy in a zip, SQLite its write-ahead log beside it."""
KEPT_DAYS, KEPT_AT_MOST = 30, timedelta(days=35)
"""Daily backups that stay, and for how long at most: each holds what was erased since."""


class Fact(StrEnum):
    """What is noted of the installation itself."""

    WATCHED = "watched"
    BACKED_UP = "backed_up"
    REHEARSED = "rehearsed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Upkeep:
    """When each was done last; `watched_since` is when anybody began to look for it."""

    watched_since: datetime | None = None
    backed_up_at: datetime | None = None
    rehearsed_at: datetime | None = None

    def unsaved_for(self, now: datetime) -> timedelta:
        """For how long nothing was backed up, as far as it is known."""
        since = self.backed_up_at or self.watched_since or now
        return max(now - since, timedelta())

    def is_rehearsed(self, now: datetime) -> bool:
        """Whether a backup was restored on trial not too long ago."""
        return self.rehearsed_at is not None and now - self.rehearsed_at <= REHEARSED_WITHIN


def least_free(database_bytes: int) -> int:
    """Bytes that have to be free on the disk."""
    return max(COPIES * database_bytes, LEAST_FREE)


def expired_backups(made: Collection[datetime], *, today: date) -> Iterator[datetime]:
    """Which of the backups of a folder are to be deleted; never the newest, however old it is."""
    newest_first = sorted(made, reverse=True)
    kept_days: list[date] = []
    for one in newest_first:
        is_newest_of_day = one.date() not in kept_days
        is_young = today - one.date() <= KEPT_AT_MOST
        if one == newest_first[0] or (is_newest_of_day and is_young and len(kept_days) < KEPT_DAYS):
            kept_days.append(one.date())
        else:
            yield one
