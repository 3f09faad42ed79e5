"""A complaint that came by mail is described without its greeting and its signature."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.mail.farewells import signed_by, without_formulas

SAID = "Mon attestation n'est toujours pas arrivée.\n\nQue dois-je faire ?"


@pytest.mark.parametrize("greeting", ["Bonjour,", "Madame, Monsieur,", "Bonjour Mme Vasseur,", ""])
@pytest.mark.parametrize(
    "farewell",
    [
        "Cordialement,\nClaire Martin",
        "Bien cordialement\n\nClaire Martin\nComptable\n06 12 34 56 78",
        "Cordialement, Claire Martin",
        "Sincères salutations.\nMme Claire Martin",
        "Best regards,\nClaire Martin",
    ],
)
def test_greeting_and_signature_are_left_out_and_the_name_is_known(
    greeting: str, farewell: str
) -> None:
    text = f"{greeting}\n\n{SAID}\n\n{farewell}\n"

    assert without_formulas(text) == SAID
    assert signed_by(text) == "Claire Martin"


@pytest.mark.parametrize(
    "signed",
    [
        "\nClaire Martin",
        "\nMARTIN Claire\nComptable\n06 12 34 56 78",
        "\nClaire\n",
        "\nMme C. Martin, comptable\nAtelier Exemple\nclaire@example.org.",
        "Merci d'avance\nClaire Martin",
        "Merci,\n\nClaire",
    ],
)
def test_a_signature_without_a_farewell_begins_with_its_sender_s_name(signed: str) -> None:
    kept = without_formulas(f"Bonjour,\n{SAID}\n{signed}", sender="Claire Martin")
    thanks = [line for line in kept.removeprefix(SAID).splitlines() if line]

    assert kept.startswith(SAID)
    assert thanks in ([], ["Merci d'avance"], ["Merci,"])


@pytest.mark.parametrize(
    "text",
    [
        f"{SAID}\n\nClaire Durand",
        f"{SAID}\nOn m'a inscrite sous le nom de\nClaire Martin",
        f"{SAID}\n\nLa personne à rappeler\u00a0:\n\nClaire Martin",
        f"{SAID}\n\nClaire Martin\n\nLe formateur a crié sur moi.",
        "Claire Martin",
    ],
)
def test_a_name_that_may_say_something_stays(text: str) -> None:
    assert without_formulas(text, sender="Claire Martin") == text
    assert without_formulas(f"{SAID}\n\nClaire Martin").endswith("Claire Martin")


@pytest.mark.parametrize("signed", ["Cordialement,\nClaire Martin", "Claire Martin"])
def test_what_is_said_beneath_a_signature_stays(signed: str) -> None:
    text = f"{SAID}\n\n{signed}\n\nPS\u00a0: mon badge manque aussi"

    assert without_formulas(text, sender="Claire Martin") == (
        f"{SAID}\n\nPS\u00a0: mon badge manque aussi"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Bonjour, il fait froid dans la salle B.",
        "Bonjour il fait froid",
        f"{SAID}\nMerci d'avance.",
        "Cordialement n'est pas le mot : le formateur a crié.",
        f"Cordialement,\n{'une très longue plainte ' * 9}",
        "Bien à vous de décider ce que vous en faites.",
        "Salutations, le formateur est parti",
        "Bonjour,",
        "",
    ],
)
def test_in_doubt_nothing_is_cut(text: str) -> None:
    assert without_formulas(text) == text.strip()


@pytest.mark.parametrize(
    "text", [SAID, f"{SAID}\nCordialement,\nle service formation", "Cordialement,\nClaire", ""]
)
def test_what_is_no_name_is_none(text: str) -> None:
    assert signed_by(text) is None


@given(st.text(alphabet=st.sampled_from("Bonjour Cdt,\n.éa"), max_size=200))
def test_what_is_left_is_a_part_of_the_text_and_something_wherever_something_was_said(
    text: str,
) -> None:
    kept = without_formulas(text)

    assert {line.strip() for line in kept.splitlines()} <= {
        line.strip() for line in [*text.splitlines(), ""]
    }
    assert bool(kept) == bool(text.strip())
