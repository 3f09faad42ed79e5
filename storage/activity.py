"""What the school did in a month: trainees trained and sessions held, as somebody told it."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, select

from bot.domain.activity import Activity
from bot.domain.periods import Month, parse_month
from storage.tables import activity
from storage.upsert import insert_into


def keep(connection: Connection, month: Month, told: Activity, *, by: str, at: datetime) -> None:
    """Write a month's activity, over what was told before."""
    values = {
        "trainees": told.trainees,
        "sessions": told.sessions,
        "told_by": by,
        "told_at": at,
    }
    fresh = insert_into(connection, activity).values(period=str(month), **values)
    connection.execute(fresh.on_conflict_do_update(index_elements=["period"], set_=values))


def of_months(connection: Connection, months: Iterable[Month]) -> dict[Month, Activity]:
    """What is known of each of these months."""
    wanted = [str(month) for month in months]
    query = select(activity.c.period, activity.c.trainees, activity.c.sessions)
    rows = connection.execute(query.where(activity.c.period.in_(wanted)))
    return {
        parse_month(row.period): Activity(trainees=row.trainees, sessions=row.sessions)
        for row in rows
    }
