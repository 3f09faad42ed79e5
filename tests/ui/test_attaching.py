"""« Rattacher à un dossier »: what is offered, what is chosen already, what counts in the end."""

import json
from typing import Any
from uuid import UUID

import pytest

from bot.domain.mail.likely import LikelyCase, Pointer
from bot.ui.mail.attaching import CASE, REF, attach_modal, chosen_ref, is_opened
from bot.ui.texts.catalogue import FRENCH
from tests.support.cases import complaint
from tests.support.forms import filled, labels, option_words, spaced
from tests.support.mails import mail

MAIL = mail(id=UUID(int=4))
CITED = LikelyCase(case=complaint(ref="REC-2026-0003"), by=Pointer.CITED)
SAME = LikelyCase(case=complaint(ref="REC-2026-0004"), by=Pointer.ADDRESS)
HIDDEN = LikelyCase(case=complaint(confidential=True), by=Pointer.ADDRESS)


def form(*likely: LikelyCase) -> dict[str, Any]:
    return attach_modal(MAIL, likely, FRENCH)


def test_each_case_says_why_it_is_offered_and_how_it_begins() -> None:
    (first, second) = labels(form(CITED, SAME))["Dossiers possibles"]["options"]

    assert "REC-2026-0003" in first["text"]["text"]
    assert spaced(first["description"]["text"]).startswith("Cité · ")
    assert SAME.case.description[:10] in second["description"]["text"]


def test_of_a_confidential_case_no_word_is_shown() -> None:
    said = json.dumps(form(HIDDEN), ensure_ascii=False)

    assert HIDDEN.case.ref in said
    assert HIDDEN.case.description[:10] not in said


def test_of_a_mail_in_confidence_who_attaches_it_is_asked_whether_others_may_read_it() -> None:
    asked = attach_modal(mail(is_in_confidence=True), (CITED,), FRENCH)

    assert FRENCH.mails.attach_confidence in labels(asked)
    assert FRENCH.mails.attach_confidence not in labels(form(CITED))
    assert is_opened(filled(asked, opened=["opened"]))
    assert not is_opened(filled(asked))


@pytest.mark.parametrize(
    ("likely", "answers", "ref"),
    [
        ((CITED, SAME), {}, "REC-2026-0003"),
        ((SAME, CITED), {CASE: "REC-2026-0004"}, "REC-2026-0004"),
        ((CITED, SAME), {REF: " rec-2026-0009 "}, "REC-2026-0009"),
        ((), {REF: "INC-2026-0001"}, "INC-2026-0001"),
        ((SAME,), {}, None),
    ],
)
def test_what_is_typed_counts_then_what_is_chosen_and_only_what_is_cited_is_chosen_already(
    likely: tuple[LikelyCase, ...], answers: dict[str, str], ref: str | None
) -> None:
    assert chosen_ref(filled(form(*likely), **answers)) == ref


def test_without_a_likely_case_its_reference_is_asked_for() -> None:
    (block,) = form()["blocks"]

    assert (block["label"]["text"], block["optional"]) == ("Référence du dossier", False)
    assert len(option_words(labels(form(SAME))["Dossiers possibles"])) == 1
