"""The sentences of a half-yearly review, chosen by rule; for paper and for Slack."""

from collections.abc import Callable, Mapping, Sequence

from bot.domain.calendar.periods import Semester
from bot.domain.reports.figures import Tally
from bot.domain.reports.quality_risks import Risk, Topic
from bot.domain.reports.reviews import ReviewFigures, ReviewNotes
from bot.domain.reports.shares import NO_SHARE, RatePerHundred, Share
from bot.ui.blocks.dates import lasting
from bot.ui.reports.summary_sentences import said_rate, said_share
from bot.ui.texts.catalogue import Texts
from bot.ui.texts.language import Counted

_NO_BREAK = "\N{NO-BREAK SPACE}"
_Read = Callable[[Tally], str]


def review_title(semester: Semester, texts: Texts) -> str:
    """« Bilan du premier semestre 2026 »."""
    says = texts.review
    return says.title.format(half=says.halves[semester.half - 1], year=semester.year)


def half_name(semester: Semester, texts: Texts) -> str:
    """« premier semestre 2026 »."""
    says = texts.review
    return says.half.format(half=says.halves[semester.half - 1], year=semester.year)


def opening_lines(figures: ReviewFigures, texts: Texts) -> list[str]:
    """Three sentences: how much, what came back, whether the plan before had its effect."""
    return [
        _volumes(figures, texts),
        _named(texts.review.recurrent, figures.recurrent, texts),
        _named(texts.review.frequent, figures.frequent, texts),
    ]


def topic_lines(topics: Sequence[Topic], texts: Texts, *, none: str) -> list[str]:
    """Each topic that came back, how often, and of which cause."""
    return [_topic(one, texts) for one in topics] or [none]


def incident_lines(figures: ReviewFigures, texts: Texts) -> list[str]:
    """The cost of incidents: sessions, people, time."""
    says, whole = texts.review, figures.whole
    lines = [
        says.interrupted.say(figures.interrupted),
        *(texts.fields.counted[name].say(count) for name, count in whole.true_of.items()),
        says.lost_time.format(lasting=lasting(lost, texts)) if (lost := whole.lost_minutes) else "",
        says.confidential.say(whole.confidential),
    ]
    return [line for line in lines if line]


def effect_lines(figures: ReviewFigures, texts: Texts) -> list[str]:
    """How many actions had the effect wanted, and were done in time."""
    says = texts.review
    return [
        _effect(figures.effective, says.effective, none=says.none_checked, texts=texts),
        _effect(figures.on_time, says.on_time, none=says.none_due, texts=texts),
    ]


def _effect(share: Share, template: str, *, none: str, texts: Texts) -> str:
    return none if share == NO_SHARE else template.format(share=said_share(share, texts))


def activity_rows(
    figures: ReviewFigures, notes: ReviewNotes, texts: Texts
) -> tuple[tuple[str, str], ...]:
    """The activity, and cases beside it; « n.d. » where nobody said."""
    says, whole = texts.review, figures.whole
    complaints = RatePerHundred(count=whole.complaints.received, among=notes.trainees)
    incidents = RatePerHundred(count=whole.incidents.received, among=notes.sessions)
    return (
        (says.trainees, _number(notes.trainees, texts)),
        (says.sessions, _number(notes.sessions, texts)),
        (says.hours, _number(notes.hours, texts)),
        (says.complaints_per_100, said_rate(complaints, texts)),
        (says.incidents_per_100, said_rate(incidents, texts)),
    )


def compared_rows(figures: ReviewFigures, texts: Texts) -> tuple[tuple[str, ...], ...]:
    """Each figure of the half-year, of the one before, and of a year ago."""
    says = texts.summary
    spans = (figures.whole, figures.before, figures.last_year)
    counts: Mapping[str, _Read] = {
        says.complaints_received: lambda tally: str(tally.complaints.received),
        says.complaints_closed: lambda tally: str(tally.complaints.closed),
        says.incidents_received: lambda tally: str(tally.incidents.received),
        says.incidents_closed: lambda tally: str(tally.incidents.closed),
        says.open_at_end: lambda tally: str(tally.open),
        says.ack: lambda tally: said_share(tally.ack, texts),
        says.initial: lambda tally: said_share(tally.initial, texts),
        says.extended: lambda tally: said_share(tally.extended, texts),
    }
    return tuple(
        (label, *(says.unknown if span is None else read(span) for span in spans))
        for label, read in counts.items()
    )


def risk_name(risk: Risk, texts: Texts) -> str:
    """The subject of a risk: the one typed, or the topic of its cases."""
    if risk.name:
        return risk.name
    return _about(risk, texts)


def risk_cause(risk: Risk, texts: Texts) -> str:
    if risk.cause_family is None:
        return texts.summary.unknown
    return texts.words.cause_family.in_line[risk.cause_family]


def _volumes(figures: ReviewFigures, texts: Texts) -> str:
    says, whole, before = texts.review, figures.whole, figures.before
    told = {
        "complaints": texts.summary.complaints.say(whole.complaints.received),
        "incidents": texts.summary.incidents.say(whole.incidents.received),
    }
    if before is None:
        return says.volumes.format(**told)
    return says.volumes_before.format(
        **told,
        before_complaints=before.complaints.received,
        before_incidents=before.incidents.received,
    )


def _named(counted: Counted, topics: Sequence[Topic], texts: Texts) -> str:
    said = counted.say(len(topics))
    names = ", ".join(
        texts.summary.counted.format(name=_about(one, texts), count=one.count) for one in topics
    )
    return f"{said} {names}." if names else said


def _topic(topic: Topic, texts: Texts) -> str:
    says, about = texts.review, _about(topic, texts)
    if topic.cause_family is None:
        return says.topic.format(topic=about, count=topic.count)
    cause = texts.words.cause_family.in_line[topic.cause_family]
    return says.topic_with_cause.format(topic=about, count=topic.count, cause=cause)


def _about(one: Topic | Risk, texts: Texts) -> str:
    if one.incident_type is not None:
        return texts.words.incident_type[one.incident_type]
    if one.category is not None:
        return texts.words.category.short[one.category]
    return texts.summary.unknown


def _number(number: int | None, texts: Texts) -> str:
    if number is None:
        return texts.summary.unknown
    return f"{number:,}".replace(",", _NO_BREAK)
