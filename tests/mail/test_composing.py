"""The bytes of a letter, read back as a mail program reads them."""

import re
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from hashlib import sha256
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mail.addresses import AddressError, NamedAddress
from bot.mail.composing import (
    LETTER_HEADER,
    LONGEST_ID,
    ComposedLetter,
    LetterWords,
    compose,
    letter_message_id,
    thread_message_id,
)

SCHOOL = NamedAddress(name="CAPsécurité", address="contact@capsecurite.example")
LETTER, CASE = UUID(int=7), UUID(int=12)
AT = datetime(2026, 11, 30, 9, 14, 5, tzinfo=UTC)
OUTLOOK = f"<{'AM0PR02MB5555' * 5}@AM0PR02MB5555.eurprd02.prod.outlook.example>"


def _letter(**other: object) -> ComposedLetter:
    usual: dict[str, object] = {
        "letter_id": LETTER,
        "case_id": CASE,
        "sender": SCHOOL,
        "recipient": "marie@example.org",
        "subject": "Votre réclamation REC-2026-0007",
        "text": "Bonjour,\n\nNous l'avons bien reçue.\n",
        "at": AT,
    }
    return compose(LetterWords(**usual | other))  # type: ignore[arg-type]


def _read(letter: ComposedLetter) -> EmailMessage:
    read = message_from_bytes(letter.raw, policy=policy.default)
    assert isinstance(read, EmailMessage)
    return read


def _lines(letter: ComposedLetter) -> list[bytes]:
    return letter.raw.split(b"\r\n")


def test_a_letter_reads_back_as_it_was_written() -> None:
    letter = _letter()
    read = _read(letter)

    assert read["From"] == "CAPsécurité <contact@capsecurite.example>"
    assert read["To"] == "marie@example.org"
    assert read["Subject"] == letter.subject == "Votre réclamation REC-2026-0007"
    assert read["Date"].datetime == AT
    assert read["Message-ID"] == letter.message_id
    assert read[LETTER_HEADER] == str(LETTER)
    assert read.get_content() == "Bonjour,\r\n\r\nNous l'avons bien reçue.\r\n"
    assert (letter.sender, letter.recipient) == (SCHOOL.address, "marie@example.org")


def test_the_same_letter_is_the_same_bytes() -> None:
    assert _letter().raw == _letter().raw
    assert _letter().sha256 == sha256(_letter().raw).hexdigest()


def test_lines_are_short_ascii_and_end_as_smtp_wants_them() -> None:
    letter = _letter(text="É" * 3000, subject="Réclamation " * 40)

    assert letter.raw.isascii()
    assert max(map(len, _lines(letter))) <= 78
    assert re.search(rb"(?<!\r)\n|\r(?!\n)", letter.raw) is None


def test_nobody_s_robot_is_said_to_have_written_what_a_person_sent() -> None:
    assert "Auto-Submitted" not in _read(_letter())
    assert _read(_letter(is_automatic=True))["Auto-Submitted"] == "auto-generated"


def test_an_id_is_short_lower_case_and_of_the_school() -> None:
    assert letter_message_id(LETTER, SCHOOL) == f"<{LETTER.hex}.l@capsecurite.example>"
    assert thread_message_id(CASE, SCHOOL) == f"<{CASE.hex}.d@capsecurite.example>"


@pytest.mark.parametrize(
    ("domain", "written"),
    [
        ("EXAMPLE.org", "example.org"),
        ("courrier.un-centre-de-formation.example", "un-centre-de-formation.example"),
        (f"{'x' * 60}.example", "vigie.invalid"),
        (f"x.{'x' * 60}", "vigie.invalid"),
    ],
)
def test_an_id_of_a_long_domain_stays_short(domain: str, written: str) -> None:
    sender = NamedAddress(name="", address=f"contact@{domain}")
    made = thread_message_id(CASE, sender)

    assert made == f"<{CASE.hex}.d@{written}>"
    assert len(made) <= LONGEST_ID


def test_a_letter_refers_to_its_case_and_to_what_it_answers() -> None:
    letter = _letter(answers=["<first@example.org>", OUTLOOK])
    text = letter.raw.decode("ascii")

    assert f"\r\nIn-Reply-To: {OUTLOOK}\r\n" in text
    thread = thread_message_id(CASE, SCHOOL)
    assert f"\r\nReferences: {thread}\r\n <first@example.org>\r\n {OUTLOOK}\r\n" in text


def test_only_the_last_of_many_ids_are_repeated() -> None:
    letter = _letter(answers=[f"<{n}@example.org>" for n in range(200)])
    ids = str(_read(letter)["References"]).split()

    assert len(ids) == 20
    assert (ids[0], ids[-1]) == (thread_message_id(CASE, SCHOOL), "<199@example.org>")


@pytest.mark.parametrize(
    "given_id",
    [
        "<a@b>\r\nBcc: victim@example.org",
        "<a@b> <c@d>",
        "no brackets@example.org",
        "<é@example.org>",
        f"<{'x' * 2000}@example.org>",
        "",
    ],
)
def test_what_is_no_id_is_repeated_nowhere(given_id: str) -> None:
    letter = _letter(answers=[given_id])

    assert "In-Reply-To" not in _read(letter)
    assert str(_read(letter)["References"]) == thread_message_id(CASE, SCHOOL)
    assert b"victim" not in letter.raw


@pytest.mark.parametrize(
    "subject", ["Votre dossier\r\nBcc: victim@example.org", "Votre dossier\nX: y", "a\x00\x1b\x85b"]
)
def test_a_subject_is_one_line_whatever_was_typed(subject: str) -> None:
    letter = _letter(subject=subject)
    names = {name.lower() for name in _read(letter)}

    assert not names & {"bcc", "x"}
    assert _read(letter)["Subject"] == letter.subject
    assert letter.subject.isprintable()


@pytest.mark.parametrize(
    "recipient",
    ["", "a@example.org\r\nBcc: b@example.org", "a@example.org, b@example.org", "é@example.org"],
)
def test_a_letter_goes_to_one_address(recipient: str) -> None:
    with pytest.raises(AddressError):
        _letter(recipient=recipient)


def test_a_name_that_looks_like_an_address_stays_a_name() -> None:
    sender = NamedAddress(name='x@evil.example>, "École', address=SCHOOL.address)
    addresses = _read(_letter(sender=sender))["From"].addresses

    assert [one.addr_spec for one in addresses] == [SCHOOL.address]
    assert addresses[0].display_name == sender.name


TYPED = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=300)


@given(subject=TYPED)
def test_any_subject_reads_back(subject: str) -> None:
    letter = _letter(subject=subject)

    assert _read(letter)["Subject"] == letter.subject
    assert letter.raw.isascii()
    assert max(map(len, _lines(letter))) <= 78


@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0")))
def test_any_text_reads_back(text: str) -> None:
    letter = _letter(text=text)
    read = _read(letter).get_payload(decode=True)

    assert isinstance(read, bytes)
    assert read.decode().replace("\r\n", "\n") == text.rstrip("\n") + "\n"
