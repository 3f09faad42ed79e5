"""Sessions stay once they were told of, with the cases that name them."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from bot.domain.sessions.sessions import TrainingSession
from storage.database import Database
from storage.sessions import sessions
from storage.tables import session_trainers, trainers
from tests.support.times import paris

EARLIER, NOW = paris("2026-11-29 03:00"), paris("2026-11-30 03:00")
SST = TrainingSession(
    code="SST-26-041",
    title="Sauveteur secouriste",
    first_on=date(2026, 12, 1),
    last_on=date(2026, 12, 2),
    trainers=("Yann Moreau", "LÉA PETIT"),
    trainees=8,
)
PAST = TrainingSession(code="SSIAP 1", last_on=date(2026, 3, 1))


def test_a_session_is_known_again_however_its_code_is_written(database: Database) -> None:
    with database.writing() as connection:
        sessions.save(connection, [SST], source="a.csv", at=EARLIER)
        renamed = replace(SST, code="sst-26-041", trainers=("Petit  Léa",))
        sessions.save(connection, [renamed], source="a.csv", at=NOW)
        known = sessions.by_keys(connection, [SST.key])
        links = connection.execute(select(session_trainers.c.trainer)).scalars().all()
        names = connection.execute(select(trainers.c.name)).scalars().all()

    assert known[SST.key].session == renamed
    assert links == ["lea petit"]
    assert sorted(names) == ["LÉA PETIT", "Yann Moreau"]


@pytest.mark.parametrize(
    ("since", "lost"), [(None, {SST.key, PAST.key}), (date(2026, 11, 1), {SST.key})]
)
def test_what_a_source_tells_no_more_is_marked_and_stays(
    database: Database, since: date | None, lost: set[str]
) -> None:
    other = replace(SST, code="HOB0")
    with database.writing() as connection:
        sessions.save(connection, [SST, PAST], source="a.csv", at=EARLIER)
        sessions.save(connection, [other], source="b.csv", at=EARLIER)
        count = sessions.lose_unseen(connection, source="a.csv", since=since, at=NOW)
        known = sessions.by_keys(connection, [SST.key, PAST.key, other.key])

    assert {key for key, one in known.items() if one.gone_at == NOW} == lost
    assert count == len(lost)


def test_what_a_source_tells_again_is_there_again(database: Database) -> None:
    with database.writing() as connection:
        sessions.save(connection, [SST], source="a.csv", at=EARLIER)
        sessions.lose_unseen(connection, source="a.csv", since=None, at=NOW)
        sessions.see_again(connection, [SST.key], source="a.csv", at=NOW)
        known = sessions.by_keys(connection, [SST.key])[SST.key]

    assert known.is_offered
    assert known.seen_at == NOW
