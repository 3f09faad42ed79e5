"""A letter of a case as a PDF to print, made from the journal's entry that tells of it."""

from bot.documents.typesetting.output import replacing
from bot.domain.errors import NotAllowedError
from bot.domain.messages.files import LetterOnPaper
from bot.messages import kind
from bot.messages.kind import FileContext, FileKind, Rendered, shared
from bot.services.cases.printing import LetterToPrint, letter_to_print
from bot.services.messages.shown_files import shown_for
from bot.slack.files import Upload
from bot.ui.cases.shown_files import beside_letter
from bot.ui.texts.catalogue import Texts


def _render(message: LetterOnPaper, context: FileContext) -> Rendered | None:
    """None of what was erased. Raises NotAllowedError where the reader lost the right to it."""
    found = context.transactions.read(letter_to_print, message)
    if found is None:
        return None
    if message.recipient is None:
        raise NotAllowedError
    says, case = context.texts.files, found.case
    path = context.folder / f"{context.row.id.hex[:8]}-{case.ref}.pdf"
    if not path.exists():
        with replacing(path) as partial:
            partial.write_bytes(_set(found, context))
    what = _named(found.told.kind, context.texts) or found.told.subject
    upload = Upload(
        path=path,
        name=f"{case.ref}-{message.seq}.pdf",
        title=what,
        comment=beside_letter(case.ref, what, context.texts, lives=shown_for(case)),
    )
    waits = says.letter_waits.format(ref=case.ref)
    return shared(upload, context, waits=waits, channel=message.recipient)


def _named(kind: str, texts: Texts) -> str | None:
    """What a kind of letters is called; None for one of a newer release."""
    return next((word for known, word in texts.words.letter.items() if known == kind), None)


def _set(found: LetterToPrint, context: FileContext) -> bytes:
    # the bot starts faster without what makes documents
    from bot.documents.typesetting.letter_paper import on_paper  # noqa: PLC0415
    from bot.documents.typesetting.typesetting import set_letter  # noqa: PLC0415

    office = context.office
    paper = on_paper(
        found.told,
        ref=found.case.ref,
        complainant=found.complainant,
        letterhead=office.letterhead,
        zone=office.at(found.case.site).zone,
    )
    return set_letter(paper, made_at=found.told.at)


KINDS = (
    FileKind(
        example=LetterOnPaper(
            case_id=kind.CASE, recipient=kind.MANAGER, once="request", seq=kind.LETTER_ENTRY
        ),
        render=_render,
    ),
)
