"""The form of the analysis: what was found, and why it happened (policy §3.2.2)."""

from bot.domain.letters import Told
from bot.domain.root_causes import FIVE_WHYS, CauseFamily, is_root_cause_due
from bot.domain.steps import Analyse
from bot.ui import inputs
from bot.ui.answers import Answers
from bot.ui.blocks import Block, context, plain
from bot.ui.form_errors import Refusal
from bot.ui.limits import INPUT_MAX
from bot.ui.steps.fields import area, line, menu_of
from bot.ui.steps.form import Form
from bot.ui.steps.scene import Scene

ANALYSIS = "analysis"
ROOT_CAUSE = "root_cause"
FAMILY = "cause_family"
WHYS = "five_whys"
INVOLVED = "people_involved"


def ask_analysis(scene: Scene) -> list[Block]:
    case, says = scene.case, scene.texts.steps.answering
    is_due = is_root_cause_due(case.severity)
    severity = scene.texts.words.severity[case.severity].lower()
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
            scene.texts.steps.words.cause_family,
            says.cause_family,
            block_id=FAMILY,
            choose=scene.texts.forms.choose,
            initial=case.cause_family,
            optional=not is_due,
        ),
        *_whys(scene),
        inputs.labelled(involved, says.people_involved, block_id=INVOLVED, optional=True),
    ]


def read_analysis(answers: Answers, scene: Scene, _told: Told | None) -> Analyse:
    root_cause = answers.text(ROOT_CAUSE).strip()
    family = answers.maybe(FAMILY, CauseFamily)
    if is_root_cause_due(scene.case.severity):
        root_cause, family = answers.written(ROOT_CAUSE), answers.choice(FAMILY, CauseFamily)
    whys = (answers.text(why_block(number)).strip() for number in range(1, FIVE_WHYS + 1))
    if family is None and root_cause:
        answers.refuse(FAMILY, Refusal.NOT_CHOSEN)
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


def _whys(scene: Scene) -> list[Block]:
    known = dict(enumerate(scene.case.five_whys, start=1))
    return [
        line(
            scene.texts.steps.answering.why.format(number=number),
            block_id=why_block(number),
            initial=known.get(number, ""),
            optional=True,
        )
        for number in range(1, FIVE_WHYS + 1)
    ]


ANALYSE = Form(ask=ask_analysis, read=read_analysis)
