"""The form of what was found and why (policy §3.2.2)."""

from collections.abc import Mapping

from bot.domain.cases.outcomes import FIVE_WHYS, CauseFamily
from bot.domain.cases.stages import owes_root_cause
from bot.domain.steps.answering import Analyse
from bot.domain.steps.lifecycles import Step
from bot.ui.blocks import inputs
from bot.ui.blocks.answers import Answers
from bot.ui.blocks.blocks import Block, StepButton, actions, button, context, plain
from bot.ui.blocks.form_errors import FieldError
from bot.ui.blocks.limits import INPUT_MAX
from bot.ui.steps.form import NO_ANSWERS, Form, FormContext, area, line, menu_of

ANALYSIS = "analysis"
ROOT_CAUSE = "root_cause"
FAMILY = "cause_family"
WHYS = "five_whys"
ASK_WHY = "ask_why"
"""The button that has the five whys asked for."""
INVOLVED = "people_involved"


def ask_analysis(scene: FormContext) -> list[Block]:
    case, says = scene.case, scene.texts.steps.answering
    is_due = owes_root_cause(case)
    severity = scene.texts.words.severity.in_line[case.severity]
    due = [context(plain(says.root_cause_due.format(severity=severity)))] if is_due else []
    involved = inputs.people(case.people_involved, scene.texts.settings.choose_people)
    return [
        *due,
        area(says.analysis, block_id=ANALYSIS, initial=(case.analysis or "")[:INPUT_MAX]),
        area(
            says.root_cause,
            block_id=ROOT_CAUSE,
            initial=(case.root_cause or "")[:INPUT_MAX],
            optional=not is_due,
        ),
        menu_of(
            scene.texts.words.cause_family.long,
            says.cause_family,
            block_id=FAMILY,
            choose=scene.texts.forms.choose,
            initial=case.cause_family,
            optional=not is_due,
        ),
        *_whys(scene),
        inputs.labelled(involved, says.people_involved, block_id=INVOLVED, optional=True),
    ]


def read_analysis(answers: Answers, scene: FormContext) -> Analyse:
    root_cause = answers.text(ROOT_CAUSE).strip()
    family = answers.maybe(FAMILY, CauseFamily)
    if owes_root_cause(scene.case):
        root_cause, family = answers.written(ROOT_CAUSE), answers.choice(FAMILY, CauseFamily)
    whys = (answers.text(why_block(number)).strip() for number in range(1, FIVE_WHYS + 1))
    if family is None and root_cause:
        answers.refuse(FAMILY, FieldError.NOT_CHOSEN)
    return Analyse(
        analysis=answers.written(ANALYSIS),
        root_cause=root_cause or None,
        cause_family=family,
        five_whys=tuple(why for why in whys if why),
        people_involved=answers.people(INVOLVED),
    )


def why_block(number: int) -> str:
    """The block of the first, second … why; a refusal of the whole chain shows at the first."""
    return WHYS if number == 1 else f"{WHYS}_{number}"


def _whys(scene: FormContext) -> list[Block]:
    """The chain, once some of it is known or somebody has asked for it."""
    says, known = scene.texts.steps.answering, dict(enumerate(scene.case.five_whys, start=1))
    if not known and scene.given is NO_ANSWERS:
        ask = StepButton(label=says.ask_why, action_id=ASK_WHY, value=str(scene.case.id))
        return [actions([button(ask)])]
    return [
        line(
            says.why.format(number=number),
            block_id=why_block(number),
            initial=known.get(number, ""),
            optional=True,
        )
        for number in range(1, FIVE_WHYS + 1)
    ]


FORMS: Mapping[Step, Form] = {Step.ANALYSE: Form(ask=ask_analysis, read=read_analysis)}
