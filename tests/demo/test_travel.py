"""Moving the demo's clock: everything due on the way happens, each thing at its own moment."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.demo.hosting import host
from bot.demo.travel import Travel
from tests.support.filing import LAVANDINE, file_complaint
from tests.support.school import School, running_school
from tests.support.times import PARIS, paris

BEGINS = paris("2026-11-12 09:05")
HELENE = "U0HELENEV"


class StandingClock:
    """Moves only with those who move it."""

    def now(self) -> datetime:
        return BEGINS


@pytest.fixture
async def school(tmp_path: Path) -> AsyncIterator[School]:
    async with running_school(tmp_path, base=StandingClock(), tick_seconds=1) as running:
        yield running


@pytest.fixture
def travel(school: School) -> Travel:
    return host(school.sandbox, school.vigie, school.database, school.settings)


async def move(school: School, **request: Any) -> Any:
    url = f"{school.sandbox.base_url}/sandbox/clock"
    async with aiohttp.ClientSession() as session, session.post(url, json=request) as answer:
        return await answer.json()


async def file_a_complaint(school: School) -> None:
    helene = await school.person("quality_manager")
    await file_complaint(helene, LAVANDINE)
    await helene.wait_for_message("qualite", "REC-2026-0001")
    await helene.wait_for_message("dm", "est attendu")


def written_to(school: School, user: str) -> list[tuple[str, str]]:
    """What Vigie wrote to somebody, with the local time at which it stands."""
    world = school.sandbox.world
    with_app = world.workspace.direct_message(user, "U0VIGIE")
    return [
        (f"{datetime.fromtimestamp(float(one.ts), PARIS):%d %H:%M}", one.text)
        for one in with_app.messages.values()
    ]


@pytest.mark.usefixtures("travel")
async def test_a_few_days_bring_each_reminder_at_its_own_moment(school: School) -> None:
    await file_a_complaint(school)
    answer = await move(school, advance_seconds=timedelta(days=5).total_seconds())

    moments = [at for at, _ in written_to(school, HELENE)]
    # the receipt and the first reminder were there before
    assert moments == ["12 09:05", "12 09:05", "13 09:05", "13 18:25", "16 08:00", "17 08:00"]
    assert {one["user"]: one["count"] for one in answer["told"]}[HELENE] == len(moments) - 2


@pytest.mark.usefixtures("travel")
async def test_the_next_reminder_is_one_that_somebody_hears(school: School) -> None:
    await file_a_complaint(school)
    answer = await move(school, jump="next_reminder")

    at, said = written_to(school, HELENE)[-1]
    assert (answer["moved"], at) == (True, "13 09:05")
    assert "est attendu samedi 14 novembre" in said


@pytest.mark.usefixtures("travel")
async def test_where_nothing_is_owed_there_is_no_next_reminder(school: School) -> None:
    answer = await move(school, jump="next_reminder")

    assert (answer["moved"], answer["told"]) == (False, [])


@pytest.mark.usefixtures("travel")
async def test_on_the_way_to_the_meeting_its_summary_is_posted(school: School) -> None:
    await file_a_complaint(school)
    answer = await move(school, jump="next_meeting")

    posted = school.sandbox.world.workspace.conversations["C0QUALITE"].messages.values()
    moments = {
        one.text.split("\n")[0]: datetime.fromtimestamp(float(one.ts), PARIS) for one in posted
    }
    (summary,) = [at for title, at in moments.items() if title.startswith("Bilan")]
    assert f"{summary:%d/%m %H:%M}" == "27/11 09:00"
    assert answer["now"] == "2026-12-01T08:00:00Z"


@pytest.mark.usefixtures("travel")
async def test_the_half_year_ends_with_its_review_on_a_working_morning(school: School) -> None:
    await file_a_complaint(school)
    answer = await move(school, jump="end_of_semester")
    helene = await school.person("quality_manager")
    review = await helene.wait_for_message("qualite", "Bilan du second semestre 2026")

    assert answer["now"] == "2027-01-04T08:00:00Z"
    assert "second semestre" in review.text


async def test_a_clock_does_not_go_back(travel: Travel) -> None:
    with pytest.raises(ValueError, match="does not go back"):
        await travel.by(timedelta(seconds=-1))
