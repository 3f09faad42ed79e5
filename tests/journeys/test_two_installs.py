"""A second install on the same Slack app is noticed and said; a second replica is none."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.app import Vigie
from bot.monitoring import neighbours
from storage import schema
from storage.database import Database
from storage.tables import cases
from tests.support.filing import file_incident
from tests.support.school import School

MINUTE = timedelta(minutes=1)
TRIAL = "trial.db"


@pytest.fixture(autouse=True)
def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neighbours, "CONFIRMED_AFTER", timedelta(seconds=1))


@pytest.fixture
async def stranger(school: School, tmp_path: Path) -> AsyncIterator[Vigie]:
    """A copy for trials: the same tokens, a database of its own, and nobody to tell."""
    url = f"sqlite:///{tmp_path / TRIAL}"
    schema.upgrade(Database(url))
    settings = school.settings.model_copy(update={"database_url": url, "quality_managers": ()})
    other = Vigie(settings, clock=school.machine)
    await other.start()
    yield other
    await other.stop()


def filed_at(path: Path) -> int:
    """How many cases a database of SQLite holds."""
    with closing(Database(f"sqlite:///{path}")) as database, database.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(cases)).scalar_one())


async def look_around(school: School, *, minutes: int) -> list[str]:
    """What health warns of after so many minutes."""
    for _ in range(minutes):
        school.clock.advance(MINUTE)
        await school.vigie.look_around()
        await asyncio.sleep(0.2)  # a connection that was opened says hello
    await school.settled()
    _, seen = await school.get("/healthz")
    return list(seen["warnings"])


def told(school: School) -> list[str]:
    conversations = school.sandbox.world.workspace.conversations.values()
    said = [one.text for place in conversations for one in place.messages.values()]
    return [text for text in said if "autre installation" in text]


async def test_two_installs_are_noticed_by_their_connections_and_said_once(
    school: School, stranger: Vigie
) -> None:
    await school.restart()  # its connections are counted when they open
    warnings = await look_around(school, minutes=9)
    again = await look_around(school, minutes=3)
    status, _ = await school.get("/healthz")

    assert len(warnings) == 1
    assert "another install" in warnings[0]
    assert (again, status, len(told(school))) == (warnings, 200, 1)
    del stranger


async def test_what_another_install_posted_is_noticed_where_nothing_is_counted(
    school: School, stranger: Vigie, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await look_around(school, minutes=4)

    async def deaf(*_: object) -> None: ...

    monkeypatch.setattr(neighbours.Neighbours, "heard", deaf)
    trainer = await school.person("trainer")
    async with asyncio.timeout(30):
        while not filed_at(tmp_path / TRIAL):  # Slack deals what people do to both, in turn
            await file_incident(trainer, "alarme")
            await trainer.close(await trainer.open_view())
            await trainer.command("/incident", "")
            await trainer.close(await trainer.open_view())
    await stranger.catch_up()
    warnings = await look_around(school, minutes=7)

    assert len(warnings) == 1
    assert len(told(school)) == 1


async def test_two_replicas_of_one_database_are_no_second_install(school: School) -> None:
    other = Vigie(school.settings, clock=school.machine)
    await other.start()
    trainer = await school.person("trainer")
    for _ in range(2):
        await file_incident(trainer, "alarme")
        await trainer.close(await trainer.open_view())
    await other.look_around()
    warnings = await look_around(school, minutes=4)
    await other.look_around()
    await other.stop()

    assert warnings == []
    assert await look_around(school, minutes=12) == []
    assert told(school) == []
