"""The steps that a complaint alone knows, from its acknowledgement to its follow-up."""

from collections.abc import Mapping

from bot.domain.steps.lifecycles import Step
from bot.ui.texts.language import Area, StepText, Text


class AnsweringTexts(Area):
    """From the acknowledgement to the follow-up of a complaint."""

    signatory = Text(fr="Qui a signé le contrat ?", en="Who signed the contract?")
    signatory_hint = Text(
        fr="Qui paie avec son CPF est un particulier : la réponse lui nomme le médiateur.",
        en="Who pays from a CPF account is an individual: the answer names the mediator to them.",
    )
    noted = Text(
        fr="Ce qui a été noté de l'échange, pour compléter la lettre si besoin :\n{text}",
        en="What was noted of the conversation, to complete the letter if need be:\n{text}",
    )
    waive_reason = Text(fr="Pourquoi personne ne peut être joint", en="Why nobody can be reached")
    waive_reason_hint = Text(
        fr="Par exemple, une réclamation anonyme : aucun accusé n'est alors dû.",
        en="For instance an anonymous complaint: no acknowledgement is owed then.",
    )
    questions = Text(fr="Ce qui nous manque", en="What we need to know")
    no_pause = Text(
        fr="Cette demande ne suspend rien : la solution reste attendue {when}.",
        en="This pauses nothing: the solution is still due {when}.",
    )
    information = Text(fr="Ce que le réclamant a ajouté", en="What the complainant added")
    information_at = Text(fr="Reçu le", en="Received on")
    analysis = Text(fr="Constats", en="Findings")
    root_cause = Text(fr="Cause racine", en="Root cause")
    root_cause_due = Text(
        fr="Gravité {severity} : la cause racine et sa famille sont obligatoires.",
        en="Severity {severity}: the root cause and its family are compulsory.",
    )
    cause_family = Text(fr="Famille de cause", en="Family of the cause")
    ask_why = Text(fr="Les cinq pourquoi", en="The five whys")
    why = Text(fr="Pourquoi ? ({number} sur 5)", en="Why? ({number} of 5)")
    people_involved = Text(
        fr="Personnes associées à l'analyse", en="People who took part in the analysis"
    )
    outcome = Text(fr="La réclamation est", en="The complaint is")
    solution = Text(fr="Solution proposée", en="Proposed solution")
    reasons = Text(fr="Raisons de ce qui n'est pas retenu", en="Reasons for what is not upheld")
    reasons_hint = Text(
        fr="Si elle n'est fondée qu'en partie, ou pas du tout.",
        en="If it is upheld in part only, or not at all.",
    )
    implemented_on = Text(fr="Mise en œuvre prévue le", en="To be put in place on")
    prevention = Text(fr="Pour éviter que cela se reproduise", en="To keep it from happening again")
    in_letter = Text(
        fr=(
            "Ces textes entrent dans la lettre, que vous relirez juste après. Les constats y "
            "entrent aussi, sauf si la réclamation n'est pas fondée."
        ),
        en=(
            "These texts go into the letter, which you read right after. The findings go in too, "
            "unless the complaint is not upheld."
        ),
    )
    in_place = Text(fr="Mise en œuvre", en="Put in place")
    in_place_today = Text(fr="Faite aujourd'hui", en="Done today")
    in_place_another_day = Text(
        fr="Un autre jour, indiqué ci-dessous", en="Another day, given below"
    )
    in_place_on = Text(fr="Le jour, si ce n'est pas aujourd'hui", en="The day, if it is not today")
    decision = Text(fr="Décision du réclamant", en="Complainant's decision")
    decided_at = Text(fr="Connue le", en="Known on")
    exhausted = Text(fr="Recours", en="Recourse")
    exhausted_yes = Text(fr="Tous les recours sont épuisés", en="Every recourse has been tried")
    comment = Text(fr="Commentaire", en="Comment")
    extension_reason = Text(fr="Motif de la prolongation", en="Reason for the extension")
    extension_done = Text(fr="Ce qui est fait", en="What is done")
    extension_remaining = Text(fr="Ce qui reste à faire", en="What is left to do")
    new_due_at = Text(fr="Nouvelle échéance", en="New due date")
    due_now = Text(
        fr="Échéance actuelle : {when}. La nouvelle date doit être dite avant.",
        en="Due now: {when}. The new date has to be told before.",
    )
    due_past = Text(
        fr=(
            "L'échéance du {when} est passée : la nouvelle date sera notée, mais l'échéance reste "
            "manquée."
        ),
        en=(
            "What was due {when} is overdue: the new date will be noted, but the deadline stays "
            "missed."
        ),
    )
    implemented_at = Text(fr="En place depuis le", en="In place since")
    implementation = Text(fr="Ce qui le montre", en="What shows it")
    asked_at = Text(
        fr="Question posée ou réponse reçue le", en="Question put or answer received on"
    )
    solved = Text(fr="Le problème est-il réglé ?", en="Is the problem solved?")
    solved_hint = Text(
        fr=(
            "Pas encore de réponse ? Laissez vide : la tentative sera notée, et la relance rédigée "
            "si elle part par écrit."
        ),
        en=(
            "No answer yet? Leave it empty: the attempt will be noted, and a reminder drafted if "
            "it goes out in writing."
        ),
    )
    score = Text(
        fr="Satisfaction, de 1 (pas du tout) à 5 (tout à fait)",
        en="Satisfaction, from 1 (not at all) to 5 (entirely)",
    )
    verbatim = Text(fr="Ce qu'en dit le réclamant", en="What the complainant says of it")
    closes = Text(fr="Clore le dossier", en="Close the case")
    closes_if = Text(
        fr="Oui, si le réclamant répond que le problème est réglé",
        en="Yes, if the complainant answers that the problem is solved",
    )


COMPLAINT_STEPS: Mapping[Step, StepText] = {
    Step.ACKNOWLEDGE: StepText(
        label=Text(fr="Accuser réception", en="Acknowledge"),
        to_do=Text(fr="accuser réception", en="acknowledge this complaint"),
        event=Text(fr="Accusé de réception envoyé", en="Acknowledgement sent"),
        line=Text(
            fr="Accusé de réception envoyé {means}, {when}, par {who}.",
            en="Acknowledgement sent {means}, {when}, by {who}.",
        ),
    ),
    Step.WAIVE_ACKNOWLEDGEMENT: StepText(
        label=Text(fr="Réclamant injoignable", en="Complainant out of reach"),
        to_do=Text(fr="dire le réclamant injoignable", en="say that nobody can be answered"),
        event=Text(fr="Accusé de réception sans objet", en="No acknowledgement called for"),
        line=Text(
            fr="Accusé de réception sans objet, selon {who} : personne ne peut être joint.",
            en="No acknowledgement called for, says {who}: nobody can be reached.",
        ),
    ),
    Step.REQUEST_INFORMATION: StepText(
        label=Text(fr="Demander des précisions", en="Ask for details"),
        to_do=Text(fr="demander des précisions", en="ask for details"),
        event=Text(fr="Précisions demandées", en="Information asked for"),
        line=Text(
            fr="Précisions demandées {means}, {when}, par {who}.",
            en="More information asked for {means}, {when}, by {who}.",
        ),
    ),
    Step.RECORD_INFORMATION: StepText(
        label=Text(fr="Précisions reçues", en="Details received"),
        to_do=Text(fr="noter les précisions reçues", en="note the details received"),
        event=Text(fr="Précisions reçues", en="Information received"),
        line=Text(
            fr="Précisions reçues, enregistrées par {who}.",
            en="Information received, recorded by {who}.",
        ),
    ),
    Step.EXTEND: StepText(
        label=Text(fr="Prolonger", en="Extend"),
        to_do=Text(fr="prolonger le délai", en="extend the time"),
        event=Text(fr="Prolongation", en="Deadline extended"),
        line=Text(
            fr="Délai prolongé jusqu'au {due}, annoncé {means}, {when}, par {who}.",
            en="Deadline extended to {due}, told {means}, {when}, by {who}.",
        ),
        otherwise=Text(
            fr=(
                "Nouvelle date, {due}, annoncée {means}, {when}, par {who} : c'était après "
                "l'échéance, qui reste manquée."
            ),
            en=(
                "New date, {due}, told {means}, {when}, by {who}: that was after the deadline, "
                "which stays missed."
            ),
        ),
    ),
    Step.ANALYSE: StepText(
        label=Text(fr="Analyser", en="Analyse"),
        to_do=Text(fr="analyser ce dossier", en="analyse this case"),
        event=Text(fr="Analyse", en="Analysis"),
        line=Text(fr="Analyse enregistrée par {who}.", en="Analysis recorded by {who}."),
    ),
    Step.ANSWER_AND_SETTLE: StepText(
        label=Text(fr="Répondre et régler", en="Answer and settle"),
        to_do=Text(fr="répondre et régler", en="answer and settle this complaint"),
        event=Text(fr="Réponse et règlement", en="Answered and settled"),
        line=Text(
            fr="Réponse donnée et suite réglée par {who}.", en="Answered and settled by {who}."
        ),
    ),
    Step.PROPOSE_SOLUTION: StepText(
        label=Text(fr="Proposer une solution", en="Propose a solution"),
        to_do=Text(fr="proposer une solution", en="propose a solution"),
        event=Text(fr="Réponse au réclamant", en="Answer to the complainant"),
        line=Text(
            fr="Réponse donnée {means}, {when}, par {who}.",
            en="Answer given {means}, {when}, by {who}.",
        ),
        otherwise=Text(
            fr="Réponse consignée par {who} : personne ne peut être joint.",
            en="Answer recorded by {who}: nobody can be reached.",
        ),
    ),
    Step.RECORD_DECISION: StepText(
        label=Text(fr="Décision du réclamant", en="Complainant's decision"),
        to_do=Text(fr="noter la décision du réclamant", en="note the complainant's decision"),
        event=Text(fr="Réponse du réclamant", en="Complainant's answer"),
        line=Text(
            fr="Réponse du réclamant enregistrée par {who} : {decision}.",
            en="Complainant's answer recorded by {who}: {decision}.",
        ),
    ),
    Step.IMPLEMENT: StepText(
        label=Text(fr="Mise en œuvre", en="Implementation"),
        to_do=Text(fr="constater la mise en œuvre", en="record the implementation"),
        event=Text(fr="Mise en œuvre", en="Put in place"),
        line=Text(fr="Mise en œuvre constatée par {who}.", en="Implementation confirmed by {who}."),
    ),
    Step.FOLLOW_UP: StepText(
        label=Text(fr="Suivi de satisfaction", en="Satisfaction follow-up"),
        to_do=Text(fr="faire le suivi de satisfaction", en="record the satisfaction follow-up"),
        event=Text(fr="Suivi de satisfaction", en="Satisfaction follow-up"),
        line=Text(
            fr="Suivi de satisfaction {means}, par {who} : {solved}.",
            en="Satisfaction follow-up {means}, by {who}: {solved}.",
        ),
    ),
}
