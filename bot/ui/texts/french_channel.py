"""What the quality channel reads: a case's card, notices, and what went wrong, in French."""

from bot.ui.texts.catalogue import Counted
from bot.ui.texts.channel_texts import CardTexts, NoticeTexts, TroubleTexts

FRENCH_CARD = CardTexts(
    title="{kind} {ref} · {about}",
    late_title="En retard · {title}",
    confidential_title="Dossier confidentiel {ref}",
    quoted="« {text} »",
    severity="gravité {severity}",
    received="{party}, {channel}, reçue {when}",
    recorded="saisie par {who}",
    reported="signalé par {who}, {when}",
    site="{site} (heure locale)",
    remedy="Solution souhaitée : {text}",
    injury=":adhesive_bandage: Une personne est blessée ou souffrante",
    files=Counted(none="aucune pièce", one="1 pièce", many="{count} pièces"),
    due="{what} : avant {when}",
    late="*En retard de {span} : {what}* (échéance : {when})",
    late_mark="*En retard : {what}* (échéance : {when})",
    owner="Pilote : {who}",
    nobody="personne",
    mention_stopped="{who} : la session est interrompue.",
    mention_injury="{who} : une personne est blessée ou souffrante.",
    mention_both="{who} : session interrompue, et une personne est blessée ou souffrante.",
    mention_plain="{who} : ce dossier n'attend pas.",
    view="Voir le dossier",
    view_spoken="Voir le dossier {ref}",
)

FRENCH_NOTICE = NoticeTexts(
    why="Vous recevez ce message en tant que responsable de formation.",
    confidential="Un dossier confidentiel vient d'être ouvert : {ref}.",
    setup="Avant que Vigie puisse tout faire, il reste à choisir :",
    setup_missing="• {what}",
    setup_by="Cela se fait avec `/qualite reglages`, par {who}.",
    setup_by_admin=(
        "Cela se fait avec `/qualite reglages`, par une personne qui administre cet espace Slack."
    ),
    and_others=Counted(none="", one="et 1 autre personne", many="et {count} autres personnes"),
)

FRENCH_TROUBLE = TroubleTexts(
    stopped="Slack refuse {what} : {reason}.",
    kept="Rien n'est perdu : tout est enregistré, et Vigie reprendra après le réglage.",
    kinds={
        "card": "les fiches du canal qualité",
        "incident_notice": "un message direct sur un incident",
        "step_line": "une ligne dans le fil d'une fiche",
        "reporter_news": "des nouvelles d'un dossier, en message direct",
        "owner_notice": "l'annonce d'un dossier à son pilote",
        "action_notice": "l'annonce d'une action à qui doit la faire",
        "keep_file": "une pièce jointe",
        "summary": "le bilan du mois",
        "review": "le bilan du semestre",
        "review_pdf": "le PDF du bilan semestriel",
        "summary_pdf": "le PDF du bilan",
        "summary_workbook": "le classeur du bilan",
        "summary_picture": "les graphiques du bilan",
        "register": "un registre demandé",
        "evidence": "un dossier de preuves demandé",
        "recurrence": "l'annonce d'un sujet récurrent",
        "meeting_day_off": "l'avis d'une réunion un jour férié",
        "activity_request": "la question sur l'activité du mois",
        "meeting_questions": "les questions pour la réunion",
        "meeting_line": "une décision ou un compte rendu de la réunion",
    },
    other_kind="un message",
    reasons={
        "channel_not_found": "le canal n'existe plus, ou Vigie n'y est pas invitée",
        "not_in_channel": "Vigie n'est pas invitée dans le canal",
        "is_archived": "le canal est archivé",
        "is_inactive": "le canal est archivé",
        "restricted_action": "l'espace Slack ne permet pas à Vigie d'y écrire",
        "user_disabled": "la personne n'a plus de compte",
        "user_not_found": "la personne n'est pas dans cet espace Slack",
        "messages_tab_disabled": "les messages directs à Vigie sont désactivés",
        "cannot_typeset": "le document n'a pas pu être composé",
        "too_many_rows": "une feuille a un million de lignes au plus, essayez un an à la fois",
    },
    other_reason="sa réponse est « {error} »",
)
