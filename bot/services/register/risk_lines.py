"""The risks under watch as a document tells them; what is confidential is not named."""

from collections.abc import Iterable, Mapping

from bot.domain.actions.actions import Action
from bot.domain.reports.quality_risks import Risk
from bot.domain.reports.risks import LinkKind
from bot.services.unit_of_work import UnitOfWork
from storage.actions import actions
from storage.cases import cases
from storage.reports import risks


def risks_as_they_stand(work: UnitOfWork) -> tuple[Risk, ...]:
    """Every risk under watch as a review tells it, the gravest first.

    It names neither confidential cases nor their actions.
    """
    kept = risks.kept(work.connection)
    links = risks.links_of(work.connection, [one.id for one in kept])
    named = {one.ref for some in links.values() for one in some if one.kind is LinkKind.CASE}
    found = cases.by_refs(work.connection, named).items()
    done = {one.ref for some in links.values() for one in some if one.kind is LinkKind.ACTION}
    told = {ref for ref, case in found if not case.confidential} | open_actions(work, done).keys()
    return tuple(
        one.as_it_stands(
            tuple(link.ref for link in links.get(one.id, ()) if link.ref in told),
            now=work.now,
            zone=work.office.zone,
        )
        for one in kept
    )


def open_actions(work: UnitOfWork, refs: Iterable[str]) -> Mapping[str, Action]:
    """The actions of these references, but of confidential cases."""
    found = actions.by_refs(work.connection, refs)
    origins = cases.by_ids(work.connection, [one.case_id for one in found.values() if one.case_id])
    return {
        ref: action
        for ref, action in found.items()
        if action.case_id is None or not origins[action.case_id].confidential
    }
