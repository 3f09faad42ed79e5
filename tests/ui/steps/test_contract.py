"""« Qui a signé le contrat ? »: what is proposed, what the letter says, what lacks."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.cases.cases import Status
from bot.domain.cases.refusals import IllegalStepError, Reason
from bot.domain.cases.taxonomy import Kind, Party, Signatory
from bot.domain.steps.lifecycles import Step
from bot.slack.payload_shapes import View
from bot.ui.blocks.form_errors import FieldError, FormErrors
from bot.ui.steps.forms import StepOfCase, drawn_anew
from bot.ui.steps.refusals import SETTINGS
from tests.support.builders import OFFICE
from tests.support.forms import Form, filled, labels
from tests.support.lives import MEDIATOR, around, case_in
from tests.support.steps import ANSWERS, form, scene

ASKING = [Step.PROPOSE_SOLUTION, Step.ANSWER_AND_SETTLE, Step.REJECT]
WHO = "Qui a signé le contrat ?"


def seen_by(party: Party, *, has_mediator: bool = True, **given: Any) -> Any:
    case = case_in(Status.UNDER_REVIEW, Kind.COMPLAINT, party=party, **given)
    mediator = MEDIATOR if has_mediator else None
    office = replace(OFFICE, mediator=mediator)
    return scene(case, around=around(case, mediator=mediator), office=office)


def submitted(step: Step, seen: Any, **answers: Any) -> View:
    return filled(form(step, seen), **ANSWERS[step] | answers)


def text_of(view: Form) -> str:
    return "\n".join(str(block) for block in view["blocks"])


def has_way_out(view: Form) -> bool:
    rows = [block["elements"] for block in view["blocks"] if block["type"] == "actions"]
    return SETTINGS in {one["action_id"] for row in rows for one in row}


@pytest.mark.parametrize("step", ASKING)
@pytest.mark.parametrize(
    ("party", "chosen"),
    [
        (Party.TRAINEE, "Particulier"),
        (Party.CLIENT_COMPANY, "Entreprise"),
        (Party.FUNDER, "Financeur"),
    ],
)
def test_what_is_known_is_proposed(step: Step, party: Party, chosen: str) -> None:
    element = labels(form(step, seen_by(party)))[WHO]

    assert element["initial_option"]["text"]["text"] == chosen


def test_who_teaches_for_us_or_cannot_be_reached_is_not_asked_about() -> None:
    for seen in (seen_by(Party.TEACHING_TEAM), seen_by(Party.TRAINEE, ack_not_applicable="?")):
        assert WHO not in labels(form(Step.PROPOSE_SOLUTION, seen))


@pytest.mark.parametrize("step", ASKING)
@pytest.mark.parametrize("signatory", Signatory)
def test_only_an_individual_reads_of_the_mediator(step: Step, signatory: Signatory) -> None:
    seen = seen_by(Party.TRAINEE)
    view = submitted(step, seen, signatory=signatory.value)
    letter = StepOfCase(step=step, scene=seen).read(view)

    assert isinstance(letter, dict)
    assert (MEDIATOR.name in text_of(letter)) is (signatory is Signatory.INDIVIDUAL)


@pytest.mark.parametrize("step", ASKING)
def test_a_missing_mediator_is_said_at_the_question_with_a_way_to_the_settings(step: Step) -> None:
    lacking = seen_by(Party.TRAINEE, has_mediator=False)
    view = form(step, lacking)

    assert "médiateur" in text_of(view)
    assert has_way_out(view)
    assert not has_way_out(form(step, seen_by(Party.TRAINEE)))


@pytest.mark.parametrize("step", ASKING)
def test_it_blocks_an_individual_s_answer_and_nobody_else_s(step: Step) -> None:
    lacking = seen_by(Party.TRAINEE, has_mediator=False)
    asked = StepOfCase(step=step, scene=lacking)
    with pytest.raises(IllegalStepError) as refused:
        asked.read(submitted(step, lacking))
    company = submitted(step, lacking, signatory="company")

    assert refused.value.refusal.reason is Reason.NEEDS_MEDIATOR
    assert asked.foreseen_refusal is None
    assert isinstance(asked.read(company), dict)


@pytest.mark.parametrize("step", ASKING)
def test_told_that_a_company_signed_the_form_no_longer_asks_for_a_mediator(step: Step) -> None:
    lacking = seen_by(Party.TRAINEE, has_mediator=False)
    anew = drawn_anew(submitted(step, lacking, signatory="company"), lacking)

    assert not has_way_out(anew)


def test_an_answer_that_lacks_is_refused_at_its_field() -> None:
    seen = seen_by(Party.TRAINEE)
    view = submitted(Step.REJECT, seen)
    view.state.values["signatory"] = {}

    assert StepOfCase(step=Step.REJECT, scene=seen).read(view) == FormErrors(
        {"signatory": FieldError.NOT_CHOSEN}
    )


def test_somebody_else_s_may_stay_open() -> None:
    seen = seen_by(Party.OTHER, ack_not_applicable=None)
    letter = StepOfCase(step=Step.REJECT, scene=seen).read(submitted(Step.REJECT, seen))

    assert isinstance(letter, dict)
    assert MEDIATOR.name not in text_of(letter)
