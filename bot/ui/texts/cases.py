"""Texts of « Voir le dossier », and the errors where it cannot be shown."""

from bot.domain.cases.cases import Status
from bot.ui.texts.language import Area, Both, Choices, Counted, Text


class CaseTexts(Area):
    """Facts, deadlines, files and timeline of « Voir le dossier »."""

    close = Text(fr="Fermer", en="Close")
    to_do = Text(fr="À faire : {what}.", en="To do: {what}.")
    to_do_before = Text(fr="À faire : {what}, {when}.", en="To do: {what}, {when}.")
    nothing_left = Choices(
        {
            str(Status.REJECTED): Text(
                fr="rien, la réclamation n'est pas recevable",
                en="nothing, the complaint is inadmissible",
            ),
            str(Status.DUPLICATE): Text(
                fr="rien, ce dossier est traité dans un autre",
                en="nothing, this case is handled in another one",
            ),
            str(Status.WITHDRAWN): Text(
                fr="rien, ce dossier est retiré", en="nothing, this case is withdrawn"
            ),
            str(Status.CLOSED): Text(
                fr="rien, le dossier est clos", en="nothing, the case is closed"
            ),
        }
    )
    finish_actions = Text(
        fr="achever les actions, puis clôturer", en="finish the actions, then close"
    )
    facts = Text(fr="Faits", en="Facts")
    description_cut = Text(
        fr="La suite du texte est dans le registre.", en="The rest of the text is in the register."
    )
    people = Text(fr="Personnes", en="People")
    deadlines = Text(fr="Échéances", en="Deadlines")
    no_deadline = Text(fr="Aucune échéance en attente.", en="No deadline is pending.")
    timeline = Text(fr="Historique", en="Timeline")
    timeline_page = Text(
        fr="Historique, {first} à {last} sur {total}", en="Timeline, {first} to {last} of {total}"
    )
    line = Text(fr="*{label} :* {value}", en="*{label}:* {value}")
    continuity = Text(fr="Session", en="Session")
    received = Text(fr="Réception", en="Received")
    recorded = Text(fr="Enregistrement", en="Recorded")
    confidential = Text(fr="Confidentiel", en="Confidential")
    not_known = Text(fr="non renseigné", en="not given")
    met = Text(fr="{what} : date promise, {when}", en="{what}: date promised, {when}")
    file = Text(fr="• {name} ({size})", en="• {name} ({size})")
    refused_file = Text(fr="• {name} : non conservée, {reason}", en="• {name}: not kept, {reason}")
    refused_because = Choices(
        {
            "type_not_accepted": Text(
                fr="type de fichier non accepté", en="type of file not accepted"
            ),
            "too_large": Text(fr="plus de 10 Mo", en="more than 10 MB"),
            "lies_elsewhere": Text(
                fr="hors de Slack, seule son adresse est gardée",
                en="outside Slack, only its address is kept",
            ),
            "no_address": Text(
                fr="Slack n'en donne pas l'adresse", en="Slack gives no address for it"
            ),
            "not_given": Text(
                fr="Slack ne la donne pas à Vigie", en="Slack does not give it to Vigie"
            ),
            "other": Text(fr="Slack la refuse ({code})", en="Slack refuses it ({code})"),
        }
    )
    more_files = Both(
        fr=Counted(none="", one="et 1 autre pièce", many="et {count} autres pièces"),
        en=Counted(none="", one="and 1 other file", many="and {count} other files"),
    )
    kilobytes = Text(fr="{count} ko", en="{count} KB")
    megabytes = Text(fr="{count} Mo", en="{count} MB")
    entry = Text(fr="{when} · {event}, par {who}", en="{when} · {event}, by {who}")
    by_vigie = Text(fr="Vigie", en="Vigie")
    newer = Text(fr="Plus récents", en="Newer")
    older = Text(fr="Plus anciens", en="Older")


class LifeTexts(Area):
    """The summary of the steps taken, in « Voir le dossier »."""

    more = Text(fr="Autres étapes", en="Other steps")
    heading = Text(fr="Suivi", en="Handling")
    qualified = Text(fr="Qualification : {what}, {when}", en="Qualified: {what}, {when}")
    concerned = Text(fr="Mises en cause : {who}", en="Complained about: {who}")
    taken_charge = Text(fr="Prise en charge : {when}", en="Taken on: {when}")
    acknowledged = Text(
        fr="Accusé de réception : {when}, {means}", en="Acknowledged: {when}, {means}"
    )
    unreachable = Text(
        fr="Réclamant injoignable : {reason}", en="Complainant out of reach: {reason}"
    )
    requested = Text(
        fr="Précisions demandées : {when}, {means}", en="Details asked for: {when}, {means}"
    )
    request_open = Text(fr="en attente, l'échéance ne change pas", en="awaited, the deadline stays")
    request_answered = Text(fr="reçues {when}", en="received {when}")
    analysed = Text(fr="Analyse ({when}) : {text}", en="Analysis ({when}): {text}")
    root_cause = Text(fr="Cause racine ({family}) : {text}", en="Root cause ({family}): {text}")
    answered = Text(
        fr="Réponse, {outcome} ({when}) : {text}", en="Answer, {outcome} ({when}): {text}"
    )
    answered_no = Text(fr="Réponse, {outcome} ({when})", en="Answer, {outcome} ({when})")
    decision = Text(fr="Décision du réclamant : {what}", en="Complainant's decision: {what}")
    extended = Text(
        fr="Prolongation jusqu'au {new}, annoncée {when} : {reason}",
        en="Extended to {new}, told {when}: {reason}",
    )
    extended_late = Text(
        fr="Prolongation annoncée trop tard ({when}), sans effet : {reason}",
        en="Extension told too late ({when}), without effect: {reason}",
    )
    implemented = Text(fr="Mise en œuvre ({when}) : {text}", en="Implemented ({when}): {text}")
    asked = Text(
        fr="Satisfaction demandée : {when}, {means}, sans réponse",
        en="Satisfaction asked: {when}, {means}, no answer",
    )
    followed = Text(fr="Satisfaction ({when}) : {solved}", en="Satisfaction ({when}): {solved}")
    score = Text(fr="{score} sur 5", en="{score} of 5")
    measured = Text(fr="Mesures ({when}) : {what}. {text}", en="Measures ({when}): {what}. {text}")
    on_spot = Text(
        fr="*Réglé sur place* par {who}, {when} : {text}",
        en="*Settled on the spot* by {who}, {when}: {text}",
    )
    done_at_once = Text(
        fr="*Fait aussitôt* par {who}, {when} : {text}",
        en="*Done at once* by {who}, {when}: {text}",
    )
    told_at_once = Text(fr="personnes prévenues : {who}", en="people told: {who}")
    informed_anyhow = Text(
        fr="Point d'information : {who}, {when}", en="Update to those concerned: {who}, {when}"
    )
    informed = Text(
        fr="Point d'information : {who}, {when}, {means}",
        en="Update to those concerned: {who}, {when}, {means}",
    )
    informed_waived = Text(
        fr="Point d'information sans objet ({when}) : {reason}",
        en="No update called for ({when}): {reason}",
    )
    closed = Text(fr="Clôture : {when}, par {who}", en="Closed: {when}, by {who}")
    reopened = Text(fr="Réouverture : {when}", en="Reopened: {when}")
    duplicate = Text(fr="Doublon du dossier {ref}", en="Duplicate of case {ref}")
    related = Text(fr="Dossiers liés : {refs}", en="Linked cases: {refs}")
    actions = Text(fr="Actions", en="Actions")
    action = Text(
        fr="*{ref}* · {kind} · {title}\n{owner}, pour le {due} · {status}",
        en="*{ref}* · {kind} · {title}\n{owner}, by {due} · {status}",
    )
    action_late = Text(fr="{status}, en retard", en="{status}, overdue")
    action_in_plan = Text(fr="{status}, au plan d'action", en="{status}, in the action plan")
    action_criterion = Text(fr="Réussie si : {text}", en="Succeeds if: {text}")
    action_proof = Text(
        fr="Faite {when} par {who} · preuve : {text}", en="Done {when} by {who} · proof: {text}"
    )
    action_to_check = Text(fr="Effet à vérifier le {day}", en="Effect to be checked on {day}")
    action_effective = Text(
        fr="Efficace selon {who}, {when} : {text}", en="Effective, says {who}, {when}: {text}"
    )
    action_ineffective = Text(
        fr="Sans effet selon {who}, {when} : {text}",
        en="Without effect, says {who}, {when}: {text}",
    )
    action_judged_alone = Text(
        fr=(
            "Vérifiée par la personne qui l'a pilotée ou faite : personne d'autre ne pouvait "
            "en juger."
        ),
        en="Checked by whoever owned or did it: nobody else could judge it.",
    )
    in_time = Text(fr="promesse tenue", en="promise kept")
    too_late = Text(fr="promesse manquée", en="promise missed")
    kept = Text(
        fr="{what} : {how}, {when} (au plus tard {due})",
        en="{what}: {how}, {when} (by {due} at the latest)",
    )


class SimilarTexts(Area):
    title = Text(
        fr="Dossiers semblables, reçus à moins de 90 jours de celui-ci",
        en="Similar cases, received within 90 days of this one",
    )
    link = Text(fr="Lier", en="Link")


class ErrorTexts(Area):
    """Answers to a request that was not carried out."""

    unavailable = Text(
        fr="Nous n'avons pas pu joindre le registre. Rien n'a changé : réessayez dans un instant.",
        en="We could not reach the register. Nothing has changed: please try again in a moment.",
    )
    not_allowed = Text(
        fr="Seules les personnes qui en ont la charge y ont accès.",
        en="Only those in charge of it may do this.",
    )
    erased = Text(
        fr="Les mots de ce dossier ont été effacés : on n'y ajoute plus rien.",
        en="The words of this case were erased: nothing can be added to it any more.",
    )
    hidden = Text(
        fr=(
            "Aucun dossier ouvert pour vous ne porte cette référence : vérifiez-la. Seules les "
            "personnes qui suivent un dossier y ont accès."
        ),
        en=(
            "No case that you may open has this reference: please check it. Only those who follow "
            "a case have access to it."
        ),
    )
    not_found = Text(fr="Aucun dossier ne porte cette référence.", en="No case has this reference.")
    action_not_found = Text(
        fr="Aucune action ne porte cette référence.", en="No action has this reference."
    )
    unreadable = Text(
        fr=(
            "Ce bouton ou ce formulaire n'est plus reconnu : rouvrez le dossier avec /qualite, "
            "puis recommencez."
        ),
        en=(
            "This button or form is no longer recognised: please open the case again with /qualite "
            "and start over."
        ),
    )
    too_late = Text(
        fr="Slack a mis trop de temps à répondre. Réessayez : rien n'est perdu.",
        en="Slack took too long to answer. Please try again: nothing is lost.",
    )
    unexpected = Text(
        fr="Nous n'avons pas pu aller au bout : réessayez dans un instant.",
        en="We could not finish this: please try again in a moment.",
    )
