"""What who sent something is told of it: that a case is filed, which files are not kept."""

from bot.domain.messages.cases import FilesRefusedNotice, ReceiptMessage
from bot.messages import kind
from bot.messages.kind import Context, PostKind, beneath_receipt
from bot.ui.blocks.blocks import Post
from bot.ui.cases.timeline import files_refused
from bot.ui.filing.receipt import receipt_post
from storage.cases import cases


def _receipt(_message: ReceiptMessage, context: Context) -> Post:
    case, texts = context.case(), context.texts
    return receipt_post(
        case,
        cases.files_of(context.work.connection, case.id) if case.file_count else (),
        office=context.work.office,
        texts=texts,
    )


def _is_settled(_message: ReceiptMessage, context: Context) -> bool:
    """What was not said yet is said all the same: the reference is theirs."""
    return context.is_posted and not context.case().status.is_open


def _files_refused(message: FilesRefusedNotice, context: Context) -> Post:
    case_id = context.row.case_id
    case = cases.by_id(context.work.connection, case_id) if case_id else None
    sent = (cases.file_by_id(context.work.connection, one) for one in message.files)
    refused = [file for file in sent if file is not None and file.refused]
    return files_refused(case.ref if case else None, refused, context.texts)


KINDS = (
    PostKind(
        example=ReceiptMessage(case_id=kind.CASE, recipient=kind.PERSON),
        render=_receipt,
        of_case=True,
        is_over=_is_settled,
    ),
    PostKind(
        example=FilesRefusedNotice(case_id=kind.CASE, recipient=kind.PERSON, files=(kind.FILE,)),
        render=_files_refused,
        place=beneath_receipt,
    ),
)
