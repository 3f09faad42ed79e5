"""What the forms of filing say, and what takes their place, in French."""

from bot.ui.texts.filing_texts import (
    ComplaintTexts,
    Forms,
    IncidentTexts,
    ReceiptTexts,
    ReopenTexts,
)

FRENCH_FORMS = Forms(
    cancel="Annuler",
    choose="Choisir",
    site="Site",
    site_hint="Les échéances suivent son heure locale et ses jours fériés.",
    continued="{label} (suite {number})",
    cut_short=(
        "Le message est trop long pour un formulaire : la fin n'est pas reprise ici. "
        "Elle reste dans le message d'origine."
    ),
    could_not_save=(
        ":warning: *Nous n'avons pas pu enregistrer.* "
        "Votre texte est toujours là : réessayez dans un instant."
    ),
)

FRENCH_INCIDENT = IncidentTexts(
    title="Signaler un incident",
    submit="Signaler",
    description="Que se passe-t-il ?",
    description_hint="Ni nom ni donnée de santé dans le texte.",
    type="Type",
    continuity="La session peut-elle continuer ?",
    session="Session ou formation",
    session_example="SSIAP 1, Lyon, jour 3 sur 10",
    files="Photos ou pièces",
    flags="À préciser",
    injury="Une personne est blessée ou souffrante",
    confidential="Confidentiel : le récit reste réservé aux personnes désignées",
)

FRENCH_COMPLAINT = ComplaintTexts(
    title="Nouvelle réclamation",
    submit="Enregistrer",
    description="Description",
    description_hint="Ni nom ni donnée de santé ici : le nom se met dans « Réclamant ».",
    party="Partie prenante",
    complainant="Réclamant",
    complainant_hint="Ce nom et ce contact n'apparaissent jamais dans le canal.",
    contact="Contact du réclamant",
    channel="Canal",
    received="Reçue le",
    received_hint="Le moment où elle nous est parvenue : les délais courent dès lors.",
    old="Date à confirmer",
    old_confirmed="Oui, cette réclamation a bien été reçue le {day}",
    category="Catégorie",
    severity="Gravité",
    session="Session ou formation",
    remedy="Solution souhaitée",
    confidential="Confidentiel",
    confidential_yes="Réserver le récit aux personnes désignées",
    files="Pièces",
)

FRENCH_RECEIPT = ReceiptTexts(
    title="C'est noté",
    close="Fermer",
    noted="C'est noté : *{ref}*, à {time}.",
    told="Nous prévenons {who}.",
    nobody_told="Personne n'est encore désigné pour être prévenu d'un dossier.",
    next_due="Prochaine échéance : {what}, avant {when}.",
    follow="Nous vous tiendrons au courant ici, en message direct.",
    confidential=(
        "Dossier confidentiel : le canal qualité n'en verra que la référence et les échéances."
    ),
    no_channel=(
        "Le canal qualité n'est pas encore choisi : votre dossier est gardé, "
        "et sa fiche sera publiée dès qu'il le sera."
    ),
)

FRENCH_REOPEN = ReopenTexts(
    without_text="Slack n'a pas ouvert le formulaire à temps. Vous pouvez le rouvrir.",
    with_text=(
        "Slack n'a pas ouvert le formulaire à temps. Votre texte est toujours là : "
        "rouvrez le formulaire, il y sera repris."
    ),
    too_long="Le formulaire reprend le début de votre texte. Voici la suite, à y coller :",
    button="Rouvrir le formulaire",
)
