"""The demo's host: an empty school at first, another one at the same address when asked."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.demo import texts
from bot.demo.hosting import Demo, running_demo
from tests.support.people import Person


@pytest.fixture
async def demo() -> AsyncIterator[Demo]:
    async with running_demo(0, mail_after=3600) as running:
        yield running


async def ask(demo: Demo, path: str, **body: Any) -> Any:
    async with aiohttp.ClientSession() as session:
        verb = session.post(demo.base_url + path, json=body) if body else None
        async with verb or session.get(demo.base_url + path) as answer:
            return await answer.json()


async def begun(demo: Demo, story: str) -> None:
    """Begin anew, and wait until the school is ready."""
    before = demo.sandbox
    await ask(demo, "/sandbox/story", begin=story)
    async with asyncio.timeout(60):
        while demo.sandbox is before or demo.sandbox.world.is_telling:
            await asyncio.sleep(0.05)


async def test_six_months_end_today_and_a_new_school_is_empty(demo: Demo) -> None:
    """One story after the other, as it takes seconds."""
    address, today = demo.base_url, demo.sandbox.world.clock.now()
    await begun(demo, "six_months")
    async with Person.at(demo.base_url, "quality_manager") as helene:
        told = helene.messages("qualite")
        passed = demo.sandbox.world.clock.now() - today
    await begun(demo, "new_school")
    async with Person.at(demo.base_url, "quality_manager") as helene:
        left = helene.messages("qualite")

    assert (demo.base_url, passed.days, left) == (address, 0, [])
    assert len(told) > 10
    assert any(message.text.startswith("Réclamation REC-") for message in told)
    assert len({message.ts[:5] for message in told}) > 1


async def test_a_complaint_comes_by_mail_while_the_visitor_looks_on() -> None:
    async with (
        running_demo(0, mail_after=0) as demo,
        Person.at(demo.base_url, "quality_manager") as helene,
    ):
        card = await helene.wait_for_message("qualite", "Semble être une réclamation")
        await helene.press("Lire", in_=card)
        shown = await helene.open_view("Courriel")

    assert texts.MAIL_FROM not in card.text
    assert texts.MAIL_FROM in shown.text


async def test_a_visitors_own_mail_reaches_the_quality_channel(demo: Demo) -> None:
    words = {"from": "paul@example.org", "subject": "Facture 12", "text": "Ci-joint la facture."}
    answer = await ask(demo, "/sandbox/mail", do="write", **words)
    async with Person.at(demo.base_url, "quality_manager") as helene:
        card = await helene.wait_for_message("qualite", "Courriel reçu")

    assert answer["ok"]
    assert "paul@example.org" not in card.text


async def test_no_story_begins_that_is_not_known(demo: Demo) -> None:
    answer = await ask(demo, "/sandbox/story", begin="a_hundred_years")

    assert answer["ok"] is False
