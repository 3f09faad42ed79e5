"""Forms of an incident: the measures decided, and who is told (policy §4.2 and §4.3)."""

from bot.domain import letter_drafts
from bot.domain.letter_drafts import InformationPointFacts
from bot.domain.letters import Letter, LetterKind, Told
from bot.domain.steps import DecideMeasures, InformParties
from bot.domain.taxonomy import Continuity, Measure
from bot.ui import inputs
from bot.ui.answers import Answers
from bot.ui.blocks import Block, context, plain
from bot.ui.case_lines import in_line
from bot.ui.form_errors import Refusal
from bot.ui.steps.fields import area, line, one_of, several_of
from bot.ui.steps.form import Form
from bot.ui.steps.letters import FRENCH, correspondence, in_french
from bot.ui.steps.scene import Scene

MEASURES = "measures"
EXPLANATION = "explanation"
CONTINUITY = "continuity"
LOST = "lost_minutes"
CERTIFIER_RULE = "certifier_rule"
PARTIES = "parties"
HAPPENED = "what_happened"
CONSEQUENCE = "consequence"
CHANGES = "what_changes"
NEXT_POINT = "next_point"
WAIVED = "waived_because"


def ask_measures(scene: Scene) -> list[Block]:
    case, texts, says = scene.case, scene.texts, scene.texts.steps.incident
    lost = inputs.count(case.lost_minutes)
    return [
        several_of(
            texts.steps.words.measure, says.measures, block_id=MEASURES, choose=texts.forms.choose
        ),
        area(says.explanation, block_id=EXPLANATION),
        one_of(
            texts.words.continuity,
            says.continuity,
            block_id=CONTINUITY,
            initial=case.continuity,
            optional=True,
        ),
        inputs.labelled(lost, says.lost_minutes, block_id=LOST, optional=True),
        area(says.certifier_rule, block_id=CERTIFIER_RULE, hint=says.certifier_hint, optional=True),
    ]


def read_measures(answers: Answers, _scene: Scene, _told: Told | None) -> DecideMeasures:
    measures = answers.several(MEASURES, Measure)
    rule = answers.text(CERTIFIER_RULE).strip() or None
    if not measures:
        answers.refuse(MEASURES, Refusal.NOT_CHOSEN)
    if Measure.CONTENT_ADJUSTMENT in measures and rule is None:
        answers.refuse(CERTIFIER_RULE, Refusal.BLANK)
    return DecideMeasures(
        measures=measures,
        explanation=answers.written(EXPLANATION),
        continuity=answers.maybe(CONTINUITY, Continuity),
        lost_minutes=answers.count(LOST),
        certifier_rule=rule,
    )


def ask_information_point(scene: Scene) -> list[Block]:
    says = scene.texts.steps.incident
    return [
        line(says.parties, block_id=PARTIES, hint=says.parties_hint, optional=True),
        area(says.what_happened, block_id=HAPPENED, hint=says.no_names, optional=True),
        line(says.consequence, block_id=CONSEQUENCE, optional=True),
        area(says.what_changes, block_id=CHANGES, optional=True),
        line(says.next_point, block_id=NEXT_POINT, optional=True),
        context(plain(says.waived_hint)),
        area(says.waived, block_id=WAIVED, optional=True),
    ]


def draft_information_point(answers: Answers, scene: Scene) -> Letter | None:
    """The text for those concerned, unless nobody has to be told."""
    if answers.text(WAIVED).strip():
        return None
    facts = InformationPointFacts(
        session=scene.case.session or "Votre session",
        happened_at=in_french(scene.case.received_at, scene),
        what_happened=answers.written(HAPPENED),
        consequence=answers.written(CONSEQUENCE),
        measures=_measures(scene),
        what_changes=answers.written(CHANGES),
        next_point=answers.text(NEXT_POINT).strip() or None,
    )
    return letter_drafts.information_point(correspondence(scene), facts)


def read_information_point(answers: Answers, _scene: Scene, told: Told | None) -> InformParties:
    waived = answers.text(WAIVED).strip() or None
    if waived is not None:
        return InformParties(waived_because=waived)
    return InformParties(parties=answers.written(PARTIES), told=told)


def _measures(scene: Scene) -> str:
    """What was decided last, in the letter's words."""
    if not scene.case.measures:
        return "l'équipe étudie les mesures à prendre"
    decided = scene.case.measures[-1]
    words = (in_line(FRENCH.steps.words.measure[measure]) for measure in decided.measures)
    return ", ".join(words)


DECIDE_MEASURES = Form(ask=ask_measures, read=read_measures)
INFORM_PARTIES = Form(
    ask=ask_information_point,
    letter=LetterKind.INFORMATION_POINT,
    draft=draft_information_point,
    read=read_information_point,
)
