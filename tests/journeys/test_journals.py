"""Two lives through the sandbox, as the pages about them tell."""

from pathlib import Path

import pytest

from tests.support.journals import JOURNALS, Journal, play, running_story


@pytest.mark.parametrize("told", JOURNALS, ids=[told.ref[:3] for told in JOURNALS])
async def test_the_page_is_the_journal_that_such_a_life_leaves(
    tmp_path: Path, told: Journal
) -> None:
    """If not, and rightly so, write it anew: python -m tests.support.journals."""
    async with running_story(tmp_path, told) as school:
        page = await play(school, told)

        assert page == told.page.read_text(encoding="utf-8")
        assert not school.sandbox.world.inspector.refused
