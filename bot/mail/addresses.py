"""Addresses of mail, checked before anything is written to one."""

import re
from dataclasses import dataclass
from enum import StrEnum

LONGEST = 254
"""Characters of an address (RFC 5321 §4.5.3.1.3, less the angle brackets)."""
_LONGEST_LOCAL = 64
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"(?P<local>{_ATOM}(?:\.{_ATOM})*)@(?P<domain>{_LABEL}(?:\.{_LABEL})+)")
_NAMED = re.compile(r"(?P<name>[^<>]*)<(?P<address>[^<>]*)>")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\x80-\x9f\u2028\u2029]")


class AddressFault(StrEnum):
    """Why a text is not one address to which a letter can go."""

    NONE_THERE = "none_there"
    SEVERAL = "several"
    LINE_BREAK = "line_break"
    NOT_ASCII = "not_ascii"
    TOO_LONG = "too_long"
    MALFORMED = "malformed"


_REASONS = {
    AddressFault.NONE_THERE: "there is no address",
    AddressFault.SEVERAL: "there is more than one address",
    AddressFault.LINE_BREAK: "there is a line break or another control character",
    AddressFault.NOT_ASCII: "letters with accents are taken by too few servers (RFC 6531)",
    AddressFault.TOO_LONG: f"it has more than {LONGEST} characters, or {_LONGEST_LOCAL} before @",
    AddressFault.MALFORMED: "it is not such as contact@example.org",
}


class AddressError(ValueError):
    """A text is not one address; `fault` says why. The address itself is not repeated."""

    def __init__(self, fault: AddressFault) -> None:
        super().__init__(_REASONS[fault])
        self.fault = fault


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedAddress:
    """An address with the name that is shown beside it, which may be empty."""

    name: str
    address: str

    @property
    def domain(self) -> str:
        return domain_of(self.address)


def one_address(text: str) -> str:
    """The one address that a text is, without the blanks around it. Raises AddressError."""
    address = text.strip(" \t\r\n\u00a0\u202f")
    if fault := _fault_in(address):
        raise AddressError(fault)
    return address


def is_one_address(text: str) -> bool:
    """Whether a letter can go to what a text says."""
    try:
        one_address(text)
    except AddressError:
        return False
    return True


def named_address(text: str) -> NamedAddress:
    """An address alone, or with a name before it: Name <address>. Raises AddressError."""
    text = text.strip()
    if _UNPRINTABLE.search(text):
        raise AddressError(AddressFault.LINE_BREAK)
    if named := _NAMED.fullmatch(text):
        name = named["name"].strip().strip('"').strip()
        return NamedAddress(name=name, address=one_address(named["address"]))
    return NamedAddress(name="", address=one_address(text))


def domain_of(address: str) -> str:
    """What stands behind the @."""
    return address.rpartition("@")[2].lower()


def _fault_in(address: str) -> AddressFault | None:
    if _UNPRINTABLE.search(address):
        return AddressFault.LINE_BREAK
    if "@" not in address:
        return AddressFault.NONE_THERE
    if address.count("@") > 1:
        return AddressFault.SEVERAL
    if not address.isascii():
        return AddressFault.NOT_ASCII
    local = address.partition("@")[0]
    if len(address) > LONGEST or len(local) > _LONGEST_LOCAL:
        return AddressFault.TOO_LONG
    return None if _ADDRESS.fullmatch(address) else AddressFault.MALFORMED
