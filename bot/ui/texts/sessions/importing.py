"""Texts of training sessions: the columns of a list of them, and the end of an import."""

from collections.abc import Mapping

from bot.ui.texts.language import Area, Both, Counted, Text

SESSION_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "code": (
        *("Code", "Code session", "Code de la session", "Réf", "Référence", "Référence session"),
        *("N° session", "N° de session", "Numéro de session", "N°", "Numéro", "Session"),
    ),
    "title": (
        *("Intitulé", "Titre", "Intitulé de la session", "Intitulé de la formation", "Libellé"),
        *("Formation", "Nom de la session", "Nom", "Action de formation"),
    ),
    "site": ("Site", "Lieu", "Lieu de formation", "Centre", "Ville", "Adresse"),
    "room": ("Salle", "Local", "Salle de formation"),
    "first_on": (
        *("Début", "Date de début", "Date début", "Premier jour", "Du", "Débute le"),
        *("Commence le", "Date"),
    ),
    "last_on": ("Fin", "Date de fin", "Date fin", "Dernier jour", "Au", "Finit le", "Termine le"),
    "trainers": (
        *("Formateurs", "Formateur", "Formateur(s)", "Formatrice", "Formateur·rice·s"),
        *("Intervenants", "Intervenant", "Intervenant(s)", "Animateur", "Animateurs"),
    ),
    "trainees": (
        *("Stagiaires", "Nombre de stagiaires", "Nb stagiaires", "Nb de stagiaires"),
        *("Effectif", "Effectifs", "Participants", "Nombre de participants", "Inscrits"),
    ),
    "client": ("Client", "Clients", "Entreprise", "Commanditaire", "Entreprise cliente"),
    "funder": ("Financeur", "Financeurs", "OPCO", "Financement"),
    "state": ("État", "Statut", "Statut de la session"),
}
"""What a list of sessions tells, by our identifiers, and the headers it is known by."""

CANCELLED = ("annul", "cancel", "supprim")
"""How a word begins, in bare letters, that says of a session that it is not held."""
CANCELLED_WORD = "Annulée"
"""What stands in the place of such a word where a calendar says it in its own way."""


class SessionImportTexts(Area):
    """The sentences at the end of an import of sessions."""

    imported = Text(
        fr="Sessions importées : {taken} ; mises à jour : {updated} ; déjà là : {there}.",
        en="Sessions imported: {taken}; updated: {updated}; already there: {there}.",
    )
    would_import = Text(
        fr="Seraient importées : {taken} ; mises à jour : {updated} ; déjà là : {there}.",
        en="Would import: {taken}; updated: {updated}; already there: {there}.",
    )
    lost = Both(
        fr=Counted(
            none="",
            one="Une session n'est plus dans cette source : elle reste, sans être proposée.",
            many=(
                "{count} sessions ne sont plus dans cette source : elles restent, sans être "
                "proposées."
            ),
        ),
        en=Counted(
            none="",
            one="One session is in this source no more: it stays, without being offered.",
            many="{count} sessions are in this source no more: they stay, without being offered.",
        ),
    )
    lost_with_cases = Both(
        fr=Counted(
            none="",
            one="L'une d'elles a des dossiers, qui y restent liés.",
            many="{count} d'entre elles ont des dossiers, qui y restent liés.",
        ),
        en=Counted(
            none="",
            one="One of them has cases, which stay linked to it.",
            many="{count} of them have cases, which stay linked to them.",
        ),
    )
    strangers = Both(
        fr=Counted(
            none="",
            one="Un nom de formateur ne dit pas quel membre de Slack c'est : il reste tel quel.",
            many=(
                "{count} noms de formateurs ne disent pas quels membres de Slack ce sont : ils "
                "restent tels quels."
            ),
        ),
        en=Counted(
            none="",
            one="One trainer's name does not tell which member of Slack it is: it stays as it is.",
            many=(
                "{count} trainers' names do not tell which members of Slack they are: they stay as "
                "they are."
            ),
        ),
    )
