"""Texts of the evidence pack: always in French, as an auditor reads it."""

from bot.delivery.kept_files import FileFault
from bot.ui.texts.language import french, typeset

# folders and files
EVIDENCE_FILE = "preuves-{day}{id}.zip"
REGISTER, CASES, POLICY = "registre", "dossiers", "politique"
SUMMARIES, MINUTES, REVIEWS = "tableaux-de-bord", "comptes-rendus", "bilans-semestriels"
WORKBOOK = "registre.xlsx"
COMPLAINTS_FILE, INCIDENTS_FILE, ACTIONS_FILE = "reclamations.csv", "incidents.csv", "actions.csv"
HISTORY_FILE = "historique.html"
PIECES, PIECE_FILE = "pieces", "{number:02}-{name}"
LETTER_FILE = "lettre-{number:02}.txt"
MAILED_LETTERS, MAILED_LETTER_FILE = "lettres", "{number:02}.eml"

# what stands in place of a document
SUMMARY_CHANGED, MINUTES_CHANGED, REVIEW_CHANGED = (
    french(f"{what} n'est plus tel qu'il a été figé : son empreinte a changé.")
    for what in ("Ce tableau de bord", "Ce compte rendu", "Ce bilan semestriel")
)
REVIEW_NOT_SET = french(
    "Ce bilan semestriel manque : le document n'a pas pu être composé. Son contenu reste dans le "
    "registre\u00a0; « vigie review {semester} -o FICHIER.pdf » essaie à nouveau."
)
PIECE_FAULTS = {
    FileFault.MISSING: french("Cette pièce manque : elle ne se lit plus sur le disque de Vigie."),
    FileFault.ALTERED: french(
        "Cette pièce manque : ce qui est sur le disque n'est plus ce qui a été conservé."
    ),
}
PIECE_HASH = french("{why}\nEmpreinte de la pièce telle qu'elle a été conservée : {sha256}\n")
UNNAMED = french("Sans les noms. Empreinte du compte rendu tel qu'il a été figé : {hash}")

# a case's history
HISTORY = "Historique"
FACTS = french("{kind}, état : {status}")
SEALED = "Dossier confidentiel : seules les dates sont données."
ENTRY = "{when}, par {who}"
LETTER = "{kind}\nLe {when}{means}\nObjet : {subject}\n\n{body}\n"
PAIR = french("{label} : {value}")
CHANGES = ("", "Avant", "Après")

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
OTHERS = "et {count} autres dans {folder}"
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
