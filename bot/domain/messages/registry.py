"""Every kind of messages, by its code in the outbox."""

from collections.abc import Callable

from bot.domain.messages import (
    actions,
    appreciations,
    cases,
    deadlines,
    files,
    mail,
    mails,
    register,
    reports,
    school,
)
from bot.domain.messages.message import Message

AREAS = (cases, files, actions, deadlines, mails, reports, register, school, mail, appreciations)
MESSAGES: dict[str, type[Message]] = {one.kind: one for area in AREAS for one in area.MESSAGES}


def type_of(kind: str) -> type[Message]:
    """The type of messages of a kind; of one that only a newer release knows, any message's."""
    return MESSAGES.get(kind, Message)


def kinds_that(is_so: Callable[[type[Message]], bool]) -> list[str]:
    """The codes of the kinds of which this is so, in alphabetical order."""
    return sorted(kind for kind, one in MESSAGES.items() if is_so(one))
