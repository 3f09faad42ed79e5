"""Whatever people try, in whatever order: a legal case, and a history that tells how it came."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.actions.action_steps import CheckEffect, Complete, decide_action
from bot.domain.actions.actions import Action, Proof, new_action, roles_on_action
from bot.domain.cases.cases import Case, Status
from bot.domain.cases.journal_entries import JournalRecord, Plain, fields_of
from bot.domain.cases.outcomes import ComplainantDecision, Outcome, Solved
from bot.domain.cases.refusals import IllegalStepError, Missing
from bot.domain.cases.roles import roles_of
from bot.domain.cases.taxonomy import Kind, Means, Severity
from bot.domain.cases.traces import ExternalDeadline
from bot.domain.deadlines.open_deadlines import (
    OpenDeadline,
    open_deadlines_of,
    recalled_deadlines_of,
)
from bot.domain.deadlines.promises import promises_of
from bot.domain.deadlines.verdicts import Verdict, judge
from bot.domain.school.policies import DeadlineKind
from bot.domain.steps.answering import ProposeSolution, RecordDecision, RecordFollowUp
from bot.domain.steps.conditions import missing_to_close
from bot.domain.steps.deciding import decide, next_step, steps_open_to
from bot.domain.steps.decisions import CaseContext, StepCommand
from bot.domain.steps.handling import Qualify
from bot.domain.steps.incident import InformParties
from bot.domain.steps.lifecycles import Step, lifecycle_of
from bot.domain.steps.settling import AnswerAndSettle
from tests.support.builders import DIRECTION, OFFICE, QUALITY, TRAINER
from tests.support.lives import RECEIVED_AT, around, example, lives, promising, told

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
    events: list[JournalRecord] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)

    @property
    def around(self) -> CaseContext:
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


@settings(max_examples=lives(60))
@given(kind=st.sampled_from(Kind), sequence=st.lists(attempts, min_size=25, max_size=40))
def test_any_sequence_of_attempts_leaves_a_legal_case_and_a_true_history(
    kind: Kind, sequence: Sequence[Attempt]
) -> None:
    first = promising(kind)
    life = Life(case=first, now=RECEIVED_AT)
    for attempt in sequence:
        before = life.case
        life.now += attempt.later

        taken = live(life, attempt)

        check_move(before, life, taken=taken)
        check_facts(life)
        check_promises(before, life, attempt)
        check_menu(life, attempt.person)
    assert replayed(first, life.events) == fields_of(life.case)


def live(life: Life, attempt: Attempt) -> Step | None:
    """Try it; a refusal changes nothing."""
    roles, tried = roles_of(attempt.person, life.case, OFFICE), wanted(life, attempt)
    try:
        decision = decide(
            life.case,
            tried,
            actor=attempt.person,
            roles=roles,
            now=life.now,
            around=life.around,
        )
    except IllegalStepError:
        work_on_actions(life, attempt)
        return None
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
    life.events += [one.event for one in (*decision.earlier, decision)]
    return tried.step


def wanted(life: Life, attempt: Attempt) -> StepCommand:
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


def varied(step: Step, life: Life, attempt: Attempt) -> StepCommand | None:
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
        case Step.FOLLOW_UP | Step.ANSWER_AND_SETTLE:
            return settling(step, at, attempt)
        case Step.QUALIFY:
            concerned = (attempt.concerned,) if attempt.solved is Solved.NO else ()
            return Qualify(severity=attempt.severity, concerned_people=concerned)
        case Step.INFORM_PARTIES if attempt.solved is None:
            return InformParties(waived_because="seule la formatrice était là")
        case _:
            return None


def settling(step: Step, at: datetime, attempt: Attempt) -> StepCommand:
    """The forms that may take several steps at once."""
    is_done = attempt.decision is ComplainantDecision.ACCEPTED
    if step is Step.FOLLOW_UP:
        return RecordFollowUp(at=at, means=Means.PHONE, solved=attempt.solved, closes=is_done)
    return AnswerAndSettle(
        outcome=attempt.outcome,
        analysis="a",
        solution="s",
        told=told(at),
        implemented_at=at if is_done else None,
        promised_on=at.date(),
    )


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
        decision = decide_action(
            action, step, actor=attempt.person, roles=roles, now=life.now, zone=OFFICE.zone
        )
    except IllegalStepError:
        return
    life.actions[-1] = decision.action


def check_move(before: Case, life: Life, *, taken: Step | None) -> None:
    if taken is None:
        assert life.case is before
        return
    rule = lifecycle_of(before.kind).rule(taken)

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


def check_promises(before: Case, life: Life, attempt: Attempt) -> None:
    """Nothing is late by a step of ours, what was told stays, and an open case waits for a date."""
    case, step = life.case, life.events[-1].name if life.events else ""
    recalled = recalled_deadlines_of(case, OFFICE, is_owned=True)
    owed = {(one.kind, one.due_at) for one in open_deadlines_of(case)}

    assert bool(recalled) == case.status.is_open
    assert {one.external for one in external_ones(case)} == open_ones(case)
    if step == Step.CORRECT_RECEPTION:
        return
    if step != Step.NOTE_EXTERNAL:
        late = {(kind, due_at) for kind, due_at in owed if due_at <= life.now}
        assert late <= {(one.kind, one.due_at) for one in open_deadlines_of(before)}
    said_at = life.now - attempt.backdated
    assert told_of(before, said_at).items() <= told_of(case, said_at).items()


def external_ones(case: Case) -> list[OpenDeadline]:
    return [one for one in open_deadlines_of(case) if one.external]


def open_ones(case: Case) -> set[ExternalDeadline | None]:
    return {one for one in case.external_deadlines if one.is_open}


def told_of(case: Case, now: datetime) -> dict[str, Verdict | None]:
    """What became of each promise that is past, or was kept, by an instant."""
    first = {one.kind: one for one in reversed(promises_of(case))}
    ack, solution = first.get(DeadlineKind.ACK), first.get(DeadlineKind.SOLUTION)
    if ack is None or solution is None or case.solution_due_at is None:
        return {}
    judged = judge(case)
    by = {"ack": ack.due_at, "initial": case.solution_due_at, "extended": solution.due_at}
    found = {name: getattr(judged, name) for name in by}
    verdicts = {name: one.as_of(now) if one else None for name, one in found.items()}
    return {
        name: verdict
        for name, verdict in verdicts.items()
        if by[name] <= now or (verdict is Verdict.MET and found[name].at <= now)
    }


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


def replayed(first: Case, events: Sequence[JournalRecord]) -> dict[str, Plain]:
    """The case as its journal alone tells it; each entry has to begin where the last one ended."""
    state = fields_of(replace(first))
    for event in events:
        for name, change in event.changes.items():
            assert state[name] == change.before
            state[name] = change.after
    return state
