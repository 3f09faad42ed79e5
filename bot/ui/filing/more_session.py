"""The form of a receipt that adds or changes the session: what a case is about, told later."""

from bot.domain.cases.cases import Case
from bot.slack.payload_shapes import View
from bot.ui.blocks.answers import Answers
from bot.ui.blocks.blocks import Block
from bot.ui.blocks.form_errors import FieldError, FormErrors
from bot.ui.blocks.modal import modal
from bot.ui.filing.receipt import ADD_SESSION, session_step
from bot.ui.filing.session_choice import SESSION, read_session, session_input
from bot.ui.texts.catalogue import Texts


def session_modal(case: Case, texts: Texts) -> Block:
    """Asks for the session alone; it begins with what was told already."""
    return modal(
        session_step(case, texts),
        [session_input(texts, code=case.session_code, written=case.session, optional=False)],
        callback_id=ADD_SESSION,
        submit=texts.steps.submit,
        close=texts.forms.cancel,
        carried={"case": str(case.id)},
    )


def read_told_session(view: View) -> str | FormErrors:
    """The code that was chosen or the text that was typed, or what has to be corrected."""
    answers = Answers(view)
    session = read_session(answers)
    if session is None:
        answers.refuse(SESSION, FieldError.NOT_CHOSEN)
        return FormErrors(answers.refusals)
    return FormErrors(answers.refusals) if answers.refusals else session
