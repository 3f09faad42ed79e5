"""Slack takes every form, card and case, with the longest texts, in both languages."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from bot.domain.actions.action_steps import ActionStep
from bot.domain.cases.cases import Case, Status
from bot.domain.cases.outcomes import Inadmissibility
from bot.domain.cases.roles import FOLLOWING
from bot.domain.cases.taxonomy import Kind, Means, Measure, Severity
from bot.domain.cases.traces import DecidedMeasures, FollowUp, InformationPoint
from bot.domain.school.office import Mediator
from bot.domain.steps.deciding import steps_open_to
from bot.domain.steps.lifecycles import Step, lifecycle_of
from bot.sandbox.payload_rules import check_message, check_view
from bot.ui.blocks.form_errors import FieldError, FormErrors
from bot.ui.blocks.limits import METADATA_MAX
from bot.ui.cases.card import card
from bot.ui.cases.case_view import CaseLook, case_modal
from bot.ui.filing.receipt import could_not_save
from bot.ui.steps.drafting import Drafted, with_letter
from bot.ui.steps.form import NOTHING, ActionContext
from bot.ui.steps.forms import (
    FORMS,
    StepOnAction,
    read_step,
    step_modal,
)
from bot.ui.steps.refusals import warned
from bot.ui.texts.catalogue import ENGLISH, FRENCH, Texts
from tests.support.builders import OFFICE, QUALITY, TRAINER
from tests.support.forms import filled, sent, spaced
from tests.support.lives import (
    NOW,
    action,
    around,
    case_in,
    done_action,
    external,
    ready_for,
    statuses_of,
)
from tests.support.steps import ANSWERS, SUBMISSION, scene

LANGUAGES = pytest.mark.parametrize("texts", [FRENCH, ENGLISH], ids=["french", "english"])
WRITINGS = pytest.mark.parametrize(
    "written",
    ["nul", "&<>" * 1_000, "🚒" * 40_000, "mot {x} " * 5_000],
    ids=["word", "entities", "emoji", "long"],
)
LONG_OFFICE = replace(
    OFFICE,
    quality_managers=tuple(f"U0QUALITY{number}" for number in range(99)),
    mediator=Mediator(name="&" * 300, address="<" * 300, website="w" * 300),
    signature="S" * 300,
    privacy_notice="p" * 300,
)
KINDS = [(step, kind) for kind in Kind for step in FORMS if lifecycle_of(kind).rule(step)]


def longest(case: Case, written: str) -> Case:
    """The case after a long life, with as much written as forms take."""
    taken = written[:3_000]
    point = InformationPoint(at=NOW, by=QUALITY, waived_because=taken)
    measures = DecidedMeasures(at=NOW, by=QUALITY, measures=tuple(Measure), explanation=taken)
    attempt = FollowUp(at=NOW, by=QUALITY, means=Means.EMAIL, verbatim=taken)
    return replace(
        case,
        description=written,
        session="&" * 150,
        requested_remedy="<" * 1_000,
        severity=Severity.CRITICAL,
        analysis=taken,
        root_cause=taken,
        five_whys=(taken[:300],) * 5,
        information_points=(point,) * 20,
        measures=(measures,) * 20,
        followups=(*case.followups, *(attempt,) * 20),
        concerned_people=tuple(f"U{number}" for number in range(99)),
        related_refs=("REC-2026-0001",) * 99,
        external_deadlines=tuple(
            external(id=UUID(int=number), what=taken[:300]) for number in range(200)
        ),
    )


def long_answers(step: Step, written: str) -> dict[str, Any]:
    """The step's answers with every free text as long as an input takes."""
    return {
        name: written[: LENGTHS[name]] if name in LENGTHS else value
        for name, value in ANSWERS[step].items()
    }


LENGTHS = dict.fromkeys(("title", "parties", "consequence"), 300) | dict.fromkeys(
    (
        "reason",
        "questions",
        "text",
        "explanation",
        "what_happened",
        "what_changes",
        "analysis",
        "solution",
        "done",
        "remaining",
        "implementation",
        "admissibility_reason",
    ),
    3_000,
)
"""Characters that each free text takes."""


@LANGUAGES
@WRITINGS
@pytest.mark.parametrize(("step", "kind"), KINDS)
def test_of_forms_and_the_letters_they_grow(
    texts: Texts, written: str, step: Step, kind: Kind
) -> None:
    case = longest(case_in(lifecycle_of(kind).first, kind), written)
    seen = scene(case, texts=texts, office=LONG_OFFICE)
    view = step_modal(step, seen, submission_id=SUBMISSION)
    read = read_step(filled(view, **long_answers(step, written)), seen)
    views = [view]
    if isinstance(read, Drafted):
        views.append(with_letter(sent(view), seen, drafted=read))

    for one in views:
        assert not check_view(one)
        assert not check_view(could_not_save(sent(one), texts))
        assert not check_view(warned(sent(one), ["x" * 500] * 3))
        assert len(one["private_metadata"]) <= METADATA_MAX


@LANGUAGES
@pytest.mark.parametrize(("step", "kind"), KINDS)
def test_no_word_of_a_form_is_cut(texts: Texts, step: Step, kind: Kind) -> None:
    seen = scene(ready_for(step, case_in(lifecycle_of(kind).first, kind)), texts=texts)

    assert "…" not in str(step_modal(step, seen, submission_id=SUBMISSION))


@LANGUAGES
@pytest.mark.parametrize("step", ActionStep)
def test_of_forms_about_actions(texts: Texts, step: ActionStep) -> None:
    about = action(title="&" * 3_000)
    seen = ActionContext(
        action=about, case=None, office=OFFICE, actor=QUALITY, texts=texts, now=NOW
    )
    asked = StepOnAction(step=step, scene=seen)
    view = asked.modal(submission_id=UUID(int=1), beneath=NOTHING)

    assert not check_view(view)
    assert view["title"]["text"] == texts.steps.action_label[step]


@pytest.mark.parametrize(
    ("given", "is_refused"),
    [
        ({}, True),
        ({"proof": " "}, True),
        ({"proof": "fiche signée"}, False),
        ({"link": "https://ecole.example/fiche"}, False),
        ({"file": [{"id": "F1", "name": "fiche.pdf", "size": 10}]}, False),
    ],
)
def test_words_a_link_or_a_file_prove_an_action_done(
    given: dict[str, Any], *, is_refused: bool
) -> None:
    seen = ActionContext(
        action=action(), case=None, office=OFFICE, actor=TRAINER, texts=FRENCH, now=NOW
    )
    asked = StepOnAction(step=ActionStep.COMPLETE, scene=seen)
    form = asked.modal(submission_id=UUID(int=1), beneath=NOTHING)
    read = asked.read(filled(form, **given))

    assert (read == FormErrors({"proof": FieldError.NO_PROOF})) is is_refused


def test_who_judges_an_action_reads_its_criterion_and_its_proof() -> None:
    about = done_action(success_criterion="aucune panne en deux mois", done_by=TRAINER)
    seen = ActionContext(
        action=about, case=None, office=OFFICE, actor=QUALITY, texts=FRENCH, now=NOW
    )
    asked = StepOnAction(step=ActionStep.CHECK_EFFECT, scene=seen)
    known = asked.modal(submission_id=UUID(int=1), beneath=NOTHING)["blocks"][1]["text"]["text"]

    assert spaced(known) == (
        "Réussie si : aucune panne en deux mois\n"
        f"Faite aujourd'hui à 17 h 50 par <@{TRAINER}> · preuve : fiche de contrôle signée"
    )


@LANGUAGES
@pytest.mark.parametrize(
    ("status", "kind"), [(status, kind) for kind in Kind for status in statuses_of(kind)]
)
def test_of_cards_and_cases_in_every_status(texts: Texts, status: Status, kind: Kind) -> None:
    case = longest(case_in(status, kind), "🚒" * 40_000)
    near = around(case, actions=(action(title="&" * 3_000),) * 30)
    post = card(case, office=LONG_OFFICE, texts=texts, now=NOW, around=near, mention=True)
    look = CaseLook(
        case=case,
        office=LONG_OFFICE,
        texts=texts,
        now=NOW + timedelta(days=400),
        reader=QUALITY,
        roles=FOLLOWING,
        steps=steps_open_to(case, FOLLOWING, around=near),
        around=near,
        notice=["x" * 800],
        unsaved=["🚒" * 3_000] * 8,
    )

    assert not check_message({"text": post.text, "blocks": post.blocks})
    assert not check_view(case_modal(look))


def test_reasons_for_not_being_admissible_are_all_offered() -> None:
    seen = scene(case_in(Status.RECEIVED, Kind.COMPLAINT))
    view = step_modal(Step.REJECT, seen, submission_id=SUBMISSION)

    assert len(view["blocks"][0]["element"]["options"]) == len(Inadmissibility)
