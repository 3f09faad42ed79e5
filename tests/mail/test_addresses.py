"""One address and nothing else: what it is written into are headers and commands."""

import pytest

from bot.mail.addresses import (
    AddressError,
    AddressFault,
    is_one_address,
    named_address,
    one_address,
)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", AddressFault.NONE_THERE),
        ("06 12 34 56 78", AddressFault.NONE_THERE),
        ("a@example.org, b@example.org", AddressFault.SEVERAL),
        ("a@example.org b@example.org", AddressFault.SEVERAL),
        ("a@example.org\r\nBcc: b@example.org", AddressFault.LINE_BREAK),
        ("a@example.org>\r\nRCPT TO:<b@example.org", AddressFault.LINE_BREAK),
        ("a\n@example.org", AddressFault.LINE_BREAK),
        ("a\0@example.org", AddressFault.LINE_BREAK),
        ("a\x85@example.org", AddressFault.LINE_BREAK),
        ("rené@example.org", AddressFault.NOT_ASCII),
        ("marie@école.example", AddressFault.NOT_ASCII),
        ("m\u0430rie@example.org", AddressFault.NOT_ASCII),  # a Cyrillic letter
        ("<a@example.org", AddressFault.MALFORMED),
        ("a@example", AddressFault.MALFORMED),
        ("a@-example.org", AddressFault.MALFORMED),
        ("a..b@example.org", AddressFault.MALFORMED),
        (".a@example.org", AddressFault.MALFORMED),
        ("a b@example.org", AddressFault.MALFORMED),
        ("a@example.org.", AddressFault.MALFORMED),
        ("@example.org", AddressFault.MALFORMED),
        ("a@", AddressFault.MALFORMED),
        ("a@[127.0.0.1]", AddressFault.MALFORMED),
        (f"{'a' * 65}@example.org", AddressFault.TOO_LONG),
        (f"a@{'b.' * 130}org", AddressFault.TOO_LONG),
    ],
)
def test_what_is_not_one_address_is_refused_and_not_repeated(
    text: str, fault: AddressFault
) -> None:
    with pytest.raises(AddressError) as refusal:
        one_address(text)

    assert refusal.value.fault is fault
    assert "example" not in str(refusal.value).replace("contact@example.org", "")
    assert not is_one_address(text)


@pytest.mark.parametrize(
    "text", ["a@example.org", " a@example.org\u00a0", "o'neil+cpf@mail.example.org\n", "1@a-b.fr"]
)
def test_one_address_is_taken_without_the_blanks_around_it(text: str) -> None:
    assert one_address(text) == text.strip()
    assert is_one_address(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("CAPsécurité <contact@example.org>", "CAPsécurité"),
        ('"Cap, sécurité" <contact@example.org>', "Cap, sécurité"),
        ("<contact@example.org>", ""),
        ("contact@example.org", ""),
    ],
)
def test_a_name_may_stand_before_an_address(text: str, name: str) -> None:
    named = named_address(text)

    assert (named.name, named.address) == (name, "contact@example.org")
    assert named.domain == "example.org"


@pytest.mark.parametrize(
    "text", ["A <a@example.org> <b@example.org>", "A\r\nB <a@example.org>", "A"]
)
def test_a_name_brings_nothing_else_in(text: str) -> None:
    with pytest.raises(AddressError):
        named_address(text)
