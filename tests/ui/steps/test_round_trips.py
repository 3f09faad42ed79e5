"""What is typed into a form is what the step brings along."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cases import Status
from bot.domain.letters import Letter, LetterKind
from bot.domain.lifecycles import Step
from bot.domain.outcomes import ComplainantDecision, Solved
from bot.domain.root_causes import CauseFamily
from bot.domain.steps import Acknowledge, Analyse, Qualify, RecordDecision, RecordFollowUp
from bot.domain.taxonomy import Category, Kind, Means, Severity
from bot.ui.answers import clean, is_blank
from bot.ui.modal import modal
from bot.ui.steps.forms import read_step, with_letter
from tests.support.forms import filled
from tests.support.lives import case_in, complaint
from tests.support.steps import form, scene, seconds

TRICKY = st.sampled_from(
    ["{", "}", "{0}", "%s", "<!channel>", "<@U1>", "&amp;", "\u202e", "é", "🚒"]
)
texts = st.lists(st.text(max_size=40) | TRICKY, min_size=1, max_size=8).map(" ".join)
said = texts.filter(lambda text: not is_blank(clean(text)))
minutes = st.integers(min_value=1_700_000_000 // 60, max_value=1_900_000_000 // 60).map(
    lambda minute: datetime.fromtimestamp(minute * 60, tz=UTC)
)
ONE_TEXT = [
    (Step.WAIVE_ACKNOWLEDGEMENT, "reason", complaint()),
    (Step.WITHDRAW, "reason", complaint()),
    (Step.REOPEN, "reason", case_in(Status.CLOSED, Kind.COMPLAINT)),
    (Step.IMPLEMENT, "implementation", case_in(Status.IN_IMPLEMENTATION, Kind.COMPLAINT)),
    (Step.RECORD_INFORMATION, "text", case_in(Status.WAITING_INFO, Kind.COMPLAINT)),
    (Step.ADD_NOTE, "text", complaint()),
    (Step.CLOSE, "closing_reason", case_in(Status.FOLLOW_UP, Kind.COMPLAINT)),
]


@pytest.mark.parametrize(("step", "field", "case"), ONE_TEXT, ids=[one[0] for one in ONE_TEXT])
@given(typed=said)
def test_a_text(step: Step, field: str, case: object, typed: str) -> None:
    seen = scene(case)  # type: ignore[arg-type]  # each row's own case
    wanted = read_step(filled(form(step, seen), **{field: typed}), seen)

    assert getattr(wanted, field) == clean(typed).strip()


@given(body=st.lists(said, min_size=1, max_size=60).map("\n\n".join), subject=said)
def test_a_letter_of_any_length(body: str, subject: str) -> None:
    seen, letter = (
        scene(complaint()),
        Letter(
            kind=LetterKind.ACKNOWLEDGEMENT, subject=clean(subject)[:300].strip(), body=clean(body)
        ),
    )
    empty = modal("t", [], callback_id="step_acknowledge", close="c", submit="s", carried={})
    wanted = read_step(filled(with_letter(empty, seen, letter=letter), means="post"), seen)

    assert isinstance(wanted, Acknowledge)
    assert wanted.told.letter == letter


@given(at=minutes, decision=st.sampled_from(ComplainantDecision), comment=texts)
def test_a_decision(at: datetime, decision: ComplainantDecision, comment: str) -> None:
    seen = scene(case_in(Status.SOLUTION_PROPOSED, Kind.COMPLAINT))
    view = filled(
        form(Step.RECORD_DECISION, seen),
        complainant_decision=decision.value,
        decided_at=seconds(at),
        recourse_exhausted=["yes"],
        comment=comment,
    )

    assert read_step(view, seen) == RecordDecision(
        complainant_decision=decision,
        decided_at=at,
        recourse_exhausted=True,
        comment=clean(comment).strip() or None,
    )


@given(
    at=minutes,
    means=st.sampled_from(Means),
    solved=st.sampled_from(Solved),
    score=st.none() | st.integers(min_value=1, max_value=5),
)
def test_a_follow_up(at: datetime, means: Means, solved: Solved, score: int | None) -> None:
    seen = scene(case_in(Status.FOLLOW_UP, Kind.COMPLAINT))
    answers = {} if score is None else {"score": str(score)}
    view = filled(
        form(Step.FOLLOW_UP, seen),
        told_at=seconds(at),
        means=means.value,
        solved=solved.value,
        **answers,
    )

    assert read_step(view, seen) == RecordFollowUp(at=at, means=means, solved=solved, score=score)


@given(family=st.sampled_from(CauseFamily), whys=st.lists(said, max_size=5), people=st.sets(texts))
def test_an_analysis(family: CauseFamily, whys: list[str], people: set[str]) -> None:
    seen = scene(complaint(severity=Severity.CRITICAL))
    chain = {f"five_whys_{n}" if n > 1 else "five_whys": why for n, why in enumerate(whys, 1)}
    view = filled(
        form(Step.ANALYSE, seen),
        analysis="constats",
        root_cause="oubli",
        cause_family=family.value,
        people_involved=sorted(people),
        **chain,
    )

    assert read_step(view, seen) == Analyse(
        analysis="constats",
        root_cause="oubli",
        cause_family=family,
        five_whys=tuple(clean(why).strip() for why in whys),
        people_involved=tuple(sorted(people)),
    )


@given(severity=st.sampled_from(Severity), category=st.sampled_from(Category), reason=texts)
def test_a_qualification(severity: Severity, category: Category, reason: str) -> None:
    seen = scene(complaint())
    view = filled(
        form(Step.QUALIFY, seen),
        severity=severity.value,
        category=category.value,
        reason=reason,
        confidential=["yes"],
        concerned_people=["U1"],
    )

    assert read_step(view, seen) == Qualify(
        severity=severity,
        category=category,
        reason=clean(reason).strip() or None,
        confidential=True,
        concerned_people=("U1",),
    )
