"""Forms of what was found, the answer, and what comes of it (policy §3.2.2 to §3.3)."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from bot.domain.cases.letters import Letter, LetterKind, ProposalFacts
from bot.domain.cases.outcomes import (
    ComplainantDecision,
    Outcome,
)
from bot.domain.steps.answering import (
    Implement,
    ProposeSolution,
    RecordDecision,
)
from bot.domain.steps.lifecycles import Step
from bot.ui.blocks import inputs
from bot.ui.blocks.answers import Answers
from bot.ui.blocks.blocks import Block, context, plain
from bot.ui.steps.analysis import ANALYSIS
from bot.ui.steps.confirming import as_signed, signatory_in, signatory_inputs
from bot.ui.steps.form import (
    TO_COME,
    Form,
    FormContext,
    area,
    box,
    one_of,
    told_at_once,
)
from bot.ui.steps.letters import correspondence, day_in_french
from bot.ui.steps.opening import ANSWER_BY, answer_by, answered_by, moment
from bot.ui.texts import letters

OUTCOME = "outcome"
SOLUTION = "solution"
REASONS = "reasons"
IMPLEMENTED_ON = "implemented_on"
PREVENTION = "prevention"
DECISION = "complainant_decision"
DECIDED_AT = "decided_at"
EXHAUSTED = "recourse_exhausted"
COMMENT = "comment"
IMPLEMENTED_AT = "implemented_at"
IMPLEMENTATION = "implementation"

DECIDE_IN = timedelta(days=15)


def ask_proposal(scene: FormContext) -> list[Block]:
    says = scene.texts.steps.answering
    findings = [] if scene.case.analysis else [area(says.analysis, block_id=ANALYSIS)]
    reach = (
        []
        if scene.case.is_unreachable
        else [
            context(plain(says.in_letter), block_id=TO_COME),
            answer_by(scene, within=DECIDE_IN),
        ]
    )
    return [
        *findings,
        *ask_answer(scene),
        inputs.labelled(inputs.day(), says.implemented_on, block_id=IMPLEMENTED_ON, optional=True),
        area(says.prevention, block_id=PREVENTION, optional=True),
        *signatory_inputs(scene, step=Step.PROPOSE_SOLUTION),
        *reach,
    ]


def ask_answer(scene: FormContext) -> list[Block]:
    """The outcome, what is offered, and why not where we may say no."""
    says, words = scene.texts.steps.answering, scene.texts.words
    outcomes = {one: word for one, word in words.outcome.items() if one in ANSWERS}
    outcome = scene.given.maybe(OUTCOME, Outcome)
    is_silent = not owes_reasons(outcome, scene)
    reasons = area(says.reasons, block_id=REASONS, hint=says.reasons_hint, optional=is_silent)
    return [
        told_at_once(one_of(outcomes, says.outcome, block_id=OUTCOME)),
        area(says.solution, block_id=SOLUTION, optional=not owes_solution(outcome)),
        *([] if outcome is Outcome.UPHELD else [reasons]),
    ]


ANSWERS = (Outcome.UPHELD, Outcome.PARTLY_UPHELD, Outcome.NOT_UPHELD)
"""The findings of an examination; *sans suite* is for a withdrawal."""


def owes_solution(outcome: Outcome | None) -> bool:
    """Whether the answer has to offer something, so long as nobody has said that it is a no."""
    return outcome is None or outcome.calls_for_implementation


def owes_reasons(outcome: Outcome | None, scene: FormContext) -> bool:
    """Whether somebody is told no, and so has to be told why."""
    return not (owes_solution(outcome) or scene.case.is_unreachable)


def solution_in(answers: Answers, outcome: Outcome | None) -> str | None:
    """The solution; refused where it lacks and is owed."""
    if owes_solution(outcome):
        return answers.written(SOLUTION)
    return answers.text(SOLUTION).strip() or None


def draft_proposal(answers: Answers, scene: FormContext) -> Letter | None:
    facts = facts_of_answer(
        answers,
        scene,
        findings=scene.case.analysis or answers.written(ANALYSIS),
        implemented_on=day_in_french(answers.day(IMPLEMENTED_ON)),
        prevention=answers.text(PREVENTION).strip() or None,
        answer_by=None if scene.case.is_unreachable else answered_by(answers, scene),
    )
    case = as_signed(scene.case, answers)
    return letters.proposal(case, correspondence(scene), facts=facts) if facts else None


def facts_of_answer(
    answers: Answers,
    scene: FormContext,
    **beside: Any,  # noqa: ANN401  # as ProposalFacts takes it
) -> ProposalFacts | None:
    """What the letter of an answer says; None where nobody is written to, or the outcome lacks."""
    outcome = answers.choice(OUTCOME, Outcome)
    solution = solution_in(answers, outcome)
    if scene.case.is_unreachable or outcome is None:
        return None
    if owes_reasons(outcome, scene):
        answers.written(REASONS)
    reasons = answers.text(REASONS).strip() or None
    return ProposalFacts(outcome=outcome, solution=solution, reasons=reasons, **beside)


def read_proposal(answers: Answers, scene: FormContext) -> ProposeSolution | None:
    outcome = answers.choice(OUTCOME, Outcome)
    solution = solution_in(answers, outcome)
    analysis = None if scene.case.analysis else answers.written(ANALYSIS)
    signatory = signatory_in(answers, scene.case)
    if outcome is None:
        return None
    return ProposeSolution(
        outcome=outcome,
        solution=solution,
        told=scene.told,
        analysis=analysis,
        answer_asked_by=answers.day(ANSWER_BY),
        promised_on=answers.day(IMPLEMENTED_ON),
        signatory=signatory,
    )


def ask_decision(scene: FormContext) -> list[Block]:
    says = scene.texts.steps.answering
    return [
        one_of(scene.texts.words.decision, says.decision, block_id=DECISION),
        moment(says.decided_at, block_id=DECIDED_AT, initial=scene.now),
        box(says.exhausted, says.exhausted_yes, block_id=EXHAUSTED),
        area(says.comment, block_id=COMMENT, optional=True),
    ]


def read_decision(answers: Answers, _scene: FormContext) -> RecordDecision | None:
    decision = answers.choice(DECISION, ComplainantDecision)
    decided_at = answers.given_moment(DECIDED_AT)
    if decision is None or decided_at is None:
        return None
    return RecordDecision(
        complainant_decision=decision,
        decided_at=decided_at,
        recourse_exhausted=bool(answers.ticked(EXHAUSTED)),
        comment=answers.text(COMMENT).strip() or None,
    )


def ask_implementation(scene: FormContext) -> list[Block]:
    says = scene.texts.steps.answering
    return [
        moment(says.implemented_at, block_id=IMPLEMENTED_AT, initial=scene.now),
        area(says.implementation, block_id=IMPLEMENTATION),
    ]


def read_implementation(answers: Answers, _scene: FormContext) -> Implement | None:
    at, text = answers.given_moment(IMPLEMENTED_AT), answers.written(IMPLEMENTATION)
    return None if at is None else Implement(implemented_at=at, implementation=text)


FORMS: Mapping[Step, Form] = {
    Step.PROPOSE_SOLUTION: Form(
        ask=ask_proposal, letter=LetterKind.PROPOSAL, draft=draft_proposal, read=read_proposal
    ),
    Step.RECORD_DECISION: Form(ask=ask_decision, read=read_decision),
    Step.IMPLEMENT: Form(ask=ask_implementation, read=read_implementation),
}
