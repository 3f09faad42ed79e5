"""What a new edition of a month's summary says otherwise than was said of that month before."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.domain.reports.figures import Figures, Tally
from bot.domain.reports.shares import Share


class ToldFigure(StrEnum):
    """The figures of a month that is over, which only a correction changes."""

    COMPLAINTS_RECEIVED = "complaints_received"
    COMPLAINTS_CLOSED = "complaints_closed"
    INCIDENTS_RECEIVED = "incidents_received"
    INCIDENTS_CLOSED = "incidents_closed"
    OPEN_AT_END = "open_at_end"
    ACK = "ack"
    INITIAL = "initial"
    EXTENDED = "extended"
    TRAINEES = "trainees"
    SESSIONS = "sessions"
    LATE_AT_END = "late_at_end"
    ACTIONS_ON_TIME = "actions_on_time"
    ACTIONS_EFFECTIVE = "actions_effective"
    CATEGORIES = "categories"
    PARTIES = "parties"
    INCIDENT_TYPES = "incident_types"
    CAUSES = "causes"
    OUTCOMES = "outcomes"


Counts = tuple[tuple[Any, int], ...]
"""Members of a closed set, each with how many there are."""
_BREAKDOWNS: Mapping[ToldFigure, Callable[[Figures], Counts]] = {
    ToldFigure.CATEGORIES: lambda figures: figures.categories,
    ToldFigure.PARTIES: lambda figures: figures.parties,
    ToldFigure.INCIDENT_TYPES: lambda figures: figures.incident_types,
    ToldFigure.CAUSES: lambda figures: figures.cause_families,
    ToldFigure.OUTCOMES: lambda figures: figures.outcomes,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A figure as it was told, and as it is: a count, or a share of what could be kept.

    Of a breakdown, the members that are counted otherwise.
    """

    figure: ToldFigure
    before: int | Share | Counts
    after: int | Share | Counts


def is_told_whole(told: Figures, now: Figures) -> bool:
    """Whether a summary says how the other one's month ended: its own, or one beside it."""
    return _told_whole(told, now) is not None


def revisions_between(
    told: Figures, now: Figures, *, own: Figures | None = None
) -> tuple[Revision, ...]:
    """What a summary said of the other one's month otherwise than that says it now.

    What was pending then, and is kept or missed since, was told as pending; what nobody had
    told then (« n.d. ») was told as unknown: neither was said otherwise. `own` is the month's own
    summary, where `told` is a later one, which says its totals alone.
    """
    tally = _told_whole(told, now)
    if tally is None:
        return ()
    own = told if told.month == now.month else own
    is_own_whole = own is not None and own.is_whole
    before = dict(_of_tally(tally)) | (dict(_of_own_month(own)) if own and is_own_whole else {})
    after = dict(_of_tally(now.present)) | dict(_of_own_month(now))
    totals = (
        Revision(figure=figure, before=before[figure], after=after[figure])
        for figure in ToldFigure
        if figure in before and figure in after and _is_other(before[figure], after[figure])
    )
    return (*totals, *(_of_breakdowns(own, now) if own and is_own_whole else ()))


def _of_breakdowns(told: Figures, now: Figures) -> Iterator[Revision]:
    """What is counted under another name; not what left them because it became confidential."""
    if told.present.confidential != now.present.confidential:
        return
    for figure, read in _BREAKDOWNS.items():
        before, after = Counter(dict(read(told))), Counter(dict(read(now)))
        gone, come = (before - after).total(), (after - before).total()
        if _is_said_otherwise(figure, gone, come, confirmed=told.to_confirm - now.to_confirm):
            changed = [one for one in {**before, **after} if before[one] != after[one]]
            yield Revision(
                figure=figure,
                before=tuple((one, before[one]) for one in changed),
                after=tuple((one, after[one]) for one in changed),
            )


def _is_said_otherwise(figure: ToldFigure, gone: int, come: int, *, confirmed: int) -> bool:
    """Of a cause that is found later nothing else was said, nor of what was to be confirmed."""
    if figure is ToldFigure.CAUSES:
        return gone > 0
    was_open = figure is ToldFigure.CATEGORIES and gone == come <= confirmed
    return bool(gone or come) and not was_open


def _told_whole(told: Figures, now: Figures) -> Tally | None:
    if told.month == now.month:
        return told.present if told.is_whole else None
    known = dict(zip(told.months[:-1], told.tallies[:-1], strict=True))
    return known.get(now.month)


def _of_tally(tally: Tally) -> Iterator[tuple[ToldFigure, int | Share]]:
    yield ToldFigure.COMPLAINTS_RECEIVED, tally.complaints.received
    yield ToldFigure.COMPLAINTS_CLOSED, tally.complaints.closed
    yield ToldFigure.INCIDENTS_RECEIVED, tally.incidents.received
    yield ToldFigure.INCIDENTS_CLOSED, tally.incidents.closed
    yield ToldFigure.OPEN_AT_END, tally.open
    yield ToldFigure.ACK, tally.ack
    yield ToldFigure.INITIAL, tally.initial
    yield ToldFigure.EXTENDED, tally.extended
    if tally.trainees is not None:
        yield ToldFigure.TRAINEES, tally.trainees
    if tally.sessions is not None:
        yield ToldFigure.SESSIONS, tally.sessions


def _of_own_month(figures: Figures) -> Iterator[tuple[ToldFigure, int | Share]]:
    if figures.late_at is not None:  # an older release told what was late when it counted
        yield ToldFigure.LATE_AT_END, figures.late_count
    yield ToldFigure.ACTIONS_ON_TIME, figures.actions.on_time
    yield ToldFigure.ACTIONS_EFFECTIVE, figures.actions.effective


def _is_other(before: int | Share, after: int | Share) -> bool:
    if isinstance(before, Share) and isinstance(after, Share):
        return not _came_of(before, after)
    return before != after


def _came_of(before: Share, after: Share) -> bool:
    """Whether a share is what a share came to, as its pending ones were kept or missed."""
    settled = after.counted - before.counted
    return (
        before.met <= after.met <= before.met + settled
        and settled >= 0
        and settled + after.pending == before.pending
    )
