"""What is typed into a form is what the step brings along."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cases.cases import Status
from bot.domain.cases.letters import Letter, LetterKind
from bot.domain.cases.outcomes import CauseFamily, ComplainantDecision, Solved
from bot.domain.cases.roles import Role
from bot.domain.cases.taxonomy import Category, Kind, Means, Severity
from bot.domain.steps.answering import Analyse, RecordDecision, RecordFollowUp
from bot.domain.steps.handling import Qualify
from bot.domain.steps.lifecycles import Step
from bot.domain.steps.opening import Acknowledge, WaiveAcknowledgement
from bot.ui.blocks.answers import clean, is_blank
from bot.ui.blocks.modal import modal
from bot.ui.steps.drafting import Drafted, LetterDraft, with_letter
from bot.ui.steps.forms import drawn_anew, read_step
from tests.support.forms import filled, sent
from tests.support.lives import NOW, case_in, complaint
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
    of_older_release = LetterDraft(mark="", at=NOW)  # which this letter was not drafted by
    then = WaiveAcknowledgement(reason="x")
    drafted = Drafted(letter=letter, wanted=then, draft=of_older_release)
    empty = modal("t", [], callback_id="step_acknowledge", close="c", submit="s", carried={})
    wanted = read_step(filled(with_letter(sent(empty), seen, drafted=drafted), means="post"), seen)

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


members = st.from_regex("U[A-Z0-9]{1,10}", fullmatch=True)


@given(
    family=st.sampled_from(CauseFamily), whys=st.lists(said, max_size=5), people=st.sets(members)
)
def test_an_analysis(family: CauseFamily, whys: list[str], people: set[str]) -> None:
    seen = scene(complaint(severity=Severity.CRITICAL))
    chain = {f"five_whys_{n}" if n > 1 else "five_whys": why for n, why in enumerate(whys, 1)}
    view = filled(
        drawn_anew(filled(form(Step.ANALYSE, seen)), seen),
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


def test_an_owner_who_leads_nothing_is_not_asked_whom_it_is_about() -> None:
    seen = scene(complaint(), roles=frozenset({Role.OWNER}))
    view = form(Step.QUALIFY, seen)
    read = read_step(filled(view), seen)

    assert "concerned_people" not in [block.get("block_id") for block in view["blocks"]]
    assert isinstance(read, Qualify)
    assert read.concerned_people == ()
