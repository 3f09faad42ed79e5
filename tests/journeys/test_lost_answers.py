"""An answer that Slack does not take where it was asked for is given in a direct message."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.sandbox import response_urls
from tests.support.filing import LAVANDINE, file_complaint
from tests.support.school import School, running_school


@pytest.fixture
async def school(tmp_path: Path) -> AsyncIterator[School]:
    async with running_school(tmp_path) as running:
        yield running


@pytest.mark.parametrize("words", ["aide", "registre demain", "bilan 2031-01", "recherche x"])
async def test_an_address_that_takes_no_more_is_noticed(
    school: School, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(response_urls, "MOST_USES", 0)
    manager = await school.person("quality_manager")
    await manager.command("/qualite", words)

    assert (await manager.wait_for_message("dm", "")).text


async def test_a_refusal_reaches_who_was_refused_too(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(response_urls, "MOST_USES", 0)
    trainer = await school.person("trainer")
    await trainer.command("/qualite", "registre")

    said = await trainer.wait_for_message("dm", "Seules les personnes")

    assert "qui en ont la charge" in said.text


async def test_a_window_too_many_takes_the_last_one_s_place_and_gives_it_back(
    school: School,
) -> None:
    manager = await school.person("quality_manager")
    await file_complaint(manager, LAVANDINE)
    await manager.close(await manager.open_view())
    await manager.command("/qualite", "REC-2026-0001")
    case = await manager.open_view()
    school.sandbox.inject("views.push", "error", error="push_limit_reached")
    await manager.press("Ajouter une note", in_=case)
    form = await manager.open_view("Ajouter une note")
    done = await manager.submit(form, {"Note": "Rappelée à midi."})

    assert len(manager.window.state["views"]) == 1
    assert done.view is not None
    assert "Rappelée à midi." in done.view.text
