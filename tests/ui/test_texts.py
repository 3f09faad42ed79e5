"""Both languages say all there is to say, and French is set as French is."""

import re
import string

import pytest

from bot.domain.school.office import Locale
from bot.ui.filing.complaint_form import complaint_modal
from bot.ui.filing.incident_form import incident_modal
from bot.ui.texts.catalogue import ENGLISH, FRENCH, Texts, texts_for
from bot.ui.texts.language import Counted, french
from tests.support.builders import NOW, incident_draft
from tests.support.forms import labels, option_words, spaced
from tests.support.said import closed_sets, leaves

SUBMISSION = incident_draft().submission_id


def places(template: str) -> set[str]:
    """The names between braces."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def test_both_languages_have_the_same_texts_with_the_same_places() -> None:
    in_french = {path: places(text) for path, text in leaves(FRENCH)}
    in_english = {path: places(text) for path, text in leaves(ENGLISH)}

    assert in_french == in_english


@pytest.mark.parametrize("texts", [FRENCH, ENGLISH], ids=["french", "english"])
def test_every_member_of_a_closed_set_has_its_word_in_the_set_s_order(texts: Texts) -> None:
    found = list(closed_sets(texts))

    assert len(found) > 15
    for path, members, words in found:
        assert list(words) == list(members), path


@pytest.mark.parametrize("texts", [FRENCH, ENGLISH], ids=["french", "english"])
def test_no_text_is_empty_or_badly_spaced(texts: Texts) -> None:
    faulty = [
        path
        for path, text in leaves(texts)
        if (not text and not path.endswith(".none")) or text != text.strip() or "  " in text
    ]

    assert not faulty


@pytest.mark.parametrize(
    "fault",
    [
        r" [;:!?»]",  # a plain space where the line could break
        r"«(?!\u00a0)|(?<!\u00a0)»",
        r"[^\s\u202f][;!?](?!\w)|\w:(?:\s|$)",  # no space at all
        r"\u00a0[;!?]|\u202f[:»]",  # the wrong no-break space
        r"[\u2018\u2019]",  # one apostrophe, the straight one, as in the commands people type
        r"\.\.\.|[\"\u201c\u201d]",
        r"\d (?:h|min|Mo)\b",
    ],
)
def test_french_texts_are_set_as_french_is(fault: str) -> None:
    said = {path: re.sub(r":[a-z_]+:", "", text) for path, text in leaves(FRENCH)}

    assert not {path: text for path, text in said.items() if re.search(fault, text)}


def test_french_speaks_to_people_as_vous_and_without_exclamation_mark() -> None:
    familiar = re.compile(r"\b(?:tu|toi|ton|ta|tes)\b|!", re.IGNORECASE)

    assert not [text for _, text in leaves(FRENCH) if familiar.search(text)]


def test_english_uses_one_apostrophe_and_curly_quotes() -> None:
    odd = re.compile(r"[\u2018\u2019\"«»\u202f]|\u00a0(?!· )")

    assert not [text for _, text in leaves(ENGLISH) if odd.search(text)]


@pytest.mark.parametrize("texts", [FRENCH, ENGLISH], ids=["french", "english"])
def test_no_line_can_begin_with_the_dot_between_two_things(texts: Texts) -> None:
    assert not [text for _, text in leaves(texts) if " · " in text]


def test_typesetting_twice_changes_nothing_more() -> None:
    assert all(french(text) == text for _, text in leaves(FRENCH))


def test_typesetting_leaves_emoji_names_alone() -> None:
    assert french("Attention :warning: ici :") == "Attention :warning: ici\u00a0:"


@pytest.mark.parametrize(("count", "said"), [(0, "none"), (1, "one"), (2, "2 of them")])
def test_a_quantity_is_said_in_its_own_words(count: int, said: str) -> None:
    counted = Counted(none="none", one="one", many="{count} of them")

    assert counted.say(count) == said


def test_each_locale_has_its_texts() -> None:
    assert (texts_for(Locale.FRENCH), texts_for(Locale.ENGLISH)) == (FRENCH, ENGLISH)


class TestLabels:
    """The contract: scripts and people find inputs by these words."""

    def test_of_the_incident_form(self) -> None:
        view = incident_modal(FRENCH, submission_id=SUBMISSION)
        found = labels(view)

        assert view["title"]["text"] == "Signaler un incident"
        assert list(found)[:6] == [
            "Que se passe-t-il ?",
            "Type",
            "La session peut-elle continuer ?",
            "Déjà réglé ? Ce que vous avez fait",
            "Session ou formation",
            "Photos ou pièces",
        ]
        assert option_words(found["Type"]) == ["Technique", "Organisationnelle", "Pédagogique"]
        assert option_words(found["La session peut-elle continuer ?"]) == [
            "Oui",
            "En mode dégradé",
            "Non",
        ]

    def test_of_the_complaint_form(self) -> None:
        view = complaint_modal(FRENCH, submission_id=SUBMISSION, now=NOW)
        found = labels(view)

        assert view["title"]["text"] == "Nouvelle réclamation"
        assert list(found) == [
            "Description",
            "Partie prenante",
            "Réclamant",
            "Contact du réclamant",
            "Canal",
            "Reçue le",
            "Catégorie",
            "Gravité",
            "Session ou formation",
            "Solution souhaitée",
            "Confidentiel",
            "Pièces",
        ]
        assert option_words(found["Partie prenante"]) == [
            "Stagiaire",
            "Entreprise",
            "Financeur",
            "Équipe pédagogique",
            "Certificateur",
            "Autre",
        ]
        assert option_words(found["Canal"])[:2] == ["Email", "Téléphone"]
        assert option_words(found["Gravité"]) == ["Mineure", "Modérée", "Majeure", "Critique"]

    def test_of_the_case_button(self) -> None:
        assert spaced(FRENCH.card.view) == "Voir le dossier"
