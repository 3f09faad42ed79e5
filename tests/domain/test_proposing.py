"""Category and severity as Vigie proposes them, on invented sentences and on those of the field."""

from typing import Any
from uuid import uuid4

import pytest

from bot.domain.cases.outcomes import Inadmissibility
from bot.domain.cases.proposing import proposed, proposed_inadmissibility, suspects_misconduct
from bot.domain.cases.similarity import Sketch
from bot.domain.cases.taxonomy import ALWAYS_CONFIDENTIAL, Category, Severity, severity_floor
from tests.support.filing import CASES

C, S = Category, Severity

SENTENCES = [
    ("Toujours pas d'attestation SST, cinq semaines après.", C.CERTIFICATES_DOCUMENTS, S.MODERATE),
    ("La facture est comptée deux fois.", C.BILLING_FUNDING, S.MINOR),
    ("Il faisait 12 degrés dans la salle, le chauffage est coupé.", C.PREMISES_ACCESS, S.MINOR),
    ("Session annulée la veille, je demande un report.", C.SCHEDULING_CANCELLATION, S.MODERATE),
    ("La convocation n'est jamais arrivée.", C.ENROLMENT_SUMMONS, S.MINOR),
    ("Le formateur passe la matinée au téléphone.", C.TRAINER, S.MODERATE),
    ("Le rythme est trop lent et le programme n'est pas suivi.", C.CONTENT_PEDAGOGY, S.MINOR),
    ("Je conteste mon résultat à l'épreuve pratique.", C.ASSESSMENT_EXAM, S.MAJOR),
    ("Pas de tiers temps alors que j'ai une RQTH.", C.DISABILITY_ACCOMMODATION, S.MAJOR),
    ("Mannequin en panne, un seul défibrillateur pour dix.", C.EQUIPMENT_PPE, S.MINOR),
    ("L'exercice était dangereux : extincteur sans goupille.", C.HEALTH_SAFETY, S.CRITICAL),
    ("Vous avez envoyé mes coordonnées à un autre destinataire.", C.DATA_PROTECTION, S.MAJOR),
    ("Impossible d'entrer dans la classe virtuelle.", C.DIGITAL_PLATFORM, S.MINOR),
    ("Deuxième relance, aucune réponse de votre part.", C.COMPLAINT_HANDLING, S.MODERATE),
    ("L'intervenant n'a pas signé l'émargement du matin.", C.ATTENDANCE_ADMIN, S.MODERATE),
    ("Votre devis parlait d'une formation en trois jours.", C.INFORMATION_SALES, S.MINOR),
    ("nul", C.OTHER, S.MINOR),
    ("", C.OTHER, S.MINOR),
]


@pytest.mark.parametrize(("said", "category", "severity"), SENTENCES)
def test_what_the_words_point_to(said: str, category: Category, severity: Severity) -> None:
    found = proposed(said)

    assert (found.category, found.severity) == (category, severity)


@pytest.mark.parametrize("case", [one for one in CASES if one["kind"] == "complaint"])
def test_of_the_field_s_complaints_the_matter_is_found(case: dict[str, Any]) -> None:
    misconduct = Category(case["category"]) in ALWAYS_CONFIDENTIAL

    assert misconduct or proposed(case["text"]).category == case["category"]


@pytest.mark.parametrize(
    ("said", "severity"),
    [
        ("Un stagiaire a été blessé.", S.CRITICAL),
        ("Aucun blessé, mais la salle était froide.", S.MINOR),
        ("Sans réel danger, la salle était froide.", S.MINOR),
        ("Salle froide : nous vous mettons en demeure.", S.MAJOR),
        ("Salle froide, plusieurs stagiaires sont partis.", S.MODERATE),
    ],
)
def test_what_raises_a_severity_and_what_takes_it_back(said: str, severity: Severity) -> None:
    assert proposed(said).severity is severity


@pytest.mark.parametrize(("said", "category", "_severity"), SENTENCES)
def test_a_proposal_is_never_below_its_category_s_floor(
    said: str, category: Category, _severity: Severity
) -> None:
    assert proposed(said).severity.rank >= severity_floor(category).rank


def earlier(description: str, category: Category) -> Sketch:
    return Sketch(
        id=uuid4(),
        ref="REC-2026-0001",
        description=description,
        category=category,
        incident_type=None,
        session=None,
    )


def test_without_a_telling_word_the_most_alike_confirmed_complaint_tells() -> None:
    known = [
        earlier("Rien ne fonctionne comme vous aviez dit mardi", C.EQUIPMENT_PPE),
        earlier("Tout autre chose que cela encore", C.TRAINER),
    ]

    assert proposed("Rien ne fonctionne comme vous aviez dit lundi", earlier=known).category is (
        C.EQUIPMENT_PPE
    )
    assert proposed("Un mot de plus sans rapport aucun", earlier=known).category is C.OTHER


def test_no_category_that_makes_a_case_confidential_is_ever_proposed_from_words() -> None:
    assert proposed("Il m'a insultée et harcelée.").category not in ALWAYS_CONFIDENTIAL


@pytest.mark.parametrize(
    "said",
    [
        "Il m'a insultée devant tout le monde.",
        "Des propos déplacés, tous les jours.",
        "Harcèlement de la part d'un stagiaire.",
        "On m'a refusée à cause de ma religion, c'est une discrimination.",
        "Le formateur m'a agressé.",
        "Remarques sexistes pendant la pause",
        "Le formateur m'a frappée.",
        "Il a levé la main sur moi.",
        "Il m'a mis les mains aux fesses.",
        "Deux stagiaires se sont battus pendant la pause.",
        "On m'a traité de sale étranger.",
        "He harasses me.",
        "The trainer hit me.",
    ],
)
def test_words_that_may_tell_of_violence(said: str) -> None:
    assert suspects_misconduct(said)


@pytest.mark.parametrize(
    "said",
    [
        "Aucune violence, la salle était froide.",
        "Une faute de frappe dans mon attestation.",
        "Le projecteur est mort.",
        "Bulletin de paie demandé deux fois.",
        "La formation sur les violons.",
    ],
)
def test_words_that_do_not(said: str) -> None:
    assert not suspects_misconduct(said)


def test_of_the_field_s_complaints_only_misconduct_is_suspected() -> None:
    suspected = [one["id"] for one in CASES if suspects_misconduct(one["text"])]
    misconduct = [one["id"] for one in CASES if one.get("category") in ALWAYS_CONFIDENTIAL]

    assert set(suspected) >= set(misconduct)
    assert len(suspected) <= len(misconduct) + 1


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("bjr c quand la prochaine session MAC SST svp ? et c combien", "information_request"),
        ("Pouvez-vous m'envoyer le programme SSIAP 1 ?", "information_request"),
        ("Mon employeur refuse de payer mes heures supplémentaires.", "labour_dispute"),
        ("Le voisin se gare devant chez moi.", "out_of_scope"),
        ("", "out_of_scope"),
    ],
)
def test_why_something_seems_to_be_no_complaint_of_ours(said: str, why: str) -> None:
    assert proposed_inadmissibility(said) is Inadmissibility(why)
