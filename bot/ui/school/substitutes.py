"""« Remplacements »: who stands in for whom, the form that plans it, and the line on cards."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from bot.domain.cases.cases import Case
from bot.domain.cases.confidentiality import Unfit
from bot.domain.school.office import Office
from bot.domain.school.substitutes import Substitution, Substitutions, Unsuited
from bot.slack.payload_shapes import Pressed, View
from bot.ui.blocks import inputs
from bot.ui.blocks.answers import Answers
from bot.ui.blocks.blocks import Block, StepButton, actions, button, context, section
from bot.ui.blocks.dates import day_of
from bot.ui.blocks.form_errors import FieldError, FormErrors
from bot.ui.blocks.modal import carried_by, modal
from bot.ui.blocks.people import mention
from bot.ui.blocks.read_back import read_back
from bot.ui.texts.catalogue import Texts

SUBSTITUTES = "substitutes"
ADD_SUBSTITUTE = "substitute_add"
END_SUBSTITUTE = "substitute_end"
SUBSTITUTE_FORM = "substitute_form"

ABSENT = "absent"
SUBSTITUTE = "substitute"
FIRST_DAY = "first_day"
LAST_DAY = "last_day"
SHOWN = 40
"""Rows of the list: a view takes a hundred blocks."""


def substitutes_modal(seen: Substitutions, texts: Texts) -> Block:
    """Those that run and those to come, each to be ended by who may."""
    says = texts.substitutes
    rows = [_row(one, seen, texts) for one in seen.listed[:SHOWN]]
    nothing = [] if rows else [section(says.none)]
    add = StepButton(label=says.add, action_id=ADD_SUBSTITUTE, value=ADD_SUBSTITUTE)
    return modal(
        says.title,
        [*nothing, *rows, actions([button(add)]), context(says.what)],
        callback_id=SUBSTITUTES,
        close=texts.receipt.close,
    )


def substitutes_button(texts: Texts, *, own: bool = False) -> StepButton:
    """Opens the list: in the settings, or as one's own absence."""
    label = texts.substitutes.own if own else texts.substitutes.title
    return StepButton(label=label, action_id=SUBSTITUTES, value=SUBSTITUTES)


def substitute_form(seen: Substitutions, texts: Texts, *, submission_id: UUID) -> Block:
    """Asks who stands in and for which days; for whom, where that may be somebody else."""
    says = texts.substitutes
    absent = inputs.person(seen.reader if seen.reader in seen.in_charge else None, says.choose)
    whom = [inputs.labelled(absent, says.absent, block_id=ABSENT)] if seen.for_all else []
    by = says.substitute if seen.for_all else says.own_substitute
    last_day = inputs.labelled(
        inputs.day(), says.last_day, block_id=LAST_DAY, hint=says.last_day_hint
    )
    return modal(
        says.form_title,
        [
            *whom,
            inputs.labelled(inputs.person(None, says.choose), by, block_id=SUBSTITUTE),
            inputs.labelled(inputs.day(seen.today), says.first_day, block_id=FIRST_DAY),
            last_day,
            context(says.what),
        ],
        callback_id=SUBSTITUTE_FORM,
        submit=says.save,
        close=texts.forms.cancel,
        carried={"submission": str(submission_id)},
    )


def read_substitute(view: View, *, reader: str) -> Substitution | FormErrors:
    """What the form asks for, or what has to be chosen first."""
    answers, carried = Answers(view), carried_by(view)
    absent = answers.person(ABSENT) if answers.has(ABSENT) else reader
    substitute = answers.person(SUBSTITUTE)
    begins_on, ends_on = answers.given_day(FIRST_DAY), answers.given_day(LAST_DAY)
    if absent is None or substitute is None or begins_on is None or ends_on is None:
        return FormErrors(answers.refusals)
    return Substitution(
        id=read_back(UUID, carried.get("submission")),
        absent=absent,
        substitute=substitute,
        begins_on=begins_on,
        ends_on=ends_on,
    )


def unsuited_answer(view: View, reason: Unsuited | Unfit) -> FormErrors:
    """Why it cannot be so, at the field that says so."""
    field = _FIELDS.get(reason, SUBSTITUTE)
    shown = field if Answers(view).has(field) else SUBSTITUTE
    return FormErrors({shown: FieldError(reason)})


_FIELDS: dict[Unsuited | Unfit, str] = {
    Unsuited.NOT_IN_CHARGE: ABSENT,
    Unsuited.PAST: FIRST_DAY,
    Unsuited.REVERSED: LAST_DAY,
    Unsuited.TOO_LONG: LAST_DAY,
    Unsuited.REPLACED_ALREADY: FIRST_DAY,
}


def which_to_end(pressed: Pressed) -> UUID:
    """The substitution whose button was pressed. Raises UnreadableError."""
    return read_back(UUID, pressed.value)


def own_lines(reader: str, office: Office, texts: Texts, *, today: date) -> list[str]:
    """Who stands in for a reader today, and for whom they do."""
    running = office.stand_ins.running
    theirs = (one for one in running if reader in {one.absent, one.substitute})
    return _lines(theirs, texts, today=today)


def lines_of_case(case: Case, office: Office, texts: Texts, *, today: date) -> list[str]:
    """Who stands in for the one who has a case in hand; nothing where they may not."""
    if case.confidential or case.owner is None:
        return []
    running = (one for one in office.stand_ins.running if one.absent == case.owner)
    return _lines(
        (one for one in running if one.substitute not in case.concerned_people),
        texts,
        today=today,
    )


def _lines(found: Iterable[Substitution], texts: Texts, *, today: date) -> list[str]:
    return [
        texts.substitutes.on_card.format(
            substitute=mention(one.substitute),
            absent=mention(one.absent),
            last=day_of(one.ends_on, texts, today=today),
        )
        for one in found
    ]


def _row(one: Substitution, seen: Substitutions, texts: Texts) -> Block:
    says = texts.substitutes
    said = says.line.format(
        first=day_of(one.begins_on, texts, today=seen.today),
        last=day_of(one.ends_on, texts, today=seen.today),
        substitute=mention(one.substitute),
        absent=mention(one.absent),
    )
    if not seen.may_change(one):
        return section(said)
    ending = StepButton(label=says.end, action_id=END_SUBSTITUTE, value=str(one.id))
    return section(said) | {"accessory": button(ending)}
