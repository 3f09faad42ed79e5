"""Texts around the team meeting: questions, minutes, days, activity."""

from bot.domain.reports.meeting_notes import Question
from bot.ui.texts.language import Area, Both, Choices, Counted, Text


class MeetingTexts(Area):
    """Questions under the summary, the forms that note what was decided, and the minutes."""

    questions_title = Text(
        fr="Trois questions pour la réunion", en="Three questions for the meeting"
    )
    question = Choices(
        {
            Question.INJURY: Text(
                fr="{injuries} : que changer pour que cela ne se reproduise pas ?",
                en="{injuries}: what has to change so that it does not happen again?",
            ),
            Question.LATE: Text(
                fr="{late} : qu'est-ce qui a manqué, et qui s'en charge ?",
                en="{late}: what was missing, and who sees to it?",
            ),
            Question.MISSED: Text(
                fr="{missed} : à quelle étape le temps s'est-il perdu ?",
                en="{missed}: at which step was the time lost?",
            ),
            Question.INEFFECTIVE: Text(
                fr="{ineffective} : faut-il une autre action, ou une autre cause ?",
                en="{ineffective}: do we need another action, or is the cause another?",
            ),
            Question.RECURRENCE: Text(
                fr="Sujet récurrent, {topic} ({count} cas en six mois) : quelle cause supprimer ?",
                en=(
                    "Recurring topic, {topic} ({count} cases in six months): which cause do we "
                    "remove?"
                ),
            ),
            Question.UNDONE: Text(
                fr="{undone} : qu'est-ce qui bloque ?", en="{undone}: what stands in the way?"
            ),
            Question.CATEGORY: Text(
                fr=(
                    "Première catégorie du mois, {topic} ({count}) : que changer dans nos façons "
                    "de faire ?"
                ),
                en="First category of the month, {topic} ({count}): what do we do differently?",
            ),
            Question.INCIDENTS: Text(
                fr=(
                    "Premier type d'incident du mois, {topic} ({count}) : comment l'éviter à la "
                    "prochaine session ?"
                ),
                en=(
                    "First type of incident of the month, {topic} ({count}): how do we avoid it in "
                    "the next session?"
                ),
            ),
            Question.GENERALISE: Text(
                fr=(
                    "Parmi les solutions apportées, laquelle a bien marché et mérite d'être "
                    "généralisée ?"
                ),
                en="Which of the solutions worked well and is worth making a habit?",
            ),
            Question.UNSAID: Text(
                fr=(
                    "Quelles difficultés entendues sur le terrain n'ont pas été signalées, et "
                    "pourquoi ?"
                ),
                en="Which difficulties heard on site were not filed, and why?",
            ),
            Question.AHEAD: Text(
                fr="Qu'est-ce qui risque de poser problème le mois prochain, et que préparer ?",
                en="What may go wrong next month, and what do we prepare?",
            ),
        }
    )
    missed = Both(
        fr=Counted(
            none="",
            one="1 promesse n'a pas été tenue",
            many="{count} promesses n'ont pas été tenues",
        ),
        en=Counted(none="", one="1 promise was not kept", many="{count} promises were not kept"),
    )
    ineffective = Both(
        fr=Counted(
            none="",
            one="1 action n'a pas eu l'effet voulu",
            many="{count} actions n'ont pas eu l'effet voulu",
        ),
        en=Counted(
            none="",
            one="1 action did not have the effect wanted",
            many="{count} actions did not have the effect wanted",
        ),
    )
    undone = Both(
        fr=Counted(
            none="",
            one="1 décision de la dernière réunion est en retard",
            many="{count} décisions de la dernière réunion sont en retard",
        ),
        en=Counted(
            none="",
            one="1 decision of the last meeting is late",
            many="{count} decisions of the last meeting are late",
        ),
    )
    # the buttons, which are the forms' titles too
    note_decision = Text(fr="Noter une décision", en="Note a decision")
    note_improvement = Text(fr="Ajouter un axe d'amélioration", en="Add an improvement")
    write_minutes = Text(fr="Compte rendu", en="Minutes")
    improvement_title = Text(fr="Axe d'amélioration", en="Improvement")
    save = Text(fr="Enregistrer", en="Save")
    # the forms
    decision = Text(fr="Décision", en="Decision")
    improvement = Text(fr="Que voulons-nous améliorer ?", en="What do we want to get better at?")
    held_on = Text(fr="Date de la réunion", en="Date of the meeting")
    participants = Text(fr="Participants", en="Participants")
    choose_people = Text(fr="Choisir des personnes", en="Choose people")
    said = Text(fr="Échanges", en="What was said")
    said_hint = Text(
        fr="Ni nom de réclamant ni donnée de santé : le compte rendu est une pièce d'audit.",
        en="No complainant's name, no health data: auditors read the minutes.",
    )
    # lines under the summary
    decided = Text(
        fr="Décision notée par {who} : *{ref}*, {title}\n{owner}, pour le {due}",
        en="Decision noted by {who}: *{ref}*, {title}\n{owner}, by {due}",
    )
    improved = Text(
        fr="Axe d'amélioration ajouté par {who} : *{ref}*, {title}\n{owner}, pour le {due}",
        en="Improvement added by {who}: *{ref}*, {title}\n{owner}, by {due}",
    )
    minuted = Text(
        fr="Compte rendu de la réunion du {day}, par {who} : {participants}, {decisions}.",
        en="Minutes of the meeting of {day}, by {who}: {participants}, {decisions}.",
    )
    participated = Both(
        fr=Counted(none="aucun participant", one="1 participant", many="{count} participants"),
        en=Counted(none="no participant", one="1 participant", many="{count} participants"),
    )
    decisions = Both(
        fr=Counted(none="aucune décision", one="1 décision", many="{count} décisions"),
        en=Counted(none="no decision", one="1 decision", many="{count} decisions"),
    )
    fingerprint = Text(fr="Empreinte {hash}", en="Fingerprint {hash}")
    # minutes as a document, in Markdown
    minutes_title = Text(
        fr="Compte rendu de la réunion du {day}", en="Minutes of the meeting of {day}"
    )
    minutes_about = Text(
        fr="Bilan discuté : {of_month} {year}, édition {edition} (empreinte {fingerprint}).",
        en="Summary discussed: {of_month} {year}, edition {edition} (fingerprint {fingerprint}).",
    )
    minutes_by = Text(fr="Rédigé par {who}, {when}.", en="Written by {who}, {when}.")
    minutes_edition = Text(
        fr="Édition {edition} : elle remplace la précédente.",
        en="Edition {edition}: it replaces the one before.",
    )
    part_participants = Text(fr="Participants", en="Participants")
    part_said = Text(fr="Échanges", en="What was said")
    part_decisions = Text(fr="Décisions", en="Decisions")
    part_improvements = Text(fr="Axes d'amélioration", en="Improvements")
    nothing = Text(fr="Aucun.", en="None.")
    entry = Text(
        fr="{ref} : {title} (pilote : {owner}, pour le {due})",
        en="{ref}: {title} (owner: {owner}, by {due})",
    )
    not_named = Text(fr="Membre de l'équipe", en="Member of the team")


class MeetingDayTexts(Area):
    """The list of meetings, its menus and form, and the word ahead of a day off."""

    title = Text(fr="Réunions", en="Meetings")
    about = Text(
        fr="Les prochaines réunions d'équipe. La règle elle-même se choisit dans les réglages.",
        en="The next team meetings. The rule itself is chosen in the settings.",
    )
    none = Text(fr="Aucune réunion n'est prévue.", en="No meeting is planned.")
    add = Text(fr="Ajouter une réunion", en="Add a meeting")
    add_title = Text(fr="Ajouter une réunion", en="Add a meeting")
    move = Text(fr="Déplacer", en="Move")
    cancel = Text(fr="Annuler la réunion", en="Cancel the meeting")
    restore = Text(fr="Rétablir", en="Restore")
    moving = Text(fr="Réunion prévue le {day}.", en="Meeting planned on {day}.")
    day = Text(fr="Nouveau jour", en="New day")
    time = Text(fr="Heure", en="Time")
    is_extra = Text(fr="Réunion ajoutée", en="Added meeting")
    is_moved = Text(fr="Déplacée : elle était prévue le {day}", en="Moved: it was planned on {day}")
    is_cancelled = Text(fr="Annulée : {day}", en="Cancelled: {day}")
    is_day_off = Text(
        fr="Jour férié ou de fermeture : faut-il la déplacer ?",
        en="Holiday or closed day: should it be moved?",
    )
    day_off = Text(
        fr="La réunion du {when} tombe un jour férié ou de fermeture. Faut-il la déplacer ?",
        en="The meeting of {when} falls on a holiday or a closed day. Should it be moved?",
    )
    day_off_settled = Text(
        fr=(
            "La réunion du {when} n'est plus à déplacer : elle l'a été, ou elle est annulée ou "
            "passée."
        ),
        en="The meeting of {when} need not be moved any more: it was moved, cancelled or held.",
    )


class ActivityTexts(Area):
    """The question, the form, the answer."""

    asked = Text(
        fr=(
            "Le bilan de la réunion approche : combien de stagiaires formés et de sessions en "
            "{month} ? Sans réponse, les taux diront « n.d. »."
        ),
        en=(
            "The summary for the meeting is near: how many trainees were trained, and how many "
            "sessions held, in {month}? Without an answer the rates will read “n/a”."
        ),
    )
    button = Text(fr="Indiquer l'activité", en="Tell the activity")
    title = Text(fr="Activité du mois", en="Activity of the month")
    about = Text(
        fr="Activité de {month}. Un chiffre inconnu se laisse vide.",
        en="Activity of {month}. Leave empty what is not known.",
    )
    trainees = Text(fr="Stagiaires formés", en="Trainees trained")
    trainees_hint = Text(
        fr="Chaque personne compte une fois, même sur plusieurs sessions.",
        en="Each person counts once, even over several sessions.",
    )
    sessions = Text(fr="Sessions", en="Sessions")
    sessions_hint = Text(
        fr="Celles qui ont eu lieu dans le mois, au moins en partie.",
        en="Those held in the month, at least in part.",
    )
    save = Text(fr="Enregistrer", en="Save")
    told = Text(
        fr="C'est noté pour {month} : stagiaires, {trainees} ; sessions, {sessions}.",
        en="Noted for {month}: trainees, {trainees}; sessions, {sessions}.",
    )
