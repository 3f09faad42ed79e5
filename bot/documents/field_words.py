"""What the journal's fields are called, and the words for the codes that they hold."""

from collections.abc import Mapping
from enum import StrEnum

from bot.documents import words
from bot.documents.action_columns import ACTION_COLUMNS
from bot.documents.case_columns import case_columns
from bot.domain.actions import ActionKind, ActionOrigin, ActionStatus
from bot.domain.cases import Status
from bot.domain.external_deadlines import ExternalKind
from bot.domain.letters import LetterKind
from bot.domain.outcomes import (
    Admissibility,
    ComplainantDecision,
    Inadmissibility,
    Outcome,
    Solved,
)
from bot.domain.policies import DeadlineKind
from bot.domain.reminders import Level
from bot.domain.root_causes import CauseFamily
from bot.domain.taxonomy import (
    Category,
    Channel,
    Continuity,
    IncidentType,
    Kind,
    Means,
    Measure,
    Nature,
    Party,
    Severity,
)

_OF_STEPS: Mapping[str, str] = {
    "action": "Action",
    "admissibility_reason": "Explication",
    "analysed_at": "Analysé le",
    "answer_due_at": "Réponse attendue le",
    "answered_at": "Répondu le",
    "asked_at": "Demandé le",
    "asked_by": "Demandé par",
    "at": "Le",
    "author": "Auteur",
    "before": "Avant",
    "body": "Texte",
    "by": "Par",
    "certifier_rule": "Règle du certificateur",
    "comment": "Commentaire",
    "communicated_at": "Annoncé le",
    "communicated_by": "Annoncé par",
    "concerned_people": "Personnes mises en cause",
    "confidential": "Confidentiel",
    "created_by": "Créée par",
    "deadline": "Échéance de",
    "decided_at": "Répondu le",
    "done_by": "Réalisée par",
    "deadline_id": "Échéance",
    "due_at": "Échéance",
    "duplicate": "Doublon",
    "explanation": "Explication",
    "file": "Fichier",
    "file_count": "Pièces",
    "files": "Fichiers",
    "five_whys": "Pourquoi",
    "followups": "Suivis",
    "handlers": "Personnes habilitées",
    "in_time": "À temps",
    "is_moot": "Sans objet",
    "information_points": "Points d'information",
    "information_requests": "Demandes de précisions",
    "letter": "Lettre",
    "level": "Échelon",
    "link": "Lien",
    "means": "Par quel moyen",
    "measures": "Mesures",
    "new_due_at": "Nouvelle échéance",
    "note": "Remarque",
    "noted_at": "Notée le",
    "noted_by": "Notée par",
    "parties": "Parties informées",
    "people_involved": "Personnes associées à l'analyse",
    "qualified_at": "Qualifié le",
    "reason": "Motif",
    "recourse_exhausted": "Recours épuisés",
    "refs": "Actions",
    "reopened_at": "Rouvert le",
    "replaced_due_at": "Échéance remplacée",
    "rule": "Rappel",
    "score": "Satisfaction",
    "session": "Session ou formation",
    "sha256": "Empreinte SHA-256",
    "settled_at": "Faite le",
    "settled_by": "Faite par",
    "source_ref": "Référence d'origine",
    "subject": "Objet",
    "text": "Texte",
    "untold_because": "Réclamant non prévenu, car",
    "waived_because": "Sans objet, car",
    "what": "De quoi il s'agit",
}
_CLOSED_SETS: Mapping[str, tuple[type[StrEnum], ...]] = {
    "kind": (Kind, ActionKind, LetterKind, ExternalKind),
    "status": (Status, ActionStatus),
    "party": (Party,),
    "channel": (Channel,),
    "category": (Category, IncidentType),
    "incident_type": (IncidentType,),
    "continuity": (Continuity,),
    "severity": (Severity,),
    "origin": (ActionOrigin,),
    "nature": (Nature,),
    "means": (Means,),
    "ack_means": (Means,),
    "answer_means": (Means,),
    "measures": (Measure,),
    "outcome": (Outcome,),
    "admissibility": (Admissibility,),
    "inadmissibility": (Inadmissibility,),
    "complainant_decision": (ComplainantDecision,),
    "solved": (Solved,),
    "cause_family": (CauseFamily,),
    "deadline": (DeadlineKind,),
    "level": (Level,),
}
_LABELS: Mapping[str, str] = {
    **{column.name: column.header for column in ACTION_COLUMNS},
    **{
        column.name: column.header
        for kind in Kind
        for column in case_columns(kind, with_names=False, with_sites=True)
    },
    **_OF_STEPS,
}


def label_of(name: str) -> str:
    """What a field is called; one that this version does not know keeps its name."""
    return _LABELS.get(name, name)


def code_in_words(name: str, value: str) -> str:
    """The word for a code that a field holds; a label becomes a person; anything else stays."""
    for closed_set in _CLOSED_SETS.get(name, ()):
        if value in {member.value for member in closed_set}:
            return words.word(closed_set(value))
    return words.person(value)
