"""The page docs/lifecycles.md, written anew by `python -m tests.support.lifecycle_page`."""

from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

from bot.domain.actions.action_steps import ACTION_RULES
from bot.domain.cases.cases import Status
from bot.domain.cases.roles import FOLLOWING, HANDLING, LEADING, REPORTING, Role
from bot.domain.steps.lifecycles import COMPLAINT, INCIDENT, Lifecycle, Rule

PAGE = Path(__file__).parents[2] / "docs" / "lifecycles.md"

WHO = {
    LEADING: "leads",
    HANDLING: "leads, owner",
    FOLLOWING: "leads, owner, reporter",
    REPORTING: "reporter",
}

INTRODUCTION = """\
# The life of a case

Two tables in `bot/domain/steps/lifecycles.py`, `COMPLAINT` and `INCIDENT`, say who may do what and
from where. What a step needs and what it leaves behind stands with the step in
`bot/domain/steps/`. This page is written from them (`python -m tests.support.lifecycle_page`), and
a test compares the two.

*Leads* are the quality managers, for incidents the training managers too, and for a confidential
case those written into it instead ([why](decisions/confidentiality.md)). Nobody has a role in a
case that is about themselves, but to follow what they filed. A step that leaves a case where it
stands is in the table only; a step that ends a case is drawn from *open* as a whole, and the table
says from where it may be taken.
"""

GUARDS = """\
## Before a case is closed

A complaint needs its acknowledgement (a full answer is one; an anonymous complaint needs none), an
answer that was told, the implementation of what was promised, and the complainant's answer to the
follow-up or an attempt to get one: two from moderate up, or where the complaint is not upheld. The
follow-up closes the case in the same form where the answer is that it is solved, nothing else is
owed and whoever records it may close. A refusal calls for a new answer until every recourse has
been tried; what the complainant calls unsolved is closed only with a reason. Who signed
the contract as an individual is not answered while no consumer mediator is set up (code de la
consommation, L616-1).

An incident needs a measure, an information point (or « sans objet » with the reason), and each of
its actions done, cancelled or carried on by the action plan. One that was settled on the spot is
validated and closed in one step, which gives the information point too
([why](decisions/on-the-spot.md)).

Either, when major or critical, needs its root cause and the cause's family: an incident once
somebody in charge has qualified it so, or where a person is hurt. Whatever others wait for by a
date of theirs has to be done or found to be without object. A reopened case has to earn all of this
again, but for the acknowledgement and the cause.

## On the way

Asking for information pauses nothing: the date of the solution stands, and the letter says so. An
extension told after the date it replaces is kept but moves nothing. A correction is a new entry
with its reason; what was written before stays. A duplicate is linked both ways, and its complainant
is written to, unless there is a reason not to. Nothing is given to a deactivated account or to an
app; when an owner leaves the workspace, their open cases wait for another, and their actions go to
a quality manager (of a confidential case, to who handles it).

Whom a case is about is for those who lead it to say, and for whoever makes it confidential in the
same step; not for its owner alone. Nothing may leave a case without anybody who could lead it.

What two such lives leave behind: [a complaint's](journal-of-a-complaint.md) and
[an incident's](journal-of-an-incident.md) journals, in French.
"""


def page() -> str:
    """The whole page as it should be."""
    parts = [
        INTRODUCTION,
        "## A complaint\n",
        *_section(COMPLAINT),
        "## An incident\n",
        *_section(INCIDENT),
        GUARDS,
        "## An action\n",
        _actions(),
    ]
    return "\n".join(parts)


def _section(lifecycle: Lifecycle) -> Iterator[str]:
    yield "```mermaid\n" + "\n".join(_diagram(lifecycle)) + "\n```\n"
    yield "\n".join(_table(lifecycle)) + "\n"


def _diagram(lifecycle: Lifecycle) -> Iterator[str]:
    open_statuses = [status for status in lifecycle.statuses if status.is_open]
    settled = [status for status in lifecycle.statuses if not status.is_open]
    yield "stateDiagram-v2"
    yield "    state open {"
    yield f"        [*] --> {lifecycle.first}"
    for source, target in permutations(open_statuses, 2):
        if steps := _between(lifecycle, [source], target):
            yield f"        {source} --> {target}: {steps}"
    yield "    }"
    for target in settled:
        yield f"    open --> {target}: {_between(lifecycle, open_statuses, target)}"
        yield f"    {target} --> reopened: {_between(lifecycle, [target], Status.REOPENED)}"


def _between(lifecycle: Lifecycle, sources: list[Status], target: Status) -> str:
    """The steps that lead from any of these statuses to another."""
    return ", ".join(
        rule.step
        for rule in lifecycle.rules
        if any(target in rule.moves.get(source, ()) for source in sources)
    )


def _table(lifecycle: Lifecycle) -> Iterator[str]:
    yield "| step | who | from → to |"
    yield "|---|---|---|"
    for rule in lifecycle.rules:
        yield f"| `{rule.step}` | {WHO[rule.by]} | {_moves(rule, lifecycle)} |"


def _moves(rule: Rule, lifecycle: Lifecycle) -> str:
    by_targets: dict[str, list[Status]] = {}
    for source, targets in rule.moves.items():
        where = "the same" if targets == (source,) else " or ".join(targets)
        by_targets.setdefault(where, []).append(source)
    return "; ".join(
        f"{_named(sources, lifecycle)} → {where}" for where, sources in by_targets.items()
    )


def _named(sources: list[Status], lifecycle: Lifecycle) -> str:
    if set(sources) == set(lifecycle.statuses):
        return "any"
    if set(sources) == {status for status in lifecycle.statuses if status.is_open}:
        return "any open"
    return ", ".join(sources)


def _actions() -> str:
    rows = [
        f"| `{step}` | {'leads, owner' if Role.OWNER in rule.by else 'leads'} "
        f"| {', '.join(sorted(rule.sources))} |"
        for step, rule in ACTION_RULES.items()
    ]
    head = ["| step | who | from |", "|---|---|---|"]
    foot = "\nWhoever owns an action or did it never judges its effect, unless nobody else could."
    return "\n".join([*head, *rows, foot]) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
