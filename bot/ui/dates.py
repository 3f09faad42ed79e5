"""Instants and delays in words, on the wall clock of a zone."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.ui.texts.catalogue import Texts

_ONE_DAY = timedelta(days=1)
_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400
_HOURS_UNTIL = 2 * _DAY
"""Seconds up to which a delay is told in hours, as the promise of 48 hours is."""


def moment(at: datetime, zone: ZoneInfo, texts: Texts, *, now: datetime) -> str:
    """« dimanche 15 novembre à 17 h 50 »; with the year when it is not the present one."""
    on, _ = _wall(at, zone)
    said = texts.dates.moment
    return said.format(
        day=_day(on, texts, now=_today(now, zone)), time=time_of_day(at, zone, texts)
    )


def time_of_day(at: datetime, zone: ZoneInfo, texts: Texts) -> str:
    """« 17 h 50 »; « 24 h » for midnight, which ends the day before."""
    _, clock = _wall(at, zone)
    if clock is None:
        return texts.dates.midnight
    return texts.dates.time.format(hour=clock.hour, minute=clock.minute)


def day(at: datetime, zone: ZoneInfo, texts: Texts, *, now: datetime) -> str:
    """« dimanche 15 novembre »; with the year when it is not the present one."""
    on, _ = _wall(at, zone)
    return _day(on, texts, now=_today(now, zone))


def day_of(on: date, texts: Texts, *, today: date) -> str:
    """The same of a day without zone."""
    return _day(on, texts, now=today)


def weekday(at: datetime, zone: ZoneInfo, texts: Texts) -> str:
    """« vendredi »."""
    return texts.dates.weekdays[at.astimezone(zone).weekday()]


def relative(at: datetime, zone: ZoneInfo, texts: Texts, *, now: datetime) -> str:
    """« aujourd'hui à 10 h 42 », « hier à 9 h 00 », else the moment."""
    on, _ = _wall(at, zone)
    today = _today(now, zone)
    nearby = {today: texts.dates.today, today - _ONE_DAY: texts.dates.yesterday}
    if on not in nearby:
        return moment(at, zone, texts, now=now)
    return nearby[on].format(time=time_of_day(at, zone, texts))


def limit(at: datetime, zone: ZoneInfo, texts: Texts, *, now: datetime) -> str:
    """What comes after « avant »: « 11 h 42 » today, else the moment."""
    on, _ = _wall(at, zone)
    if on == _today(now, zone):
        return time_of_day(at, zone, texts)
    return moment(at, zone, texts, now=now)


def span(elapsed: timedelta, texts: Texts) -> str:
    """« 45 min », « 5 h », « 3 j »: rounded down, a minute at least."""
    seconds = max(int(elapsed.total_seconds()), _MINUTE)
    if seconds < _HOUR:
        return texts.dates.minutes.format(count=seconds // _MINUTE)
    if seconds < _HOURS_UNTIL:
        return texts.dates.hours.format(count=seconds // _HOUR)
    return texts.dates.days.format(count=seconds // _DAY)


def _wall(at: datetime, zone: ZoneInfo) -> tuple[date, time | None]:
    """The local day and time; midnight is None on the day that it ends."""
    local = at.astimezone(zone)
    if local.time() == time.min:
        return local.date() - _ONE_DAY, None
    return local.date(), local.time()


def _today(now: datetime, zone: ZoneInfo) -> date:
    return now.astimezone(zone).date()


def _day(on: date, texts: Texts, *, now: date) -> str:
    dates = texts.dates
    template = dates.day if on.year == now.year else dates.day_with_year
    return template.format(
        weekday=dates.weekdays[on.weekday()],
        day=dates.first_of_month if on.day == 1 else on.day,
        month=dates.months[on.month - 1],
        year=on.year,
    )
