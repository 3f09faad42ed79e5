"""Texts of the evidence pack: always in French, as an auditor reads it."""

from bot.delivery.kept_files import FileFault
from bot.ui.texts.language import french, typeset

# folders and files
INDEX = "index.html"
CASES_PAGE, SESSIONS_PAGE = "dossiers.html", "sessions.html"
INDICATOR_PAGE = "indicateur-{number}.html"
EVIDENCE_FILE = "preuves-{day}{id}.zip"
REGISTER, CASES, POLICY = "registre", "dossiers", "politique"
SUMMARIES, MINUTES, REVIEWS = "tableaux-de-bord", "comptes-rendus", "bilans-semestriels"
WORKBOOK = "registre.xlsx"
COMPLAINTS_FILE, INCIDENTS_FILE, ACTIONS_FILE = "reclamations.csv", "incidents.csv", "actions.csv"
HISTORY_FILE = "historique.html"
PIECES, PIECE_FILE = "pieces", "{number:02}-{name}"
LETTER_FILE = "lettre-{number:02}.txt"
LETTERS, LETTER_PAPER, MAILED_LETTER_FILE = "lettres", "lettre-{number:02}.pdf", "{number:02}.eml"
UP = "../../"
"""From a case's folder to that of the first page."""

# what stands in place of a document
SUMMARY_CHANGED, MINUTES_CHANGED, REVIEW_CHANGED = (
    french(f"{what} n'est plus tel qu'il a été figé : son empreinte a changé.")
    for what in ("Ce tableau de bord", "Ce compte rendu", "Ce bilan semestriel")
)
REVIEW_NOT_SET = french(
    "Ce bilan semestriel manque : le document n'a pas pu être composé. Son contenu reste dans le "
    "registre\u00a0; « vigie review {semester} -o FICHIER.pdf » essaie à nouveau."
)
LETTER_NOT_SET = french(
    "Cette lettre manque en PDF : le document n'a pas pu être composé. Son texte est dans "
    "l'historique du dossier."
)
PIECE_FAULTS = {
    FileFault.MISSING: french("Cette pièce manque : elle ne se lit plus sur le disque de Vigie."),
    FileFault.ALTERED: french(
        "Cette pièce manque : ce qui est sur le disque n'est plus ce qui a été conservé."
    ),
}
PIECE_HASH = french("{why}\nEmpreinte de la pièce telle qu'elle a été conservée : {sha256}\n")
POLICY_NOT_KEPT = french(
    "Ce document n'est pas dans ce dossier : il n'est pas encore enregistré, ou n'a pu l'être.\n"
)
UNNAMED = french("Sans les noms. Empreinte du compte rendu tel qu'il a été figé : {hash}")

# a case's history
HISTORY = "Historique"
FACTS = french("{kind}, état : {status}")
SEALED = "Dossier confidentiel : seules les dates sont données."
ENTRY = "{when}, par {who}"
LETTER = "{kind}\nLe {when}{means}\nObjet : {subject}\n\n{body}\n"
PAIR = french("{label} : {value}")
CHANGES = ("", "Avant", "Après")

# what a case's letters and files are called
LETTERS_TITLE, PIECES_TITLE = "Lettres", "Pièces"
PRINTED = "{kind} ({at:%d/%m/%Y})"
MAILED = french("{kind} : le courriel tel qu'il est parti")
PIECE, PIECE_UNNAMED = french("Pièce {number} : {name}"), "Pièce {number}"

# the pages that list cases
BACK, BY_CASE, BY_SESSION = "Sommaire", "Par dossier", "Par session"
CASE_COLUMNS = ("Dossier", "Reçu le", "Objet", "Où il en est", "Session", "Lettres et pièces")
SEALED_CASE = "Dossier confidentiel"
NO_CASES = "Aucun dossier de la période n'est à montrer ici."
ONE_CASE, SOME_CASES = "Le dossier, avec ses preuves", "Les {count} dossiers, avec leurs preuves"
SESSION_COLUMNS = ("Session", "Jours", "Lieu", "Stagiaires", "Dossiers, lettres et pièces")
SESSIONS_ABOUT = french(
    "Les sessions tenues sur la période, et celles dont parlent ses dossiers : à chacune ses "
    "dossiers avec leurs preuves. Situation au {at}."
)
NO_SESSIONS = "Vigie ne connaît aucune session de la période."
NONE_DECLARED = "Aucune réclamation ni aléa déclaré."
OTHER_CASE = "1 autre dossier, confidentiel ou reçu hors de la période."
OTHER_CASES = "{count} autres dossiers, confidentiels ou reçus hors de la période."
DAYS = {1: "{first:%d/%m/%Y}", 2: "du {first:%d/%m/%Y} au {last:%d/%m/%Y}"}
"""By how many days differ of the first and the last one."""
TRAINERS, CLIENT = french("Assurée par : {names}"), french("Client : {name}")
CANCELLED = "Annulée"

# who was told what
INFORMATIONS_PAGE, INFORMATIONS = "informations.html", "Informations données"
INFORMATION_COLUMNS = (
    *("Informé le", "Qui a été informé", "Par qui et comment", "Dossier ou session", "Noté"),
)
NOTED = "{at:%d/%m/%Y %H:%M}, par {who}"

# the register of risks
RISKS_PAGE, RISKS = "risques.html", "Risques"
RISKS_ABOUT = french(
    "Les risques suivis sur la qualité des formations, du plus grave au moins grave. "
    "Situation au {at}."
)
NO_RISKS = "Aucun risque n'est suivi à cette date."
RISK_CAUSE, RISK_EFFECT, RISK_JUDGED = "Cause", "Effet", "Évaluation"
RISK_LEVEL = french("probabilité {likelihood} sur 4, gravité {impact} sur 4 : niveau {level}")
RISK_CONTROL, RISK_RESIDUAL = "Maîtrise existante", "Niveau résiduel"
RISK_OWNER, RISK_TREATMENT, RISK_ACCEPTANCE = "Pilote", "Traitement", "Acceptation"
RISK_ACCEPTED = french("par {who}, le {at:%d/%m/%Y à %H:%M} : {because}")
RISK_UNTOLD, RISK_UNOWNED, RISK_UNANSWERED = "non renseigné", "aucun", "ni traité, ni accepté"
RISK_LINKS, RISK_LOOKED_AT = "Dossiers et actions liés", "Revu le"
RISK_AGED = "{day}, il y a un an ou plus"

# the first page
TITLE = "Dossier de preuves"
PERIOD, PERIOD_VALUE = "Période de réception", "du {first:%d/%m/%Y} au {last:%d/%m/%Y}"
MADE, MADE_VALUE = "Établi le", "{at:%d/%m/%Y à %H:%M}"
RNQ, RNQ_VALUE = "Référentiel", "{name} (version {version})"
POLICY_APPLIED = "Politique appliquée"
PEOPLE = "Personnes"
NAMED, FUNCTIONS = "nommées", "désignées par leur fonction et un numéro"
JOURNAL = "Journal"
CHAIN_BROKEN = french("chaîne rompue à l'entrée {entry} : {reason}")
CHAIN_WHOLE = "{entries} entrées, chaîne intacte, empreinte {hash}"
MISSING = "Documents manquants"
MISSING_WHY = french(
    "Vigie n'a pas pu joindre ces documents, et les textes du même nom disent pourquoi :"
)
INDICATOR = "Indicateur {number} · {title}"
FIGURE_COLUMNS = ("Indicateur de suivi", "Valeur", "Effectif", "Définition")
DOCUMENTS = french("{what} : {links}")
FOLDERS = {
    "registre/": "Registre",
    "registre/registre.xlsx": "Registre, en classeur",
    "registre/reclamations.csv": "Réclamations",
    "registre/incidents.csv": "Incidents",
    "registre/actions.csv": "Plan d'actions et effets",
    "tableaux-de-bord/": "Tableaux de bord du mois",
    "bilans-semestriels/": "Bilans semestriels",
    "comptes-rendus/": "Comptes rendus de réunion",
    "politique/": "Politique appliquée",
    "risques.html": "Risques sur la qualité des formations",
    "informations.html": "Stagiaires, formateurs et référent informés",
    "sessions.html": "Sessions, avec leurs dossiers ou sans aucun",
}
"""What lies beneath each beginning of a path that an indicator names in `rnq/*.toml`."""
UNKNOWN = "n. d."
SHARE = "{value:.1f}\u00a0%"
READING = "Lecture"
READING_NOTES = typeset(
    (
        "Les résumés des indicateurs sont les nôtres : le texte officiel fait foi.",
        "Une valeur « n. d. » n'est pas disponible, ou porte sur moins de cinq dossiers.",
        "Le fichier manifest.json donne l'empreinte de chaque fichier de ce dossier.",
    )
)
CONFIDENTIAL = french(
    "Dossiers confidentiels : {count}. Seules leurs références et leurs dates figurent ici."
)
