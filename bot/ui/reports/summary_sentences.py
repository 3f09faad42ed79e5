"""The sentences that open a monthly summary, chosen by rule: volumes, promises, warnings."""

from functools import reduce

from bot.domain.calendar.periods import Month
from bot.domain.reports.figures import Figures, Recurrence
from bot.domain.reports.shares import RatePerHundred, Share
from bot.ui.cases.case_lines import in_line
from bot.ui.texts.catalogue import Texts
from bot.ui.texts.language import Counted

_LOOKED_AT = 3
"""Things to look at in one sentence; the rest stands in the lists below it."""


def title(figures: Figures, texts: Texts, *, meeting: str | None = None) -> str:
    """« Bilan d'octobre 2026 », with the meeting it is for."""
    says = texts.summary
    named = {"of_month": says.of_months[figures.month.month - 1], "year": figures.month.year}
    if meeting is None:
        return says.title.format(**named)
    return says.title_for_meeting.format(**named, when=meeting)


def sentences(figures: Figures, texts: Texts) -> list[str]:
    """Three sentences, or one when the month held nothing."""
    if figures.is_before_all:
        of_month = texts.summary.of_months[figures.month.month - 1]
        return [texts.summary.before_all.format(of_month=of_month, year=figures.month.year)]
    if figures.is_empty:
        return [_empty(figures, texts)]
    return [_volumes(figures, texts), _promises(figures, texts), _to_look_at(figures, texts)]


def month_name(month: Month, texts: Texts) -> str:
    return texts.dates.months[month.month - 1]


def topic(recurrence: Recurrence, texts: Texts) -> str:
    """The topic that recurs: the complaint's category or the incident's type."""
    if recurrence.incident_type is not None:
        return texts.words.incident_type[recurrence.incident_type]
    if recurrence.category is not None:
        return texts.words.category.short[recurrence.category]
    return texts.summary.unknown


def _empty(figures: Figures, texts: Texts) -> str:
    says = texts.summary
    month = month_name(figures.month, texts)
    nothing = says.empty.format(month=month, year=figures.month.year)
    late = ", ".join(late_said(figures, texts))
    to_look_at = [says.look_at.format(what=late)] if late else []
    left = says.was_open if figures.is_whole else says.still_open
    return " ".join([nothing, left.say(figures.present.open), *to_look_at])


def late_said(figures: Figures, texts: Texts) -> list[str]:
    """« 2 promesses sont dépassées », and dates of others; of a month that is over, as it ended."""
    says = texts.summary
    if figures.late_outside is None:  # an older release counted both as one
        return [*filter(None, [says.late.say(figures.late_count)])]
    promises, outside = says.late_promises, says.late_outside
    if was_then(figures):
        promises, outside = says.were_late_promises, says.were_late_outside
    said = (promises.say(figures.late_promises), outside.say(figures.late_outside))
    return [*filter(None, said)]


def was_then(figures: Figures) -> bool:
    """Whether it says what was late at an earlier instant than that at which it was made."""
    return figures.late_as_of < figures.as_of


def _volumes(figures: Figures, texts: Texts) -> str:
    says, now, before = texts.summary, figures.present, figures.previous
    told = {
        "complaints": says.complaints.say(now.complaints.received),
        "incidents": says.incidents.say(now.incidents.received),
    }
    if before is None:
        return says.volumes.format(**told)
    return says.volumes_before.format(
        **told,
        before_complaints=before.complaints.received,
        before_incidents=before.incidents.received,
        month=month_name(figures.month.previous, texts),
    )


def _promises(figures: Figures, texts: Texts) -> str:
    """Whether both promises of policy §3.2 were kept, with the counts.

    A date announced in time replaces the month (§3.2.3).
    """
    says, ack, solution = texts.summary, figures.present.ack, figures.present.extended
    told = {"ack": _of(says.ack_share, says.acks, ack), "solution": _solution(figures, texts)}
    due = [share for share in (ack, solution) if share.counted]
    missed = [share for share in due if share.missed]
    shares = ", ".join(
        said for share, said in zip((ack, solution), told.values(), strict=True) if share.counted
    )
    match len(due), len(missed):
        case 0, _:
            return says.nothing_due
        case _, 0 if figures.late_count:  # of an earlier month, or of an incident
            return says.of_the_month.format(shares=shares)
        case 2, 0:
            return says.both_kept.format(**told)
        case 2, 2:
            return says.both_missed.format(**told)
        case _, 0:
            return says.one_kept.format(share=shares)
        case _:
            return says.one_missed.format(shares=shares)


def _solution(figures: Figures, texts: Texts) -> str:
    tally, says = figures.present, texts.summary
    if tally.extended == tally.initial:
        return _of(says.solution_share, says.solutions, tally.initial)
    return _of(says.solution_share_extended, says.solutions, tally.extended)


def _of(template: str, met: Counted, share: Share) -> str:
    return template.format(met=met.say(share.met), counted=share.counted)


def _to_look_at(figures: Figures, texts: Texts) -> str:
    says = texts.summary
    found = [
        *late_said(figures, texts),
        *(_recurs(one, texts) for one in figures.recurrences[:1]),
        says.injuries.say(figures.present.injuries),
        _more_open(figures, texts),
    ]
    told = [one for one in found if one][:_LOOKED_AT]
    if not told:
        return says.nothing_to_look_at
    what = reduce(lambda first, then: says.look_also.format(first=first, then=then), told)
    return says.look_at.format(what=what)


def _recurs(recurrence: Recurrence, texts: Texts) -> str:
    says = texts.summary
    about = topic(recurrence, texts)
    cause = texts.words.cause_family.in_line[recurrence.cause_family]
    return says.recurs.format(topic=in_line(about), count=recurrence.count, cause=cause)


def _more_open(figures: Figures, texts: Texts) -> str:
    before, now = figures.previous, figures.present
    if before is None or now.open <= before.open:
        return ""
    return texts.summary.more_open.format(before=before.open, now=now.open)


def said_share(share: Share, texts: Texts) -> str:
    """« 7 sur 7 (100 %) »; below five cases the counts alone; where nothing was due, so it says."""
    says = texts.summary
    if not share.counted:
        only_pending = says.only_pending.format(count=share.pending)
        return only_pending if share.pending else says.nothing_was_due
    if share.percent is None:
        said = says.share.format(met=share.met, counted=share.counted)
    else:
        said = says.share_percent.format(
            met=share.met, counted=share.counted, percent=share.percent
        )
    return says.pending.format(share=said, count=share.pending) if share.pending else said


def said_rate(rate: RatePerHundred, texts: Texts) -> str:
    """« 6,7 (3 pour 45) »; below five the counts alone; « n.d. » where nobody told, never 0."""
    says = texts.summary
    if not rate.among:
        return says.unknown
    if rate.per_hundred is None:
        return says.rate_of_few.format(count=rate.count, among=rate.among)
    figure = f"{rate.per_hundred:.1f}".replace(".", says.decimal_mark)
    return says.rate.format(rate=figure, count=rate.count, among=rate.among)
