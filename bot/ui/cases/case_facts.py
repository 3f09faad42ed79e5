"""Paragraphs of « Voir le dossier », line by line: facts, people, deadlines, files."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.cases.cases import Case, Complainant
from bot.domain.cases.taxonomy import Kind
from bot.domain.deadlines.open_deadlines import open_deadlines_of
from bot.domain.deadlines.promises import current_promises
from bot.domain.school.office import Office
from bot.ui.blocks.dates import deadline, relative
from bot.ui.blocks.escape import cut, mrkdwn
from bot.ui.blocks.people import mention
from bot.ui.cases import case_lines
from bot.ui.cases.timeline import refused_line
from bot.ui.steps.case_summary import CaseSummary
from bot.ui.texts.catalogue import Texts

FILES_SHOWN = 20
FILE_NAME_MAX = 100
_KILO = 1024


class NamedFile(Protocol):
    """A file of the case, kept once it has a hash, or `refused` with a reason; `size` in bytes."""

    @property
    def name(self) -> str: ...

    @property
    def size(self) -> int: ...

    @property
    def sha256(self) -> str | None: ...

    @property
    def refused(self) -> str | None: ...


def facts(case: Case, *, office: Office, texts: Texts, now: datetime) -> list[str]:
    says, words, named = texts.case, texts.words, texts.fields.labels
    about = case.incident_type and words.incident_type[case.incident_type]
    category = case.category and words.category[case.category]
    severity = words.severity[case.severity]
    if case.to_confirm:
        category = category and case_lines.unconfirmed(category, texts)
        severity = case_lines.unconfirmed(severity, texts)
    known: list[tuple[str, str | None]] = [
        (named["kind"], words.kind[case.kind]),
        (named["status"], words.status_of(case.kind, case.status)),
        (named["incident_type"], about),
        (named["category"], category),
        (named["severity"], severity),
        (says.continuity, case.continuity and words.continuity.short[case.continuity]),
        (named["session_ref"], case.session and mrkdwn(case.session)),
        (named["site"], case_lines.site(case.site, texts) if case.site else None),
        (named["party"], words.party[case.party] if case.kind is Kind.COMPLAINT else None),
        (named["channel"], words.channel[case.channel] if case.kind is Kind.COMPLAINT else None),
        (says.received, relative(case.received_at, office.zone, texts, now=now)),
        (says.recorded, relative(case.recorded_at, office.zone, texts, now=now)),
    ]
    hidden = [f":lock: {says.confidential}"] if case.confidential else []
    return [*_lines(known, texts), *case_lines.marks(case, texts), *hidden]


def people(case: Case, complainant: Complainant | None, *, texts: Texts) -> list[str]:
    says, named = texts.case, texts.fields.labels
    told = [
        (named["owner"], mention(case.owner) if case.owner else texts.card.nobody),
        (named["recorded_by"], mention(case.recorded_by)),
    ]
    if complainant is not None:
        told += [
            (named["complainant"], mrkdwn(complainant.name or says.not_known)),
            (named["complainant_contact"], mrkdwn(complainant.contact or says.not_known)),
        ]
    return _lines(told, texts)


def deadlines(
    case: Case, life: CaseSummary, *, office: Office, texts: Texts, now: datetime
) -> list[str]:
    """Late and coming deadlines, and which promises were kept."""
    pending = open_deadlines_of(case)
    past = [
        life.deadline(one.kind)
        or texts.case.met.format(
            what=texts.words.deadline[one.kind],
            when=deadline(one.due_at, office.zone, texts, now=now),
        )
        for one in current_promises(case)
        if one.kind not in {due.kind for due in pending}
    ]
    return [
        *case_lines.late_lines(case, office=office, texts=texts, now=now),
        *case_lines.due_lines(case, office=office, texts=texts, now=now),
        *case_lines.answer_lines(case, office=office, texts=texts, now=now),
        *([] if pending else [texts.case.no_deadline]),
        *past,
    ]


def files(listed_files: Sequence[NamedFile], texts: Texts) -> list[str]:
    listed = [_file(file, texts) for file in listed_files[:FILES_SHOWN]]
    hidden = len(listed_files) - len(listed)
    return [*listed, texts.case.more_files.say(hidden)] if hidden else listed


def _file(file: NamedFile, texts: Texts) -> str:
    if file.refused:
        return refused_line(file, texts)
    name = cut(mrkdwn(file.name), FILE_NAME_MAX)
    return texts.case.file.format(name=name, size=_size(file.size, texts))


def _size(size: int, texts: Texts) -> str:
    kilobytes = max(1, round(size / _KILO))
    if kilobytes < _KILO:
        return texts.case.kilobytes.format(count=kilobytes)
    return texts.case.megabytes.format(count=round(kilobytes / _KILO))


def _lines(facts: Sequence[tuple[str, str | None]], texts: Texts) -> list[str]:
    return [texts.case.line.format(label=label, value=value) for label, value in facts if value]
