"""The types of the words that steps bring along, and of what is said of external deadlines."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.actions import ActionKind, ActionStatus
from bot.domain.external_deadlines import ExternalKind
from bot.domain.outcomes import ComplainantDecision, Inadmissibility, Outcome, Solved
from bot.domain.roles import Role
from bot.domain.root_causes import CauseFamily
from bot.domain.taxonomy import Means, Measure, Nature


@dataclass(frozen=True, slots=True, kw_only=True)
class StepWords:
    """The members of the closed sets that steps bring along."""

    means: Mapping[Means, str]
    nature: Mapping[Nature, str]
    inadmissibility: Mapping[Inadmissibility, str]
    outcome: Mapping[Outcome, str]
    decision: Mapping[ComplainantDecision, str]
    solved: Mapping[Solved, str]
    cause_family: Mapping[CauseFamily, str]
    measure: Mapping[Measure, str]
    action_kind: Mapping[ActionKind, str]
    action_status: Mapping[ActionStatus, str]
    role: Mapping[Role, str]
    external_kind: Mapping[ExternalKind, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideTexts:
    """External deadlines, in their forms and in the case."""

    kind: str
    what: str
    what_hint: str
    due_at: str
    law: str
    which: str
    choice: str
    at: str
    moot: str
    moot_yes: str
    note: str
    note_hint: str
    is_open: str
    is_settled: str
    is_moot: str
    in_time: str
    too_late: str
