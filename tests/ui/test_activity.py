"""The question about a month's activity, its form, and the rates that come of it."""

from typing import Any
from uuid import UUID

import pytest

from bot.domain.calendar.periods import Month
from bot.domain.reports.figures import MonthActivity
from bot.domain.reports.shares import RatePerHundred
from bot.slack.payload_shapes import View
from bot.ui.blocks.form_errors import FieldError, FormErrors
from bot.ui.reports.meeting_questions import (
    activity_modal,
    activity_request,
    activity_told,
    read_activity,
)
from bot.ui.reports.summary_sentences import said_rate
from bot.ui.texts.catalogue import ENGLISH, FRENCH
from tests.support.forms import sent, spaced
from tests.support.slack_limits import breaches_of_post, breaches_of_view

OCTOBER = Month(year=2026, month=10)
SUBMISSION = UUID(int=3)


def told(**typed: str) -> View:
    view = activity_modal(OCTOBER, None, texts=FRENCH, submission_id=SUBMISSION)
    values = {name: {name: {"value": value}} for name, value in typed.items()}
    return sent(view, values)


@pytest.mark.parametrize("texts", [FRENCH, ENGLISH])
def test_slack_takes_question_form_and_answer(texts: Any) -> None:
    known = MonthActivity(trainees=45)
    form = activity_modal(OCTOBER, known, texts=texts, submission_id=SUBMISSION)

    assert breaches_of_post(activity_request(OCTOBER, texts)) == []
    assert breaches_of_view(form) == []
    assert breaches_of_view(activity_told(OCTOBER, known, texts)) == []
    assert [block["element"].get("initial_value") for block in form["blocks"][1:]] == ["45", None]


def test_each_figure_has_its_field_and_one_is_enough() -> None:
    assert read_activity(told(trainees="45", sessions="6")) == (
        OCTOBER,
        MonthActivity(trainees=45, sessions=6),
        SUBMISSION,
    )
    assert read_activity(told(sessions="6")) == (OCTOBER, MonthActivity(sessions=6), SUBMISSION)


def test_neither_is_no_answer_and_a_word_no_count() -> None:
    assert read_activity(told()) == FormErrors({"trainees": FieldError.EMPTY})
    assert read_activity(told(trainees="beaucoup")) == FormErrors(
        {"trainees": FieldError.NOT_A_COUNT}
    )


@pytest.mark.parametrize(
    ("among", "said"),
    [(None, "n.d."), (0, "n.d."), (4, "3 pour 4"), (45, "6,7 (3 pour 45)")],
)
def test_a_rate_has_its_count_beside_it_and_is_never_zero_for_want_of_an_answer(
    among: int | None, said: str
) -> None:
    assert spaced(said_rate(RatePerHundred(count=3, among=among), FRENCH)) == said
