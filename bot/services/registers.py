"""The register for those who may read it: who gets what, what is masked, and the trace left."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from sqlalchemy import Connection

from bot.domain.actions import Action
from bot.domain.cases import Case, Complainant
from bot.domain.changes import fields_of
from bot.domain.errors import NotAllowedError, VigieError
from bot.domain.journal import VIGIE
from bot.domain.office import Office
from bot.domain.roles import may_see
from bot.domain.taxonomy import Kind
from bot.domain.wall_time import instant_on
from bot.services.disguises import Labels, Masks, Reword, names_of, reworded, reworded_plain
from bot.services.offices import current_office
from storage import cases, journal, people, registers
from storage.database import Database
from storage.journal import Entry
from storage.registers import Received, RegisterRow, snapshot


class Part(StrEnum):
    """The parts of the register: each is a sheet of its own."""

    COMPLAINTS = "complaint"
    INCIDENTS = "incident"
    ACTIONS = "action"


KIND_OF_PART = {Part.COMPLAINTS: Kind.COMPLAINT, Part.INCIDENTS: Kind.INCIDENT}


class BackwardPeriodError(VigieError):
    """The period ends before it begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked of the register: days of reception in the office's zone, both included."""

    parts: tuple[Part, ...] = tuple(Part)
    first_day: date | None = None
    last_day: date | None = None
    with_names: bool = False

    def __post_init__(self) -> None:
        if self.first_day and self.last_day and self.last_day < self.first_day:
            raise BackwardPeriodError


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A case as the reader may see it; of a sealed one only reference, status and dates.

    People are labels or names, never ids; `complainant` is None without names.
    """

    case: Case
    complainant: Complainant | None = None
    is_sealed: bool = False


Watch = Callable[[Iterable[Line], int], Iterable[Line]]
"""Told what is about to be read and how many, as for a progress bar; gives the same lines."""


class Register:
    """The register as of one instant, for one reader; read it while its transaction lives."""

    def __init__(
        self,
        connection: Connection,
        wanted: Wanted,
        *,
        office: Office,
        now: datetime,
        reader: str | None = None,
        watch: Watch | None = None,
        actions: Iterable[Action] = (),
    ) -> None:
        self.wanted = wanted
        self.office = office
        self.now = now
        self._connection = connection
        self._reader = reader
        self._watch = watch
        self._actions = actions
        self._received = received_in(wanted, office)
        members = people.everyone(connection)
        self._masks = Masks(members)
        self._person = names_of(members) if wanted.with_names else Labels(office).label

    def count(self, kind: Kind) -> int:
        """How many cases of a kind the period holds, whoever may see them."""
        return registers.count(self._connection, kind, received=self._received)

    def lines(self, kind: Kind) -> Iterable[Line]:
        """The cases of a kind, one after the other, as the reader may see them."""
        found = self._lines(kind)
        return self._watch(found, self.count(kind)) if self._watch else found

    def actions(self) -> Iterator[Action]:
        """The actions created in the period."""
        for action in self._actions:
            yield reworded(action, person=self._person, text=self._text(Complainant()))

    def history(self, line: Line) -> Iterator[Entry]:
        """What happened to a case, oldest first; of a sealed one only what and when."""
        complainant = cases.complainant_of(self._connection, line.case.id) or Complainant()
        text = self._text(complainant)
        for entry in journal.history_of(self._connection, line.case.id):
            said = dict(entry.details or {}) if not line.is_sealed else {}
            details = {
                name: reworded_plain(value, person=self._person, text=text, name=name)
                for name, value in said.items()
            }
            yield replace(entry, actor=self._person(entry.actor), details=details)

    def _lines(self, kind: Kind) -> Iterator[Line]:
        for row in registers.rows(self._connection, kind, received=self._received):
            if line := self._line(row):
                yield line

    def _line(self, row: RegisterRow) -> Line | None:
        if not self._is_open(row.case):
            return self._sealed(row.case)
        return Line(
            case=reworded(row.case, person=self._person, text=self._text(row.complainant)),
            complainant=row.complainant if self.wanted.with_names else None,
        )

    def _is_open(self, case: Case) -> bool:
        """Whether the reader may read the case; without a reader, whether it is an open book."""
        if self._reader is None:
            return not case.confidential
        return may_see(self._reader, case, self.office)

    def _sealed(self, case: Case) -> Line | None:
        """A line without a word, so that the numbering shows no gap; none for the others."""
        if self._reader is not None and self._reader not in self.office.quality_managers:
            return None
        return Line(case=sealed(case), is_sealed=True)

    def _text(self, complainant: Complainant) -> Reword:
        return _as_it_is if self.wanted.with_names else self._masks.against(complainant)


@contextmanager
def export_for(
    person: str, wanted: Wanted, *, database: Database, defaults: Office, now: datetime
) -> Iterator[Register]:
    """The register for a member of the workspace, journalled before it is read.

    Quality managers read all but confidential cases that are not theirs, training managers
    what concerns them. Raises NotAllowedError to others, and for names to all but quality
    managers.
    """
    with database.writing() as connection:
        office = current_office(connection, defaults)
        _check_reader(person, wanted, office=office)
        _journal(connection, "register_exported", wanted, actor=person, now=now)
    with snapshot(database) as connection:
        yield Register(connection, wanted, office=office, now=now, reader=person)


@contextmanager
def export(
    database: Database,
    wanted: Wanted,
    *,
    defaults: Office,
    now: datetime,
    event: str = "register_exported",
    watch: Watch | None = None,
) -> Iterator[Register]:
    """The register for whoever runs the program, journalled; confidential cases stay sealed."""
    with database.writing() as connection:
        office = current_office(connection, defaults)
        _journal(connection, event, wanted, actor=VIGIE, now=now)
    with snapshot(database) as connection:
        yield Register(connection, wanted, office=office, now=now, watch=watch)


def received_in(wanted: Wanted, office: Office) -> Received:
    """The instants between which the wanted days of the office lie."""
    first, last = wanted.first_day, wanted.last_day
    return Received(
        start_at=instant_on(first, time(), office.zone) if first else None,
        end_at=instant_on(last + timedelta(days=1), time(), office.zone) if last else None,
    )


def sealed(case: Case) -> Case:
    """A case of which only reference, kind, status and dates are left to read."""
    return Case(
        id=case.id,
        ref=case.ref,
        kind=case.kind,
        status=case.status,
        received_at=case.received_at,
        recorded_at=case.recorded_at,
        recorded_by="",
        channel=case.channel,
        party=case.party,
        description="",
        severity=case.severity,
        confidential=True,
        ack_due_at=case.ack_due_at,
        solution_due_at=case.solution_due_at,
        current_due_at=case.current_due_at,
        charge_due_at=case.charge_due_at,
        information_due_at=case.information_due_at,
        ack_sent_at=case.ack_sent_at,
        proposed_at=case.proposed_at,
        taken_charge_at=case.taken_charge_at,
        closed_at=case.closed_at,
    )


def _check_reader(person: str, wanted: Wanted, *, office: Office) -> None:
    entitled = set(office.quality_managers)
    if not wanted.with_names:
        entitled |= set(office.training_managers)
    if person not in entitled:
        raise NotAllowedError


def _journal(
    connection: Connection, event: str, wanted: Wanted, *, actor: str, now: datetime
) -> None:
    journal.append(connection, event, at=now, actor=actor, details=fields_of(wanted))


def _as_it_is(text: str) -> str:
    return text
