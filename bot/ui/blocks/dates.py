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
    return texts.dates.moment.format(
        day=day(at, zone, texts, now=now), time=time_of_day(at, zone, texts)
    )


def whose_hours(zone: ZoneInfo, theirs: ZoneInfo, texts: Texts, *, now: datetime) -> str | None:
    """« Les heures indiquées sont celles de Paris. », to who lives by another clock; else None."""
    if now.astimezone(theirs).utcoffset() == now.astimezone(zone).utcoffset():
        return None
    place = zone.key.rpartition("/")[-1].replace("_", " ")
    return texts.dates.whose_hours.format(place=place)


def time_of_day(at: datetime, zone: ZoneInfo, texts: Texts) -> str:
    """« 17 h 50 »."""
    local = at.astimezone(zone)
    return texts.dates.time.format(hour=local.hour, minute=local.minute)


def day(at: datetime, zone: ZoneInfo, texts: Texts, *, now: datetime) -> str:
    """« dimanche 15 novembre »; with the year when it is not the present one."""
    return _day(_today(at, zone), texts, now=_today(now, zone))


def day_of(on: date, texts: Texts, *, today: date) -> str:
    """A calendar day; « dimanche 15 novembre », with the year when it is not that of `today`."""
    return _day(on, texts, now=today)


def full_day(at: datetime, zone: ZoneInfo, texts: Texts) -> str:
    """« dimanche 15 novembre 2026 », the year always: a letter is read for years."""
    return full_day_of(at.astimezone(zone).date(), texts)


def full_day_of(on: date, texts: Texts) -> str:
    """The same of a calendar day."""
    return _day(on, texts)


def full_moment(at: datetime, zone: ZoneInfo, texts: Texts) -> str:
    """« dimanche 15 novembre 2026 à 17 h 50 »."""
    clock = time_of_day(at, zone, texts)
    return texts.dates.moment.format(day=full_day(at, zone, texts), time=clock)


def relative(at: datetime, zone: ZoneInfo, texts: Texts, *, now: datetime) -> str:
    """« aujourd'hui à 10 h 42 », « hier à 9 h 00 », else the moment."""
    said = _near(_today(at, zone), texts, today=_today(now, zone))
    return texts.dates.moment.format(day=said, time=time_of_day(at, zone, texts))


def dated(at: datetime, zone: ZoneInfo, texts: Texts, *, now: datetime) -> str:
    """« le dimanche 15 novembre à 17 h 50 »: in what stays, and is read another day too."""
    return texts.dates.on.format(moment=moment(at, zone, texts, now=now))


def deadline(at: datetime, zone: ZoneInfo, texts: Texts, *, now: datetime) -> str:
    """The moment, or only its day where it is the end of one: « lundi 30 novembre »."""
    ends = _ended_day(at, zone)
    return _day(ends, texts, now=_today(now, zone)) if ends else moment(at, zone, texts, now=now)


def due_day(at: datetime, zone: ZoneInfo, texts: Texts, *, now: datetime) -> str:
    """The day of a deadline, as `deadline` names it."""
    ends = _ended_day(at, zone) or _today(at, zone)
    return _day(ends, texts, now=_today(now, zone))


def by(at: datetime, zone: ZoneInfo, texts: Texts, *, now: datetime) -> str:
    """« avant dimanche 15 novembre à 17 h 50 », « lundi 30 novembre au plus tard »."""
    ends = _ended_day(at, zone)
    if ends is not None:
        return texts.dates.by_day.format(day=_day(ends, texts, now=_today(now, zone)))
    return texts.dates.before.format(moment=moment(at, zone, texts, now=now))


def limit(at: datetime, zone: ZoneInfo, texts: Texts, *, now: datetime) -> str:
    """The same as people say it today: « aujourd'hui avant 11 h 42 »."""
    ends, today = _ended_day(at, zone), _today(now, zone)
    if ends == today:
        return texts.dates.by_day.format(day=texts.dates.today)
    if ends is None and _today(at, zone) == today:
        return texts.dates.before_today.format(time=time_of_day(at, zone, texts))
    return by(at, zone, texts, now=now)


def span(elapsed: timedelta, texts: Texts) -> str:
    """« 45 min », « 5 h », « 3 j »: rounded down, a minute at least."""
    seconds = max(int(elapsed.total_seconds()), _MINUTE)
    if seconds < _HOUR:
        return texts.dates.minutes.format(count=seconds // _MINUTE)
    if seconds < _HOURS_UNTIL:
        return texts.dates.hours.format(count=seconds // _HOUR)
    return texts.dates.days.format(count=seconds // _DAY)


def lasting(minutes: int, texts: Texts) -> str:
    """« 45 min », « 2 h », « 13 h 25 »."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return texts.dates.minutes.format(count=minutes)
    if not rest:
        return texts.dates.hours.format(count=hours)
    return texts.dates.hours_and_minutes.format(hours=hours, minutes=rest)


def _ended_day(at: datetime, zone: ZoneInfo) -> date | None:
    """The local day that this instant ends, as midnight does."""
    local = at.astimezone(zone)
    return local.date() - _ONE_DAY if local.time() == time.min else None


def _near(on: date, texts: Texts, *, today: date) -> str:
    """« aujourd'hui », « hier », else the day."""
    nearby = {today: texts.dates.today, today - _ONE_DAY: texts.dates.yesterday}
    return nearby.get(on) or _day(on, texts, now=today)


def _today(now: datetime, zone: ZoneInfo) -> date:
    return now.astimezone(zone).date()


def _day(on: date, texts: Texts, *, now: date | None = None) -> str:
    """With the year when it is not that of `now`, or always."""
    dates = texts.dates
    template = dates.day if now and on.year == now.year else dates.day_with_year
    return template.format(
        weekday=dates.weekdays[on.weekday()],
        day=dates.first_of_month if on.day == 1 else on.day,
        month=dates.months[on.month - 1],
        year=on.year,
    )
