"""What a mail says anew, and what is never cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.mail.quotes import without_quotes

SAID = "Bonjour,\n\nMon attestation n'est toujours pas arrivée.\n\nCordialement,\nClaire"
ASKED = "> Bonjour,\n> Avez-vous reçu notre lettre ?"


@pytest.mark.parametrize(
    "quote",
    [
        f"Le lun. 16 nov. 2026 à 10:12, CAPsécurité <contact@example.org> a écrit :\n\n{ASKED}",
        f"Le lun. 16 nov. 2026 à 10:12, CAPsécurité\n<contact@example.org> a écrit\u00a0:\n{ASKED}",
        f"Le 16/11/2026 à 10 h 12, CAPsécurité a écrit :\n{ASKED}",
        f"On Mon, Nov 16, 2026 at 10:12 AM CAP <contact@example.org> wrote:\n\n{ASKED}",
        "-----Message d'origine-----\nDe : CAPsécurité\nEnvoyé : lundi\n\nBonjour",
        '----- Mail original -----\nDe: "CAP" <contact@example.org>\nÀ: "Claire"\n\nBonjour',
        "____________\nDe : CAP <contact@example.org>\nEnvoyé : lundi 10:12\nÀ : Claire\n\nBonjour",
        "> Message du 16/11/26 10:12\n> De : CAP <contact@example.org>\n> A : claire\n> Bonjour",
        ASKED,
    ],
)
def test_what_is_answered_is_cut(quote: str) -> None:
    assert without_quotes(f"{SAID}\n\n{quote}\n") == SAID


@pytest.mark.parametrize(
    "kept",
    [
        "Bonjour,\nLe 12 novembre, le formateur a écrit :\nje suis en retard, commencez sans moi.",
        "Le 3 à 9h30 le formateur a écrit : « commencez sans moi ».\nNous avons attendu.",
        "Pour vous.\n\n---- Message transféré ----\nDe : Paul\nDate : lundi\nÀ : Claire\n\nFroid.",
        "Je vous dis :\n- il fait froid ;\n- la salle est petite.",
        "De : Lyon à Paris, aucun train.\nJe n'ai pu venir.",
    ],
)
def test_what_the_sender_tells_is_kept(kept: str) -> None:
    assert without_quotes(kept) == kept


def test_answers_between_the_lines_keep_the_questions() -> None:
    between = "> Quelle salle ?\nLa salle B.\n> Quel jour ?\nLundi."

    assert without_quotes(f"Le 16/11/2026 à 10:12, CAP a écrit :\n{between}") == between


def test_what_is_written_beneath_the_quote_is_kept() -> None:
    quoted = f"Le 16/11/2026 à 10:12, CAP a écrit :\n{ASKED}"

    assert without_quotes(f"{quoted}\n\n{SAID}") == SAID


@pytest.mark.parametrize(
    "signature",
    ["-- \nClaire Exemple\n01 02 03 04 05", "Envoyé de mon iPhone", "Obtenir Outlook pour Android"],
)
def test_a_signature_is_not_shown(signature: str) -> None:
    assert without_quotes(f"{SAID}\n\n{signature}") == SAID


@given(st.text(alphabet=" \n>-_:LeDeaécrit@<1hàÀObjetà\u00a0", max_size=200))
def test_nothing_is_shown_that_was_not_said(text: str) -> None:
    shown = without_quotes(text)

    assert set(shown.split()) <= set(text.split())


def test_a_sentence_that_begins_like_an_introduction_is_kept_where_no_blank_line_follows() -> None:
    text = (
        "Le vidéoprojecteur est tombé en panne.\n"
        "Le 17/10/2026 à 14:03, École <contact@example.org> a écrit :\n> Bonjour\n"
    )

    assert without_quotes(text) == "Le vidéoprojecteur est tombé en panne."
