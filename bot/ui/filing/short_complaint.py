"""« Nouvelle réclamation » for who is not in charge: what they know, and one button.

It is read, and asked about an old date, as the whole form is: see `complaint_form`.
"""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from bot.domain.cases.cases import ComplaintDraft, IncidentDraft
from bot.domain.cases.proposing import suspects_misconduct
from bot.domain.cases.taxonomy import Category
from bot.domain.school.office import Office
from bot.slack.payload_shapes import View
from bot.ui.blocks import inputs
from bot.ui.blocks.answers import Answers
from bot.ui.blocks.blocks import Block, StepButton, actions, button, context, divider, section
from bot.ui.blocks.modal import again, modal
from bot.ui.filing.brought import NOTHING, Brought
from bot.ui.filing.complaint_form import (
    CALLBACK_ID,
    NO,
    VIOLENCE,
    YES,
    party_menu,
    reception,
    who_complains,
)
from bot.ui.filing.filing_form import (
    AROUND_VIOLENCE,
    Origin,
    brought_inputs,
    concerned_blocks,
    description_inputs,
    known_source,
    origin_of,
    without_concerned,
)
from bot.ui.texts.catalogue import Texts

TELL_VIOLENCE = "complaint_is_violence"
TAKE_BACK_VIOLENCE = "complaint_is_no_violence"
_BUTTONS = "violence"


def has_whole_form(person: str, office: Office | None) -> bool:
    """Whether somebody judges complaints as they file them; not while the set-up is unknown."""
    return office is not None and person in (*office.in_quality, *office.in_training)


def short_complaint_modal(
    texts: Texts,
    *,
    submission_id: UUID,
    now: datetime,
    text: str = "",
    brought: Brought = NOTHING,
    source: str | None = None,
) -> Block:
    """The form, with what is known already, as in `complaint_modal`."""
    says = texts.complaint
    description, joins = description_inputs(
        text, label=texts.fields.labels["description"], hint=says.description_hint, texts=texts
    )
    channel, received = reception(texts, brought.mail, now=now)
    origin = Origin(submission_id=submission_id, source=known_source(source), joins=joins)
    return modal(
        says.title,
        [
            *description,
            *brought_inputs(brought, texts),
            party_menu(texts),
            channel,
            *who_complains(texts, brought.mail),
            received,
            _button(TELL_VIOLENCE, says.tell_violence),
        ],
        callback_id=CALLBACK_ID,
        submit=says.submit,
        close=texts.forms.cancel,
        carried=origin.carried(),
    )


def telling_violence(view: View, texts: Texts, *, told: bool) -> Block:
    """The form once its button was pressed, or pressed back: what was typed stays."""
    says, form = texts.complaint, without_concerned(view)
    form = [block for block in form if block.get("block_id") not in {_BUTTONS, *_QUESTION}]
    carried = replace(origin_of(view), is_violence=told).carried()
    if not told:
        return again(view, [*form, _button(TELL_VIOLENCE, says.tell_violence)], carried=carried)
    above = concerned_blocks(view, texts, intro=says.violence_intro)
    blocks = [*above, *form, _button(TAKE_BACK_VIOLENCE, says.take_back_violence)]
    return again(view, blocks, carried=carried)


def is_violence_to_ask(view: View, draft: ComplaintDraft) -> bool:
    """Whether words of a draft that is not confidential point to a violence, if not asked yet."""
    was_asked = any(block.get("block_id") == VIOLENCE for block in view.blocks)
    is_settled = draft.is_confidential or was_asked
    return not is_settled and suspects_misconduct(draft.description)


def is_sealing_to_offer(view: View, draft: ComplaintDraft | IncidentDraft) -> bool:
    """The same where there is a sealed store, whatever is confidential; its category tells too."""
    was_asked = any(block.get("block_id") == VIOLENCE for block in view.blocks)
    is_told = isinstance(draft, ComplaintDraft) and draft.category is Category.CONDUCT_VHD
    return not was_asked and (is_told or suspects_misconduct(draft.description))


def ask_violence(view: View, texts: Texts, *, is_sealed: bool = False) -> Block:
    """The form with all answers kept, and on top the question whether it is a violence.

    Where there is a sealed store, it is offered in place of a confidential case.
    """
    says, sealed = texts.complaint, texts.sealed
    yes = sealed.offered_yes if is_sealed else says.violence_yes
    no = sealed.offered_no if is_sealed else says.violence_no
    suspected = sealed.offered if is_sealed else says.violence_suspected
    choices = [inputs.option(yes, YES), inputs.option(no, NO)]
    kept = [] if is_sealed else [context(texts.concerned.kept, block_id=_QUESTION[1])]
    above = [
        section(suspected, block_id=_QUESTION[0]),
        inputs.labelled(inputs.radio(choices), says.violence, block_id=VIOLENCE),
        *kept,
        divider() | {"block_id": _QUESTION[2]},
    ]
    form = [block for block in view.blocks if block.get("block_id") != _BUTTONS]
    return again(view, [*above, *form])


def wants_sealed(view: View) -> bool:
    """Whether that question was answered by yes."""
    chosen: str | None = Answers(view).picked(VIOLENCE, [YES, NO])
    return chosen == YES


_QUESTION = (*AROUND_VIOLENCE, VIOLENCE)


def _button(action_id: str, label: str) -> Block:
    pressed = StepButton(label=label, action_id=action_id, value=action_id)
    return actions([button(pressed)], block_id=_BUTTONS)
