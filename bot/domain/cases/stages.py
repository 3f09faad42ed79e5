"""Where a case stands for those who look at many: a few stages, of which its status is the detail.

The stage is told on cards and in lists, and lists are narrowed by it; the status is kept, and told
in the case, its journal and the register.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum

from bot.domain.cases.cases import SETTLED, Case, Status
from bot.domain.cases.outcomes import Outcome, is_root_cause_due
from bot.domain.cases.taxonomy import Kind, severity_floor


class Stage(StrEnum):
    """What a case waits for, in the order of its life."""

    TO_ACKNOWLEDGE = "to_acknowledge"
    TO_ANSWER = "to_answer"
    TO_IMPLEMENT = "to_implement"
    TO_TAKE_ON = "to_take_on"
    IN_PROGRESS = "in_progress"
    TO_VERIFY = "to_verify"
    OVER = "over"


PATHS: Mapping[Kind, tuple[Stage, ...]] = {
    Kind.COMPLAINT: (
        Stage.TO_ACKNOWLEDGE,
        Stage.TO_ANSWER,
        Stage.TO_IMPLEMENT,
        Stage.TO_VERIFY,
        Stage.OVER,
    ),
    Kind.INCIDENT: (Stage.TO_TAKE_ON, Stage.IN_PROGRESS, Stage.TO_VERIFY, Stage.OVER),
}
"""The usual way of a case, from its beginning to its end."""

_STAGES: Mapping[Status, Stage] = {
    Status.RECEIVED: Stage.TO_ACKNOWLEDGE,
    Status.ACKNOWLEDGED: Stage.TO_ANSWER,
    Status.UNDER_REVIEW: Stage.TO_ANSWER,
    Status.WAITING_INFO: Stage.TO_ANSWER,
    Status.SOLUTION_PROPOSED: Stage.TO_IMPLEMENT,
    Status.IN_IMPLEMENTATION: Stage.TO_IMPLEMENT,
    Status.FOLLOW_UP: Stage.TO_VERIFY,
    Status.REPORTED: Stage.TO_TAKE_ON,
    Status.TAKEN_CHARGE: Stage.IN_PROGRESS,
    Status.MEASURES_DECIDED: Stage.IN_PROGRESS,
    Status.PARTIES_INFORMED: Stage.TO_VERIFY,
    Status.ACTIONS_RUNNING: Stage.IN_PROGRESS,
    **dict.fromkeys(SETTLED, Stage.OVER),
}
_REOPENED = {Kind.COMPLAINT: Stage.TO_ANSWER, Kind.INCIDENT: Stage.TO_TAKE_ON}


def stage_at(kind: Kind, status: Status, outcome: Outcome | None) -> Stage:
    """The stage of a status; of an answer that promises nothing, what is left is to hear of it."""
    if status is Status.REOPENED:
        return _REOPENED[kind]
    promises = outcome is None or outcome.calls_for_implementation
    if status is Status.SOLUTION_PROPOSED and not promises:
        return Stage.TO_VERIFY
    return _STAGES[status]


def stage_of(case: Case) -> Stage:
    """The stage that a case is in; of an incident not by its status alone.

    What was settled on the spot waits to be verified, and what is told to all may still have its
    root cause to be found. `storage/cases/case_lists.py` asks the same of rows.
    """
    stage = stage_at(case.kind, case.status, case.outcome)
    if case.kind is not Kind.INCIDENT:
        return stage
    is_on_spot = case.settled_on_spot and case.reopened_count == 0
    if is_on_spot:
        return Stage.TO_VERIFY if case.status is Status.MEASURES_DECIDED else stage
    is_known = case.root_cause is not None and case.cause_family is not None
    owes = case.status is Status.PARTIES_INFORMED and owes_root_cause(case) and not is_known
    return Stage.IN_PROGRESS if owes else stage


def owes_root_cause(case: Case) -> bool:
    """Whether the case is major or critical beyond what its reporter could tell of the session.

    That it stopped makes a fresh incident major for its urgency; until somebody in charge has
    qualified it, only an injury has it examined to its root.
    """
    is_presumed = case.kind is Kind.INCIDENT and case.qualified_at is None
    known = severity_floor(case.category, injury=case.injury) if is_presumed else case.severity
    return is_root_cause_due(known)


def is_set_aside(case: Case) -> bool:
    """Whether it is over in another way than by being closed."""
    return case.status in SETTLED and case.status is not Status.CLOSED


def standings_at(stage: Stage) -> Iterator[tuple[Kind, Status, frozenset[Outcome | None]]]:
    """Each kind and status with the outcomes with which a case is in a stage, for a query."""
    for kind in Kind:
        for status in Status:
            outcomes = (None, *Outcome)
            found = frozenset(one for one in outcomes if stage_at(kind, status, one) is stage)
            if found:
                yield kind, status, found
