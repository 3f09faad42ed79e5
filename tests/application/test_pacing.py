"""Messages leave no faster than Slack takes them, and reminders hold up nobody."""

import asyncio
from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.pacing import ChannelPace, Pacing
from bot.domain.messages.cases import IncidentNotice
from bot.domain.messages.deadlines import ReminderMessage

PAUSE = 0.125
# in steps of which a float holds every sum
gaps = st.lists(st.integers(0, 64).map(lambda number: number / 64), min_size=1, max_size=60)


@given(gaps, st.integers(min_value=1, max_value=24))
def test_from_any_message_on_no_more_leave_than_the_burst_and_one_each_pause(
    between: list[float], burst: int
) -> None:
    pace = ChannelPace(PAUSE, burst=burst)
    leaving = [now + pace.reserve(now) for now in accumulate(between)]

    assert leaving == sorted(leaving)
    for first, (one, last) in enumerate(zip(leaving, leaving[burst:], strict=False)):
        assert last - one >= PAUSE, f"{burst + 1} messages at once from the {first}th on"


@given(gaps)
def test_a_message_that_comes_after_a_rest_does_not_wait(between: list[float]) -> None:
    pace = ChannelPace(PAUSE, burst=1)
    resting = [gap + PAUSE for gap in between]

    assert [pace.reserve(now) for now in accumulate(resting)] == [0.0] * len(between)


async def test_reminders_leave_one_by_one_and_let_everything_else_pass() -> None:
    pacing, gone = Pacing(posts_per_second=1), []
    loop = asyncio.get_running_loop()
    began = loop.time()

    async def post(number: int, kind: str) -> None:
        await pacing.turn(f"U{kind}{number}", kind=kind)
        gone.append(kind)

    kinds = [*[ReminderMessage.kind] * 4, *[IncidentNotice.kind] * 4]
    await asyncio.gather(*(post(number, kind) for number, kind in enumerate(kinds)))

    assert gone[-3:] == [ReminderMessage.kind] * 3
    assert loop.time() - began >= 3 * PAUSE - 0.01
