"""What a mail that is made to hurt costs the one thread that reads it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from time import thread_time
from typing import NamedTuple

from bot.mail.mailbox import WHOLE_MAX
from bot.mail.parsing import parse_mail
from tests.benchmarks.measures import AtMost, Measure
from tests.benchmarks.plan import Plan
from tests.support.mail_bombs import BOMBS
from tests.support.mail_corpus.hostile import HOSTILE
from tests.support.own_process import in_own_process

SECONDS = 2
MEBIBYTES = 120
_KIB_IN_MIB = 1024
_FORGOTTEN_PEAK = Path("/proc/self/clear_refs")
_HARMLESS = b"From: a@example.net\r\nContent-Type: text/html\r\n\r\n<p>Bonjour"


class _Cost(NamedTuple):
    seconds: float
    mebibytes: float


def measure(plan: Plan, folder: Path) -> Sequence[Measure]:
    """The worst of all, each read in a process of its own."""
    del plan, folder
    makes = [*BOMBS.values(), *(one.make for one in HOSTILE)]
    costs = [_cost_of(number) for number in range(len(makes))]
    name = f"a hostile mail of up to 30 MB, the worst of {len(costs)}"
    return (
        Measure(
            name=f"{name}, read in",
            ours=max(one.seconds for one in costs),
            unit="s",
            bound=AtMost(SECONDS, "s"),
        ),
        Measure(
            name=f"{name}, with its own bytes",
            ours=max(one.mebibytes for one in costs),
            unit="MiB",
            bound=AtMost(MEBIBYTES, "MiB"),
        ),
    )


def _cost_of(number: int) -> _Cost:
    with in_own_process() as pool:
        return pool.submit(_read, number).result()


def _read(number: int) -> _Cost:
    makes: list[Callable[[], bytes]] = [*BOMBS.values(), *(one.make for one in HOSTILE)]
    parse_mail(_HARMLESS)  # what is loaded for the first mail is not this one's
    before = _kib("VmRSS")
    raw = makes[number]()[:WHOLE_MAX]
    _FORGOTTEN_PEAK.write_text("5")  # what making it took is not what reading it takes
    began = thread_time()
    parse_mail(raw)
    return _Cost(thread_time() - began, (_kib("VmHWM") - before) / _KIB_IN_MIB)


def _kib(name: str) -> int:
    """This process's memory: resident now, or its peak."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name))
