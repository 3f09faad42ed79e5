"""What is told of a step, and to whom: facts, never what people wrote.

What waits to be sent then holds nothing that would have to be erased with a case. The
words are made when a message is sent, in its reader's language.
"""

from bot.domain.cases import Case
from bot.domain.changes import Event, Plain
from bot.domain.lifecycles import Step

_TOLD_TO_REPORTER = frozenset(
    {
        Step.TAKE_CHARGE,
        Step.ASSIGN,
        Step.DECIDE_MEASURES,
        Step.INFORM_PARTIES,
        Step.PROPOSE_SOLUTION,
        Step.CLOSE,
        Step.REOPEN,
        Step.REJECT,
        Step.MARK_DUPLICATE,
        Step.WITHDRAW,
    }
)
_NAMED = (
    "owner",
    "severity",
    "complainant_decision",
    "duplicate_of",
    "duplicate",
    "means",
    "solved",
)
_OF_TOLD = (("means", "means"), ("at", "told_at"))
_OF_EXTENSION = ("new_due_at", "in_time")


def deserves_line(event: Event) -> bool:
    """Whether the card's thread gets a line; what was said in the thread already does not."""
    return not (event.name == Step.ADD_NOTE and "link" in event.details)


def changes_card(event: Event) -> bool:
    """Whether the card may say something else than before."""
    return bool(event.changes) or event.name == Step.ADD_ACTION


def reporter_to_tell(case: Case, event: Event, *, actor: str) -> str | None:
    """Who filed the case, when it is news to them that matters; None otherwise.

    A new owner is told as such, not twice.
    """
    is_news = event.name in _TOLD_TO_REPORTER and case.recorded_by != actor
    return case.recorded_by if is_news and case.recorded_by != new_owner(event) else None


def new_owner(event: Event) -> str | None:
    """Who the case was given to by this step, if it was."""
    owner = event.changes["owner"].after if "owner" in event.changes else None
    return owner if isinstance(owner, str) else None


def facts_of(event: Event) -> dict[str, Plain]:
    """What a line about a step needs to know of it."""
    told = event.details.get("told")
    extended = _last(event, "extensions")
    found = [
        *((name, _value(event, name)) for name in _NAMED),
        *((told_as, told[name]) for name, told_as in _OF_TOLD if isinstance(told, dict)),
        *((name, extended[name]) for name in _OF_EXTENSION if extended),
    ]
    return {name: value for name, value in found if value is not None} | _external(event)


def _external(event: Event) -> dict[str, Plain]:
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


def _value(event: Event, name: str) -> Plain:
    """What a field came to, or what was given for it where it changed nothing."""
    changed = event.changes[name].after if name in event.changes else None
    return event.details.get(name) if changed is None else changed


def _last(event: Event, name: str) -> dict[str, Plain] | None:
    """The newest trace of a kind that the step left on the case."""
    traces = event.changes[name].after if name in event.changes else None
    last = traces[-1] if isinstance(traces, list) and traces else None
    return last if isinstance(last, dict) else None
