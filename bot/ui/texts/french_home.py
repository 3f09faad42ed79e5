"""The Home tab, the lists and the search in French."""

from bot.domain.listings import Concern, Period, Scope
from bot.domain.people import ReminderStyle
from bot.ui.texts.home import HomeTexts

FRENCH_HOME = HomeTexts(
    report="Signaler un incident",
    complain="Nouvelle réclamation",
    settings="Réglages",
    scope={
        Scope.MINE: "Ce qui vous attend",
        Scope.OVERDUE: "En retard",
        Scope.OPEN: "Dossiers ouverts",
        Scope.REGISTER: "Registre",
    },
    scope_counted="{scope} ({count})",
    count="{count}",
    many="plus de {count}",
    empty={
        Scope.MINE: "Rien ne vous attend. Signaler un incident : /incident.",
        Scope.OVERDUE: "Aucun dossier n'est en retard.",
        Scope.OPEN: "Aucun dossier n'est ouvert parmi ceux que vous pouvez voir.",
        Scope.REGISTER: "Le registre ne contient aucun dossier que vous puissiez voir.",
    },
    no_match="Aucun dossier ne correspond à ces filtres.",
    concern={
        Concern.OWNED: "vous en êtes pilote",
        Concern.UNOWNED: "à attribuer",
        Concern.REPORTED: "saisi par vous, à suivre",
    },
    any_kind="Incidents et réclamations",
    any_status="Tous les statuts",
    any_category="Toutes les catégories",
    any_period="Toutes les dates",
    any_owner="Tous les pilotes",
    period={
        Period.MONTH: "30 derniers jours",
        Period.QUARTER: "90 derniers jours",
        Period.YEAR: "12 derniers mois",
    },
    clear="Effacer les filtres",
    position="Dossiers {first} à {last} sur {total}",
    position_many="Dossiers {first} à {last}, sur plus de {total} : affinez avec les filtres",
    previous="Page précédente",
    next="Page suivante",
    more_at_home="La suite et les filtres sont dans l'accueil de Vigie.",
    late="En retard de {span} : {what}",
    search_label="Chercher dans les dossiers",
    search_example="certificat SST",
    found="« {words} » : {total}",
    found_many=("« {words} » : {total} dossiers, parmi d'autres. Ajoutez un mot pour préciser."),
    found_nothing="Aucun dossier que vous puissiez voir ne contient « {words} ».",
    results="Résultats de la recherche",
    clear_search="Effacer la recherche",
    search_what="Écrivez ce que vous cherchez : /qualite recherche certificat SST",
    styles="*Vos rappels d'échéances*",
    style={
        ReminderStyle.SINGLE: "Un par échéance",
        ReminderStyle.MORNING_DIGEST: "Un seul, le matin",
    },
    style_note=(
        "Ce qui est critique, en retard ou dû avant le matin suivant vous est toujours dit "
        "aussitôt."
    ),
)
