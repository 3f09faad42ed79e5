"""docs/reliability.md: the faults, where each is tested, and what the soak counted."""

import platform
from collections.abc import Iterator, Sequence
from datetime import datetime

from tests.soak.plan import LOOPS
from tests.soak.survival import LETTERS, MAILS, Survival
from tests.support.attack_list import attacks
from tests.support.fault_list import FAULTS, shown_by

INTRODUCTION = """\
# What Vigie survives

The promise: a filing of which somebody was shown the reference is kept once; each case has one
card; each message is posted once; the journal verifies; no letter leaves twice by itself, and each
is accepted, refused, or said to be uncertain. It is held under these faults. Every `make test`
plays all of them briefly; `make soak` plays the loops, three runs in a row, and writes this page of
all three.
"""
TRIED = """\
Vigie was driven with what others recorded of real Slack, attacked, and fed with registers that
people really keep. Each attack stays a test. All of it was tried against the sandbox, on loopback;
nothing here has met a real workspace.
"""
KEPT_HONEST = """\
After each scenario the workspace and the database are compared (`tests/support/reckoning.py`):
every accepted text in exactly one case, references without a gap, every delivered row of the outbox
in exactly one message and the other way round, each reminder once to each person, the journal's
chain whole. *Accepted* counts the receipts that were shown, *flaws* what was not as promised. Under
`kill -9`, five hundred filings of three people and two hundred reminders are counted on each
database in each run; the cases whose reminders come due were filed before, and nobody was shown
their receipt. A person who got no receipt files anew, so there may be more cases than receipts,
never fewer.

*Letters by mail* are counted at the mail server by their Message-ID: 3,400 on each database in each
run, the provider's pace lifted, with every span shortened alike. The server refuses for now and for
good, hangs up before and after it has a letter, answers late and not at all, while `kill -9` ends
the processes, two at a time on PostgreSQL. *Accepted* are there letters that the server accepted,
*messages* those that it has. None may be there twice, none be called accepted that is not there or
refused that is; each whose outcome nobody knows is named to somebody.

The same is counted where the server refuses every other attempt (*letters refused*), where each
connection is cut some five times a second (*letters cut off*), and where the disk fills and
has room again as often (*letters on a full disk*).

*Mails of the corpus* are a thousand, written anew for each run in sixteen styles of answer and five
encodings, with forwards, robots, bounces and broken ones: *messages* lay in the mailbox, *accepted*
are recorded, and the rest are copies of others. Each goes where it was written to go: none lost, in
a wrong case, or a case by itself; what a robot wrote is folded; what came back is owed again.
"""


def reliability_page(runs: Sequence[Sequence[Survival]], *, on: datetime | None) -> str:
    """The whole page; without runs it says that none was made."""
    parts = [INTRODUCTION, "## The faults, and the tests that play them\n", _faults()]
    parts += ["## What was tried from outside\n", TRIED, attacks_table()]
    parts += ["## The loops\n", KEPT_HONEST]
    if on is None:
        parts.append("No run is kept yet.\n")
    else:
        parts.append(f"{_verdict(runs)} The last on {on:%Y-%m-%d}, {_where()}.\n")
        parts += [_run(number, run) for number, run in enumerate(runs, start=1)]
    return "\n".join(parts)


def seconds_of(runs: Sequence[Sequence[Survival]]) -> float:
    """How long they took together."""
    return sum(one.seconds for run in runs for one in run)


def faults_table() -> str:
    """The list with the tests of each fault, as the page has it."""
    return _faults()


def attacks_table() -> str:
    """What was tried from outside, before and after, with the tests that go on trying it."""
    rows = [
        f"| {one.what} | {one.before} | {one.after} | {_named(one.test)} |" for one in attacks()
    ]
    return "\n".join(["| tried | before | now | test |", "|---|---|---|---|", *rows]) + "\n"


def _named(test: str) -> str:
    path, _, name = test.partition("::")
    return f"`{path}`: `{name}`" if name else f"`{path}`"


def _faults() -> str:
    return "\n".join(_fault_lines()) + "\n"


def _fault_lines() -> Iterator[str]:
    tests = shown_by()
    yield "| | fault | tests |"
    yield "|---|---|---|"
    for number, words in FAULTS.items():
        names = "<br>".join(f"`{one.replace(': ', '`: `')}`" for one in tests[number])
        yield f"| {number} | {words} | {names} |"


def _verdict(runs: Sequence[Sequence[Survival]]) -> str:
    everything = [one for run in runs for one in run]
    flaws = sum(len(one.flaws) for one in everything)
    letters, mails = (
        sum(one.accepted for one in everything if one.scenario.startswith(counted))
        for counted in (LETTERS, MAILS)
    )
    filings = sum(one.accepted for one in everything) - letters - mails
    minutes = seconds_of(runs) / 60
    return (
        f"**{len(runs)} runs, {filings} filings and {letters} letters accepted, "
        f"{mails} mails taken in, {flaws} flaws**, {minutes:.0f} minutes."
    )


def _where() -> str:
    return f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"


def _run(number: int, run: Sequence[Survival]) -> str:
    lines = [
        f"### Run {number}\n",
        "| scenario | database | accepted | cases | messages | flaws | took | also counted |",
        "|---|---|--:|--:|--:|--:|--:|---|",
    ]
    for one in run:
        figures = "; ".join(f"{name}: {value}" for name, value in one.figures.items())
        lines.append(
            f"| {one.scenario} | {one.database} | {one.accepted} | {one.cases} | {one.messages} "
            f"| {len(one.flaws)} | {one.seconds:.0f} s | {figures} |"
        )
    lines += [f"\n{one.scenario}, {one.database}: {flaw}" for one in run for flaw in one.flaws]
    if len(run) < LOOPS:
        lines.append(f"\nPlayed in part: {len(run)} of the {LOOPS} loops of a whole run.")
    return "\n".join(lines) + "\n"
