"""The sentences that open a monthly summary, chosen by rule: volumes, promises, warnings."""

from functools import reduce

from bot.domain.figures import Figures, Recurrence
from bot.domain.periods import Month
from bot.domain.shares import Share
from bot.ui.case_lines import in_line
from bot.ui.texts.catalogue import Counted, Texts

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
    if figures.is_empty:
        return [_empty(figures, texts)]
    return [_volumes(figures, texts), _promises(figures, texts), _to_look_at(figures, texts)]


def month_name(month: Month, texts: Texts) -> str:
    return texts.dates.months[month.month - 1]


def topic(recurrence: Recurrence, texts: Texts) -> str:
    """What recurs: the complaint's category or the incident's type."""
    if recurrence.incident_type is not None:
        return texts.words.incident_type[recurrence.incident_type]
    if recurrence.category is not None:
        return texts.words.category_short[recurrence.category]
    return texts.summary.unknown


def _empty(figures: Figures, texts: Texts) -> str:
    says = texts.summary
    month = month_name(figures.month, texts)
    nothing = says.empty.format(month=month, year=figures.month.year)
    late = says.late.say(figures.late_count)
    to_look_at = [says.look_at.format(what=late)] if late else []
    return " ".join([nothing, says.still_open.say(figures.present.open), *to_look_at])


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
        says.late.say(figures.late_count),
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
    about, cause = topic(recurrence, texts), says.cause_family[recurrence.cause_family]
    return says.recurs.format(topic=in_line(about), count=recurrence.count, cause=cause)


def _more_open(figures: Figures, texts: Texts) -> str:
    before, now = figures.previous, figures.present
    if before is None or now.open <= before.open:
        return ""
    return texts.summary.more_open.format(before=before.open, now=now.open)
