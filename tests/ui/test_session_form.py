"""The form of a session that is written by hand: what is known goes in and comes back."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.sessions.sessions import TrainingSession
from bot.ui.blocks.form_errors import FieldError, FormErrors
from bot.ui.sessions.session_form import read_session_form, session_form
from bot.ui.texts.catalogue import FRENCH
from tests.support.forms import filled
from tests.support.sessions import SST

CANCELLED = replace(SST, trainers=("Yann Moreau", "Zoé Petit"), is_cancelled=True)
BARE = TrainingSession(code="X-1")


def read(known: TrainingSession | None, **answers: Any) -> TrainingSession | FormErrors:
    return read_session_form(filled(session_form(FRENCH, known=known, code="A-2"), **answers))


@pytest.mark.parametrize("known", [SST, CANCELLED, BARE])
def test_what_is_known_comes_back_unchanged(known: TrainingSession) -> None:
    assert read(known) == known


def test_a_new_one_needs_nothing_but_its_code() -> None:
    assert read(None) == TrainingSession(code="A-2")
    assert read(None, title=" SSIAP  1 ", trainees="12") == TrainingSession(
        code="A-2", title="SSIAP 1", trainees=12
    )


@pytest.mark.parametrize(
    ("answers", "refused"),
    [
        ({"code": " "}, {"code": FieldError.BLANK}),
        ({"code": "x" * 61}, {"code": FieldError.TOO_LONG}),
        ({"code": "ﷺ" * 60}, {"code": FieldError.TOO_LONG}),
        ({"trainees": "-3"}, {"trainees": FieldError.NOT_A_COUNT}),
        ({"title": "x" * 501}, {"title": FieldError.TOO_LONG}),
        ({"first": "2026-11-12", "last": "2026-11-11"}, {"last": FieldError.DAYS_REVERSED}),
    ],
)
def test_what_cannot_be_is_pointed_out(
    answers: dict[str, Any], refused: dict[str, FieldError]
) -> None:
    assert read(None, **answers) == FormErrors(refused)
