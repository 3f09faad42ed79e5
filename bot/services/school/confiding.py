"""Confiding confidential cases: who handles each is written into it, journalled and told."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from bot.domain.cases.cases import Case
from bot.domain.cases.confidentiality import circles_of, fit_to_handle
from bot.domain.cases.journal_entries import Event
from bot.domain.cases.refusals import IllegalStepError, Reason, Refusal
from bot.domain.cases.roles import LEADING, may_see, roles_of
from bot.domain.messages.cases import AccessEndedNotice, HandlerNotice
from bot.services.messages.notifications import tell, update_card
from bot.services.unit_of_work import UnitOfWork
from storage.cases import cases
from storage.cases.journal import EntryDraft
from storage.school import people


def confide(work: UnitOfWork, case: Case) -> Case:
    """The case with its handlers written into it; nothing is saved yet.

    So that what the school chooses later opens it to nobody, and closes it to nobody. Those
    it has stay while one of them can handle it; where nobody of the school can, the
    workspace's admins do.
    """
    if not case.confidential:
        return case
    circles = circles_of(work.office)
    named = {person for circle in (case.handlers, *circles) for person in circle}
    away = people.away(work.connection, named)
    if fit_to_handle(case, [case.handlers], away=away):
        return case
    handlers = fit_to_handle(case, circles, away=away)
    last = handlers or fit_to_handle(case, [people.admins(work.connection)], away=away)
    return replace(case, handlers=last or case.handlers)


def tell_handlers(work: UnitOfWork, case: Case, *, before: Iterable[str] = (), actor: str) -> None:
    """Tell those who handle the case from now on, but for who did it and who did before."""
    known = {*before, *case.concerned_people, actor}
    for person in case.handlers:
        if person not in known:
            tell(work, [HandlerNotice(case_id=case.id, recipient=person)])


def check_led(work: UnitOfWork, case: Case) -> None:
    """Refuse that nobody is left to lead a case. Raises IllegalStepError."""
    if case.confidential:
        case = confide(work, case)
    asked = {*case.handlers, *work.office.quality_managers, *work.office.training_managers}
    leads = {person for person in asked if roles_of(person, case, work.office) & LEADING}
    if not leads - people.away(work.connection, leads):
        refusal = Refusal(reason=Reason.NOBODY_LEFT, field="concerned_people")
        raise IllegalStepError(refusal)


def tell_excluded(work: UnitOfWork, before: Case, after: Case, *, actor: str) -> None:
    """Tell those who saw a case that they no longer do, since it is about them; nothing else."""
    for person in after.concerned_people:
        is_new = person not in before.concerned_people and person != actor
        if (
            is_new
            and may_see(person, before, work.office)
            and not may_see(person, after, work.office)
        ):
            tell(work, [AccessEndedNotice(case_id=after.id, recipient=person)])


def confide_anew(
    work: UnitOfWork, case_ids: Iterable[UUID], *, actor: str
) -> tuple[EntryDraft, ...]:
    """Write handlers into kept cases that nobody handles, and tell them.

    Returns the journal's entries, which the caller writes last; none for a case for which
    there is still nobody.
    """
    changed = []
    for case_id in sorted(case_ids):
        case = cases.for_update(work.connection, case_id)
        after = confide(work, case) if case else None
        if case is None or after is None or after.handlers == case.handlers:
            continue
        cases.save(work.connection, after)
        update_card(work, case_id)
        tell_handlers(work, after, before=case.handlers, actor=actor)
        changed.append(_entry(case, after, actor=actor, at=work.now))
    return tuple(changed)


def _entry(case: Case, after: Case, *, actor: str, at: datetime) -> EntryDraft:
    named = {"handlers": [list(case.handlers), list(after.handlers)]}
    return EntryDraft(
        event=Event.HANDLERS_NAMED, at=at, actor=actor, case_id=case.id, details={"changes": named}
    )
