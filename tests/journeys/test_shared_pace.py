"""Two processes on one database, and a channel that takes one message a second of both."""

from pathlib import Path

from bot.app import Vigie
from bot.demo import QUALITY_CHANNEL
from bot.services.cases.filing import file_case
from storage.database import Database
from tests.support.builders import incident_draft, opened
from tests.support.school import School, running_school

MESSAGES = 12


async def test_two_replicas_keep_a_channel_s_pace_together(
    database: Database, tmp_path: Path
) -> None:
    url = database.url.render_as_string(hide_password=False)
    async with running_school(tmp_path, database_url=url, posts_per_second=1) as school:
        school.sandbox.world.limits.real = True
        other = Vigie(school.settings, clock=school.machine)
        await other.start()
        for _ in range(MESSAGES):
            file_case(
                opened(school.database, now=school.clock.now(), office=school.settings.office),
                incident_draft(),
            )
        await school.settled(patience=90)
        await other.stop()

        posted = posts(school)
        took = float(posted[-1]) - float(posted[0])

    assert len(posted) == MESSAGES
    assert refused(school) == []
    # beyond the burst that Slack takes, one a second
    assert took >= MESSAGES - 4


def posts(school: School) -> list[str]:
    """When the cards were posted, in order."""
    messages = school.sandbox.world.workspace.conversations[QUALITY_CHANNEL].messages
    return sorted(one.ts for one in messages.values() if "INC-" in one.text)


def refused(school: School) -> list[str]:
    """The calls that the sandbox's limiter refused."""
    calls = school.sandbox.world.inspector.calls
    return [one.method for one in calls if one.error == "ratelimited"]
