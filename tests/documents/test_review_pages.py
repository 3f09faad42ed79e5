"""A half-year's review on paper: every section of policy §6, in both languages, accessible."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from io import BytesIO

import pytest
from pypdf import PdfReader

from bot.documents.reports.review_exhibits import risk_table
from bot.documents.reports.review_pages import review_document
from bot.documents.typesetting.pages import Wording
from bot.documents.typesetting.typesetting import set_pdf
from bot.domain.cases.taxonomy import Category
from bot.domain.reports.figures import Tally
from bot.domain.reports.quality_risks import Risk
from bot.domain.reports.reviews import Approval, Review, ReviewNotes
from bot.domain.reports.shares import NO_SHARE
from bot.domain.school.office import PARIS, Locale
from bot.ui.texts.catalogue import FRENCH, texts_for
from tests.support.forms import spaced
from tests.support.reviews import ENTRY, MADE_AT, NAMES, review, review_figures

APPROVED = Approval(by="U0HEAD", at=datetime(2026, 7, 3, 8, tzinfo=UTC))


def said(told: Review, locale: Locale = Locale.FRENCH) -> str:
    document = review_document(told, zone=PARIS, texts=texts_for(locale), names=NAMES)
    pages = PdfReader(BytesIO(set_pdf(document, made_at=told.generated_at))).pages
    text = spaced(" ".join(page.extract_text() for page in pages))
    return text.replace("\n", " ").replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")


@cache
def draft(locale: Locale) -> str:
    return said(review(), locale)


@pytest.mark.parametrize("locale", Locale)
def test_every_section_has_its_heading_and_its_line_in_the_contents(locale: Locale) -> None:
    says = texts_for(locale).review
    headings = (
        says.scope,
        says.activity,
        says.trends,
        says.recurring,
        says.difficulties,
        says.causes,
        says.feedback,
        says.plan_before,
        says.risks,
        says.plan,
        says.decisions,
        says.validation,
    )
    text = draft(locale)

    assert [one for one in headings if text.count(spaced(one)) < 2] == []


@pytest.mark.parametrize(
    "words",
    [
        "Bilan du premier semestre 2026",
        "Projet, à compléter et à approuver",
        "33 réclamations et 66 incidents sur le semestre, contre 20 et 40",
        "Attestations, 7 fois, le plus souvent pour la même cause (méthode)",
        "8,0 (33 pour 412)",
        "ACT-2026-0003",
        "3 sur 4",
        "Moins de deux",
        "REC-2026-0004",
        "Bilan à approuver.",
        "Page 2 sur ",
    ],
)
def test_it_says_what_was_counted_and_written(words: str) -> None:
    assert words in draft(Locale.FRENCH)


def test_what_nobody_gave_is_unknown_and_never_zero() -> None:
    empty = replace(review(), notes=ReviewNotes())
    rows = review_document(empty, zone=PARIS, texts=texts_for(Locale.FRENCH), names=NAMES)
    text = said(empty)

    assert "Stagiaires formés n.d." in text
    assert "À compléter." in text
    assert len(rows.charts) == 2


def test_the_approved_one_says_by_whom_and_when() -> None:
    text = said(replace(review(), approval=APPROVED, edition=2))

    assert "Approuvé par Karim Benali, vendredi 3 juillet 2026 à 10 h 00" in text
    assert "Projet" not in text


def test_a_risk_of_the_register_says_what_who_and_since_when() -> None:
    signed = Risk(
        name="Formateur seul",
        effect="Des sessions reportées",
        cause="Un recrutement reporté",
        likelihood=2,
        impact=3,
        owner="U0OWNER",
        accepted_by="U0HEAD",
        accepted_at=MADE_AT,
        accepted_because="Rare.",
        is_aged=True,
    )
    wording = Wording(texts=FRENCH, zone=PARIS, names=NAMES)
    (row,) = risk_table([signed], wording, blank="-").rows

    assert [spaced(cell) for cell in row[1:3]] == [
        "Formateur seul. Effet : Des sessions reportées",
        "Un recrutement reporté",
    ]
    assert spaced(row[-1]) == (
        "Accepté par Karim Benali le mercredi 1er juillet 2026 à 8 h 00 : Rare. Pilote : Thomas "
        "Guérin. Pas revu depuis un an."
    )


def test_the_matrix_says_each_risk_to_those_who_hear_it() -> None:
    document = review_document(review(), zone=PARIS, texts=texts_for(Locale.FRENCH), names=NAMES)
    alt = spaced(document.charts[-1].alt)

    assert "1, Technique : probabilité 4, gravité 3, niveau critique" in alt


def test_whoever_is_not_known_stays_unnamed() -> None:
    document = review_document(review(), zone=PARIS, texts=texts_for(Locale.FRENCH), names={})

    assert "U0HEAD" not in str(document.as_json())


def test_what_it_is_compared_with_has_a_column_once_it_is_known() -> None:
    first = replace(review(), figures=review_figures(before=None, last_year=None))

    assert "Indicateur premier semestre 2026 second semestre 2025 Réclamations" in draft(
        Locale.FRENCH
    )
    assert "Indicateur premier semestre 2026 Réclamations reçues 33 Réclamations" in said(first)


def test_where_nothing_was_due_it_says_so() -> None:
    quiet = review_figures(
        months=(Tally(),) * 6, before=None, last_year=None, effective=NO_SHARE, on_time=NO_SHARE
    )
    text = said(replace(review(), figures=quiet))

    assert "Accusés de réception en 48 h rien n'était dû" in text
    assert "Aucune action n'a été vérifiée dans le semestre." in text
    assert "Aucune action n'était à faire dans le semestre." in text


def test_every_category_has_its_bar() -> None:
    ranked = tuple((category, 20) for category in Category)
    told = replace(review(), figures=review_figures(categories=ranked))
    document = review_document(told, zone=PARIS, texts=texts_for(Locale.FRENCH), names=NAMES)

    assert [len(one.labels) for one in document.charts if one.shape == "bars"] == [len(Category)]


def test_a_plan_without_criteria_or_cases_has_no_column_for_them() -> None:
    entry = replace(ENTRY, success_criterion="", origin_refs=())
    text = said(replace(review(), notes=replace(review().notes, plan=(entry,))))

    assert "N° Action Type Pilote Échéance 1 Préparer" in text
