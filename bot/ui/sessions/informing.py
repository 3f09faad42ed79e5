"""« Noter une information »: the form, and what was noted last."""

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from bot.domain.register.informing import GivenInformation, InformationWish, InformedGroup
from bot.slack.payload_shapes import View
from bot.ui.blocks import inputs
from bot.ui.blocks.answers import Answers
from bot.ui.blocks.blocks import Block, StepButton, actions, button, divider, section
from bot.ui.blocks.escape import cut, mrkdwn, one_line
from bot.ui.blocks.form_errors import FieldError, FormErrors
from bot.ui.blocks.modal import carried_by, modal
from bot.ui.blocks.read_back import read_back
from bot.ui.filing.session_choice import short_day
from bot.ui.texts.catalogue import Texts

CALLBACK_ID = "information_form"
OPEN = "information_open"
GROUP, TOLD_ON, SAID, ABOUT = "group", "told_on", "said", "about"
SAID_MAX, ABOUT_MAX = 500, 100
SHOWN_MAX = 200


def information_button(texts: Texts) -> Block:
    """« Noter une information »."""
    return actions([button(StepButton(label=texts.informing.button, action_id=OPEN, value=OPEN))])


def information_form(
    noted: Sequence[GivenInformation], texts: Texts, *, submission_id: UUID, today: date
) -> Block:
    """Who was told, when and how, perhaps of what; what was noted last beneath."""
    says = texts.informing
    groups = inputs.radio(inputs.options(texts.words.informed_group))
    how = inputs.text(limit=SAID_MAX, multiline=True)
    what = inputs.text(limit=ABOUT_MAX)
    blocks = [
        inputs.labelled(groups, says.group, block_id=GROUP),
        inputs.labelled(inputs.day(today), says.told_on, block_id=TOLD_ON),
        inputs.labelled(how, says.said, block_id=SAID, hint=says.said_hint),
        inputs.labelled(what, says.about, block_id=ABOUT, hint=says.about_hint, optional=True),
        *_noted(noted, texts),
    ]
    return modal(
        says.title,
        blocks,
        callback_id=CALLBACK_ID,
        submit=texts.steps.submit,
        close=texts.forms.cancel,
        carried={"submission": str(submission_id)},
    )


def read_information(view: View, *, today: date) -> InformationWish | FormErrors:
    """What is to be noted, or what has to be corrected. Raises UnreadableError."""
    answers = Answers(view)
    group, told_on = answers.choice(GROUP, InformedGroup), answers.given_day(TOLD_ON)
    said = answers.written(SAID)
    about = answers.line(ABOUT, limit=ABOUT_MAX)
    if len(said) > SAID_MAX:
        answers.refuse(SAID, FieldError.TOO_LONG)
    if told_on is not None and told_on > today:
        answers.refuse(TOLD_ON, FieldError.IN_FUTURE)
    if answers.refusals or group is None or told_on is None:
        return FormErrors(answers.refusals)
    return InformationWish(
        submission_id=read_back(UUID, carried_by(view).get("submission")),
        group=group,
        told_on=told_on,
        said=said,
        about=about,
    )


def _noted(noted: Sequence[GivenInformation], texts: Texts) -> Iterator[Block]:
    if not noted:
        return
    yield divider()
    yield section(texts.informing.before)
    for one in noted:
        said = texts.informing.row.format(
            group=texts.words.informed_group[one.group],
            day=short_day(one.told_on, texts),
            said=mrkdwn(cut(one_line(one.said), SHOWN_MAX)),
        )
        yield section(said)
