"""The words of the steps in English."""

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
    Step.TAKE_CHARGE: "Take charge",
    Step.ACKNOWLEDGE: "Acknowledge",
    Step.WAIVE_ACKNOWLEDGEMENT: "Nobody to answer",
    Step.QUALIFY: "Qualify",
    Step.ASSIGN: "Assign",
    Step.REQUEST_INFORMATION: "Ask for details",
    Step.RECORD_INFORMATION: "Details received",
    Step.DECIDE_MEASURES: "Decide on measures",
    Step.INFORM_PARTIES: "Information point",
    Step.ANALYSE: "Analyse",
    Step.PROPOSE_SOLUTION: "Propose a solution",
    Step.RECORD_DECISION: "Complainant's decision",
    Step.EXTEND: "Extend",
    Step.IMPLEMENT: "Implementation",
    Step.FOLLOW_UP: "Satisfaction follow-up",
    Step.ADD_ACTION: "Add an action",
    Step.CLOSE: "Close the case",
    Step.REOPEN: "Reopen",
    Step.REJECT: "Not admissible",
    Step.MARK_DUPLICATE: "Duplicate",
    Step.WITHDRAW: "Withdrawal",
    Step.CORRECT_RECEPTION: "Correct the reception",
    Step.CORRECT_FACTS: "Correct the facts",
    Step.ADD_NOTE: "Add a note",
    Step.NOTE_EXTERNAL: "Add a deadline",
    Step.SETTLE_EXTERNAL: "Deadline met",
}

ACTION_LABELS = {
    ActionStep.COMPLETE: "Action done",
    ActionStep.CHECK_EFFECT: "Check the effect",
    ActionStep.REOPEN: "Reopen the action",
    ActionStep.RESCHEDULE: "Change the due date",
    ActionStep.REASSIGN: "Change the owner",
    ActionStep.MOVE_TO_PLAN: "Move to action plan",
    ActionStep.CANCEL: "Cancel the action",
}

TO_DO = {
    Step.TAKE_CHARGE: "take charge of this case",
    Step.ACKNOWLEDGE: "acknowledge this complaint",
    Step.WAIVE_ACKNOWLEDGEMENT: "say that nobody can be answered",
    Step.QUALIFY: "qualify this case",
    Step.ASSIGN: "assign this case",
    Step.REQUEST_INFORMATION: "ask for details",
    Step.RECORD_INFORMATION: "note the details received",
    Step.DECIDE_MEASURES: "decide on measures",
    Step.INFORM_PARTIES: "record the information point",
    Step.ANALYSE: "analyse this case",
    Step.PROPOSE_SOLUTION: "propose a solution",
    Step.RECORD_DECISION: "note the complainant's decision",
    Step.EXTEND: "extend the time",
    Step.IMPLEMENT: "record the implementation",
    Step.FOLLOW_UP: "record the satisfaction follow-up",
    Step.ADD_ACTION: "add an action",
    Step.CLOSE: "close this case",
    Step.REOPEN: "reopen this case",
    Step.REJECT: "declare this case not admissible",
    Step.MARK_DUPLICATE: "mark this case as a duplicate",
    Step.WITHDRAW: "note the withdrawal",
    Step.CORRECT_RECEPTION: "correct the date of reception",
    Step.CORRECT_FACTS: "correct the facts",
    Step.ADD_NOTE: "add a note",
    Step.NOTE_EXTERNAL: "add an outside deadline",
    Step.SETTLE_EXTERNAL: "meet the outside deadline",
}

ACTION_TO_DO = {
    ActionStep.COMPLETE: "say that the action is done",
    ActionStep.CHECK_EFFECT: "check the effect of the action",
    ActionStep.REOPEN: "reopen the action",
    ActionStep.RESCHEDULE: "change the due date of the action",
    ActionStep.REASSIGN: "change the owner of the action",
    ActionStep.MOVE_TO_PLAN: "move the action to the action plan",
    ActionStep.CANCEL: "cancel the action",
}

WORDS = StepWords(
    means={
        Means.EMAIL: "E-mail",
        Means.PHONE: "Telephone",
        Means.POST: "Post",
        Means.HANDED_OVER: "Handed over",
        Means.SPOKEN: "In person",
    },
    nature={
        Nature.HAZARD: "Hazard: unforeseeable, from outside",
        Nature.DIFFICULTY: "Difficulty: a hindrance from within",
    },
    inadmissibility={
        Inadmissibility.OUT_OF_SCOPE: "Out of our scope",
        Inadmissibility.INFORMATION_REQUEST: "Request for information",
        Inadmissibility.LABOUR_DISPUTE: "Labour dispute",
        Inadmissibility.OTHER: "Another reason",
    },
    outcome={
        Outcome.UPHELD: "Upheld",
        Outcome.PARTLY_UPHELD: "Partly upheld",
        Outcome.NOT_UPHELD: "Not upheld",
        Outcome.NO_FURTHER_ACTION: "No further action",
    },
    decision={
        ComplainantDecision.ACCEPTED: "Accepted",
        ComplainantDecision.REFUSED: "Refused",
        ComplainantDecision.NO_ANSWER: "No answer",
    },
    solved={Solved.YES: "Yes", Solved.PARTLY: "Partly", Solved.NO: "No"},
    cause_family={
        CauseFamily.WORKFORCE: "People: trainer, administration",
        CauseFamily.METHOD: "Method: teaching, procedures",
        CauseFamily.EQUIPMENT: "Equipment: devices, PPE, IT",
        CauseFamily.ENVIRONMENT: "Environment: room, site, weather",
        CauseFamily.MATERIAL: "Material: content, handouts, information",
        CauseFamily.MANAGEMENT: "Management: planning, staffing",
        CauseFamily.FUNDING: "Funding",
        CauseFamily.AUDIENCE: "Audience: prerequisites, level",
        CauseFamily.EXTERNAL: "External: a true hazard",
    },
    measure={
        Measure.SESSION_REORGANISATION: "Session reorganised",
        Measure.INDIVIDUAL_SUPPORT: "Individual support",
        Measure.CONTENT_ADJUSTMENT: "Content adjusted",
        Measure.EQUIPMENT_REPLACEMENT: "Equipment replaced",
        Measure.TRAINER_REPLACEMENT: "Trainer replaced",
        Measure.SESSION_SUSPENSION: "Session suspended",
        Measure.POSTPONEMENT: "Session postponed",
        Measure.REASSESSMENT: "Assessment taken again",
        Measure.DOCUMENT_REISSUE: "Document reissued",
        Measure.REFUND_CREDIT: "Refund or credit",
        Measure.APOLOGY_EXPLANATION: "Apology and explanation",
        Measure.REFERRAL: "Referral to an officer",
        Measure.EQUIPMENT_LOCKOUT: "Equipment locked out",
        Measure.OTHER: "Another measure",
    },
    action_kind={
        ActionKind.CURATIVE: "Curative",
        ActionKind.CORRECTIVE: "Corrective",
        ActionKind.PREVENTIVE: "Preventive",
    },
    action_status={
        ActionStatus.TO_DO: "to do",
        ActionStatus.DONE: "done, effect to be checked",
        ActionStatus.EFFECTIVE: "effective",
        ActionStatus.CANCELLED: "cancelled",
    },
    role={
        Role.REPORTER: "whoever entered it",
        Role.OWNER: "the owner",
        Role.QUALITY_MANAGER: "a quality manager",
        Role.TRAINING_MANAGER: "a training manager",
        Role.HANDLER: "a person designated for this case",
        Role.CONCERNED: "a person concerned",
    },
    external_kind={
        ExternalKind.FUNDER: "Answer to the funder",
        ExternalKind.WORK_ACCIDENT: "Declaration of an accident at work",
        ExternalKind.DATA_BREACH: "Notification of a data breach",
        ExternalKind.AUTHORITY: "Answer to an authority",
        ExternalKind.OTHER: "Other outside deadline",
    },
)
