"""Letters: what somebody is written, and how they were told."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.taxonomy import Means


class LetterKind(StrEnum):
    """What a letter is for."""

    ACKNOWLEDGEMENT = "acknowledgement"
    INFORMATION_REQUEST = "information_request"
    EXTENSION = "extension"
    PROPOSAL = "proposal"
    REJECTION = "rejection"
    FOLLOW_UP = "follow_up"
    INFORMATION_POINT = "information_point"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter, as drafted or as sent."""

    kind: LetterKind
    subject: str
    body: str

    @property
    def is_empty(self) -> bool:
        return not self.body.strip()


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
