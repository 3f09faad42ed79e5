"""A school at work on SQLite: what handlers do is the same on any database."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.database import Database
from tests.support.school import School, running_school


@pytest.fixture
async def school(sqlite_database: Database, tmp_path: Path) -> AsyncIterator[School]:
    """The whole of Vigie in the sandbox."""
    url = sqlite_database.url.render_as_string(hide_password=False)
    async with running_school(tmp_path, database_url=url) as running:
        yield running
