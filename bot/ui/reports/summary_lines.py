"""The lines of a monthly summary: figures against other months, breakdowns, what is late."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import compress
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.domain.reports.figures import LATE_LISTED, Figures, LateCase, Tally
from bot.domain.reports.shares import LastMeeting, RatePerHundred, Share
from bot.ui.blocks.dates import deadline, lasting, span
from bot.ui.reports.summary_sentences import (
    month_name,
    said_rate,
    said_share,
    topic,
    was_then,
)
from bot.ui.texts.catalogue import Texts
from bot.ui.texts.language import BETWEEN

NAMED = 5
"""Members of a breakdown named one by one; the others are counted together."""

Member = TypeVar("Member", bound=StrEnum)
_Read = Callable[[Tally], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureTable:
    """Figures in words; the first column names each, the second is the month's.

    What is unknown throughout has neither a column nor a row.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def figure_table(figures: Figures, texts: Texts) -> FigureTable:
    """Each figure beside last month's, that of a year ago, and the months together."""
    says = texts.summary
    unsaid = {says.unknown, says.nothing_was_due, texts.document.not_added}
    is_kept = (
        *(True, True),
        figures.previous is not None,
        figures.last_year is not None,
        figures.known_months > 1,
    )
    columns = (texts.document.indicator, *_periods(figures, texts))
    rows = [tuple(compress(row, is_kept)) for row in _figure_rows(figures, texts)]
    return FigureTable(
        columns=tuple(compress(columns, is_kept)),
        rows=tuple(row for row in rows if not unsaid.issuperset(row[1:])),
    )


def _figure_rows(figures: Figures, texts: Texts) -> list[tuple[str, ...]]:
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


def _periods(figures: Figures, texts: Texts) -> tuple[str, ...]:
    """« octobre 2026 », then « septembre », « octobre 2025 », « sur 12 mois »."""
    says, month = texts.summary, figures.month
    present, year_ago = (
        says.month_of_year.format(month=month_name(one, texts), year=one.year)
        for one in (month, month.last_year)
    )
    previous = month_name(month.previous, texts)
    return present, previous, year_ago, says.rolling.format(count=figures.known_months)


def figure_lines(figures: Figures, texts: Texts) -> list[str]:
    """The table in lines: « *Réclamations reçues* : 7 · septembre : 4 · sur 2 mois : 11 »."""
    table, says = figure_table(figures, texts), texts.summary
    return [
        says.breakdown.format(label=label, values=BETWEEN.join([present, *compared]))
        for label, present, *others in table.rows
        for compared in [_compared(others, table.columns[2:], texts)]
    ]


def _compared(values: Sequence[str], periods: Sequence[str], texts: Texts) -> list[str]:
    """« septembre : 4 »; what does not add up is not said of several months."""
    return [
        texts.summary.compared.format(period=period, value=value)
        for period, value in zip(periods, values, strict=True)
        if value != texts.document.not_added
    ]


def breakdown_lines(figures: Figures, texts: Texts, *, is_drawn: bool = False) -> list[str]:
    """Subject, cause and outcome: only what there is to say, and no chart of it says already."""
    says, words = texts.summary, texts.words
    lost, hidden = figures.present.lost_minutes, figures.present.confidential
    categories = () if is_drawn else figures.categories
    lines = [
        ranked_line(says.by_category, categories, words.category.short, texts=texts),
        says.to_confirm.say(figures.to_confirm),
        ranked_line(says.by_party, figures.parties, words.party, texts=texts),
        ranked_line(says.by_type, figures.incident_types, words.incident_type, texts=texts),
        says.on_spot.say(figures.present.settled_on_spot),
        says.lost_time.format(lasting=lasting(lost, texts)) if lost else "",
        ranked_line(says.by_cause, figures.cause_families, words.cause_family.in_line, texts=texts),
        ranked_line(says.outcomes, figures.outcomes, words.outcome.in_line, texts=texts),
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
            what=texts.words.deadline.in_line[one.promise],
            span=lateness(one, figures, texts),
            when=deadline(one.due_at, zone, texts, now=figures.as_of),
        )
        for one in figures.late
    ]
    return [*lines, *more_late(figures, texts)]


def more_late(figures: Figures, texts: Texts) -> list[str]:
    """« et 2 échéances de dossiers confidentiels, comptées sans détail »: what is not listed.

    Only a list that is full leaves out others as well.
    """
    is_full = len(figures.late) >= LATE_LISTED
    said = texts.summary.more_late if is_full else texts.summary.late_hidden
    more = said.say(figures.late_count - len(figures.late))
    return [more] if more else []


def lateness(one: LateCase, figures: Figures, texts: Texts) -> str:
    """How long a promise was overdue at the instant of which the figures say so."""
    return span(figures.late_as_of - one.due_at, texts)


def late_title(figures: Figures, texts: Texts) -> str:
    """What stands above what is late."""
    says = texts.summary
    return says.were_late_title if was_then(figures) else says.late_title


def _row(
    label: str, figures: Figures, read: _Read, *, texts: Texts, adds_up: bool = True
) -> tuple[str, ...]:
    spans = (figures.present, figures.previous, figures.last_year)
    values = (texts.summary.unknown if span is None else read(span) for span in spans)
    return label, *values, read(figures.rolling) if adds_up else texts.document.not_added


def _rate_rows(figures: Figures, texts: Texts) -> list[tuple[str, ...]]:
    """Cases for a hundred trainees and sessions, once somebody has told how many there were."""
    says = texts.summary
    rates: Mapping[str, Callable[[Tally], RatePerHundred]] = {
        says.complaint_rate: lambda tally: tally.complaint_rate,
        says.incident_rate: lambda tally: tally.incident_rate,
    }
    return [_row(label, figures, _rated(read, texts), texts=texts) for label, read in rates.items()]


def _rated(read: Callable[[Tally], RatePerHundred], texts: Texts) -> _Read:
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
            topic=topic(one, texts),
            cause=texts.words.cause_family.in_line[one.cause_family],
            count=one.count,
        )
        for one in figures.recurrences[:NAMED]
    ]
    return says.breakdown.format(label=says.recurrences, values=", ".join(values)) if values else ""


_LATE_NAMED = 5


def action_lines(figures: Figures, texts: Texts) -> list[str]:
    """Actions of the month, and the decisions of the last meeting."""
    says, counted, last = texts.summary, figures.actions, figures.last_meeting
    shares = {says.actions_on_time: counted.on_time, says.actions_effective: counted.effective}
    done = [
        says.breakdown.format(label=label, values=said_share(share, texts))
        for label, share in shares.items()
        if share.counted or share.pending
    ]
    late = says.actions_late.say(counted.late)
    running = [says.actions_running.format(count=counted.running)] if counted.running else []
    to_check = says.checks.format(count=counted.to_check) if counted.to_check else ""
    to_do = [", ".join([*running, *([late] if late else [])])]
    checks = [", ".join(filter(None, [to_check, says.checks_late.say(counted.checks_late)]))]
    owed = filter(None, [*to_do, *checks])
    return [*done, *owed, *([_decided(last, texts)] if last else [])]


def _decided(last: LastMeeting, texts: Texts) -> str:
    """« Décisions de la dernière réunion (bilan de septembre) : 4 faites, 1 en retard (ACT-…) »."""
    says = texts.summary
    late = says.decided_late.say(len(last.late))
    states = [
        says.decided_done.say(len(last.done)),
        says.decided_running.say(len(last.running)),
        f"{late} ({', '.join(last.late[:_LATE_NAMED])})" if late else "",
        says.decided_cancelled.say(len(last.cancelled)),
    ]
    of_month = says.of_months[last.month.month - 1]
    return says.last_meeting.format(of_month=of_month, states=", ".join(filter(None, states)))
