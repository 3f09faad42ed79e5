"""The pages that list cases with all their proofs: by case, by session, by indicator."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter
from zoneinfo import ZoneInfo

from bot.documents.evidence import texts
from bot.documents.evidence.html import (
    anchor_of,
    anchored,
    link,
    page_lines,
    section,
    table,
    text,
    ways,
)
from bot.documents.evidence.making import Making, PackedCase
from bot.documents.evidence.rnq import Indicator
from bot.documents.register import words
from bot.domain.calendar.wall_time import local_day
from bot.domain.register.informing import GivenInformation
from bot.services.register.register_lines import SessionLine
from bot.ui.texts.catalogue import FRENCH

_BY_RECEPTION = attrgetter("received_at", "ref")


def add_cases_page(making: Making) -> None:
    """By case: all of them, month by month of reception."""
    making.archive.add_lines(
        texts.CASES_PAGE,
        page_lines(texts.BY_CASE, [_back(), *_by_month(making.cases, making)]),
    )


def add_indicator_pages(making: Making) -> None:
    """By indicator: for each the cases that prove it."""
    for indicator in making.rnq.indicators:
        if making.of_indicator(indicator.number):
            name = texts.INDICATOR_PAGE.format(number=indicator.number)
            making.archive.add_lines(name, _indicator_page(indicator, making))


def add_sessions_page(making: Making) -> None:
    """By session: those held in the period, each with its cases, or that there is none."""
    making.archive.add_lines(
        texts.SESSIONS_PAGE, page_lines(texts.BY_SESSION, _session_parts(making))
    )


def add_informations(making: Making) -> None:
    """Who was told what, and when; no page where nothing was noted."""
    given = sorted(making.register.informations(), key=attrgetter("told_on", "noted_at"))
    if given:
        rows = [_information_row(one, making.register.office.zone) for one in given]
        parts = [_back(), table(rows, header=texts.INFORMATION_COLUMNS)]
        making.archive.add_lines(texts.INFORMATIONS_PAGE, page_lines(texts.INFORMATIONS, parts))


def _information_row(given: GivenInformation, zone: ZoneInfo) -> tuple[str, ...]:
    noted_at, who = given.noted_at.astimezone(zone), words.person(given.noted_by)
    told = (
        f"{given.told_on:%d/%m/%Y}",
        words.word(given.group),
        given.said,
        given.about or "",
        texts.NOTED.format(at=noted_at, who=who),
    )
    return tuple(map(text, told))


def _indicator_page(indicator: Indicator, making: Making) -> Iterator[str]:
    title = texts.INDICATOR.format(number=indicator.number, title=indicator.title)
    shown = making.of_indicator(indicator.number)
    summary = f"<p>{text(indicator.summary)}</p>"
    yield from page_lines(title, [_back(), summary, *_by_month(shown, making)])


def _back() -> str:
    return ways(link(texts.INDEX, texts.BACK))


def _by_month(shown: Sequence[PackedCase], making: Making) -> Iterator[str]:
    zone = making.register.office.zone
    if not shown:
        yield f"<p>{text(texts.NO_CASES)}</p>"
    ordered = sorted(shown, key=_BY_RECEPTION)
    for (year, month), of_month in groupby(
        ordered, key=lambda one: _month_of(local_day(one.received_at, zone))
    ):
        rows = [_row(one, making) for one in of_month]
        title = f"{FRENCH.dates.months[month - 1].capitalize()} {year}"
        yield section(title, table(rows, header=texts.CASE_COLUMNS, mark="cases"))


def _month_of(day: date) -> tuple[int, int]:
    return day.year, day.month


def _row(case: PackedCase, making: Making) -> tuple[str, ...]:
    day = f"{local_day(case.received_at, making.register.office.zone):%d/%m/%Y}"
    session = text(case.session)
    if case.session_key is not None:
        session = link(anchor_of(texts.SESSIONS_PAGE, case.session_key), case.session)
    history, *others = case.proofs
    return (
        link(history.path, case.ref),
        day,
        text(case.what),
        text(case.standing),
        session,
        "<br>".join(link(proof.path, proof.label) for proof in others),
    )


def _session_parts(making: Making) -> Iterator[str]:
    register = making.register
    yield _back()
    at = texts.MADE_VALUE.format(at=register.now.astimezone(register.office.zone))
    yield f"<p>{text(texts.SESSIONS_ABOUT.format(at=at))}</p>"
    by_session: defaultdict[str, list[PackedCase]] = defaultdict(list)
    for case in sorted(making.cases, key=_BY_RECEPTION):
        if case.session_key is not None:
            by_session[case.session_key].append(case)
    rows = [_session_row(line, by_session) for line in register.sessions()]
    if not rows:
        yield f"<p>{text(texts.NO_SESSIONS)}</p>"
    else:
        yield table(rows, header=texts.SESSION_COLUMNS, mark="sessions")


def _session_row(
    line: SessionLine, by_session: Mapping[str, Sequence[PackedCase]]
) -> tuple[str, ...]:
    session = line.session
    days = texts.DAYS.get(len({session.first_on, session.last_on} - {None}), "")
    place = ", ".join(filter(None, (session.site, session.room)))
    trainees = "" if session.trainees is None else str(session.trainees)
    return (
        anchored(session.key, "<br>".join(map(text, _lines_of(line)))),
        text(days.format(first=session.first_on or session.last_on, last=session.last_on)),
        text(place),
        trainees,
        "<br>".join(_cases_of(line, by_session.get(session.key, ()))),
    )


def _lines_of(line: SessionLine) -> Iterator[str]:
    session = line.session
    yield session.label
    if session.trainers:
        yield texts.TRAINERS.format(names=", ".join(session.trainers))
    if session.client:
        yield texts.CLIENT.format(name=session.client)
    if session.is_cancelled:
        yield texts.CANCELLED


def _cases_of(line: SessionLine, shown: Sequence[PackedCase]) -> Iterator[str]:
    for case in shown:
        history, *others = case.proofs
        links = [link(history.path, case.ref), text(case.what), text(case.standing)]
        yield " · ".join(links + [link(proof.path, proof.label) for proof in others])
    if more := line.cases - len(shown):
        yield text(texts.OTHER_CASE if more == 1 else texts.OTHER_CASES.format(count=more))
    elif not shown:
        yield text(texts.NONE_DECLARED)
