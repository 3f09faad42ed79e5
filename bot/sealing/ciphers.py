"""What is sealed and by what: age for texts, keyed BLAKE2b for rows.

age knows no sender and binds nothing beside the text, so that what a text belongs to stands
inside it (`bot.sealing.vault`), and each row bears a keyed hash.
"""

import hashlib
import hmac
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from types import ModuleType

from bot.domain.errors import VigieError

STEP = 4_096
"""Bytes: what is sealed is as long as a multiple of it, so that its length says little."""
_PREFIX = "age-secret-key-"
_ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


class UnopenableError(VigieError):
    """It was not sealed for this key, or not one byte of it may have changed."""


class BadKeyError(VigieError):
    """This is no key of the sealed store."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A secret key, which opens, and its public half, which seals."""

    secret: str = field(repr=False)
    public: str


@cache
def _age() -> ModuleType:
    """The library, once something is sealed: a school without a sealed folder never loads it."""
    return import_module("pyrage")


def new_pair() -> Pair:
    secret = _age().x25519.Identity.generate()
    return Pair(secret=str(secret), public=str(secret.to_public()))


def pair_of(secret: str) -> Pair:
    """The pair of a secret key as it is written. Raises BadKeyError, which does not repeat it."""
    try:
        identity = _age().x25519.Identity.from_str(secret.strip())
    except _age().IdentityError:
        raise BadKeyError from None
    return Pair(secret=str(identity), public=str(identity.to_public()))


def pair_from(seed: bytes) -> Pair:
    """The pair that 32 bytes make, always the same one."""
    return pair_of(_bech32(_PREFIX, seed).upper())


def seal(text: bytes, publics: Sequence[str]) -> bytes:
    """Seal for each of these keys alone."""
    try:
        recipients = [_age().x25519.Recipient.from_str(public) for public in publics]
    except _age().RecipientError:
        raise BadKeyError from None
    sealed: bytes = _age().encrypt(text, recipients)
    return sealed


def unseal(sealed: bytes, secret: str) -> bytes:
    """Open with a secret key. Raises UnopenableError and BadKeyError."""
    try:
        identity = _age().x25519.Identity.from_str(secret)
    except _age().IdentityError:
        raise BadKeyError from None
    try:
        opened: bytes = _age().decrypt(sealed, [identity])
    except _age().DecryptError:
        raise UnopenableError from None
    return opened


def padded(document: bytes) -> bytes:
    """A JSON document with spaces after it, which change nothing in it."""
    return document.ljust(-(-len(document) // STEP) * STEP)


def keyed_hash(key: bytes, purpose: str, *parts: object) -> bytes:
    """Binds parts to each other and to a purpose; each part with its length before it."""
    made = hashlib.blake2b(key=key, digest_size=32)
    for part in (purpose, *parts):
        written = part if isinstance(part, bytes) else str(part).encode()
        made.update(len(written).to_bytes(8, "big") + written)
    return made.digest()


def is_same(one: bytes, other: bytes) -> bool:
    """Compares without telling by its time how much of it is right."""
    return hmac.compare_digest(one, other)


def _bech32(prefix: str, seed: bytes) -> str:
    """BIP 173, in which age writes its keys."""
    words = list(_in_fives(seed))
    spread = [ord(one) >> 5 for one in prefix] + [0] + [ord(one) & 31 for one in prefix]
    total = _checksum([*spread, *words, *[0] * 6]) ^ 1
    words += [(total >> 5 * (5 - place)) & 31 for place in range(6)]
    return f"{prefix}1{''.join(_ALPHABET[word] for word in words)}"


def _in_fives(seed: bytes) -> Iterator[int]:
    bits = "".join(f"{byte:08b}" for byte in seed)
    for begin in range(0, len(bits), 5):
        yield int(bits[begin : begin + 5].ljust(5, "0"), 2)


def _checksum(words: Sequence[int]) -> int:
    total = 1
    for word in words:
        top, total = total >> 25, (total & 0x1FFFFFF) << 5 ^ word
        for place, generator in enumerate(_GENERATORS):
            total ^= generator if top >> place & 1 else 0
    return total
