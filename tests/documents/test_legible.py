"""Whatever people write, the document comes: a sign that no font has becomes a square."""

import unicodedata
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from bot.documents.reports.review_pages import review_document
from bot.documents.reports.summary_pages import summary_document
from bot.documents.typesetting.legible import SQUARE, all_legible, legible
from bot.documents.typesetting.pages import (
    Chart,
    Document,
    Facts,
    Heading,
    Paragraph,
    Points,
    Run,
    Series,
    TableOf,
    template_words,
)
from bot.documents.typesetting.typesetting import set_pdf, set_picture
from bot.domain.reports.reviews import Approval
from bot.domain.school.office import PARIS
from bot.ui.texts.catalogue import FRENCH
from tests.support.reports import RECURRENT, figures, report
from tests.support.reviews import ENTRY, MADE_AT, review

HARD = "Sacha 🌸 👩🏽‍🚒 中文 اسم עברית हिन्दी ไทย \x00\x01\ufffe\ud83c\u202eé\u0301 \U000e0041"
ANYTHING = st.text(st.characters(), max_size=40)
TOGETHER = 60
"""Texts in one document: each takes a program of its own to set."""


def document(*texts: str) -> Document:
    """Each text wherever a document may have one."""
    runs = [(Run(text=text), Run(text=text, strong=True)) for text in texts]
    some = texts[:4]
    return Document(
        lang="fr",
        title=f"Titre {some[0]}",
        subtitle=some[0],
        description=some[0],
        mark=some[0],
        facts=tuple((text, text) for text in some),
        footer=some[0],
        words=template_words(FRENCH),
        has_contents=True,
        blocks=(
            *(Heading(text=f"- {text}") for text in some),
            *(Paragraph(runs=run) for run in runs),
            Points(items=tuple(runs)),
            Facts(rows=tuple((text, text) for text in texts)),
            TableOf(
                caption=some[0],
                columns=("un", some[0]),
                rows=tuple((text, text) for text in texts),
                widths=(1, 1),
            ),
            Chart(
                shape="bars", caption=some[0], alt=f"- {some[0]}", labels=some,
                series=(Series(name=some[0], values=(1,) * len(some)),),
            ),
        ),
    )  # fmt: skip


def read(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Sacha 🌸", f"Sacha {SQUARE}"),
        ("👩🏽‍🚒 et 👍🏽", f"{SQUARE} et {SQUARE}"),
        ("中文", SQUARE * 2),
        ("\uff21\uff12", "A2"),
        ("a\x00b\x01\ud83c\ufffe\u202e", f"ab{SQUARE * 2}"),
        ("l'été « où » : 12\u202f€ \u2013 œuf…", "l'été « où » : 12\u202f€ \u2013 œuf…"),
        ("e\u0301te\u0301", "été"),
        ("Привет, Ελλάδα, עברית, م", "Привет, Ελλάδα, עברית, م"),
        ("un\r\ndeux\u2028trois", "un\ndeux trois"),
        ("م\u0301", "م"),
    ],
)
def test_what_can_be_shown_is_kept_and_the_rest_is_a_square(written: str, shown: str) -> None:
    assert legible(written) == shown


@given(ANYTHING)
def test_what_is_legible_stays_as_it_is(text: str) -> None:
    once = legible(text)

    assert unicodedata.normalize("NFC", legible(once)) == unicodedata.normalize("NFC", once)
    assert all(unicodedata.category(sign) not in {"Cs", "Cf", "Co"} for sign in once)


def test_texts_are_found_however_deep_and_numbers_stay() -> None:
    assert all_legible({"a": [("🌸", 1), None, {"b": "é"}]}) == {
        "a": [[SQUARE, 1], None, {"b": "é"}]
    }


def test_every_sign_that_is_said_to_be_covered_can_be_set() -> None:
    """Of a newer Typst with other fonts this tells which to take out of glyphs.txt."""
    covered = [chr(code) for code in range(0x110000) if chr(code).isprintable()]
    kept = [sign for sign in covered if legible(sign) == sign and sign != SQUARE]
    lines = tuple("".join(kept[begin : begin + 50]) for begin in range(0, len(kept), 50))

    assert len(kept) > 6_500
    assert set_pdf(document(*lines), made_at=MADE_AT).startswith(b"%PDF")


@settings(max_examples=8)
@given(st.lists(ANYTHING, min_size=TOGETHER, max_size=TOGETHER))
def test_any_text_can_be_set_anywhere_in_a_document(texts: list[str]) -> None:
    told = document(*texts)

    assert set_pdf(told, made_at=MADE_AT).startswith(b"%PDF")
    assert set_picture(told.charts, lang="fr").startswith(b"\x89PNG")


def test_a_document_with_squares_says_what_they_are() -> None:
    with_square = read(set_pdf(document("Sacha 🌸"), made_at=MADE_AT))
    without = read(set_pdf(document("Sacha"), made_at=MADE_AT))

    assert "un émoji" in with_square.replace("\n", " ")
    assert "un émoji" not in without.replace("\n", " ")


def test_a_half_year_s_review_is_set_whatever_its_people_wrote() -> None:
    told = review(approval=Approval(by="U0HEAD", at=MADE_AT))
    plan = replace(ENTRY, title=HARD, success_criterion=HARD, owner="U0OWNER")
    notes = replace(told.notes, plan=(plan,), recurring=HARD, participants=("U0OWNER",))
    names = {"U0OWNER": HARD, "U0HEAD": "Sacha 🌸"}
    paper = review_document(replace(told, notes=notes), zone=PARIS, texts=FRENCH, names=names)

    assert f"Sacha {SQUARE}" in read(set_pdf(paper, made_at=MADE_AT)).replace("\n", " ")


def test_a_summary_is_set_whoever_it_names() -> None:
    paper = summary_document(
        report(figures=figures(recurrences=(RECURRENT,))),
        zone=PARIS, texts=FRENCH, names={"U0OWNER": HARD},
    )  # fmt: skip
    named = replace(paper, blocks=(*paper.blocks, Paragraph(runs=(Run(text=HARD),))))

    assert set_pdf(named, made_at=MADE_AT).startswith(b"%PDF")
