"""What the libraries of mail cost a process, where mail is set up and where it is not."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from tests.benchmarks.measures import Measure
from tests.benchmarks.plan import Plan
from tests.benchmarks.processes import ROOT

APPLICATION = "import bot.app"
OF_MAIL = """
import bot.delivery.letter_copies, bot.delivery.letter_sending
import bot.mail.imap_login, bot.mail.stationery, bot.mail.tokens
from bot.mail.html import text_of_html
text_of_html("<p>x")
"""
_ASKED = """
import time
began = time.perf_counter()
{code}
took = time.perf_counter() - began
lines = open("/proc/self/status").read().splitlines()
print(took, next(line.split()[1] for line in lines if line.startswith("VmRSS")))
"""
_KIB_IN_MIB = 1024


def measure(plan: Plan, folder: Path) -> Sequence[Measure]:
    """Each in processes of their own, in turns; the twin is the application without mail."""
    del folder
    runs = [(_cost(APPLICATION + OF_MAIL), _cost(APPLICATION)) for _ in range(plan.rounds)]
    seconds, mebibytes = (
        tuple(median(run[side][what] for run in runs) for side in (0, 1)) for what in (0, 1)
    )
    name = "the application with the libraries of mail beside without, as where mail is not set up"
    return (
        Measure(name=f"{name}: imported in", ours=seconds[0], twin=seconds[1], unit="s"),
        Measure(name=f"{name}: memory", ours=mebibytes[0], twin=mebibytes[1], unit="MiB"),
    )


def _cost(code: str) -> tuple[float, float]:
    """Seconds, and MiB of resident memory."""
    told = subprocess.run(
        (sys.executable, "-c", _ASKED.format(code=code)),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    took, kib = told.stdout.split()
    return float(took), int(kib) / _KIB_IN_MIB
