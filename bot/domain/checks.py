"""Conditions that many steps share: a text that says something, a date that can be."""

from datetime import datetime

from bot.domain.deadlines import CLOCK_TOLERANCE
from bot.domain.refusals import IllegalStepError, Reason, Refusal


def check_text(text: str, *, field: str) -> str:
    """The text without space around it. Refuses an empty one."""
    if not (kept := text.strip()):
        raise IllegalStepError(Refusal(reason=Reason.EMPTY, field=field))
    return kept


def check_not_ahead(instant: datetime, *, now: datetime, field: str) -> datetime:
    """The instant, or now when another clock runs a little ahead. Refuses the future."""
    if instant > now + CLOCK_TOLERANCE:
        raise IllegalStepError(Refusal(reason=Reason.IN_FUTURE, field=field, limit=now))
    return min(instant, now)


def check_between(instant: datetime, *, earliest: datetime, now: datetime, field: str) -> datetime:
    """The instant, kept within bounds. Refuses the future and anything before `earliest`.

    People give minutes: 10:42 of a thing received at 10:42:37 is not before it.
    """
    if instant < earliest.replace(second=0, microsecond=0):
        raise IllegalStepError(Refusal(reason=Reason.TOO_EARLY, field=field, limit=earliest))
    return check_not_ahead(max(instant, earliest), now=now, field=field)
