"""A row of somebody else's register, checked and ready to become a case."""

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from bot.domain.cases.case_fields import Use, fields_for
from bot.domain.cases.cases import Case, Complainant, Status
from bot.domain.cases.taxonomy import Kind
from bot.domain.errors import VigieError

_APART = frozenset({"ref", "kind", "subject"})
"""Columns that tell a row from others, or are read together with another."""
TELLABLE = tuple(one for one in fields_for(Use.IMPORTED) if one.name not in _APART)
"""The fields of a case and its complainant that a row may hold."""

_REACHED = {
    "implemented_at": Status.FOLLOW_UP,
    "proposed_at": Status.SOLUTION_PROPOSED,
    "analysis": Status.UNDER_REVIEW,
    "ack_sent_at": Status.ACKNOWLEDGED,
}
"""How far a complaint came that has this trace, the furthest first."""
_DIGITS = 32
_ROWS = uuid5(NAMESPACE_URL, "vigie:imported-row")


def in_plain_words(text: str) -> str:
    """The text as its words: lines and spaces differ between CSV and workbooks."""
    return " ".join(text.split())


def digest_of(text: str) -> str:
    """A short name for a text, the same however its lines and spaces are set."""
    return hashlib.sha256(in_plain_words(text).encode()).hexdigest()[:_DIGITS]


class UnreadableFileError(VigieError):
    """The file is no table that Vigie reads; the message says what is the matter."""


class RowFlaw(StrEnum):
    """Why a row is refused: of a register no case, of a list no session, of a survey no answer."""

    EMPTY = "empty"
    NO_DATE = "no_date"
    NO_TIME = "no_time"
    TWO_TIMES = "two_times"
    ODD_YEAR = "odd_year"
    FUTURE = "future"
    SHORT_YEAR = "short_year"
    BEFORE_RECEPTION = "before_reception"
    NO_WORD = "no_word"
    NO_TRUTH = "no_truth"
    NO_SITE = "no_site"
    NO_CLOSING = "no_closing"
    TOO_LONG = "too_long"
    GARBLED = "garbled"
    NUL = "nul"
    UNSAVED = "unsaved"
    BROKEN_FORMULA = "broken_formula"
    TWICE = "twice"
    OTHER_CASE = "other_case"
    DIFFERS = "differs"
    SEALED = "sealed"
    NO_CODE = "no_code"
    NO_COUNT = "no_count"
    ENDS_EARLY = "ends_early"
    OTHER_SESSION = "other_session"
    SESSION_DIFFERS = "session_differs"
    NO_SESSION = "no_session"
    NO_SCORE = "no_score"
    OVER_SCALE = "over_scale"
    NO_ANSWER = "no_answer"


class LeftOut(StrEnum):
    """Why a sheet is not read."""

    HIDDEN = "hidden"
    NO_REGISTER = "no_register"
    NO_SESSIONS = "no_sessions"
    NO_SURVEY = "no_survey"
    NOT_ASKED = "not_asked"
    FIGURES = "figures"
    """Our own export's sheet of figures, which are worked out from the cases."""
    ACTIONS = "actions"
    """Our own export's actions: known where they came from, unknown elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedCase:
    """A row of somebody else's register, checked. `key` tells it from all others, for ever.

    `facts` are the attributes of `Case` as the row makes them, a description, a reception and
    what every case has among them. `told` names what the row itself says, by the identifiers of
    our export; the rest is assumed. `says` is all of it in one text. Of the dates in
    `whole_days` only the day is known. `former_key` is what an earlier version took for the
    key. `words` is the description without its reference.
    """

    key: str
    kind: Kind
    facts: dict[str, Any]
    source_ref: str | None = None
    former_key: str | None = None
    told: frozenset[str] = frozenset()
    whole_days: frozenset[str] = frozenset()
    says: str = ""
    words: str = ""
    is_sealed: bool = False
    complainant: Complainant = field(default_factory=Complainant)
    settled_as: Status = Status.CLOSED

    @property
    def submission_id(self) -> UUID:
        """A stable id derived from the key, so that importing a row again changes nothing."""
        return uuid5(_ROWS, f"{self.kind}:{self.key}")

    @property
    def digest(self) -> str:
        """Tells whether a row says the same as it did when it was imported before."""
        return digest_of(self.says)

    @property
    def former_submission_id(self) -> UUID | None:
        """The id by the key of earlier versions, where that differs."""
        return uuid5(_ROWS, f"{self.kind}:{self.former_key}") if self.former_key else None

    @property
    def status(self) -> Status:
        """How far its dates show it to have come."""
        if self.facts.get("closed_at"):
            return self.settled_as
        if self.kind is Kind.INCIDENT:
            return Status.REPORTED
        reached = (status for name, status in _REACHED.items() if self.facts.get(name))
        return next(reached, Status.RECEIVED)

    def as_case(self, **given: Any) -> Case:  # noqa: ANN401  # a case's fields
        """The case that the row tells of, with what only an import gives."""
        return Case(**self.facts | given, kind=self.kind)
