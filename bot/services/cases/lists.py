"""A person's lists of cases: waiting, late, open, all; and cases similar to one."""

from dataclasses import replace
from uuid import UUID

from bot.domain.actions.listings import (
    COUNTED_MAX,
    NOTHING_WAITS,
    PAGE,
    CaseList,
    Concerned,
    Look,
    Scope,
    concern_of,
)
from bot.domain.cases.cases import Case
from bot.domain.cases.journal_entries import Event, JournalRecord, changes_between
from bot.domain.cases.roles import LEADING, roles_of
from bot.domain.cases.searching import FOUND_MAX, Found
from bot.domain.cases.similarity import similar_to
from bot.domain.errors import CaseHiddenError
from bot.domain.school.office import Office, ReminderStyle
from bot.services.actions.action_plan import waiting_actions
from bot.services.messages.notifications import update_card
from bot.services.sessions.appreciations import waiting_for
from bot.services.steps.consequences import write_entry
from bot.services.unit_of_work import UnitOfWork
from storage.cases import case_lists, cases, journal, search
from storage.cases.case_lists import ListQuery
from storage.school import people


def list_cases(work: UnitOfWork, look: Look, *, reader: str) -> CaseList:
    """Read a page of what a person may see. Raises StorageUnavailableError."""
    whole = {
        scope: ListQuery(scope=scope, reader=reader, office=work.office, now=work.now)
        for scope in Scope
    }
    wanted = replace(whole[look.scope], narrowed=look.narrowed)
    totals = {scope: case_lists.count_of(work.connection, whole[scope]) for scope in _COUNTED}
    is_counted = look.narrowed.is_empty and look.scope in totals
    total = totals[look.scope] if is_counted else case_lists.count_of(work.connection, wanted)
    number = min(look.page, _last_page(total))
    found = case_lists.page_of(work.connection, wanted, number=number)
    styles = people.styles_of(work.connection, [reader])
    is_first = look.scope is Scope.MINE and number == 0
    waiting = waiting_actions(work, reader) if is_first else NOTHING_WAITS
    return CaseList(
        look=replace(look, page=number),
        cases=tuple(
            Concerned(case=case, concern=concern_of(reader, case, work.office)) for case in found
        ),
        total=total,
        totals=totals,
        office=work.office,
        style=styles.get(reader, ReminderStyle.SINGLE),
        waiting=waiting,
        to_judge=len(waiting_for(work, reader)),
    )


def latest_change(work: UnitOfWork) -> int:
    """A number that grows with everything that happens: the journal's last entry's."""
    return journal.head_of(work.connection).seq


# the register only grows, and its size says nothing about today
_COUNTED = (Scope.MINE, Scope.OVERDUE, Scope.OPEN)


def _last_page(total: int) -> int:
    return max(min(total, COUNTED_MAX) - 1, 0) // PAGE


def search_cases(work: UnitOfWork, words: str, *, reader: str) -> Found:
    """The cases closest to the words, at most `FOUND_MAX`. Raises StorageUnavailableError."""
    hits = search.matching(
        work.connection, words, reader=reader, office=work.office, limit=FOUND_MAX + 1
    )
    return Found(
        words=words, hits=hits[:FOUND_MAX], is_cut=len(hits) > FOUND_MAX, office=work.office
    )


def similar_cases(work: UnitOfWork, case: Case, *, reader: str) -> tuple[Case, ...]:
    """The cases most like an open one, for who leads it; nothing for all others."""
    if case.confidential or not case.status.is_open:
        return ()
    if not _leads(reader, case, work.office):
        return ()
    others = search.near(
        work.connection, case.received_at, reader=reader, office=work.office, kind=case.kind
    )
    closest = [sketch.id for sketch in similar_to(case, others)]
    found = cases.by_ids(work.connection, closest)
    return tuple(found[one] for one in closest)


def link_cases(work: UnitOfWork, case_id: UUID, other_ref: str, *, actor: str) -> bool:
    """Link two cases both ways; False when they were.

    Raises CaseHiddenError where there is no such pair, and to who does not lead both.
    """
    pair = _locked(work, case_id, other_ref)
    if not all(_leads(actor, case, work.office) for case in pair):
        raise CaseHiddenError
    if all(other.ref in case.related_refs for case, other in (pair, pair[::-1])):
        return False
    for case, other in (pair, pair[::-1]):
        _link(work, case, other.ref, actor=actor)
    return True


def _link(work: UnitOfWork, case: Case, ref: str, *, actor: str) -> None:
    linked = replace(case, related_refs=tuple(dict.fromkeys((*case.related_refs, ref))))
    cases.save(work.connection, linked)
    update_card(work, case.id)
    changes = changes_between(case, linked)
    event = JournalRecord(name=Event.CASES_LINKED, changes=changes, details={"refs": [ref]})
    write_entry(work, event, case_id=case.id, actor=actor)


def _locked(work: UnitOfWork, case_id: UUID, other_ref: str) -> tuple[Case, Case]:
    """Both cases, locked in the order of their ids, so that nobody waits in a circle."""
    named = cases.by_ref(work.connection, other_ref)
    if named is None or named.id == case_id:
        raise CaseHiddenError
    found = {one: cases.for_update(work.connection, one) for one in sorted((case_id, named.id))}
    case, other = found[case_id], found[named.id]
    if case is None or other is None:
        raise CaseHiddenError
    return case, other


def _leads(person: str, case: Case, office: Office) -> bool:
    return bool(roles_of(person, case, office) & LEADING)
