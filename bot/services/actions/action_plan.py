"""Actions that come from no case: from a meeting, a review, a topic that came back."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from bot.domain.actions.actions import (
    Action,
    ActionDraft,
    ActionOrigin,
    Provenance,
    new_plan_action,
)
from bot.domain.actions.listings import (
    PLAN_PAGE,
    WAITING_MAX,
    ActionPlan,
    PlanLook,
    PlannedAction,
    WaitingActions,
)
from bot.domain.calendar.wall_time import add_months
from bot.domain.cases.journal_entries import JournalRecord, fields_of
from bot.domain.cases.refusals import check_text
from bot.domain.reports.figures import RECURRENCE_MONTHS
from bot.domain.reports.quality_risks import CaseTopic
from bot.domain.school.office import Office
from bot.services.actions.actions import view_of
from bot.services.school.offices import refuse_all_but_managers
from bot.services.steps.consequences import (
    add_action,
    check_owner,
    next_action_reference,
    write_entry,
)
from bot.services.unit_of_work import UnitOfWork
from storage.actions import action_plan, recurrences
from storage.actions.action_plan import WantedActions
from storage.cases import cases, inbox


def plan_action(
    work: UnitOfWork, draft: ActionDraft, provenance: Provenance, *, actor: str
) -> Action:
    """Write an action of no single case; who may is for the caller to say.

    Raises IllegalStepError where the draft says too little, or names somebody who may not own it.
    """
    check_text(draft.title, field="title")
    check_text(draft.owner, field="owner")
    check_owner(work.connection, draft.owner)
    ref = next_action_reference(work)
    action = new_plan_action(
        draft, uuid4(), ref=ref, provenance=provenance, actor=actor, now=work.now
    )
    add_action(work, action, actor=actor)
    event = JournalRecord(name="action_add", changes={}, details=fields_of(action))
    write_entry(work, event, case_id=None, actor=actor)
    return action


def read_action_plan(work: UnitOfWork, look: PlanLook, *, reader: str) -> ActionPlan:
    """A page of the plan as a person may see it. Raises StorageUnavailableError."""
    wanted = WantedActions(scope=look.scope, reader=reader, office=work.staffed)
    total = action_plan.count_of(work.connection, wanted)
    page = min(look.page, max(total - 1, 0) // PLAN_PAGE)
    found = action_plan.page_of(work.connection, wanted, number=page)
    return ActionPlan(
        look=replace(look, page=page),
        actions=_planned(work, found, reader=reader),
        total=total,
        office=work.office,
    )


def waiting_actions(work: UnitOfWork, reader: str) -> WaitingActions:
    """The actions and checks of effect that wait for a person."""
    found = action_plan.waiting_for(work.connection, reader, work.staffed, limit=WAITING_MAX)
    is_more = len(found) == WAITING_MAX
    total = (
        action_plan.count_waiting(work.connection, reader, work.staffed) if is_more else len(found)
    )
    absent = work.office.stand_ins.replaced_by(reader)
    planned = tuple(
        replace(one, is_lent=one.action.status.is_running and one.action.owner in absent)
        for one in _planned(work, found, reader=reader)
    )
    return WaitingActions(actions=planned, total=total)


def _planned(
    work: UnitOfWork, found: Iterable[Action], *, reader: str
) -> tuple[PlannedAction, ...]:
    listed = tuple(found)
    origins = cases.by_ids(work.connection, [one.case_id for one in listed if one.case_id])
    seen = (
        view_of(one, origins[one.case_id] if one.case_id else None, work.staffed, person=reader)
        for one in listed
    )
    return tuple(PlannedAction(action=one.action, case=one.case, steps=one.steps) for one in seen)


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicView:
    """A topic as somebody is about to act on it; `running` is the action there is already.

    One that is done runs until its effect is judged: what comes meanwhile says whether it had one.
    """

    running: Action | None
    office: Office


def look_at_topic(work: UnitOfWork, topic: CaseTopic, *, reader: str) -> TopicView:
    """Whether an action is running against a topic. Raises NotAllowedError."""
    refuse_all_but_managers(work, reader)
    running = recurrences.action_against(work.connection, topic)
    return TopicView(running=running, office=work.office)


def open_action(
    work: UnitOfWork, topic: CaseTopic, draft: ActionDraft, *, actor: str, submission_id: UUID
) -> Action | None:
    """Open an action against a topic; None when the same form had been taken before.

    Where one is running already, that one stays the only one and is returned.
    Raises NotAllowedError, and IllegalStepError for an owner who cannot own it.
    """
    refuse_all_but_managers(work, actor)
    if not inbox.is_first(work.connection, submission_id, at=work.now):
        return None
    running = recurrences.action_against(work.connection, topic)
    if running is not None:
        return running
    provenance = _provenance(work, topic)
    action = plan_action(work, draft, provenance, actor=actor)
    recurrences.note_action(work.connection, topic, action)
    return action


def _provenance(work: UnitOfWork, topic: CaseTopic) -> Provenance:
    since = add_months(work.now, -RECURRENCE_MONTHS, work.office.zone)
    about = recurrences.cases_about(work.connection, topic, since=since)
    known = cases.by_ids(work.connection, about)
    refs = tuple(sorted(case.ref for case in known.values()))
    return Provenance(origin=ActionOrigin.RECURRENCE, refs=refs)
