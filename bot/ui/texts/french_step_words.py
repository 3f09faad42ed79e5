"""The words of the steps in French; `label` holds those that people and scripts rely on."""

from bot.domain.action_steps import ActionStep
from bot.domain.actions import ActionKind, ActionStatus
from bot.domain.external_deadlines import ExternalKind
from bot.domain.lifecycles import Step
from bot.domain.outcomes import (
    ComplainantDecision,
    Inadmissibility,
    Outcome,
    Solved,
)
from bot.domain.roles import Role
from bot.domain.root_causes import CauseFamily
from bot.domain.taxonomy import Means, Measure, Nature
from bot.ui.texts.step_words import StepWords

LABELS = {
    Step.TAKE_CHARGE: "Prendre en charge",
    Step.ACKNOWLEDGE: "Accuser réception",
    Step.WAIVE_ACKNOWLEDGEMENT: "Réclamant injoignable",
    Step.QUALIFY: "Qualifier",
    Step.ASSIGN: "Attribuer",
    Step.REQUEST_INFORMATION: "Demander des précisions",
    Step.RECORD_INFORMATION: "Précisions reçues",
    Step.DECIDE_MEASURES: "Décider des mesures",
    Step.INFORM_PARTIES: "Point d'information",
    Step.ANALYSE: "Analyser",
    Step.PROPOSE_SOLUTION: "Proposer une solution",
    Step.RECORD_DECISION: "Décision du réclamant",
    Step.EXTEND: "Prolonger",
    Step.IMPLEMENT: "Mise en œuvre",
    Step.FOLLOW_UP: "Suivi de satisfaction",
    Step.ADD_ACTION: "Ajouter une action",
    Step.CLOSE: "Clôturer",
    Step.REOPEN: "Rouvrir",
    Step.REJECT: "Non recevable",
    Step.MARK_DUPLICATE: "Doublon",
    Step.WITHDRAW: "Retrait",
    Step.CORRECT_RECEPTION: "Corriger la réception",
    Step.CORRECT_FACTS: "Corriger les faits",
    Step.ADD_NOTE: "Ajouter une note",
    Step.NOTE_EXTERNAL: "Ajouter une échéance",
    Step.SETTLE_EXTERNAL: "Échéance tenue",
}

ACTION_LABELS = {
    ActionStep.COMPLETE: "Action faite",
    ActionStep.CHECK_EFFECT: "Vérifier l'effet",
    ActionStep.REOPEN: "Rouvrir l'action",
    ActionStep.RESCHEDULE: "Changer l'échéance",
    ActionStep.REASSIGN: "Changer de pilote",
    ActionStep.MOVE_TO_PLAN: "Verser au plan d'action",
    ActionStep.CANCEL: "Abandonner l'action",
}

TO_DO = {
    Step.TAKE_CHARGE: "prendre ce dossier en charge",
    Step.ACKNOWLEDGE: "accuser réception",
    Step.WAIVE_ACKNOWLEDGEMENT: "dire le réclamant injoignable",
    Step.QUALIFY: "qualifier ce dossier",
    Step.ASSIGN: "attribuer ce dossier",
    Step.REQUEST_INFORMATION: "demander des précisions",
    Step.RECORD_INFORMATION: "noter les précisions reçues",
    Step.DECIDE_MEASURES: "décider des mesures",
    Step.INFORM_PARTIES: "faire le point d'information",
    Step.ANALYSE: "analyser ce dossier",
    Step.PROPOSE_SOLUTION: "proposer une solution",
    Step.RECORD_DECISION: "noter la décision du réclamant",
    Step.EXTEND: "prolonger le délai",
    Step.IMPLEMENT: "constater la mise en œuvre",
    Step.FOLLOW_UP: "faire le suivi de satisfaction",
    Step.ADD_ACTION: "ajouter une action",
    Step.CLOSE: "clôturer ce dossier",
    Step.REOPEN: "rouvrir ce dossier",
    Step.REJECT: "déclarer ce dossier non recevable",
    Step.MARK_DUPLICATE: "marquer ce dossier comme doublon",
    Step.WITHDRAW: "noter le retrait",
    Step.CORRECT_RECEPTION: "corriger la date de réception",
    Step.CORRECT_FACTS: "corriger les faits",
    Step.ADD_NOTE: "ajouter une note",
    Step.NOTE_EXTERNAL: "ajouter une échéance extérieure",
    Step.SETTLE_EXTERNAL: "répondre à l'échéance extérieure",
}

ACTION_TO_DO = {
    ActionStep.COMPLETE: "dire l'action faite",
    ActionStep.CHECK_EFFECT: "vérifier l'effet de l'action",
    ActionStep.REOPEN: "rouvrir l'action",
    ActionStep.RESCHEDULE: "changer l'échéance de l'action",
    ActionStep.REASSIGN: "changer le pilote de l'action",
    ActionStep.MOVE_TO_PLAN: "verser l'action au plan d'action",
    ActionStep.CANCEL: "abandonner l'action",
}

WORDS = StepWords(
    means={
        Means.EMAIL: "Email",
        Means.PHONE: "Téléphone",
        Means.POST: "Courrier",
        Means.HANDED_OVER: "Remis en main propre",
        Means.SPOKEN: "De vive voix",
    },
    nature={
        Nature.HAZARD: "Aléa : imprévisible, venu de l'extérieur",
        Nature.DIFFICULTY: "Difficulté : gêne née de la formation",
    },
    inadmissibility={
        Inadmissibility.OUT_OF_SCOPE: "Hors de notre périmètre",
        Inadmissibility.INFORMATION_REQUEST: "Demande d'information",
        Inadmissibility.LABOUR_DISPUTE: "Litige du travail",
        Inadmissibility.OTHER: "Autre motif",
    },
    outcome={
        Outcome.UPHELD: "Fondée",
        Outcome.PARTLY_UPHELD: "Partiellement fondée",
        Outcome.NOT_UPHELD: "Non fondée",
        Outcome.NO_FURTHER_ACTION: "Sans suite",
    },
    decision={
        ComplainantDecision.ACCEPTED: "Acceptée",
        ComplainantDecision.REFUSED: "Refusée",
        ComplainantDecision.NO_ANSWER: "Sans réponse",
    },
    solved={Solved.YES: "Oui", Solved.PARTLY: "En partie", Solved.NO: "Non"},
    cause_family={
        CauseFamily.WORKFORCE: "Main-d'œuvre : formateur, administration",
        CauseFamily.METHOD: "Méthode : pédagogie, procédures",
        CauseFamily.EQUIPMENT: "Matériel : équipement, EPI, informatique",
        CauseFamily.ENVIRONMENT: "Milieu : salle, site, météo",
        CauseFamily.MATERIAL: "Matière : contenu, supports, information",
        CauseFamily.MANAGEMENT: "Management : planning, effectif",
        CauseFamily.FUNDING: "Moyens financiers",
        CauseFamily.AUDIENCE: "Public : prérequis, niveau",
        CauseFamily.EXTERNAL: "Externe : aléa véritable",
    },
    measure={
        Measure.SESSION_REORGANISATION: "Réorganisation de session",
        Measure.INDIVIDUAL_SUPPORT: "Soutien individuel",
        Measure.CONTENT_ADJUSTMENT: "Ajustement du contenu",
        Measure.EQUIPMENT_REPLACEMENT: "Remplacement de matériel",
        Measure.TRAINER_REPLACEMENT: "Remplacement du formateur",
        Measure.SESSION_SUSPENSION: "Suspension de session",
        Measure.POSTPONEMENT: "Report de session",
        Measure.REASSESSMENT: "Repassage d'épreuve",
        Measure.DOCUMENT_REISSUE: "Réédition de document",
        Measure.REFUND_CREDIT: "Remboursement ou avoir",
        Measure.APOLOGY_EXPLANATION: "Excuses et explications",
        Measure.REFERRAL: "Orientation vers un référent",
        Measure.EQUIPMENT_LOCKOUT: "Consignation de matériel",
        Measure.OTHER: "Autre mesure",
    },
    action_kind={
        ActionKind.CURATIVE: "Curative",
        ActionKind.CORRECTIVE: "Corrective",
        ActionKind.PREVENTIVE: "Préventive",
    },
    action_status={
        ActionStatus.TO_DO: "à faire",
        ActionStatus.DONE: "faite, effet à vérifier",
        ActionStatus.EFFECTIVE: "efficace",
        ActionStatus.CANCELLED: "abandonnée",
    },
    role={
        Role.REPORTER: "la personne qui l'a saisi",
        Role.OWNER: "le pilote",
        Role.QUALITY_MANAGER: "un responsable qualité",
        Role.TRAINING_MANAGER: "un responsable de formation",
        Role.HANDLER: "une personne désignée pour ce dossier",
        Role.CONCERNED: "une personne concernée",
    },
    external_kind={
        ExternalKind.FUNDER: "Réponse au financeur",
        ExternalKind.WORK_ACCIDENT: "Déclaration d'accident du travail",
        ExternalKind.DATA_BREACH: "Notification à la CNIL",
        ExternalKind.AUTHORITY: "Réponse à une autorité",
        ExternalKind.OTHER: "Autre échéance extérieure",
    },
)
