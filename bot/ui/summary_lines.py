"""The lines of a monthly summary: figures against other months, breakdowns, what is late."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.domain.figures import Figures, LateCase, Tally
from bot.domain.shares import Rate, Share
from bot.ui.case_lines import in_line
from bot.ui.dates import moment, span
from bot.ui.summary_actions import action_lines
from bot.ui.summary_sentences import month_name, topic
from bot.ui.summary_shares import said_rate, said_share
from bot.ui.texts.catalogue import Texts

NAMED = 5
"""Members of a breakdown named one by one; the others are counted together."""

_BETWEEN = " · "

Member = TypeVar("Member", bound=StrEnum)
_Read = Callable[[Tally], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """A figure in words: this month's, last month's, that of a year ago, the months together.

    `rolling` is None where adding months up says nothing.
    """

    label: str
    present: str
    previous: str
    last_year: str
    rolling: str | None


def figure_rows(figures: Figures, texts: Texts) -> list[FigureRow]:
    """Each figure beside those it is compared with."""
    says = texts.summary
    flows: Mapping[str, Callable[[Tally], int]] = {
        says.complaints_received: lambda tally: tally.complaints.received,
        says.complaints_closed: lambda tally: tally.complaints.closed,
        says.incidents_received: lambda tally: tally.incidents.received,
        says.incidents_closed: lambda tally: tally.incidents.closed,
    }
    shares: Mapping[str, Callable[[Tally], Share]] = {
        says.ack: lambda tally: tally.ack,
        says.initial: lambda tally: tally.initial,
        says.extended: lambda tally: tally.extended,
    }
    return [
        *(_row(label, figures, _counted(read), texts=texts) for label, read in flows.items()),
        _row(says.open_at_end, figures, _counted(_open), texts=texts, adds_up=False),
        *(
            _row(label, figures, _shared(read, texts), texts=texts)
            for label, read in shares.items()
        ),
        *_rate_rows(figures, texts),
    ]


def compared_periods(figures: Figures, texts: Texts) -> tuple[str, str, str]:
    """What figures are compared with: « septembre », « octobre 2025 », « sur 12 mois »."""
    says, year_ago = texts.summary, figures.month.last_year
    return (
        month_name(figures.month.previous, texts),
        says.month_of_year.format(month=month_name(year_ago, texts), year=year_ago.year),
        says.rolling.say(figures.known_months),
    )


def figure_lines(figures: Figures, texts: Texts) -> list[str]:
    """Each figure beside last month's, that of a year ago, and up to twelve months together."""
    return [_line(row, figures, texts) for row in figure_rows(figures, texts)]


def breakdown_lines(figures: Figures, texts: Texts) -> list[str]:
    """What it was about, why, and how it ended: only what there is to say."""
    says, words = texts.summary, texts.words
    lost, hidden = figures.present.lost_minutes, figures.present.confidential
    lines = [
        ranked_line(says.by_category, figures.categories, words.category_short, texts=texts),
        ranked_line(says.by_party, figures.parties, words.party, texts=texts),
        ranked_line(says.by_type, figures.incident_types, words.incident_type, texts=texts),
        says.lost_time.format(count=lost) if lost else "",
        ranked_line(says.by_cause, figures.cause_families, says.cause_family, texts=texts),
        ranked_line(says.outcomes, figures.outcomes, says.outcome, texts=texts),
        _ages(figures, texts),
        _recurrences(figures, texts),
        says.confidential.say(hidden),
        *action_lines(figures, texts),
    ]
    return [line for line in lines if line]


def ranked_line(
    label: str,
    ranked: Sequence[tuple[Member, int]],
    words: Mapping[Member, str],
    *,
    texts: Texts,
    named: int = NAMED,
) -> str:
    """« *Par catégorie* : attestations (7), autres (3) »; beyond `named` the others together."""
    says = texts.summary
    values = [says.counted.format(name=words[member], count=n) for member, n in ranked[:named]]
    others = sum(count for _, count in ranked[named:])
    if others:
        values.append(says.others.format(count=others))
    return says.breakdown.format(label=label, values=", ".join(values)) if values else ""


def late_lines(figures: Figures, zone: ZoneInfo, texts: Texts) -> list[str]:
    """« • REC-2026-0007 : accusé de réception, 3 j de retard (échéance : …) »."""
    lines = [
        texts.summary.late_line.format(
            ref=one.ref,
            what=in_line(texts.words.promise[one.promise]),
            span=lateness(one, figures, texts),
            when=moment(one.due_at, zone, texts, now=figures.as_of),
        )
        for one in figures.late
    ]
    more = texts.summary.more_late.say(figures.late_count - len(figures.late))
    return [*lines, more] if more else lines


def lateness(one: LateCase, figures: Figures, texts: Texts) -> str:
    """How long a promise was overdue when the figures were taken."""
    return span(figures.as_of - one.due_at, texts)


def _row(
    label: str, figures: Figures, read: _Read, *, texts: Texts, adds_up: bool = True
) -> FigureRow:
    unknown = texts.summary.unknown
    previous, last_year = figures.previous, figures.last_year
    return FigureRow(
        label=label,
        present=read(figures.present),
        previous=unknown if previous is None else read(previous),
        last_year=unknown if last_year is None else read(last_year),
        rolling=read(figures.rolling) if adds_up else None,
    )


def _line(row: FigureRow, figures: Figures, texts: Texts) -> str:
    says = texts.summary
    values = (row.previous, row.last_year, row.rolling)
    is_unknown = {row.present, *values} <= {says.unknown, None}
    compared = [
        says.compared.format(period=period, value=value)
        for period, value in zip(compared_periods(figures, texts), values, strict=True)
        if value is not None and not is_unknown  # « n.d. » is said once, not four times
    ]
    return says.breakdown.format(label=row.label, values=_BETWEEN.join([row.present, *compared]))


def _rate_rows(figures: Figures, texts: Texts) -> list[FigureRow]:
    """Cases for a hundred trainees and sessions, once somebody has told how many there were."""
    says = texts.summary
    rates: Mapping[str, Callable[[Tally], Rate]] = {
        says.complaint_rate: lambda tally: tally.complaint_rate,
        says.incident_rate: lambda tally: tally.incident_rate,
    }
    return [_row(label, figures, _rated(read, texts), texts=texts) for label, read in rates.items()]


def _rated(read: Callable[[Tally], Rate], texts: Texts) -> _Read:
    return lambda tally: said_rate(read(tally), texts)


def _open(tally: Tally) -> int:
    return tally.open


def _counted(read: Callable[[Tally], int]) -> _Read:
    return lambda tally: str(read(tally))


def _shared(read: Callable[[Tally], Share], texts: Texts) -> _Read:
    return lambda tally: said_share(read(tally), texts)


def _ages(figures: Figures, texts: Texts) -> str:
    says = texts.summary
    bands = zip(says.age_bands, figures.ages, strict=False)
    values = [says.counted.format(name=band, count=count) for band, count in bands if count]
    return says.breakdown.format(label=says.ages, values=", ".join(values)) if values else ""


def _recurrences(figures: Figures, texts: Texts) -> str:
    says = texts.summary
    values = [
        says.recurrence.format(
            topic=topic(one, texts), cause=says.cause_family[one.cause_family], count=one.count
        )
        for one in figures.recurrences[:NAMED]
    ]
    return says.breakdown.format(label=says.recurrences, values=", ".join(values)) if values else ""
