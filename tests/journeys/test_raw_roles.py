"""Who may take which step, tried with payloads that no button or form of theirs would send."""

import json

import pytest

from bot.domain.steps.lifecycles import Step
from bot.sandbox.cast import GENERAL, HELENE, KARIM, LEA, OWEN, THOMAS
from bot.ui.steps.menu import PREFIX
from tests.services.test_steps_roles import OWNER, allowed
from tests.support import raw_payloads
from tests.support.besieged import HIDDEN, Besieged
from tests.support.builders import DIRECTION, QUALITY, TRAINER
from tests.support.filling import completed
from tests.support.lives import NOW
from tests.support.raw_payloads import Json, case_of

PLAYED_BY = {QUALITY: HELENE, DIRECTION: KARIM, OWNER: THOMAS, TRAINER: LEA}
EVERYBODY = {*PLAYED_BY.values(), OWEN, "U0NOBODY"}


def those_who_may_not(school: Besieged, step: Step) -> set[str]:
    """By the table that the services are held to."""
    case = school.case(case_of(step))
    assert case is not None
    may = allowed(step, case.kind, confidential=False)
    return EVERYBODY - {PLAYED_BY[role] for role in may if role in PLAYED_BY}


def form_of(school: Besieged, step: Step, *, user: str, case: object = None) -> Json:
    """The form that the quality manager opened, filled in and sent by somebody else."""
    view = completed(school.forms[f"{PREFIX}{step}"], person=THOMAS, now=NOW)
    if case is not None:
        carried = json.loads(view["private_metadata"]) | {"case": str(case)}
        view |= {"private_metadata": json.dumps(carried)}
    return raw_payloads.submission(view, user=user)


WITH_FORM = [step for step in Step if step is not Step.TAKE_CHARGE]


@pytest.mark.parametrize("step", Step)
def test_a_press_by_somebody_who_may_not_opens_nothing(besieged: Besieged, step: Step) -> None:
    pressed = raw_payloads.presses()[f"step {step}"]
    before = besieged.case(case_of(step))
    for person in those_who_may_not(besieged, step):
        elsewhere = {"channel": {"id": GENERAL, "name": "general"}, "message": {"ts": "1.1"}}
        for sent in (pressed, pressed | elsewhere):
            before_it = besieged.seq
            answered = besieged.send(sent | {"user": {"id": person}})

            assert (answered.status, answered.body) == (200, "")
            assert f"{PREFIX}{step}" not in besieged.opened(since=before_it)
    assert besieged.case(case_of(step)) == before


def test_what_is_sent_in_this_way_is_done_for_those_who_may(besieged: Besieged) -> None:
    """Or else the refusals below would mean nothing."""
    before = besieged.seq
    besieged.send(raw_payloads.presses()[f"step {Step.ADD_NOTE}"] | {"user": {"id": LEA}})
    besieged.send(form_of(besieged, Step.ADD_NOTE, user=LEA))

    assert besieged.opened(since=before) == [f"{PREFIX}{Step.ADD_NOTE}"]
    assert besieged.written_by(LEA) == [Step.ADD_NOTE]


@pytest.mark.parametrize("step", WITH_FORM)
def test_somebody_elses_form_takes_no_step_for_those_who_may_not(
    besieged: Besieged, step: Step
) -> None:
    before = besieged.case(case_of(step))
    for person in those_who_may_not(besieged, step):
        answered = besieged.send(form_of(besieged, step, user=person))

        assert answered.status == 200
        assert json.loads(answered.body)["response_action"] in {"update", "errors"}
    assert besieged.case(case_of(step)) == before


@pytest.mark.parametrize("step", WITH_FORM)
def test_a_form_that_is_turned_on_a_confidential_case_shows_and_changes_nothing_of_it(
    besieged: Besieged, step: Step
) -> None:
    hidden = case_of("hidden")
    before = besieged.case(hidden)
    for person in (KARIM, LEA, OWEN):
        answered = besieged.send(form_of(besieged, step, user=person, case=hidden))
        shown = json.dumps(json.loads(answered.body), ensure_ascii=False)

        assert answered.status == 200
        assert HIDDEN not in shown
        assert "REC-2026-0990" not in shown
    assert besieged.case(hidden) == before
