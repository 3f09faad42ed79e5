"""Forms of a complaint's answer and what comes of it (policy §3.2.3 and §3.3)."""

from datetime import timedelta

from bot.domain import letter_drafts
from bot.domain.letter_drafts import ProposalFacts
from bot.domain.letters import Letter, LetterKind, Told
from bot.domain.outcomes import ComplainantDecision, Outcome, Solved
from bot.domain.steps import Implement, ProposeSolution, RecordDecision, RecordFollowUp
from bot.domain.taxonomy import Means
from bot.ui import inputs
from bot.ui.answers import Answers
from bot.ui.blocks import Block, context, plain
from bot.ui.steps.analysing import ANALYSIS
from bot.ui.steps.fields import area, box, one_of
from bot.ui.steps.form import Form
from bot.ui.steps.letters import MEANS, TOLD_AT, correspondence, day_in_french
from bot.ui.steps.opening import answer_by, answered_by, moment
from bot.ui.steps.scene import Scene

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
SOLVED = "solved"
SCORE = "score"
VERBATIM = "verbatim"

DECIDE_IN = timedelta(days=15)
SCORES = tuple(str(score) for score in range(1, 6))
EXAMINED = "votre message et les éléments du dossier"
"""What a proposal says was examined, until somebody says it better."""


def ask_proposal(scene: Scene) -> list[Block]:
    says, words = scene.texts.steps.answering, scene.texts.steps.words
    findings = [] if scene.case.analysis else [area(says.analysis, block_id=ANALYSIS)]
    reach = (
        []
        if scene.case.is_unreachable
        else [context(plain(says.in_letter)), answer_by(scene, within=DECIDE_IN)]
    )
    outcomes = {one: word for one, word in words.outcome.items() if one in ANSWERS}
    return [
        *findings,
        one_of(outcomes, says.outcome, block_id=OUTCOME),
        area(says.solution, block_id=SOLUTION),
        area(says.reasons, block_id=REASONS, hint=says.reasons_hint, optional=True),
        inputs.labelled(inputs.day(), says.implemented_on, block_id=IMPLEMENTED_ON, optional=True),
        area(says.prevention, block_id=PREVENTION, optional=True),
        *reach,
    ]


ANSWERS = (Outcome.UPHELD, Outcome.PARTLY_UPHELD, Outcome.NOT_UPHELD)
"""What an examination may find; *sans suite* is for a withdrawal."""


def draft_proposal(answers: Answers, scene: Scene) -> Letter | None:
    outcome, solution = answers.choice(OUTCOME, Outcome), answers.written(SOLUTION)
    if scene.case.is_unreachable or outcome is None:
        return None
    facts = ProposalFacts(
        outcome=outcome,
        examined=EXAMINED,
        findings=scene.case.analysis or answers.written(ANALYSIS),
        solution=solution,
        reasons=answers.text(REASONS).strip() or None,
        implemented_on=day_in_french(answers.day(IMPLEMENTED_ON), scene),
        prevention=answers.text(PREVENTION).strip() or None,
        answer_by=answered_by(answers, scene),
    )
    return letter_drafts.proposal(scene.case, correspondence(scene), facts=facts)


def read_proposal(answers: Answers, scene: Scene, told: Told | None) -> ProposeSolution | None:
    outcome, solution = answers.choice(OUTCOME, Outcome), answers.written(SOLUTION)
    analysis = None if scene.case.analysis else answers.written(ANALYSIS)
    if outcome is None:
        return None
    return ProposeSolution(outcome=outcome, solution=solution, told=told, analysis=analysis)


def ask_decision(scene: Scene) -> list[Block]:
    says = scene.texts.steps.answering
    return [
        one_of(scene.texts.steps.words.decision, says.decision, block_id=DECISION),
        moment(says.decided_at, block_id=DECIDED_AT, initial=scene.now),
        box(says.exhausted, says.exhausted_yes, block_id=EXHAUSTED),
        area(says.comment, block_id=COMMENT, optional=True),
    ]


def read_decision(answers: Answers, _scene: Scene, _told: Told | None) -> RecordDecision | None:
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


def ask_implementation(scene: Scene) -> list[Block]:
    says = scene.texts.steps.answering
    return [
        moment(says.implemented_at, block_id=IMPLEMENTED_AT, initial=scene.now),
        area(says.implementation, block_id=IMPLEMENTATION),
    ]


def read_implementation(answers: Answers, _scene: Scene, _told: Told | None) -> Implement | None:
    at, text = answers.given_moment(IMPLEMENTED_AT), answers.written(IMPLEMENTATION)
    return None if at is None else Implement(implemented_at=at, implementation=text)


def ask_follow_up(scene: Scene) -> list[Block]:
    says, words = scene.texts.steps.answering, scene.texts.steps.words
    scores = inputs.radio([inputs.option(score, score) for score in SCORES])
    return [
        context(plain(says.solved_hint)),
        moment(says.asked_at, block_id=TOLD_AT, initial=scene.now),
        one_of(words.means, scene.texts.steps.letter.means, block_id=MEANS),
        one_of(words.solved, says.solved, block_id=SOLVED, optional=True),
        inputs.labelled(scores, says.score, block_id=SCORE, optional=True),
        area(says.verbatim, block_id=VERBATIM, optional=True),
    ]


def draft_follow_up(answers: Answers, scene: Scene) -> Letter | None:
    """The question, unless its answer is here or it was put by word of mouth."""
    is_written = answers.choice(MEANS, Means) not in {None, Means.PHONE, Means.SPOKEN}
    if not is_written or answers.maybe(SOLVED, Solved) is not None:
        return None
    by = day_in_french(scene.today + DECIDE_IN, scene)
    return letter_drafts.follow_up(scene.case, correspondence(scene), answer_by=by or "")


def read_follow_up(answers: Answers, _scene: Scene, told: Told | None) -> RecordFollowUp | None:
    at, means = answers.given_moment(TOLD_AT), answers.choice(MEANS, Means)
    score = answers.picked(SCORE, SCORES)
    if at is None or means is None:
        return None
    return RecordFollowUp(
        at=at,
        means=means,
        letter=told.letter if told else None,
        solved=answers.maybe(SOLVED, Solved),
        score=int(score) if score else None,
        verbatim=answers.text(VERBATIM).strip() or None,
    )


PROPOSE_SOLUTION = Form(
    ask=ask_proposal, letter=LetterKind.PROPOSAL, draft=draft_proposal, read=read_proposal
)
RECORD_DECISION = Form(ask=ask_decision, read=read_decision)
IMPLEMENT = Form(ask=ask_implementation, read=read_implementation)
FOLLOW_UP = Form(
    ask=ask_follow_up, letter=LetterKind.FOLLOW_UP, draft=draft_follow_up, read=read_follow_up
)
