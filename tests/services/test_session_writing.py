"""Sessions written by hand: by whom, once, and beside those that lists tell of."""

from dataclasses import replace

import pytest

from bot.domain.errors import NotAllowedError
from bot.domain.register.imported_sessions import SessionRow
from bot.domain.sessions.sessions import KnownSession, TrainingSession
from bot.services.register.session_importing import import_sessions
from bot.services.sessions.writing import SessionKnownError, known_session, write_session
from storage.database import Database
from tests.support.builders import NOW, QUALITY, TRAINER, opened
from tests.support.sessions import SST, keep_sessions

pytestmark = pytest.mark.one_database

OWN = TrainingSession(code="SSIAP-7", title="SSIAP 1", trainers=("Zoé Petit",))


def write(database: Database, wanted: TrainingSession, *, is_new: bool = True) -> None:
    opened(database).write(write_session, wanted, actor=QUALITY, is_new=is_new)


def known(database: Database, key: str) -> KnownSession | None:
    return opened(database).read(known_session, key, reader=QUALITY)


@pytest.mark.both_databases
def test_a_new_one_is_written_once_and_stays_whatever_lists_say(database: Database) -> None:
    write(database, OWN)
    write(database, OWN)
    row = SessionRow(session=SST, told=frozenset({"title"}))
    opened(database).write(import_sessions, [row], source="sessions.csv")
    found = known(database, OWN.key)

    assert found is not None
    assert (found.session, found.source, found.gone_at) == (OWN, "Slack", None)
    with pytest.raises(SessionKnownError):
        write(database, replace(OWN, title="SSIAP 2"))


def test_a_correction_empties_too_and_leaves_its_source(sqlite_database: Database) -> None:
    keep_sessions(sqlite_database, SST)
    write(sqlite_database, replace(SST, room=None, trainees=9), is_new=False)
    found = known(sqlite_database, SST.key)

    assert found is not None
    assert (found.session.room, found.session.trainees) == (None, 9)
    assert found.source == "sessions.csv"


def test_only_who_shows_proofs_writes_or_reads_one(sqlite_database: Database) -> None:
    session = opened(sqlite_database, now=NOW)
    with pytest.raises(NotAllowedError):
        session.write(write_session, OWN, actor=TRAINER, is_new=True)
    with pytest.raises(NotAllowedError):
        session.read(known_session, OWN.key, reader=TRAINER)

    assert known(sqlite_database, OWN.key) is None
