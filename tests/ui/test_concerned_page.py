"""« Qui est mis en cause ? »: the second page of a form, with the first one's answers in it."""

from typing import Any
from uuid import uuid4

import pytest

from bot.domain.cases.cases import ComplaintDraft, IncidentDraft
from bot.domain.cases.taxonomy import Category
from bot.slack.payload_shapes import View
from bot.ui.filing.complaint_form import complaint_modal, read_complaint
from bot.ui.filing.filing_form import concerned_page, was_asked
from bot.ui.filing.incident_form import incident_modal, read_incident
from bot.ui.texts.catalogue import ENGLISH, FRENCH, Texts
from tests.support.builders import DIRECTION, NOW, QUALITY, TRAINER
from tests.support.forms import Form, filled, labels, sent

LONG = "x" * 7_000


def complaint(texts: Texts = FRENCH, **answers: Any) -> View:
    view = complaint_modal(texts, submission_id=uuid4(), now=NOW, text=LONG)
    usual = {"party": "trainee", "channel": "phone", "category": "other", "severity": "minor"}
    return filled(view, **usual | answers)


def incident(**answers: Any) -> View:
    view = incident_modal(FRENCH, submission_id=uuid4(), text="propos déplacés")
    return filled(view, **{"type": "technical", "continuity": "yes"} | answers)


def names(blocks: list[Form]) -> list[tuple[str, str]]:
    return [
        (block["block_id"], block["element"]["action_id"])
        for block in blocks
        if block["type"] == "input"
    ]


def test_the_question_stands_on_top_and_the_first_page_beneath_it_unchanged() -> None:
    """Slack keeps what was typed into an input whose names are the same."""
    view = complaint(confidential=["yes"])
    page = concerned_page(view, FRENCH)

    assert next(iter(labels(page))) == "Qui est mis en cause ?"
    assert names(page["blocks"])[1:] == names(view.blocks)
    assert (page["callback_id"], page["private_metadata"]) == (
        view.callback_id,
        view.private_metadata,
    )
    assert (was_asked(view), was_asked(sent(page))) == (False, True)


@pytest.mark.parametrize("texts", [FRENCH, ENGLISH])
def test_those_named_are_in_the_draft(texts: Texts) -> None:
    page = filled(
        concerned_page(complaint(texts, confidential=["yes"]), texts),
        party="trainee",
        channel="phone",
        category="other",
        severity="minor",
        confidential=["yes"],
        concerned_people=[QUALITY, DIRECTION],
    )
    draft = read_complaint(page, reporter=TRAINER, now=NOW)

    assert isinstance(draft, ComplaintDraft)
    assert draft.concerned_people == (QUALITY, DIRECTION)
    assert draft.description == LONG


def test_of_an_incident_too() -> None:
    view = incident(flags=["confidential"])
    page = filled(
        concerned_page(view, FRENCH),
        type="technical",
        continuity="yes",
        flags=["confidential"],
        concerned_people=[QUALITY],
    )
    draft = read_incident(page, reporter=TRAINER)

    assert isinstance(draft, IncidentDraft)
    assert (draft.is_confidential, draft.concerned_people) == (True, (QUALITY,))


def test_what_is_always_confidential_asks_unasked() -> None:
    draft = read_complaint(complaint(category=Category.CONDUCT_VHD), reporter=TRAINER, now=NOW)

    assert isinstance(draft, ComplaintDraft)
    assert draft.is_confidential


def test_shown_again_it_asks_once_and_keeps_whom_it_named() -> None:
    page = filled(concerned_page(incident(), FRENCH), concerned_people=[QUALITY])
    again = concerned_page(page, FRENCH)

    assert [name for name, _ in names(again["blocks"])].count("concerned_people") == 1
    assert labels(again)["Qui est mis en cause ?"]["initial_users"] == [QUALITY]
