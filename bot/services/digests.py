"""Digests: the week ahead on Monday, and the morning's deadlines for those who like it quiet."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.domain.calendars import MIDNIGHT, ONE_DAY
from bot.domain.office import CardDetail, Office
from bot.domain.outgoing import Outgoing
from bot.domain.reminders import ONE_WEEK, next_weekly_digest
from bot.domain.tellings import Digest, Listed
from bot.domain.wall_time import instant_on
from bot.services.matters import matters_of
from bot.services.offices import current_office
from bot.services.planning import calendar_of
from storage import digests, open_deadlines, outbox, people
from storage.database import Database
from storage.open_deadlines import KeptDeadline
from storage.outbox import Wish

KEPT_FOR = timedelta(days=2)
"""A weekly digest missed for longer is left out: the week it announces is half over."""
AHEAD = timedelta(days=10)
"""How far a morning digest looks ahead: as far as the longest ladder begins."""
LINES_MAX = 20


def send_weekly(database: Database, *, now: datetime, defaults: Office) -> bool:
    """Wish the week's digest to the channel and to each owner, if its moment has come.

    One query when there is nothing to do: the zone and the holidays, which are not chosen
    in Slack, are those of `defaults`. Each owner gets it when their own day begins. A
    school that has just begun gets its first one with its first whole week.
    """
    with database.reading() as connection:
        newest = digests.newest(connection)
    if newest is None:
        with database.writing() as connection:
            digests.claim(connection, now, now=now)
        return False
    due_at = last_weekly_digest(defaults, now=now)
    if due_at is None or due_at <= newest:
        return False
    with database.writing() as connection:
        if not digests.claim(connection, due_at, now=now):
            return False
        office = current_office(connection, defaults)
        outbox.wish_once(connection, _weekly(connection, due_at, office=office, now=now))
    return True


def last_weekly_digest(office: Office, *, now: datetime) -> datetime | None:
    """The moment of the newest digest that is due; None when it is long past."""
    calendar = office.calendar
    found, moment = None, next_weekly_digest(now - ONE_WEEK, calendar)
    while moment <= now:
        found, moment = moment, next_weekly_digest(moment, calendar)
    return found if found and now - found <= KEPT_FOR else None


def week_of(connection: Connection, *, owner: str | None, office: Office, now: datetime) -> Digest:
    """What is overdue and what is due until Sunday night, for everyone or for one person."""
    calendar = office.calendar
    today = calendar.day_of(now)
    monday = today + ONE_WEEK - ONE_DAY * today.weekday()
    end = instant_on(monday, MIDNIGHT, calendar.zone)
    return _digest(connection, end, owner=owner, office=office, now=now)


def morning_of(
    connection: Connection, *, owner: str, office: Office, now: datetime
) -> Digest | None:
    """What awaits a person in the next days; None when nothing does."""
    found = _digest(connection, now + AHEAD, owner=owner, office=office, now=now)
    return found if found.count else None


def _weekly(
    connection: Connection, due_at: datetime, *, office: Office, now: datetime
) -> Iterable[Wish]:
    key = f"{Outgoing.WEEKLY_DIGEST}:{due_at:%Y%m%d}"
    yield Wish(kind=Outgoing.WEEKLY_DIGEST, key=key, at=now, details={"about": None})
    owners = open_deadlines.owners(connection)
    members = people.by_ids(connection, owners)
    for owner in owners:
        calendar = calendar_of(office, members.get(owner))
        yield Wish(
            kind=Outgoing.WEEKLY_DIGEST,
            key=f"{key}:{owner}",
            at=calendar.next_open_moment(now),
            recipient=owner,
            details={"about": owner},
        )


def _digest(
    connection: Connection, end: datetime, *, owner: str | None, office: Office, now: datetime
) -> Digest:
    first = open_deadlines.due_before(connection, end, owner=owner, limit=LINES_MAX)
    return Digest(
        lines=_listed(connection, first, office=office, names_owners=owner is None),
        count=open_deadlines.count_before(connection, end, owner=owner),
        late_count=open_deadlines.count_before(connection, now, owner=owner),
    )


def _listed(
    connection: Connection, first: Iterable[KeptDeadline], *, office: Office, names_owners: bool
) -> tuple[Listed, ...]:
    """Lines for these; a confidential case and a minimal card name nobody."""
    kept = tuple(first)
    matters = matters_of(connection, (one.subject for one in kept), office=office)
    is_discreet = office.card_detail is CardDetail.MINIMAL or not names_owners
    nameless = {
        matter.subject
        for matter in matters.values()
        if is_discreet or (matter.case is not None and matter.case.confidential)
    }
    return tuple(
        Listed(
            ref=matters[one.subject].ref,
            kind=one.kind,
            due_at=one.due_at,
            owner=None if one.subject in nameless else one.owner,
        )
        for one in kept
        if one.subject in matters
    )
