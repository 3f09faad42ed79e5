"""The kinds of calls that Vigie makes of Slack, each tried once on the real workspace."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Trial(StrEnum):
    """What is tried, in the order in which one needs another."""

    CARD = "card"
    UPDATE = "update"
    THREAD_LINE = "thread_line"
    FIND = "find"
    FILE_SENT = "file_sent"
    FILE_FETCHED = "file_fetched"
    CHARTS = "charts"
    DIRECT_MESSAGE = "direct_message"
    EPHEMERAL = "ephemeral"
    HOME = "home"
    FORM = "form"
    FORM_UPDATE = "form_update"
    ANSWER = "answer"


OF_A_PRESS = frozenset({Trial.FORM, Trial.FORM_UPDATE, Trial.ANSWER})
"""What Slack allows only in answer to somebody who just did something there."""

NEEDS: Mapping[Trial, Trial] = {
    Trial.UPDATE: Trial.CARD,
    Trial.THREAD_LINE: Trial.CARD,
    Trial.FIND: Trial.CARD,
    Trial.FILE_FETCHED: Trial.FILE_SENT,
    Trial.FORM_UPDATE: Trial.FORM,
}
"""What cannot be tried without what another made."""

NOT_FOUND = "not_found_again"
"""Our own word beside Slack's: the message is not found again by what it carries."""
NOT_THE_SAME = "not_the_same"
"""Our own word: a file came back with other bytes."""


class Left(StrEnum):
    """What stays in Slack after the rehearsal."""

    CARD = "card"
    THREAD_LINE = "thread_line"
    CHARTS = "charts"
    DIRECT_MESSAGE = "direct_message"
    FILE_MESSAGE = "file_message"
    FILE = "file"
    EPHEMERAL = "ephemeral"
    HOME = "home"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """How one trial went: `code` is the word for why not, Slack's or ours.

    `missed` is what it needed and did not get, so that it was not tried. `has_fallback`: what
    was refused is said otherwise, so that nothing is lost. `is_lost`: Slack's answer did not come,
    so that what was asked for may have been done.
    """

    trial: Trial
    code: str | None = None
    missed: Trial | None = None
    has_fallback: bool = False
    is_lost: bool = False

    @property
    def is_failure(self) -> bool:
        return self.missed is not None or (self.code is not None and not self.has_fallback)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsed:
    """Every trial, and what of it stays in Slack."""

    tried: tuple[Tried, ...]
    left: tuple[Left, ...]
