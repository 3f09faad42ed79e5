"""Files of the register that one person asked for, made as they may read it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from bot.documents.evidence.texts import EVIDENCE_FILE
from bot.documents.register.texts import REGISTER_FILE
from bot.documents.typesetting.output import replacing
from bot.domain.calendar.periods import DaySpan
from bot.domain.calendar.wall_time import local_day
from bot.domain.cases.journal_entries import VIGIE
from bot.domain.errors import NotAllowedError
from bot.domain.messages.register import EvidenceFile, RegisterFile, RegisterRequest
from bot.messages import kind
from bot.messages.kind import FileContext, FileKind, Rendered, shared
from bot.services.cases.showing import note_fault
from bot.services.register.file_requests import may_ask_for, query_of
from bot.services.register.registers import Register, export_for
from bot.services.school.policy_texts import policies_between
from bot.slack.files import Upload
from bot.ui.texts.catalogue import Texts
from bot.ui.texts.reports.documents import ParcelTexts


def _kind(
    example: RegisterRequest,
    name: str,
    *,
    event: str,
    write: Callable[[Register, Path, FileContext], object],
    says: Callable[[Texts], ParcelTexts],
    is_whole: Callable[[Path], bool] = lambda _path: True,
) -> FileKind[RegisterRequest]:
    """`name` has places for the day and for what tells a waiting file from others.

    `event` is journalled with it; `is_whole` tells whether it holds every document it should.
    """

    def render(message: RegisterRequest, context: FileContext) -> Rendered:
        """Raises NotAllowedError when the asker lost the right meanwhile."""
        day = local_day(context.row.created_at, context.office.zone)
        path = context.folder / name.format(day=day, id=_mark_of(message, context))
        is_allowed = may_ask_for(message, office=context.office)
        _remove_all_but(path if is_allowed else None, context)
        if not is_allowed:
            raise NotAllowedError
        if not path.exists():
            _make(message, path, context, event=event, write=write)
        said = says(context.texts)
        upload = Upload(
            path=path,
            name=name.format(day=day, id=""),
            title=said.title,
            comment=comment(said, message, context.texts, is_whole=is_whole(path)),
        )
        return shared(upload, context, waits=said.waits, channel=message.recipient)

    return FileKind(example=example, render=render)


def _mark_of(message: RegisterRequest, context: FileContext) -> str:
    """The identity of a row's file: whose it is, and what they may read now."""
    office, person = context.office, message.recipient or ""
    roles = (office.in_quality, office.in_training, office.confidential_handlers)
    rights = "".join(str(int(person in role)) for role in roles)
    return f"-{context.row.id.hex[:8]}-{rights}"


def _remove_all_but(path: Path | None, context: FileContext) -> None:
    """Let no file lie about that was made for rights which its asker has no longer."""
    for other in context.folder.glob(f"*-{context.row.id.hex[:8]}*"):
        if other != path:
            other.unlink(missing_ok=True)


def _make(
    message: RegisterRequest,
    path: Path,
    context: FileContext,
    *,
    event: str,
    write: Callable[[Register, Path, FileContext], object],
) -> None:
    with (
        replacing(path) as partial,  # it is found whole, and once it is journalled
        export_for(
            context.transactions, query_of(message), person=message.recipient or "", event=event
        ) as register,
    ):
        write(register, partial, context)


def comment(said: ParcelTexts, message: RegisterRequest, texts: Texts, *, is_whole: bool) -> str:
    """What it is, of which days, how people appear, whether it is whole."""
    register = texts.register
    span = DaySpan(first=message.first_day, last=message.last_day)
    people = register.names if message.with_names else register.labels
    period = said.sent.format(period=period_words(span, texts))
    return " ".join([period, people, *([] if is_whole else [register.incomplete])])


def period_words(span: DaySpan, texts: Texts) -> str:
    """« du 1er octobre 2026 au 31 octobre 2026 », « depuis son ouverture »."""
    says = texts.register
    first, last = (one and _day(one, texts) for one in (span.first, span.last))
    if first and last:
        return says.between.format(first=first, last=last)
    if first:
        return says.since.format(first=first)
    return says.until.format(last=last) if last else says.whole


def _day(on: date, texts: Texts) -> str:
    number = texts.dates.first_of_month if on.day == 1 else on.day
    return f"{number} {texts.dates.months[on.month - 1]} {on.year}"


# the bot starts faster without what makes documents


def _write_workbook(register: Register, path: Path, _context: FileContext) -> None:
    from bot.documents.register.workbook import write_workbook  # noqa: PLC0415

    write_workbook(register, path)


def _write_evidence(register: Register, path: Path, context: FileContext) -> None:
    from bot.documents.evidence.evidence import write_evidence  # noqa: PLC0415

    days = register.wanted.first_day, register.wanted.last_day
    policies = context.transactions.read(policies_between, *days)
    pack = write_evidence(register, path, kept=context.kept, policies=policies)
    reader = context.row.recipient or VIGIE
    for one in pack.faults:
        context.transactions.write(note_fault, one.file, one.fault, reader=reader)


def _has_all_documents(path: Path) -> bool:
    from bot.documents.evidence.evidence import missing_in  # noqa: PLC0415

    return not missing_in(path)


KINDS = (
    _kind(
        RegisterFile(
            recipient=kind.MANAGER,
            once="request",
            parts=("complaint", "incident", "action"),
            first_day=None,
            last_day=None,
            with_names=False,
        ),
        REGISTER_FILE,
        event="register_exported",
        write=_write_workbook,
        says=lambda texts: texts.register.workbook,
    ),
    _kind(
        EvidenceFile(
            recipient=kind.MANAGER,
            once="request",
            parts=("complaint", "incident", "action"),
            first_day=date(2026, 1, 1),
            last_day=date(2026, 6, 30),
            with_names=True,
        ),
        EVIDENCE_FILE,
        event="evidence_exported",
        write=_write_evidence,
        says=lambda texts: texts.register.evidence,
        is_whole=_has_all_documents,
    ),
)
