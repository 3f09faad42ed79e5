"""The search among sessions offers what was typed, then sessions, within Slack's limits."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.school.office import Locale
from bot.domain.sessions.sessions import CODE_MAX, KnownSession, TrainingSession
from bot.sandbox.payload_rules.objects import check_options
from bot.ui.blocks.answers import Answers
from bot.ui.blocks.form_errors import FieldError, FormErrors
from bot.ui.filing.more_session import read_told_session, session_modal
from bot.ui.filing.session_choice import SESSION, read_session, session_input, session_options
from bot.ui.texts.catalogue import texts_for
from tests.support.builders import NOW
from tests.support.cases import complaint
from tests.support.forms import sent, spaced
from tests.support.sessions import SST

FRENCH = texts_for(Locale.FRENCH)
TODAY = date(2026, 11, 13)


def options(typed: str, *told: TrainingSession) -> list[tuple[str, str]]:
    """Each option's text and value."""
    found = [KnownSession(session=one, source="a.csv", seen_at=NOW) for one in told]
    made = session_options(found, FRENCH, typed=typed, today=TODAY)
    assert check_options({"options": made}) == []
    return [(spaced(one["text"]["text"]), one["value"]) for one in made]


def test_what_was_typed_comes_first_and_can_be_chosen_as_it_is() -> None:
    assert options(" SSIAP 1, Lyon ", SST) == [
        ("« SSIAP 1, Lyon », tel quel", "SSIAP 1, Lyon"),
        ("SST-26-041 · Sauveteur secouriste du travail", "SST-26-041"),
    ]


def test_of_a_long_text_only_the_text_is_cut_not_what_is_said_about_it() -> None:
    (label, value), *_ = options("/incident le projecteur de la salle B ne s'allume plus " * 2)

    assert label.startswith("« /incident le projecteur de la salle B")
    assert label.endswith("… », tel quel")
    assert len(value) == len("/incident le projecteur de la salle B ne s'allume plus ") * 2 - 1


@pytest.mark.parametrize("typed", ["", "  ", "\u200b", "sst-26-041"])
def test_nothing_typed_or_a_session_s_code_is_offered_no_second_time(typed: str) -> None:
    assert [value for _, value in options(typed, SST)] == ["SST-26-041"]


def test_the_longest_texts_fit_into_slack_s_menu() -> None:
    long = replace(SST, code="C" * CODE_MAX, title="t" * 500, site="s" * 500)

    assert [len(value) for _, value in options("x" * 3_000, long)] == [150, CODE_MAX]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ((None, None), "Nanterre · salle B"),
        ((TODAY, TODAY), "13 novembre · Nanterre · salle B"),
        ((None, date(2027, 1, 1)), "1er janvier 2027 · Nanterre · salle B"),
        ((TODAY, date(2026, 11, 20)), "du 13 au 20 novembre · Nanterre · salle B"),
        ((TODAY, date(2026, 12, 2)), "du 13 novembre au 2 décembre · Nanterre · salle B"),
    ],
)
def test_an_option_tells_when_and_where(days: tuple[date | None, date | None], said: str) -> None:
    session = replace(SST, first_on=days[0], last_on=days[1])
    known = KnownSession(session=session, source="a.csv", seen_at=NOW)
    (option,) = session_options([known], FRENCH, typed="", today=TODAY)

    assert spaced(option["description"]["text"]) == said


@pytest.mark.parametrize(
    "state",
    [
        {"type": "external_select", "selected_option": {"value": " SSIAP 1 "}},
        # a form that was opened before
        {"type": "plain_text_input", "value": "SSIAP 1"},
    ],
)
def test_a_choice_is_read_and_so_is_what_an_older_form_held(state: dict[str, object]) -> None:
    view = {"type": "modal", "blocks": [session_input(FRENCH)]}

    assert read_session(Answers(sent(view, {SESSION: {SESSION: state}}))) == "SSIAP 1"


def test_a_form_begins_with_the_session_that_is_known() -> None:
    chosen = session_input(FRENCH, code="sst-26-041", written=SST.label)["element"]
    typed = session_input(FRENCH, written="SSIAP 1")["element"]

    assert chosen["initial_option"]["value"] == "sst-26-041"
    assert typed["initial_option"]["value"] == "SSIAP 1"


def test_a_session_that_is_added_has_to_be_told() -> None:
    asked = sent(session_modal(complaint(), FRENCH))

    assert read_told_session(asked) == FormErrors({SESSION: FieldError.NOT_CHOSEN})
