"""An action against a topic that came back: one at a time, opened by a quality manager."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from bot.domain.actions import Action, ActionDraft, ActionOrigin, Provenance
from bot.domain.errors import NotAllowedError
from bot.domain.figures import RECURRENCE_MONTHS
from bot.domain.office import Office
from bot.domain.recurrence import CaseTopic
from bot.domain.wall_time import add_months
from bot.services.action_plan import plan_action
from bot.services.consequences import Happening
from bot.services.offices import current_office
from storage import cases, recurrences, submissions
from storage.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicView:
    """A topic as somebody is about to act on it; `running` is the action there is already."""

    running: Action | None
    office: Office


def look_at_topic(
    database: Database, topic: CaseTopic, *, reader: str, defaults: Office
) -> TopicView:
    """Whether an action is running against a topic. Raises NotAllowedError."""
    with database.reading() as connection:
        office = _office_for(connection, reader, defaults)
        return TopicView(running=_running_against(connection, topic), office=office)


def open_action(
    database: Database,
    topic: CaseTopic,
    draft: ActionDraft,
    *,
    actor: str,
    now: datetime,
    defaults: Office,
    submission_id: UUID,
) -> Action | None:
    """Open an action against a topic; None when the same form had been taken before.

    Where one is running already, that one stays the only one and is returned.
    Raises NotAllowedError, and IllegalStepError for an owner who cannot own it.
    """
    with database.writing() as connection:
        office = _office_for(connection, actor, defaults)
        if not submissions.is_first(connection, submission_id, at=now):
            return None
        running = _running_against(connection, topic)
        if running is not None:
            return running
        provenance = _provenance(connection, topic, office=office, now=now)
        happening = Happening(actor=actor, at=now, office=office)
        action = plan_action(connection, draft, provenance, happening=happening)
        recurrences.note_action(connection, topic, action)
        return action


def _office_for(connection: Connection, person: str, defaults: Office) -> Office:
    office = current_office(connection, defaults)
    if person not in office.quality_managers:
        raise NotAllowedError
    return office


def _running_against(connection: Connection, topic: CaseTopic) -> Action | None:
    action = recurrences.action_against(connection, topic)
    return action if action is not None and action.status.is_running else None


def _provenance(
    connection: Connection, topic: CaseTopic, *, office: Office, now: datetime
) -> Provenance:
    since = add_months(now, -RECURRENCE_MONTHS, office.zone)
    about = recurrences.cases_about(connection, topic, since=since)
    known = cases.by_ids(connection, about)
    refs = tuple(sorted(case.ref for case in known.values()))
    return Provenance(origin=ActionOrigin.RECURRENCE, refs=refs)
