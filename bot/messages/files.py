"""A kept file for who asked to see it, read from our own store and checked each time."""

from bot.delivery.kept_files import FileFault
from bot.domain.cases.journal_entries import VIGIE
from bot.domain.errors import NotAllowedError
from bot.domain.messages.cases import CardMessage
from bot.domain.messages.files import FileShown, PictureInThread
from bot.messages import kind
from bot.messages.kind import CARD_NOT_POSTED, FileContext, FileKind, Rendered, brief, thread_of
from bot.services.cases.showing import FileOfCase, file_to_show, note_fault, picture_to_show
from bot.services.messages.shown_files import shown_for
from bot.slack.files import Upload
from bot.ui.blocks.escape import mrkdwn
from bot.ui.cases.shown_files import beside_file, in_place_of, is_picture, safe_name


def _render(message: FileShown, context: FileContext) -> Rendered | None:
    """None of what was erased. Raises NotAllowedError where the asker lost the right to it."""
    found = context.transactions.read(file_to_show, message)
    if found is None:
        return None
    reader = message.recipient
    if reader is None:
        raise NotAllowedError
    fault = context.kept.fault_of(found.sha256)
    if fault is None:
        return _shown(found, context, reader=reader)
    context.transactions.write(note_fault, found.file, fault, reader=reader)
    return _faulty(found, fault, context, reader=reader)


def _shown(found: FileOfCase, context: FileContext, *, reader: str) -> Rendered:
    says, file, ref = context.texts.files, found.file, found.case.ref
    name, path = safe_name(file.name, file.media_type), context.kept.path_of(found.sha256)
    upload = Upload(
        path=path,
        name=name,
        title=name,
        comment=beside_file(ref, name, context.texts, lives=shown_for(found.case)),
        alt=says.picture.format(ref=ref) if is_picture(file.media_type) else "",
        is_kept=True,
    )
    refused = says.not_taken.format(ref=ref, name=mrkdwn(name), path=mrkdwn(str(path)))
    return Rendered(post=brief(refused), channel=reader, upload=upload)


def _faulty(found: FileOfCase, fault: FileFault, context: FileContext, *, reader: str) -> Rendered:
    name = safe_name(found.file.name, found.file.media_type)
    said = in_place_of(found.case.ref, name, context.texts, fault=fault)
    return Rendered(post=brief(said), channel=reader)


def _render_in_thread(message: PictureInThread, context: FileContext) -> Rendered | None:
    """Under the case's reference alone: what people call a file may name somebody."""
    found = context.transactions.read(picture_to_show, message)
    if found is None:
        return None
    fault = context.kept.fault_of(found.sha256)
    if fault is not None:
        context.transactions.write(note_fault, found.file, fault, reader=VIGIE)
        return None
    with context.transactions.reading() as work:
        card = CardMessage(case_id=found.case.id)
        place = thread_of(work, card.key, missing=CARD_NOT_POSTED)
    says, ref = context.texts.files, found.case.ref
    name, said = safe_name(ref, found.file.media_type), says.picture.format(ref=ref)
    upload = Upload(
        path=context.kept.path_of(found.sha256),
        name=name,
        title=said,
        comment=said,
        alt=said,
        is_kept=True,
    )
    refused = brief(says.picture_not_taken.format(ref=ref))
    return Rendered(post=refused, channel=place.channel, thread_ts=place.ts, upload=upload)


KINDS = (
    FileKind(
        example=PictureInThread(case_id=kind.INCIDENT, file_id=kind.PICTURE),
        render=_render_in_thread,
    ),
    FileKind(
        example=FileShown(
            case_id=kind.CASE, recipient=kind.MANAGER, once="request", file_id=kind.KEPT_FILE
        ),
        render=_render,
    ),
)
