"""A topic that came back: told in one look, and its action's form."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from bot.domain.actions.actions import ActionDraft, ActionKind
from bot.domain.cases.outcomes import CauseFamily
from bot.domain.cases.taxonomy import Category, IncidentType
from bot.domain.reports.quality_risks import CaseTopic, Recurred
from bot.ui.actions.recurrence import (
    action_modal_about,
    carried_topic,
    read_topic_action,
    recurrence_post,
    topic_words,
)
from bot.ui.blocks.form_errors import FieldError, FormErrors
from bot.ui.texts.catalogue import ENGLISH, FRENCH
from tests.support.builders import OFFICE, TRAINER
from tests.support.forms import sent, spaced
from tests.support.lives import NOW, complaint, done_action
from tests.support.slack_limits import breaches_of_post, breaches_of_view

TOPIC = CaseTopic(
    category=Category.CERTIFICATES_DOCUMENTS, incident_type=None, cause_family=CauseFamily.METHOD
)
SUBMISSION = UUID(int=3)
TODAY = date(2026, 11, 16)


def form(texts: Any = FRENCH) -> dict[str, Any]:
    return action_modal_about(TOPIC, office=OFFICE, texts=texts, now=NOW, submission_id=SUBMISSION)


def test_it_names_the_topic_the_cases_and_the_next_thing_to_do() -> None:
    cases = [complaint(ref=f"REC-2026-{number:04}", id=uuid4()) for number in range(12)]
    recurred = Recurred(topic=TOPIC, case_ids=tuple(case.id for case in cases))
    post = recurrence_post(recurred, cases, None, office=OFFICE, texts=FRENCH, now=NOW)
    lines = spaced(post.text).splitlines()

    assert lines[0] == "Sujet récurrent : *Attestations (méthode)*, 12 cas en six mois."
    assert lines[1].startswith("• Réclamation REC-2026-0000 · ")
    assert lines[-1] == "et 2 autres"
    assert post.blocks[-1]["elements"][0]["text"]["text"] == "Ouvrir une action"
    assert breaches_of_post(post) == []


def test_after_a_remedy_judged_good_it_offers_to_do_that_again() -> None:
    remedy = done_action(ref="ACT-2026-0031")
    recurred = Recurred(topic=TOPIC, case_ids=(), remedy=remedy.id)
    post = recurrence_post(recurred, [], remedy, office=OFFICE, texts=FRENCH, now=NOW)

    assert "alors que ACT-2026-0031 avait été jugée efficace" in post.text
    assert post.blocks[-1]["elements"][0]["value"] == str(remedy.id)


@pytest.mark.parametrize("texts", [FRENCH, ENGLISH])
def test_slack_takes_the_form(texts: Any) -> None:
    assert breaches_of_view(form(texts)) == []
    assert carried_topic(sent(form(texts))) == (TOPIC, SUBMISSION)


def test_the_action_is_read_back_or_refused_at_its_fields() -> None:
    values = {
        "kind": {"selected_option": {"value": "corrective"}},
        "title": {"value": "Relire les attestations avant envoi"},
        "owner": {"selected_user": TRAINER},
        "due_on": {"selected_date": "2026-12-16"},
    }
    state = {name: {name: value} for name, value in values.items()}

    assert read_topic_action(sent(form(), state), today=TODAY) == ActionDraft(
        kind=ActionKind.CORRECTIVE,
        title="Relire les attestations avant envoi",
        owner=TRAINER,
        due_on=date(2026, 12, 16),
    )
    assert read_topic_action(sent(form()), today=TODAY) == FormErrors(
        {
            "kind": FieldError.NOT_CHOSEN,
            "owner": FieldError.NOT_CHOSEN,
            "title": FieldError.BLANK,
            "due_on": FieldError.NOT_CHOSEN,
        }
    )


def test_an_incident_s_topic_and_an_unknown_cause_have_their_words() -> None:
    technical = CaseTopic(
        category=None, incident_type=IncidentType.TECHNICAL, cause_family=CauseFamily.EQUIPMENT
    )
    unknown = CaseTopic(category=Category.TRAINER, incident_type=None, cause_family=None)

    assert topic_words(technical, FRENCH) == "Technique (matériel)"
    assert topic_words(unknown, FRENCH).endswith("(cause à analyser)")
