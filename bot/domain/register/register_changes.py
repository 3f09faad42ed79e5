"""A row of a register beside the case that it became: what it says otherwise, and what to do."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.calendar.wall_time import local_day, wall_clock
from bot.domain.cases.case_fields import CaseField, Use, fields_for
from bot.domain.cases.cases import Case, Complainant, Status
from bot.domain.cases.journal_entries import Plain, plain
from bot.domain.cases.taxonomy import ALWAYS_CONFIDENTIAL, Severity, graver, severity_floor
from bot.domain.register.imported import TELLABLE, ImportedCase, in_plain_words
from bot.domain.register.texts import CUT, REFERENCE_AT_END
from bot.domain.school.office import Site

PERSONAL = frozenset(field.name for field in fields_for(Use.PERSONAL))
"""Fields whose values are never shown, only that they differ."""

_BY_RULE = PERSONAL | {"description", "status"}
"""Fields that are not simply copied from a row."""
(_DESCRIPTION,) = (field for field in TELLABLE if field.name == "description")
_A_MINUTE = timedelta(minutes=1)
_PROGRESS = (
    *(Status.RECEIVED, Status.ACKNOWLEDGED, Status.UNDER_REVIEW),
    *(Status.SOLUTION_PROPOSED, Status.FOLLOW_UP),
)
"""How a complaint comes on; a register takes it further, never back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A case as it is kept; `digest` is what a row said of it last, None where none did."""

    case: Case
    complainant: Complainant
    is_erased: bool = False
    digest: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A field of which a row says something else than the case, by our export's identifier."""

    field: str
    before: Plain
    after: Plain


def differences(row: ImportedCase, stored: Stored, zone: ZoneInfo) -> tuple[Difference, ...]:
    """All that a row tells and the case does not say; what a row leaves empty it does not tell."""
    if row.is_sealed:
        return ()
    found = []
    for field in TELLABLE:
        if field.name not in row.told or _is_said(row, field, stored, zone):
            continue
        is_hidden = stored.case.confidential or Use.PERSONAL in field.use
        before, after = (None, None) if is_hidden else (_kept(field, stored), _wanted(row, field))
        found.append(
            Difference(field=field.name, before=_shown(before, zone), after=_shown(after, zone))
        )
    return tuple(found)


def is_other_case(row: ImportedCase, stored: Stored, zone: ZoneInfo) -> bool:
    """Whether a row is about something else altogether: other words, received another day."""
    case = stored.case
    is_same_day = local_day(row.facts["received_at"], zone) == local_day(case.received_at, zone)
    return not is_same_day and not _is_said(row, _DESCRIPTION, stored, zone)


def changed(row: ImportedCase, case: Case, names: Collection[str]) -> Case:
    """The case with what the row says of these fields; closed where the row closes it."""
    values: dict[str, Any] = {
        field.attribute: _wanted(row, field)
        for field in TELLABLE
        if field.name in names and field.name not in _BY_RULE
    }
    if "description" in names:
        reference = REFERENCE_AT_END.search(case.description)
        values["description"] = row.words + (reference[0] if reference else "")
    if "proposed_at" in names:
        values["answered_at"] = row.facts["proposed_at"]
    moved = replace(case, **values, status=_status(row, case))
    floor = severity_floor(moved.category, injury=moved.injury)
    is_confidential = moved.confidential or moved.category in ALWAYS_CONFIDENTIAL
    return replace(moved, severity=graver(moved.severity, floor), confidential=is_confidential)


def _status(row: ImportedCase, case: Case) -> Status:
    if row.facts.get("closed_at") and (case.status.is_open or "status" in row.told):
        return row.settled_as
    if case.status in _PROGRESS and row.status in _PROGRESS:
        return max(case.status, row.status, key=_PROGRESS.index)
    return case.status


def _is_said(row: ImportedCase, field: CaseField, stored: Stored, zone: ZoneInfo) -> bool:
    """Whether the case says what the row does, as far as the row tells it."""
    before, after = _kept(field, stored), _wanted(row, field)
    match after:
        case datetime():
            is_day = field.name in row.whole_days
            return isinstance(before, datetime) and _is_same_moment(
                before, after, zone=zone, is_day=is_day
            )
        case Status():
            return not row.facts.get("closed_at") or stored.case.status.is_open or before == after
        case Site():
            return isinstance(before, Site) and before.name == after.name
        case str() if not isinstance(after, StrEnum):
            return _is_same_text(str(before or ""), after)
        case _:
            # a « no » takes back neither an injury nor a secret
            return after is False or before == _raised(after, row, stored.case)


def _raised(value: object, row: ImportedCase, case: Case) -> object:
    """A severity as the case has it, whatever its row says: never less than its category asks."""
    if not isinstance(value, Severity):
        return value
    injury = row.facts.get("injury", False) or case.injury
    return graver(value, severity_floor(row.facts.get("category") or case.category, injury=injury))


def _is_same_moment(before: datetime, after: datetime, *, zone: ZoneInfo, is_day: bool) -> bool:
    if is_day:
        return local_day(before, zone) == local_day(after, zone)
    return abs(before - after) < _A_MINUTE  # CSV tells no seconds, a workbook's are rounded


def _is_same_text(before: str, after: str) -> bool:
    kept, said = _bare(before), _bare(after)
    if said.endswith(CUT):
        return kept.startswith(said.removesuffix(CUT).rstrip())
    return kept == said


def _bare(text: str) -> str:
    return in_plain_words(REFERENCE_AT_END.sub("", text))


def _kept(field: CaseField, stored: Stored) -> object:
    if Use.PERSONAL in field.use:
        return _of_complainant(field, stored.complainant)
    return getattr(stored.case, field.attribute)


def _wanted(row: ImportedCase, field: CaseField) -> object:
    if field is _DESCRIPTION:
        return row.words  # of our own export they end in a reference already
    if Use.PERSONAL in field.use:
        return _of_complainant(field, row.complainant)
    return row.settled_as if field.name == "status" else row.facts.get(field.attribute)


def _of_complainant(field: CaseField, complainant: Complainant) -> str | None:
    return complainant.name if field.name == "complainant" else complainant.contact


def _shown(value: object, zone: ZoneInfo) -> Plain:
    match value:
        case Site():
            return value.name
        case datetime():
            return f"{wall_clock(value, zone):%d/%m/%Y %H:%M}"
        case _:
            return plain(value)
