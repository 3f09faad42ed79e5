"""Anonymising a case (GDPR art. 17): its words go, its figures and the journal's chain stay."""

from sqlalchemy import Connection

from bot.domain.actions.actions import ActionStatus
from bot.domain.cases.cases import Case
from bot.domain.cases.journal_entries import VIGIE, Event
from bot.domain.deadlines.open_deadlines import open_deadlines_of
from bot.domain.errors import CaseNotFoundError, VigieError
from bot.domain.messages.registry import kinds_that
from bot.domain.register.texts import ERASED
from bot.services.messages.notifications import update_card
from bot.services.messages.shown_files import withdraw_shown
from bot.services.register.pseudonyms import reworded
from bot.services.unit_of_work import UnitOfWork
from storage.actions import actions
from storage.cases import cases, journal
from storage.cases import cases as erasure
from storage.cases.case_rows import forgetting
from storage.mail import letters
from storage.messages import outbox

_WITH_WORDS = kinds_that(lambda one: one.holds_words)
_SETTLED = frozenset({ActionStatus.EFFECTIVE, ActionStatus.CANCELLED})


class CaseStillOpenError(VigieError):
    """Only a case in which nothing is left to do can be anonymised: its words are needed for it."""


def anonymise_case(work: UnitOfWork, ref: str) -> tuple[str, ...]:
    """Erase every word of a settled case, of its journal and of its settled actions.

    Reference, dates, category, severity and outcome stay, and so do all figures. Returns
    the hashes of kept files that nothing needs any more. Raises CaseNotFoundError,
    CaseStillOpenError.
    """
    case = _locked(work.connection, ref)
    if case.status.is_open:
        raise CaseStillOpenError(f"{case.ref} is open: only a settled case can be anonymised.")
    if open_deadlines_of(case):
        raise CaseStillOpenError(
            f"{case.ref} is settled, but others still wait for something on it: "
            "settle that date first."
        )
    erased = reworded(forgetting(case), person=_same, text=_erased)
    cases.save(work.connection, erased)
    for action in actions.of_case(work.connection, case.id):
        if action.status in _SETTLED:
            actions.save(work.connection, reworded(action, person=_same, text=_erased))
    hashes = erasure.erase_texts(work.connection, case.id)
    letters.cancel_waiting(work.connection, case.id, at=work.now)
    update_card(work, case.id)
    outbox.renew(work.connection, case.id, kinds=_WITH_WORDS, now=work.now)
    withdraw_shown(work, case.id)
    journal.append(
        work.connection, Event.CASE_ANONYMISED, at=work.now, actor=VIGIE, case_id=case.id
    )
    return hashes


def _locked(connection: Connection, ref: str) -> Case:
    named = cases.by_ref(connection, ref)
    if named:
        letters.hold_of(connection, named.id)  # before the case, as whoever sends them holds them
    case = cases.for_update(connection, named.id) if named else None
    if case is None:
        raise CaseNotFoundError(f"There is no case {ref}.")
    return case


def _same(person: str) -> str:
    return person


def _erased(_text: str) -> str:
    return ERASED
