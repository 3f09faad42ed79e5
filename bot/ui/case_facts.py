"""Paragraphs of « Voir le dossier », line by line: facts, people, deadlines, files."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.cases import Case, Complainant
from bot.domain.dues import Promise, open_dues, promised_at
from bot.domain.office import Office
from bot.domain.taxonomy import Kind
from bot.ui import case_lines
from bot.ui.dates import moment, relative
from bot.ui.escape import cut, mrkdwn
from bot.ui.people import mention
from bot.ui.steps.life import Life
from bot.ui.texts.catalogue import Texts

FILES_SHOWN = 20
FILE_NAME_MAX = 100
_KILO = 1024


class NamedFile(Protocol):
    """A file of the case, uploaded or kept; `size` in bytes."""

    @property
    def name(self) -> str: ...

    @property
    def size(self) -> int: ...


def facts(case: Case, *, office: Office, texts: Texts, now: datetime) -> list[str]:
    says, words = texts.case, texts.words
    about = case.incident_type and words.incident_type[case.incident_type]
    known: list[tuple[str, str | None]] = [
        (says.kind, words.kind[case.kind]),
        (says.status, words.status[case.status]),
        (says.type, about),
        (says.category, case.category and words.category[case.category]),
        (says.severity, words.severity[case.severity]),
        (says.continuity, case.continuity and words.continuity_in_line[case.continuity]),
        (says.session, case.session and mrkdwn(case.session)),
        (says.site, case_lines.site(case.site, texts) if case.site else None),
        (says.party, words.party[case.party] if case.kind is Kind.COMPLAINT else None),
        (says.channel, words.channel[case.channel] if case.kind is Kind.COMPLAINT else None),
        (says.received, relative(case.received_at, office.zone, texts, now=now)),
        (says.recorded, relative(case.recorded_at, office.zone, texts, now=now)),
    ]
    flags = [
        texts.card.injury if case.injury else "",
        f":lock: {says.confidential}" if case.confidential else "",
    ]
    return [*_lines(known, texts), *(flag for flag in flags if flag)]


def people(case: Case, complainant: Complainant | None, *, texts: Texts) -> list[str]:
    says = texts.case
    named = [
        (says.owner, mention(case.owner) if case.owner else texts.card.nobody),
        (says.reporter, mention(case.recorded_by)),
    ]
    if complainant is not None:
        named += [
            (says.complainant, mrkdwn(complainant.name or says.not_known)),
            (says.contact, mrkdwn(complainant.contact or says.not_known)),
        ]
    return _lines(named, texts)


def deadlines(case: Case, life: Life, *, office: Office, texts: Texts, now: datetime) -> list[str]:
    """What is late, what is to come, and which promises were kept."""
    pending = open_dues(case)
    past = [
        life.deadline(promise)
        or texts.case.met.format(
            what=texts.words.promise[promise], when=moment(at, office.zone, texts, now=now)
        )
        for promise in Promise
        if (at := promised_at(case, promise)) is not None
        and promise not in {due.promise for due in pending}
    ]
    return [
        *case_lines.late_lines(case, office=office, texts=texts, now=now),
        *case_lines.due_lines(case, office=office, texts=texts, now=now),
        *([] if pending else [texts.case.no_deadline]),
        *past,
    ]


def files(listed_files: Sequence[NamedFile], texts: Texts) -> list[str]:
    listed = [
        texts.case.file.format(
            name=cut(mrkdwn(file.name), FILE_NAME_MAX), size=_size(file.size, texts)
        )
        for file in listed_files[:FILES_SHOWN]
    ]
    hidden = len(listed_files) - len(listed)
    return [*listed, texts.case.more_files.say(hidden)] if hidden else listed


def _size(size: int, texts: Texts) -> str:
    kilobytes = max(1, round(size / _KILO))
    if kilobytes < _KILO:
        return texts.case.kilobytes.format(count=kilobytes)
    return texts.case.megabytes.format(count=round(kilobytes / _KILO))


def _lines(facts: Sequence[tuple[str, str | None]], texts: Texts) -> list[str]:
    return [texts.case.line.format(label=label, value=value) for label, value in facts if value]
