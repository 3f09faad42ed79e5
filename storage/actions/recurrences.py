"""Cases that share a topic, and the topics of which somebody was told."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select, update

from bot.domain.actions.actions import Action, ActionKind, ActionStatus
from bot.domain.actions.listings import UNSETTLED
from bot.domain.reports.quality_risks import CaseTopic
from storage.actions import actions
from storage.figure_span import came_to_something
from storage.tables import actions as actions_table
from storage.tables import cases, recurrences
from storage.types import insert_into

MOST_TOLD = 50
"""Cases read of one topic: enough to see that it recurs."""

_a, _c = actions_table.c, cases.c


def cases_about(connection: Connection, topic: CaseTopic, *, since: datetime) -> tuple[UUID, ...]:
    """The cases about a topic received from `since` on, the latest first."""
    query = select(_c.id).where(_is_about(topic), _c.received_at >= since)
    latest = query.order_by(_c.received_at.desc(), _c.id).limit(MOST_TOLD)
    return tuple(connection.execute(latest).scalars())


def is_news(connection: Connection, topic: CaseTopic, *, at: datetime, since: datetime) -> bool:
    """Whether nobody was told of a topic from `since` on; notes that they are told now."""
    fresh = insert_into(connection, recurrences).values(topic=topic.key, told_at=at)
    again = fresh.on_conflict_do_update(
        index_elements=["topic"], set_={"told_at": at}, where=recurrences.c.told_at < since
    )
    return connection.execute(again.returning(recurrences.c.topic)).first() is not None


def remedy_of(connection: Connection, topic: CaseTopic, *, before: datetime) -> Action | None:
    """The latest action about a topic that was judged effective before an instant.

    One that only mended its case took no cause away, so that nothing was to stay away.
    """
    of_topic = select(_c.id).where(_is_about(topic))
    query = select(_a.id).where(
        _a.status == ActionStatus.EFFECTIVE,
        _a.kind != ActionKind.CURATIVE,
        _a.checked_at < before,
        or_(_a.topic == topic.key, _a.case_id.in_(of_topic)),
    )
    return _first(connection, query.order_by(_a.checked_at.desc()))


def action_against(connection: Connection, topic: CaseTopic) -> Action | None:
    """The action opened against a topic that is still to be done, or whose effect to be judged."""
    unsettled = (_a.topic == topic.key, _a.status.in_(sorted(UNSETTLED)))
    return _first(connection, select(_a.id).where(*unsettled).order_by(_a.created_at.desc()))


def note_action(connection: Connection, topic: CaseTopic, action: Action) -> None:
    """Note that an action was opened against a topic."""
    opened = update(actions_table).where(_a.id == action.id)
    connection.execute(opened.values(topic=topic.key))
    # an older release on the same database reads it there
    noted = update(recurrences).where(recurrences.c.topic == topic.key)
    connection.execute(noted.values(action_id=action.id))


def _first(connection: Connection, query: Select[Any]) -> Action | None:
    found = connection.execute(query.limit(1)).scalar_one_or_none()
    return None if found is None else actions.by_id(connection, found)


def _is_about(topic: CaseTopic) -> ColumnElement[bool]:
    return and_(
        came_to_something(),
        _same(_c.category, topic.category),
        _same(_c.cause_family, topic.cause_family),
        *([_same(_c.incident_type, topic.incident_type)] if topic.incident_type else []),
        *([_c.settled_on_spot] if topic.incident_type and topic.cause_family is None else []),
        ~_c.confidential,
        ~_c.to_confirm,
    )


def _same(column: ColumnElement[object], value: object) -> ColumnElement[bool]:
    return column.is_(None) if value is None else column == value
