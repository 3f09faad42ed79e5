"""The columns of complaints and incidents, in the order in which an auditor reads them.

What a *registre des réclamations et aléas* holds under Qualiopi's indicator 31. They are made
from `CASE_FIELDS`; what a row says beyond the attributes of its case stands here.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from operator import attrgetter
from zoneinfo import ZoneInfo

from bot.documents.register import texts as says
from bot.documents.register import words
from bot.documents.register.columns import Cell, Column, Value, Width
from bot.domain.cases.case_fields import CASE_FIELDS, CaseField, Use
from bot.domain.cases.cases import Case, Complainant
from bot.domain.cases.letters import LetterKind
from bot.domain.cases.taxonomy import Kind
from bot.domain.cases.traces import DecidedMeasures, ExternalDeadline, FollowUp
from bot.domain.deadlines.due_dates import first_answer_at
from bot.domain.deadlines.lateness import LateDate, late_at
from bot.domain.mail.departures import LetterFate
from bot.services.register.register_lines import Line
from bot.ui.blocks.dates import span
from bot.ui.blocks.escape import cut, one_line
from bot.ui.cases.case_lines import owed
from bot.ui.texts.catalogue import FRENCH
from bot.ui.texts.fields import HEADS

SUBJECT_MAX = 150
"""Characters of a description that stand for its subject."""

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
_DAY_SHOWN = "%d/%m/%Y"
_MOMENT_SHOWN = "%d/%m/%Y %H:%M"
_LETTERS = {
    "ack_letter": frozenset({LetterKind.ACKNOWLEDGEMENT}),
    "answer_letter": frozenset({LetterKind.PROPOSAL, LetterKind.REJECTION, LetterKind.DUPLICATE}),
}
"""By which letters a column tells what became of one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overdue:
    """A broken promise as programs read it."""

    promise: str
    at: datetime
    external: ExternalDeadline | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRow:
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
    def overdue(self) -> tuple[LateDate, ...]:
        """What is late of it now."""
        return late_at(self.case, self.now)

    @property
    def last_followup(self) -> FollowUp | None:
        return self.case.followups[-1] if self.case.followups else None

    def day(self, at: datetime) -> str:
        """The day of an instant, as it is written in France."""
        return f"{at.astimezone(self.zone):{_DAY_SHOWN}}"

    def moment(self, at: datetime) -> str:
        """The same with the hour."""
        return f"{at.astimezone(self.zone):{_MOMENT_SHOWN}}"


CaseColumn = Column[RegisterRow]


def case_columns(
    kind: Kind, *, with_names: bool, with_sites: bool = False
) -> tuple[CaseColumn, ...]:
    """The columns for a kind of case.

    Who complains has columns only where names are given, and the site has one only where
    the school has sites.
    """
    return tuple(
        _column(field)
        for field in CASE_FIELDS
        if field.is_of(kind)
        and (with_names or Use.PERSONAL not in field.use)
        and (with_sites or field.name != "site")
    )


def ack_hours(seen: RegisterRow) -> float | None:
    answered = first_answer_at(seen.case.ack_sent_at, seen.case.proposed_at)
    return elapsed(seen.case.received_at, answered, unit=HOUR)


def solution_days(seen: RegisterRow) -> float | None:
    return elapsed(seen.case.received_at, seen.case.proposed_at, unit=DAY)


def elapsed(since: datetime, until: datetime | None, *, unit: timedelta) -> float | None:
    """How many units lie between two instants, to one decimal."""
    return None if until is None else round((until - since) / unit, 1)


@cache
def _column(field: CaseField) -> CaseColumn:
    name = field.name
    return Column(
        header=HEADS[name],
        name=name,
        value=_VALUES.get(name) or attrgetter(f"case.{field.attribute}"),
        said=_SAID.get(name),
        width=_WIDTHS.get(name, Width.USUAL),
        is_alert=name == "overdue",
        is_in_sealed=Use.SEALED in field.use,
    )


def _subject(seen: RegisterRow) -> str:
    first_line, _, _ = seen.case.description.strip().partition("\n")
    return cut(one_line(first_line), SUBJECT_MAX)


def _informed_at(seen: RegisterRow) -> datetime | None:
    points = seen.case.information_points
    return points[-1].at if points else None


def _last_followup(name: str) -> Callable[[RegisterRow], Value]:
    return lambda seen: getattr(seen.last_followup, name, None)


def _person_in(name: str) -> Callable[[RegisterRow], Cell]:
    def said(seen: RegisterRow) -> str | None:
        label = getattr(seen.case, name)
        return words.person(label) if label else None

    return said


def _overdue_in_codes(seen: RegisterRow) -> tuple[Overdue, ...]:
    return tuple(
        Overdue(promise=due.kind.written_out, at=due.due_at, external=due.external)
        for due in seen.overdue
    )


def _overdue_in_words(seen: RegisterRow) -> str | None:
    return _lines(
        says.OVERDUE.format(what=owed(due, FRENCH), span=span(seen.now - due.due_at, FRENCH))
        for due in seen.overdue
    )


def _extensions_in_words(seen: RegisterRow) -> str | None:
    return _lines(
        (says.EXTENSION if one.in_time else says.EXTENSION_TOO_LATE).format(
            day=seen.day(one.new_due_at), reason=one.reason
        )
        for one in seen.case.extensions
    )


def _external_in_words(seen: RegisterRow) -> str | None:
    said = []
    for one in seen.case.external_deadlines:
        state = says.EXTERNAL_SETTLED.format(day=seen.day(one.settled_at)) if one.settled_at else ""
        state = says.EXTERNAL_MOOT.format(note=one.note) if one.is_moot else state
        kind, day = words.word(one.kind), seen.day(one.due_at)
        said.append(says.EXTERNAL.format(day=day, kind=kind, what=one.what, state=state))
    return _lines(said)


def _letter(kinds: Collection[LetterKind]) -> Callable[[RegisterRow], LetterFate | None]:
    """The latest letter by mail of these kinds."""

    def latest(seen: RegisterRow) -> LetterFate | None:
        return next((one for one in reversed(seen.line.letters) if one.kind in kinds), None)

    return latest


def _letter_in_words(kinds: Collection[LetterKind]) -> Callable[[RegisterRow], Cell]:
    latest = _letter(kinds)

    def said(seen: RegisterRow) -> str | None:
        letter = latest(seen)
        if letter is None:
            return None
        return says.LETTER.format(state=words.word(letter.state), when=seen.moment(letter.at))

    return said


def _measures_in_words(seen: RegisterRow) -> str | None:
    at_once = (says.DONE_AT_ONCE.format(what=one.what) for one in seen.case.done_at_once)
    measures = (_measure_in_words(one, seen.case) for one in seen.case.measures)
    return _lines([*at_once, *measures])


def _measure_in_words(decided: DecidedMeasures, case: Case) -> str:
    if decided.on_spot and not case.settled_on_spot:
        return says.DONE_AT_ONCE.format(what=decided.explanation)
    if decided.on_spot:
        return says.MEASURES_ON_SPOT.format(explanation=decided.explanation)
    template = says.MEASURES_EXPLAINED if decided.explanation else says.MEASURES
    named = ", ".join(map(words.word, decided.measures))
    return template.format(named=named, explanation=decided.explanation)


def _informed_in_words(seen: RegisterRow) -> str | None:
    said = []
    for point in seen.case.information_points:
        if point.waived_because:
            said.append(says.INFORMATION_WAIVED.format(reason=point.waived_because))
        elif point.means:
            means = words.word(point.means)
            said.append(says.INFORMED_BY.format(parties=point.parties, means=means))
        else:
            said.append(says.INFORMED.format(parties=point.parties))
    return _lines(said)


def _lines(said: Iterable[str]) -> str | None:
    return "\n".join(said) or None


_VALUES: Mapping[str, Callable[[RegisterRow], Value]] = {
    "overdue": _overdue_in_codes,
    "confidentiality": lambda seen: "confidential" if seen.case.confidential else "normal",
    "complainant": attrgetter("complainant.name"),
    "complainant_contact": attrgetter("complainant.contact"),
    "site": lambda seen: seen.case.site and seen.case.site.name,
    "subject": _subject,
    "ack_hours": ack_hours,
    "solution_days": solution_days,
    "informed_at": _informed_at,
    "followup_at": _last_followup("at"),
    "solved": _last_followup("solved"),
    "satisfaction_score": _last_followup("score"),
    "verbatim": _last_followup("verbatim"),
    **{name: _letter(kinds) for name, kinds in _LETTERS.items()},
}
"""Values computed from a row, or written to JSON otherwise than `Case` holds them."""

_SAID: Mapping[str, Callable[[RegisterRow], Cell]] = {
    "status": lambda seen: FRENCH.words.status_of(seen.case.kind, seen.case.status),
    "overdue": _overdue_in_words,
    "confidentiality": lambda seen: says.CONFIDENTIAL if seen.case.confidential else says.NORMAL,
    "to_confirm": lambda seen: says.CATEGORY_AND_SEVERITY if seen.case.to_confirm else None,
    **{name: _letter_in_words(kinds) for name, kinds in _LETTERS.items()},
    **{name: _person_in(name) for name in ("recorded_by", "owner", "closed_by")},
    "extensions": _extensions_in_words,
    "containment": _measures_in_words,
    "notified_parties": _informed_in_words,
    "external_deadlines": _external_in_words,
}
"""The text of a cell where it is not just the value."""

_WIDTHS: Mapping[str, Width] = {
    **dict.fromkeys(("description", "containment", "analysis", "solution"), Width.TEXT),
    **dict.fromkeys(("attachments", "reopened_count"), Width.NARROW),
    **dict.fromkeys(
        (
            *("overdue", "recorded_by", "complainant", "complainant_contact", "session_ref"),
            *("subject", "category", "requested_remedy", "admissibility_reason", "extensions"),
            *("notified_parties", "external_deadlines", "owner", "root_cause", "implementation"),
            *("verbatim", "closed_by", "closing_reason", "ack_letter", "answer_letter"),
        ),
        Width.WIDE,
    ),
}
