"""What is said about a month's activity, in French."""

from bot.ui.texts.activity_texts import ActivityTexts

FRENCH_ACTIVITY = ActivityTexts(
    asked=(
        "Le bilan de la réunion approche : combien de stagiaires formés et de sessions "
        "en {month} ? Sans réponse, les taux diront « n.d. »."
    ),
    button="Indiquer l'activité",
    title="Activité du mois",
    about="Activité de {month}. Un chiffre inconnu se laisse vide.",
    trainees="Stagiaires formés",
    trainees_hint="Chaque personne compte une fois, même sur plusieurs sessions.",
    sessions="Sessions",
    sessions_hint="Celles qui ont eu lieu dans le mois, au moins en partie.",
    save="Enregistrer",
    told="C'est noté pour {month} : stagiaires, {trainees} ; sessions, {sessions}.",
)
