"""Anonymising a case (GDPR art. 17): its words go, its figures and the journal's chain stay."""

from datetime import datetime

from sqlalchemy import Connection

from bot.domain.actions import ActionStatus
from bot.domain.cases import Case
from bot.domain.errors import CaseNotFoundError, VigieError
from bot.domain.journal import VIGIE, Event
from bot.services.disguises import reworded
from bot.services.telling import wish_card
from storage import actions, cases, erasure, journal
from storage.database import Database

ERASED = "(anonymisé)"
"""Stands for every text that people wrote, in the register's language."""

_SETTLED = frozenset({ActionStatus.EFFECTIVE, ActionStatus.CANCELLED})


class CaseStillOpenError(VigieError):
    """Only a settled case can be anonymised: its words are needed to handle it."""


def anonymise_case(database: Database, ref: str, *, now: datetime) -> tuple[str, ...]:
    """Erase every word of a settled case, of its journal and of its settled actions.

    Reference, dates, category, severity and outcome stay, and so do all figures. Returns
    the hashes of kept files that nothing needs any more. Raises CaseNotFoundError,
    CaseStillOpenError.
    """
    with database.writing() as connection:
        case = _locked(connection, ref)
        if case.status.is_open:
            raise CaseStillOpenError(f"{case.ref} is open: only a settled case can be anonymised.")
        cases.save(connection, reworded(case, person=_same, text=_erased))
        for action in actions.of_case(connection, case.id):
            if action.status in _SETTLED:
                actions.save(connection, reworded(action, person=_same, text=_erased))
        hashes = erasure.erase_texts(connection, case.id)
        wish_card(connection, case.id, at=now)
        journal.append(connection, Event.CASE_ANONYMISED, at=now, actor=VIGIE, case_id=case.id)
    return hashes


def _locked(connection: Connection, ref: str) -> Case:
    named = cases.by_ref(connection, ref)
    case = cases.for_update(connection, named.id) if named else None
    if case is None:
        raise CaseNotFoundError(f"There is no case {ref}.")
    return case


def _same(person: str) -> str:
    return person


def _erased(_text: str) -> str:
    return ERASED
