"""What Vigie proposed of a complaint, confirmed as it is acknowledged or qualified."""

import pytest

from bot.domain.cases.refusals import Reason
from bot.domain.cases.taxonomy import Category, Channel, Severity
from bot.domain.steps.handling import Qualify
from bot.domain.steps.lifecycles import Step
from bot.domain.steps.opening import Acknowledge
from bot.ui.steps.forms import read_step
from tests.support.forms import filled, labels
from tests.support.lives import complaint, refusal, take, told
from tests.support.steps import form, scene

PROPOSED = complaint(
    category=Category.TRAINER, severity=Severity.MODERATE, to_confirm=True, channel=Channel.PHONE
)


def acknowledged(category: Category, severity: Severity, **given: object) -> Acknowledge:
    return Acknowledge(told=told(), category=category, severity=severity, **given)  # type: ignore[arg-type]


def test_it_is_confirmed_as_it_stands_with_a_trace() -> None:
    decision = take(PROPOSED, acknowledged(Category.TRAINER, Severity.MODERATE))

    assert not decision.case.to_confirm
    assert (decision.event.changes["to_confirm"].before, decision.case.category) == (
        True,
        Category.TRAINER,
    )


def test_it_is_corrected_in_the_same_form() -> None:
    case = take(PROPOSED, acknowledged(Category.CONTENT_PEDAGOGY, Severity.MINOR)).case

    assert (case.category, case.severity) == (Category.CONTENT_PEDAGOGY, Severity.MINOR)


def test_a_severity_below_the_category_s_floor_is_refused_at_its_field() -> None:
    refused = refusal(PROPOSED, acknowledged(Category.DATA_PROTECTION, Severity.MINOR))

    assert (refused.reason, refused.field, refused.floor) == (
        Reason.BELOW_FLOOR,
        "severity",
        Severity.MAJOR,
    )


def test_what_turns_out_to_be_a_violence_becomes_confidential() -> None:
    wanted = acknowledged(Category.CONDUCT_VHD, Severity.MAJOR, concerned_people=("U0OTHER",))
    case = take(PROPOSED, wanted).case

    assert wanted.makes_confidential(PROPOSED)
    assert (case.confidential, case.concerned_people) == (True, ("U0OTHER",))


def test_a_qualification_confirms_too() -> None:
    assert not take(PROPOSED, Qualify(severity=Severity.MINOR)).case.to_confirm


@pytest.mark.parametrize("is_proposed", [True, False])
def test_the_form_asks_for_it_until_it_is_confirmed(*, is_proposed: bool) -> None:
    seen = scene(complaint(to_confirm=is_proposed, channel=Channel.EMAIL))
    view = form(Step.ACKNOWLEDGE, seen)
    read = read_step(filled(view, means="email"), seen)

    assert ({"Catégorie", "Gravité"} <= labels(view).keys()) is is_proposed
    assert isinstance(read, Acknowledge)
    assert read.category == (seen.case.category if is_proposed else None)
