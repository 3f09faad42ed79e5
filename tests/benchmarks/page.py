"""docs/performance.md: what was measured, how, on what, and whether it holds."""

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version

from tests.benchmarks.measures import Measure
from tests.benchmarks.suite import Played
from tests.benchmarks.table import curves_table, markdown_table

LIBRARIES = ("slack-bolt", "slack-sdk", "aiohttp", "SQLAlchemy", "psycopg")


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """When and where figures were taken; `load` is the average of the minute before."""

    at: datetime
    python: str
    machine: str
    cores: int
    load: float

    @classmethod
    def now(cls, at: datetime) -> "Circumstances":
        """Those of this machine."""
        return cls(
            at=at,
            python=platform.python_version(),
            machine=f"{platform.system()} {platform.machine()}",
            cores=os.cpu_count() or 1,
            load=os.getloadavg()[0],
        )


def performance_page(played: Sequence[Played], where: Circumstances) -> str:
    """The whole page, in Markdown."""
    measures = [measure for one in played for measure in one.measures]
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return _PAGE.format(
        verdict=_verdict(measures),
        crashed=_crashed(played),
        took=round(sum(one.seconds for one in played) / 60),
        date=f"{where.at:%Y-%m-%d %H:%M} UTC",
        where=where,
        libraries=libraries,
        table=markdown_table(measures),
        curves=curves_table(measures),
    )


def _verdict(measures: Sequence[Measure]) -> str:
    bounded = [one for one in measures if one.bound is not None]
    kept = sum(one.holds for one in bounded)
    return f"{kept} of {len(bounded)} bounds hold"


def _crashed(played: Sequence[Played]) -> str:
    names = ", ".join(f"`{one.name}`" for one in played if one.crash is not None)
    return f" Came to no end, so that its figures are missing: {names}." if names else ""


_PAGE = """\
# Performance

Written by `make bench`; do not edit. **{verdict}.**{crashed}

- {date}; Python {where.python} on {where.machine}, {where.cores} cores, which the programs under
  measurement, the sandbox and whatever else ran shared. Load average before: {where.load:.1f}.
- {libraries}.

{table}

## As the register grows

{curves}

## What is compared

Times depend on the machine; ratios much less. So most figures stand beside a twin's, taken in the
same run, the two in turns, and their bound is on the ratio. A time is the median of several rounds,
because one round may meet something else that the machine was doing; what takes minutes is played
less often, at least once. Of what was lost or doubled, and of deafness, the worst round counts.

**The bare app** is `tests/benchmarks/bare_bolt.py`: Bolt's `AsyncApp` with the aiohttp Socket Mode
client on one socket, as in Bolt's own examples (Vigie opens two). It acknowledges, opens the
very form that Vigie opens, and acknowledges what is submitted; it checks, stores and logs nothing.
So the ratio says what Vigie costs beyond the framework.

**Slack** is the sandbox, in a third process, over its real protocols. Each Web API call takes
150 ms more than the sandbox needs. 300 people act within the same instant; times are taken in the
sandbox, from sending an envelope to its acknowledgement. What is never acknowledged counts as
infinitely late. A form is *asked for* when its `views.open` arrives.

**Submissions** are acknowledged after their case is committed. The bound is Slack's own: after
three seconds the person is told that something went wrong. Afterwards the cases in the
database are counted. The bare app stores nothing and is no twin for this.

**Memory** is the resident memory of the process after its commands and submissions.
Loading alone makes most of the difference: SQLAlchemy takes 14 MiB of it, pydantic 9, Vigie's own
modules 22, everything else 4; four threads and the cache of statements take the rest. What a small
school has no use for is not loaded (`tests/application/test_start.py` names it).

Over ten thousand filings it is flat: four people file in turns on one process, Slack answering at
once and its pace for a channel lifted, and the memory is read again when the last card stands.

**The start** is counted from the start of the process, on a database whose schema is current.

**Growth** compares an operation with itself on registers whose past is ten, a hundred and a
thousand times as long, in turns, in one process without Slack. All have the same present: a
thousand cases in the fifteen months that bear on a summary, 300 of them open. What grows is what
a school leaves behind; a million *open* cases are measured apart. Each case has a journal entry,
two delivered outbox rows and its words. A delivery tick is the claim on every lane, a reminder tick
what the clock does when nothing is due. The Home tab is a quality manager's, read and laid out; the
summary is the last month's, counted; opening a case is reading it and making its modal.

**The register's** lists and searches stand beside those of a small one, its export beside a loop of
XlsxWriter over the same cells, an import beside one that reads and inserts and does no more, a
month's figures beside the same aggregates as bare SQL.

**Reminders due at once**: a thousand in one instant, while people file ten cases a second; the twin
is the same filing while none is due.

**Mails** of the corpus, a thousand, lie ready in another folder of a real Dovecot and are moved
into the mailbox at once, while people file ten cases a second; the twin reads the same mailbox
while nothing comes. A card's time runs from the answer of the server that took the mail. A hostile
mail is read in a process of its own: seconds of the one thread, memory with the mail's own bytes.

**Replicas** are one or two `vigie run` on one PostgreSQL, from the first command to the last card.
Cards are posted one after another, so that a thread reads in order, and each waits for Slack's
answer: that is what a second replica halves, and what the bound is about. So it stands on a steady
stream, of people who each file one case after another, where nothing else is waited for. A hundred
forms opened in one instant take processors first, of which a second replica on the same machine
brings none; that figure stands beside it without a bound. Slack takes about one message a second in
one channel, however many replicas there are; that pace is lifted here.

**Deafness** is counted in the sandbox, as the time in which no connection stands to which it could
send. Meanwhile somebody types a command ten times a second.

## Again

`make bench` writes this page and took {took} minutes, each benchmark in a process of its own.
`python -m tests.benchmarks --quick` takes a few and writes nothing; `--list` names the benchmarks,
each of which can be run alone.
"""
