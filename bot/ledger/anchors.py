"""Anchors: where the journal stood at an instant, noted where its owner does not write.

Whoever owns the database can write its chain anew; an anchor that lies elsewhere then no longer
fits. A line is « instant SEQ:HASH occasion signature », made to be read by people too.
"""

import hashlib
import hmac
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

UNSIGNED = "unsigned"
DAILY = "daily"
SHOWN = 20
"""Digits of the hash on paper: 80 bits, which nobody meets by trying."""
LONGEST_LIST = 20_000_000
"""Bytes of a list of anchors: centuries of them."""
_KEY = "mac"
_METHOD = "hmac-sha256:"
_PLACE = re.compile(r"(?<![0-9a-zA-Z])(\d{1,15}):([0-9a-f]{16,64})(?![0-9a-zA-Z])")
_LINE = re.compile(
    r"(?P<at>\S{1,40}) (?P<seq>\d{1,15}):(?P<hash>[0-9a-f]{64}) (?P<occasion>\w{1,60}) "
    r"(?P<signature>unsigned|hmac-sha256:[0-9a-f]{64})"
)


class Signature(StrEnum):
    """What is known of who noted an anchor."""

    GOOD = "good"
    FALSE = "false"
    UNCHECKED = "unchecked"
    """There is no key here to check it with."""
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """The journal's entry of a number has a hash that begins so."""

    seq: int
    hash: str
    signature: Signature = Signature.NONE

    @property
    def shown(self) -> str:
        """As `vigie verify --anchor` takes it, short enough to be typed."""
        return f"{self.seq}:{self.hash[:SHOWN]}"

    def holds(self, found: str | None) -> bool:
        """Whether the entry that has this number now is the one that was noted."""
        return found is not None and found.startswith(self.hash)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotedAnchor:
    """An anchor as a line of the list."""

    at: datetime
    seq: int
    hash: str
    occasion: str

    def line(self, key: bytes | None) -> str:
        said = f"{self.at.isoformat(timespec='seconds')} {self.seq}:{self.hash} {self.occasion}"
        return f"{said} {_signed(said, key)}"


def anchor_in(typed: str) -> Anchor | None:
    """The anchor that somebody typed, as it is printed; None where it is none."""
    found = _PLACE.fullmatch(typed.strip().lower())
    return Anchor(seq=int(found[1]), hash=found[2]) if found else None


def anchors_in(text: str, *, key: bytes | None) -> Iterator[Anchor]:
    """Every anchor that a text holds: a list of ours, a mail, what was copied from papers."""
    for line in text.splitlines():
        own = _LINE.fullmatch(line.strip())
        if own is not None:
            said, signature = line.strip().rsplit(" ", 1)
            judged = _judged(said, signature, key)
            yield Anchor(seq=int(own["seq"]), hash=own["hash"], signature=judged)
            continue
        for found in _PLACE.finditer(line.lower()):
            yield Anchor(seq=int(found[1]), hash=found[2])


def last_noted(text: str) -> NotedAnchor | None:
    """The last whole line of our own list; a crash may have cut the one after it."""
    for line in reversed(text.splitlines()):
        own = _LINE.fullmatch(line.strip())
        if own is not None:
            at = datetime.fromisoformat(own["at"])
            return NotedAnchor(
                at=at, seq=int(own["seq"]), hash=own["hash"], occasion=own["occasion"]
            )
    return None


def signing_key(folder: Path | None) -> bytes | None:
    """What anchors are signed with: made of a key of the sealed folder; None where there is none.

    Raises OSError where it is there and cannot be read.
    """
    if folder is None or not (folder / _KEY).is_file():
        return None
    held = (folder / _KEY).read_bytes()
    return hashlib.sha256(b"vigie anchors\0" + held).digest() if held.strip() else None


def _signed(said: str, key: bytes | None) -> str:
    if key is None:
        return UNSIGNED
    return _METHOD + hmac.new(key, said.encode(), hashlib.sha256).hexdigest()


def _judged(said: str, signature: str, key: bytes | None) -> Signature:
    if signature == UNSIGNED:
        return Signature.NONE
    if key is None:
        return Signature.UNCHECKED
    is_ours = hmac.compare_digest(_signed(said, key), signature)
    return Signature.GOOD if is_ours else Signature.FALSE
