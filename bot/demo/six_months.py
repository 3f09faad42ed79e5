"""« Charger six mois d'activité »: the register as it would be after half a year at work.

Everything but the last days is written by the services without a bot; those days are then
lived through with it, so that the channel looks as it would.
"""

import heapq
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from random import Random

from bot.demo.complaint_scenarios import ComplaintLife
from bot.demo.desk import Desk
from bot.demo.incident_scenarios import IncidentLife, Life
from bot.demo.sample_cases import ComplaintTale, Tale, read_tales
from bot.domain.calendar.calendars import ONE_DAY
from bot.domain.calendar.wall_time import instant_on, local_day
from bot.domain.reports.meetings import SUMMARY_TIME
from bot.domain.school.office import Office
from bot.services.deadlines.reminding import mark_passed, remind_due
from bot.services.deadlines.upcoming import send_weekly
from bot.services.reports.summaries import publish_due_summary
from bot.services.unit_of_work import Transactions
from storage.cases import cases
from storage.database import Database
from storage.messages import outbox

SIX_MONTHS = timedelta(days=182)
LIVED_WITH_THE_BOT = timedelta(days=10)
SEED = 2026
OPENING = time(9)
MINUTES_OF_REPORTS = 330
"""People report between 9:00 and 14:30, so that there is time left to answer the same day."""


class Chronicle:
    """The lives of all invented cases, resumed one at a time in the order of their moments."""

    def __init__(self, lives: Sequence[Life]) -> None:
        self._waiting: list[tuple[datetime, int, Life]] = []
        for number, life in enumerate(lives):
            self._wait(life, number)

    @property
    def next_at(self) -> datetime | None:
        """When something happens next; None when all has been told."""
        return self._waiting[0][0] if self._waiting else None

    def go_on(self) -> None:
        """Let happen what comes next, at its moment."""
        _, number, life = heapq.heappop(self._waiting)
        self._wait(life, number)

    def _wait(self, life: Life, number: int) -> None:
        moment = next(life, None)
        if moment is not None:
            heapq.heappush(self._waiting, (moment, number, life))


def six_months(desk: Desk, *, begins_at: datetime, ends_at: datetime) -> Chronicle:
    """Sample cases, alike at each call, spread over the days between two instants."""
    tales, chance = read_tales(), Random(SEED)  # noqa: S311  # believable, not secret
    span = (ends_at - begins_at) / len(tales)
    lives = [
        life_of(
            tale,
            _reported_at(begins_at + span * number, desk.office, chance),
            desk=desk,
            chance=chance,
        )
        for number, tale in enumerate(tales)
    ]
    return Chronicle(lives)


def tell_without_bot(
    database: Database,
    chronicle: Chronicle,
    *,
    begins_at: datetime,
    ends_at: datetime,
    defaults: Office,
) -> None:
    """Let everything up to an instant happen; of its messages only open cases' cards remain."""
    now = begins_at
    while (moment := chronicle.next_at) is not None and moment < ends_at:
        _let_time_pass(database, now, moment, defaults)
        chronicle.go_on()
        now = moment
    _let_time_pass(database, now, ends_at, defaults)
    with database.writing() as connection:
        outbox.forget_all_but_cards(connection, of=cases.open_ids())


def _let_time_pass(database: Database, now: datetime, end: datetime, defaults: Office) -> None:
    """Run a day's ticks between two instants: nobody is told any more."""
    while (now := _next_morning(now, defaults)) < end:
        transactions = Transactions(database=database, defaults=defaults, now=now)
        mark_passed(transactions)
        send_weekly(transactions)
        remind_due(transactions)
        publish_due_summary(transactions)


def _next_morning(now: datetime, office: Office) -> datetime:
    """When summaries are due, on the next working day."""
    days = office.calendar.working_days_from(local_day(now, office.zone))
    mornings = (instant_on(day, SUMMARY_TIME, office.zone) for day in days)
    return next(morning for morning in mornings if morning > now)


def _reported_at(about: datetime, office: Office, chance: Random) -> datetime:
    """A moment of a working day on which people report, that day or after."""
    day = local_day(about, office.zone)
    while not office.calendar.is_working_day(day):
        day += ONE_DAY
    waited = timedelta(minutes=chance.randrange(MINUTES_OF_REPORTS))
    return instant_on(day, OPENING, office.zone) + waited


def life_of(tale: Tale, at: datetime, *, desk: Desk, chance: Random) -> Life:
    """The life of one case, from the moment it is filed."""
    if isinstance(tale, ComplaintTale):
        return ComplaintLife(tale=tale, desk=desk, chance=chance).life(at)
    return IncidentLife(tale=tale, desk=desk, chance=chance).life(at)
