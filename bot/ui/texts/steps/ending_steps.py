"""The steps of an incident, and those with which a case ends and comes back."""

from collections.abc import Mapping

from bot.domain.steps.lifecycles import Step
from bot.ui.texts.language import Area, StepText, Text


class IncidentStepTexts(Area):
    """Measures and the information point."""

    measures = Text(fr="Mesures", en="Measures")
    explanation = Text(fr="Ce qui est décidé", en="What is decided")
    continuity = Text(fr="La session peut-elle continuer ?", en="Can the session go on?")
    lost_minutes = Text(fr="Minutes perdues", en="Minutes lost")
    certifier_rule = Text(fr="Règle du certificateur", en="Certifier's rule")
    certifier_hint = Text(
        fr="Si le contenu est ajusté : comment la durée réglementée est tenue.",
        en="If the content is adjusted: how the regulated duration is kept.",
    )
    parties = Text(fr="Personnes informées", en="People informed")
    parties_hint = Text(
        fr="Par fonction, par exemple : les douze stagiaires et leur employeur.",
        en="By function, for instance: the twelve trainees and their employer.",
    )
    what_happened = Text(fr="Ce qui s'est passé", en="What happened")
    no_names = Text(
        fr="Ni nom ni donnée de santé : ce texte est diffusé.",
        en="No names and no health details: this text is passed on.",
    )
    consequence = Text(fr="Conséquence pour la session", en="Consequence for the session")
    what_changes = Text(
        fr="Ce qui change pour les personnes informées", en="What changes for the people informed"
    )
    next_point = Text(fr="Prochain point", en="Next point")
    audience = Text(fr="Faut-il informer quelqu'un ?", en="Does anybody have to be told?")
    owed = Text(fr="Oui, les personnes concernées", en="Yes, those concerned")
    not_owed = Text(fr="Non, personne n'est à informer", en="No, nobody has to be told")
    done = Text(fr="Ce que vous avez fait", en="What you have done")
    done_hint = Text(
        fr="Ni nom ni donnée de santé dans le texte.",
        en="No names and no health details in the text, please.",
    )
    informed = Text(fr="Qui avez-vous prévenu ?", en="Whom did you tell?")
    stopped = Text(
        fr="La session a été interrompue. Qui d'autre fallait-il prévenir ?",
        en="The session was interrupted. Who else had to be told?",
    )
    told = Text(fr="Personnes prévenues", en="People told")
    told_nobody = Text(
        fr="Personne n'était à prévenir ? Dites pourquoi ; laissez le reste vide.",
        en="Nobody had to be told? Say why, and leave the rest empty.",
    )
    nobody_else = Text(
        fr="Réglé sur place : personne d'autre n'était à informer, selon la personne qui a validé.",
        en="Settled on the spot: nobody else had to be told, says who validated it.",
    )
    waived = Text(fr="Pourquoi personne n'est à informer", en="Why nobody has to be told")


class EndingTexts(Area):
    """How a case ends and comes back."""

    complete = Text(
        fr="Tout ce que la politique demande est fait : le dossier peut être clôturé.",
        en="All that the policy asks for is done: the case can be closed.",
    )
    closing_reason = Text(fr="Commentaire de clôture", en="Closing comment")
    closing_reason_due = Text(
        fr="Le réclamant dit le problème non réglé : pourquoi clôturer",
        en="The complainant says it is not solved: why close",
    )
    reopen_reason = Text(fr="Pourquoi rouvrir ce dossier", en="Why reopen this case")
    answer_due_at = Text(fr="Nouvelle échéance de réponse", en="New date for the answer")
    inadmissibility = Text(fr="Motif de non-recevabilité", en="Why it is not admissible")
    inadmissibility_reason = Text(
        fr="Explication donnée au réclamant", en="Explanation given to the complainant"
    )
    inadmissibility_reason_hint = Text(
        fr="Laissez vide pour dire ce qui est écrit sous le motif.",
        en="Leave it empty to say what stands beneath the reason.",
    )
    duplicate_of = Text(fr="Référence du dossier d'origine", en="Reference of the original case")
    duplicate_hint = Text(
        fr="Par exemple REC-2026-0003. Les deux dossiers seront liés.",
        en="For instance REC-2026-0003. Both cases will be linked.",
    )
    untold = Text(
        fr="Réclamant à ne pas prévenir : pourquoi", en="Why the complainant need not be told"
    )
    untold_hint = Text(
        fr="Par exemple, le même appel saisi deux fois. Laissez vide pour lui écrire.",
        en="For instance, the same call filed twice. Leave it empty to write to them.",
    )
    withdraw_reason = Text(fr="Pourquoi le dossier est retiré", en="Why the case is withdrawn")


INCIDENT_STEPS: Mapping[Step, StepText] = {
    Step.DECIDE_MEASURES: StepText(
        label=Text(fr="Décider des mesures", en="Decide on measures"),
        to_do=Text(fr="décider des mesures", en="decide on measures"),
        event=Text(fr="Mesures décidées", en="Measures decided"),
        line=Text(fr="Mesures décidées par {who}.", en="Measures decided by {who}."),
    ),
    Step.INFORM_PARTIES: StepText(
        label=Text(fr="Point d'information", en="Update those concerned"),
        to_do=Text(fr="faire le point d'information", en="record the update to those concerned"),
        event=Text(fr="Point d'information", en="Update to those concerned"),
        line=Text(
            fr="Point d'information donné {means}, {when}, par {who}.",
            en="Those concerned were updated {means}, {when}, by {who}.",
        ),
        otherwise=Text(
            fr="Point d'information sans objet, selon {who}.",
            en="No update called for, says {who}.",
        ),
    ),
    Step.SETTLE_ON_SPOT: StepText(
        label=Text(fr="C'est réglé", en="It is settled"),
        to_do=Text(fr="dire ce qui a été fait sur place", en="say what was done on the spot"),
        event=Text(fr="Ce qui a été fait sur place", en="What was done on the spot"),
        line=Text(fr="Réglé sur place par {who}.", en="Settled on the spot by {who}."),
        otherwise=Text(
            fr="{who} a dit ce qui a été fait aussitôt ; le dossier est traité en entier.",
            en="{who} said what was done at once; the case is handled in full.",
        ),
    ),
    Step.VALIDATE: StepText(
        label=Text(fr="Valider et clore", en="Validate and close"),
        to_do=Text(fr="valider et clore ce dossier", en="validate and close this case"),
        event=Text(fr="Validation et clôture", en="Validated and closed"),
        line=Text(
            fr="Règlement sur place validé et dossier clos par {who}.",
            en="Settled on the spot: validated and closed by {who}.",
        ),
    ),
}


ENDING_STEPS: Mapping[Step, StepText] = {
    Step.CLOSE: StepText(
        label=Text(fr="Clôturer", en="Close the case"),
        to_do=Text(fr="clôturer ce dossier", en="close this case"),
        event=Text(fr="Clôture", en="Closed"),
        line=Text(fr="Dossier clos par {who}.", en="Case closed by {who}."),
    ),
    Step.REOPEN: StepText(
        label=Text(fr="Rouvrir", en="Reopen"),
        to_do=Text(fr="rouvrir ce dossier", en="reopen this case"),
        event=Text(fr="Réouverture", en="Reopened"),
        line=Text(fr="Dossier rouvert par {who}.", en="Case reopened by {who}."),
    ),
    Step.REJECT: StepText(
        label=Text(fr="Non recevable", en="Not admissible"),
        to_do=Text(fr="déclarer ce dossier non recevable", en="declare this case not admissible"),
        event=Text(fr="Non recevable", en="Inadmissible"),
        line=Text(
            fr="Réclamation déclarée non recevable par {who}, réponse {means}.",
            en="Complaint found inadmissible by {who}, answered {means}.",
        ),
        otherwise=Text(
            fr="Réclamation déclarée non recevable par {who} : personne ne peut être joint.",
            en="Complaint found inadmissible by {who}: nobody can be reached.",
        ),
    ),
    Step.MARK_DUPLICATE: StepText(
        label=Text(fr="Doublon", en="Duplicate"),
        to_do=Text(fr="marquer ce dossier comme doublon", en="mark this case as a duplicate"),
        event=Text(fr="Doublon", en="Duplicate"),
        line=Text(
            fr="Doublon du dossier {original}, selon {who}.",
            en="Duplicate of case {original}, says {who}.",
        ),
    ),
    Step.WITHDRAW: StepText(
        label=Text(fr="Retrait", en="Withdrawal"),
        to_do=Text(fr="noter le retrait", en="note the withdrawal"),
        event=Text(fr="Retrait", en="Withdrawn"),
        line=Text(fr="Dossier retiré par {who}.", en="Case withdrawn by {who}."),
    ),
}
