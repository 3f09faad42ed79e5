"""Whatever people try, in whatever order: a legal case, and a history that tells how it came."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.action_steps import CheckEffect, Complete, decide_action
from bot.domain.actions import Action, Proof, new_action, roles_on_action
from bot.domain.cases import Case, Status
from bot.domain.changes import Event, Plain, fields_of
from bot.domain.lifecycles import Step, lifecycle_of
from bot.domain.outcomes import ComplainantDecision, Outcome, Solved
from bot.domain.refusals import IllegalStepError, Missing
from bot.domain.roles import roles_of
from bot.domain.steps import (
    InformParties,
    ProposeSolution,
    Qualify,
    RecordDecision,
    RecordFollowUp,
    Surroundings,
    Wanted,
    decide,
    missing_to_close,
    next_step,
    steps_open_to,
)
from bot.domain.taxonomy import Kind, Means, Severity
from tests.support.builders import DIRECTION, OFFICE, QUALITY, TRAINER
from tests.support.lives import RECEIVED_AT, around, example, fresh, told

PEOPLE = (QUALITY, DIRECTION, TRAINER, "U0OTHER", "U0STRANGER")
ACTORS = (QUALITY, QUALITY, DIRECTION, DIRECTION, *PEOPLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """Somebody tries something a while later: the next step, one of their menu, or any at all."""

    person: str
    step: Step
    follows: str
    choice: int
    later: timedelta
    backdated: timedelta
    outcome: Outcome
    decision: ComplainantDecision
    solved: Solved | None
    severity: Severity
    concerned: str


@dataclass(slots=True, kw_only=True)
class Life:
    """A case with all that happened to it."""

    case: Case
    now: datetime
    events: list[Event] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)

    @property
    def around(self) -> Surroundings:
        return around(self.case, actions=tuple(self.actions))


attempts = st.builds(
    Attempt,
    person=st.sampled_from(ACTORS),
    step=st.sampled_from(Step),
    follows=st.sampled_from(["menu", "next", "whim"]),
    choice=st.integers(min_value=0, max_value=59),
    later=st.timedeltas(min_value=timedelta(minutes=1), max_value=timedelta(days=12)),
    backdated=st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=3)),
    outcome=st.sampled_from(Outcome),
    decision=st.sampled_from(ComplainantDecision),
    solved=st.sampled_from([None, *Solved]),
    severity=st.sampled_from(Severity),
    concerned=st.sampled_from(PEOPLE),
)


@settings(max_examples=60)
@given(kind=st.sampled_from(Kind), sequence=st.lists(attempts, min_size=25, max_size=40))
def test_any_sequence_of_attempts_leaves_a_legal_case_and_a_true_history(
    kind: Kind, sequence: Sequence[Attempt]
) -> None:
    first = fresh(kind)
    life = Life(case=first, now=RECEIVED_AT)
    for attempt in sequence:
        before = life.case
        life.now += attempt.later

        was_taken = live(life, attempt)

        check_move(before, life, was_taken=was_taken)
        check_facts(life)
        check_menu(life, attempt.person)
    assert replayed(first, life.events) == fields_of(life.case)


def live(life: Life, attempt: Attempt) -> bool:
    """Try it; a refusal changes nothing."""
    roles = roles_of(attempt.person, life.case, OFFICE)
    try:
        decision = decide(
            life.case,
            wanted(life, attempt),
            actor=attempt.person,
            roles=roles,
            now=life.now,
            around=life.around,
        )
    except IllegalStepError:
        work_on_actions(life, attempt)
        return False
    for draft in decision.actions:
        number = len(life.actions) + 1
        life.actions.append(
            new_action(
                draft,
                UUID(int=number),
                ref=f"ACT-2026-{number:04d}",
                case=life.case,
                actor=attempt.person,
                now=life.now,
            )
        )
    life.case = decision.case
    life.events.append(decision.event)
    return True


def wanted(life: Life, attempt: Attempt) -> Wanted:
    """The step with particulars that vary, good and bad."""
    step = chosen(life, attempt)
    return varied(step, life, attempt) or example(step, life.case, now=life.now - attempt.backdated)


def chosen(life: Life, attempt: Attempt) -> Step:
    if attempt.follows == "next":
        return next_step(life.case, around=life.around) or attempt.step
    roles = roles_of(attempt.person, life.case, OFFICE)
    menu = steps_open_to(life.case, roles, around=life.around)
    if attempt.follows == "menu" and menu:
        return menu[attempt.choice % len(menu)]
    return attempt.step


def varied(step: Step, life: Life, attempt: Attempt) -> Wanted | None:
    """The steps whose particulars decide where they lead."""
    at = life.now - attempt.backdated
    match step:
        case Step.PROPOSE_SOLUTION:
            return ProposeSolution(
                outcome=attempt.outcome, solution="s", told=told(at), analysis="a"
            )
        case Step.RECORD_DECISION:
            return RecordDecision(
                complainant_decision=attempt.decision,
                decided_at=at,
                recourse_exhausted=attempt.solved is None,
            )
        case Step.FOLLOW_UP:
            return RecordFollowUp(at=at, means=Means.PHONE, solved=attempt.solved)
        case Step.QUALIFY:
            concerned = (attempt.concerned,) if attempt.solved is Solved.NO else ()
            return Qualify(severity=attempt.severity, concerned_people=concerned)
        case Step.INFORM_PARTIES if attempt.solved is None:
            return InformParties(waived_because="seule la formatrice était là")
        case _:
            return None


def work_on_actions(life: Life, attempt: Attempt) -> None:
    """Somebody does or judges the last action instead, where they may."""
    if not life.actions:
        return
    action = life.actions[-1]
    step = (
        CheckEffect(is_effective=attempt.solved is Solved.YES, findings="f", due_on=action.due_on)
        if action.done_at
        else Complete(done_at=life.now, proof=Proof(text="fait"))
    )
    roles = roles_on_action(attempt.person, action, case=life.case, office=OFFICE)
    try:
        decision = decide_action(action, step, actor=attempt.person, roles=roles, now=life.now)
    except IllegalStepError:
        return
    life.actions[-1] = decision.action


def check_move(before: Case, life: Life, *, was_taken: bool) -> None:
    if not was_taken:
        assert life.case is before
        return
    rule = lifecycle_of(before.kind).rule(Step(life.events[-1].name))

    assert rule is not None
    assert life.case.status in rule.moves[before.status]


def check_facts(life: Life) -> None:
    case = life.case
    told_at = [case.ack_sent_at, case.proposed_at, case.answered_at, case.implemented_at]
    reopenings = sum(event.name == Step.REOPEN for event in life.events)

    assert all(case.received_at <= at <= life.now for at in told_at if at)
    assert case.owner is None or case.owner not in case.concerned_people
    assert case.reopened_count == reopenings
    assert (case.closed_at is None) == case.status.is_open
    if case.status is Status.CLOSED:
        # an action found without effect later reopens itself, not its case
        assert set(missing_to_close(case, life.around)) <= {Missing.ACTIONS}


def check_menu(life: Life, person: str) -> None:
    """What is offered is never refused for who asks, nor for where the case stands."""
    roles = roles_of(person, life.case, OFFICE)
    offered = steps_open_to(life.case, roles, around=life.around)
    rules = lifecycle_of(life.case.kind)

    assert len(set(offered)) == len(offered)
    for step in offered:
        rule = rules.rule(step)
        assert rule is not None
        assert roles & rule.by
        assert life.case.status in rule.moves


def replayed(first: Case, events: Sequence[Event]) -> dict[str, Plain]:
    """The case as its journal alone tells it; each entry has to begin where the last one ended."""
    state = fields_of(replace(first))
    for event in events:
        for name, change in event.changes.items():
            assert state[name] == change.before
            state[name] = change.after
    return state
