"""What is said around the team meeting, in French."""

from bot.domain.meeting_notes import Question
from bot.ui.texts.counted import Counted
from bot.ui.texts.meeting_texts import MeetingTexts

FRENCH_MEETING = MeetingTexts(
    questions_title="Trois questions pour la réunion",
    question={
        Question.INJURY: "{injuries} : que changer pour que cela ne se reproduise pas ?",
        Question.LATE: "{late} : qu'est-ce qui a manqué, et qui s'en charge ?",
        Question.MISSED: "{missed} : à quelle étape le temps s'est-il perdu ?",
        Question.INEFFECTIVE: "{ineffective} : faut-il une autre action, ou une autre cause ?",
        Question.RECURRENCE: (
            "Sujet récurrent, {topic} ({count} cas en six mois) : quelle cause supprimer ?"
        ),
        Question.UNDONE: "{undone} : qu'est-ce qui bloque ?",
        Question.CATEGORY: (
            "Première catégorie du mois, {topic} ({count}) : que changer dans nos façons de faire ?"
        ),
        Question.INCIDENTS: (
            "Premier type d'incident du mois, {topic} ({count}) : "
            "comment l'éviter à la prochaine session ?"
        ),
        Question.GENERALISE: (
            "Parmi les solutions apportées, laquelle a bien marché et mérite d'être généralisée ?"
        ),
        Question.UNSAID: (
            "Quelles difficultés entendues sur le terrain n'ont pas été signalées, et pourquoi ?"
        ),
        Question.AHEAD: (
            "Qu'est-ce qui risque de poser problème le mois prochain, et que préparer ?"
        ),
    },
    missed=Counted(
        none="",
        one="1 promesse n'a pas été tenue",
        many="{count} promesses n'ont pas été tenues",
    ),
    ineffective=Counted(
        none="",
        one="1 action n'a pas eu l'effet voulu",
        many="{count} actions n'ont pas eu l'effet voulu",
    ),
    undone=Counted(
        none="",
        one="1 décision de la dernière réunion est en retard",
        many="{count} décisions de la dernière réunion sont en retard",
    ),
    note_decision="Noter une décision",
    note_improvement="Ajouter un axe d'amélioration",
    write_minutes="Compte rendu",
    improvement_title="Axe d'amélioration",
    save="Enregistrer",
    decision="Décision",
    improvement="Que voulons-nous améliorer ?",
    held_on="Date de la réunion",
    participants="Participants",
    choose_people="Choisir des personnes",
    said="Échanges",
    said_hint="Ni nom de réclamant ni donnée de santé : le compte rendu est une pièce d'audit.",
    decided="Décision notée par {who} : *{ref}*, {title}\n{owner}, pour le {due}",
    improved="Axe d'amélioration ajouté par {who} : *{ref}*, {title}\n{owner}, pour le {due}",
    minuted="Compte rendu de la réunion du {day}, par {who} : {participants}, {decisions}.",
    participated=Counted(
        none="aucun participant", one="1 participant", many="{count} participants"
    ),
    decisions=Counted(none="aucune décision", one="1 décision", many="{count} décisions"),
    minutes_title="Compte rendu de la réunion du {day}",
    minutes_about="Bilan discuté : {of_month} {year}, édition {edition} (empreinte {fingerprint}).",
    minutes_by="Rédigé par {who}, {when}.",
    minutes_edition="Édition {edition} : elle remplace la précédente.",
    part_participants="Participants",
    part_said="Échanges",
    part_decisions="Décisions",
    part_improvements="Axes d'amélioration",
    nothing="Aucun.",
    entry="{ref} : {title} (pilote : {owner}, pour le {due})",
    not_named="Membre de l'équipe",
)
