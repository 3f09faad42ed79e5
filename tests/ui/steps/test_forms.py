"""Every step's form: what it opens with, what it grows, what it reads."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.cases import Case, Status
from bot.domain.letters import LetterKind
from bot.domain.lifecycles import Step, lifecycle_of
from bot.domain.roles import FOLLOWING
from bot.domain.steps import (
    Acknowledge,
    InformParties,
    ProposeSolution,
    RecordFollowUp,
    Wanted,
    decide,
)
from bot.domain.taxonomy import Channel, Continuity, Kind, Means, Measure, Party, Severity
from bot.ui.form_errors import FormErrors, Refusal
from bot.ui.steps.forms import (
    FORMS,
    Drafted,
    case_of,
    read_step,
    step_of,
    submission_of,
    with_letter,
)
from bot.ui.steps.scene import Scene
from tests.support.builders import QUALITY
from tests.support.forms import View, filled, labels, spaced
from tests.support.lives import case_in, complaint, fresh, incident, original_of, ready_for
from tests.support.steps import ANSWERS, MINUTE, SUBMISSION, form, scene

KINDS = [(step, kind) for kind in Kind for step in FORMS if lifecycle_of(kind).rule(step)]
EVERY_FORM = pytest.mark.parametrize(("step", "kind"), KINDS)


def case_for(step: Step, kind: Kind) -> Case:
    """A case on which the step may be taken."""
    if step is Step.CLOSE:
        done = case_in(Status.CLOSED, kind, closed_at=None, closed_by=None)
        return replace(done, status=LAST[kind])
    rule = lifecycle_of(kind).rule(step)
    assert rule is not None
    return ready_for(step, case_in(next(iter(rule.moves)), kind))


LAST = {Kind.COMPLAINT: Status.FOLLOW_UP, Kind.INCIDENT: Status.PARTIES_INFORMED}


def read(step: Step, seen: Scene, **answers: Any) -> Wanted | Drafted | FormErrors:
    """What the form says, filled in."""
    return read_step(filled(form(step, seen), **answers), seen)


def grown(step: Step, seen: Scene, **answers: Any) -> View:
    """The form with the letter it grew."""
    view = filled(form(step, seen), **answers)
    drafted = read_step(view, seen)
    assert isinstance(drafted, Drafted)
    return with_letter(view, seen, letter=drafted.letter)


def kept(step: Step, seen: Scene, **answers: Any) -> Wanted:
    """The step that the form asks for, its letter read and kept if it has one."""
    wanted = read(step, seen, **answers)
    if isinstance(wanted, Drafted):
        view = grown(step, seen, **answers)
        wanted = read_step(filled(view, **{"means": "email"} | answers), seen)
    assert not isinstance(wanted, FormErrors | Drafted), wanted
    return wanted


def test_every_step_but_taking_charge_has_a_form() -> None:
    assert set(Step) - set(FORMS) == {Step.TAKE_CHARGE}


@EVERY_FORM
def test_a_form_carries_its_case_and_its_submission(step: Step, kind: Kind) -> None:
    seen = scene(case_for(step, kind))
    view = form(step, seen)

    assert step_of(view) is step
    assert case_of(view) == seen.case.id
    assert submission_of(view) == SUBMISSION


@EVERY_FORM
def test_a_filled_in_form_is_a_step_that_can_be_taken(step: Step, kind: Kind) -> None:
    seen = scene(case_for(step, kind))
    offered = {block.get("block_id") for block in form(step, seen)["blocks"]}
    answers = ANSWERS[step] | ({"analysis": "envoi oublié"} if "analysis" in offered else {})
    if step is Step.MARK_DUPLICATE:
        answers = {"duplicate_of": original_of(seen.case).ref.lower()}
    wanted = kept(step, seen, **answers)
    decision = decide(
        seen.case, wanted, actor=QUALITY, roles=FOLLOWING, now=seen.now, around=seen.around
    )

    assert decision.event.name == step


@EVERY_FORM
def test_an_empty_form_is_refused_at_fields_that_it_has(step: Step, kind: Kind) -> None:
    seen = scene(case_for(step, kind))
    view = form(step, seen)
    emptied = view | {"state": {"values": {}}}
    result = read_step(emptied, seen)

    if isinstance(result, FormErrors):
        blocks = {block.get("block_id") for block in view["blocks"]}
        assert result.refusals.keys() <= blocks
    else:
        assert step in {Step.CLOSE, Step.INFORM_PARTIES}


class TestLetters:
    """Drafted from the case, read, changed, kept word for word."""

    def test_the_acknowledgement_stands_in_its_form_at_once(self) -> None:
        view = form(Step.ACKNOWLEDGE, scene(complaint(channel=Channel.PHONE, owner=QUALITY)))
        letter = spaced(labels(view)["Lettre"]["initial_value"])

        assert "Bonjour Mme Exemple," in letter
        assert "enregistrée sous la référence REC-2026-0007" in letter
        assert "vendredi 13 novembre à 17 h 50 par téléphone" in letter
        assert "au plus tard le dimanche 13 décembre à 17 h 50" in letter
        assert "Hélène Vidal, responsable qualité, suit votre dossier" in letter
        assert "Attestation SST toujours pas reçue." in letter

    def test_what_is_kept_is_the_letter_as_it_was_changed(self) -> None:
        seen = scene(complaint())
        wanted = read(Step.ACKNOWLEDGE, seen, letter="Bonjour,\n\n{résumé} <@U1>", means="phone")

        assert isinstance(wanted, Acknowledge)
        assert wanted.told.letter.kind is LetterKind.ACKNOWLEDGEMENT
        assert wanted.told.letter.body == "Bonjour,\n\n{résumé} <@U1>"
        assert wanted.told.means is Means.PHONE
        assert wanted.told.at == MINUTE or wanted.told.at <= seen.now

    def test_an_unchanged_letter_is_kept_whole_however_long(self) -> None:
        long = "Mot {entre} accolades et <!channel> & co. " * 60
        seen = scene(case_in(Status.UNDER_REVIEW, Kind.COMPLAINT, analysis=long.strip()))
        answers = {"outcome": "upheld", "solution": long[:2_900]}
        drafted = read(Step.PROPOSE_SOLUTION, seen, **answers)
        wanted = kept(Step.PROPOSE_SOLUTION, seen, **answers)

        assert isinstance(drafted, Drafted)
        assert isinstance(wanted, ProposeSolution)
        assert wanted.told is not None
        assert wanted.told.letter == drafted.letter

    def test_a_letter_without_its_means_is_refused(self) -> None:
        seen = scene(complaint(channel=Channel.PHONE))

        assert read(Step.ACKNOWLEDGE, seen) == FormErrors({"means": Refusal.NOT_CHOSEN})

    def test_a_blank_letter_is_refused(self) -> None:
        seen = scene(complaint())

        assert read(Step.ACKNOWLEDGE, seen, letter=" \u200b\n") == FormErrors(
            {"letter": Refusal.BLANK}
        )

    def test_what_was_typed_stays_above_the_letter_it_grew(self) -> None:
        seen = scene(complaint())
        first = form(Step.EXTEND, seen)
        view = grown(Step.EXTEND, seen, reason="expertise", done="lu", remaining="réponse")

        assert view["blocks"][: len(first["blocks"])] == first["blocks"]
        assert view["submit"]["text"] == "Enregistrer"
        assert "expertise" in labels(view)["Lettre"]["initial_value"]

    def test_nobody_is_written_to_who_cannot_be_reached(self) -> None:
        case = case_in(Status.UNDER_REVIEW, Kind.COMPLAINT, ack_not_applicable="anonyme")
        wanted = read(Step.PROPOSE_SOLUTION, scene(case), outcome="upheld", solution="excuses")

        assert isinstance(wanted, ProposeSolution)
        assert wanted.told is None

    def test_a_trainee_s_answer_names_the_mediator(self) -> None:
        office = scene(complaint()).office
        mediator = scene(complaint()).around.mediator
        case = case_in(Status.UNDER_REVIEW, Kind.COMPLAINT, party=Party.TRAINEE)
        seen = scene(case, office=replace(office, mediator=mediator))
        view = grown(Step.PROPOSE_SOLUTION, seen, outcome="not_upheld", solution="explication")

        assert "Médiation Exemple" in labels(view)["Lettre"]["initial_value"]


class TestFollowUp:
    """The question by letter, or its answer."""

    def test_an_answer_needs_no_letter(self) -> None:
        seen = scene(case_in(Status.FOLLOW_UP, Kind.COMPLAINT))
        wanted = read(Step.FOLLOW_UP, seen, means="email", solved="partly", score="3")

        assert isinstance(wanted, RecordFollowUp)
        assert (wanted.score, wanted.letter) == (3, None)

    def test_a_question_by_telephone_needs_none_either(self) -> None:
        seen = scene(case_in(Status.FOLLOW_UP, Kind.COMPLAINT))
        wanted = read(Step.FOLLOW_UP, seen, means="phone")

        assert isinstance(wanted, RecordFollowUp)
        assert wanted.solved is None


class TestIncident:
    """Measures and the information point."""

    def test_adjusting_the_content_asks_for_the_certifier_s_rule(self) -> None:
        seen = scene(case_in(Status.TAKEN_CHARGE, Kind.INCIDENT))
        answers = {"measures": ["content_adjustment"], "explanation": "module retiré"}

        assert read(Step.DECIDE_MEASURES, seen, **answers) == FormErrors(
            {"certifier_rule": Refusal.BLANK}
        )

    def test_minutes_lost_are_a_whole_number(self) -> None:
        seen = scene(case_in(Status.TAKEN_CHARGE, Kind.INCIDENT))
        answers = ANSWERS[Step.DECIDE_MEASURES] | {"lost_minutes": "une heure"}

        assert read(Step.DECIDE_MEASURES, seen, **answers) == FormErrors(
            {"lost_minutes": Refusal.NOT_A_COUNT}
        )

    def test_nobody_to_inform_needs_only_the_reason(self) -> None:
        seen = scene(case_in(Status.MEASURES_DECIDED, Kind.INCIDENT))
        wanted = read(Step.INFORM_PARTIES, seen, waived_because="exercice")

        assert wanted == InformParties(waived_because="exercice")

    def test_all_measures_of_the_policy_are_offered(self) -> None:
        view = form(Step.DECIDE_MEASURES, scene(case_in(Status.TAKEN_CHARGE, Kind.INCIDENT)))
        offered = [option["value"] for option in labels(view)["Mesures"]["options"]]

        assert offered == [measure.value for measure in Measure]

    def test_the_form_starts_from_what_is_known(self) -> None:
        case = incident(status=Status.TAKEN_CHARGE, continuity=Continuity.NO, lost_minutes=40)
        wanted = read(Step.DECIDE_MEASURES, scene(case), **ANSWERS[Step.DECIDE_MEASURES])

        assert (wanted.continuity, wanted.lost_minutes) == (Continuity.NO, 40)  # type: ignore[union-attr]  # else the test fails


class TestGravity:
    """What a major case asks for besides."""

    def test_a_major_case_cannot_be_analysed_without_its_root_cause(self) -> None:
        seen = scene(complaint(severity=Severity.MAJOR))

        assert read(Step.ANALYSE, seen, analysis="constats") == FormErrors(
            {"root_cause": Refusal.BLANK, "cause_family": Refusal.NOT_CHOSEN}
        )

    def test_a_root_cause_comes_with_its_family(self) -> None:
        seen = scene(complaint())

        assert read(Step.ANALYSE, seen, analysis="constats", root_cause="oubli") == FormErrors(
            {"cause_family": Refusal.NOT_CHOSEN}
        )


def test_forms_start_from_the_case_as_it_is() -> None:
    case = fresh(Kind.COMPLAINT)
    wanted = read(Step.QUALIFY, scene(case))

    assert (wanted.severity, wanted.category) == (case.severity, case.category)  # type: ignore[union-attr]  # else the test fails
