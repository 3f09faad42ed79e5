"""The form « Ajouter une photo » of a receipt: files for a case that is filed already."""

from uuid import UUID

from bot.domain.cases.cases import UploadedFile
from bot.domain.cases.taxonomy import Kind
from bot.slack.payload_shapes import View
from bot.ui.blocks import inputs
from bot.ui.blocks.answers import Answers
from bot.ui.blocks.blocks import Block
from bot.ui.blocks.form_errors import FieldError, FormErrors
from bot.ui.blocks.modal import carried_by, modal
from bot.ui.blocks.read_back import read_back
from bot.ui.filing.receipt import ADD_FILES
from bot.ui.texts.catalogue import Texts

FILES = "files"


def files_modal(case_id: UUID, texts: Texts, *, kind: Kind) -> Block:
    """Asks for the files, and nothing else."""
    says = texts.receipt
    label = texts.incident.files if kind is Kind.INCIDENT else texts.fields.labels["attachments"]
    return modal(
        says.add_photo if kind is Kind.INCIDENT else says.add_file,
        [inputs.labelled(inputs.files(), label, block_id=FILES)],
        callback_id=ADD_FILES,
        submit=texts.steps.submit,
        close=texts.forms.cancel,
        carried={"case": str(case_id)},
    )


def read_files(view: View) -> tuple[UploadedFile, ...] | FormErrors:
    """The files that were given, or what has to be corrected."""
    answers = Answers(view)
    files = answers.files(FILES)
    if not files and not answers.refusals:
        answers.refuse(FILES, FieldError.EMPTY)
    return FormErrors(answers.refusals) if answers.refusals else files


def case_in(view: View) -> UUID:
    """The case that the form adds to. Raises UnreadableError."""
    return read_back(UUID, carried_by(view).get("case"))
