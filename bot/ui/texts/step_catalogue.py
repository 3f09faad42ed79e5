"""What is said about the steps of a case, as types; see `catalogue` for how texts work."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.action_steps import ActionStep
from bot.domain.actions import ActionKind
from bot.domain.lifecycles import Step
from bot.domain.refusals import Missing, Reason
from bot.ui.texts.step_words import OutsideTexts, StepWords


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedTexts:
    """Why a step is refused, what is missing, and who can.

    `to_do` is the step as a verb: « clôturer ce dossier ».
    """

    to_do: Mapping[Step, str]
    action_to_do: Mapping[ActionStep, str]
    reason: Mapping[Reason, str]
    missing: Mapping[Missing, str]
    role_many: str
    roles_or: str
    one_is: str
    many_are: str
    settled: str
    done_at: str
    floor: str
    see_to: str
    title: str
    now: str
    lost: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterTexts:
    """What forms with a letter say around it."""

    subject: str
    body: str
    told_at: str
    means: str
    write: str
    written: str
    answer_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandlingTexts:
    """Assigning, qualifying, noting, correcting."""

    owner: str
    choose_person: str
    category: str
    severity: str
    nature: str
    concerned: str
    concerned_hint: str
    confidential: str
    confidential_yes: str
    qualify_reason: str
    qualify_reason_hint: str
    inadmissible: str
    note: str
    reason: str
    received_at: str
    received_at_hint: str
    description: str
    description_long: str
    affected_count: str
    lost_minutes: str
    injury: str
    injury_yes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweringTexts:
    """From the acknowledgement to the follow-up of a complaint."""

    waive_reason: str
    waive_reason_hint: str
    questions: str
    no_pause: str
    information: str
    information_at: str
    analysis: str
    root_cause: str
    root_cause_due: str
    cause_family: str
    why: str
    people_involved: str
    outcome: str
    solution: str
    reasons: str
    reasons_hint: str
    implemented_on: str
    prevention: str
    in_letter: str
    decision: str
    decided_at: str
    exhausted: str
    exhausted_yes: str
    comment: str
    extension_reason: str
    extension_done: str
    extension_remaining: str
    new_due_at: str
    due_now: str
    due_past: str
    implemented_at: str
    implementation: str
    asked_at: str
    solved: str
    solved_hint: str
    score: str
    verbatim: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingTexts:
    """How a case ends and comes back."""

    complete: str
    closing_reason: str
    closing_reason_due: str
    reopen_reason: str
    answer_due_at: str
    inadmissibility: str
    inadmissibility_reason: str
    duplicate_of: str
    duplicate_hint: str
    untold: str
    untold_hint: str
    withdraw_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentStepTexts:
    """Measures and the information point."""

    measures: str
    explanation: str
    continuity: str
    lost_minutes: str
    certifier_rule: str
    certifier_hint: str
    parties: str
    parties_hint: str
    what_happened: str
    no_names: str
    consequence: str
    what_changes: str
    next_point: str
    waived: str
    waived_hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionTexts:
    """Actions, in their forms."""

    kind: str
    kind_meaning: Mapping[ActionKind, str]
    title: str
    owner: str
    due_on: str
    criterion: str
    criterion_hint: str
    done_at: str
    proof: str
    proof_hint: str
    link: str
    file: str
    check_on: str
    effective: str
    effective_yes: str
    effective_no: str
    findings: str
    again_on: str
    again_hint: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeTexts:
    """What « Voir le dossier » tells of what was done."""

    more: str
    heading: str
    qualified: str
    concerned: str
    taken_charge: str
    acknowledged: str
    unreachable: str
    requested: str
    request_open: str
    request_answered: str
    analysed: str
    root_cause: str
    answered: str
    decision: str
    extended: str
    extended_late: str
    implemented: str
    asked: str
    followed: str
    score: str
    measured: str
    informed: str
    informed_waived: str
    closed: str
    reopened: str
    duplicate: str
    related: str
    actions: str
    action: str
    action_late: str
    action_in_plan: str
    action_criterion: str
    action_proof: str
    action_to_check: str
    action_effective: str
    action_ineffective: str
    in_time: str
    too_late: str
    kept: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTexts:
    """All about steps; `label` is the contract's, and everybody relies on it."""

    label: Mapping[Step, str]
    action_label: Mapping[ActionStep, str]
    submit: str
    words: StepWords
    refused: RefusedTexts
    letter: LetterTexts
    handling: HandlingTexts
    answering: AnsweringTexts
    ending: EndingTexts
    incident: IncidentStepTexts
    action: ActionTexts
    outside: OutsideTexts
    life: LifeTexts
