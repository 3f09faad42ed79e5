"""How many sessions were held in a month, and for how many trainees, as far as sources tell."""

from datetime import date

from sqlalchemy import Connection, func, select

from bot.domain.reports.figures import MonthActivity
from storage.tables import sessions


def held_between(connection: Connection, first: date, before: date) -> MonthActivity | None:
    """The sessions that begin from a day on and before another, and their trainees together.

    None where there is none, or where nobody told of one of them how many trainees it has.
    """
    is_then = (sessions.c.first_on >= first) & (sessions.c.first_on < before)
    is_held = sessions.c.gone_at.is_(None) & ~sessions.c.is_cancelled
    query = select(func.count(), func.count(sessions.c.trainees), func.sum(sessions.c.trainees))
    count, told, trainees = connection.execute(query.where(is_then, is_held)).one()
    if not count or told < count:
        return None
    return MonthActivity(trainees=int(trainees), sessions=count)
