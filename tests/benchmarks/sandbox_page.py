"""The sandbox as a newcomer meets it: how soon it is there, and how promptly its page answers."""

import asyncio
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

from playwright.async_api import Browser, async_playwright

from bot.demo.hosting import Demo
from bot.sandbox.cast import GENERAL, LEA
from bot.sandbox.conversations import Message
from bot.sandbox.world import World
from tests.benchmarks.measures import AtMost, Measure, percentile
from tests.benchmarks.plan import Plan
from tests.benchmarks.processes import ROOT, inherited
from tests.support.browser import ARGUMENTS, CHROMIUM
from tests.support.windows import Window, windows

READY_IN_S = 3
MODAL_IN_MS = 300
MESSAGES = 5_000
FRAME_MS = 50
"""A frame that takes longer is seen to stutter."""
MODALS = 20
SMOOTH = 95
"""Percent of the frames that have to be in time."""


def measure(plan: Plan, folder: Path) -> Sequence[Measure]:
    """Without a Chromium only the start is measured."""
    del folder
    return asyncio.run(_measured(plan))


async def _measured(plan: Plan) -> Sequence[Measure]:
    starts = [await _start() for _ in range(plan.rounds)]
    ready = Measure(
        name="`vigie demo`, from its start until its page answers",
        ours=median(starts),
        unit="s",
        bound=AtMost(READY_IN_S, "s"),
    )
    return (ready, *(await _on_the_page() if CHROMIUM else ()))


async def _start() -> float:
    """Seconds until the address is printed, which is when everything runs."""
    began = perf_counter()
    arguments = ("-m", "bot", "demo", "--port", "0")
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *arguments,
        stdout=asyncio.subprocess.PIPE,
        cwd=ROOT,
        env=inherited(os.environ),
    )
    assert process.stdout is not None
    await process.stdout.readline()
    took = perf_counter() - began
    process.terminate()
    await process.wait()
    return took


async def _on_the_page() -> Sequence[Measure]:
    demo = Demo(0)
    await demo.start()
    try:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            modal = await _modal(browser, demo)
            frame = await _scrolling(browser, demo)
            await browser.close()
    finally:
        await demo.stop()
    return (
        Measure(
            name="a command's modal, from Enter until it is seen",
            ours=modal,
            unit="ms",
            bound=AtMost(MODAL_IN_MS, "ms"),
        ),
        Measure(
            name=f"a frame while {MESSAGES:,} messages are scrolled through, {SMOOTH} of 100",
            ours=frame,
            unit="ms",
            bound=AtMost(FRAME_MS, "ms"),
        ),
    )


async def _modal(browser: Browser, demo: Demo) -> float:
    async with windows(browser, demo.base_url) as open_window:
        window = await open_window()
        await window.see(LEA, channel=GENERAL)
        times = [await _open_modal(window) for _ in range(MODALS)]
    return median(times)


async def _open_modal(window: Window) -> float:
    await window.composer.fill("/incident le projecteur est mort")
    began = perf_counter()
    await window.composer.press("Enter")
    await window.dialog.wait_for()
    took = (perf_counter() - began) * 1_000
    await window.close()
    return took


async def _scrolling(browser: Browser, demo: Demo) -> float:
    _fill(demo.sandbox.world)
    async with windows(browser, demo.base_url) as open_window:
        window = await open_window()
        await window.see(LEA, channel=GENERAL)
        await window.page.locator("article").last.wait_for()
        frames: list[float] = await window.page.evaluate(_SCROLL)
    return percentile(frames, SMOOTH)


def _fill(world: World) -> None:
    for number in range(MESSAGES):
        ts = world.ids.next_ts()
        world.workspace.post(Message(channel=GENERAL, ts=ts, user=LEA, text=f"Message {number}"))


# Scrolls up to the first message, as fast as a hard flick of the thumb, and times each frame.
_SCROLL = """() => new Promise((resolve) => {
  const scroller = document.querySelector("#conversation .scroller");
  const times = [];
  let last = performance.now();
  let still = 0;
  const step = (now) => {
    times.push(now - last);
    last = now;
    const before = scroller.scrollTop;
    scroller.scrollTop -= 120;
    still = scroller.scrollTop === before ? still + 1 : 0;
    if (still > 60) resolve(times.slice(1));
    else requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})"""
