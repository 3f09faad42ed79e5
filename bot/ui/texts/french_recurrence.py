"""What is said of a topic that came back, in French."""

from bot.ui.texts.recurrence_texts import RecurrenceTexts

FRENCH_RECURRENCE = RecurrenceTexts(
    recurs="Sujet récurrent : *{topic}*, {count} cas en six mois.",
    came_back="*{topic}* revient, alors que {ref} avait été jugée efficace.",
    topic="{about} ({cause})",
    cause_unknown="cause à analyser",
    case="• {title}, {when}",
    open_action="Ouvrir une action",
    opened="C'est noté : {ref} est au plan d'action.",
    running="{ref} est déjà en cours sur ce sujet.",
)
