"""Anonymising a case (GDPR art. 17): its words go, its figures and the journal's chain stay."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from bot.domain.actions.actions import ActionStatus
from bot.domain.cases.cases import SETTLED, Case, Status
from bot.domain.cases.journal_entries import VIGIE, Event
from bot.domain.deadlines.open_deadlines import open_deadlines_of
from bot.domain.errors import CaseNotFoundError, VigieError
from bot.domain.messages.registry import kinds_that
from bot.domain.register.texts import ERASED
from bot.services.deadlines.planning import replan
from bot.services.messages.notifications import update_card
from bot.services.messages.shown_files import withdraw_shown
from bot.services.register.pseudonyms import reworded
from bot.services.unit_of_work import UnitOfWork
from storage import compaction
from storage.actions import actions
from storage.cases import cases, journal
from storage.cases.case_rows import forgetting
from storage.mail import letters
from storage.messages import outbox
from storage.reports.forgetting import forget_words
from storage.words import words_held

_WITH_WORDS = kinds_that(lambda one: one.holds_words)
_DONE = frozenset({ActionStatus.EFFECTIVE, ActionStatus.CANCELLED})
SENTENCE = 24
"""Characters from which a text with a space in it is told from others, wherever it stands."""
_LOOKED_FOR = 60


class CaseStillOpenError(VigieError):
    """Only a case in which nothing is left to do can be anonymised: its words are needed for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasedCase:
    """What an erasure took: the case as it is now, files nobody else has, and what to look for.

    `sentences` are what people wrote, kept in memory until they were looked for; `open_actions`
    still hold words of theirs. `seq` is the number of the journal's entry.
    """

    case: Case
    hashes: tuple[str, ...]
    sentences: tuple[str, ...]
    open_actions: int
    seq: int


def anonymise_case(work: UnitOfWork, ref: str) -> ErasedCase:
    """Erase every word of a settled case, of its journal and of its settled actions.

    Reference, dates, category, severity and outcome stay, and so do all figures. Nothing is added
    to it afterwards. Raises CaseNotFoundError, CaseStillOpenError.
    """
    case = _locked(work.connection, ref)
    if case.status.is_open:
        raise CaseStillOpenError(f"{case.ref} is open: only a settled case can be anonymised.")
    if open_deadlines_of(case):
        raise CaseStillOpenError(
            f"{case.ref} is settled, but others still wait for something on it: "
            "settle that date first."
        )
    return _erase(work, case)


def anonymise_again(
    work: UnitOfWork, ref: str, *, status: Status, closed_at: datetime | None
) -> ErasedCase | None:
    """Erase a case that a backup brought back, which may be open in it as it was then.

    It is settled as it was when it was erased. None where it is not there or erased already.
    """
    known = cases.by_ref(work.connection, ref)
    if known is None or known.erased_at is not None:
        return None
    case = _locked(work.connection, ref)
    if case.status.is_open and status in SETTLED:
        case = replace(case, status=status, closed_at=closed_at, external_deadlines=())
        cases.save(work.connection, case)
        replan(work, case)
    return _erase(work, case)


def _erase(work: UnitOfWork, case: Case) -> ErasedCase:
    connection, sentences = work.connection, _sentences(work.connection, case)
    erased = replace(reworded(forgetting(case), person=_same, text=_erased), erased_at=work.now)
    cases.save(connection, erased)
    of_case = actions.of_case(connection, case.id)
    done = [action for action in of_case if action.status in _DONE]
    for action in done:
        actions.save(connection, reworded(action, person=_same, text=_erased))
    texts = cases.erase_texts(connection, case.id)
    frozen = forget_words(connection, sentences, blank=ERASED)
    compaction.forget_in_index(connection)
    letters.cancel_waiting(connection, case.id, at=work.now)
    update_card(work, case.id)
    outbox.renew(connection, case.id, kinds=_WITH_WORDS, now=work.now)
    withdraw_shown(work, case.id)
    details = {
        "ref": case.ref,
        "rows": texts.counts | {"cases": 1, "actions": len(done)},
        "files": len(texts.hashes),
        "reworded": [asdict(one) for one in frozen],
        "open_actions": len(of_case) - len(done),
    }
    seq = journal.append(
        connection,
        Event.CASE_ANONYMISED,
        at=work.now,
        actor=VIGIE,
        case_id=case.id,
        details=details,
    )
    return ErasedCase(
        case=erased,
        hashes=texts.hashes,
        sentences=tuple(sorted({one.split("\n")[0][:_LOOKED_FOR] for one in sentences})),
        open_actions=len(of_case) - len(done),
        seq=seq,
    )


def _sentences(connection: Connection, case: Case) -> frozenset[str]:
    """What people wrote of the case that stands nowhere by chance, and who complained."""
    held = words_held(connection, case.id) - {case.session or ""}
    complainant = cases.complainant_of(connection, case.id)
    names = {complainant.name or ""} if complainant else set[str]()
    return frozenset(_long(held) | {name for name in names if " " in name.strip()})


def _long(texts: Iterable[str]) -> set[str]:
    stripped = (text.strip() for text in texts)
    return {text for text in stripped if len(text) >= SENTENCE and " " in text}


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
