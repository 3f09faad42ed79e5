"""What is said about the days of meetings, in French."""

from bot.ui.texts.meeting_day_texts import MeetingDayTexts

FRENCH_MEETING_DAYS = MeetingDayTexts(
    title="Réunions",
    about="Les prochaines réunions d'équipe. La règle elle-même se choisit dans les réglages.",
    none="Aucune réunion n'est prévue.",
    add="Ajouter une réunion",
    add_title="Ajouter une réunion",
    move="Déplacer",
    cancel="Annuler la réunion",
    restore="Rétablir",
    moving="Réunion prévue le {day}.",
    day="Nouveau jour",
    time="Heure",
    is_extra="Réunion ajoutée",
    is_moved="Déplacée : elle était prévue le {day}",
    is_cancelled="Annulée : {day}",
    is_day_off="Jour férié ou de fermeture : faut-il la déplacer ?",
    day_off=("La réunion du {when} tombe un jour férié ou de fermeture. Faut-il la déplacer ?"),
)
