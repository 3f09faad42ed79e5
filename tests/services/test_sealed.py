"""Sealed reports: kept for those who may read them, handled by two, and whole or found changed."""

import errno
import logging
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import delete, insert, select, update

from bot.domain.calendar.wall_time import PARIS
from bot.domain.sealed.dues import DueKind
from bot.domain.sealed.reports import (
    EntryKind,
    SealedDraft,
    SealedField,
    SealedReport,
    SealedState,
    SealedStep,
)
from bot.domain.sealed.shown import HandlerStep, WholeReport
from bot.scanning.needles import Needles
from bot.scanning.places import found_beneath
from bot.sealing.ciphers import Pair, new_pair
from bot.sealing.vault import ForeignFolderError, TamperedError, Vault
from bot.services.sealed.filing import NobodyToReadError, file_sealed, follow
from bot.services.sealed.handling import NotYetError, list_sealed, open_sealed, take_sealed_step
from bot.services.sealed.nudging import due_nudges
from bot.services.sealed.records import SealedMissingError
from storage.cases import journal
from storage.database import Database
from storage.tables import journal as journal_table
from storage.tables import people, sealed_entries, sealed_reports
from tests.support.builders import NOW, OFFICE, opened
from tests.support.sealed import ANNE, BRUNO, READER, SOLENE, sealed_store

pytestmark = pytest.mark.one_database

WORDS = "Zwirgnel m'a poussé dans l'escalier"
MONDAY = datetime(2026, 11, 16, 9, tzinfo=UTC)


class Store:
    """The store of a school, and what people do with it."""

    def __init__(self, database: Database, path: Path) -> None:
        self.database = database
        self.vault = Vault(sealed_store(path)[0])
        self.author: Pair = new_pair()

    def file(self, *, form: str = "form", at: datetime = NOW, **told: object) -> SealedReport:
        draft = SealedDraft(submission=form, told={SealedField.WHAT: WORDS}, **told)  # type: ignore[arg-type]
        now = opened(self.database, now=at)
        return file_sealed(now, self.vault, draft, author=self.author.public)

    def listed(self, reader: str, *, at: datetime = NOW) -> list[SealedReport]:
        found = list_sealed(opened(self.database, now=at), self.vault, reader=reader)
        return [one.report for one in found.reports]

    def flawed(self, reader: str = ANNE) -> int:
        return list_sealed(opened(self.database), self.vault, reader=reader).flawed

    def open(self, report: SealedReport, reader: str = ANNE, *, at: datetime = NOW) -> WholeReport:
        now = opened(self.database, now=at)
        return open_sealed(now, self.vault, report.id, reader=reader)

    def take(
        self, report: SealedReport, step: SealedStep, *, by: str = ANNE, **more: str
    ) -> WholeReport | None:
        given = {"text": f"fait : {step}", "form": str(uuid4())} | more
        taken = HandlerStep(report_id=report.id, step=step, **given)
        return take_sealed_step(opened(self.database), self.vault, taken, actor=by)

    def nudged(self, *, at: datetime) -> set[str]:
        return set(due_nudges(opened(self.database, now=at), self.vault).people)


@pytest.fixture
def store(database: Database, tmp_path: Path) -> Store:
    return Store(database, tmp_path)


@pytest.mark.both_databases
def test_a_form_that_comes_twice_is_one_report(store: Store) -> None:
    report = store.file()

    assert store.file() == report
    assert [one.id for one in store.listed(ANNE)] == [report.id]
    assert store.vault.code_of("form") != store.vault.code_of("other form")


def test_a_process_that_died_before_its_commit_left_nothing_in_the_way(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(journal, "append_all", _die)
        with pytest.raises(KeyboardInterrupt):
            store.file()
    report = store.file()

    assert store.open(report).entries[0].told[SealedField.WHAT] == WORDS
    assert store.flawed() == 0


def _die(*_: object) -> None:
    raise KeyboardInterrupt


def test_on_a_full_disk_nothing_is_kept(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            store.file()

    assert store.listed(ANNE) == []


def test_only_those_who_are_not_named_and_still_there_see_it(store: Store) -> None:
    report = store.file(concerned=(ANNE,))

    assert {one for one in (ANNE, BRUNO, SOLENE, READER) if store.listed(one)} == {BRUNO, SOLENE}
    with pytest.raises(SealedMissingError):
        store.open(report, ANNE)
    _leave(store, BRUNO)
    with pytest.raises(SealedMissingError):
        store.open(report, BRUNO)
    with pytest.raises(NobodyToReadError):
        store.file(form="all", concerned=(ANNE, BRUNO, SOLENE))
    assert [one.id for one in store.listed(SOLENE)] == [report.id]


def _leave(store: Store, person: str) -> None:
    with store.database.writing() as connection:
        row = {"id": person, "name": "x", "is_deleted": True}
        connection.execute(insert(people).values(row))


def test_whoever_came_later_reads_once_somebody_admits_them(store: Store) -> None:
    report = store.file()
    handlers = store.vault.handlers()
    new = type(handlers.first)(person="U0NEW", name="Nora")
    store.vault.folder.write_handlers(
        type(handlers)(first=handlers.first, second=new, substitute=None, contact=handlers.contact)
    )
    before = store.listed("U0NEW")
    told = store.open(report).newcomers
    store.take(report, SealedStep.ADMIT)

    assert (before, list(told)) == ([], ["Nora"])
    assert [one.id for one in store.listed("U0NEW")] == [report.id]


@pytest.mark.both_databases
def test_each_opening_is_written_down_and_told_to_the_other_once(store: Store) -> None:
    report = store.file(at=MONDAY)
    first = store.nudged(at=MONDAY)
    store.open(report, ANNE, at=MONDAY)
    told = store.nudged(at=MONDAY)
    listed = list_sealed(opened(store.database, now=MONDAY), store.vault, reader=BRUNO)
    whole = store.open(report, BRUNO, at=MONDAY)
    back = store.nudged(at=MONDAY)
    store.listed(ANNE, at=MONDAY)

    assert (first, told, back) == ({ANNE, BRUNO}, {BRUNO}, {ANNE})
    assert listed.reports[0].opened_by == ANNE
    opens = [(one.kind, one.by) for one in whole.entries[1:]]
    assert opens == [(EntryKind.OPENED, ANNE), (EntryKind.OPENED, BRUNO)]
    assert store.nudged(at=MONDAY) == set()


def test_nudges_keep_to_working_hours_but_in_danger_and_come_again_while_nobody_reads(
    store: Store,
) -> None:
    sunday = MONDAY - timedelta(days=1)
    quiet = store.file(at=sunday)
    asleep, next_day = store.nudged(at=sunday), store.nudged(at=MONDAY)
    at_once = store.nudged(at=MONDAY + timedelta(hours=1))
    store.author = new_pair()
    store.file(form="danger", at=sunday, is_danger=True)
    in_danger = store.nudged(at=sunday)
    thursday = store.nudged(at=MONDAY + timedelta(days=3))
    store.open(quiet, ANNE, at=MONDAY + timedelta(days=3))

    assert (asleep, next_day, at_once) == (set(), {ANNE, BRUNO}, set())
    assert in_danger == {ANNE, BRUNO}
    assert thursday == {ANNE, BRUNO, SOLENE}  # nobody has read for two working days


@pytest.mark.both_databases
def test_who_has_the_code_reads_what_is_told_and_adds_to_it_once(store: Store) -> None:
    report = store.file()
    store.take(report, SealedStep.REPLY, text="Nous vous avons lu.", form="one")
    store.take(report, SealedStep.REPLY, text="Nous vous avons lu.", form="one")
    store.take(report, SealedStep.NOTE, text="entre nous")
    now = opened(store.database)
    follow(now, store.vault, store.author, added="Et hier encore.", form="more")
    thread = follow(now, store.vault, store.author, added="Et hier encore.", form="more")
    whole = store.open(report)

    assert list(thread.replies) == ["Nous vous avons lu."]
    assert thread.report.state is SealedState.ACKNOWLEDGED
    added = [one.text for one in whole.entries if one.kind is EntryKind.ADDITION]
    assert added == ["Et hier encore."]
    assert store.listed(BRUNO)[0].is_unread(BRUNO)
    with pytest.raises(SealedMissingError):
        follow(now, store.vault, new_pair())


@pytest.mark.both_databases
def test_ending_and_erasing_take_two(store: Store) -> None:
    report = store.file()
    with pytest.raises(NotYetError):
        store.take(report, SealedStep.ERASE)
    alone = store.take(report, SealedStep.CLOSE)
    again = store.take(report, SealedStep.CLOSE)
    agreed = store.take(report, SealedStep.CLOSE, by=BRUNO, text="Fin.")
    thread = follow(opened(store.database), store.vault, store.author)
    store.take(report, SealedStep.ERASE)
    erased = store.take(report, SealedStep.ERASE, by=BRUNO)

    assert alone is not None
    assert again is not None
    assert agreed is not None
    states = [one.report.state for one in (alone, again, agreed)]
    assert states == [SealedState.FILED, SealedState.FILED, SealedState.CLOSED]
    assert [kind for kind, _ in agreed.dues] == [DueKind.WATCH]
    assert list(thread.replies) == ["Fin."]
    assert erased is None
    assert (store.listed(ANNE), store.vault.folder.known(), store.flawed()) == ([], {}, 0)


def test_who_alone_can_open_it_needs_somebody_outside(store: Store) -> None:
    report = store.file(concerned=(BRUNO, SOLENE))
    with pytest.raises(NotYetError):
        store.take(report, SealedStep.CLOSE)
    whole = store.take(report, SealedStep.CLOSE, countersigned="Mme X, le 13 novembre")

    assert whole is not None
    assert whole.readers == 1
    assert whole.report.state is SealedState.CLOSED
    assert "Mme X, le 13 novembre" in whole.entries[-1].text


def test_what_is_owed_is_on_the_school_s_calendar(store: Store) -> None:
    report = store.file(at=datetime(2026, 12, 21, 9, tzinfo=UTC), wants_meeting=True)
    (listed,) = list_sealed(opened(store.database), store.vault, reader=ANNE).reports
    dues = {kind: day.isoformat() for kind, day in listed.dues}

    assert OFFICE.zone == PARIS
    assert report.wants_meeting
    assert dues == {
        DueKind.ACKNOWLEDGE: "2026-12-31",
        DueKind.ASSESS: "2027-01-06",
        DueKind.MEET: "2027-01-20",
        DueKind.ANSWER: "2027-03-21",
    }


def test_a_row_that_was_forged_swapped_put_back_or_taken_away_is_found(store: Store) -> None:
    report = store.file()
    with store.database.reading() as connection:
        old = connection.execute(select(sealed_reports)).mappings().one()
    store.open(report)
    store.author = new_pair()
    other = store.file(form="other")

    def tampered(changed: object) -> bool:
        with store.database.writing() as connection:
            kept = [
                connection.execute(select(table)).mappings().all()
                for table in (sealed_reports, sealed_entries)
            ]
            connection.execute(changed)  # type: ignore[call-overload]
        try:
            store.open(report)
        except (TamperedError, SealedMissingError, ForeignFolderError):
            return True
        finally:
            with store.database.writing() as connection:
                connection.execute(delete(sealed_entries))
                connection.execute(delete(sealed_reports))
                for table, rows in zip((sealed_reports, sealed_entries), kept, strict=True):
                    connection.execute(insert(table), [dict(row) for row in rows])
        return False

    reports, entries = sealed_reports.c, sealed_entries.c
    of_it = update(sealed_reports).where(reports.id == report.id)
    of_entry = update(sealed_entries).where(entries.report_id == report.id, entries.number == 1)
    swapped = select(entries.body).where(entries.report_id == other.id).scalar_subquery()
    changes = {
        "older row": of_it.values({one: old[one] for one in ("version", "header", "mac")}),
        "version": of_it.values(version=99),
        "author": of_it.values(author="age1other"),
        "store": of_it.values(store="other"),
        "swapped body": of_entry.values(body=swapped),
        "entry away": delete(sealed_entries).where(
            entries.report_id == report.id, entries.number == 2
        ),
    }

    assert {name for name, change in changes.items() if not tampered(change)} == set()
    assert not tampered(of_it.values(store=old["store"]))
    with store.database.writing() as connection:
        connection.execute(delete(sealed_entries))
        connection.execute(delete(sealed_reports))
    assert (store.flawed(), store.flawed(READER)) == (2, 0)
    store.vault.folder.forget_versions()  # an older backup was restored, and two people say so
    assert store.flawed() == 0


def test_the_folder_of_another_school_opens_nothing_and_files_nothing(
    store: Store, tmp_path: Path
) -> None:
    report = store.file()
    store.vault = Vault(sealed_store(tmp_path / "other")[0])

    with pytest.raises(ForeignFolderError):
        store.file(form="new")
    with pytest.raises(ForeignFolderError):
        store.open(report)
    assert (store.listed(ANNE), store.flawed()) == ([], 1)


def test_without_the_folder_nothing_of_it_is_to_be_read_anywhere(
    sqlite_database: Database, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    store = Store(sqlite_database, tmp_path / "keys")
    report = store.file(concerned=(BRUNO,), at=MONDAY)
    store.nudged(at=MONDAY)
    store.open(report, at=MONDAY)
    store.take(report, SealedStep.REPLY, text="Trouzibel vous a lu.")
    words = [WORDS, "Zwirgnel", "Trouzibel", ANNE, BRUNO, SOLENE, report.ref, "sexist"]
    files = [tmp_path / f"vigie.db{end}" for end in ("", "-wal")]
    in_files = found_beneath(Needles(tuple(words)), files)
    with sqlite_database.reading() as connection:
        told = connection.execute(select(journal_table)).mappings().all()

    assert in_files == {}
    assert not [word for word in words if word in caplog.text or word in str(told)]
    assert {row["actor"] for row in told} == {"vigie"}
    with sqlite_database.reading() as connection:
        assert journal.first_flaw(connection) is None


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    yield
    logging.getLogger().setLevel(logging.WARNING)
