"""What the quality channel reads: a case's card, notices, and what went wrong."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.ui.texts.counted import Counted


@dataclass(frozen=True, slots=True, kw_only=True)
class CardTexts:
    """What a case's card says, and the notice made from it."""

    title: str
    late_title: str
    confidential_title: str
    quoted: str
    severity: str
    received: str
    recorded: str
    reported: str
    site: str
    remedy: str
    injury: str
    files: Counted
    due: str
    late: str
    late_mark: str
    owner: str
    nobody: str
    mention_stopped: str
    mention_injury: str
    mention_both: str
    mention_plain: str
    view: str
    view_spoken: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeTexts:
    why: str
    confidential: str
    setup: str
    setup_missing: str
    setup_by: str
    setup_by_admin: str
    and_others: Counted


@dataclass(frozen=True, slots=True, kw_only=True)
class TroubleTexts:
    """What could not be sent, by the outbox's kinds, and why, by Slack's error codes."""

    stopped: str
    kept: str
    kinds: Mapping[str, str]
    other_kind: str
    reasons: Mapping[str, str]
    other_reason: str
