"""A week of deadlines, as the page of it tells."""

from pathlib import Path

from tests.support.week import PAGE, play, running_week


async def test_the_page_tells_what_people_hear_in_a_week(tmp_path: Path) -> None:
    """If not, and rightly so, write it anew: python -m tests.support.week."""
    async with running_week(tmp_path) as school:
        told = await play(school)

    assert told == PAGE.read_text(encoding="utf-8")
