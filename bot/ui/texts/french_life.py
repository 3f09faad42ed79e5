"""Actions, and what was done in a case, in French."""

from bot.domain.actions import ActionKind
from bot.ui.texts.step_catalogue import ActionTexts, LifeTexts
from bot.ui.texts.step_words import OutsideTexts

ACTION = ActionTexts(
    kind="Type d'action",
    kind_meaning={
        ActionKind.CURATIVE: "Règle ce cas-ci",
        ActionKind.CORRECTIVE: "Supprime la cause",
        ActionKind.PREVENTIVE: "Évite un cas qui n'est pas encore arrivé",
    },
    title="Action",
    owner="Pilote de l'action",
    due_on="Échéance",
    criterion="Critère d'efficacité",
    criterion_hint="À quoi verra-t-on qu'elle a eu l'effet voulu ?",
    done_at="Faite le",
    proof="Preuve",
    proof_hint="Un texte ou un lien : ce qui montre que l'action est faite.",
    link="Lien vers la preuve",
    check_on="Effet à vérifier le",
    effective="L'action a-t-elle eu l'effet voulu ?",
    effective_yes="Oui, elle est efficace",
    effective_no="Non, elle est à reprendre",
    findings="Ce qui le montre",
    again_on="À reprendre pour le",
    again_hint="Si elle n'a pas eu l'effet voulu.",
    reason="Motif",
)

LIFE = LifeTexts(
    more="Autres étapes",
    heading="Suivi",
    qualified="Qualification : {what}, {when}",
    concerned="Mises en cause : {who}",
    taken_charge="Prise en charge : {when}",
    acknowledged="Accusé de réception : {when}, {means}",
    unreachable="Réclamant injoignable : {reason}",
    requested="Précisions demandées : {when}, {means}",
    request_open="en attente",
    request_answered="reçues {when}",
    analysed="Analyse ({when}) : {text}",
    root_cause="Cause racine ({family}) : {text}",
    answered="Réponse, {outcome} ({when}) : {text}",
    decision="Décision du réclamant : {what}",
    extended="Prolongation jusqu'au {new}, annoncée {when} : {reason}",
    extended_late="Prolongation annoncée trop tard ({when}), sans effet : {reason}",
    implemented="Mise en œuvre ({when}) : {text}",
    asked="Satisfaction demandée : {when}, {means}, sans réponse",
    followed="Satisfaction ({when}), problème réglé : {solved}",
    score="{score} sur 5",
    measured="Mesures ({when}) : {what}. {text}",
    informed="Point d'information : {who}, {when}, {means}",
    informed_waived="Point d'information sans objet ({when}) : {reason}",
    closed="Clôture : {when}, par {who}",
    reopened="Réouverture : {when}",
    duplicate="Doublon de {ref}",
    related="Dossiers liés : {refs}",
    actions="Actions",
    action="*{ref}* · {kind} · {title}\n{owner}, pour le {due} · {status}",
    action_late="{status}, en retard",
    action_in_plan="{status}, au plan d'action",
    in_time="promesse tenue",
    too_late="promesse manquée",
    kept="{what} : {how}, {when} (au plus tard {due})",
)

OUTSIDE = OutsideTexts(
    kind="Ce qui est attendu",
    what="De quoi s'agit-il ?",
    what_hint="Par exemple : courrier de l'OPCO du 12 novembre. Ni nom ni donnée de santé.",
    due_at="Échéance",
    law=(
        "Accident du travail : 48 heures, dimanches et jours fériés non compris. Violation de "
        "données personnelles : 72 heures. Le délai court du moment où l'on a su."
    ),
    which="Laquelle ?",
    choice="{kind}, {due}",
    at="Fait le",
    moot="Sans objet",
    moot_yes="Cette échéance est sans objet",
    note="Ce qui le montre",
    note_hint="Un numéro de dépôt, un recommandé ; si l'échéance est sans objet, pourquoi.",
    is_open="{kind} : {what}, notée par {who}",
    is_settled="{kind} : {what}, {how}, {when} (au plus tard {due})",
    is_moot="{kind} : {what}, sans objet : {note}",
    in_time="à temps",
    too_late="trop tard",
)
