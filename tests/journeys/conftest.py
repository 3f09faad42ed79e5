"""A school at work, on a database of each kind."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.demo.sealed_store import make_store
from storage.database import Database
from tests.support.besieged import Besieged, besieged_school
from tests.support.school import School, running_school


@pytest.fixture
def school_settings() -> dict[str, Any]:
    """What a test changes of the usual settings; overridden where it matters."""
    return {}


@pytest.fixture
async def school(
    database: Database, tmp_path: Path, school_settings: dict[str, Any]
) -> AsyncIterator[School]:
    """At work on SQLite, and on PostgreSQL where a test is not marked to need one alone."""
    url = database.url.render_as_string(hide_password=False)
    changes = {"database_url": url, **school_settings}
    async with running_school(tmp_path, **changes) as running:
        yield running


@pytest.fixture
async def sealed(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[School]:
    """At work on SQLite, with a store of sealed reports whose keys lie apart."""
    keys = tmp_path_factory.mktemp("keys")
    async with running_school(tmp_path, sealed_folder=keys) as running:
        make_store(keys, running.sandbox)
        yield running


@pytest.fixture(scope="module")
def besieged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Besieged]:
    """One school for a whole module: what one attack leaves behind, the next one meets."""
    with besieged_school(tmp_path_factory.mktemp("besieged")) as school:
        school.open_forms()
        yield school
