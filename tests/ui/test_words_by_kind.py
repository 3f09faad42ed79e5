"""Where a case stands is said in the gender of its kind, wherever it is said."""

import json
import re

import pytest

from bot.domain.cases.cases import Case, Status
from bot.domain.cases.refusals import Reason, Refusal
from bot.domain.cases.taxonomy import Kind
from bot.domain.steps.lifecycles import Step, lifecycle_of
from bot.ui.cases.card import card
from bot.ui.cases.case_view import CaseLook, case_modal
from bot.ui.steps.refusals import refusal_lines, step_attempt
from bot.ui.texts.catalogue import FRENCH
from tests.support.builders import NOW, OFFICE
from tests.support.forms import spaced
from tests.support.lives import case_in
from tests.support.steps import scene

OF_THE_OTHER = {
    Kind.COMPLAINT: re.compile(r"\b(clos|retiré|rouvert|incident)\b", re.IGNORECASE),
    Kind.INCIDENT: re.compile(r"\b(close|retirée|rouverte|réclamation)\b", re.IGNORECASE),
}
"""Endings, and names, of the kind that a case is not of."""
OF_THE_CASE = "ce dossier est retiré|le dossier est clos"
"""« Dossier » is masculine whatever its kind."""
STANDING = [(kind, status) for kind in Kind for status in lifecycle_of(kind).statuses]


def shown(case: Case) -> list[str]:
    """The texts of its card and of its modal, buttons aside, and of a step refused there."""
    refused = Refusal(reason=Reason.STATUS)
    post = card(case, office=OFFICE, texts=FRENCH, now=NOW)
    view = case_modal(CaseLook(case=case, office=OFFICE, texts=FRENCH, now=NOW))
    said = [block for block in (*post.blocks, *view["blocks"]) if block["type"] != "actions"]
    lines = refusal_lines(refused, step_attempt(Step.ADD_NOTE, scene(case)))
    return [spaced(json.dumps(said, ensure_ascii=False)), post.text, *lines]


@pytest.mark.parametrize(("kind", "status"), STANDING)
def test_a_status_is_of_the_gender_of_its_case(kind: Kind, status: Status) -> None:
    case = case_in(status, kind, description="sans mot de genre")

    for said in shown(case):
        assert not OF_THE_OTHER[kind].findall(re.sub(OF_THE_CASE, "", spaced(said))), said


@pytest.mark.parametrize(
    ("kind", "word"), [(Kind.INCIDENT, "État :* Retiré\\n"), (Kind.COMPLAINT, "État :* Retirée\\n")]
)
def test_who_was_withdrawn_is_said_in_the_facts(kind: Kind, word: str) -> None:
    assert word in shown(case_in(Status.WITHDRAWN, kind))[0]
