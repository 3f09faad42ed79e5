"""« Rattacher à un dossier »: one of a few likely cases, or any by its reference."""

from collections.abc import Sequence
from uuid import UUID

from bot.domain.mail.arrivals import Mail
from bot.domain.mail.likely import LikelyCase, Pointer
from bot.domain.steps.lifecycles import Step
from bot.slack.payload_shapes import View
from bot.ui.blocks import inputs
from bot.ui.blocks.answers import Answers
from bot.ui.blocks.blocks import Block, actions, button
from bot.ui.blocks.escape import one_line
from bot.ui.blocks.modal import carried_by, modal
from bot.ui.blocks.read_back import read_back
from bot.ui.cases import case_lines
from bot.ui.mail.mail_card import ATTACH
from bot.ui.steps.menu import step_button
from bot.ui.texts.catalogue import Texts
from bot.ui.texts.language import BETWEEN

CASE = "case"
REF = "ref"
OPENED = "opened"
REF_MAX = 40


def attach_modal(mail: Mail, likely: Sequence[LikelyCase], texts: Texts) -> Block:
    """Which case: the one that the mail cites is chosen already; of others the reader chooses.

    Of a mail to be read in confidence, also whether nothing in it is confidential after all.
    """
    says = texts.mails
    choices = [_option(one, texts) for one in likely]
    is_cited = bool(likely) and likely[0].by is Pointer.CITED
    of_likely = inputs.labelled(
        inputs.radio(choices, initial=choices[0] if is_cited else None),
        says.attach_likely,
        block_id=CASE,
        optional=True,
    )
    typed = inputs.labelled(
        inputs.text(limit=REF_MAX),
        says.attach_other if likely else says.attach_ref,
        block_id=REF,
        hint=says.attach_hint,
        optional=bool(likely),
    )
    box = inputs.checkboxes([inputs.option(says.attach_opened, OPENED)])
    opened = inputs.labelled(box, says.attach_confidence, block_id=OPENED, optional=True)
    return modal(
        says.attach_title,
        [
            *([of_likely] if likely else []),
            typed,
            *([opened] if mail.is_in_confidence else []),
        ],
        callback_id=ATTACH,
        submit=says.attach_submit,
        close=texts.forms.cancel,
        carried={"mail": str(mail.id), "refs": [one.case.ref for one in likely]},
    )


def chosen_ref(view: View) -> str | None:
    """The reference that was typed, else the one that was chosen; None where neither was."""
    answers, refs = Answers(view), read_back(tuple[str, ...], carried_by(view).get("refs", ()))
    ref = answers.line(REF, limit=REF_MAX) or answers.picked(CASE, refs)
    return ref.strip().upper() if ref else None


def is_opened(view: View) -> bool:
    """Whether who read the mail says that nothing in it is confidential."""
    return bool(Answers(view).ticked(OPENED))


def reopening(case_id: UUID, texts: Texts) -> Block:
    """« Rouvrir », where a mail was attached to a case that is closed."""
    return actions([button(step_button(Step.REOPEN, case_id, texts=texts))])


def _option(likely: LikelyCase, texts: Texts) -> Block:
    """The case, and beneath it why it is offered, what it waits for and how it begins."""
    case = likely.case
    told = [texts.mails.points[likely.by], case_lines.standing(case, texts)]
    told += [] if case.confidential else [one_line(case.description)]
    title = case_lines.title(case, texts, brief=True)
    return inputs.option(title, case.ref, description=BETWEEN.join(told))
