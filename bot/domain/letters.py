"""Letters: who is written what, and how they were told."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.taxonomy import Means

NB = "\N{NO-BREAK SPACE}"
"""Before a colon and inside « »."""
THIN = "\N{NARROW NO-BREAK SPACE}"
"""Before a semicolon, a question mark and an exclamation mark."""


class LetterKind(StrEnum):
    """What a letter is for."""

    ACKNOWLEDGEMENT = "acknowledgement"
    INFORMATION_REQUEST = "information_request"
    EXTENSION = "extension"
    PROPOSAL = "proposal"
    REJECTION = "rejection"
    DUPLICATE = "duplicate"
    FOLLOW_UP = "follow_up"
    INFORMATION_POINT = "information_point"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter, as drafted or as sent."""

    kind: LetterKind
    subject: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What somebody was told, word for word, when and how."""

    letter: Letter
    at: datetime
    means: Means


@dataclass(frozen=True, slots=True, kw_only=True)
class Mediator:
    """The consumer mediator that the provider belongs to (C. conso L616-1)."""

    name: str
    address: str
    website: str

    @property
    def is_empty(self) -> bool:
        return not (self.name or self.address or self.website)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correspondence:
    """Who writes to whom, already worded; `say` words an instant, since that is not ours to know.

    `owner` is who follows the case and `function` what they are, `contact` an address or
    a number, `appeal_to` whoever examines a refusal anew.
    """

    say: Callable[[datetime], str]
    signature: str
    addressee: str | None = None
    owner: str | None = None
    function: str | None = None
    contact: str | None = None
    appeal_to: str | None = None
    privacy_notice: str | None = None
    mediator: Mediator | None = None


def letter_to(kind: LetterKind, subject: str, to: Correspondence, *parts: str | None) -> Letter:
    """A letter of the parts that have something to say, greeted and signed."""
    greeting = f"Bonjour {to.addressee}," if to.addressee else "Bonjour,"
    closing = f"Bien cordialement,\n{to.signature}"
    written = [part for part in (greeting, *parts, closing) if part]
    return Letter(kind=kind, subject=subject, body="\n\n".join(written))
