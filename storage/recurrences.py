"""Cases that share a topic, and the topics of which somebody was told."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, and_, or_, select, update

from bot.domain.actions import Action, ActionStatus
from bot.domain.recurrence import CaseTopic
from storage import actions
from storage.tables import actions as actions_table
from storage.tables import cases, recurrences
from storage.upsert import insert_into

MOST_TOLD = 50
"""Cases read of one topic: enough to see that it recurs."""

_c = cases.c


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
    """The latest action about a topic that was judged effective before an instant."""
    of_topic = select(_c.id).where(_is_about(topic))
    opened = select(recurrences.c.action_id).where(recurrences.c.topic == topic.key)
    query = (
        select(actions_table.c.id)
        .where(
            actions_table.c.status == ActionStatus.EFFECTIVE,
            actions_table.c.checked_at < before,
            or_(actions_table.c.id.in_(opened), actions_table.c.case_id.in_(of_topic)),
        )
        .order_by(actions_table.c.checked_at.desc())
        .limit(1)
    )
    found = connection.execute(query).scalar_one_or_none()
    return None if found is None else actions.by_id(connection, found)


def action_against(connection: Connection, topic: CaseTopic) -> Action | None:
    """The action opened against a topic, if one was."""
    query = select(recurrences.c.action_id).where(recurrences.c.topic == topic.key)
    found = connection.execute(query).scalar_one_or_none()
    return None if found is None else actions.by_id(connection, found)


def note_action(connection: Connection, topic: CaseTopic, action: Action) -> None:
    """Note the action opened against a topic."""
    noted = update(recurrences).where(recurrences.c.topic == topic.key)
    connection.execute(noted.values(action_id=action.id))


def _is_about(topic: CaseTopic) -> ColumnElement[bool]:
    return and_(
        _same(_c.category, topic.category),
        _same(_c.cause_family, topic.cause_family),
        *([_same(_c.incident_type, topic.incident_type)] if topic.incident_type else []),
        ~_c.confidential,
    )


def _same(column: ColumnElement[object], value: object) -> ColumnElement[bool]:
    return column.is_(None) if value is None else column == value
