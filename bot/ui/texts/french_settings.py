"""What the school's settings say, and the help, in French."""

from bot.ui.meeting_rule import Rank, Weekday
from bot.ui.texts.settings_texts import HelpTexts, LetterSettingsTexts, SettingsTexts

FRENCH_SETTINGS = SettingsTexts(
    title="Réglages de Vigie",
    submit="Enregistrer",
    saved="Les réglages sont enregistrés.",
    channel="Canal qualité",
    channel_hint="Un canal privé où Vigie est invitée : les dossiers y sont publiés.",
    quality_managers="Responsables qualité",
    quality_managers_hint="Ces personnes qualifient les dossiers et changent ces réglages.",
    training_managers="Responsables de formation",
    training_managers_hint="Vigie leur signale aussitôt chaque incident.",
    confidential_handlers="Référents des dossiers confidentiels",
    confidential_handlers_hint="Ils traitent seuls ces dossiers ; à défaut, la qualité.",
    choose_people="Choisir des personnes",
    meeting="Réunion d'équipe",
    meeting_day="Jour de la réunion",
    meeting_time="Heure de la réunion",
    rank={
        Rank.WEEKLY: "Chaque semaine",
        Rank.FIRST: "La première fois du mois",
        Rank.SECOND: "La deuxième fois du mois",
        Rank.THIRD: "La troisième fois du mois",
        Rank.FOURTH: "La quatrième fois du mois",
        Rank.LAST: "La dernière fois du mois",
    },
    weekday={
        Weekday.MONDAY: "Lundi",
        Weekday.TUESDAY: "Mardi",
        Weekday.WEDNESDAY: "Mercredi",
        Weekday.THURSDAY: "Jeudi",
        Weekday.FRIDAY: "Vendredi",
        Weekday.SATURDAY: "Samedi",
        Weekday.SUNDAY: "Dimanche",
    },
    rule="Règle iCalendar de la réunion",
    rule_hint="Seulement si le jour et l'heure ci-dessus ne suffisent pas : elle l'emporte.",
    locale="Langue du canal",
)

FRENCH_LETTER_SETTINGS = LetterSettingsTexts(
    signature="Signature des lettres",
    signature_hint="Par défaut, le nom de la personne qui écrit.",
    privacy="Droits des personnes (RGPD)",
    privacy_hint="L'adresse de la page où les lire ; elle figure dans l'accusé de réception.",
    mediator="Médiateur de la consommation : nom",
    mediator_hint="Obligatoire envers les particuliers : sans lui, rien ne peut être clos.",
    mediator_address="Médiateur : adresse postale",
    mediator_website="Médiateur : site",
)

FRENCH_HELP = HelpTexts(
    title="Ce que fait Vigie",
    lines=(
        ("/incident le projecteur est en panne", "signale un incident pendant une session"),
        ("/reclamation", "enregistre une réclamation, reçue par courriel, téléphone ou autre"),
        ("/qualite", "montre les dossiers qui vous attendent"),
        ("/qualite retards", "montre les dossiers en retard"),
        ("/qualite recherche certificat SST", "cherche ces mots dans les dossiers"),
        ("/qualite REC-2026-0007", "ouvre un dossier par sa référence"),
        ("/qualite bilan 2026-10", "montre les chiffres d'un mois"),
        ("/qualite actions", "montre le plan d'action"),
        ("/qualite registre 2026-S1", "vous envoie le registre, pour les responsables"),
        ("/qualite preuves 2026", "vous envoie le dossier de preuves d'un audit"),
        ("/qualite reunions", "déplace, annule ou ajoute une réunion d'équipe"),
        ("/qualite reglages", "choisit le canal, les responsables et la réunion"),
        ("/qualite aide", "affiche cette aide"),
    ),
    rule=(
        "Depuis un message, le menu « Plus d'actions » propose les mêmes formulaires. "
        "N'écrivez ni nom ni donnée de santé dans les textes : ils sont lus par l'équipe."
    ),
)
