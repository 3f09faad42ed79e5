"""The soak's loops, briefly: what is accepted is kept once and told once, whatever happens."""

from pathlib import Path

import pytest

from storage import schema
from storage.database import Database
from tests.soak import scenarios
from tests.soak.letter_troubles import CUT, DISK_FULL
from tests.soak.letters import letters_sent
from tests.support.postgresql import own_server


@pytest.mark.fault(1, 4)
@pytest.mark.one_database
async def test_killed_again_and_again(database: Database, tmp_path: Path) -> None:
    survived = await scenarios.killed(
        database, tmp_path, filings=25, recalls=20, in_a_life=10, patiently=False
    )

    assert survived.flaws == ()
    assert int(survived.figures["processes killed"]) > 1


@pytest.mark.fault(27)
@pytest.mark.one_database
async def test_letters_while_their_server_fails_and_processes_are_killed(
    database: Database,
) -> None:
    survived = await letters_sent(database, count=24, in_a_life=10)

    assert survived.flaws == ()
    assert int(survived.figures["processes killed"]) > 1


@pytest.mark.fault(27)
async def test_letters_while_the_disk_fills(sqlite_database: Database) -> None:
    survived = await letters_sent(sqlite_database, count=10, in_a_life=10, trouble=DISK_FULL)

    assert survived.flaws == ()
    assert int(survived.figures["times full"]) > 1


@pytest.mark.fault(27)
async def test_letters_while_their_lines_are_cut(sqlite_database: Database) -> None:
    survived = await letters_sent(sqlite_database, count=12, in_a_life=12, trouble=CUT)

    assert survived.flaws == ()
    assert int(survived.figures["times cut"]) > 1


@pytest.mark.fault(7)
async def test_postgresql_stopped_and_started(tmp_path: Path) -> None:
    with own_server() as server:
        schema.upgrade(Database(server.url))
        survived = await scenarios.server_stopped(server, tmp_path, times=1, patiently=False)

    assert survived.flaws == ()
    assert survived.figures["filings refused with the text kept"] == "1"


@pytest.mark.fault(7)
async def test_a_full_disk(sqlite_database: Database, tmp_path: Path) -> None:
    survived = await scenarios.disk_full(sqlite_database, tmp_path, times=1, patiently=False)

    assert survived.flaws == ()
    assert survived.figures["filings refused with the text kept"] == "1"


@pytest.mark.fault(9)
async def test_slack_refusing_a_fifth_of_all_calls(database: Database, tmp_path: Path) -> None:
    survived = await scenarios.refused_at_random(database, tmp_path, filings=10)

    assert survived.flaws == ()


@pytest.mark.fault(15)
async def test_every_socket_cut_again_and_again(sqlite_database: Database, tmp_path: Path) -> None:
    survived = await scenarios.sockets_cut(sqlite_database, tmp_path, seconds=6, every=2)

    assert survived.flaws == ()
