"""What stands before a choice of steps, and what each of them is for."""

from bot.domain.steps.doors import Door
from bot.domain.steps.lifecycles import Step
from bot.ui.texts.language import Area, Choices, Text


class DoorTexts(Area):
    """« Corriger » and « Classer autrement », and what they lead to."""

    label = Choices(
        {
            Door.CORRECT: Text(fr="Corriger", en="Correct"),
            Door.RECLASSIFY: Text(fr="Classer autrement", en="Classify otherwise"),
        }
    )
    leads_to = Choices(
        {
            str(Step.CORRECT_FACTS): Text(
                fr="Le récit, la session ou un autre fait.",
                en="What happened, the session or another fact.",
            ),
            str(Step.CORRECT_RECEPTION): Text(
                fr="La date de réception, dont partent les délais.",
                en="The date received, from which deadlines run.",
            ),
            str(Step.REJECT): Text(
                fr="Ce n'est pas une réclamation, ou elle ne relève pas de nous.",
                en="It is no complaint, or not ours to settle.",
            ),
            str(Step.MARK_DUPLICATE): Text(
                fr="Un autre dossier traite déjà de la même chose.",
                en="Another case is about the same thing already.",
            ),
            str(Step.WITHDRAW): Text(
                fr="Il n'y a plus lieu de traiter ce dossier.",
                en="There is no reason left to handle this case.",
            ),
            str(Step.WAIVE_ACKNOWLEDGEMENT): Text(
                fr="Il n'y a personne à qui répondre.",
                en="There is nobody to answer.",
            ),
        }
    )
