"""Texts of the register beside the words of closed sets: always in French."""

from bot.domain.cases.taxonomy import Kind
from bot.services.register.register_lines import Part
from bot.ui.texts.language import NO_BREAK, french, typeset

YES, NO = "Oui", "Non"
MEMBER = "Membre de l'équipe"
"""Somebody of no particular function, where nobody is named."""
PARTS = {Part.COMPLAINTS: "Réclamations", Part.INCIDENTS: "Incidents", Part.ACTIONS: "Actions"}

CONFIDENTIAL, NORMAL = "Confidentiel", "Normale"
CATEGORY_AND_SEVERITY = "Catégorie et gravité"

OVERDUE = french("{what}, {span}")
EXTENSION = french("{day} : {reason}")
EXTENSION_TOO_LATE = french("{day} (annoncée trop tard, sans effet) : {reason}")
EXTERNAL = french("{day} : {kind}, {what}{state}")
EXTERNAL_SETTLED = french(", fait le {day}")
EXTERNAL_MOOT = french(", sans objet ({note})")
MEASURES = "{named}" + NO_BREAK
MEASURES_ON_SPOT = french("Réglé sur place : {explanation}")
DONE_AT_ONCE = french("Fait aussitôt : {what}")
MEASURES_EXPLAINED = french("{named} : {explanation}")
INFORMED = "{parties}"
INFORMED_BY = "{parties} ({means})"
INFORMATION_WAIVED = french("Sans objet : {reason}")

LETTER = "{state}, {when}"

ACTION_LATE = french("En retard de {count} j")
PROOF_KEPT = french("pièce conservée : {file}")
UNNAMED_FILE = "sans nom"

REGISTER_FILE = "registre-{day}{id}.xlsx"
TITLE = "Registre des réclamations et incidents"
INDICATORS = "Indicateurs"
INDICATOR_COLUMNS = ("Indicateur", "Valeur", "Effectif", "Définition")
UNKNOWN = "n. d."

# figures: what each is called, and what it means
VOLUMES = {
    Kind.COMPLAINT: (
        "Réclamations reçues sur la période",
        "Réclamations closes",
        "Réclamations en cours",
        "Réclamations en retard",
    ),
    Kind.INCIDENT: (
        "Incidents signalés sur la période",
        "Incidents clos",
        "Incidents en cours",
        "Incidents en retard",
    ),
}
VOLUME_MEANINGS = typeset(
    (
        "Selon la date de réception",
        "Parmi ces dossiers, ceux qui sont clos, non recevables, en double ou retirés",
        "Parmi ces dossiers, ceux où il reste à faire",
        "Parmi ces dossiers, ceux dont une échéance est dépassée",
    )
)
CONFIDENTIAL_CASES = ("Dossiers confidentiels", "Nombre seulement")
REOPENED_CASES = ("Dossiers rouverts", "Rouverts au moins une fois après une clôture")
PROMISES = (
    (
        "Accusés de réception dans les 48 h",
        "hors réclamations anonymes ou écartées avant l'échéance",
    ),
    (
        "Solutions proposées dans le mois",
        "échéance initiale, hors réclamations écartées avant elle",
    ),
    (
        "Solutions proposées dans le délai prolongé",
        "échéance en vigueur, prolongations annoncées à temps comprises",
    ),
    ("Incidents pris en charge à temps", "une heure ouvrée"),
    ("Points d'information faits à temps", "un jour ouvré, de nouveau après une réouverture"),
)
SHARE = french("Part tenue, hors dossiers encore dans les temps ({pending}, non comptés) : {about}")
DELAYS = (
    "Délai médian de l'accusé de réception (h)",
    "Délai médian de la proposition (j)",
    "Délai médian de clôture (j)",
)
MEDIAN = "Médiane, sur les dossiers où l'étape est faite"
SATISFACTION = (
    "Satisfaction sur le traitement (1 à 5)",
    "Moyenne du dernier suivi de chaque réclamation",
)
ACTIONS = (
    ("Actions décidées", "Créées sur la période"),
    ("Actions en retard", "Parmi elles, à faire, échéance dépassée"),
    ("Actions à vérifier", "Faites, effet non encore vérifié"),
    ("Vérifications en retard", "Parmi elles, jour de la vérification passé"),
    ("Actions efficaces", "Effet vérifié par une autre personne"),
)
BY_PARTY = "Réclamations par partie prenante"
BY_CATEGORY = "Réclamations par catégorie"
BY_TYPE = "Incidents par type"
BY_CAUSE = "Dossiers par famille de cause"
BY_SEVERITY = "Dossiers par gravité"
BREAKDOWN = french("{group} : {word}")
BREAKDOWN_MEANING = "Nombre de dossiers, hors dossiers confidentiels"
