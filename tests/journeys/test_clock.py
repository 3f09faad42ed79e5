"""A machine whose clock is wrong: it is seen, said once, and nothing false is said or filed."""

import asyncio
import time
from datetime import timedelta
from typing import Any

import pytest

from tests.support.filing import LAVANDINE, file_complaint
from tests.support.school import School

pytestmark = pytest.mark.one_database

FIVE_WEEKS = timedelta(weeks=5)


def said_in(school: School) -> list[str]:
    """Every message as it stands."""
    conversations = school.sandbox.world.workspace.conversations.values()
    return [one.text for place in conversations for one in place.messages.values()]


def told_of_clock(school: School) -> list[str]:
    """What quality managers were told of the clock, in order."""
    return [text for text in said_in(school) if "horloge" in text]


async def set_clock(school: School, off: timedelta) -> None:
    """Set the machine's clock, and have Vigie look at it as it does each minute."""
    school.machine.off = off
    await school.vigie.look_around()
    await school.settled()


async def health(school: School) -> tuple[int, str]:
    status, said = await school.get("/healthz")
    return status, said["clock"]


async def test_a_wrong_clock_is_red_in_health_and_said_once_until_it_was_right(
    school: School,
) -> None:
    await set_clock(school, timedelta(minutes=1))
    assert await health(school) == (200, "ok")

    for _ in range(3):
        await set_clock(school, FIVE_WEEKS)
    status, said = await health(school)
    assert status == 503
    assert said.endswith("s ahead of Slack")
    assert len(told_of_clock(school)) == 1

    await school.restart()
    await set_clock(school, FIVE_WEEKS)
    assert len(told_of_clock(school)) == 1

    await set_clock(school, timedelta())
    assert await health(school) == (200, "ok")
    await set_clock(school, -timedelta(hours=1))
    first, over, second = told_of_clock(school)
    assert "avance" in first
    assert over.startswith("Rétabli")
    assert "retarde" in second


@pytest.mark.parametrize("off", [FIVE_WEEKS, -FIVE_WEEKS])
async def test_what_is_filed_while_the_clock_is_wrong_has_the_right_time(
    school: School, off: timedelta
) -> None:
    school.machine.off = off
    await school.restart()
    person = await school.person("quality_manager")
    await file_complaint(person, LAVANDINE)
    case: Any = school.case("REC-2026-0001")

    assert abs(case.recorded_at - school.clock.now()) < timedelta(minutes=2)
    assert case.ack_due_at - case.received_at == timedelta(hours=48)


async def test_ticks_go_on_when_the_wall_clock_is_set_back_a_month(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    wall = time.time
    monkeypatch.setattr(time, "time", lambda: wall() - 30 * 86_400)
    school.machine.off = -timedelta(days=30)
    seen = await school.get("/healthz")
    await asyncio.sleep(4)
    later = await school.get("/healthz")
    person = await school.person("quality_manager")
    await file_complaint(person, LAVANDINE)
    await school.settled()
    # before the library sees the wall clock leap forward again, and reconnects while it closes
    await school.vigie.stop()

    assert [said["scheduler"] for _, said in (seen, later)] == ["ok", "ok"]
    assert len(school.cards("REC-2026-0001")) == 1


@pytest.mark.parametrize("restarted", [False, True])
async def test_a_clock_weeks_ahead_says_nothing_false_and_keeps_nothing_from_being_said(
    school: School, *, restarted: bool
) -> None:
    person = await school.person("quality_manager")
    await file_complaint(person, LAVANDINE)
    await school.settled()
    before = said_in(school)
    school.machine.off = FIVE_WEEKS
    if restarted:
        await school.restart()
    await set_clock(school, FIVE_WEEKS)  # whether or not the first look is over yet
    meanwhile = [text for text in said_in(school) if text not in before]
    school.machine.off = timedelta()
    await school.settled()
    school.clock.advance(timedelta(hours=49))
    await school.settled()
    later = "".join(said_in(school))

    assert ["horloge" in text for text in meanwhile] == [True]
    assert "REC-2026-0001" in later
    assert "est en retard de" in later.replace("\N{NO-BREAK SPACE}", " ")
