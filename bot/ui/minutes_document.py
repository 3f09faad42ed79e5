"""Minutes as a document in Markdown: what is frozen, and what auditors read."""

from collections.abc import Iterable, Iterator, Mapping
from zoneinfo import ZoneInfo

from bot.domain.meeting_notes import Decided, Minutes
from bot.ui.dates import day_of, moment
from bot.ui.escape import one_line
from bot.ui.texts.catalogue import Texts


def minutes_document(
    written: Minutes, names: Mapping[str, str], *, zone: ZoneInfo, texts: Texts
) -> str:
    """The minutes, with people called as `names` says; of others only that they exist."""
    return "\n".join(
        [*_head(written, names, zone=zone, texts=texts), *_parts(written, names, texts)]
    )


def _head(
    written: Minutes, names: Mapping[str, str], *, zone: ZoneInfo, texts: Texts
) -> Iterator[str]:
    says, month = texts.meeting, written.month
    year = f" {written.held_on.year}"
    held_on = day_of(written.held_on, texts, today=written.held_on)
    yield f"# {says.minutes_title.format(day=held_on + year)}"
    yield ""
    yield says.minutes_about.format(
        of_month=texts.dates.months[month.month - 1],
        year=month.year,
        edition=written.report_edition,
        fingerprint=written.report_fingerprint,
    )
    yield says.minutes_by.format(
        who=_name(written.written_by, names, texts),
        when=moment(written.written_at, zone, texts, now=written.written_at),
    )
    if written.edition > 1:
        yield says.minutes_edition.format(edition=written.edition)


def _parts(written: Minutes, names: Mapping[str, str], texts: Texts) -> Iterator[str]:
    says = texts.meeting
    people = [_name(person, names, texts) for person in written.participants]
    decisions = [one for one in written.decided if not one.is_improvement]
    improvements = [one for one in written.decided if one.is_improvement]
    yield from ("", f"## {says.part_participants}", "", *_listed(people, texts))
    yield from ("", f"## {says.part_said}", "", written.text)
    yield from ("", f"## {says.part_decisions}", "", *_entries(decisions, names, texts))
    yield from ("", f"## {says.part_improvements}", "", *_entries(improvements, names, texts), "")


def _entries(decided: Iterable[Decided], names: Mapping[str, str], texts: Texts) -> list[str]:
    said = [
        texts.meeting.entry.format(
            ref=one.ref,
            title=one_line(one.title),
            owner=_name(one.owner, names, texts),
            due=f"{day_of(one.due_on, texts, today=one.due_on)} {one.due_on.year}",
        )
        for one in decided
    ]
    return _listed(said, texts)


def _listed(lines: Iterable[str], texts: Texts) -> list[str]:
    return [f"- {line}" for line in lines] or [texts.meeting.nothing]


def _name(person: str, names: Mapping[str, str], texts: Texts) -> str:
    return names.get(person, texts.meeting.not_named)
