"""Texts of a new edition that Vigie makes by itself, beneath the summary that it corrects."""

from bot.domain.reports.revisions import ToldFigure
from bot.ui.texts.language import Area, Choices, Text
from bot.ui.texts.reports.summary import SummaryTexts


class RevisionTexts(Area):
    """`figure` names each figure of a month that may be told otherwise."""

    heading = Text(fr="{title}, édition {edition}", en="{title}, edition {edition}")
    explained = Text(
        fr=(
            "Ce qui a été dit de ce mois n'est plus exact : des dossiers, des actions, l'activité "
            "ou les réglages ont été corrigés ou complétés depuis. L'édition précédente est "
            "gardée ; celle-ci la remplace."
        ),
        en=(
            "What was told of this month is no longer exact: cases, actions, the activity or "
            "the settings were corrected or completed since. The edition before is kept; this "
            "one replaces it."
        ),
    )
    line = Text(fr="{label} : {after} (avant : {before})", en="{label}: {after} (before: {before})")
    because = Text(
        fr="Corrigé ou enregistré depuis : {refs}.", en="Corrected or recorded since: {refs}."
    )
    figure = Choices(
        {
            ToldFigure.COMPLAINTS_RECEIVED: Text(
                fr="Réclamations reçues", en="Complaints received"
            ),
            ToldFigure.COMPLAINTS_CLOSED: Text(fr="Réclamations closes", en="Complaints closed"),
            ToldFigure.INCIDENTS_RECEIVED: Text(fr="Incidents signalés", en="Incidents reported"),
            ToldFigure.INCIDENTS_CLOSED: Text(fr="Incidents clos", en="Incidents closed"),
            ToldFigure.OPEN_AT_END: Text(
                fr="Dossiers ouverts à la fin du mois", en="Cases open at the end of the month"
            ),
            ToldFigure.ACK: Text(fr="Accusés de réception en 48 h", en="Acknowledged within 48 h"),
            ToldFigure.INITIAL: Text(fr="Solutions en un mois", en="Solutions within a month"),
            ToldFigure.EXTENDED: Text(
                fr="Solutions dans le délai en vigueur", en="Solutions by the date in force"
            ),
            ToldFigure.TRAINEES: Text(fr="Stagiaires formés", en="Trainees trained"),
            ToldFigure.SESSIONS: Text(fr="Sessions tenues", en="Sessions held"),
            ToldFigure.LATE_AT_END: Text(
                fr="Échéances en retard à la fin du mois", en="Deadlines late when the month ended"
            ),
            ToldFigure.ACTIONS_ON_TIME: Text(
                fr="Actions faites à l'échéance", en="Actions done by their day"
            ),
            ToldFigure.ACTIONS_EFFECTIVE: Text(
                fr="Actions vérifiées efficaces", en="Actions judged effective"
            ),
            ToldFigure.CATEGORIES: SummaryTexts.by_category,
            ToldFigure.PARTIES: SummaryTexts.by_party,
            ToldFigure.INCIDENT_TYPES: SummaryTexts.by_type,
            ToldFigure.CAUSES: SummaryTexts.by_cause,
            ToldFigure.OUTCOMES: SummaryTexts.outcomes,
        }
    )
