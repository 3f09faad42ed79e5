"""A school at work, on a database of each kind."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from storage.database import Database
from tests.support.school import School, running_school


@pytest.fixture
def school_settings() -> dict[str, Any]:
    """What a test changes of the usual settings; overridden where it matters."""
    return {}


@pytest.fixture
async def school(
    database: Database, tmp_path: Path, school_settings: dict[str, Any]
) -> AsyncIterator[School]:
    """Once on SQLite and once on PostgreSQL."""
    url = database.url.render_as_string(hide_password=False)
    changes = {"database_url": url, **school_settings}
    async with running_school(tmp_path, **changes) as running:
        yield running
