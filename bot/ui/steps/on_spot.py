"""Forms of the short way of an incident: settled by its reporter, validated by who leads."""

from collections.abc import Mapping

from bot.domain.steps.lifecycles import Step
from bot.domain.steps.on_spot import (
    SettleOnSpot,
    ValidateOnSpot,
    asks_who_was_told,
    is_nobody_told,
)
from bot.ui.blocks.answers import Answers
from bot.ui.blocks.blocks import Block, section
from bot.ui.blocks.form_errors import FieldError
from bot.ui.steps.form import Form, FormContext, area, line
from bot.ui.texts.catalogue import texts_for

DONE = "done"
INFORMED = "informed"
PARTIES = "parties"
WAIVED = "waived_because"


def ask_what_was_done(scene: FormContext) -> list[Block]:
    says = scene.texts.steps.incident
    return [
        area(says.done, block_id=DONE, hint=says.done_hint),
        line(says.informed, block_id=INFORMED, hint=says.parties_hint, optional=True),
    ]


def read_what_was_done(answers: Answers, _scene: FormContext) -> SettleOnSpot:
    return SettleOnSpot(done=answers.written(DONE), informed=answers.text(INFORMED).strip() or None)


def validated_at_once(scene: FormContext) -> ValidateOnSpot | None:
    """One press says that nobody else had to be told, in the office's language."""
    if asks_who_was_told(scene.case, scene.around):
        return None
    if not is_nobody_told(scene.case, scene.around):
        return ValidateOnSpot()
    says = texts_for(scene.office.locale).steps.incident
    return ValidateOnSpot(waived_because=says.nobody_else)


def ask_who_was_told(scene: FormContext) -> list[Block]:
    says = scene.texts.steps.incident
    return [
        section(says.stopped),
        line(says.told, block_id=PARTIES, hint=says.parties_hint, optional=True),
        area(says.told_nobody, block_id=WAIVED, optional=True),
    ]


def read_who_was_told(answers: Answers, _scene: FormContext) -> ValidateOnSpot:
    parties, waived = answers.text(PARTIES).strip(), answers.text(WAIVED).strip()
    if not (parties or waived):
        answers.refuse(PARTIES, FieldError.BLANK)
    return ValidateOnSpot(parties=parties, waived_because=waived or None)


FORMS: Mapping[Step, Form] = {
    Step.SETTLE_ON_SPOT: Form(ask=ask_what_was_done, read=read_what_was_done),
    Step.VALIDATE: Form(ask=ask_who_was_told, read=read_who_was_told, at_once=validated_at_once),
}
