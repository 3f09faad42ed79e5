"""A search finds what people wrote, however they type it, for those who may read it."""

from dataclasses import replace

import pytest

from bot.domain.cases.cases import Case, Complainant
from bot.domain.cases.searching import EXCERPT_MAX, FOUND_MAX, excerpt_of, folded, terms_of
from bot.domain.steps.handling import AddNote
from bot.services.cases.filing import Draft, file_case
from bot.services.cases.lists import search_cases
from bot.services.steps.steps import take_step
from storage.cases import cases, search
from storage.database import Database
from tests.support.builders import (
    DIRECTION,
    QUALITY,
    TRAINER,
    complaint_draft,
    incident_draft,
    opened,
)


def filed(database: Database, *drafts: Draft) -> list[Case]:
    return [file_case(opened(database), draft).case for draft in drafts]


def refs(database: Database, words: str, *, reader: str = QUALITY) -> list[str]:
    found = opened(database).read(search_cases, words, reader=reader)
    return [hit.case.ref for hit in found.hits]


@pytest.mark.parametrize(
    "words",
    [
        "reclame une attestation",
        "ATTESTATION",
        "attestations sst",
        "salariée",
        "SALARIEE",
        "oeuvre",
        "REC-2026-0001",
        "rec-2026-0001 sst",
        "attest",
        "  l'attestation, SST ! ",
    ],
)
def test_accents_case_plurals_and_punctuation_count_for_nothing(
    database: Database, words: str
) -> None:
    text = "La salariée réclame une attestation SST ; mise en œuvre promise."
    filed(database, complaint_draft(description=text), incident_draft())

    assert refs(database, words) == ["REC-2026-0001"]


@pytest.mark.parametrize(
    "words", ["", " ", "???", "'", '"', "*", "a OR b", "-", "attestation zebre", "(", "\\", "&|!:"]
)
def test_what_nothing_holds_finds_nothing_and_breaks_nothing(
    database: Database, words: str
) -> None:
    filed(database, complaint_draft())

    assert refs(database, words) == []


def test_the_words_may_stand_in_different_places(database: Database) -> None:
    (case,) = filed(database, incident_draft(session="SSIAP 1, Lyon"))
    opened(database).write(take_step, case.id, AddNote(text="lampe remplacée"), actor=QUALITY)

    assert refs(database, "lyon projecteur remplacee") == [case.ref]


def test_a_note_says_why_a_case_is_found(database: Database) -> None:
    (case,) = filed(database, incident_draft(description="x " * 300))
    opened(database).write(take_step, case.id, AddNote(text="Lampe remplacée."), actor=QUALITY)
    found = opened(database).read(search_cases, "lampe", reader=QUALITY)

    assert found.hits[0].excerpt.endswith("Lampe remplacée.")


def test_what_a_step_changed_is_found_anew_and_the_old_no_more(database: Database) -> None:
    (case,) = filed(database, incident_draft())
    with database.writing() as connection:
        cases.save(connection, replace(case, description="la sono grésille"))

    assert refs(database, "gresille") == [case.ref]
    assert refs(database, "projecteur") == []


def test_the_closest_come_first_and_the_rest_is_owned_up_to(database: Database) -> None:
    drafts = [incident_draft(description=f"alarme {number}") for number in range(FOUND_MAX)]
    filed(database, *drafts, incident_draft(description="alarme alarme alarme"))
    found = opened(database).read(search_cases, "alarme", reader=QUALITY)

    assert found.is_cut
    assert len(found.hits) == FOUND_MAX
    assert found.hits[0].case.ref == f"INC-2026-{FOUND_MAX + 1:04}"


@pytest.mark.parametrize("read_first", [2, 2_000], ids=["large register", "small register"])
def test_of_very_many_the_newest_come_first(
    database: Database, monkeypatch: pytest.MonkeyPatch, read_first: int
) -> None:
    monkeypatch.setattr(search, "RANKED_MAX", 2)
    monkeypatch.setattr(search, "_SPAN", read_first)
    monkeypatch.setattr(search, "_NEWEST", 2)
    texts = ("alarme alarme alarme", "alarme", "alarme")
    filed(database, *(incident_draft(description=text) for text in texts))

    assert refs(database, "alarme") == ["INC-2026-0003", "INC-2026-0002", "INC-2026-0001"]


def test_a_confidential_case_is_found_by_those_who_may_see_it_only(database: Database) -> None:
    filed(database, incident_draft(description="propos déplacés", confidential=True))
    readers = {
        reader: bool(refs(database, "propos", reader=reader))
        for reader in (TRAINER, QUALITY, DIRECTION, "U0STRANGER")
    }

    assert readers == {TRAINER: True, QUALITY: True, DIRECTION: False, "U0STRANGER": False}


def test_a_complainant_is_not_found_by_name(database: Database) -> None:
    filed(database, complaint_draft(complainant=Complainant(name="Zoé Quelqu'un")))

    assert refs(database, "zoe") == []


def test_words_are_folded_and_cut_to_what_tells() -> None:
    assert folded("Œuvre\u202f: L'ÉTÉ, n°12_b") == "oeuvre l ete n 12 b"
    assert terms_of("les Certificats de la formation SST 12") == (
        "les",
        "certificat",
        "formation",
        "sst",
        "12",
    )
    assert terms_of("de la") == ("de", "la")
    assert len(terms_of(" ".join(f"mot{number}" for number in range(99)))) == 10


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ("Il ne  s'allume plus\n\nSSIAP 1\n", "Il ne s'allume plus · SSIAP 1"),
        ("Il ne s'allume plus. \n\nSSIAP 1", "Il ne s'allume plus. SSIAP 1"),
        ("Bonjour,\nrien ne va\u202f!\nSSIAP 1", "Bonjour, rien ne va ! SSIAP 1"),
    ],
)
def test_an_excerpt_keeps_apart_what_was_written_apart(text: str, excerpt: str) -> None:
    assert excerpt_of(text, ("ssiap",)) == excerpt


def test_an_excerpt_is_short_and_holds_the_word() -> None:
    text = "mot " * 500 + "Élève blessé " + "mot " * 500
    excerpt = excerpt_of(text, ("eleve",))

    assert "Élève blessé" in excerpt
    assert len(excerpt) <= EXCERPT_MAX + 2
    assert (excerpt[0], excerpt[-1]) == ("…", "…")
