"""What is told of a step in one line, in French."""

from bot.domain.action_steps import ActionStep
from bot.domain.lifecycles import Step
from bot.domain.outcomes import ComplainantDecision, Solved
from bot.domain.taxonomy import Means
from bot.ui.texts.lines import LineTexts, NewsTexts

FRENCH_LINES = LineTexts(
    step={
        Step.TAKE_CHARGE: "Dossier pris en charge par {who}.",
        Step.ACKNOWLEDGE: "Accusé de réception envoyé {means}, {when}, par {who}.",
        Step.WAIVE_ACKNOWLEDGEMENT: (
            "Accusé de réception sans objet, selon {who} : personne ne peut être joint."
        ),
        Step.QUALIFY: "Dossier qualifié par {who} : gravité {severity}.",
        Step.ASSIGN: "Dossier confié à {owner} par {who}.",
        Step.REQUEST_INFORMATION: "Précisions demandées {means}, {when}, par {who}.",
        Step.RECORD_INFORMATION: "Précisions reçues, enregistrées par {who}.",
        Step.DECIDE_MEASURES: "Mesures décidées par {who}.",
        Step.INFORM_PARTIES: "Point d'information donné {means}, {when}, par {who}.",
        Step.ANALYSE: "Analyse enregistrée par {who}.",
        Step.PROPOSE_SOLUTION: "Solution proposée {means}, {when}, par {who}.",
        Step.RECORD_DECISION: "Réponse du réclamant enregistrée par {who} : {decision}.",
        Step.EXTEND: "Délai prolongé jusqu'au {due}, annoncé {means}, {when}, par {who}.",
        Step.IMPLEMENT: "Mise en œuvre constatée par {who}.",
        Step.FOLLOW_UP: "Suivi de satisfaction {means}, par {who} : {solved}.",
        Step.ADD_ACTION: "Action {action} confiée à {owner} par {who}, pour le {day}.",
        Step.CLOSE: "Dossier clos par {who}.",
        Step.REOPEN: "Dossier rouvert par {who}.",
        Step.REJECT: "Réclamation déclarée non recevable par {who}, réponse {means}.",
        Step.MARK_DUPLICATE: "Doublon de {original}, selon {who}.",
        Step.WITHDRAW: "Dossier retiré par {who}.",
        Step.CORRECT_RECEPTION: "Date de réception corrigée par {who}.",
        Step.CORRECT_FACTS: "Faits corrigés par {who}.",
        Step.ADD_NOTE: "Note ajoutée par {who}.",
        Step.NOTE_EXTERNAL: "{external} : échéance {due}, notée par {who}.",
        Step.SETTLE_EXTERNAL: "{external} : c'est fait, selon {who}.",
    },
    answer_kept="Solution consignée par {who} : personne ne peut être joint.",
    information_waived="Point d'information sans objet, selon {who}.",
    extended_late=(
        "Nouvelle date, {due}, annoncée {means}, {when}, par {who} : c'était après l'échéance, "
        "qui reste manquée."
    ),
    set_aside="Réclamation déclarée non recevable par {who} : personne ne peut être joint.",
    external_moot="{external} : sans objet, selon {who}.",
    linked="{duplicate} est un doublon de ce dossier, selon {who}.",
    owner_left="{owner} n'a plus de compte Slack : le dossier attend un pilote.",
    action_owner_left=(
        "Action {action} confiée à {owner} : la personne qui la pilotait n'a plus de compte Slack."
    ),
    action={
        ActionStep.COMPLETE: "Action {action} faite, selon {who}.",
        ActionStep.CHECK_EFFECT: "Action {action} jugée efficace par {who}.",
        ActionStep.REOPEN: "Action {action} à refaire, selon {who}, pour le {day}.",
        ActionStep.RESCHEDULE: "Action {action} reportée au {day} par {who}.",
        ActionStep.REASSIGN: "Action {action} confiée à {owner} par {who}.",
        ActionStep.MOVE_TO_PLAN: "Action {action} reprise par le plan d'actions, selon {who}.",
        ActionStep.CANCEL: "Action {action} abandonnée par {who}.",
    },
    action_without_effect="Action {action} sans effet, selon {who} : à refaire pour le {day}.",
    brief="{event}, {when}.",
    means={
        Means.EMAIL: "par courriel",
        Means.PHONE: "par téléphone",
        Means.POST: "par courrier",
        Means.HANDED_OVER: "en main propre",
        Means.SPOKEN: "de vive voix",
    },
    decision={
        ComplainantDecision.ACCEPTED: "solution acceptée",
        ComplainantDecision.REFUSED: "solution refusée",
        ComplainantDecision.NO_ANSWER: "sans réponse",
    },
    solved={
        Solved.YES: "le problème est réglé",
        Solved.PARTLY: "le problème est réglé en partie",
        Solved.NO: "le problème n'est pas réglé",
    },
    no_answer="sans réponse",
)

FRENCH_NEWS = NewsTexts(
    told="{ref} : {line}",
    told_brief="{ref}, dossier confidentiel : {line}",
    owned="{title} : ce dossier vous est confié.",
    owned_confidential="Le dossier confidentiel {ref} vous est confié.",
    action="Action {ref}, à faire pour le {day} :",
    action_criterion="Elle aura réussi si :",
    owner_left=(
        "{ref} attend un pilote : {owner} n'a plus de compte Slack. "
        "Ouvrez le dossier pour l'attribuer."
    ),
    action_owner_left=(
        "L'action {ref}, à faire pour le {day}, est confiée à {owner} : {left} n'a plus de compte "
        "Slack. Changez de pilote s'il le faut."
    ),
    note_refused=(
        "Votre réponse dans le fil de {ref} n'est pas gardée au dossier : "
        "seules les personnes qui le suivent peuvent y ajouter une note."
    ),
)
