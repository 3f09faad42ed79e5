"""A refusal says what, why and who can, in both languages."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.actions.action_steps import ActionStep, refusal_on_action
from bot.domain.actions.actions import ActionStatus
from bot.domain.cases.cases import Case, Status
from bot.domain.cases.refusals import IllegalStepError, Missing, Reason, Refusal
from bot.domain.cases.roles import FOLLOWING, HANDLING, LEADING, Role
from bot.domain.cases.taxonomy import Kind, Severity
from bot.domain.steps.conditions import missing_to_close
from bot.domain.steps.deciding import decide, steps_open_to
from bot.domain.steps.lifecycles import Step
from bot.ui.steps.form import ActionContext
from bot.ui.steps.forms import FORMS, StepOfCase
from bot.ui.steps.refusals import (
    SETTINGS,
    action_attempt,
    field_errors,
    refusal_lines,
    step_attempt,
    warned,
    way_out,
)
from bot.ui.texts.catalogue import ENGLISH, FRENCH, Texts
from tests.support.builders import DIRECTION, OFFICE, QUALITY, TRAINER
from tests.support.forms import sent, spaced
from tests.support.lives import (
    NOW,
    action,
    around,
    case_in,
    complaint,
    done_action,
    example,
    incident,
    statuses_of,
)
from tests.support.steps import form, scene

LANGUAGES = pytest.mark.parametrize("texts", [FRENCH, ENGLISH], ids=["french", "english"])


def said(refusal: Refusal, case: Case, step: Step = Step.CLOSE, **given: Any) -> list[str]:
    """What the person reads."""
    attempt = step_attempt(step, scene(case, **given))
    return [spaced(line) for line in refusal_lines(refusal, attempt)]


@LANGUAGES
@pytest.mark.parametrize("reason", Reason)
def test_every_reason_is_a_sentence_without_a_hole(texts: Texts, reason: Reason) -> None:
    refusal = Refusal(
        reason=reason,
        field="reason",
        limit=NOW,
        done_at=NOW,
        person=QUALITY,
        floor=Severity.MAJOR,
        roles=LEADING,
        missing=tuple(Missing),
    )
    lines = refusal_lines(refusal, step_attempt(Step.CLOSE, scene(complaint(), texts=texts)))

    assert lines
    for line in lines:
        assert "{" not in line
        assert "  " not in line
        assert line.strip() == line


@LANGUAGES
def test_every_missing_thing_is_named_with_the_step_that_brings_it(texts: Texts) -> None:
    labels = set(texts.steps.label.values())

    for missing, sentence in texts.steps.refused.missing.items():
        named = [label for label in labels if label in sentence]
        assert named or missing is Missing.ACTIONS


def test_a_role_is_refused_with_who_has_it() -> None:
    refusal = Refusal(reason=Reason.ROLE, roles=LEADING)

    assert said(refusal, complaint(owner=TRAINER)) == [
        (
            "Seul un responsable qualité peut clôturer ce dossier. "
            f"Adressez-vous à <@{QUALITY}>, responsable qualité."
        )
    ]
    assert said(refusal, incident())[0].endswith(
        "ou un responsable de formation peuvent clôturer ce dossier. "
        f"Adressez-vous à l'une de ces personnes : <@{QUALITY}>, <@{DIRECTION}>."
    )


def test_somebody_complained_about_is_not_named_as_one_who_can() -> None:
    refusal = Refusal(reason=Reason.ROLE, roles=HANDLING)
    lines = said(refusal, complaint(concerned_people=(QUALITY,)), Step.ACKNOWLEDGE)

    assert lines == ["Seuls le pilote ou un responsable qualité peuvent accuser réception."]


def test_a_confidential_case_names_nobody() -> None:
    refusal = Refusal(reason=Reason.ROLE, roles=LEADING)

    assert said(refusal, complaint(confidential=True)) == [
        "Seul une personne désignée pour ce dossier peut clôturer ce dossier."
    ]


def test_closing_too_early_says_one_sentence_for_each_missing_thing() -> None:
    case = complaint()
    refusal = StepOfCase(step=Step.CLOSE, scene=scene(case)).foreseen_refusal
    assert refusal is not None
    lines = said(refusal, case, actor=TRAINER)

    assert lines[0] == "Pas encore : avant de clôturer REC-2026-0007, il manque :"
    assert len(lines) == 2 + len(missing_to_close(case, around(case)))
    assert lines[-1] == f"Peuvent s'en charger : <@{QUALITY}>."


def test_who_can_see_to_it_themselves_is_told_so_and_not_named() -> None:
    case = complaint()
    refusal = StepOfCase(step=Step.CLOSE, scene=scene(case)).foreseen_refusal
    assert refusal is not None

    assert said(refusal, case, actor=QUALITY)[-1] == "Vous pouvez vous en charger."


def test_what_is_settled_has_to_be_reopened_first() -> None:
    case = case_in(Status.CLOSED, Kind.COMPLAINT)
    refusal = StepOfCase(step=Step.EXTEND, scene=scene(case)).foreseen_refusal
    assert refusal is not None

    assert said(refusal, case, Step.EXTEND) == [
        "À l'état « close », on ne peut pas prolonger le délai. Il faut d'abord rouvrir le dossier."
    ]


def test_what_was_done_meanwhile_is_said_with_its_moment() -> None:
    case = complaint(ack_sent_at=NOW - timedelta(days=1))
    refusal = StepOfCase(step=Step.ACKNOWLEDGE, scene=scene(case)).foreseen_refusal
    assert refusal is not None

    assert said(refusal, case) == ["C'est déjà fait : hier à 17 h 50."]


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (ActionStatus.DONE, "Cette action est déjà faite ; son effet reste à vérifier."),
        (ActionStatus.EFFECTIVE, "Cette action est déjà faite, et son effet est vérifié."),
        (ActionStatus.CANCELLED, "Cette action a été annulée."),
    ],
)
def test_an_action_that_is_done_is_said_to_be_so(status: ActionStatus, sentence: str) -> None:
    about = done_action(status=status)
    refusal = refusal_on_action(ActionStep.COMPLETE, about, roles=LEADING, person=QUALITY)
    seen = ActionContext(
        action=about, case=None, office=OFFICE, actor=QUALITY, texts=FRENCH, now=NOW
    )
    assert refusal is not None
    attempt = action_attempt(ActionStep.COMPLETE, seen)

    assert [spaced(line) for line in refusal_lines(refusal, attempt)] == [sentence]


class TestForeseen:
    """What no answer could mend is said before anybody types."""

    def test_a_proposal_without_the_root_cause_of_a_major_case(self) -> None:
        seen = scene(complaint(severity=Severity.MAJOR))

        assert StepOfCase(step=Step.PROPOSE_SOLUTION, scene=seen).foreseen_refusal == Refusal(
            reason=Reason.NEEDS_ROOT_CAUSE
        )

    def test_nobody_judges_their_own_action(self) -> None:
        refusal = refusal_on_action(
            ActionStep.CHECK_EFFECT, done_action(), roles=LEADING, person=TRAINER
        )

        assert refusal == Refusal(reason=Reason.NOT_INDEPENDENT, person=TRAINER)

    def test_an_action_done_cannot_be_done_again(self) -> None:
        refusal = refusal_on_action(
            ActionStep.COMPLETE, done_action(), roles=LEADING, person=QUALITY
        )

        assert refusal is not None
        assert refusal.reason is Reason.STATUS

    def test_what_may_be_done_is_not_refused(self) -> None:
        assert (
            refusal_on_action(
                ActionStep.COMPLETE, action(), roles=frozenset({Role.OWNER}), person=TRAINER
            )
            is None
        )

    @pytest.mark.parametrize(
        ("status", "kind"), [(status, kind) for kind in Kind for status in statuses_of(kind)]
    )
    def test_is_what_the_domain_would_refuse(self, status: Status, kind: Kind) -> None:
        seen = scene(case_in(status, kind))
        for step in Step:
            foreseen = StepOfCase(step=step, scene=seen).foreseen_refusal
            if foreseen is None:
                continue
            with pytest.raises(IllegalStepError) as refused:
                decide(
                    seen.case,
                    example(step, seen.case),
                    actor=seen.actor,
                    roles=seen.roles,
                    now=seen.now,
                    around=seen.around,
                )

            assert refused.value.refusal.reason is foreseen.reason


class TestAtItsField:
    """A refusal about a field stands there, one about the case on top."""

    def test_a_date_before_reception(self) -> None:
        seen = scene(complaint())
        refusal = Refusal(reason=Reason.TOO_EARLY, field="told_at", limit=seen.case.received_at)
        errors = field_errors(
            refusal,
            sent(form(Step.ACKNOWLEDGE, seen)),
            attempt=step_attempt(Step.ACKNOWLEDGE, seen),
        )
        assert errors is not None

        assert {name: spaced(text) for name, text in errors.items()} == {
            "told_at": "C'est trop tôt : au plus tôt vendredi 13 novembre à 17 h 50."
        }

    def test_a_follow_up_s_moment_stands_under_its_own_name(self) -> None:
        seen = scene(case_in(Status.FOLLOW_UP, Kind.COMPLAINT))
        refusal = Refusal(reason=Reason.IN_FUTURE, field="at", limit=NOW)
        errors = field_errors(
            refusal, sent(form(Step.FOLLOW_UP, seen)), attempt=step_attempt(Step.FOLLOW_UP, seen)
        )

        assert errors is not None
        assert list(errors) == ["told_at"]

    def test_no_field_no_error_there(self) -> None:
        seen = scene(complaint())
        view = sent(form(Step.EXTEND, seen))
        attempt = step_attempt(Step.EXTEND, seen)

        assert field_errors(Refusal(reason=Reason.TOO_MANY), view, attempt=attempt) is None

    def test_a_warning_replaces_the_one_before(self) -> None:
        view = sent(form(Step.EXTEND, scene(complaint())))
        twice = warned(sent(warned(view, ["un"])), ["deux"])

        assert len(twice["blocks"]) == len(view.blocks) + 1
        assert twice["blocks"][0]["text"]["text"] == ":warning: deux"


@pytest.mark.parametrize(
    ("status", "kind"), [(status, kind) for kind in Kind for status in statuses_of(kind)]
)
def test_every_step_a_card_offers_has_a_form_or_acts_at_once(status: Status, kind: Kind) -> None:
    open_now = steps_open_to(case_in(status, kind), FOLLOWING)

    assert set(open_now) <= {*FORMS, Step.TAKE_CHARGE}


@pytest.mark.parametrize(("person", "is_offered"), [(QUALITY, True), (TRAINER, False)])
def test_who_may_set_the_mediator_has_the_settings_at_hand(
    person: str, *, is_offered: bool
) -> None:
    refused = Refusal(reason=Reason.NEEDS_MEDIATOR)
    attempt = step_attempt(Step.PROPOSE_SOLUTION, scene(complaint()))
    door = way_out(refused, attempt, person=person)

    assert [block["elements"][0]["action_id"] for block in door] == [SETTINGS] * is_offered
    assert way_out(Refusal(reason=Reason.STATUS), attempt, person=person) == []
