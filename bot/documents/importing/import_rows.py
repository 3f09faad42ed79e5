"""A row of somebody else's register as a case to import, checked cell by cell."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, cast
from zoneinfo import ZoneInfo

from bot.documents.importing.import_mapping import ColumnMapping
from bot.documents.importing.register_reading import (
    Row,
    RowRefusedError,
    check_legible,
    described,
    identity_of,
)
from bot.documents.importing.texts import ALSO
from bot.documents.importing.typed_cells import (
    DATES,
    CellMoment,
    RowDates,
    UnreadableCellError,
    at_time,
    folded,
    member_in,
    moment_in,
    names_of,
    time_in,
    truth_in,
    within_days,
)
from bot.documents.register import words
from bot.domain.calendar.wall_time import local_day
from bot.domain.cases.case_fields import Use, type_held
from bot.domain.cases.cases import Complainant, Status
from bot.domain.cases.taxonomy import Category, Channel, IncidentType, Kind, Party, Severity
from bot.domain.register.imported import TELLABLE, ImportedCase, RowFlaw
from bot.domain.school.office import Site, site_named

Member = TypeVar("Member", bound=StrEnum)

DEFAULTS: Mapping[str, StrEnum] = {
    "party": Party.OTHER,
    "channel": Channel.EMAIL,
    "severity": Severity.MODERATE,
    "category": Category.OTHER,
    "incident_type": IncidentType.ORGANISATIONAL,
}
"""Values of required fields that a register leaves empty; told in the report."""
_NEEDED_BY = {
    field.name: tuple(filter(field.is_of, Kind)) for field in TELLABLE if field.name in DEFAULTS
}

_UNSAID: dict[str, Any] = {"party": Party.TEACHING_TEAM, "channel": Channel.SLACK}
"""Who tells of an incident, and by what way."""
_TYPE = "incident_type"
"""A field of incidents only; in a row of a complaint it is counted and not read."""
_READ_APART = frozenset({"status", "description", *DATES})

_WORDS_KEPT = 10_000
"""A column of a closed set has few words, but nothing says how they are written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowReader:
    """Makes cases of rows; `assumed` counts how often each default stood in.

    `unread` counts the cells of a field that a row of its kind does not have.
    """

    mapping: ColumnMapping
    zone: ZoneInfo
    now: datetime
    sites: tuple[Site, ...] = ()
    assumed: Counter[str] = field(default_factory=Counter)
    unread: Counter[str] = field(default_factory=Counter)
    _known: dict[tuple[str, str], StrEnum] = field(default_factory=dict, init=False)

    def read(self, row: Row, *, usual_kind: Kind | None) -> ImportedCase:
        """The case that a row tells of. Raises RowRefusedError."""
        check_legible(row)
        kind = self._member(Kind, row, "kind") or usual_kind or Kind.COMPLAINT
        dates = self._dates(row)
        facts = self._facts(row, kind) | dates.instants
        is_confidential = facts.get("confidential", False)
        identity = identity_of(row, dates.told, is_confidential=is_confidential)
        facts["description"] = described(identity["words"], ref=row.text("ref"))
        return ImportedCase(
            kind=kind,
            facts=_UNSAID | facts,
            source_ref=row.text("ref"),
            complainant=_complainant(row),
            settled_as=self._settled_as(row, dates.instants),
            whole_days=dates.whole_days,
            **identity,
        )

    def _facts(self, row: Row, kind: Kind) -> dict[str, Any]:
        """The attributes of a case that the row tells, and the defaults for its kind."""
        facts: dict[str, Any] = {}
        for name, (attribute, held) in _cells().items():
            if name not in row.texts:
                continue
            if name == _TYPE and kind is Kind.COMPLAINT:
                self.unread[name] += 1
            else:
                facts[attribute] = self._value(row, name, held)
        for name, usual in DEFAULTS.items():
            if name not in facts and kind in _NEEDED_BY[name]:
                self.assumed[name] += 1
                facts[name] = usual
        return facts

    def _value(self, row: Row, name: str, held: Any) -> object:  # noqa: ANN401  # a type
        if held is str:
            return row.texts[name]
        if held is bool:
            return self._truth(row, name)
        return self._site(row) if held is Site else self._member(held, row, name)

    def _dates(self, row: Row) -> RowDates:
        told = {name: self._told(row, name) for name in DATES if name in row.texts}
        if "received_at" not in told:
            raise RowRefusedError(RowFlaw.EMPTY, field="received_at")
        if (clock := self._clock(row)) is not None:
            if not told["received_at"].is_day:
                value = row.text("received_time")
                raise RowRefusedError(RowFlaw.TWO_TIMES, field="received_time", value=value)
            told["received_at"] = at_time(told["received_at"], clock, self.zone)
        for name, moment in told.items():
            if self._is_future(moment):
                raise _future(moment, name, row.text(name))
        instants = within_days(told, now=self.now)
        for name, at in instants.items():
            if at < instants["received_at"]:
                flaw = RowFlaw.BEFORE_RECEPTION
                raise RowRefusedError(flaw, field=name, value=row.text(name))
        return RowDates(instants=instants, told=told)

    def _is_future(self, moment: CellMoment) -> bool:
        if moment.at <= self.now:
            return False
        if moment.is_day:
            return moment.day > local_day(self.now, self.zone)
        return True

    def _told(self, row: Row, name: str) -> CellMoment:
        try:
            return moment_in(row.cells[name], self.zone, day_first=self.mapping.dayfirst)
        except UnreadableCellError as error:
            raise RowRefusedError(error.flaw, field=name, value=row.text(name)) from error

    def _clock(self, row: Row) -> time | None:
        name = "received_time"
        if row.text(name) is None:
            return None
        try:
            return time_in(row.cells[name])
        except UnreadableCellError as error:
            raise RowRefusedError(error.flaw, field=name, value=row.text(name)) from error

    def _member(self, closed_set: type[Member], row: Row, name: str) -> Member | None:
        said = row.text(name)
        return None if said is None else self._named(closed_set, said, name)

    def _named(self, closed_set: type[Member], said: str, name: str) -> Member:
        """The member that a word stands for; each word of a column is looked up once."""
        known = self._known.get((name, said))
        if known is not None:
            return cast("Member", known)
        own = self.mapping.values.get(name, {})
        code = next((own[key] for key in own if folded(key) == folded(said)), said)
        try:
            found: Member = member_in(code, _names(closed_set, name), words=_words(closed_set))
        except UnreadableCellError as error:
            hint = ", ".join(error.words)
            raise RowRefusedError(error.flaw, field=name, value=said, hint=hint) from error
        if len(self._known) < _WORDS_KEPT:
            self._known[name, said] = found
        return found

    def _truth(self, row: Row, name: str) -> bool:
        said = row.text(name)
        if said is None:
            return False
        try:
            return truth_in(said)
        except UnreadableCellError as error:
            raise RowRefusedError(error.flaw, field=name, value=said) from error

    def _site(self, row: Row) -> Site | None:
        """The site of that name; a school without sites may write there what it likes."""
        said = row.text("site")
        if said is None or not self.sites:
            return None
        found = site_named(said, self.sites)
        if found is None:
            raise RowRefusedError(RowFlaw.NO_SITE, field="site", value=said)
        return found

    def _settled_as(self, row: Row, dates: Mapping[str, datetime]) -> Status:
        said = self._member(Status, row, "status")
        if said is None or said.is_open:
            return Status.CLOSED
        if "closed_at" in dates:
            return said
        if row.text("status") == self.mapping.defaults.get("status"):
            return Status.CLOSED  # how a case is settled, of one that is open yet
        raise RowRefusedError(RowFlaw.NO_CLOSING, field="status", value=row.text("status"))


def _future(moment: CellMoment, name: str, value: str | None) -> RowRefusedError:
    """A date to come; where its year stood in two digits, as which one it was read."""
    year = str(moment.day.year)
    is_short = value is not None and year not in value
    flaw = RowFlaw.SHORT_YEAR if is_short else RowFlaw.FUTURE
    return RowRefusedError(flaw, field=name, value=value, hint=year if is_short else "")


@cache
def _cells() -> Mapping[str, tuple[str, Any]]:
    """The attribute of a case that each column tells, and the type of its values."""
    return {
        field.name: (field.attribute, type_held(field.attribute))
        for field in TELLABLE
        if field.name not in _READ_APART and Use.PERSONAL not in field.use
    }


@cache
def _names(closed_set: type[Member], name: str) -> Mapping[str, Member]:
    """How the members of a set may be named in the column of this name."""
    return names_of(closed_set, words=words.words_of(closed_set), also=ALSO.get(name, {}))


@cache
def _words(closed_set: type[StrEnum]) -> Iterable[str]:
    return tuple(words.words_of(closed_set).values())


def _complainant(row: Row) -> Complainant:
    return Complainant(name=row.text("complainant"), contact=row.text("complainant_contact"))
