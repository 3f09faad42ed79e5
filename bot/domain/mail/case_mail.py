"""What a case has by mail: its letters, and an answer that nobody has taken up yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.domain.cases.cases import Case
from bot.domain.cases.journal_entries import VIGIE
from bot.domain.cases.roles import HANDLING, roles_of
from bot.domain.mail.departures import MailedLetter
from bot.domain.school.office import Office
from bot.domain.steps.lifecycles import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedMail:
    """A mail of a case, when the server got it, and when it became a part of the case."""

    mail_id: UUID
    received_at: datetime
    joined_at: datetime
    opened_case: bool = False
    """Whether the case came by it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseMail:
    """The letters of a case and what came, oldest first, and an answer that waits for a step."""

    letters: tuple[MailedLetter, ...] = ()
    came: tuple[JoinedMail, ...] = ()
    reply: JoinedMail | None = None


NO_MAIL = CaseMail()


def is_taken_up(case: Case, done: Iterable[tuple[str, str]], office: Office) -> bool:
    """Whether one of these steps, each with who took it, takes up what the complainant answered.

    Any step does that a person took; a note only if it is by somebody who handles the case.
    """
    return any(_takes_up(case, step, actor, office) for step, actor in done)


def _takes_up(case: Case, step: str, actor: str, office: Office) -> bool:
    if actor == VIGIE:
        return False
    return step != Step.ADD_NOTE or bool(roles_of(actor, case, office) & HANDLING)
