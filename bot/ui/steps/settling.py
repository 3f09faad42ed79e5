"""Forms that settle a complaint: the answer in one go, the follow-up that closes (policy §3.3)."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.calendar.wall_time import end_of_day
from bot.domain.cases.letters import Letter, LetterKind, Offer
from bot.domain.cases.outcomes import Outcome, Solved
from bot.domain.cases.taxonomy import Means
from bot.domain.steps.answering import RecordFollowUp
from bot.domain.steps.ending import is_closed_once_solved
from bot.domain.steps.lifecycles import Step
from bot.domain.steps.settling import AnswerAndSettle
from bot.ui.blocks import inputs
from bot.ui.blocks.answers import Answers
from bot.ui.blocks.blocks import Block, context, plain
from bot.ui.blocks.limits import INPUT_MAX
from bot.ui.steps.analysis import ANALYSIS, INVOLVED
from bot.ui.steps.answering import (
    DECIDE_IN,
    OUTCOME,
    ask_answer,
    facts_of_answer,
    owes_solution,
    solution_in,
)
from bot.ui.steps.confirming import (
    as_signed,
    confirmation_in,
    confirmation_inputs,
    signatory_in,
    signatory_inputs,
)
from bot.ui.steps.form import TO_COME, Form, FormContext, area, box, one_of
from bot.ui.steps.letters import (
    MEANS,
    TOLD_AT,
    correspondence,
    day_in_french,
    usual_means,
    when_and_how,
)
from bot.ui.steps.opening import moment
from bot.ui.texts import letters

IN_PLACE = "in_place"
IN_PLACE_ON = "implemented_at"
SOLVED = "solved"
SCORE = "score"
VERBATIM = "verbatim"
CLOSES = "closes"

SCORES = tuple(str(score) for score in range(1, 6))
PROMISED_IN = timedelta(days=7)


class InPlace(StrEnum):
    """When the solution is in place."""

    TODAY = "today"
    ANOTHER_DAY = "another_day"


def ask_settlement(scene: FormContext) -> list[Block]:
    case, says = scene.case, scene.texts.steps.answering
    is_owed = owes_solution(scene.given.maybe(OUTCOME, Outcome))
    outcome, *offered = ask_answer(scene)
    involved = inputs.people(case.people_involved, scene.texts.settings.choose_people)
    in_letter = [] if case.is_unreachable else [context(plain(says.in_letter), block_id=TO_COME)]
    return [
        *confirmation_inputs(scene),
        outcome,
        area(says.analysis, block_id=ANALYSIS, initial=(case.analysis or "")[:INPUT_MAX]),
        *offered,
        *(_in_place(scene) if is_owed else []),
        inputs.labelled(involved, says.people_involved, block_id=INVOLVED, optional=True),
        *signatory_inputs(scene, step=Step.ANSWER_AND_SETTLE),
        *in_letter,
    ]


def _in_place(scene: FormContext) -> list[Block]:
    """Whether it is done already; the day, on which it depends otherwise, is a working one."""
    says = scene.texts.steps.answering
    words = {InPlace.TODAY: says.in_place_today, InPlace.ANOTHER_DAY: says.in_place_another_day}
    usual = scene.calendar.working_day_from(scene.today + PROMISED_IN)
    return [
        one_of(words, says.in_place, block_id=IN_PLACE),
        inputs.labelled(inputs.day(usual), says.in_place_on, block_id=IN_PLACE_ON, optional=True),
    ]


def _in_place_on(answers: Answers, scene: FormContext) -> date | None:
    """The day on which it is, or will be, in place; refused where it lacks."""
    when = answers.choice(IN_PLACE, InPlace)
    if when is None:
        return None
    return scene.today if when is InPlace.TODAY else answers.given_day(IN_PLACE_ON)


def _settles(answers: Answers) -> bool:
    """Whether what is answered calls for anything to be put in place."""
    return owes_solution(answers.maybe(OUTCOME, Outcome))


def draft_settlement(answers: Answers, scene: FormContext) -> Letter | None:
    on = _in_place_on(answers, scene) if _settles(answers) else None
    facts = facts_of_answer(
        answers,
        scene,
        findings=answers.written(ANALYSIS),
        implemented_on=day_in_french(on),
        offer=Offer.PROMISED if on and on > scene.today else Offer.DONE,
    )
    case = as_signed(scene.case, answers)
    return letters.proposal(case, correspondence(scene), facts=facts) if facts else None


def read_settlement(answers: Answers, scene: FormContext) -> AnswerAndSettle | None:
    outcome = answers.choice(OUTCOME, Outcome)
    solution, analysis = solution_in(answers, outcome), answers.written(ANALYSIS)
    on = _in_place_on(answers, scene) if _settles(answers) else None
    signatory = signatory_in(answers, scene.case)
    if outcome is None:
        return None
    is_to_come = on is not None and on > scene.today
    return AnswerAndSettle(
        outcome=outcome,
        analysis=analysis,
        solution=solution,
        told=scene.told,
        implemented_at=None if on is None or is_to_come else _during(on, scene),
        promised_on=on if is_to_come else None,
        people_involved=answers.people(INVOLVED),
        signatory=signatory,
        **confirmation_in(answers),
    )


def _during(on: date, scene: FormContext) -> datetime:
    """An instant of that day, not before the case came in nor ahead of now."""
    end = end_of_day(on, scene.zone) - timedelta.resolution
    return min(end, scene.now)


def ask_follow_up(scene: FormContext) -> list[Block]:
    says, words = scene.texts.steps.answering, scene.texts.words
    scores = inputs.radio([inputs.option(score, score) for score in SCORES])
    return [
        context(plain(says.solved_hint)),
        moment(says.asked_at, block_id=TOLD_AT, initial=scene.now),
        one_of(
            words.means,
            scene.texts.steps.letter.means,
            block_id=MEANS,
            initial=usual_means(scene),
        ),
        one_of(words.solved, says.solved, block_id=SOLVED, optional=True),
        inputs.labelled(scores, says.score, block_id=SCORE, optional=True),
        area(says.verbatim, block_id=VERBATIM, optional=True),
        *_closing(scene),
    ]


def _closing(scene: FormContext) -> list[Block]:
    """The box that closes the case, for who may, where nothing but the answer is awaited."""
    says = scene.texts.steps.answering
    if not is_closed_once_solved(scene.case, roles=scene.roles, around=scene.around):
        return []
    return [box(says.closes, says.closes_if, block_id=CLOSES, ticked=True)]


def draft_follow_up(answers: Answers, scene: FormContext) -> Letter | None:
    """The question, unless its answer is here or it was put by word of mouth."""
    is_written = answers.choice(MEANS, Means) not in {None, Means.PHONE, Means.SPOKEN}
    if not is_written or answers.maybe(SOLVED, Solved) is not None:
        return None
    by = day_in_french(scene.today + DECIDE_IN)
    return letters.follow_up(scene.case, correspondence(scene), answer_by=by or "")


def read_follow_up(answers: Answers, scene: FormContext) -> RecordFollowUp | None:
    at, means = when_and_how(answers, now=scene.now)
    score = answers.picked(SCORE, SCORES)
    if at is None or means is None:
        return None
    return RecordFollowUp(
        at=at,
        means=means,
        letter=scene.told.letter if scene.told else None,
        solved=answers.maybe(SOLVED, Solved),
        score=int(score) if score else None,
        verbatim=answers.text(VERBATIM).strip() or None,
        closes=bool(answers.ticked(CLOSES)),
    )


FORMS: Mapping[Step, Form] = {
    Step.ANSWER_AND_SETTLE: Form(
        ask=ask_settlement, letter=LetterKind.PROPOSAL, draft=draft_settlement, read=read_settlement
    ),
    Step.FOLLOW_UP: Form(
        ask=ask_follow_up, letter=LetterKind.FOLLOW_UP, draft=draft_follow_up, read=read_follow_up
    ),
}
