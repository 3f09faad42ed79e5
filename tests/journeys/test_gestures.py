"""What tasks cost those who do them, as the page of it tells."""

from pathlib import Path

import pytest

from tests.support.gesture_tasks import PAGE, TASKS, page_of, play, running_tasks

pytestmark = pytest.mark.one_database


async def test_the_page_tells_what_tasks_cost_and_none_costs_more_than_it_may(
    tmp_path: Path,
) -> None:
    """If not, and rightly so, write it anew: python -m tests.support.gesture_tasks."""
    async with running_tasks(tmp_path) as school:
        played = await play(school)

    assert page_of(played) == PAGE.read_text(encoding="utf-8")
    dear = [task.what for task in TASKS if task.most and not played[task.what].is_within(task.most)]
    assert dear == []
