"""Names of steps, wherever they stand, and texts of their forms."""

from collections.abc import Mapping

from bot.domain.steps.lifecycles import Step
from bot.ui.texts.cases import LifeTexts
from bot.ui.texts.language import Area, StepText, SubArea, Text, said_of
from bot.ui.texts.steps.actions import ACTION_STEPS, ActionTexts
from bot.ui.texts.steps.case_steps import CASE_STEPS, HandlingTexts, OutsideTexts
from bot.ui.texts.steps.complaint_steps import COMPLAINT_STEPS, AnsweringTexts
from bot.ui.texts.steps.doors import DoorTexts
from bot.ui.texts.steps.ending_steps import (
    ENDING_STEPS,
    INCIDENT_STEPS,
    EndingTexts,
    IncidentStepTexts,
)
from bot.ui.texts.steps.refusals import RefusedTexts

_FAMILIES = {**CASE_STEPS, **COMPLAINT_STEPS, **INCIDENT_STEPS, **ENDING_STEPS}
STEPS: Mapping[Step, StepText] = {step: _FAMILIES[step] for step in Step}


class LetterTexts(Area):
    """Texts of forms around a letter."""

    subject = Text(fr="Objet", en="Subject")
    body = Text(fr="Lettre", en="Letter (in French)")
    told_at = Text(fr="Envoyé ou dit le", en="Sent or told on")
    means = Text(fr="Par quel moyen", en="By what means")
    write = Text(fr="Continuer", en="Continue")
    written = Text(
        fr=(
            "Relisez, adaptez, envoyez. Vigie n'envoie rien : ce texte est conservé tel quel, avec "
            "la date et le moyen."
        ),
        en=(
            "Read, adapt, send. Vigie sends nothing: this text is kept word for word, with its "
            "date and means."
        ),
    )
    addressee = Text(fr="Réclamant : {who}", en="Complainant: {who}")
    before = Text(
        fr=(
            "Ci-dessous, ce que vous avez déjà rempli. Si vous le corrigez, vous relirez la lettre "
            "avant de valider."
        ),
        en=(
            "Below is what you filled in already. If you correct it, you read the letter again "
            "before you go on."
        ),
    )
    redrafted = Text(
        fr="Vos réponses ont changé : la lettre a été refaite. Relisez-la, puis validez.",
        en="Your answers have changed: the letter was drafted anew. Read it, then go on.",
    )
    to_check = Text(
        fr=(
            "Vos réponses ont changé depuis ce brouillon. Votre texte est gardé : vérifiez que la "
            "lettre dit encore la même chose, puis validez."
        ),
        en=(
            "Your answers have changed since this draft. Your text is kept: check that the letter "
            "still says the same, then go on."
        ),
    )
    answer_by = Text(fr="Réponse souhaitée avant le", en="Answer wished by")


class StepTexts(Area):
    """All about steps; `label` is the contract's, and everybody relies on it."""

    label = said_of(STEPS, "label")
    to_do = said_of(STEPS, "to_do")
    line = said_of(STEPS, "line")
    other_line = said_of(STEPS, "otherwise")
    action_label = said_of(ACTION_STEPS, "label")
    action_to_do = said_of(ACTION_STEPS, "to_do")
    action_line = said_of(ACTION_STEPS, "line")
    other_action_line = said_of(ACTION_STEPS, "otherwise")
    submit = Text(fr="Enregistrer", en="Save")
    refused = SubArea(RefusedTexts)
    letter = SubArea(LetterTexts)
    handling = SubArea(HandlingTexts)
    answering = SubArea(AnsweringTexts)
    ending = SubArea(EndingTexts)
    incident = SubArea(IncidentStepTexts)
    action = SubArea(ActionTexts)
    outside = SubArea(OutsideTexts)
    doors = SubArea(DoorTexts)
    life = SubArea(LifeTexts)
