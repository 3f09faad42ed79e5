"""The register for those who may read it: who gets what, what is masked, and the trace left."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice

from bot.domain.actions.actions import Action
from bot.domain.calendar.periods import Month, Semester
from bot.domain.calendar.wall_time import local_day
from bot.domain.cases.cases import Case, Complainant
from bot.domain.cases.journal_entries import VIGIE, fields_of
from bot.domain.cases.taxonomy import Kind
from bot.domain.errors import NotAllowedError
from bot.domain.mail.departures import LetterFate
from bot.domain.register.informing import GivenInformation
from bot.domain.reports.figures import Report
from bot.domain.reports.meeting_notes import Minutes
from bot.domain.reports.quality_risks import Risk
from bot.domain.reports.reviews import Review
from bot.services.register.informing import informations
from bot.services.register.pseudonyms import (
    Labels,
    Masks,
    Reword,
    names_of,
    reworded,
    reworded_plain,
)
from bot.services.register.register_lines import (
    ActionLine,
    Line,
    Reader,
    RegisterQuery,
    SessionLine,
    may_read_register,
    sealed,
    sealed_action,
)
from bot.services.register.risk_lines import risks_as_they_stand
from bot.services.unit_of_work import Transactions, UnitOfWork
from storage.actions import actions
from storage.cases import cases, journal
from storage.cases.cases import KeptFile
from storage.cases.journal import Entry, Flaw, Head
from storage.mail import letters
from storage.mail.letters import LetterBytes
from storage.register import register_sessions, registers
from storage.register.registers import RegisteredCase, snapshot
from storage.reports import editions, minutes
from storage.school import people

_BATCH = 500
_FEW = 50
"""Cases held at once for what lies beside them."""

Watch = Callable[[Iterable[Line], int], Iterable[Line]]
"""Told what is about to be read and how many, as for a progress bar; gives the same lines."""


class Register:
    """The register as of one instant, for one reader; read it while its transaction lives."""

    def __init__(
        self,
        work: UnitOfWork,
        wanted: RegisterQuery,
        *,
        reader: str | None = None,
        watch: Watch | None = None,
    ) -> None:
        self.wanted = wanted
        self.office = work.office
        self.now = work.now
        self._work, self._connection = work, work.connection
        self._reader = Reader(person=reader, office=self.office, with_names=wanted.with_names)
        self._watch = watch
        self._received = wanted.received_in(self.office)
        members = people.everyone(self._connection)
        self._masks = Masks(members)
        self._person = names_of(members) if wanted.with_names else Labels(self.office).label

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
        """A case's events, oldest first; of a sealed one only what and when."""
        case = cases.by_id(self._connection, line.case.id) or line.case
        text = self._text_about(case)
        for entry in journal.history_of(self._connection, case.id):
            said = {} if line.is_sealed else dict(entry.details or {})
            details = {
                name: reworded_plain(value, person=self._person, text=text, name=name)
                for name, value in said.items()
            }
            yield replace(entry, actor=self._person(entry.actor), details=details)

    def kept_files(self, line: Line) -> tuple[KeptFile, ...]:
        """A case's kept files that the reader may have; a confidential one's only with names."""
        case = line.case
        if line.is_sealed or not case.file_count:
            return ()
        if case.confidential and not self.wanted.with_names:
            return ()
        found = cases.files_of(self._connection, case.id)
        return tuple(file for file in found if file.sha256)

    def mailed_letters(self, line: Line) -> tuple[LetterBytes, ...]:
        """A case's letters by mail, byte by byte; they name their addressee, so only with names."""
        if line.is_sealed or not self.wanted.with_names:
            return ()
        return letters.bytes_of(self._connection, line.case.id)

    def sessions(self) -> Iterator[SessionLine]:
        """The sessions of the period, and those that its cases are about, as the reader may.

        Without names neither trainers nor clients are told: a client may be a person.
        """
        text = self._text_about(None)
        bounds = (self.wanted.first_day, self.wanted.last_day)
        found = register_sessions.of_period(
            self._connection, bounds, received=self._received, reader=self._reader.person
        )
        for known, count in found:
            told = reworded(known, person=self._person, text=text)
            if not self.wanted.with_names:
                told = replace(told, trainers=(), client=None, funder=None)
            yield SessionLine(session=replace(told, code=known.code), cases=count)

    def informations(self) -> Iterator[GivenInformation]:
        """Who was told what in the period, but of cases that the reader does not see."""
        for given, case in informations(self._connection):
            if self.wanted.holds(given.told_on) and (case is None or self._reader.sees(case)):
                text = self._text_about(case)
                yield reworded(given, person=self._person, text=text)

    def risks(self) -> Iterator[Risk]:
        """Every risk under watch, the gravest first; what is confidential they do not name."""
        text = self._text_about(None)
        for risk in risks_as_they_stand(self._work):
            yield reworded(risk, person=self._person, text=text)

    def summaries(self) -> Iterator[tuple[Month, Report | None]]:
        """The latest edition of each month's summary; None for one that was changed since."""
        for month in self._months():
            if edition := editions.latest_edition(self._connection, month):
                yield month, self._report(month, edition)

    def minutes(self) -> Iterator[tuple[Month, Minutes | None]]:
        """The latest minutes about each month's summary; None for those changed since."""
        for month in self._months():
            if edition := minutes.latest_edition(self._connection, month):
                yield month, self._minutes(month, edition)

    def reviews(self) -> Iterator[tuple[Semester, Review | None]]:
        """The latest edition of each half-year's review; None for one that was changed since."""
        for semester in dict.fromkeys(map(Semester.holding, self._months())):
            if edition := editions.latest_edition(self._connection, semester):
                yield semester, self._review(semester, edition)

    def chain(self) -> tuple[Head, Flaw | None]:
        """Where the journal's chain ends, and its first flaw if it has one."""
        return journal.head_of(self._connection), journal.first_flaw(self._connection)

    def _months(self) -> Iterator[Month]:
        """The wanted months about which something may have been told: none before its time."""
        return self.wanted.months_until(local_day(self.now, self.office.zone))

    def _minutes(self, month: Month, edition: int) -> Minutes | None:
        """The frozen text stays as it is; the facts around it are told as to the reader."""
        try:
            found = minutes.read_minutes(self._connection, month, edition)
        except minutes.MinutesChangedError:
            return None
        told = reworded(found, person=self._person, text=self._text_about(None))
        frozen = ("document", "fingerprint", "report_fingerprint")
        return replace(told, **{name: getattr(found, name) for name in frozen})

    def _review(self, semester: Semester, edition: int) -> Review | None:
        try:
            found = editions.read_review(self._connection, semester, edition)
        except editions.ReportChangedError:
            return None
        told = reworded(found, person=self._person, text=self._text_about(None))
        return replace(told, fingerprint=found.fingerprint, policy_version=found.policy_version)

    def _report(self, month: Month, edition: int) -> Report | None:
        try:
            return editions.read_report(self._connection, month, edition)
        except editions.ReportChangedError:
            return None

    def _lines(self, kind: Kind) -> Iterator[Line]:
        found = registers.rows(self._connection, kind, received=self._received)
        while batch := list(islice(found, _FEW)):
            told = letters.fates_of(self._connection, [row.case.id for row in batch])
            for row in batch:
                if line := self._line(row, told.get(row.case.id, ())):
                    yield line

    def _line(self, row: RegisteredCase, told: tuple[LetterFate, ...]) -> Line | None:
        if not self._reader.sees(row.case):
            return (
                Line(case=sealed(row.case), is_sealed=True)
                if self._reader.gets_sealed_lines
                else None
            )
        text = self._text(row.case, row.complainant)
        is_known = self._reader.knows_complainant(row.case)
        return Line(
            case=reworded(row.case, person=self._person, text=text),
            complainant=row.complainant if is_known else None,
            letters=told,
        )

    def _action_line(self, action: Action, case: Case | None) -> ActionLine | None:
        if not self._reader.sees_action(action, case):
            hidden = ActionLine(action=sealed_action(action), is_sealed=True)
            return hidden if self._reader.gets_sealed_lines else None
        text = self._text_about(case)
        return ActionLine(action=reworded(action, person=self._person, text=text))

    def _text_about(self, case: Case | None) -> Reword:
        known = cases.complainant_of(self._connection, case.id) if case else None
        return self._text(case, known or Complainant())

    def _text(self, case: Case | None, complainant: Complainant) -> Reword:
        """Rewrite a text; what comes from no case tells of no complainant."""
        reader = self._reader
        knows = reader.with_names if case is None else reader.knows_complainant(case)
        return _as_it_is if knows else self._masks.against(complainant)


@contextmanager
def export_for(
    transactions: Transactions,
    wanted: RegisterQuery,
    *,
    person: str,
    event: str = "register_exported",
) -> Iterator[Register]:
    """The register for a member of the workspace, journalled once what is made of it is made.

    Quality managers read all but confidential cases that are not theirs, training managers
    what concerns them. Raises NotAllowedError to others, and for names to all but quality
    managers.
    """
    with transactions.reading() as work:
        if not may_read_register(person, wanted, office=work.office):
            raise NotAllowedError
    with snapshot(transactions.database) as connection:
        yield Register(transactions.on(connection), wanted, reader=person)
    transactions.write(_journal, event, wanted, actor=person)


@contextmanager
def export(
    transactions: Transactions,
    wanted: RegisterQuery,
    *,
    event: str = "register_exported",
    watch: Watch | None = None,
) -> Iterator[Register]:
    """The register for whoever runs the program, confidential cases sealed.

    It is journalled once what is made of it is made: let a file stand in its place only then.
    """
    with snapshot(transactions.database) as connection:
        yield Register(transactions.on(connection), wanted, watch=watch)
    transactions.write(_journal, event, wanted, actor=VIGIE)


def _journal(work: UnitOfWork, event: str, wanted: RegisterQuery, *, actor: str) -> None:
    journal.append(work.connection, event, at=work.now, actor=actor, details=fields_of(wanted))


def _as_it_is(text: str) -> str:
    return text
