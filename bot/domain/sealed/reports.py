"""A sealed report: what is told in it, what its handlers do, and who may open it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Self
from uuid import UUID

from bot.domain.sealed.handlers import Handler, Handlers

REMEMBERED = 20
"""Forms whose repetition is known."""


class SealedState(StrEnum):
    """How far a report has come, in order."""

    FILED = "filed"
    ACKNOWLEDGED = "acknowledged"
    ASSESSED = "assessed"
    PROTECTED = "protected"
    INVESTIGATING = "investigating"
    ANSWERED = "answered"
    OUT_OF_SCOPE = "out_of_scope"
    CLOSED = "closed"


class SealedField(StrEnum):
    """What a form asks; all but the second may stay empty."""

    ROLE = "role"
    WHAT = "what"
    KINDS = "kinds"
    WHEN = "when"
    PEOPLE = "people"
    BOXES = "boxes"
    WISHES = "wishes"
    NAME = "name"
    ON_BEHALF = "on_behalf"


class Teller(StrEnum):
    """Who tells it."""

    VICTIM = "victim"
    WITNESS = "witness"
    CONFIDANT = "confidant"
    OTHER = "other"


class Harm(StrEnum):
    """What it is about."""

    VIOLENCE = "violence"
    SEXUAL = "sexual"
    SEXIST = "sexist"
    MORAL = "moral"
    DISCRIMINATION = "discrimination"
    HATE = "hate"
    CYBER = "cyber"
    OTHER = "other_harm"


class Box(StrEnum):
    """What is ticked."""

    MINOR = "minor"
    MEETING = "meeting"
    MAY_ACT = "may_act"


class SealedStep(StrEnum):
    """What a handler does with a report; the first two are told to who has its code."""

    REPLY = "reply"
    ANSWER = "answer"
    ASSESSMENT = "assessment"
    MEASURE = "measure"
    HEARD = "heard"
    HELP = "help"
    AUTHORITY = "authority"
    MEETING = "meeting"
    FINDING = "finding"
    WATCH = "watch"
    NOTE = "note"
    ADMIT = "admit"
    OUT_OF_SCOPE = "out_of_scope"
    CLOSE = "close"
    ERASE = "erase"


REPLIES = frozenset(
    {SealedStep.REPLY, SealedStep.ANSWER, SealedStep.OUT_OF_SCOPE, SealedStep.CLOSE}
)
"""Steps whose text is told to who has the code."""
BY_TWO = frozenset({SealedStep.OUT_OF_SCOPE, SealedStep.CLOSE, SealedStep.ERASE})
"""Steps on which two handlers agree."""
ENDED = frozenset({SealedState.OUT_OF_SCOPE, SealedState.CLOSED})
_LEADS_TO: Mapping[SealedStep, SealedState] = {
    SealedStep.REPLY: SealedState.ACKNOWLEDGED,
    SealedStep.ASSESSMENT: SealedState.ASSESSED,
    SealedStep.MEASURE: SealedState.PROTECTED,
    SealedStep.HEARD: SealedState.INVESTIGATING,
    SealedStep.ANSWER: SealedState.ANSWERED,
    SealedStep.OUT_OF_SCOPE: SealedState.OUT_OF_SCOPE,
    SealedStep.CLOSE: SealedState.CLOSED,
}
_ORDER = list(SealedState)


class EntryKind(StrEnum):
    """What an entry is, beside a step."""

    REPORT = "report"
    ADDITION = "addition"
    OPENED = "opened"
    PROPOSED = "proposed"
    STEP = "step"


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedDraft:
    """A report as it is filed; `concerned` are those of the handlers who are named in it.

    `submission` is the form's number, of which nothing is kept.
    """

    submission: str
    told: Mapping[SealedField, str]
    concerned: tuple[str, ...] = ()
    is_danger: bool = False
    wants_meeting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedEntry:
    """Something told or done, sealed as a whole. `by` is a handler's id; empty for the author."""

    number: int
    kind: EntryKind
    at: datetime
    by: str = ""
    step: SealedStep | None = None
    text: str = ""
    told: Mapping[SealedField, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What one handler has seen of a report: the last entry read, and the last one listed."""

    read: int = 0
    listed: int = 0
    nudged: int = 0
    nudged_at: datetime | None = None


NOTHING_SEEN = Seen()


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedReport:
    """What a list needs of a report, sealed as a whole.

    `asked` are the handlers at its filing, among whom its author chose who is named; somebody
    who came later opens it once they are `admitted`. `opening` is the last entry that is nothing
    but an opening, `substance` the last other one, each with who made it.
    """

    id: UUID
    ref: str
    filed_at: datetime
    asked: tuple[str, ...]
    concerned: tuple[str, ...] = ()
    admitted: tuple[str, ...] = ()
    state: SealedState = SealedState.FILED
    is_danger: bool = False
    wants_meeting: bool = False
    first_read_at: datetime | None = None
    acknowledged_at: datetime | None = None
    assessed_at: datetime | None = None
    met_at: datetime | None = None
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    watched: int = 0
    last: int = 1
    substance: tuple[int, str] = (1, "")
    opening: tuple[int, str] = (0, "")
    proposed: tuple[SealedStep, str] | None = None
    seen: Mapping[str, Seen] = field(default_factory=dict)
    taken: tuple[str, ...] = ()

    def readers(
        self, handlers: Handlers, gone: Collection[str], *, with_substitute: bool = False
    ) -> tuple[Handler, ...]:
        """Who may open it: of those it was asked about, or who were admitted; all others if none.

        So that nobody reads of themselves because they came later.
        """
        unfit = {*self.concerned, *gone}
        known = {*self.asked, *self.admitted}
        others = {one.person for one in handlers.everybody} - known
        asked = handlers.readers(unfit=unfit | others, with_substitute=with_substitute)
        return asked or handlers.readers(unfit=unfit, with_substitute=with_substitute)

    def newcomers(self, handlers: Handlers, gone: Collection[str]) -> tuple[Handler, ...]:
        """Handlers who came after it was filed, and may be admitted."""
        known = {*self.asked, *self.admitted, *self.concerned, *gone}
        return tuple(one for one in handlers.everybody if one.person not in known)

    def is_unread(self, person: str) -> bool:
        """Whether there is something to read that somebody else told or did."""
        number, by = self.substance
        return by != person and number > self.seen_by(person).read

    def is_waiting(self, person: str) -> bool:
        """The same, or that somebody else opened it, which the list tells."""
        seen, (number, by) = self.seen_by(person), self.opening
        return self.is_unread(person) or (by != person and number > max(seen.read, seen.listed))

    def seen_by(self, person: str) -> Seen:
        return self.seen.get(person, NOTHING_SEEN)

    def noting(self, person: str, seen: Seen) -> Self:
        """With what somebody has seen of it."""
        return replace(self, seen={**self.seen, person: seen})

    def remembering(self, form: str) -> Self:
        """With a form that was taken, so that it is taken once."""
        return replace(self, taken=(*self.taken, form)[-REMEMBERED:])


def after_step(report: SealedReport, step: SealedStep, *, at: datetime) -> SealedReport:
    """The report once a step was taken; its state never goes back but when it is reopened."""
    state = _LEADS_TO.get(step)
    if state is not None and (
        state in ENDED or report.state in ENDED or _ORDER.index(state) > _ORDER.index(report.state)
    ):
        report = replace(report, state=state)
    told = step in REPLIES
    return replace(
        report,
        proposed=None if step in BY_TWO else report.proposed,
        acknowledged_at=report.acknowledged_at or (at if told else None),
        assessed_at=report.assessed_at or (at if step is SealedStep.ASSESSMENT else None),
        met_at=report.met_at or (at if step is SealedStep.MEETING else None),
        answered_at=report.answered_at or (at if told and step is not SealedStep.REPLY else None),
        ended_at=(at if step in BY_TWO else report.ended_at) if report.state in ENDED else None,
        watched=report.watched + (step is SealedStep.WATCH),
    )
