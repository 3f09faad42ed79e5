"""The facts that a line about a step is made from, out of its entry; nobody's own words."""

from bot.domain.cases.journal_entries import JournalRecord, Plain
from bot.domain.steps.deciding import COMMANDS
from bot.domain.steps.decisions import StepCommand
from bot.domain.steps.lifecycles import Step

_BESIDE_STEPS = ("owner", "duplicate", "original")
_OF_TOLD = (("means", "means"), ("at", "told_at"))
_OF_EXTENSION = ("new_due_at", "in_time")
IS_KEPT_ONLY = "is_kept_only"
"""The fact that what was done on the spot is kept, and the case handled in full."""


def facts_of(event: JournalRecord) -> dict[str, Plain]:
    """The facts that a step line is made from."""
    command, told = command_of(event), event.details.get("told")
    names = command.names if command else _BESIDE_STEPS
    extended = _last(event, "extensions")
    found = [
        *((name, _value(event, name)) for name in names),
        *((told_as, told[name]) for name, told_as in _OF_TOLD if isinstance(told, dict)),
        *((name, extended[name]) for name in _OF_EXTENSION if extended),
    ]
    known = {name: value for name, value in found if value is not None}
    return known | _external(event) | _done_at_once(event)


def command_of(event: JournalRecord) -> type[StepCommand] | None:
    """The step that an entry is about; None where it is about something else."""
    return COMMANDS[Step(event.name)] if event.name in COMMANDS else None


def _external(event: JournalRecord) -> dict[str, Plain]:
    """Of a date that others set: what they wait for, and until when or whether it is moot."""
    change = event.changes.get("external_deadlines")
    before, after = (change.before, change.after) if change else ([], [])
    known = before if isinstance(before, list) else []
    changed = [one for one in after if one not in known] if isinstance(after, list) else []
    found = changed[0] if changed else None
    if not isinstance(found, dict):
        return {}
    facts = {"external": found["kind"], "due_at": found["due_at"]}
    return facts | ({"is_moot": True} if found["is_moot"] else {})


def _done_at_once(event: JournalRecord) -> dict[str, Plain]:
    """That what was done on the spot settles nothing."""
    return {IS_KEPT_ONLY: True} if "done_at_once" in event.changes else {}


def _value(event: JournalRecord, name: str) -> Plain:
    """A field's new value, or the given one where it changed nothing."""
    changed = event.changes[name].after if name in event.changes else None
    return event.details.get(name) if changed is None else changed


def _last(event: JournalRecord, name: str) -> dict[str, Plain] | None:
    """The newest trace of a kind that the step left on the case."""
    traces = event.changes[name].after if name in event.changes else None
    last = traces[-1] if isinstance(traces, list) and traces else None
    return last if isinstance(last, dict) else None
