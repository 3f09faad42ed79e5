"""A history speaks French throughout, whatever the journal holds."""

from dataclasses import fields, is_dataclass
from typing import Any
from uuid import uuid4

import pytest

from bot.documents.evidence.history import history_page, letters_in
from bot.documents.register.words import code_in_words, label_of
from bot.domain.actions.action_steps import ActionCommand
from bot.domain.cases import traces
from bot.domain.cases.cases import Case
from bot.domain.school.office import PARIS
from bot.domain.steps.deciding import COMMANDS
from bot.domain.steps.lifecycles import Step
from bot.services.register.register_lines import Line
from storage.cases.journal import Entry
from tests.support.builders import NOW
from tests.support.lives import complaint

UNSAID = {"id", "case_id", "file_id", "told"}
TRACES = [one for one in vars(traces).values() if is_dataclass(one) and isinstance(one, type)]


def page_of(**details: object) -> str:
    entry = Entry(
        seq=1, at=NOW, actor="member-1", case_id=uuid4(), event="unheard_of", details=details
    )
    return history_page(Line(case=complaint()), [entry], zone=PARIS)


@pytest.mark.parametrize("given", [*COMMANDS.values(), *ActionCommand.__subclasses__(), *TRACES])
def test_every_field_of_a_step_and_of_the_traces_it_leaves_has_a_name(given: type[Any]) -> None:
    names = {field.name for field in fields(given) if field.compare} - UNSAID

    assert {name for name in names if label_of(name) == name} == set()


def test_every_field_of_a_case_has_a_name() -> None:
    names = {field.name for field in fields(Case) if field.compare} - UNSAID

    assert {name for name in names if label_of(name) == name} == set()


def test_a_code_of_ours_is_a_word_and_others_stay() -> None:
    assert code_in_words("means", "email") == "Courriel"
    assert code_in_words("kind", "corrective") == "Corrective"
    assert code_in_words("owner", "quality_manager-2") == "Responsable qualité 2"
    assert code_in_words("text", Step.CLOSE) == "close"


def test_what_this_version_does_not_know_is_shown_all_the_same() -> None:
    page = page_of(novelty={"deep": ["a", {"deeper": 1}]}, count=3, empty=None)

    assert "Dossier mis à jour" in page
    assert "deeper\u00a0: 1" in page


def test_days_and_instants_are_told_on_the_offices_clock() -> None:
    page = page_of(due_on="2026-12-01", received_at="2026-11-13T16:50:20+00:00")

    assert "01/12/2026" in page
    assert "13/11/2026 17:50" in page


@pytest.mark.parametrize("value", ["2026-13-45", "2026-11-13T99:99:99+00:00", "0000-00-00"])
def test_what_only_looks_like_a_date_is_text(value: str) -> None:
    assert value in page_of(text=value)


def test_of_a_list_that_grew_only_what_is_new_is_told_again() -> None:
    first, second = {"explanation": "premier"}, {"explanation": "second"}
    page = page_of(changes={"followups": [[first], [first, second]]})

    assert "premier" not in page
    assert "second" in page
    assert page.count("\N{HORIZONTAL ELLIPSIS}") == 2


def test_of_a_list_whose_last_item_changed_both_sides_are_told() -> None:
    asked, answered = {"explanation": "posée"}, {"explanation": "répondue"}
    page = page_of(changes={"information_requests": [[asked], [answered]]})

    assert "posée" in page
    assert "répondue" in page


def test_the_letter_of_a_follow_up_is_told_as_a_letter() -> None:
    letter = {"kind": "follow_up", "subject": "Votre avis", "body": "Bonjour,"}
    details = {"at": "2026-11-25T09:00:00+00:00", "means": "email", "letter": letter}
    entry = Entry(
        seq=1, at=NOW, actor="member-1", case_id=uuid4(), event="follow_up", details=details
    )
    (sent,) = letters_in([entry])

    assert sent.as_text(PARIS).startswith(
        "Suivi de satisfaction\nLe 25/11/2026 10:00 (Courriel)\nObjet : Votre avis"
    )
    assert page_of(**details).count("Votre avis") == 1


def test_an_escalation_is_told_in_words() -> None:
    page = page_of(deadline="next_step", level="quality_managers")

    assert "Suite à donner" in page
    assert "Responsables qualité" in page
