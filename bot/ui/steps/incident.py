"""Forms of an incident: the measures decided, and who is told (policy §4.2 and §4.3)."""

from collections.abc import Mapping

from bot.domain.cases.letters import InformationPointFacts, Letter, LetterKind
from bot.domain.cases.taxonomy import Continuity, Measure
from bot.domain.steps.incident import DecideMeasures, InformParties
from bot.domain.steps.lifecycles import Step
from bot.ui.blocks import inputs
from bot.ui.blocks.answers import Answers
from bot.ui.blocks.blocks import Block
from bot.ui.blocks.form_errors import FieldError
from bot.ui.steps import on_spot
from bot.ui.steps.form import Form, FormContext, area, line, one_of, several_of, told_at_once
from bot.ui.steps.letters import FRENCH, correspondence, in_french
from bot.ui.texts import letters

MEASURES = "measures"
EXPLANATION = "explanation"
CONTINUITY = "continuity"
LOST = "lost_minutes"
CERTIFIER_RULE = "certifier_rule"
AUDIENCE = "audience"
PARTIES = "parties"
HAPPENED = "what_happened"
CONSEQUENCE = "consequence"
CHANGES = "what_changes"
NEXT_POINT = "next_point"
WAIVED = "waived_because"

_OWED, _NOT_OWED = "owed", "not_owed"


def ask_measures(scene: FormContext) -> list[Block]:
    case, texts, says = scene.case, scene.texts, scene.texts.steps.incident
    lost = inputs.count(case.lost_minutes)
    return [
        several_of(
            texts.words.measure, says.measures, block_id=MEASURES, choose=texts.forms.choose
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


def read_measures(answers: Answers, _scene: FormContext) -> DecideMeasures:
    measures = answers.several(MEASURES, Measure)
    rule = answers.text(CERTIFIER_RULE).strip() or None
    if not measures:
        answers.refuse(MEASURES, FieldError.NOT_CHOSEN)
    if Measure.CONTENT_ADJUSTMENT in measures and rule is None:
        answers.refuse(CERTIFIER_RULE, FieldError.BLANK)
    return DecideMeasures(
        measures=measures,
        explanation=answers.written(EXPLANATION),
        continuity=answers.maybe(CONTINUITY, Continuity),
        lost_minutes=answers.count(LOST),
        certifier_rule=rule,
    )


def ask_information_point(scene: FormContext) -> list[Block]:
    """What those concerned are told, or why nobody has to be."""
    says = scene.texts.steps.incident
    choices = [inputs.option(says.owed, _OWED), inputs.option(says.not_owed, _NOT_OWED)]
    is_owed = scene.given.picked(AUDIENCE, [_NOT_OWED]) is None
    whether = inputs.radio(choices, initial=choices[0 if is_owed else 1])
    asked = told_at_once(inputs.labelled(whether, says.audience, block_id=AUDIENCE))
    if not is_owed:
        return [asked, area(says.waived, block_id=WAIVED)]
    return [
        asked,
        line(says.parties, block_id=PARTIES, hint=says.parties_hint),
        area(says.what_happened, block_id=HAPPENED, hint=says.no_names),
        line(says.consequence, block_id=CONSEQUENCE),
        area(says.what_changes, block_id=CHANGES),
        line(says.next_point, block_id=NEXT_POINT, optional=True),
    ]


def draft_information_point(answers: Answers, scene: FormContext) -> Letter | None:
    """The text for those concerned, unless nobody has to be told."""
    if _is_waived(answers):
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
    return letters.information_point(correspondence(scene), facts)


def read_information_point(answers: Answers, scene: FormContext) -> InformParties:
    if _is_waived(answers) and answers.has(WAIVED):
        return InformParties(waived_because=answers.written(WAIVED))
    if _is_waived(answers):  # sent before the form was drawn anew
        answers.refuse(AUDIENCE, FieldError.NOT_CHOSEN)
        return InformParties()
    return InformParties(parties=answers.written(PARTIES), told=scene.told)


def _is_waived(answers: Answers) -> bool:
    """A form opened by an older release asks both at once, and knows no audience."""
    if answers.has(AUDIENCE):
        chosen = answers.picked(AUDIENCE, (_OWED, _NOT_OWED))
        if chosen is None:
            answers.refuse(AUDIENCE, FieldError.NOT_CHOSEN)
        return chosen == _NOT_OWED
    return bool(answers.text(WAIVED).strip())


def _measures(scene: FormContext) -> str:
    """The latest decision, and what was decided in the words of who did, to be read over."""
    if not scene.case.measures:
        return letters.UNDECIDED
    decided = scene.case.measures[-1]
    words = ", ".join(FRENCH.words.measure.in_line[measure] for measure in decided.measures)
    return "\n".join(filter(None, (words, decided.explanation.strip())))


FORMS: Mapping[Step, Form] = {
    Step.DECIDE_MEASURES: Form(ask=ask_measures, read=read_measures),
    Step.INFORM_PARTIES: Form(
        ask=ask_information_point,
        letter=LetterKind.INFORMATION_POINT,
        draft=draft_information_point,
        read=read_information_point,
    ),
    **on_spot.FORMS,
}
