"""All that there is about a session, as one person may see it at an instant."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.actions.actions import Action
from bot.domain.cases.cases import Case
from bot.domain.mail.departures import MailedLetter
from bot.domain.school.office import Office
from bot.domain.sessions.appreciations import NO_APPRECIATIONS, AppreciationFigures
from bot.domain.sessions.sessions import KnownSession

CASES_PAGE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Traces:
    """What a case left: kept files, entries of its journal, and when the latest was written."""

    files: int = 0
    entries: int = 0
    latest_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvenCase:
    """A case with its proofs: letters by mail, actions and their effects, what it left."""

    case: Case
    letters: tuple[MailedLetter, ...] = ()
    actions: tuple[Action, ...] = ()
    traces: Traces = Traces()


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionDossier:
    """A session with one page of its cases, pages counted from zero.

    `hidden` counts confidential cases that others handle; `likely` are cases without a session
    that may be about this one; `said` is what surveys tell of it.
    """

    known: KnownSession
    cases: tuple[ProvenCase, ...]
    total: int
    page: int
    read_at: datetime
    office: Office
    hidden: int = 0
    likely: tuple[Case, ...] = ()
    said: AppreciationFigures = NO_APPRECIATIONS

    @property
    def is_last_page(self) -> bool:
        return (self.page + 1) * CASES_PAGE >= self.total
