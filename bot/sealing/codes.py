"""The code that a report's author is shown once: their only way back, and their own key.

Nothing of it is kept, not even a hash: what scrypt makes of it is a secret key, whose public half
seals the replies and finds the report again.
"""

import hashlib
import re

from bot.sealing.ciphers import Pair, keyed_hash, pair_from

DIGITS = 16
_COST, _BLOCK = 2**15, 8
_MEMORY = 64 * 1024 * 1024
"""Bytes that one derivation may take; it takes half of them, and 0.1 to 0.2 s."""
_BETWEEN = re.compile(r"[\s.\-]+")


def code_of(key: bytes, submission: str) -> str:
    """The code of a form: sent again, it is given the same one.

    Whoever has neither key nor form's number finds out nothing; the number is kept nowhere.
    """
    number = int.from_bytes(keyed_hash(key, "code", submission), "big")
    return f"{number % 10**DIGITS:0{DIGITS}d}"


def in_fours(code: str) -> str:
    """« 1234 5678 9012 3456 », with spaces that no line's end breaks."""
    return "\u00a0".join(code[place : place + 4] for place in range(0, DIGITS, 4))


def code_in(typed: str) -> str | None:
    """The code as somebody typed it, with whatever stands between its digits; None for no code."""
    bare = _BETWEEN.sub("", typed)
    return bare if len(bare) == DIGITS and bare.isascii() and bare.isdigit() else None


def key_of(code: str, *, salt: bytes) -> Pair:
    """The pair of keys of who has the code."""
    seed = hashlib.scrypt(
        code.encode(), salt=salt, n=_COST, r=_BLOCK, p=1, maxmem=_MEMORY, dklen=32
    )
    return pair_from(seed)
