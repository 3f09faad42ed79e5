"""A monthly summary on paper: whole, accessible, the same each time it is set."""

from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from bot.documents.reports.summary_pages import summary_document
from bot.documents.typesetting.pages import Chart, Heading, Series, runs_of
from bot.documents.typesetting.typesetting import (
    TypesettingError,
    set_page_picture,
    set_pdf,
    set_picture,
)
from bot.domain.reports.figures import Tally
from bot.domain.school.office import PARIS, Locale
from bot.ui.texts.catalogue import texts_for
from tests.support.forms import spaced
from tests.support.reports import MADE_AT, RECURRENT, figures, late, report, tallies

EMPTY = figures(
    tallies=tallies(Tally(), Tally()), categories=(), parties=(), incident_types=(),
    cause_families=(), outcomes=(), ages=(),
)  # fmt: skip


@cache
def october(locale: Locale = Locale.FRENCH) -> bytes:
    told = report(figures=figures(recurrences=(RECURRENT,), **late(24)))
    document = summary_document(told, zone=PARIS, texts=texts_for(locale))
    return set_pdf(document, made_at=MADE_AT)


def read(pdf: bytes) -> str:
    """All its text, with plain spaces and apostrophes."""
    pages = PdfReader(BytesIO(pdf)).pages
    text = spaced(" ".join(page.extract_text() for page in pages))
    return text.replace("\n", " ").replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")


def elements(pdf: bytes) -> list[dict[str, Any]]:
    """The elements of its structure tree, as a screen reader walks them."""
    root: Any = PdfReader(BytesIO(pdf)).trailer["/Root"]
    found, waiting = [], [root["/StructTreeRoot"]]
    while waiting:
        one = waiting.pop()
        children = one.get("/K", [])
        for child in children if isinstance(children, list) else [children]:
            below = child.get_object()
            if isinstance(below, dict) and "/S" in below:
                waiting.append(below)
                found.append(below)
    return found


def test_it_says_what_the_message_says() -> None:
    said = read(october())

    assert "Bilan d'octobre 2026" in said
    assert "Pour la réunion du mardi 3 novembre 2026 à 9 h 00" in said
    assert "7 réclamations et 12 incidents, contre 4 et 13 en septembre." in said
    assert "7 sur 7 (100 %)" in said
    assert "REC-2026-0007" in said
    assert "et 4 autres" in said
    assert "1 dossier confidentiel, compté sans détail." in said


def test_it_is_marked_as_accessible_and_says_its_language() -> None:
    root: Any = PdfReader(BytesIO(october())).trailer["/Root"]
    about = root["/Metadata"].get_object().get_data().decode()

    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "fr"
    assert "<pdfuaid:part>1</pdfuaid:part>" in about


def test_each_chart_tells_its_values_to_those_who_hear_it() -> None:
    told = [spaced(one["/Alt"]) for one in elements(october()) if "/Alt" in one]

    assert len(told) == 2
    assert "octobre : reçus 19, clos 16, ouverts à la fin 5." in " ".join(told)
    assert "Attestations : 4" in " ".join(told)


def test_tables_have_header_cells() -> None:
    kinds = [one["/S"] for one in elements(october())]

    assert kinds.count("/Table") == 2
    assert kinds.count("/TH") >= 8


def test_it_is_dated_when_its_figures_were_taken_and_the_same_each_time() -> None:
    again = set_pdf(
        summary_document(
            report(figures=figures(recurrences=(RECURRENT,), **late(24))),
            zone=PARIS,
            texts=texts_for(Locale.FRENCH),
        ),
        made_at=MADE_AT,
    )
    about = PdfReader(BytesIO(again)).metadata

    assert again == october()
    assert about is not None
    assert about.creation_date == MADE_AT


def test_pages_are_numbered() -> None:
    said = read(october())

    assert "Page 1 sur 2" in said
    assert "Page 2 sur 2" in said


def test_english_readers_have_it_in_english() -> None:
    said = read(october(Locale.ENGLISH))

    assert "Figures as of Friday 30 October 2026" in said
    assert "Page 1 of 2" in said


def test_a_month_without_a_case_is_one_page_without_charts() -> None:
    document = summary_document(report(figures=EMPTY), zone=PARIS, texts=texts_for(Locale.FRENCH))
    pdf = set_pdf(document, made_at=MADE_AT)

    assert document.charts == ()
    assert len(PdfReader(BytesIO(pdf)).pages) == 1
    assert "Aucune réclamation et aucun incident" in read(pdf)


def test_a_correction_says_that_it_replaces_the_one_before() -> None:
    document = summary_document(report(edition=2), zone=PARIS, texts=texts_for(Locale.FRENCH))

    assert ("Édition", "2, qui remplace la précédente") in document.facts


def test_charts_and_pages_can_be_had_as_pictures() -> None:
    document = summary_document(report(), zone=PARIS, texts=texts_for(Locale.FRENCH))
    pictures = [
        set_picture(document.charts, lang="fr"),
        set_page_picture(document, page=0),
    ]

    assert all(picture.startswith(b"\x89PNG") for picture in pictures)


def test_what_cannot_be_set_is_an_error_of_its_own() -> None:
    document = summary_document(report(), zone=PARIS, texts=texts_for(Locale.FRENCH))
    broken = Heading(text="", level=0)

    with pytest.raises(TypesettingError):
        set_pdf(replace(document, blocks=(broken,)), made_at=MADE_AT)


def test_markup_for_slack_becomes_words_on_paper() -> None:
    runs = runs_of("*Décision :* <@U1> et <@U2>, A &amp; B", {"U1": "Thomas"})

    assert [(run.text, run.strong) for run in runs] == [
        ("Décision :", True),
        (" Thomas et …, A & B", False),
    ]


def test_a_chart_of_nothing_is_still_drawn() -> None:
    flat = Chart(
        shape="columns", caption="c", alt="a", labels=("x",),
        series=(Series(name="n", values=(0,)),),
    )  # fmt: skip

    assert set_picture((flat,), lang="fr").startswith(b"\x89PNG")
