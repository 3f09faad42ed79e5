"""The month's figures reach the team before its meeting, in the quality channel, once."""

import asyncio
from datetime import datetime, time, timedelta

import pytest

from bot.domain.calendar.calendars import WorkingCalendar
from bot.domain.calendar.periods import Month
from bot.domain.calendar.wall_time import instant_on
from bot.domain.reports.meetings import MeetingSchedule, next_meeting, summary_due
from bot.domain.school.office import PARIS
from tests.support.filing import LAVANDINE, file_complaint, file_incident
from tests.support.forms import spaced
from tests.support.people import Person
from tests.support.school import School

pytestmark = pytest.mark.one_database

A_MINUTE = timedelta(minutes=1)
A_TICK = 1.5
"""Seconds in which the clock's work is done at least once."""


def tenth_of_next_month(now: datetime) -> datetime:
    """A day in the middle of things: the month's summary is still to come."""
    month = Month.of(now, PARIS).next
    return instant_on(month.first_day.replace(day=10), time(10), PARIS)


def next_summary(now: datetime) -> datetime:
    """When the summary of the present month goes out by the usual rule."""
    after_month = Month.of(now, PARIS).next.interval(PARIS).start_at
    meeting = next_meeting(MeetingSchedule(), after_month)
    assert meeting is not None
    return summary_due(meeting, lead_days=2, calendar=WorkingCalendar())


def advance(school: School, to: datetime) -> None:
    school.clock.advance(to - school.clock.now())


def month_now(school: School) -> Month:
    return Month.of(school.clock.now(), PARIS)


def summaries(school: School) -> list[str]:
    """What the quality channel was told of months."""
    messages = school.sandbox.world.workspace.conversations["C0QUALITE"].messages
    return [one.text for one in messages.values() if one.text.startswith("Bilan ")]


async def file_two(manager: Person) -> None:
    await file_complaint(manager, LAVANDINE)
    await manager.close(await manager.open_view())
    await file_incident(manager, "le projecteur est mort")
    await manager.close(await manager.open_view())


async def announced(school: School, count: int) -> list[str]:
    async with asyncio.timeout(60):
        while len(found := summaries(school)) < count:
            await asyncio.sleep(0.05)
    return found


async def test_two_working_days_before_the_meeting_the_summary_is_in_the_channel_once(
    school: School,
) -> None:
    manager = await school.person("quality_manager")
    advance(school, tenth_of_next_month(school.clock.now()))
    await file_two(manager)
    due_at = next_summary(school.clock.now())
    advance(school, due_at - A_MINUTE)
    await asyncio.sleep(A_TICK)
    early = summaries(school)
    advance(school, due_at)
    told = await announced(school, 1)
    await school.restart()
    await asyncio.sleep(A_TICK)
    message = await manager.wait_for_message("qualite", "1 réclamation et 1 incident")

    assert early == []
    assert summaries(school) == told
    assert len(told) == 1
    assert "REC-2" in told[0]  # what is late by then, by reference
    assert LAVANDINE["text"][:20] not in told[0]
    assert [block["type"] for block in message.blocks].count("data_visualization") == 2


@pytest.mark.both_databases
async def test_a_manager_looks_at_a_month_and_posts_it_once(school: School) -> None:
    manager = await school.person("quality_manager")
    await file_two(manager)
    await manager.command("/qualite", f"bilan {month_now(school)}")
    seen = await manager.wait_for_message("general", "Aperçu")
    await manager.press("Publier dans le canal", in_=seen)
    told = await announced(school, 1)
    await school.settled()

    assert seen.raw["ephemeral"]
    assert "1 réclamation et 1 incident" in told[0]
    assert summaries(school) == told


@pytest.mark.both_databases
async def test_the_meeting_decides_under_the_summary_and_leaves_minutes(school: School) -> None:
    manager = await school.person("quality_manager")
    await file_two(manager)
    await manager.command("/qualite", f"bilan {month_now(school)}")
    seen = await manager.wait_for_message("general", "Aperçu")
    await manager.press("Publier dans le canal", in_=seen)
    questions = await manager.wait_for_message("qualite", "Trois questions pour la réunion")
    await manager.press("Noter une décision", in_=questions)
    form = await manager.open_view()
    await manager.submit(
        form, {"Décision": "Acheter un projecteur", "Pilote de l'action": "trainer"}
    )
    decided = await manager.wait_for_message("qualite", "Acheter un projecteur")
    await manager.press("Compte rendu", in_=questions)
    form = await manager.open_view()
    await manager.submit(form, {"Échanges": "Le bilan a été lu."})
    minuted = await manager.wait_for_message("qualite", "Compte rendu de la réunion")
    told = await announced(school, 1)

    assert "ACT-2" in decided.text
    assert "1 participant, 1 décision." in spaced(minuted.text)
    assert {one.raw["thread_ts"] for one in (questions, decided, minuted)} != {None}
    assert len(told) == 1


async def test_a_trainer_sees_the_figures_and_no_button(school: School) -> None:
    trainer = await school.person("trainer")
    await file_incident(trainer, "le projecteur est mort")
    await trainer.close(await trainer.open_view())
    await trainer.command("/qualite", f"bilan {month_now(school)}")
    seen = await trainer.wait_for_message("general", "Aperçu")

    assert "Incidents signalés" in spaced(seen.text)
    assert "actions" not in [block["type"] for block in seen.blocks]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("bilan 2999-01", "n'a pas commencé"),
        ("bilan demain", "Indiquez un mois"),
    ],
)
async def test_what_is_no_month_to_count_is_answered_with_a_sentence(
    school: School, asked: str, said: str
) -> None:
    manager = await school.person("quality_manager")
    await manager.command("/qualite", asked)

    assert (await manager.wait_for_message("general", said)).raw["ephemeral"]


async def test_where_slack_refuses_charts_the_summary_comes_without(school: School) -> None:
    manager = await school.person("quality_manager")
    await file_two(manager)
    await manager.command("/qualite", f"bilan {month_now(school)}")
    seen = await manager.wait_for_message("general", "Aperçu")
    await school.settled()
    school.sandbox.inject("chat.postMessage", "error", text="Bilan ", error="invalid_blocks")
    await manager.press("Publier dans le canal", in_=seen)
    await announced(school, 1)
    await school.settled()
    message = await manager.wait_for_message("qualite", "1 réclamation et 1 incident")

    assert "data_visualization" not in [block["type"] for block in message.blocks]
    assert len(summaries(school)) == 1
