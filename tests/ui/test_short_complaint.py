"""The complaint form of somebody not in charge: what it asks, its button, its question."""

import json
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from bot.domain.cases.cases import Complainant, ComplaintDraft
from bot.domain.cases.taxonomy import Category, Channel, Party
from bot.slack.payload_shapes import View
from bot.ui.blocks.form_errors import FieldError, FormErrors
from bot.ui.filing.brought import Brought, BroughtFile
from bot.ui.filing.complaint_form import complaint_modal, read_complaint
from bot.ui.filing.filing_form import concerned_page, was_asked
from bot.ui.filing.short_complaint import (
    ask_violence,
    has_whole_form,
    is_violence_to_ask,
    short_complaint_modal,
    telling_violence,
)
from bot.ui.texts.catalogue import ENGLISH, FRENCH, Texts
from tests.support.builders import DIRECTION, NOW, OFFICE, QUALITY, TRAINER
from tests.support.forms import Form, filled, labels, sent

INSULTED = "Il m'a insultée devant le groupe."


def form(text: str = "attestation jamais reçue", texts: Texts = FRENCH, **given: Any) -> Form:
    return short_complaint_modal(texts, submission_id=uuid4(), now=NOW, text=text, **given)


def submitted(view: Form, **given: Any) -> View:
    return filled(view, **{"party": "trainee", "channel": "phone"} | given)


def draft_in(view: View) -> ComplaintDraft:
    read = read_complaint(view, reporter=TRAINER, now=NOW)
    assert isinstance(read, ComplaintDraft)
    return read


def test_it_asks_what_its_reader_knows_and_no_more() -> None:
    assert list(labels(form())) == [
        "Description",
        "Partie prenante",
        "Canal",
        "Réclamant",
        "Contact du réclamant",
        "Reçue le",
    ]


def test_beneath_its_inputs_is_one_button() -> None:
    button = form()["blocks"][-1]["elements"][0]

    assert button["text"]["text"] == "C'est une violence, un harcèlement ou une discrimination"


def test_its_draft_leaves_category_and_severity_to_others() -> None:
    draft = draft_in(submitted(form(), complainant="Mme Églantine", contact="06 39 98 00 17"))

    assert (draft.category, draft.severity) == (None, None)
    assert (draft.party, draft.channel, draft.received_at) == (Party.TRAINEE, Channel.PHONE, NOW)
    assert draft.complainant == Complainant(name="Mme Églantine", contact="06 39 98 00 17")
    assert not draft.is_confidential


@pytest.mark.parametrize("missing", ["party", "channel", "received"])
def test_what_is_compulsory_is_refused_at_its_field(missing: str) -> None:
    view = submitted(form())
    view.state.values[missing] = {}

    assert read_complaint(view, reporter=TRAINER, now=NOW) == FormErrors(
        {missing: FieldError.NOT_CHOSEN}
    )


def test_a_message_brings_its_files_along() -> None:
    brought = Brought(text="x", files=(BroughtFile(id="F1", name="photo.jpg"),))
    view = submitted(form(brought=brought), brought_files=["F1"])

    assert [file.slack_id for file in draft_in(view).files] == ["F1"]


@pytest.mark.parametrize("texts", [FRENCH, ENGLISH])
def test_its_button_makes_it_confidential_and_asks_whom_it_is_about(texts: Texts) -> None:
    pressed = telling_violence(submitted(form(texts=texts)), texts, told=True)
    draft = draft_in(submitted(pressed, concerned_people=[QUALITY]))

    assert was_asked(sent(pressed))
    assert (draft.category, draft.is_confidential) == (Category.CONDUCT_VHD, True)
    assert draft.concerned_people == (QUALITY,)


def test_its_button_can_be_pressed_back() -> None:
    view = form()
    pressed = telling_violence(submitted(view), FRENCH, told=True)
    back = telling_violence(submitted(pressed), FRENCH, told=False)

    assert labels(back) == labels(view)
    assert draft_in(submitted(back)).category is None


def test_words_that_point_to_a_violence_are_asked_about_once() -> None:
    view = submitted(form(INSULTED))
    asking = submitted(ask_violence(view, FRENCH))
    unanswered = read_complaint(asking, reporter=TRAINER, now=NOW)

    assert is_violence_to_ask(view, draft_in(view))
    assert unanswered == FormErrors({"is_violence": FieldError.NOT_CHOSEN})


def test_who_is_in_charge_is_asked_too_unless_it_is_confidential_already() -> None:
    whole = complaint_modal(FRENCH, submission_id=uuid4(), now=NOW, text=INSULTED)
    usual = {"party": "trainee", "channel": "phone", "category": "trainer", "severity": "minor"}
    view, secret = filled(whole, **usual), filled(whole, confidential=["yes"], **usual)
    asking = ask_violence(view, FRENCH)
    told = draft_in(filled(asking, is_violence="yes", **usual))
    denied = filled(asking, is_violence="no", **usual)

    assert is_violence_to_ask(view, draft_in(view))
    assert not is_violence_to_ask(secret, draft_in(secret))
    assert (told.category, told.is_confidential) == (Category.CONDUCT_VHD, True)
    assert draft_in(denied).category is Category.TRAINER
    assert not is_violence_to_ask(denied, draft_in(denied))


@pytest.mark.parametrize(
    ("answer", "category"), [("yes", Category.CONDUCT_VHD), ("no", None)], ids=["yes", "no"]
)
def test_the_answer_decides(answer: str, category: Category | None) -> None:
    asking = ask_violence(submitted(form(INSULTED)), FRENCH)
    view = submitted(asking, is_violence=answer)
    draft = draft_in(view)

    assert draft.category is category
    assert not is_violence_to_ask(view, draft)


def test_only_the_last_question_is_introduced_and_the_answer_before_it_stays() -> None:
    asking = ask_violence(submitted(form(INSULTED)), FRENCH)
    page = concerned_page(submitted(asking, is_violence="yes"), FRENCH)
    shown = json.dumps(page, ensure_ascii=False)

    assert FRENCH.complaint.violence_suspected not in shown
    assert shown.count(FRENCH.concerned.kept) == 1
    assert draft_in(submitted(page, is_violence="yes")).category is Category.CONDUCT_VHD


def test_other_words_are_not_asked_about() -> None:
    view = submitted(form())

    assert not is_violence_to_ask(view, draft_in(view))


def test_who_is_in_charge_has_the_whole_form_and_nobody_while_it_is_unknown() -> None:
    substituted = replace(OFFICE, quality_managers=())

    assert [has_whole_form(one, OFFICE) for one in (QUALITY, DIRECTION, TRAINER)] == [
        True,
        True,
        False,
    ]
    assert not has_whole_form(QUALITY, None)
    assert not has_whole_form(QUALITY, substituted)
