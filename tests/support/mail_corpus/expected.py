"""A mail of the corpus, and what is to be read in it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class ExpectedReading(StrEnum):
    """What a mail is; only a person makes a case of one that is new."""

    NEW = "new"
    ANSWER = "answer"
    SUGGESTED = "suggested"
    AUTOMATIC = "automatic"
    BOUNCE = "bounce"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailOfCorpus:
    """`raw` as the server has it since `received_at`; `name` says how it was made.

    `case` is the number of the case that an answer belongs to, that a suggestion proposes, or
    whose letter came back; a bounce without one returns nothing. `new` is what was written above
    the quote, and `files` are the names that were sent.
    """

    name: str
    raw: bytes = field(repr=False)
    received_at: datetime
    reading: ExpectedReading
    case: int | None = None
    new: str = ""
    files: tuple[str, ...] = ()
    is_in_confidence: bool = False
    is_broken: bool = False
