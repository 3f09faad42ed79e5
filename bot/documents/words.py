"""The register's words: French, as an auditor reads them, whatever language the channel speaks."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from bot.domain.actions import ActionKind, ActionOrigin, ActionStatus
from bot.domain.journal import VIGIE
from bot.domain.letters import LetterKind
from bot.domain.outcomes import (
    Admissibility,
    ComplainantDecision,
    Inadmissibility,
    Outcome,
    Solved,
)
from bot.domain.reminders import Level
from bot.domain.root_causes import CauseFamily
from bot.domain.taxonomy import Means, Measure, Nature
from bot.services.register_lines import Part
from bot.ui.texts.french import FRENCH

Words = Mapping[StrEnum, str]
Member = TypeVar("Member", bound=StrEnum)

YES, NO = "Oui", "Non"

_OUTCOMES: Words = {
    Outcome.UPHELD: "Fondée",
    Outcome.PARTLY_UPHELD: "Partiellement fondée",
    Outcome.NOT_UPHELD: "Non fondée",
    Outcome.NO_FURTHER_ACTION: "Sans suite",
}
_ADMISSIBILITIES: Words = {
    Admissibility.ADMISSIBLE: "Recevable",
    Admissibility.INADMISSIBLE: "Non recevable",
}
_INADMISSIBILITIES: Words = {
    Inadmissibility.OUT_OF_SCOPE: "Hors périmètre",
    Inadmissibility.INFORMATION_REQUEST: "Demande d'information",
    Inadmissibility.LABOUR_DISPUTE: "Litige de travail",
    Inadmissibility.OTHER: "Autre motif",
}
_DECISIONS: Words = {
    ComplainantDecision.ACCEPTED: "Acceptée",
    ComplainantDecision.REFUSED: "Refusée",
    ComplainantDecision.NO_ANSWER: "Sans réponse",
}
_SOLVED: Words = {Solved.YES: YES, Solved.PARTLY: "En partie", Solved.NO: NO}
_CAUSES: Words = {
    CauseFamily.WORKFORCE: "Main-d'œuvre",
    CauseFamily.METHOD: "Méthode",
    CauseFamily.EQUIPMENT: "Matériel",
    CauseFamily.ENVIRONMENT: "Milieu",
    CauseFamily.MATERIAL: "Matière",
    CauseFamily.MANAGEMENT: "Management",
    CauseFamily.FUNDING: "Moyens financiers",
    CauseFamily.AUDIENCE: "Public",
    CauseFamily.EXTERNAL: "Cause externe",
}
_NATURES: Words = {Nature.HAZARD: "Aléa", Nature.DIFFICULTY: "Difficulté"}
_MEASURES: Words = {
    Measure.SESSION_REORGANISATION: "Réorganisation de session",
    Measure.INDIVIDUAL_SUPPORT: "Soutien individuel",
    Measure.CONTENT_ADJUSTMENT: "Ajustement du contenu",
    Measure.EQUIPMENT_REPLACEMENT: "Remplacement du matériel",
    Measure.TRAINER_REPLACEMENT: "Remplacement du formateur",
    Measure.SESSION_SUSPENSION: "Suspension de la session",
    Measure.POSTPONEMENT: "Report",
    Measure.REASSESSMENT: "Repassage de l'évaluation",
    Measure.DOCUMENT_REISSUE: "Nouvel envoi d'un document",
    Measure.REFUND_CREDIT: "Remboursement ou avoir",
    Measure.APOLOGY_EXPLANATION: "Excuses ou explications",
    Measure.REFERRAL: "Orientation vers un interlocuteur",
    Measure.EQUIPMENT_LOCKOUT: "Consignation du matériel",
    Measure.OTHER: "Autre mesure",
}
_MEANS: Words = {
    Means.EMAIL: "Courriel",
    Means.PHONE: "Téléphone",
    Means.POST: "Courrier postal",
    Means.HANDED_OVER: "Remise en main propre",
    Means.SPOKEN: "De vive voix",
}
_ACTION_KINDS: Words = {
    ActionKind.CURATIVE: "Curative",
    ActionKind.CORRECTIVE: "Corrective",
    ActionKind.PREVENTIVE: "Préventive",
}
_ACTION_ORIGINS: Words = {
    ActionOrigin.CASE: "Dossier",
    ActionOrigin.DECISION: "Décision en réunion",
    ActionOrigin.IMPROVEMENT: "Axe d'amélioration",
    ActionOrigin.RECURRENCE: "Sujet récurrent",
    ActionOrigin.REVIEW: "Bilan semestriel",
}
_ACTION_STATUSES: Words = {
    ActionStatus.TO_DO: "À faire",
    ActionStatus.DONE: "Réalisée",
    ActionStatus.EFFECTIVE: "Efficace",
    ActionStatus.CANCELLED: "Annulée",
}
_LETTERS: Words = {
    LetterKind.ACKNOWLEDGEMENT: "Accusé de réception",
    LetterKind.INFORMATION_REQUEST: "Demande de précisions",
    LetterKind.EXTENSION: "Prolongation",
    LetterKind.PROPOSAL: "Proposition de solution",
    LetterKind.REJECTION: "Réclamation non recevable",
    LetterKind.DUPLICATE: "Réclamation jointe à une autre",
    LetterKind.FOLLOW_UP: "Suivi de satisfaction",
    LetterKind.INFORMATION_POINT: "Point d'information",
}
_LEVELS: Words = {
    Level.OWNER: "Pilote",
    Level.QUALITY_MANAGERS: "Responsables qualité",
    Level.TRAINING_MANAGERS: "Responsables de formation",
}
_PARTS: Words = {
    Part.COMPLAINTS: "Réclamations",
    Part.INCIDENTS: "Incidents",
    Part.ACTIONS: "Actions",
}

# By type, because members of different sets may be equal as text, as both « other » are.
# By plain text within it, because an enum's own hash is slow and a register asks often.
_BY_TYPE: Mapping[type, Mapping[str, str]] = {
    type(next(iter(words))): {str(member): word for member, word in words.items()}
    for words in (
        FRENCH.words.kind,
        FRENCH.words.party,
        FRENCH.words.channel,
        FRENCH.words.category,
        FRENCH.words.incident_type,
        FRENCH.words.continuity,
        FRENCH.words.severity,
        FRENCH.words.status,
        FRENCH.words.promise,
        _OUTCOMES,
        _ADMISSIBILITIES,
        _INADMISSIBILITIES,
        _DECISIONS,
        _SOLVED,
        _CAUSES,
        _NATURES,
        _MEASURES,
        _MEANS,
        _ACTION_KINDS,
        _ACTION_ORIGINS,
        _ACTION_STATUSES,
        _LETTERS,
        _LEVELS,
        _PARTS,
        FRENCH.reminders.name,
        FRENCH.steps.words.external_kind,
    )
}

_LABEL = re.compile(r"(quality_manager|training_manager|member)-(\d+)")
_ROLES = {
    "quality_manager": "Responsable qualité",
    "training_manager": "Responsable de formation",
    "member": "Membre de l'équipe",
}


def word(member: StrEnum) -> str:
    """What a member of a closed set is called."""
    return _BY_TYPE[type(member)][str(member)]


def words_of(closed_set: type[Member]) -> Mapping[Member, str]:
    """What each member of a closed set is called."""
    return {member: _BY_TYPE[closed_set][str(member)] for member in closed_set}


def person(label: str) -> str:
    """« Responsable qualité 1 » for a label; a name stays as it is."""
    if label == VIGIE:
        return "Vigie"
    found = _LABEL.fullmatch(label)
    return f"{_ROLES[found[1]]} {found[2]}" if found else label


def yes_or_no(value: bool) -> str:  # noqa: FBT001  # it is the value to be said
    return YES if value else NO
