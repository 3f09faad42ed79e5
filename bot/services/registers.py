"""The register for those who may read it: who gets what, what is masked, and the trace left."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from itertools import islice

from sqlalchemy import Connection

from bot.domain.actions import Action
from bot.domain.cases import Case, Complainant
from bot.domain.changes import fields_of
from bot.domain.errors import NotAllowedError
from bot.domain.journal import VIGIE
from bot.domain.meeting_notes import Minutes
from bot.domain.office import Office
from bot.domain.periods import Month, Semester
from bot.domain.reports import Report
from bot.domain.reviews import Review
from bot.domain.taxonomy import Kind
from bot.services.disguises import Labels, Masks, Reword, names_of, reworded, reworded_plain
from bot.services.offices import current_office
from bot.services.register_lines import (
    KIND_OF_PART,
    ActionLine,
    Line,
    Part,
    Reader,
    Wanted,
    may_read_register,
    sealed,
    sealed_action,
)
from storage import actions, cases, journal, minutes, people, registers, reports, reviews
from storage.database import Database
from storage.journal import Entry, Flaw, Head
from storage.registers import RegisterRow, snapshot

_BATCH = 500

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
    ) -> None:
        self.wanted = wanted
        self.office = office
        self.now = now
        self._connection = connection
        self._reader = Reader(person=reader, office=office, with_names=wanted.with_names)
        self._watch = watch
        self._received = wanted.received_in(office)
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

    def actions(self) -> Iterator[ActionLine]:
        """The actions created in the period, as the reader may see them."""
        since, until = self._received.start_at, self._received.end_at
        found = actions.created(self._connection, since=since, until=until)
        while batch := list(islice(found, _BATCH)):
            ids = [action.case_id for action in batch if action.case_id]
            origins = cases.by_ids(self._connection, ids)
            for action in batch:
                case = origins[action.case_id] if action.case_id else None
                if line := self._action_line(action, case):
                    yield line

    def history(self, line: Line) -> Iterator[Entry]:
        """What happened to a case, oldest first; of a sealed one only what and when."""
        case = cases.by_id(self._connection, line.case.id) or line.case
        text = self._text_about(case)
        for entry in journal.history_of(self._connection, case.id):
            said = {} if line.is_sealed else dict(entry.details or {})
            details = {
                name: reworded_plain(value, person=self._person, text=text, name=name)
                for name, value in said.items()
            }
            yield replace(entry, actor=self._person(entry.actor), details=details)

    def summaries(self) -> Iterator[tuple[Month, Report | None]]:
        """The latest edition of each month's summary; None for one that was changed since."""
        for month in self._months():
            if edition := reports.latest_edition(self._connection, month):
                yield month, self._report(month, edition)

    def minutes(self) -> Iterator[tuple[Month, Minutes | None]]:
        """The latest minutes about each month's summary; None for those changed since."""
        for month in self._months():
            if edition := minutes.latest_edition(self._connection, month):
                yield month, self._minutes(month, edition)

    def reviews(self) -> Iterator[tuple[Semester, Review | None]]:
        """The latest edition of each half-year's review; None for one that was changed since."""
        for semester in dict.fromkeys(map(Semester.holding, self._months())):
            if edition := reviews.latest_edition(self._connection, semester):
                yield semester, self._review(semester, edition)

    def chain(self) -> tuple[Head, Flaw | None]:
        """Where the journal's chain ends, and its first flaw if it has one."""
        return journal.head_of(self._connection), journal.first_flaw(self._connection)

    def _months(self) -> Iterator[Month]:
        first, last = self.wanted.first_day, self.wanted.last_day
        if first is None or last is None:
            return
        month, end = (Month(year=day.year, month=day.month) for day in (first, last))
        while month <= end:
            yield month
            month = month.next

    def _minutes(self, month: Month, edition: int) -> Minutes | None:
        """What was frozen stays as it is; the facts around it are told as to the reader."""
        try:
            found = minutes.read_minutes(self._connection, month, edition)
        except minutes.MinutesChangedError:
            return None
        told = reworded(found, person=self._person, text=self._text_about(None))
        frozen = ("document", "fingerprint", "report_fingerprint")
        return replace(told, **{name: getattr(found, name) for name in frozen})

    def _review(self, semester: Semester, edition: int) -> Review | None:
        try:
            found = reviews.read_review(self._connection, semester, edition)
        except reports.ReportChangedError:
            return None
        told = reworded(found, person=self._person, text=self._text_about(None))
        return replace(told, fingerprint=found.fingerprint, policy_version=found.policy_version)

    def _report(self, month: Month, edition: int) -> Report | None:
        try:
            return reports.read_report(self._connection, month, edition)
        except reports.ReportChangedError:
            return None

    def _lines(self, kind: Kind) -> Iterator[Line]:
        for row in registers.rows(self._connection, kind, received=self._received):
            if line := self._line(row):
                yield line

    def _line(self, row: RegisterRow) -> Line | None:
        if not self._reader.sees(row.case):
            return Line(case=sealed(row.case), is_sealed=True) if self._reader.leads else None
        text = self._text(row.case, row.complainant)
        is_known = self._reader.knows_complainant(row.case)
        return Line(
            case=reworded(row.case, person=self._person, text=text),
            complainant=row.complainant if is_known else None,
        )

    def _action_line(self, action: Action, case: Case | None) -> ActionLine | None:
        if not self._reader.sees_action(action, case):
            hidden = ActionLine(action=sealed_action(action), is_sealed=True)
            return hidden if self._reader.leads else None
        text = self._text_about(case)
        return ActionLine(action=reworded(action, person=self._person, text=text))

    def _text_about(self, case: Case | None) -> Reword:
        known = cases.complainant_of(self._connection, case.id) if case else None
        return self._text(case, known or Complainant())

    def _text(self, case: Case | None, complainant: Complainant) -> Reword:
        """What to say of a text; what comes from no case tells of no complainant."""
        reader = self._reader
        knows = reader.with_names if case is None else reader.knows_complainant(case)
        return _as_it_is if knows else self._masks.against(complainant)


@contextmanager
def export_for(
    person: str,
    wanted: Wanted,
    *,
    database: Database,
    defaults: Office,
    now: datetime,
    event: str = "register_exported",
) -> Iterator[Register]:
    """The register for a member of the workspace, journalled before it is read.

    Quality managers read all but confidential cases that are not theirs, training managers
    what concerns them. Raises NotAllowedError to others, and for names to all but quality
    managers.
    """
    with database.writing() as connection:
        office = current_office(connection, defaults)
        check_reader(person, wanted, office=office)
        _journal(connection, event, wanted, actor=person, now=now)
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


def is_empty(connection: Connection, wanted: Wanted, *, office: Office) -> bool:
    """Whether the wanted parts hold nothing, whoever may see it."""
    received = wanted.received_in(office)
    since, until = received.start_at, received.end_at
    kinds = [KIND_OF_PART[part] for part in wanted.parts if part in KIND_OF_PART]
    if any(registers.is_there(connection, kind, received=received) for kind in kinds):
        return False
    if Part.ACTIONS not in wanted.parts:
        return True
    return next(actions.created(connection, since=since, until=until), None) is None


def check_reader(person: str, wanted: Wanted, *, office: Office) -> None:
    """Raise NotAllowedError for who may not read the register, or not with names."""
    if not may_read_register(person, wanted, office=office):
        raise NotAllowedError


def _journal(
    connection: Connection, event: str, wanted: Wanted, *, actor: str, now: datetime
) -> None:
    journal.append(connection, event, at=now, actor=actor, details=fields_of(wanted))


def _as_it_is(text: str) -> str:
    return text
