"""Who may set things comes from Slack: it is asked until it answers, and about one who is new."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from sqlalchemy import delete

from storage import tables
from tests.support.school import School, running_school


@pytest.fixture
async def school(tmp_path: Path) -> AsyncIterator[School]:
    # as on the first day: only an admin may set anything
    async with running_school(tmp_path, quality_managers=()) as running:
        yield running


async def started_anew(school: School, kind: str, *, times: int, **details: object) -> None:
    """As on a first day on which `users.list` fails so often."""
    await school.vigie.stop()
    with school.database.writing() as connection:
        connection.execute(delete(tables.people))
    school.sandbox.inject("users.list", kind, times=times, **details)
    await school.restart()


async def until(happens: Callable[[], object], patience: float = 60) -> None:
    async with asyncio.timeout(patience):
        while not happens():
            await asyncio.sleep(0.05)


@pytest.mark.parametrize(
    ("kind", "details"),
    [
        ("rate_limited", {"retry_after": 1}),
        ("http_500", {}),
        ("error", {"error": "service_unavailable"}),
        ("drop_before", {}),
    ],
)
async def test_members_are_asked_for_until_slack_tells(
    school: School, kind: str, details: dict[str, object]
) -> None:
    admin = await school.person("admin")
    await started_anew(school, kind, times=2, **details)
    await until(lambda: school.vigie._directory.person(admin.id).is_admin)

    assert len(school.calls("users.list")) >= 3


async def test_an_admin_who_is_not_known_yet_may_set_things_at_once(school: School) -> None:
    admin, trainer = await school.person("admin"), await school.person("trainer")
    await started_anew(school, "error", times=1_000, error="fatal_error")
    await admin.command("/qualite", "reglages")
    form = await admin.open_view()
    await admin.close(form)
    await admin.command("/qualite", "reglages")
    await admin.open_view()
    asked = len(school.calls("users.info"))
    await trainer.command("/qualite", "reglages")
    refused = await trainer.wait_for_message("general", "en ont la charge")

    assert asked == 1
    assert refused.raw["ephemeral"]
