"""Ten thousand open cases, a hundred reminders in one minute: one scan, and Slack's pace."""

import asyncio
from pathlib import Path
from time import monotonic

import pytest

from bot.sandbox.building import Options
from bot.services.deadlines.reminding import remind_due
from storage.database import Database
from tests.benchmarks.databases import filled
from tests.soak.filers import Filer
from tests.soak.scenarios import address, emptied
from tests.support.builders import complaint_draft, opened
from tests.support.desk import Desk
from tests.support.reckoning import flaws
from tests.support.school import running_school
from tests.support.statements import overheard
from tests.support.times import paris

TUESDAY = paris("2026-11-17 15:00")
OPEN_CASES = 10_000


@pytest.mark.fault(20)
def test_a_hundred_reminders_among_ten_thousand_cases_are_one_scan(database: Database) -> None:
    filled(address(database), size=OPEN_CASES).close()
    desk = Desk(database)
    for _ in range(100):
        desk.file(complaint_draft(received_at=TUESDAY), at=TUESDAY, owner="U0PILOTE")
    with overheard(database) as statements:
        claimed = remind_due(opened(database, now=TUESDAY))

    assert claimed >= 100
    # what each asks is asked for all of them at once
    assert len(statements) <= 16


@pytest.mark.fault(20)
async def test_the_pace_of_a_channel_is_kept_so_that_slack_refuses_nothing(tmp_path: Path) -> None:
    options = Options(ack_timeout=20, trigger_lifetime=20, real_rate_limits=True)
    async with running_school(tmp_path, options=options, posts_per_second=1) as school:
        filer = Filer(await school.person("trainer"))
        began = monotonic()
        await filer.file_many(6)
        while school.pending():
            await asyncio.sleep(0.1)
        await emptied(school.database)
        took = monotonic() - began
        refused = [one for one in school.sandbox.world.inspector.calls if not one.ok]
        found = flaws(school.database, school.sandbox.world.workspace, accepted=filer.accepted)

    assert found == []
    assert [one.method for one in refused] == []
    assert took >= 2
