"""What forms of several steps ask besides: what Vigie proposed, and who signed the contract.

« Qui a signé le contrat ? » stands in every form whose letter may name the consumer mediator.
"""

from dataclasses import replace
from typing import Any

from bot.domain.cases.cases import Case
from bot.domain.cases.letters import likely_signatory, may_have_contract
from bot.domain.cases.refusals import Reason, Refusal
from bot.domain.cases.taxonomy import ALWAYS_CONFIDENTIAL, Category, Severity, Signatory
from bot.domain.steps.lifecycles import Step
from bot.ui.blocks import inputs
from bot.ui.blocks.answers import Answers
from bot.ui.blocks.blocks import Block, context, plain, section
from bot.ui.blocks.form_errors import FieldError
from bot.ui.filing.filing_form import CONCERNED
from bot.ui.steps.form import FormContext, menu_of, one_of, told_at_once
from bot.ui.steps.refusals import step_attempt, way_out

CATEGORY = "category"
SEVERITY = "severity"
SIGNATORY = "signatory"


def confirmation_inputs(scene: FormContext) -> list[Block]:
    """What Vigie proposes, to be confirmed; nothing where it has been."""
    if not scene.case.to_confirm:
        return []
    says = scene.texts.steps.handling
    return [context(plain(says.proposed)), category_menu(scene), severity_menu(scene)]


def confirmation_in(answers: Answers) -> dict[str, Any]:
    """The fields of a `ConfirmingStep` that a form gives; none where it does not ask for them."""
    if not answers.has(CATEGORY):
        return {}
    return {
        "category": answers.choice(CATEGORY, Category),
        "severity": answers.choice(SEVERITY, Severity),
        "concerned_people": answers.people(CONCERNED),
    }


def as_confirmed(case: Case, answers: Answers) -> Case:
    """The case as a letter is drafted from it: with the category that the form gives."""
    category = answers.maybe(CATEGORY, Category) or case.category
    is_secret = case.confidential or category in ALWAYS_CONFIDENTIAL
    return replace(case, category=category, confidential=is_secret)


def category_menu(scene: FormContext) -> Block:
    """The categories of complaints, with the case's own chosen."""
    texts = scene.texts
    return menu_of(
        texts.words.category,
        texts.steps.handling.category,
        block_id=CATEGORY,
        choose=texts.forms.choose,
        initial=scene.case.category,
    )


def severity_menu(scene: FormContext) -> Block:
    """The severities with what they mean, the case's own chosen."""
    words, now = scene.texts.words, scene.case.severity
    choices = inputs.options(words.severity, meanings=words.severity.meaning)
    chosen = next(choice for choice in choices if choice["value"] == now)
    element = inputs.select(choices, scene.texts.forms.choose, initial=chosen)
    return inputs.labelled(element, scene.texts.steps.handling.severity, block_id=SEVERITY)


def signatory_inputs(scene: FormContext, *, step: Step) -> list[Block]:
    """The question, with what is likely chosen; what lacks of the mediator stands beneath it.

    Nothing where no letter goes out, or to somebody who signs no such contract.
    """
    case, says = scene.case, scene.texts.steps.answering
    if case.is_unreachable or not may_have_contract(case.party):
        return []
    likely = likely_signatory(case)
    asked = one_of(
        scene.texts.words.signatory,
        says.signatory,
        block_id=SIGNATORY,
        initial=likely,
        hint=says.signatory_hint,
        optional=likely is None,
    )
    chosen = scene.given.maybe(SIGNATORY, Signatory) or likely
    return [told_at_once(asked), *_lacking(chosen, scene, step=step)]


def signatory_in(answers: Answers, case: Case) -> Signatory | None:
    """Who signed, as the form says it; refused where it lacks and somebody likely did."""
    if not answers.has(SIGNATORY):
        return case.signatory
    chosen = answers.maybe(SIGNATORY, Signatory)
    if chosen is None and likely_signatory(case) is not None:
        answers.refuse(SIGNATORY, FieldError.NOT_CHOSEN)
    return chosen


def as_signed(case: Case, answers: Answers) -> Case:
    """The case as a letter is drafted from it: with who signed."""
    return replace(case, signatory=signatory_in(answers, case))


def _lacking(chosen: Signatory | None, scene: FormContext, *, step: Step) -> list[Block]:
    """That there is no mediator to name, and the button to the settings for who may open them."""
    if chosen is not Signatory.INDIVIDUAL or scene.around.mediator is not None:
        return []
    refusal = Refusal(reason=Reason.NEEDS_MEDIATOR)
    button = way_out(refusal, step_attempt(step, scene), person=scene.actor)
    return [section(f":warning: {scene.texts.steps.refused.reason[refusal.reason]}"), *button]
