"""How cases move: a table for complaints and one for incidents, who may do what from where."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.cases.cases import Status
from bot.domain.cases.roles import FOLLOWING, HANDLING, LEADING, REPORTING, Role
from bot.domain.cases.taxonomy import Kind


class Step(StrEnum):
    """All that can be done to a case; `bot.domain.steps` says what each one needs."""

    TAKE_CHARGE = "take_charge"
    ACKNOWLEDGE = "acknowledge"
    WAIVE_ACKNOWLEDGEMENT = "waive_acknowledgement"
    QUALIFY = "qualify"
    ASSIGN = "assign"
    REQUEST_INFORMATION = "request_information"
    RECORD_INFORMATION = "record_information"
    DECIDE_MEASURES = "decide_measures"
    INFORM_PARTIES = "inform_parties"
    SETTLE_ON_SPOT = "settle_on_spot"
    VALIDATE = "validate"
    ANALYSE = "analyse"
    ANSWER_AND_SETTLE = "answer_and_settle"
    PROPOSE_SOLUTION = "propose_solution"
    RECORD_DECISION = "record_decision"
    EXTEND = "extend"
    IMPLEMENT = "implement"
    FOLLOW_UP = "follow_up"
    ADD_ACTION = "add_action"
    CLOSE = "close"
    REOPEN = "reopen"
    REJECT = "reject"
    MARK_DUPLICATE = "mark_duplicate"
    WITHDRAW = "withdraw"
    CORRECT_RECEPTION = "correct_reception"
    CORRECT_FACTS = "correct_facts"
    ADD_NOTE = "add_note"
    NOTE_EXTERNAL = "note_external"
    SETTLE_EXTERNAL = "settle_external"


Moves = Mapping[Status, tuple[Status, ...]]
"""From each status where a step may be taken, the statuses it may lead to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A row of a table: who may take a step, from where, and where it leads."""

    step: Step
    by: frozenset[Role]
    moves: Moves


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifecycle:
    """The life of a kind of case; its rules stand in the order in which a menu offers them."""

    first: Status
    rules: tuple[Rule, ...]

    def rule(self, step: Step) -> Rule | None:
        """The row of a step; None when cases of this kind know no such step."""
        return next((rule for rule in self.rules if rule.step is step), None)

    @property
    def statuses(self) -> tuple[Status, ...]:
        """Every status such a case can have, in the order of its life."""
        return tuple(dict.fromkeys([self.first, *self._targets()]))

    def _targets(self) -> Iterator[Status]:
        for rule in self.rules:
            for targets in rule.moves.values():
                yield from targets


def _to(target: Status, *sources: Status) -> dict[Status, tuple[Status, ...]]:
    return dict.fromkeys(sources, (target,))


def _staying(*sources: Status) -> dict[Status, tuple[Status, ...]]:
    return {status: (status,) for status in sources}


_UNANSWERED = (
    Status.RECEIVED,
    Status.ACKNOWLEDGED,
    Status.UNDER_REVIEW,
    Status.WAITING_INFO,
    Status.REOPENED,
)
_SETTLING = (Status.FOLLOW_UP, Status.IN_IMPLEMENTATION)
_ANSWERED = (Status.SOLUTION_PROPOSED, Status.IN_IMPLEMENTATION, Status.FOLLOW_UP)
_OPEN_COMPLAINT = _UNANSWERED + _ANSWERED
_OVER = (Status.CLOSED, Status.REJECTED, Status.DUPLICATE, Status.WITHDRAWN)

_ACKNOWLEDGING = _to(Status.ACKNOWLEDGED, Status.RECEIVED, Status.ACKNOWLEDGED, Status.REOPENED)

COMPLAINT = Lifecycle(
    first=Status.RECEIVED,
    rules=(
        Rule(
            step=Step.ACKNOWLEDGE,
            by=HANDLING,
            moves=_ACKNOWLEDGING | _staying(Status.UNDER_REVIEW, Status.WAITING_INFO),
        ),
        Rule(step=Step.TAKE_CHARGE, by=HANDLING, moves=_staying(*_OPEN_COMPLAINT)),
        Rule(
            step=Step.ANSWER_AND_SETTLE,
            by=HANDLING,
            moves=dict.fromkeys(_UNANSWERED, _SETTLING),
        ),
        Rule(step=Step.ASSIGN, by=HANDLING, moves=_staying(*_OPEN_COMPLAINT)),
        Rule(step=Step.QUALIFY, by=HANDLING, moves=_staying(*_OPEN_COMPLAINT)),
        Rule(
            step=Step.REQUEST_INFORMATION, by=HANDLING, moves=_to(Status.WAITING_INFO, *_UNANSWERED)
        ),
        Rule(
            step=Step.RECORD_INFORMATION,
            by=HANDLING,
            moves=_to(Status.UNDER_REVIEW, Status.WAITING_INFO),
        ),
        Rule(
            step=Step.ANALYSE,
            by=HANDLING,
            moves=_to(Status.UNDER_REVIEW, *_UNANSWERED) | _staying(*_ANSWERED),
        ),
        Rule(
            step=Step.PROPOSE_SOLUTION,
            by=HANDLING,
            moves={
                **dict.fromkeys(_UNANSWERED, (Status.SOLUTION_PROPOSED, *_SETTLING)),
                **_to(Status.SOLUTION_PROPOSED, *_ANSWERED),
            },
        ),
        Rule(step=Step.EXTEND, by=HANDLING, moves=_staying(*_UNANSWERED)),
        Rule(
            step=Step.RECORD_DECISION,
            by=HANDLING,
            moves={
                Status.SOLUTION_PROPOSED: (
                    Status.IN_IMPLEMENTATION,
                    Status.FOLLOW_UP,
                    Status.UNDER_REVIEW,
                ),
                Status.IN_IMPLEMENTATION: (
                    Status.IN_IMPLEMENTATION,
                    Status.FOLLOW_UP,
                    Status.UNDER_REVIEW,
                ),
                Status.FOLLOW_UP: (Status.FOLLOW_UP, Status.UNDER_REVIEW),
            },
        ),
        Rule(
            step=Step.IMPLEMENT,
            by=HANDLING,
            moves=_to(Status.FOLLOW_UP, Status.SOLUTION_PROPOSED, Status.IN_IMPLEMENTATION),
        ),
        Rule(
            step=Step.FOLLOW_UP,
            by=HANDLING,
            moves={Status.FOLLOW_UP: (Status.FOLLOW_UP, Status.CLOSED)},
        ),
        Rule(step=Step.ADD_ACTION, by=HANDLING, moves=_staying(*_OPEN_COMPLAINT)),
        Rule(step=Step.SETTLE_EXTERNAL, by=HANDLING, moves=_staying(*_OPEN_COMPLAINT, *_OVER)),
        Rule(step=Step.ADD_NOTE, by=FOLLOWING, moves=_staying(*_OPEN_COMPLAINT, *_OVER)),
        Rule(step=Step.CORRECT_FACTS, by=FOLLOWING, moves=_staying(*_OPEN_COMPLAINT)),
        Rule(step=Step.CORRECT_RECEPTION, by=LEADING, moves=_staying(*_OPEN_COMPLAINT)),
        Rule(
            step=Step.WAIVE_ACKNOWLEDGEMENT,
            by=LEADING,
            moves=_ACKNOWLEDGING | _staying(Status.UNDER_REVIEW, Status.WAITING_INFO),
        ),
        Rule(step=Step.CLOSE, by=LEADING, moves=_to(Status.CLOSED, *_OPEN_COMPLAINT)),
        Rule(step=Step.REJECT, by=LEADING, moves=_to(Status.REJECTED, *_UNANSWERED)),
        Rule(step=Step.MARK_DUPLICATE, by=LEADING, moves=_to(Status.DUPLICATE, *_UNANSWERED)),
        Rule(step=Step.WITHDRAW, by=LEADING, moves=_to(Status.WITHDRAWN, *_OPEN_COMPLAINT)),
        Rule(step=Step.NOTE_EXTERNAL, by=HANDLING, moves=_staying(*_OPEN_COMPLAINT)),
        Rule(step=Step.REOPEN, by=LEADING, moves=_to(Status.REOPENED, *_OVER)),
    ),
)
"""Policy §3: from reception to satisfaction. Work may begin before the acknowledgement has gone
out, since a full answer is one too; closing asks for both."""

_IN_CHARGE = (
    Status.TAKEN_CHARGE,
    Status.MEASURES_DECIDED,
    Status.PARTIES_INFORMED,
    Status.ACTIONS_RUNNING,
)
_UNDECIDED = (Status.REPORTED, Status.TAKEN_CHARGE, Status.REOPENED)
MEASURED = (Status.MEASURES_DECIDED, Status.PARTIES_INFORMED, Status.ACTIONS_RUNNING)
"""Where an incident is once somebody decided what to do."""
_OPEN_INCIDENT = (Status.REPORTED, *_IN_CHARGE, Status.REOPENED)
_INCIDENT_OVER = (Status.CLOSED, Status.DUPLICATE, Status.WITHDRAWN)
_RECONSIDERED = _staying(*_OPEN_INCIDENT) | {
    status: (status, Status.REPORTED) for status in MEASURED
}
"""What was settled on the spot is to be taken on once more is known of it."""

INCIDENT = Lifecycle(
    first=Status.REPORTED,
    rules=(
        Rule(
            step=Step.TAKE_CHARGE,
            by=HANDLING,
            moves=_to(Status.TAKEN_CHARGE, Status.REPORTED, Status.REOPENED)
            | _staying(*_IN_CHARGE),
        ),
        Rule(
            step=Step.DECIDE_MEASURES,
            by=HANDLING,
            moves=_to(Status.MEASURES_DECIDED, Status.TAKEN_CHARGE, Status.REOPENED)
            | _staying(Status.MEASURES_DECIDED, Status.PARTIES_INFORMED, Status.ACTIONS_RUNNING),
        ),
        Rule(
            step=Step.INFORM_PARTIES,
            by=HANDLING,
            moves={
                **_staying(Status.TAKEN_CHARGE, Status.REOPENED),
                Status.MEASURES_DECIDED: (Status.PARTIES_INFORMED, Status.ACTIONS_RUNNING),
                **_staying(Status.PARTIES_INFORMED, Status.ACTIONS_RUNNING),
            },
        ),
        Rule(step=Step.VALIDATE, by=LEADING, moves=_to(Status.CLOSED, *MEASURED)),
        Rule(
            step=Step.SETTLE_ON_SPOT,
            by=REPORTING,
            moves={status: (Status.MEASURES_DECIDED, status) for status in _UNDECIDED}
            | _staying(*MEASURED),
        ),
        Rule(step=Step.ANALYSE, by=HANDLING, moves=_staying(*_IN_CHARGE, Status.REOPENED)),
        Rule(
            step=Step.ADD_ACTION,
            by=HANDLING,
            moves=_to(Status.ACTIONS_RUNNING, Status.PARTIES_INFORMED, Status.ACTIONS_RUNNING)
            | _staying(Status.TAKEN_CHARGE, Status.MEASURES_DECIDED, Status.REOPENED),
        ),
        Rule(
            step=Step.SETTLE_EXTERNAL, by=HANDLING, moves=_staying(*_OPEN_INCIDENT, *_INCIDENT_OVER)
        ),
        Rule(step=Step.ASSIGN, by=HANDLING, moves=_staying(*_OPEN_INCIDENT)),
        Rule(step=Step.QUALIFY, by=HANDLING, moves=_RECONSIDERED),
        Rule(
            step=Step.ADD_NOTE,
            by=FOLLOWING,
            moves=_RECONSIDERED | _staying(*_INCIDENT_OVER),
        ),
        Rule(step=Step.CORRECT_FACTS, by=FOLLOWING, moves=_RECONSIDERED),
        Rule(step=Step.CORRECT_RECEPTION, by=LEADING, moves=_staying(*_OPEN_INCIDENT)),
        Rule(step=Step.CLOSE, by=LEADING, moves=_to(Status.CLOSED, *_OPEN_INCIDENT)),
        Rule(step=Step.MARK_DUPLICATE, by=LEADING, moves=_to(Status.DUPLICATE, *_OPEN_INCIDENT)),
        Rule(step=Step.WITHDRAW, by=LEADING, moves=_to(Status.WITHDRAWN, *_OPEN_INCIDENT)),
        Rule(step=Step.NOTE_EXTERNAL, by=HANDLING, moves=_staying(*_OPEN_INCIDENT)),
        Rule(step=Step.REOPEN, by=LEADING, moves=_to(Status.REOPENED, *_INCIDENT_OVER)),
    ),
)
"""Policy §4: from the report to corrective actions that hold."""

_LIFECYCLES = {Kind.COMPLAINT: COMPLAINT, Kind.INCIDENT: INCIDENT}


def lifecycle_of(kind: Kind) -> Lifecycle:
    """The table that cases of this kind follow."""
    return _LIFECYCLES[kind]
