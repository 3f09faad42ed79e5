"""What a line of the register says beyond the fields of its case, in values and in words."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import attrgetter
from zoneinfo import ZoneInfo

from bot.documents import words
from bot.documents.columns import Cell, Value
from bot.domain.cases import Case, Complainant
from bot.domain.deadlines import first_answer_at
from bot.domain.dues import Due, open_dues
from bot.domain.traces import FollowUp
from bot.services.register_lines import Line
from bot.ui.case_lines import owed
from bot.ui.dates import span
from bot.ui.escape import cut, one_line
from bot.ui.texts.french import FRENCH

SUBJECT_MAX = 150
"""Characters of a description that stand for its subject."""

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A line of the register as it looks at an instant, on the office's clock."""

    line: Line
    case: Case
    now: datetime
    zone: ZoneInfo

    @property
    def is_sealed(self) -> bool:
        return self.line.is_sealed

    @property
    def complainant(self) -> Complainant:
        return self.line.complainant or Complainant()

    @property
    def overdue(self) -> tuple[Due, ...]:
        """The promises that are broken now."""
        return tuple(due for due in open_dues(self.case) if due.at < self.now)

    @property
    def last_followup(self) -> FollowUp | None:
        return self.case.followups[-1] if self.case.followups else None


def field(name: str) -> Callable[[Seen], Value]:
    """A field of the case by its name."""
    return attrgetter(f"case.{name}")


def person_in(name: str) -> Callable[[Seen], Cell]:
    def said(seen: Seen) -> str | None:
        label = getattr(seen.case, name)
        return words.person(label) if label else None

    return said


def ack_hours(seen: Seen) -> float | None:
    answered = first_answer_at(seen.case.ack_sent_at, seen.case.proposed_at)
    return elapsed(seen.case.received_at, answered, unit=HOUR)


def solution_days(seen: Seen) -> float | None:
    return elapsed(seen.case.received_at, seen.case.proposed_at, unit=DAY)


def elapsed(since: datetime, until: datetime | None, *, unit: timedelta) -> float | None:
    """How many units lie between two instants, to one decimal."""
    return None if until is None else round((until - since) / unit, 1)


def subject(seen: Seen) -> str:
    first_line, _, _ = seen.case.description.strip().partition("\n")
    return cut(one_line(first_line), SUBJECT_MAX)


def overdue_in_words(seen: Seen) -> str | None:
    late = [f"{owed(due, FRENCH)}, {span(seen.now - due.at, FRENCH)}" for due in seen.overdue]
    return "\n".join(late) or None


def extensions_in_words(seen: Seen) -> str | None:
    said = []
    for extension in seen.case.extensions:
        told = "" if extension.in_time else " (annoncée trop tard, sans effet)"
        day = extension.new_due_at.astimezone(seen.zone)
        said.append(f"{day:%d/%m/%Y}{told}\u00a0: {extension.reason}")
    return "\n".join(said) or None


def external_in_words(seen: Seen) -> str | None:
    said = []
    for one in seen.case.external_deadlines:
        day = one.due_at.astimezone(seen.zone)
        settled = one.settled_at.astimezone(seen.zone) if one.settled_at else None
        state = f", fait le {settled:%d/%m/%Y}" if settled else ""
        state = f", sans objet ({one.note})" if one.is_moot else state
        said.append(f"{day:%d/%m/%Y}\u00a0: {words.word(one.kind)}, {one.what}{state}")
    return "\n".join(said) or None


def measures_in_words(seen: Seen) -> str | None:
    said = []
    for decided in seen.case.measures:
        named = ", ".join(words.word(measure) for measure in decided.measures)
        said.append(": ".join(filter(None, (f"{named}\u00a0", decided.explanation))))
    return "\n".join(said) or None


def informed_in_words(seen: Seen) -> str | None:
    said = []
    for point in seen.case.information_points:
        means = f" ({words.word(point.means)})" if point.means else ""
        waived = f"Sans objet\u00a0: {point.waived_because}"
        said.append(waived if point.waived_because else f"{point.parties}{means}")
    return "\n".join(said) or None


def informed_at(seen: Seen) -> datetime | None:
    points = seen.case.information_points
    return points[-1].at if points else None


def last_followup(name: str) -> Callable[[Seen], Value]:
    return lambda seen: getattr(seen.last_followup, name, None)


def confidentiality(seen: Seen) -> str:
    return "confidential" if seen.case.confidential else "normal"
