"""A row of somebody else's register as a case to import, checked cell by cell."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, cast
from zoneinfo import ZoneInfo

from bot.documents import words
from bot.documents.import_mapping import ColumnMapping
from bot.documents.register_reading import Row, RowRefusedError, check_legible
from bot.documents.typed_cells import (
    UnreadableCellError,
    folded,
    instant_in,
    member_in,
    names_of,
    truth_in,
)
from bot.domain.cases import DESCRIPTION_MAX, Complainant, Status
from bot.domain.imported import ImportedCase
from bot.domain.outcomes import Outcome
from bot.domain.root_causes import CauseFamily
from bot.domain.sites import Site, site_named
from bot.domain.taxonomy import (
    Category,
    Channel,
    Continuity,
    IncidentType,
    Kind,
    Party,
    Severity,
)

Member = TypeVar("Member", bound=StrEnum)

DEFAULTS: Mapping[str, str] = {
    "party": Party.OTHER,
    "channel": Channel.EMAIL,
    "category": Category.OTHER,
    "severity": Severity.MODERATE,
    "incident_type": IncidentType.ORGANISATIONAL,
}
"""What stands where a register says nothing and a case must; told in the report."""

_ALSO: Mapping[str, Mapping[str, str]] = {
    "kind": {
        "Plainte": Kind.COMPLAINT,
        "Aléa": Kind.INCIDENT,
        "Difficulté": Kind.INCIDENT,
    },
    "party": {"Apprenant": Party.TRAINEE, "Client": Party.CLIENT_COMPANY, "OPCO": Party.FUNDER},
    "channel": {
        "Courriel": Channel.EMAIL,
        "Mail": Channel.EMAIL,
        "E-mail": Channel.EMAIL,
        "Tél": Channel.PHONE,
        "Oral": Channel.IN_PERSON,
        "Courrier": Channel.POST,
    },
    "status": {
        **dict.fromkeys(("Close", "Clôturé", "Clôturée", "Traité", "Traitée"), Status.CLOSED),
        **dict.fromkeys(("Soldé", "Soldée", "Terminé", "Terminée"), Status.CLOSED),
        **dict.fromkeys(("En cours", "Ouvert", "Ouverte", "Nouveau"), Status.RECEIVED),
    },
}

_WORDS_KEPT = 10_000
"""A column of a closed set has few words, but nothing says how they are written."""
_DATES = ("ack_sent_at", "proposed_at", "implemented_at", "closed_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class RowReader:
    """Makes cases of rows; `assumed` counts how often each default stood in."""

    mapping: ColumnMapping
    zone: ZoneInfo
    now: datetime
    sites: tuple[Site, ...] = ()
    assumed: Counter[str] = field(default_factory=Counter)
    _known: dict[tuple[str, str], StrEnum] = field(default_factory=dict, init=False)

    def read(self, row: Row, *, usual_kind: Kind) -> ImportedCase:
        """The case that a row tells of. Raises RowRefusedError."""
        check_legible(row)
        kind = self._member(Kind, row, "kind") or usual_kind
        dates = self._dates(row)
        ref = row.text("ref")
        is_complaint = kind is Kind.COMPLAINT
        return ImportedCase(
            key=ref or row.digest,
            source_ref=ref,
            kind=kind,
            description=_description(row, ref),
            party=self._member_or_default(Party, row, "party", is_needed=is_complaint)
            or Party.TEACHING_TEAM,
            channel=self._member_or_default(Channel, row, "channel", is_needed=is_complaint)
            or Channel.SLACK,
            severity=self._member_or_default(Severity, row, "severity") or Severity.MODERATE,
            category=self._member_or_default(Category, row, "category", is_needed=is_complaint),
            incident_type=self._member_or_default(
                IncidentType, row, "incident_type", is_needed=not is_complaint
            ),
            continuity=self._member(Continuity, row, "continuity"),
            session=row.text("session_ref"),
            site=self._site(row),
            requested_remedy=row.text("requested_remedy"),
            complainant=_complainant(row),
            injury=self._truth(row, "injury"),
            confidential=self._truth(row, "confidentiality"),
            settled_as=self._settled_as(row, dates),
            analysis=row.text("analysis"),
            root_cause=row.text("root_cause"),
            cause_family=self._member(CauseFamily, row, "cause_family"),
            solution=row.text("solution"),
            outcome=self._member(Outcome, row, "outcome"),
            **dates,
        )

    def _dates(self, row: Row) -> dict[str, Any]:
        received_at = self._instant(row, "received_at")
        if received_at is None:
            raise RowRefusedError("is empty: every case was received some day", field="received_at")
        found: dict[str, datetime | None] = {"received_at": received_at}
        for name in _DATES:
            found[name] = self._instant(row, name)
            told = found[name]
            if told is not None and told < received_at:
                raise RowRefusedError("is before the reception", field=name, value=row.text(name))
        return found

    def _instant(self, row: Row, name: str) -> datetime | None:
        if row.text(name) is None:
            return None
        try:
            instant = instant_in(row.cells[name], self.zone)
        except UnreadableCellError as error:
            raise RowRefusedError(str(error), field=name, value=row.text(name)) from error
        if instant > self.now:
            raise RowRefusedError("is in the future", field=name, value=row.text(name))
        return instant

    def _member(self, closed_set: type[Member], row: Row, name: str) -> Member | None:
        said = row.text(name)
        return None if said is None else self._named(closed_set, said, name)

    def _member_or_default(
        self, closed_set: type[Member], row: Row, name: str, *, is_needed: bool = True
    ) -> Member | None:
        if row.text(name) is not None:
            return self._member(closed_set, row, name)
        if not is_needed:
            return None
        self.assumed[name] += 1
        return self._named(closed_set, self.default_of(name), name)

    def default_of(self, name: str) -> str:
        """What stands for a field where a row says nothing."""
        return self.mapping.defaults.get(name, DEFAULTS[name])

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
            raise RowRefusedError(str(error), field=name, value=said) from error
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
            raise RowRefusedError(str(error), field=name, value=row.text(name)) from error

    def _site(self, row: Row) -> Site | None:
        """The site of that name; a school without sites may write there what it likes."""
        said = row.text("site")
        if said is None or not self.sites:
            return None
        found = site_named(said, self.sites)
        if found is None:
            raise RowRefusedError("is none of VIGIE_SITES", field="site", value=said)
        return found

    def _settled_as(self, row: Row, dates: Mapping[str, datetime | None]) -> Status:
        said = self._member(Status, row, "status")
        if said is None or said.is_open:
            return Status.CLOSED
        if dates["closed_at"] is None:
            raise RowRefusedError(
                "says that all is done, but there is no closing date (closed_at)",
                field="status",
                value=row.text("status"),
            )
        return said


@cache
def _names(closed_set: type[Member], name: str) -> Mapping[str, Member]:
    """How the members of a set may be named in the column of this name."""
    return names_of(closed_set, words=words.words_of(closed_set), also=_ALSO.get(name, {}))


@cache
def _words(closed_set: type[StrEnum]) -> Iterable[str]:
    return tuple(words.words_of(closed_set).values())


def _description(row: Row, ref: str | None) -> str:
    parts = dict.fromkeys(filter(None, (row.text("subject"), row.text("description"))))
    if not parts:
        raise RowRefusedError("is empty", field="description")
    described = "\n".join(_without_repeated_start(tuple(parts)))
    kept = f"{described}\n\nRéférence d'origine\u00a0: {ref}" if ref else described
    if len(kept) > DESCRIPTION_MAX:
        raise RowRefusedError(f"has more than {DESCRIPTION_MAX} characters", field="description")
    return kept


def _without_repeated_start(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Drop a subject that is only how the description begins, as in our own export."""
    if len(parts) > 1 and folded(parts[1]).startswith(folded(parts[0]).rstrip("…. ")):
        return parts[1:]
    return parts


def _complainant(row: Row) -> Complainant:
    return Complainant(name=row.text("complainant"), contact=row.text("complainant_contact"))
