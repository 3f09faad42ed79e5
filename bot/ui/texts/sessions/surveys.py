"""Texts of a survey's import: the columns of its answers, and the end."""

from collections.abc import Mapping

from bot.ui.texts.language import Area, Both, Counted, Text

SURVEY_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "session": (
        *("Session", "Code session", "Code de la session", "Code", "Référence session"),
        *("N° session", "N° de session", "Numéro de session", "Session suivie"),
        *("Votre session", "Session de formation", "Session ou formation", "Formation"),
    ),
    "score": (
        *("Note globale", "Note générale", "Satisfaction globale", "Satisfaction générale"),
        *("Note", "Score", "Satisfaction", "Appréciation", "Appréciation globale", "Évaluation"),
        *("Votre note", "Note de satisfaction", "Niveau de satisfaction", "Globale", "Global"),
        *("Êtes-vous satisfait de la formation", "Êtes-vous satisfait de cette formation"),
    ),
    "verbatim": (
        *("Verbatim", "Commentaire", "Commentaires", "Commentaire libre", "Commentaires libres"),
        *("Remarque", "Remarques", "Avis", "Votre avis", "Observations", "Suggestions"),
        *("Vos commentaires", "Vos remarques", "Points à améliorer", "Expression libre"),
    ),
    "answered_on": (
        *("Date", "Date de réponse", "Horodateur", "Rempli le", "Répondu le", "Soumis le"),
        *("Date de soumission", "Heure de fin", "Completion time", "Timestamp"),
    ),
    "number": (
        *("N°", "Numéro", "N° de réponse", "Numéro de réponse", "ID", "Id de réponse"),
        *("Identifiant", "Réponse"),
    ),
}
"""What a survey tells, by our identifiers, and the headers it is known by."""

SCALE_WORDS = r"(?:(?:sur|/|out of)|(?:de )?[01] ?(?:a|-|\u2013|to)) ?(\d{1,3})"
"""How a header tells the scale, in bare letters: « sur 10 », « /5 », « de 1 à 5 »."""
OUT_OF = r"(?:/|sur|out of)"
"""How a cell does: « 4/5 », « 8 sur 10 »."""


class SurveyImportTexts(Area):
    """The sentences at the end of an import of appreciations."""

    scale = Text(fr="Notes lues sur {scales}.", en="Scores read out of {scales}.")
    imported = Text(
        fr="Appréciations importées : {taken} ; déjà là : {there}.",
        en="Appreciations imported: {taken}; already there: {there}.",
    )
    would_import = Text(
        fr="Seraient importées : {taken} ; déjà là : {there}.",
        en="Would import: {taken}; already there: {there}.",
    )
    waiting = Both(
        fr=Counted(
            none="",
            one="1 appréciation est à requalifier : les personnes qui en jugent sont prévenues.",
            many=(
                "{count} appréciations sont à requalifier : les personnes qui en jugent sont "
                "prévenues."
            ),
        ),
        en=Counted(
            none="",
            one="1 appreciation is to be requalified: those who judge it are told.",
            many="{count} appreciations are to be requalified: those who judge them are told.",
        ),
    )
