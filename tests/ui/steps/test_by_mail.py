"""« Par courriel, maintenant »: first where mail is set up and the contact is one address."""

import json
from typing import Any

import pytest

from bot.domain.cases.cases import Complainant, Status
from bot.domain.cases.taxonomy import Kind, Means
from bot.domain.steps.answering import RecordFollowUp
from bot.domain.steps.lifecycles import Step
from bot.domain.steps.opening import Acknowledge
from bot.ui.steps.drafting import Drafted, with_letter
from bot.ui.steps.form import FormContext
from bot.ui.steps.forms import drawn_anew, read_step
from bot.ui.steps.letters import ByMail
from bot.ui.texts.catalogue import ENGLISH, FRENCH
from tests.support.forms import Form, filled
from tests.support.lives import NOW, case_in
from tests.support.steps import ANSWERS, form, scene

TO = "mme@example.org"
AFTER = {Step.FOLLOW_UP: Status.FOLLOW_UP, Step.ACKNOWLEDGE: Status.RECEIVED}
LETTERS = (
    Step.ACKNOWLEDGE,
    Step.REQUEST_INFORMATION,
    Step.EXTEND,
    Step.PROPOSE_SOLUTION,
    Step.ANSWER_AND_SETTLE,
    Step.REJECT,
    Step.FOLLOW_UP,
)


def seen(step: Step = Step.ACKNOWLEDGE, **given: Any) -> FormContext:
    case = case_in(AFTER.get(step, Status.RECEIVED), Kind.COMPLAINT)
    return scene(case, **{"sends_mail": True} | given)


def given(step: Step) -> dict[str, Any]:
    """What is typed on the page before."""
    return ANSWERS[step] | ({"analysis": "oubli"} if step is Step.PROPOSE_SOLUTION else {})


def page(step: Step, at: FormContext) -> Form:
    """The page on which the letter stands."""
    shown = form(step, at)
    if step is Step.ACKNOWLEDGE:
        return shown
    view = filled(shown, **given(step))
    drafted = read_step(view, at)
    assert isinstance(drafted, Drafted)
    return with_letter(view, at, drafted=drafted)


def options_in(view: Form) -> list[dict[str, Any]]:
    (block,) = [one for one in view["blocks"] if one.get("block_id") == "means"]
    options: list[dict[str, Any]] = block["element"]["options"]
    return options


def means_of(view: Form) -> tuple[list[str], str | None]:
    (block,) = [one for one in view["blocks"] if one.get("block_id") == "means"]
    element = block["element"]
    chosen = element.get("initial_option", {}).get("value")
    return [one["value"] for one in element["options"]], chosen


@pytest.mark.parametrize("step", LETTERS)
def test_it_is_first_and_chosen_in_every_letter_and_sends_on_one_press(step: Step) -> None:
    at = seen(step)
    view = page(step, at)
    values, chosen = means_of(view)
    assert (values[0], chosen) == ("mail_now", "mail_now")
    assert values[1:] == [str(one) for one in Means]
    assert TO in json.dumps(view)
    before = {name: value for name, value in given(step).items() if name != "means"}
    read = read_step(filled(view, **before), at)
    assert isinstance(read, ByMail)
    assert read.to == TO
    assert read.letter.subject in json.dumps(view, ensure_ascii=False)


@pytest.mark.parametrize("texts", [FRENCH, ENGLISH])
def test_the_page_says_to_whom_it_goes_and_who_sends_it_in_both_languages(texts: Any) -> None:
    view = page(Step.ACKNOWLEDGE, seen(texts=texts))
    shown = json.dumps(view, ensure_ascii=False)
    assert texts.letter_fates.written.format(to=TO) in shown
    says = {one["value"]: one.get("description", {}).get("text") for one in options_in(view)}
    fates = texts.letter_fates
    assert says == {
        "mail_now": fates.now_means,
        **dict.fromkeys(map(str, Means)),
        "email": fates.yourself,
    }


@pytest.mark.parametrize("step", [Step.ACKNOWLEDGE, Step.EXTEND])
@pytest.mark.parametrize(
    ("means", "says"), [("mail_now", "Envoyer"), ("post", "Enregistrer"), ("email", "Enregistrer")]
)
def test_the_button_says_what_it_does_by_the_means_that_is_chosen(
    step: Step, means: str, says: str
) -> None:
    at = seen(step)
    shown = page(step, at)
    assert shown["submit"]["text"] == "Envoyer"
    chosen = drawn_anew(filled(shown, means=means), at)

    assert chosen["submit"]["text"] == says
    assert chosen["blocks"] == filled(shown).blocks


def test_the_other_means_stay() -> None:
    at = seen()
    read = read_step(filled(page(Step.ACKNOWLEDGE, at), means="post"), at)
    assert isinstance(read, Acknowledge)
    assert read.told.means is Means.POST


@pytest.mark.parametrize(
    "contact",
    ["06 12 34 56 78", "a@b.fr ou c@d.fr", "élise@example.fr", "a@b.fr\r\nBcc: c@d.fr", None],
)
def test_nothing_changes_where_the_contact_is_not_one_address(contact: str | None) -> None:
    who = Complainant(name="Mme Exemple", contact=contact)
    without = seen(sends_mail=False, complainant=who)
    assert page(Step.ACKNOWLEDGE, seen(complainant=who)) == page(Step.ACKNOWLEDGE, without)


def test_nothing_changes_where_no_mail_is_set_up() -> None:
    shown = page(Step.ACKNOWLEDGE, seen(sends_mail=False))
    assert means_of(shown) == ([str(one) for one in Means], "email")
    assert shown["submit"]["text"] == "Enregistrer"


def test_a_follow_up_by_mail_counts_as_asked_when_it_is_sent() -> None:
    at = seen(Step.FOLLOW_UP)
    read = read_step(filled(page(Step.FOLLOW_UP, at)), at)
    assert isinstance(read, ByMail)
    assert isinstance(read.wanted, RecordFollowUp)
    assert (read.wanted.at, read.wanted.means) == (NOW, Means.EMAIL)
