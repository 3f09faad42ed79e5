"""What a mail seems to be, and to which case it belongs: tables of examples, and what never is."""

from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.mail.arrivals import MailGuess
from bot.domain.mail.belonging import Belonging, Doubt, KnownCases, belonging_of
from bot.domain.mail.classifying import ReadMail, classify, is_automatic, plain_subject

OURS, OTHER = UUID(int=7), UUID(int=8)
LETTER, SUBJECT = "<lettre@example.org>", "Votre réclamation REC-2026-0007"
CLAIRE = "claire@example.net"
KNOWN = KnownCases(
    by_id={LETTER: OURS, "<autre@example.org>": OTHER},
    by_ref={"REC-2026-0007": OURS, "REC-2026-0008": OTHER},
    addresses={OURS: frozenset({CLAIRE}), OTHER: frozenset({"paul@example.net"})},
    subjects={OURS: frozenset({SUBJECT}), OTHER: frozenset({"Autre"})},
)


def mail(**given: Any) -> ReadMail:
    """An answer of somebody whom the case knows, unless told otherwise."""
    usual: dict[str, Any] = {
        "from_address": CLAIRE,
        "subject": f"Re: {SUBJECT}",
        "text": "Merci, cela me convient.",
        "cites": (LETTER,),
        "is_vouched_for": True,
    }
    return ReadMail(**usual | given)


def belonging(**given: Any) -> Belonging:
    read = mail(**given)
    return belonging_of(read, classify(read), KNOWN)


@pytest.mark.parametrize(
    ("headers", "guess"),
    [
        ({"auto-submitted": "auto-replied"}, MailGuess.AUTOMATIC),
        ({"auto-submitted": "auto-generated; owner-email=x"}, MailGuess.AUTOMATIC),
        ({"return-path": "<>"}, MailGuess.AUTOMATIC),
        ({"precedence": "Bulk"}, MailGuess.AUTOMATIC),
        ({"list-id": "<lettre.example.org>"}, MailGuess.AUTOMATIC),
        ({"list-unsubscribe": "<https://example.org/x>"}, MailGuess.ADVERTISEMENT),
        ({"x-autoreply": "yes"}, MailGuess.AUTOMATIC),
        ({"content-type": "multipart/report; report-type=x"}, MailGuess.AUTOMATIC),
        ({"x-vigie-letter": "1"}, MailGuess.AUTOMATIC),
    ],
)
def test_a_robot_is_told_by_what_it_says_of_itself(
    headers: dict[str, str], guess: MailGuess
) -> None:
    found = classify(mail(headers=headers))

    assert (found.guess, found.is_automatic, found.is_folded) == (guess, True, True)
    assert belonging(headers=headers).doubt is Doubt.AUTOMATIC


@pytest.mark.parametrize(
    "headers", [{}, {"auto-submitted": "no"}, {"x-auto-response-suppress": "All"}]
)
def test_a_person_is_no_robot(headers: dict[str, str]) -> None:
    """Outlook asks robots to be silent in what people send, too."""
    assert not is_automatic(mail(headers=headers))


GROUP = {
    "list-id": "<contact.example.org>",
    "list-unsubscribe": "<mailto:x@example.org>",
    "precedence": "list",
}


@pytest.mark.parametrize(
    ("own", "more", "is_robot"),
    [
        ("contact@example.org", {}, False),
        ("contact@example.org", {"auto-submitted": "auto-replied"}, True),
        ("autre@example.org", {}, True),
    ],
)
def test_the_school_s_own_group_makes_nobody_a_robot(
    own: str, more: dict[str, str], *, is_robot: bool
) -> None:
    found = classify(mail(headers=GROUP | more), own_addresses=frozenset({own}))

    assert found.is_automatic is is_robot


def test_what_comes_from_ourselves_is_none_of_a_person() -> None:
    own = frozenset({"contact@example.org"})

    assert is_automatic(mail(from_address="contact@example.org"), own_addresses=own)


@pytest.mark.parametrize(
    ("subject", "text", "guess"),
    [
        ("Réclamation", "Je n'ai toujours pas reçu mon attestation.", MailGuess.COMPLAINT),
        ("Formation SST", "Je suis très déçue de la formation.", MailGuess.COMPLAINT),
        ("Facture 2026-118", "Veuillez trouver notre facture jointe.", MailGuess.INVOICE),
        ("Renseignement", "Pourriez-vous m'indiquer vos tarifs ?", MailGuess.REQUEST),
        ("Bonjour", "À mardi.", MailGuess.OTHER),
        ("Facture contestée", "Je conteste cette facture.", MailGuess.COMPLAINT),
    ],
)
def test_a_first_mail_is_guessed_by_its_words(subject: str, text: str, guess: MailGuess) -> None:
    assert classify(mail(subject=subject, text=text, cites=())).guess is guess


def test_an_answer_and_a_bounce_are_known_by_their_form() -> None:
    assert classify(mail()).guess is MailGuess.ANSWER
    assert classify(mail(is_bounce=True)).guess is MailGuess.BOUNCE


def test_words_of_violence_are_read_in_confidence_and_never_folded() -> None:
    found = classify(mail(text="Le formateur m'a touché.", headers={"precedence": "bulk"}))

    assert (found.is_in_confidence, found.is_automatic, found.is_folded) == (True, True, False)
    assert belonging(text="Le formateur m'a touché.").doubt is Doubt.CONFIDENCE


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("Dossier REC-2026-0007, merci.", ("REC-2026-0007",)),
        ("REC-2026-0007 et REC-2026-0007", ("REC-2026-0007",)),
        ("dossier REC\u20112026\u20130007", ("REC-2026-0007",)),
        ("[PAGOS-REC-2026-0007]", ()),
        ("[PAGOS\u2011REC-2026-0007]", ()),
        ("REC-2026-00071234567", ()),
        ("rec-2026-0007", ()),
    ],
)
def test_a_case_is_named_by_its_whole_reference_alone(text: str, refs: tuple[str, ...]) -> None:
    assert classify(mail(subject="Bonjour", text=text)).cited_refs == refs


def test_an_answer_that_three_things_vouch_for_is_attached() -> None:
    assert belonging() == Belonging(case_id=OURS)
    assert belonging(subject=f"RE: Re : {SUBJECT.upper()}").is_sure


@pytest.mark.parametrize(
    ("given", "doubt"),
    [
        ({"from_address": "eve@example.net"}, Doubt.SENDER),
        ({"is_vouched_for": False}, Doubt.VOUCHER),
        ({"subject": "Re: ma facture"}, Doubt.SUBJECT),
        ({"subject": f"TR: {SUBJECT}"}, Doubt.FORWARDED),
        ({"cites": (), "text": "Au sujet de REC-2026-0007"}, Doubt.REFERENCE),
        ({"cites": (LETTER, "<autre@example.org>")}, Doubt.SEVERAL),
        ({"text": "Voir aussi REC-2026-0008."}, Doubt.SEVERAL),
    ],
)
def test_anything_less_is_a_suggestion_that_says_why(given: dict[str, Any], doubt: Doubt) -> None:
    found = belonging(**given)

    assert (found.case_id, found.doubt, found.is_sure) == (OURS, doubt, False)


def test_what_points_to_no_case_of_ours_belongs_nowhere() -> None:
    assert belonging(subject="Bonjour", cites=("<inconnu@example.org>",)) == Belonging()


@given(
    address=st.sampled_from([CLAIRE, "eve@example.net"]),
    subject=st.sampled_from([SUBJECT, f"Re: {SUBJECT}", f"TR: {SUBJECT}", "Autre", ""]),
    cites=st.lists(st.sampled_from([LETTER, "<autre@example.org>", "<x@example.org>"])),
    is_vouched_for=st.booleans(),
    text=st.sampled_from(["Merci", "REC-2026-0008", "harcèlement"]),
)
def test_nothing_is_attached_without_all_three(
    address: str, subject: str, cites: list[str], *, is_vouched_for: bool, text: str
) -> None:
    found = belonging(
        from_address=address,
        subject=subject,
        cites=tuple(cites),
        is_vouched_for=is_vouched_for,
        text=text,
    )
    if found.is_sure:
        assert (address, is_vouched_for, set(cites) & set(KNOWN.by_id)) == (CLAIRE, True, {LETTER})


def test_a_subject_is_compared_without_what_programmes_put_before_it() -> None:
    assert plain_subject("RE : Re: RÉP : Salle  froide") == plain_subject("salle froide")
