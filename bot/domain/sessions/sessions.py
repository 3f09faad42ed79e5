"""A training session, as its source tells of it, and by what it is known again."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.cases.searching import bare_words, folded, in_bare_letters

CODE_MAX = 60
"""Characters of a session's code, so that it fits whole into a menu beside its days."""
NAME_MAX = 120
"""Characters of a trainer's name that are compared."""
_BETWEEN_NAMES = re.compile(r"[;\n/&]|(?<=\s)et(?=\s)")
_WORDS_MAX = 500
"""Characters of the words that a search reads: four times as many bytes fit into an index."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingSession:
    """A session; all but its code may be unknown. Days are those where it is held, both included.

    `trainers` are names as they are written at its source.
    """

    code: str
    title: str | None = None
    site: str | None = None
    room: str | None = None
    first_on: date | None = None
    last_on: date | None = None
    trainers: tuple[str, ...] = ()
    trainees: int | None = None
    client: str | None = None
    funder: str | None = None
    is_cancelled: bool = False

    @property
    def key(self) -> str:
        return session_key(self.code)

    @property
    def label(self) -> str:
        """The code, and the title where there is one: « SST-26-041 · Sauveteur secouriste »."""
        return f"{self.code} · {self.title}" if self.title else self.code

    @property
    def words(self) -> str:
        """All that it may be looked for by, in bare letters."""
        told = (self.code, self.title, self.site, self.room, self.client, *self.trainers)
        return folded(" ".join(text for text in told if text))[:_WORDS_MAX]

    def is_held_on(self, day: date) -> bool:
        """Whether a day is one of its days, as far as they are known."""
        first, last = self.first_on or self.last_on, self.last_on or self.first_on
        return first is not None and last is not None and first <= day <= last


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownSession:
    """A session as it is kept: who told of it, when last, and since when no more."""

    session: TrainingSession
    source: str
    seen_at: datetime
    gone_at: datetime | None = None

    @property
    def is_offered(self) -> bool:
        """Whether a new case may still be about it, as far as its source says."""
        return self.gone_at is None and not self.session.is_cancelled


def session_key(code: str) -> str:
    """What tells a session from all others: its code, whatever its accents, capitals, spaces."""
    return in_bare_letters(" ".join(code.split()))


def trainer_key(name: str) -> str:
    """What tells a trainer's name from others: its words in any order, in bare letters."""
    return " ".join(sorted(bare_words(name)))[:NAME_MAX]


def names_in(text: str) -> tuple[str, ...]:
    """The trainers that are written in one text; a comma parts them where nothing clearer does."""
    parts = _BETWEEN_NAMES.split(text)
    if len(parts) == 1:
        parts = text.split(",")
    return tuple(dict.fromkeys(" ".join(part.split()) for part in parts if part.strip()))
